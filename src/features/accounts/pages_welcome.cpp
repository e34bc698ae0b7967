#include "features/accounts/pages.hpp"
#include "features/accounts/templates.hpp"
#include "features/places/form.hpp"

// What a new person is asked, one question a page. All of it can wait, but for asking, offering and
// writing it is needed (Accounts::unfinished).
namespace palier::accounts::pages {
namespace {

using http::Context;
using http::Response;
using i18n::Message;
using palier::form::Errors;

constexpr int kSteps = 4;

std::string step(const Context& c, int n) {
  return c.language.tr(
      Message{N_("Question {1} of {2}"),
              {c.language.number(std::int64_t{n}), c.language.number(std::int64_t{kSteps})}});
}

/// After an answer: the next question still open, or where they were going.
Response go_on(Context& c, const Service& service, std::string_view next) {
  const auto left =
      service.core().db.read([&](db::Session& s) { return service.unfinished(s, viewer(c)); });
  if (left) return http::see_other(with_next(*left, next));
  c.notice({N_("Thank you, that is all we ask.")});
  return http::see_other(next);
}

Question::Way later(const Context& c, std::string_view next) {
  return {c.language.tr(N_("Answer later")), std::string(next)};
}

Question name_question(const Context& c, const Account& a, std::string_view next) {
  const auto& l = c.language;
  Question q;
  q.heading = l.tr(N_("What is your name?"));
  q.fields = {first_name_field(l, a.first_name), last_name_field(l, a.last_name)};
  q.action = "/welcome/name";
  q.submit = l.tr(N_("Continue"));
  q.next = next;
  q.ways = {later(c, next)};
  q.step = step(c, 1);
  return q;
}

Question language_question(const Context& c, const Own& own, std::string_view next) {
  const auto& l = c.language;
  Question q;
  q.heading = l.tr(N_("In which language do we speak to you?"));
  q.fields = {language_field(l, own.account.language)};
  q.action = "/welcome/language";
  q.submit = l.tr(N_("Continue"));
  q.next = next;
  q.ways = {later(c, next)};
  q.step = step(c, 2);
  return q;
}

Question rules_question(const Context& c, std::string_view next) {
  const auto& l = c.language;
  html::Field agree;
  agree.name = "rules";
  agree.type = "checkboxes";
  agree.label = l.tr(N_("Do you agree?"));
  agree.required = true;
  agree.options = {{"1", l.tr(N_("Yes, I will keep to these rules")), "", false}};
  Question q;
  q.heading = l.tr(N_("The rules of the house"));
  q.points = {
      l.tr(N_("Be kind, and say what is true: someone will count on it.")),
      l.tr(N_("Never ask for money in advance, a bank card, a code or a password. Refuse if "
              "someone asks you.")),
      l.tr(N_("Keep to yourself what you learn of a neighbour: name, address, health.")),
      l.tr(N_("In an emergency call 15, 17, 18 or 112: this site does not replace them.")),
      l.tr(N_("Something is wrong? Report it: each page where people write has a link for "
              "that."))};
  q.fields = {agree};
  q.action = "/welcome/rules";
  q.submit = l.tr(N_("Continue"));
  q.next = next;
  q.ways = {later(c, next)};
  q.step = step(c, 4);
  return q;
}

AddressPage address_page(const Context& c, std::string_view next) {
  AddressPage p;
  p.action = "/welcome/address";
  p.next = next;
  p.later = next;
  p.step = step(c, 3);
  return p;
}

}  // namespace

http::Response ask_address(Context& c, const Service& service, const AddressPage& asked,
                           const Errors& errors, const places::LocationAnswer& answer) {
  const auto& l = c.language;
  const auto view =
      places::location_view(service.places(), c.request.form, errors, answer, l,
                            l.tr(N_("Your address")), l.tr(N_("Number, street and town")), {});
  auto details = details_field(l, asked.details);
  if (c.request.method == http::Method::post)
    details = html::filled(details, c.request.form, errors, l);
  auto page = c.page(l.tr(N_("Where do you live?")));
  page.index = false;
  html::Out out;
  templates::address(out, page, asked, view, details, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

std::optional<http::Response> take_address(Context& c, const Service& service,
                                           const AddressPage& asked) {
  Errors errors;
  const auto answer = places::read_location(service.places(), c.request.form, errors);
  const auto details = form::read_details(c.request.form, errors);
  if (errors || !answer.location) return ask_address(c, service, asked, errors, answer);
  service.set_home(viewer(c), *answer.location, details);
  return {};
}

void welcome(Service& service) {
  auto& router = service.core().router;

  router.get("/welcome", [&service](Context& c) { return go_on(c, service, next_of(c)); })
      .who(http::signed_in());

  router
      .get("/welcome/name",
           [&service](Context& c) {
             return ask(c, name_question(c, own(service, c).account, next_of(c)));
           })
      .who(http::signed_in());
  router
      .post("/welcome/name",
            [&service](Context& c) {
              const auto next = next_of(c);
              Errors errors;
              const auto name = form::read_name(c.request.form, errors);
              form::ProfilePatch patch;
              patch.first_name = name.first_name;
              patch.last_name = name.last_name;
              if (!errors)
                service.check_name(places::TerritoryId{c.viewer.territory}, patch, errors);
              if (errors) return ask(c, name_question(c, own(service, c).account, next), errors);
              service.change(viewer(c), patch);
              return http::see_other(with_next("/welcome/language", next));
            })
      .who(http::signed_in());

  router
      .get("/welcome/language",
           [&service](Context& c) {
             return ask(c, language_question(c, own(service, c), next_of(c)));
           })
      .who(http::signed_in());
  router
      .post("/welcome/language",
            [&service](Context& c) {
              const auto next = next_of(c);
              Errors errors;
              form::ProfilePatch patch;
              patch.language = form::read_language(c.request.form, errors);
              if (errors) return ask(c, language_question(c, own(service, c), next), errors);
              service.change(viewer(c), patch);
              return go_on(c, service, next);
            })
      .who(http::signed_in());

  router
      .get("/welcome/address",
           [&service](Context& c) {
             const auto next = next_of(c);
             return ask_address(c, service, address_page(c, next), {}, {});
           })
      .who(http::signed_in());
  router
      .post("/welcome/address",
            [&service](Context& c) {
              const auto next = next_of(c);
              auto refused = take_address(c, service, address_page(c, next));
              return refused ? *refused : go_on(c, service, next);
            })
      .who(http::signed_in());

  router.get("/welcome/rules", [](Context& c) { return ask(c, rules_question(c, next_of(c))); })
      .who(http::signed_in());
  router
      .post("/welcome/rules",
            [&service](Context& c) {
              const auto next = next_of(c);
              Errors errors;
              form::read_rules(c.request.form, errors);
              if (errors) return ask(c, rules_question(c, next), errors);
              form::ProfilePatch patch;
              patch.agree_rules = true;
              service.change(viewer(c), patch);
              return go_on(c, service, next);
            })
      .who(http::signed_in());
}

}  // namespace palier::accounts::pages
