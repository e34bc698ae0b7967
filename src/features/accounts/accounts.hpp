#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.hpp"
#include "core/http/context.hpp"
#include "features/places/places.hpp"

namespace palier::accounts {

struct AccountTag;
using AccountId = Id<AccountTag>;

/// What others may know of a person. The exact address is not here: see Contact.
struct Person {
  AccountId id{};
  std::string first_name;
  std::string language = "fr";
  std::vector<std::string> spoken;  ///< BCP 47 codes.
  bool verified = false;            ///< Shown to live here; D brings the ways, the desk can set it.
  Instant since{};
};

/// What only the owner, an accepted counterpart and the desk may see.
struct Contact {
  std::string full_name;
  std::string email;    ///< "" if none.
  std::string phone;    ///< E.164, "" if none.
  std::string address;  ///< One line, with floor and door code if given.
};

enum class Notify { at_once, daily, weekly, never };

/// The room's public face.
class Accounts {
 public:
  virtual ~Accounts() = default;
  virtual std::optional<Person> person(db::Session& s, AccountId id) const = 0;
  virtual Contact contact(db::Session& s, AccountId id) const = 0;
  /// Where they live; nothing until they have said so.
  virtual std::optional<places::Location> home(db::Session& s, AccountId id) const = 0;
  virtual http::RoleSet roles(db::Session& s, AccountId id, places::TerritoryId t) const = 0;
  virtual Notify notify(db::Session& s, AccountId id) const = 0;
  /// An account without e-mail or phone, made on someone's behalf (desk, import, demo).
  struct Draft {
    std::string first_name, last_name, email, phone, language = "fr";
    std::optional<places::Location> home;
    http::RoleSet roles{};
    bool verified = false;
  };
  virtual AccountId create(db::Transaction& tx, const Draft& draft) = 0;

  /// Writes to them by mail or text message, whichever they have, in their language, in the caller's
  /// transaction; nothing if they have neither. The letter is made by the caller for that language.
  struct Letter {
    std::string subject, text;
    bool always = false;  ///< Also when they asked for "never" (sign-in codes, their own deletion).
  };
  virtual void write_to(db::Transaction& tx, AccountId id,
                        const std::function<Letter(const i18n::Language&)>& compose) = 0;

  /// Other rooms add their part to the export of one's data (JSON text) and to deletion.
  virtual void on_export(std::string section, std::function<std::string(db::Session&, AccountId)>) = 0;
  virtual void on_delete(std::function<void(db::Transaction&, AccountId)>) = 0;
};

struct Deleted {
  static constexpr const char* kName = "accounts.deleted";
  std::int64_t account = 0;
};

std::unique_ptr<Accounts> make(const Core& core, places::Places& places);

}  // namespace palier::accounts
