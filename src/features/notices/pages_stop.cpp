#include "core/http/router.hpp"
#include "features/notices/routes.hpp"
#include "features/notices/templates.hpp"
#include "features/notices/view.hpp"

namespace palier::notices {
namespace {

using http::Context;
using http::Response;
using i18n::Message;

Response answer(Context& c, const StopPage& p, int status = 200) {
  auto page = c.page(p.heading);
  page.index = false;
  return http::page(templates::stop(page, p), status);
}

/// What was chosen before, as a word that a button carries, so that it can be brought back.
std::string was(std::optional<Notify> mail) {
  return mail ? std::string(word(*mail)) : "open";
}

StopPage gone(const Context& c) {
  const auto& l = c.language;
  return {.heading = l.tr(N_("This link no longer works")),
          .lines = {l.tr(N_("Sign in to choose what comes to you."))}};
}

StopPage asking(const Context& c, const Service::Stopping& s) {
  const auto& l = c.language;
  const std::string about = l.tr(s.kind->name);
  StopPage p;
  p.action = c.request.path;
  p.heading = l.tr(Message{N_("No more letters about: {1}?"), {about}});
  p.lines = {l.tr(N_("Everything else stays as it is. You can change your mind at any time."))};
  p.ways = {{"off", "", l.tr(N_("No more letters of this kind")), true},
            {"all_off", "", l.tr(N_("No more letters at all")), false}};
  return p;
}

StopPage turned_off(const Context& c, const Service::Stopping& before) {
  const auto& l = c.language;
  const std::string about = l.tr(before.kind->name);
  StopPage p;
  p.action = c.request.path;
  p.heading = l.tr(N_("It is done"));
  p.lines = {l.tr(Message{N_("You get no more letters about: {1}."), {about}})};
  if (before.kind->push)
    p.lines.emplace_back(
        l.tr(N_("Notifications on your devices, if you turned them on, are not changed by this.")));
  p.ways = {{"on", was(before.mail == Notify::never ? std::nullopt : before.mail),
             l.tr(N_("Turn them on again")), true},
            {"all_off", "", l.tr(N_("No more letters at all")), false}};
  return p;
}

StopPage all_off(const Context& c, const Service& service, const Service::Stopping& before) {
  const auto& l = c.language;
  StopPage p;
  p.action = c.request.path;
  p.heading = l.tr(N_("It is done"));
  p.lines = {
      l.tr(N_("We no longer write to you, but for sign-in codes and what bears on the "
              "safety of your account."))};
  for (const Kind& kind : service.kinds().all())
    if (kind.urgent)
      p.lines.push_back(l.tr(Message{
          N_("Also still coming, unless you turn it off by itself: {1}."), {l.tr(kind.name)}}));
  p.ways = {{"all_on", was(before.general == Notify::never ? Notify::at_once : before.general),
             l.tr(N_("Turn all letters on again")), true}};
  return p;
}

StopPage turned_on(const Context& c, const std::string& what) {
  const auto& l = c.language;
  StopPage p;
  p.action = c.request.path;
  p.heading = l.tr(N_("It is done"));
  p.lines = {what};
  p.ways = {{"off", "", l.tr(N_("No more letters of this kind")), false}};
  return p;
}

/// A mail program's own button posts List-Unsubscribe=One-Click (RFC 8058): that is "off".
Response take(Context& c, Service& service, const Service::Stopping& s) {
  const auto& l = c.language;
  const auto& input = c.request.form;
  const std::string& what = input.one("do");
  const auto before = how_of(input.one("was"));
  if (what.empty() || what == "off") {
    service.set_kind(s.id, *s.kind, Notify::never);
    return answer(c, turned_off(c, s));
  }
  if (what == "all_off") {
    service.set_general(s.id, Notify::never);
    return answer(c, all_off(c, service, s));
  }
  if (what == "on") {
    const bool fits = before && *before != Notify::never && offers(*s.kind, *before);
    service.set_kind(s.id, *s.kind, fits ? before : std::nullopt);
    if (s.general == Notify::never && !s.kind->urgent)
      return answer(c, all_off(c, service, s));  // It is the general choice that holds them back.
    return answer(
        c,
        turned_on(c, l.tr(Message{N_("Letters about “{1}” come again."), {l.tr(s.kind->name)}})));
  }
  if (what == "all_on") {
    service.set_general(s.id, before.value_or(Notify::at_once));
    return answer(c, turned_on(c, l.tr(N_("Our letters come again, as you had chosen."))));
  }
  throw http::Refused{400};
}

}  // namespace

void register_stops(Service& service) {
  auto& router = service.core().router;
  router
      .get("/unsubscribe/{kind}/{token}",
           [&service](Context& c, const std::string& kind, const std::string& token) {
             const auto s = service.stopping(kind, token);
             return s ? answer(c, asking(c, *s)) : answer(c, gone(c), 410);
           })
      .who(http::anyone());
  router
      .post("/unsubscribe/{kind}/{token}",
            [&service](Context& c, const std::string& kind, const std::string& token) {
              const auto s = service.stopping(kind, token);
              return s ? take(c, service, *s) : answer(c, gone(c), 410);
            })
      .who(http::anyone())
      .from_message();
}

}  // namespace palier::notices
