#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "features/accounts/names.hpp"
#include "features/accounts/pages.hpp"
#include "features/accounts/templates.hpp"
#include "features/accounts/view.hpp"

// Where a keeper sees who is who, and gives and takes back roles.
namespace palier::accounts::pages {
namespace {

using http::Context;
using http::Response;
using palier::form::Errors;

places::TerritoryId territory(const Context& c) {
  return {c.viewer.territory};
}

std::vector<std::string> role_names(http::RoleSet roles, const i18n::Language& l) {
  std::vector<std::string> out;
  for (int i = 1; i < http::kRoles; ++i)
    if (const auto role = static_cast<http::Role>(i); roles.has(role))
      out.push_back(view::role_name(role, l));
  return out;
}

std::string shown_name(std::string_view name, const i18n::Language& l) {
  return name.empty() ? l.tr(N_("No name yet")) : std::string(name);
}

Response show_people(Context& c, const Roles& roles) {
  const auto& l = c.language;
  PeoplePage p;
  p.text = c.request.query.one("q");
  p.with_role = c.request.query.has("roles");
  const auto number = palier::http::PathParameter<std::int64_t>::parse(
      c.request.query.has("page") ? c.request.query.one("page") : "1");
  const int at = number && *number >= 1 && *number <= 10'000 ? static_cast<int>(*number) : 1;
  p.search.name = "q";
  p.search.label = l.tr(N_("Name, e-mail address or phone number"));
  p.search.type = "search";
  p.search.value = p.text;
  const auto found = roles.search(territory(c), p.text, p.with_role, at - 1);
  const auto url = [&](int n) {
    return fmt::format("/keeper/people?q={}{}&page={}",
                       boost::urls::encode(p.text, boost::urls::unreserved_chars),
                       p.with_role ? "&roles=1" : "", n);
  };
  if (at > 1) p.pager.previous = url(at - 1);
  if (found.more) p.pager.next = url(at + 1);
  for (const auto& one : found.people) {
    const auto name = one.found.last_name.empty()
                          ? one.found.first_name
                          : one.found.first_name + " " + one.found.last_name;
    p.people.push_back({"/keeper/people/" + one.found.id.str(), shown_name(name, l),
                        one.email.empty() ? readable_phone(one.phone) : one.email,
                        role_names(one.roles, l), one.found.verified > 0,
                        one.found.state == State::suspended});
  }
  auto page = c.page(l.tr(N_("People and roles")));
  page.index = false;
  html::Out out;
  templates::people(out, page, p);
  return http::page(out.take());
}

Response show_person(Context& c, const Roles& roles, AccountId id, const Errors& errors = {}) {
  const auto& l = c.language;
  const auto found = roles.detail(id, territory(c));
  if (!found) http::not_found();
  const auto& a = found->own.account;
  PersonPage p;
  p.path = "/keeper/people/" + id.str();
  p.name = shown_name(view::full_name(a), l);
  p.email = found->own.email();
  p.phone = readable_phone(found->own.phone());
  p.since = l.date(a.created_at);
  p.verified = a.verified > 0;
  p.suspended = a.state == State::suspended;
  for (int i = 1; i < http::kRoles; ++i) {
    const auto role = static_cast<http::Role>(i);
    p.roles.push_back({std::string(http::name(role)), view::role_name(role, l),
                       view::role_hint(role, l), found->own.roles.has(role)});
  }
  html::Field why;
  why.name = "why";
  why.label = l.tr(N_("Why?"));
  why.hint = l.tr(N_("Kept with the account; the person may ask to see it."));
  why.required = true;
  why.max = 300;
  if (errors) why = html::filled(why, c.request.form, errors, l);
  p.why = why;
  for (const auto& line : found->audit) {
    const auto by = found->names.find(line.by_account.value);
    p.audit.push_back({l.date(line.at, i18n::Language::Style::day_and_time),
                       view::audit_name(line, l),
                       !line.by_account           ? l.tr(N_("the machine's command line"))
                       : line.by_account == id    ? l.tr(N_("the person"))
                       : by == found->names.end() ? ""
                                                  : shown_name(by->second, l)});
  }
  auto page = c.page(p.name);
  page.index = false;
  html::Out out;
  templates::person(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

Response after(Context& c, AccountId id, Roles::Outcome outcome) {
  switch (outcome) {
    case Roles::Outcome::unknown:
      http::not_found();
    case Roles::Outcome::last_keeper:
      c.notice({N_("Not done: this is the only keeper, and a site needs one.")});
      break;
    case Roles::Outcome::already:
      c.notice({N_("It was so already.")});
      break;
    case Roles::Outcome::done:
      c.notice({N_("Saved.")});
      break;
  }
  return http::see_other("/keeper/people/" + id.str());
}

}  // namespace

void keeper(Service& service) {
  auto& router = service.core().router;
  const auto roles = std::make_shared<const Roles>(service.core(), service);
  const auto keepers = http::only({http::Role::keeper});

  router.get("/keeper/people", [roles](Context& c) { return show_people(c, *roles); })
      .who(keepers)
      .limited(http::Limit::search);
  router
      .get("/keeper/people/{account}",
           [roles](Context& c, AccountId id) { return show_person(c, *roles, id); })
      .who(keepers);
  router
      .post("/keeper/people/{account}/roles",
            [roles](Context& c, AccountId id) {
              const auto role = form::role_of(c.request.form.one("role"));
              if (!role || !roles->detail(id, territory(c))) throw http::Refused{400};
              return after(c, id,
                           roles->set(id, territory(c), *role, c.request.form.one("granted") == "1",
                                      viewer(c)));
            })
      .who(keepers);
  router
      .post("/keeper/people/{account}/verified",
            [roles](Context& c, AccountId id) {
              return after(c, id,
                           roles->set_verified(id, territory(c),
                                               c.request.form.one("verified") == "1", viewer(c)));
            })
      .who(keepers);
  router
      .post("/keeper/people/{account}/suspended",
            [roles](Context& c, AccountId id) {
              const bool suspend = c.request.form.one("suspended") == "1";
              Errors errors;
              palier::form::Reader reader(c.request.form, errors);
              const auto why =
                  suspend ? reader.text("why", {.required = true,
                                                .max = 300,
                                                .missing = {N_("Write why, in a few words.")}})
                          : std::string();
              if (errors) return show_person(c, *roles, id, errors);
              return after(c, id, roles->set_suspended(id, territory(c), suspend, viewer(c), why));
            })
      .who(keepers);
}

}  // namespace palier::accounts::pages
