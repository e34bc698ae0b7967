#pragma once

#include "core/testing/site.hpp"
#include "features/notices/service.hpp"

namespace palier::notices::testing {

/// Accounts and this room on a site of their own, with two kinds of letters besides the news.
struct Town {
  explicit Town(db::Dialect dialect = db::Dialect::sqlite)
      : site([this](const Core& core) { return wire(core); }, dialect) {}

  struct Rooms {
    std::unique_ptr<places::Places> places;
    std::unique_ptr<accounts::Accounts> accounts;
    std::unique_ptr<Notices> notices;
  };

  Service& service() { return *service_; }
  accounts::Accounts& accounts() { return *rooms_->accounts; }
  db::Database& db() { return site.core().db; }

  AccountId person(std::string_view email, Notify notify = Notify::at_once,
                   std::string_view language = "en") {
    accounts::Accounts::Draft d;
    d.first_name = "Yasmine";
    d.email = email;
    d.notify = notify;
    d.rules_agreed = true;
    d.language = language;
    return db().write([&](db::Transaction& tx) { return accounts().create(tx, d); });
  }
  void write(AccountId id, accounts::Accounts::Letter letter) {
    db().write([&](db::Transaction& tx) {
      accounts().write_to(tx, id, [&](const i18n::Language&) { return letter; });
    });
  }
  void choose(AccountId id, std::string_view kind, std::optional<Notify> mail) {
    service().set_kind(id, *service().kinds().find(kind), mail);
  }
  Settings settings(AccountId id) {
    return db().read([&](db::Session& s) { return service().settings(s, id); });
  }

 private:
  Service* service_ = nullptr;
  std::shared_ptr<Rooms> rooms_;

 public:
  palier::testing::Site site;

 private:
  std::shared_ptr<void> wire(const Core& core) {
    rooms_ = std::make_shared<Rooms>();
    rooms_->places = places::make(core);
    rooms_->accounts = accounts::make(core, *rooms_->places);
    rooms_->notices = make(core, *rooms_->accounts);
    service_ = static_cast<Service*>(rooms_->notices.get());
    rooms_->notices->kind({.code = "messages", .name = {"Messages"}, .order = 10});
    rooms_->notices->kind({.code = "rare", .name = {"Rare things"}, .mail = Notify::weekly});
    rooms_->notices->kind(
        {.code = "siren", .name = {"Urgent bulletins"}, .order = 80, .urgent = true});
    rooms_->notices->kind({.code = "desk", .name = {"The desk"}, .only = {http::Role::moderator}});
    rooms_->notices->kind({.code = "fixed", .name = {"What must be"}, .fixed = true});
    return rooms_;
  }
};

inline accounts::Accounts::Letter letter(std::string subject, std::string kind = "messages") {
  return {.subject = std::move(subject),
          .text = "Something came.",
          .kind = std::move(kind),
          .path = "/messages/5"};
}

}  // namespace palier::notices::testing
