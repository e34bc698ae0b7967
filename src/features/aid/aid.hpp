#pragma once

#include <boost/describe/class.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/core.hpp"
#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "core/html/field.hpp"
#include "features/accounts/accounts.hpp"
#include "features/messages/messages.hpp"
#include "features/moderation/moderation.hpp"
#include "features/places/places.hpp"
#include "features/search/search.hpp"

namespace palier::aid {

using accounts::AccountId;

struct CategoryTag;
using CategoryId = Id<CategoryTag>;
struct PostTag;
using PostId = Id<PostTag>;
struct AnswerTag;
using AnswerId = Id<AnswerTag>;

/// Somebody asks, or somebody offers: the same thing seen from its two ends.
enum class Kind : std::uint8_t { need, offer };
/// state.hpp says which follows which.
enum class State : std::uint8_t { open, proposed, agreed, done, cancelled, expired };
enum class AnswerState : std::uint8_t { pending, accepted, declined, withdrawn };

std::string_view word(Kind kind);    ///< "need", "offer"
std::string_view word(State state);  ///< "open", "proposed", …
std::string_view word(AnswerState state);

// What has happened. Events carry ids, never a text, an address or a vulnerability.
struct NeedOpened {
  static constexpr const char* kName = "aid.need_opened";
  std::int64_t post = 0;
};
BOOST_DESCRIBE_STRUCT(NeedOpened, (), (post))
struct OfferOpened {
  static constexpr const char* kName = "aid.offer_opened";
  std::int64_t post = 0;
};
BOOST_DESCRIBE_STRUCT(OfferOpened, (), (post))
struct Edited {
  static constexpr const char* kName = "aid.edited";
  std::int64_t post = 0;
};
BOOST_DESCRIBE_STRUCT(Edited, (), (post))
/// A neighbour answered: "I can help" to a need, "I'd like this" to an offer.
struct Proposed {
  static constexpr const char* kName = "aid.proposed";
  std::int64_t post = 0;
  std::int64_t answer = 0;
};
BOOST_DESCRIBE_STRUCT(Proposed, (), (post, answer))
struct Accepted {
  static constexpr const char* kName = "aid.accepted";
  std::int64_t post = 0;
  std::int64_t answer = 0;
};
BOOST_DESCRIBE_STRUCT(Accepted, (), (post, answer))
struct Declined {
  static constexpr const char* kName = "aid.declined";
  std::int64_t post = 0;
  std::int64_t answer = 0;
};
BOOST_DESCRIBE_STRUCT(Declined, (), (post, answer))
/// The neighbour who had answered steps back.
struct Withdrawn {
  static constexpr const char* kName = "aid.withdrawn";
  std::int64_t post = 0;
  std::int64_t answer = 0;
};
BOOST_DESCRIBE_STRUCT(Withdrawn, (), (post, answer))
struct Done {
  static constexpr const char* kName = "aid.done";
  std::int64_t post = 0;
};
BOOST_DESCRIBE_STRUCT(Done, (), (post))
struct Cancelled {
  static constexpr const char* kName = "aid.cancelled";
  std::int64_t post = 0;
};
BOOST_DESCRIBE_STRUCT(Cancelled, (), (post))
struct Expired {
  static constexpr const char* kName = "aid.expired";
  std::int64_t post = 0;
};
BOOST_DESCRIBE_STRUCT(Expired, (), (post))
struct Renewed {
  static constexpr const char* kName = "aid.renewed";
  std::int64_t post = 0;
};
BOOST_DESCRIBE_STRUCT(Renewed, (), (post))

/// A need or an offer as everyone may see it: quarter and kind, no name, no point.
struct Card {
  PostId id{};
  Kind kind = Kind::need;
  State state = State::open;
  std::string title;     ///< The author's, or the category's name in the language asked for.
  std::string category;  ///< Its name in that language.
  std::string icon;
  std::string quarter;
  bool urgent = false;
  bool contactless = false;
  Instant since{};
  std::string url;
};

/// An open need with units still to be given, as matching has to know it: private, so only for
/// rooms that decide, never for a page.
struct Wanted {
  PostId id{};
  places::TerritoryId territory{1};
  AccountId owner{};
  std::string category;  ///< Code.
  bool anywhere = false;
  bool verified_only = false;  ///< By the author's wish, the category's or for a vulnerable person.
  bool vulnerable = false;
  bool urgent = false;
  bool childcare = false;  ///< The category asks for children's ages.
  geo::Point exact{};
  geo::Point shown{};  ///< The blurred one: what distances told to others are measured from.
  places::Scopes scopes{};
  std::int64_t within_m = 0;  ///< The author asks only those so near; 0: no limit.
  std::string scope;          ///< "building", "street", "quarter", "city", "radius".
  int missing = 1;            ///< Units wanted and not accepted yet.
  int pending = 0;            ///< Neighbours who have answered of themselves and wait for a word.
  std::int64_t windows = 0;   ///< A week's 21 blocks; 0: any time.
  std::vector<Instant> dates;
  std::optional<Instant> needed_by;
  std::vector<std::string> child_ages;  ///< One entry a child.
  bool prefers_parent = false;
  Instant since{};  ///< When it was posted; renewing does not reset it.
};

/// An open offer, as matching has to know it.
struct Given {
  PostId id{};
  AccountId owner{};
  std::string category;
  std::string scope;
  std::int64_t radius_m = 0;
  std::int64_t windows = 0;
  int max_children = 0;
  std::vector<std::string> child_ages;
};

/// What somebody asked to help may read of a need before they are accepted: what the neighbour tier
/// shows, but for the author's name.
struct Summary {
  Card card;
  std::string details;
  std::vector<std::pair<std::string, std::string>> said;  ///< Question and answer.
  std::vector<std::string> when;
  bool for_other = false;
};

/// A category in use, as a form of another room offers it.
struct KindOfAid {
  std::string code, name, hint, icon;
  bool verified = false;  ///< Only verified neighbours help with it.
  bool anywhere = false;  ///< Distance does not matter.
  /// Where it asks for children's ages: the ranges, value and label.
  std::vector<std::pair<std::string, std::string>> ages;
};

/// The room's public face.
class Aid {
 public:
  virtual ~Aid() = default;

  struct Posted {
    PostId id{};
    form::Errors errors;  ///< Nothing was kept unless empty.
    bool ok() const { return errors.empty(); }
  };
  /// Opens a need or an offer for `author` from the fields of the form (form.hpp lists them:
  /// "category", "title", "details", "questions.<code>", "for", "when", …), at `place` or, without
  /// one, at the author's home. The same checks as the page and the API. `made_by` is who filled it
  /// in, where that is not the author (the desk); `at` is for the demo town's past.
  struct Source {
    Kind kind = Kind::need;
    AccountId author{};
    AccountId made_by{};
    std::optional<places::Location> place;
    std::optional<Instant> at;
  };
  virtual Posted post(db::Transaction& tx, const Source& source, const form::Input& fields) = 0;

  /// A kind of help as another room's form asks about it: its words and its questions, as fields
  /// named as post() reads them ("questions.list", "details").
  struct Asked {
    std::string code, name, hint, icon;
    std::string care;  ///< A note on safety; "" for none.
    std::vector<html::Field> fields;
  };
  /// All that are in use.
  virtual std::vector<Asked> asked(Kind, const i18n::Language&) const { return {}; }
  /// What post() would refuse of these fields whoever sends them; nothing is kept.
  virtual form::Errors check(Kind, const form::Input&) const { return {}; }
  /// The answers to the category's questions in words, as one's own are shown to oneself.
  struct Said {
    std::string question;
    std::vector<std::string> answers;
  };
  virtual std::vector<Said> said(Kind, const form::Input&, const i18n::Language&) const {
    return {};
  }

  /// A neighbour answers with a word; nothing where the policy says no (own post, blocked, not
  /// verified where that is needed, answered already, not open any more).
  virtual std::optional<AnswerId> answer(db::Transaction& tx, PostId post, AccountId from,
                                         std::string_view text, std::string_view when) = 0;
  /// Both have said yes elsewhere: the answer is made and accepted at once, and both are told who
  /// the other is. Nothing where either would be refused; then nothing is kept.
  virtual std::optional<AnswerId> settle(db::Transaction& tx, PostId need, AccountId helper,
                                         std::string_view text, std::string_view when) = 0;
  /// The one who answered steps back, accepted or not; false where it was too late.
  virtual bool withdraw(db::Transaction& tx, AnswerId answer, AccountId from) = 0;
  /// Who has a live answer to that post.
  virtual std::vector<AccountId> answering(db::Session& s, PostId post) const = 0;
  /// The author accepts; false where it was too late.
  virtual bool accept(db::Transaction& tx, AnswerId answer, AccountId author) = 0;
  /// It is done; false where nothing had been agreed.
  virtual bool finish(db::Transaction& tx, PostId post, AccountId by, std::string_view thanks) = 0;

  /// The author takes it back; false where it is closed already.
  virtual bool cancel(db::Transaction& tx, PostId post, AccountId by) = 0;
  /// Ends one whose time is over; false where it is not.
  virtual bool expire(db::Transaction& tx, PostId post) = 0;

  /// Open ones as everyone may see them, nearest to `near` first or newest first; from memory.
  struct Look {
    std::optional<Kind> kind;
    std::optional<geo::Point> near;
    places::TerritoryId territory{1};
    int limit = 6;
  };
  virtual std::vector<Card> look(const Look& look, const i18n::Language& language) const = 0;

  /// Open ones that somebody's lists show them (policy's reach of their own home, nobody kept from
  /// them, nothing hidden), newest first, strictly older than `before` and, at that very moment,
  /// than the id `before_id`: to be woven into the feed. From memory but for the rows themselves.
  struct Lately {
    AccountId viewer{};
    places::TerritoryId territory{1};
    std::string circle;            ///< "quarter/12": only what is of it; "" for all that reaches.
    std::vector<AccountId> apart;  ///< Whose posts are left out.
    Instant before = Instant::max();
    std::int64_t before_id = INT64_MAX;
    int limit = 20;
  };
  virtual std::vector<Card> lately(db::Session&, const Lately&, const i18n::Language&) const {
    return {};
  }

  /// Needs that are open and want somebody, hidden ones left out, oldest first.
  virtual std::vector<Wanted> wanted(db::Session& s, places::TerritoryId territory) const = 0;
  virtual std::optional<Wanted> wanted(db::Session& s, PostId need) const = 0;
  virtual std::vector<Given> given(db::Session& s, places::TerritoryId territory) const = 0;
  virtual std::vector<Given> given(db::Session& s, AccountId owner) const = 0;
  /// Nothing where it is gone or hidden.
  virtual std::optional<Summary> summary(db::Session& s, PostId post,
                                         const i18n::Language& language) const = 0;

  /// The open ones of somebody, newest first, hidden ones left out: what they may show elsewhere.
  virtual std::vector<Card> open_of(db::Session&, AccountId, const i18n::Language&) const {
    return {};
  }

  /// All categories in use, in their order.
  virtual std::vector<KindOfAid> kinds(db::Session& s, const i18n::Language& language) const = 0;

  /// What a coordinator has to know of a need whatever became of it; private like Wanted.
  struct Standing {
    PostId id{};
    places::TerritoryId territory{1};
    AccountId owner{};
    State state = State::open;
    bool vulnerable = false;
    bool verified_only = false;
    std::int64_t people = 1, accepted = 0;
    places::Scopes scopes{};
    Instant since{};
  };
  /// Nothing where it is gone; hidden ones are there.
  virtual std::optional<Standing> standing(db::Session& s, PostId need) const = 0;
  /// Where exactly, and for whom where that is not the author. For the desk alone, which leaves a
  /// line that it has looked.
  struct Door {
    std::string address, other_name;
  };
  virtual std::optional<Door> door(db::Session& s, PostId need) const = 0;
  /// The units that needs posted since then asked for and got, by quarter; those that their authors
  /// took back with nothing given are not counted.
  struct Fared {
    places::AreaId quarter_id{}, district_id{}, commune_id{};
    std::int64_t units = 0, served = 0;
  };
  virtual std::vector<Fared> fared(db::Session& s, places::TerritoryId territory,
                                   Instant since) const = 0;

  // For figures by day and area; what a moderator hid is left out.
  struct Opened {
    PostId id{};
    AccountId owner{};
    Kind kind = Kind::need;
    std::string category;  ///< Code.
    places::AreaId quarter_id{}, district_id{}, commune_id{};
    Instant at{};
  };
  virtual std::vector<Opened> opened(db::Session&, places::TerritoryId, Instant /*from*/,
                                     Instant /*to*/) const {
    return {};
  }
  /// Needs whose first accepted answer came between these moments.
  struct Met {
    PostId id{};
    AccountId owner{};
    places::AreaId quarter_id{}, district_id{}, commune_id{};
    Instant opened_at{}, at{};
  };
  virtual std::vector<Met> met(db::Session&, places::TerritoryId, Instant /*from*/,
                               Instant /*to*/) const {
    return {};
  }
  /// Who answered a need or opened an offer.
  virtual std::vector<accounts::Mark> helped(db::Session&, places::TerritoryId, Instant /*from*/,
                                             Instant /*to*/) const {
    return {};
  }
  /// Needs open now that nobody has been accepted for: how many, and since when the oldest.
  struct Unmet {
    std::string category;
    places::AreaId quarter_id{};
    std::int64_t count = 0;
    Instant oldest{};
  };
  virtual std::vector<Unmet> unmet(db::Session&, places::TerritoryId) const { return {}; }

  struct Figures {
    std::int64_t needs_open = 0, offers_open = 0, done = 0;
  };
  virtual Figures figures(db::Session& s) const = 0;

  /// How many of one's own things wait for one's word: for the badge beside "My requests".
  virtual int waiting(db::Session& s, AccountId account) const = 0;

  /// Reads again what is open: for whoever wrote posts past this face (import, restore).
  virtual void reload() = 0;
};

BOOST_DESCRIBE_STRUCT(Aid::Fared, (), (quarter_id, district_id, commune_id, units, served))
BOOST_DESCRIBE_STRUCT(Aid::Opened, (),
                      (id, owner, kind, category, quarter_id, district_id, commune_id, at))
BOOST_DESCRIBE_STRUCT(Aid::Met, (), (id, owner, quarter_id, district_id, commune_id, opened_at, at))
BOOST_DESCRIBE_STRUCT(Aid::Unmet, (), (category, quarter_id, count, oldest))

std::unique_ptr<Aid> make(const Core& core, accounts::Accounts& accounts, places::Places& places,
                          messages::Messages& messages, moderation::Moderation& moderation,
                          search::Search* search = nullptr);

}  // namespace palier::aid
