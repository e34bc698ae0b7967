#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <functional>
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
  std::string about;                ///< A few words about themselves; may be empty.
  bool verified = false;            ///< Shown to live here; D brings the ways, the desk can set it.
  Instant since{};
};

/// Something that somebody did, for figures: counted, never shown by itself.
struct Mark {
  AccountId account{};
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Mark, (), (account, at))

/// What only the owner, an accepted counterpart and the desk may see.
struct Contact {
  std::string full_name;
  std::string email;    ///< "" if none.
  std::string phone;    ///< E.164, "" if none.
  std::string address;  ///< One line, with floor and door code if given.
};

enum class Notify { at_once, daily, weekly, never };

/// How somebody is reached, and signs in. Values are normal: form::normal_email,
/// form::normal_phone.
enum class Kind { email, phone };

/// The room's public face.
class Accounts {
 public:
  virtual ~Accounts() = default;
  /// Nothing for an account that was deleted: say "someone who has left".
  virtual std::optional<Person> person(db::Session& s, AccountId id) const = 0;
  /// The same for a page of them in one go, in any order; those who have left are not among them.
  virtual std::vector<Person> people(db::Session& s, const std::vector<AccountId>& ids) const {
    std::vector<Person> out;
    out.reserve(ids.size());
    for (const AccountId id : ids)
      if (auto one = person(s, id)) out.push_back(*std::move(one));
    return out;
  }
  virtual Contact contact(db::Session& s, AccountId id) const = 0;
  /// Where they live; nothing until they have said so.
  virtual std::optional<places::Location> home(db::Session& s, AccountId id) const = 0;
  /// Empty for an account that is suspended or deleted.
  virtual http::RoleSet roles(db::Session& s, AccountId id, places::TerritoryId t) const = 0;
  /// Everyone active who has that role there ("the operators are told").
  virtual std::vector<AccountId> with_role(db::Session&, places::TerritoryId, http::Role) const {
    return {};
  }
  /// Since when they are verified, where that is known.
  virtual std::optional<Instant> verified_since(db::Session&, AccountId) const { return {}; }
  /// Those of a territory whose name holds the text, or whose whole e-mail or phone it is, by name:
  /// for the desk and whoever else the territory trusts to look people up. Whoever has left is not
  /// among them.
  struct Match {
    AccountId id{};
    std::string first_name, last_name;
    bool verified = false;
  };
  virtual std::vector<Match> search(db::Session&, places::TerritoryId, std::string_view,
                                    int /*limit*/) const {
    return {};
  }
  /// Everyone active who lives in one of these circles ("quarter/12", "city/3"; none: everyone of
  /// the territory, wherever they live), by id: at most `limit` of those after `after`. For what is
  /// written to a whole area, page by page.
  virtual std::vector<AccountId> living_in(db::Session&, places::TerritoryId,
                                           const std::vector<std::string>& /*circles*/,
                                           AccountId /*after*/, int /*limit*/) const {
    return {};
  }
  /// How many they are; how many of them have an e-mail or phone; and of these, how many have not
  /// turned letters off.
  struct Living {
    std::int64_t people = 0, with_way = 0, reached = 0;
  };
  virtual Living count_living_in(db::Session&, places::TerritoryId,
                                 const std::vector<std::string>& /*circles*/) const {
    return {};
  }
  /// Who joined between these moments, whatever became of them since.
  virtual std::vector<Mark> joined(db::Session&, places::TerritoryId, Instant /*from*/,
                                   Instant /*to*/) const {
    return {};
  }
  virtual Notify notify(db::Session& s, AccountId id) const = 0;
  /// Whose this e-mail or phone is (normal form), if anybody's. Never let a visitor learn it.
  virtual std::optional<AccountId> find(db::Session& s, Kind kind,
                                        std::string_view value) const = 0;

  /// What a person must still tell before they may ask, offer or write: the path of the first
  /// question left ("/welcome/address"), or nothing when they are ready. Send them there with
  /// `?next=` the path to come back to.
  virtual std::optional<std::string> unfinished(db::Session& s, AccountId id) const = 0;

  /// An account without e-mail or phone, made on someone's behalf (desk, import, demo).
  struct Draft {
    std::string first_name, last_name, email, phone, language = "fr";
    std::optional<places::Location> home;
    http::RoleSet roles{};
    bool verified = false;
    std::string about;
    std::vector<std::string> spoken;
    bool rules_agreed = false;  ///< They have agreed to the house rules, on paper or by voice.
    std::string home_details;   ///< Floor, door.
    Notify notify = Notify::at_once;
  };
  /// Identifiers are brought to normal form. Throws db::UniqueViolation where one is somebody's
  /// already (find() first), std::invalid_argument where one is not an e-mail or phone at all.
  virtual AccountId create(db::Transaction& tx, const Draft& draft) = 0;
  /// What somebody said of themselves in another room's form, once they have signed in: fills in
  /// what is still empty and changes nothing that is there.
  struct Known {
    std::string first_name, last_name;
    std::vector<std::string> spoken;
    std::optional<places::Location> home;
    bool rules_agreed = false;
  };
  virtual void introduce(db::Transaction&, AccountId, const Known&) {}
  /// For whoever checked that they live here. `how` is for the audit line ("desk", "posted code").
  virtual void set_verified(db::Transaction& tx, AccountId id, bool verified, AccountId by,
                            std::string_view how) = 0;
  /// Gives or takes a role, for rooms that have their own way to it (an informant's confirmation):
  /// with the lines that say who did it and why. False where it was so already or they have left.
  virtual bool set_role(db::Transaction&, AccountId, places::TerritoryId, http::Role,
                        bool /*granted*/, AccountId /*by*/, std::string_view /*why*/ = {}) {
    return false;
  }
  /// When they were last signed in on any device; nothing where that is longer ago than a session
  /// lives.
  virtual std::optional<Instant> last_here(db::Session&, AccountId) const { return {}; }
  /// A suspended person can sign in no more, and their sessions and tokens stop at once.
  virtual void set_suspended(db::Transaction& tx, AccountId id, bool suspended, AccountId by,
                             std::string_view why) = 0;

  /// Writes to them by mail or text message, whichever they have, in their language, in the
  /// caller's transaction; nothing if they have neither. The letter is made by the caller for that
  /// language. "daily" and "weekly" keep it for their next digest.
  struct Letter {
    std::string subject, text;
    bool always = false;  ///< Also when they asked for "never" (sign-in codes, their own deletion).
    std::string sms;      ///< What a phone gets instead of subject and text: short. "" makes one.
    bool soon = false;    ///< It is about the next hours: no digest holds it back. Not for "never".
    /// To each e-mail and phone that they have, not only to the preferred one: for urgent word.
    bool every_way = false;
    /// The URL that mail programs POST to (RFC 8058) to have no more of this kind of letter; "" for
    /// the one that turns all of them off.
    std::string unsubscribe_url{};
    /// Which kind of letter this is ("messages", "comments": a word that the room declared to
    /// notices), so that people may have each kind as they like; "" for none in particular.
    std::string kind{};
    /// The path it is about ("/messages/5"), for a notification to open.
    std::string path{};
    /// Where an answer by mail goes (inbox::Replies::address); "" for nowhere.
    std::string reply_to{};
    /// "Jeanne (via Palier)": who is speaking, shown as the sender's name. "" for the site.
    std::string from_name{};
    /// Also to somebody who is suspended: what was decided about them. Goes with `always`.
    bool also_suspended = false;
    /// The same as a page, for mail programs that show one; "" for text alone.
    std::string html{};
  };
  /// How letters of a kind reach somebody: asked for each letter before it goes. Without it all go
  /// as `notify()` says.
  struct Way {
    Notify mail = Notify::at_once;
    std::string unsubscribe_url;  ///< Turns this kind off; "" for all.
  };
  virtual void route_letters(
      std::function<Way(db::Session&, AccountId, std::string_view kind, Notify general)>) {}
  /// Told of each letter that is for somebody, whatever way it goes by mail, and before it goes:
  /// for notifications on their devices.
  virtual void also_tell(
      std::function<void(db::Transaction&, AccountId, const i18n::Language&, const Letter&)>) {}
  virtual void write_to(db::Transaction& tx, AccountId id,
                        const std::function<Letter(const i18n::Language&)>& compose) = 0;

  /// While building the rooms: what a name may not be here (a public body's), with the sentence for
  /// beside the field; nothing where it may.
  using NameCheck = std::function<std::optional<i18n::Message>(db::Session&, places::TerritoryId,
                                                               std::string_view name)>;
  virtual void name_check(NameCheck) {}
  /// While building the rooms: a line on one's account page that leads to a room's own settings.
  virtual void account_line(i18n::Message /*label*/, std::string /*path*/) {}

  // For the room that sends the digests (notices).

  /// A letter that waits for a digest.
  struct Kept {
    std::int64_t id = 0;
    std::string kind, path, subject, text;
    Instant created_at{};
  };
  virtual std::vector<Kept> kept_letters(db::Session&, AccountId) const { return {}; }
  /// Drops those up to and with `up_to` of these kinds: they are sent, or wanted no longer.
  virtual void drop_kept(db::Transaction&, AccountId, const std::vector<std::string>& /*kinds*/,
                         std::int64_t /*up_to*/) {}
  /// The next ones who are active, by id.
  struct Active {
    AccountId id{};
    Notify notify = Notify::at_once;
    bool letters = false;  ///< Some are kept for them.
  };
  virtual std::vector<Active> active_after(db::Session&, AccountId /*after*/, int /*limit*/) const {
    return {};
  }
  /// Sends now, in a lane that waits for all others: its sender has asked already how they want it.
  virtual void deliver_digest(db::Transaction&, AccountId,
                              const std::function<Letter(const i18n::Language&)>& /*compose*/) {}
  virtual void set_notify(db::Transaction&, AccountId, Notify) {}
  /// Where the link leads that turns all letters off.
  virtual std::string stop_all_url(AccountId) const { return {}; }

  /// Other rooms add their part to the export of one's data (JSON text) and to deletion. While
  /// building the rooms, before the server starts.
  virtual void on_export(std::string section,
                         std::function<std::string(db::Session&, AccountId)> part) = 0;
  virtual void on_delete(std::function<void(db::Transaction&, AccountId)> part) = 0;
};

/// Somebody's account is gone, and with it their names, identifiers, home and roles.
struct Deleted {
  static constexpr const char* kName = "accounts.deleted";
  std::int64_t account = 0;
};
BOOST_DESCRIBE_STRUCT(Deleted, (), (account))

/// They have said where they live, or moved.
struct HomeChanged {
  static constexpr const char* kName = "accounts.home_changed";
  std::int64_t account = 0;
};
BOOST_DESCRIBE_STRUCT(HomeChanged, (), (account))

/// Verified, or no longer.
struct VerifiedChanged {
  static constexpr const char* kName = "accounts.verified_changed";
  std::int64_t account = 0;
};
BOOST_DESCRIBE_STRUCT(VerifiedChanged, (), (account))

/// The path that leads a person through their missing answers and then to `next`, or nothing.
/// What a handler that posts something asks first: `if (auto path = accounts::before_posting(…))
/// return http::see_other(*path);`
std::optional<std::string> before_posting(const Accounts& accounts, db::Session& s,
                                          const http::Context& c, std::string_view next);

std::unique_ptr<Accounts> make(const Core& core, places::Places& places);

}  // namespace palier::accounts
