#include "core/testing/site.hpp"

#include <boost/json.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "core/http/keys.hpp"
#include "core/http/sessions.hpp"
#include "core/i18n/language.hpp"
#include "core/testing/scratch.hpp"

namespace palier::testing {
namespace {

constexpr const char* kOrigin = "http://palier.test";
constexpr const char* kCookie = "palier";

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

/// Knows those whom sign_in_as() made up, and asks the accounts room for the others.
class TestIdentity final : public http::Identity {
 public:
  std::optional<http::Viewer> of_account(db::Session& s, std::int64_t account) const override {
    if (behind)
      if (auto viewer = behind->of_account(s, account)) return viewer;
    const auto it = made_up.find(account);
    if (it == made_up.end()) return {};
    http::Viewer viewer;
    viewer.account = account;
    viewer.name = "Test";
    viewer.roles = it->second;
    return viewer;
  }
  std::optional<http::Viewer> of_token(db::Session& s, std::string_view token) const override {
    return behind ? behind->of_token(s, token) : std::nullopt;
  }

  std::shared_ptr<const http::Identity> behind;
  std::map<std::int64_t, http::RoleSet> made_up;
};

Config test_config() {
  Config config;
  config.http.public_url = kOrigin;
  config.mail.keep_only = true;
  // A test sends more in a second than a person in an hour; limits have tests of their own.
  for (const char* name : {"sign_in", "sign_in_account", "posting", "messages", "search"})
    config.rates[name] = 0;
  return config;
}

http::Site site_of(const Config& config) {
  http::Site site;
  site.public_url = config.http.public_url;
  site.rates = config.rates;
  return site;
}

std::string encoded(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

form::Input query_of(std::string_view target) {
  std::vector<std::pair<std::string, std::string>> pairs;
  const auto url = boost::urls::parse_origin_form(target);
  if (url)
    for (const auto& p : url->params()) pairs.emplace_back(p.key, p.value);
  return form::Input::from_pairs(pairs);
}

std::string path_of(std::string_view target) {
  const auto url = boost::urls::parse_origin_form(target);
  return url ? url->path() : std::string(target.substr(0, target.find('?')));
}

}  // namespace

struct Site::Parts {
  explicit Parts(db::Dialect dialect)
      : scratch(dialect),
        db(scratch.open()),
        config(test_config()),
        queue(*db, clock),
        events(*db, queue, clock),
        outbox(*db, queue, clock, config.mail),
        site(site_of(config)),
        core{config, clock, *db, queue, events, outbox, router, site, *live, *replies} {}

  Scratch scratch;
  std::unique_ptr<db::Database> db;
  Config config;
  FakeClock clock;
  jobs::Queue queue;
  jobs::Events events;
  mail::Outbox outbox;
  http::Router router;
  http::Site site;
  std::unique_ptr<live::Live> live = live::make(*db, queue, router, site, clock);
  std::unique_ptr<inbox::Replies> replies = inbox::make(*db, queue, outbox, config.mail, clock);
  Core core;
  std::shared_ptr<TestIdentity> identity = std::make_shared<TestIdentity>();
  std::shared_ptr<void> rooms;
  std::unique_ptr<http::App> app;
  std::unique_ptr<http::Keys> keys;
};

std::string_view Answer::head(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_word(key, name)) return value;
  return {};
}

boost::json::value Answer::json() const {
  return boost::json::parse(body);
}

Site::Site(const Wire& wire, db::Dialect dialect) {
  static const bool loaded = (i18n::load("Europe/Paris"), true);
  (void)loaded;
  parts_ = std::make_unique<Parts>(dialect);
  Parts& p = *parts_;
  p.rooms = wire ? wire(p.core) : nullptr;
  p.app = std::make_unique<http::App>(*p.db, p.queue, p.clock, p.router, p.site);
  p.keys = std::make_unique<http::Keys>(*p.db);
  p.identity->behind = p.site.identity;
  p.site.identity = p.identity;
  p.router.check();
}

Site::~Site() = default;

const Core& Site::core() const {
  return parts_->core;
}
FakeClock& Site::clock() {
  return parts_->clock;
}

http::Request Site::request(http::Method method, std::string_view target) const {
  http::Request r;
  r.id = "test-request-id1";
  r.method = method;
  r.target = target;
  r.path = path_of(target);
  r.query = query_of(target);
  r.remote = "192.0.2.1";
  r.origin = kOrigin;
  r.headers = {{"accept", "text/html"}, {"accept-language", accept_language_}};
  return r;
}

Answer Site::send(http::Request request) {
  std::string cookies;
  for (const auto& [name, value] : cookies_)
    cookies += fmt::format("{}{}={}", cookies.empty() ? "" : "; ", name, value);
  if (!cookies.empty()) request.headers.emplace_back("cookie", cookies);
  Answer answer{(*parts_->app)(std::move(request))};
  if (answer.pieces)
    for (std::string piece; !(piece = answer.pieces()).empty();) answer.body += piece;
  for (const auto& [key, value] : answer.headers) {
    if (!same_word(key, "set-cookie")) continue;
    const auto equals = value.find('=');
    const std::string name = value.substr(0, equals);
    if (value.find("Max-Age=0") != std::string::npos)
      cookies_.erase(name);
    else
      cookies_[name] = value.substr(equals + 1, value.find(';') - equals - 1);
  }
  return answer;
}

Answer Site::get(std::string_view target) {
  return send(request(http::Method::get, target));
}

std::string Site::csrf() const {
  const auto it = cookies_.find(kCookie);
  return it == cookies_.end() ? "" : parts_->keys->seal("csrf", it->second);
}

Answer Site::post(std::string_view target, Fields fields) {
  // A browser has opened the form's page before; a test need not.
  if (!cookies_.contains(kCookie)) cookies_[kCookie] = http::random_token(32);
  fields.emplace_back("csrf", csrf());
  return post_without_csrf(target, std::move(fields));
}

Answer Site::post_without_csrf(std::string_view target, Fields fields) {
  http::Request r = request(http::Method::post, target);
  r.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
  for (const auto& [name, value] : fields)
    r.body += (r.body.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
  r.form = form::Input::from_pairs(fields);
  return send(std::move(r));
}

Answer Site::send_json(http::Method method, std::string_view target, std::string_view body) {
  http::Request r = request(method, target);
  r.headers = {{"accept", "application/json"}, {"accept-language", accept_language_}};
  if (!body.empty()) r.headers.emplace_back("content-type", "application/json");
  r.body = body;
  if (!bearer_.empty())
    r.headers.emplace_back("authorization", "Bearer " + bearer_);
  else if (const std::string token = csrf(); !token.empty())
    r.headers.emplace_back("x-csrf-token", token);
  return send(std::move(r));
}

Answer Site::get_json(std::string_view target) {
  return send_json(http::Method::get, target);
}

Answer Site::follow(Answer answer) {
  for (int i = 0; i < 5 && answer.status == 303; ++i) answer = get(answer.location());
  return answer;
}

void Site::sign_in_as(std::int64_t account, http::RoleSet roles) {
  roles.add(http::Role::neighbour);
  parts_->identity->made_up[account] = roles;
  cookies_[kCookie] = parts_->db->write(
      [&](db::Transaction& tx) { return http::start_session(tx, account, parts_->clock.now()); });
}

void Site::sign_out() {
  cookies_.clear();
  bearer_.clear();
}

int Site::run_jobs() {
  return parts_->queue.run_due();
}

std::vector<mail::Kept> Site::mails() const {
  return parts_->outbox.kept(100);
}

std::string Site::mailed_link(std::string_view prefix) const {
  for (const auto& mail : mails()) {
    const std::string whole = kOrigin + std::string(prefix);
    const auto start = mail.text.find(whole);
    if (start == std::string::npos) continue;
    const auto end = mail.text.find_first_of(" \n\r\t<>\"", start);
    return mail.text.substr(start, end - start).substr(std::string_view(kOrigin).size());
  }
  return "";
}

}  // namespace palier::testing
