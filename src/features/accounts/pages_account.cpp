#include "features/accounts/names.hpp"
#include "features/accounts/pages.hpp"
#include "features/accounts/templates.hpp"
#include "features/accounts/view.hpp"

// The account page, and the changes of what a person says of themselves.
namespace palier::accounts::pages {
namespace {

using http::Context;
using http::Response;
using palier::form::Errors;

Question change_question(const Context& c, std::string heading, std::string_view action,
                         std::vector<html::Field> fields) {
  Question q;
  q.heading = std::move(heading);
  q.fields = std::move(fields);
  q.action = action;
  q.submit = c.language.tr(N_("Save"));
  q.back = "/account";
  return q;
}

Response saved(Context& c) {
  c.notice({N_("Saved.")});
  return http::see_other("/account");
}

AddressPage address_page(const Own& own) {
  AddressPage p;
  p.action = "/account/address";
  p.later = "/account";
  if (own.home) {
    p.details = own.home->details;
    p.current = own.home->location.label;
  }
  p.verified = own.account.verified > 0;
  return p;
}

/// A page with one form that changes the profile: GET shows it, POST reads and keeps it.
template <class MakeQuestion, class Read>
void profile_page(Service& service, const char* path, MakeQuestion question, Read read) {
  auto& router = service.core().router;
  router
      .get(path, [&service, question](Context& c) { return ask(c, question(c, own(service, c))); })
      .who(http::signed_in());
  router
      .post(path,
            [&service, question, read](Context& c) {
              Errors errors;
              form::ProfilePatch patch;
              read(c.request.form, errors, patch);
              service.check_name(places::TerritoryId{c.viewer.territory}, patch, errors);
              if (errors) return ask(c, question(c, own(service, c)), errors);
              service.change(viewer(c), patch);
              return saved(c);
            })
      .who(http::signed_in());
}

std::string named(const std::vector<std::string>& codes, const i18n::Language& l) {
  std::vector<std::string> names;
  names.reserve(codes.size());
  for (const auto& code : codes) names.push_back(spoken_name(code, l));
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

void account(Service& service) {
  auto& router = service.core().router;
  using palier::form::Input;

  router
      .get(
          "/account",
          [&service](Context& c) {
            const auto& l = c.language;
            const auto me = own(service, c);
            const auto& a = me.account;
            const auto none = l.tr(N_("Not given"));
            const auto or_none = [&](std::string_view s) {
              return s.empty() ? std::string(none) : std::string(s);
            };
            AccountPage p;
            p.about_you = {
                {l.tr(N_("Name")), or_none(view::full_name(a)), "/account/name"},
                {l.tr(N_("A few words about yourself")), or_none(a.about), "/account/about"},
                {l.tr(N_("Language of the pages and messages")),
                 std::string(language_of(a.language).own_name()), "/account/language"},
                {l.tr(N_("Languages that you speak")), or_none(named(split_words(a.spoken), l)),
                 "/account/spoken"},
                {l.tr(N_("Address")), or_none(me.home ? me.home->location.label : ""),
                 "/account/address"},
            };
            if (me.home && !me.home->details.empty())
              p.about_you.push_back(
                  {l.tr(N_("Floor, door, code")), me.home->details, "/account/address"});
            p.reach = {
                {l.tr(N_("E-mail address")), or_none(me.email()), "/account/email"},
                {l.tr(N_("Phone number")), or_none(readable_phone(me.phone())), "/account/phone"},
                {l.tr(N_("Messages from us")), view::notify_name(a.notify, l), "/account/notices"},
            };
            p.safety = {
                {l.tr(N_("Password")),
                 a.password ? l.tr(N_("Set"))
                            : l.tr(N_("None: you sign in with a code that we send")),
                 "/account/password"},
                {l.tr(N_("Keys for other programs")),
                 l.number(static_cast<std::int64_t>(service.tokens(a.id).size())), "/account/keys"},
            };
            for (const auto& [label, path] : service.lines())
              p.more.push_back({l.tr(label), path, false, 0});
            p.verified = a.verified > 0;
            for (int i = 1; i < http::kRoles; ++i)
              if (const auto role = static_cast<http::Role>(i); me.roles.has(role))
                p.roles.push_back(view::role_name(role, l));
            auto page = c.page(l.tr(N_("Your account")));
            page.index = false;
            html::Out out;
            templates::account(out, page, p);
            return http::page(out.take());
          })
      .who(http::signed_in());

  profile_page(
      service, "/account/name",
      [](const Context& c, const Own& me) {
        const auto& l = c.language;
        return change_question(
            c, l.tr(N_("What is your name?")), "/account/name",
            {first_name_field(l, me.account.first_name), last_name_field(l, me.account.last_name)});
      },
      [](const Input& in, Errors& errors, form::ProfilePatch& patch) {
        const auto name = form::read_name(in, errors);
        patch.first_name = name.first_name;
        patch.last_name = name.last_name;
      });
  profile_page(
      service, "/account/about",
      [](const Context& c, const Own& me) {
        return change_question(c, c.language.tr(N_("A few words about yourself")), "/account/about",
                               {about_field(c.language, me.account.about)});
      },
      [](const Input& in, Errors& errors, form::ProfilePatch& patch) {
        patch.about = form::read_about(in, errors);
      });
  profile_page(
      service, "/account/language",
      [](const Context& c, const Own& me) {
        return change_question(c, c.language.tr(N_("In which language do we speak to you?")),
                               "/account/language",
                               {language_field(c.language, me.account.language)});
      },
      [](const Input& in, Errors& errors, form::ProfilePatch& patch) {
        patch.language = form::read_language(in, errors);
      });
  profile_page(
      service, "/account/spoken",
      [](const Context& c, const Own& me) {
        return change_question(c, c.language.tr(N_("Which languages do you speak?")),
                               "/account/spoken",
                               {spoken_field(c.language, split_words(me.account.spoken))});
      },
      [](const Input& in, Errors& errors, form::ProfilePatch& patch) {
        patch.spoken = form::read_spoken(in, errors);
      });
  // What letters and mails of before point at; the page is the room notices'.
  router.get("/account/notifications", [](Context&) { return http::see_other("/account/notices"); })
      .who(http::signed_in());

  router
      .get("/account/address",
           [&service](Context& c) {
             return ask_address(c, service, address_page(own(service, c)), {}, {});
           })
      .who(http::signed_in());
  router
      .post("/account/address",
            [&service](Context& c) {
              auto refused = take_address(c, service, address_page(own(service, c)));
              return refused ? *refused : saved(c);
            })
      .who(http::signed_in())
      .limited(http::Limit::posting);
}

}  // namespace palier::accounts::pages
