#include "core/http/app.hpp"

#include <spdlog/spdlog.h>

#include "core/http/csrf.hpp"
#include "core/http/error_boundary.hpp"
#include "core/http/headers.hpp"
#include "core/http/keys.hpp"
#include "core/http/limits.hpp"
#include "core/http/once.hpp"
#include "core/http/sessions.hpp"

namespace palier::http {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kLanguage = "language";

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (unsigned char c : text)
    if (std::isalnum(c) || c == '/' || c == '-' || c == '_' || c == '.')
      out += static_cast<char>(c);
    else
      out += fmt::format("%{:02X}", c);
  return out;
}

// For what fails before there is a session, and for tokens, which have none.
class NoSession final : public Session {
 public:
  std::string get(std::string_view) const override { return ""; }
  void set(std::string_view, std::string_view) override {}
  void erase(std::string_view) override {}
  void sign_in(std::int64_t) override {}
  void sign_out() override {}
  std::string csrf() override { return ""; }
};

std::string_view bearer(const Request& request) {
  constexpr std::string_view kScheme = "bearer ";
  std::string_view value = request.header("authorization");
  if (value.size() <= kScheme.size()) return {};
  for (std::size_t i = 0; i < kScheme.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(value[i])) != kScheme[i]) return {};
  value.remove_prefix(kScheme.size());
  return value;
}

bool may(const Access& access, const Viewer& viewer) {
  switch (access.kind) {
    case Access::Kind::anyone:
      return true;
    case Access::Kind::signed_in:
      return viewer.signed_in();
    case Access::Kind::roles:
      return viewer.signed_in() && viewer.roles.any_of(access.roles);
    case Access::Kind::undeclared:
      return false;
  }
  return false;
}

}  // namespace

struct App::Impl {
  db::Database& db;
  const Clock& clock;
  const Router& router;
  const Site& site;
  Keys keys;
  Limiter limiter;
  bool https;

  Impl(db::Database& d, const Clock& c, const Router& r, const Site& s)
      : db(d),
        clock(c),
        router(r),
        site(s),
        keys(d),
        limiter(s.rates),
        https(s.public_url.starts_with("https:")) {}

  const i18n::Language& language(const Request& request, const Session& session,
                                 const Viewer& viewer) const {
    if (const auto* chosen = i18n::find(session.get(kLanguage))) return *chosen;
    if (const auto* profile = i18n::find(viewer.language)) return *profile;
    return i18n::negotiate(request.header("accept-language"));
  }

  Viewer viewer_of(RequestSession& session) const {
    if (!session.account() || !site.identity) return {};
    auto viewer =
        db.read([&](db::Session& s) { return site.identity->of_account(s, session.account()); });
    if (!viewer) session.sign_out();  // The account is gone or closed.
    if (!viewer || !session.settle(*viewer)) return {};
    return *viewer;
  }

  std::optional<Viewer> viewer_of(std::string_view token) const {
    if (!site.identity) return {};
    auto viewer = db.read([&](db::Session& s) { return site.identity->of_token(s, token); });
    if (viewer) viewer->by_token = true;
    return viewer;
  }

  bool secure(const Request& request) const { return https || request.secure; }
  const char* cookie_name(const Request& request) const {
    return secure(request) ? "__Host-palier" : "palier";
  }

  void put_cookie(Response& response, const Request& request,
                  const RequestSession::Cookie& cookie) const {
    using Act = RequestSession::Cookie::Act;
    if (cookie.act == Act::keep) return;
    std::string text =
        fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax", cookie_name(request), cookie.value);
    if (cookie.act == Act::clear)
      text += "; Max-Age=0";
    else if (cookie.life > 0s)
      text += fmt::format("; Max-Age={}",
                          std::chrono::duration_cast<std::chrono::seconds>(cookie.life).count());
    if (secure(request)) text += "; Secure";
    response.header("Set-Cookie", std::move(text));
  }

  /// Seconds to wait, or 0.
  int over_rate(const Route& route, const Request& request, const Viewer& viewer, Instant now) {
    if (route.limit == Limit::none) return 0;
    const int address = limiter.spend_address(route.limit, request.remote, viewer.signed_in(), now);
    if (address || !viewer.signed_in()) return address;
    return limiter.spend_account(route.limit, viewer.account, now);
  }

  Response keep_out(const Context& c, bool api) const {
    if (c.viewer.signed_in()) return refusal(c, api, 403);
    if (api) return refusal(c, api, 401);
    // After signing in they come back; a form that was sent comes back to its page, where there is
    // one.
    const bool page = !changes_things(c.request.method);
    return see_other("/sign-in?next=" + percent_encoded(page ? c.request.target : came_from(c)));
  }

  std::string came_from(const Context& c) const {
    std::string_view from = c.request.header("referer");
    for (std::string_view origin :
         {std::string_view(c.request.origin), std::string_view(site.public_url)})
      if (!origin.empty() && from.starts_with(origin) &&
          from.substr(origin.size()).starts_with('/'))
        return std::string(from.substr(origin.size()));
    return "/";
  }

  /// What stands between the request and its handler; nothing when it may go on.
  std::optional<Response> gate(Context& c, const Router::Match& match, RequestSession* session) {
    const Route& route = *match.route;
    const Request& request = c.request;
    if (const int wait = over_rate(route, request, c.viewer, c.now))
      return refusal(c, route.api, 429, wait);
    if (!may(route.access, c.viewer)) return keep_out(c, route.api);
    if (!changes_things(request.method) || route.one_click || c.viewer.by_token) return {};

    const Sender from = sender(request, site.public_url);
    if (route.api && !c.viewer.signed_in()) {
      // No session to abuse; what another site's page sends is refused all the same.
      if (from == Sender::foreign) return refusal(c, true, 403);
      return {};
    }
    if (from != Sender::foreign && session && session->csrf_fits(csrf_sent(request))) return {};
    if (route.api)
      return problem(c, 403, {N_("Send the token of your session in the header X-CSRF-Token.")});
    return stale_form(c, from == Sender::ours);
  }

  Response answer(Request& request) {
    const Instant now = clock.now();
    Router::Match match = router.find(request.method, request.path);
    const bool api = match.route ? match.route->api : request.path.starts_with("/api/");

    NoSession none;
    const Viewer visitor;
    const i18n::Language& guess = i18n::negotiate(request.header("accept-language"));
    Context outside{request, none, visitor, guess, now, site, limiter};

    return guard(outside, api,
                 [&] {
                   if (const std::string_view token = bearer(request); api && !token.empty()) {
                     const auto viewer = viewer_of(token);
                     if (!viewer) return refusal(outside, true, 401);
                     Context c{request, none, *viewer, language(request, none, *viewer),
                               now,     site, limiter};
                     return handle(c, match, api, nullptr).response;
                   }
                   return with_session(request, match, api, now);
                 })
        .response;
  }

  Response with_session(Request& request, const Router::Match& match, bool api, Instant now) {
    RequestSession session(db, keys, request.cookie(cookie_name(request)), now);
    const Viewer viewer = viewer_of(session);
    Context c{request, session, viewer, language(request, session, viewer), now, site, limiter};
    Guarded done = handle(c, match, api, &session);
    // A page that failed keeps the session as it was, but a form it shows needs its cookie.
    if (!done.kept) session.forget_changes();
    put_cookie(done.response, request, session.save(site.identity.get()));
    if (viewer.signed_in() && !session.account())
      done.response.header("Clear-Site-Data", "\"cache\"");  // "Back" must not show it again.
    return std::move(done.response);
  }

  Guarded handle(Context& c, const Router::Match& match, bool api, RequestSession* session) {
    return guard(c, api, [&]() -> Response {
      if (!match.route) {
        Response r = refusal(c, api, match.allow.empty() ? 404 : 405);
        if (!match.allow.empty()) r.header("Allow", match.allow);
        return r;
      }
      if (auto stopped = gate(c, match, session)) return std::move(*stopped);
      return match.route->handler(c, match.parameters);
    });
  }
};

App::App(db::Database& db, jobs::Queue& queue, const Clock& clock, Router& router, const Site& site)
    : impl_(std::make_unique<Impl>(db, clock, router, site)) {
  // Choosing a language needs no token: nobody can be harmed by it. Visitors follow a link, so that
  // a page without forms gives them no cookie.
  const auto choose = [](Context& c, const form::Input& sent) {
    if (const auto* chosen = i18n::find(sent.one("language")))
      c.session.set(kLanguage, chosen->code());
    return see_other(sent.one("to"));
  };
  router.post("/language", [choose](Context& c) { return choose(c, c.request.form); })
      .who(anyone())
      .limited(Limit::search)
      .from_message();
  router.get("/language", [choose](Context& c) { return choose(c, c.request.query); })
      .who(anyone())
      .limited(Limit::search);

  queue.handle("http.sweep", [&db, &clock](const jobs::Job&) {
    db.write([&](db::Transaction& tx) {
      sweep_sessions(tx, clock.now());
      sweep_once(tx, clock.now());
    });
  });
  queue.every("http.sweep", 1h, "http.sweep");
}

App::~App() = default;

Response App::operator()(Request&& request) {
  Response response = impl_->answer(request);
  add_security_headers(response, impl_->https, response.type.find("json") != std::string::npos);
  return response;
}

}  // namespace palier::http
