#pragma once

#include "core/testing/scratch.hpp"
#include "core/testing/site.hpp"
#include "features/accounts/service.hpp"
#include "features/accounts/testing/fake_places.hpp"

namespace palier::accounts::testing {

/// This room on a site of its own, as a browser sees it.
struct Town {
  explicit Town(db::Dialect dialect = db::Dialect::sqlite)
      : site([this](const Core& core) { return wire(core); }, dialect) {}

  Service& service() { return *service_; }

  /// The six digits in the newest message.
  std::string code() const {
    for (const auto& m : site.mails()) {
      std::string digits;
      for (const char c : m.subject + " " + m.text) {
        if (c >= '0' && c <= '9') {
          digits += c;
        } else {
          if (digits.size() == 6) return digits;
          digits.clear();
        }
      }
    }
    return "";
  }
  /// Six digits that are not the code.
  std::string wrong_code() const { return code() == "123456" ? "654321" : "123456"; }

  /// Through the pages, to the end of the flow.
  palier::testing::Answer enter(std::string_view identifier) {
    site.post("/sign-in", {{"identifier", std::string(identifier)}});
    return site.post("/sign-in/code", {{"code", code()}});
  }
  AccountId account(Kind kind, std::string_view value) {
    return site.core()
        .db.read([&](db::Session& s) { return service().find(s, kind, value); })
        .value_or(AccountId{});
  }
  /// Somebody who has answered every question.
  AccountId settled(std::string_view email, http::RoleSet roles = {}) {
    Accounts::Draft d;
    d.first_name = "Yasmine";
    d.last_name = "Benali";
    d.email = email;
    d.roles = roles;
    d.home = places.locate({FakePlaces::kHere});
    d.rules_agreed = true;
    d.language = "en";
    return site.core().db.write([&](db::Transaction& tx) { return service().create(tx, d); });
  }

  FakePlaces places;

 private:
  Service* service_ = nullptr;  // Set while `site` is built.

 public:
  palier::testing::Site site;

 private:
  std::shared_ptr<void> wire(const Core& core) {
    std::shared_ptr<Accounts> made = make(core, places);
    service_ = static_cast<Service*>(made.get());
    return made;
  }
};

}  // namespace palier::accounts::testing
