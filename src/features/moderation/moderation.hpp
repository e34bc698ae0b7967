#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/notices/notices.hpp"

namespace palier::moderation {

using accounts::AccountId;

/// What a moderator is shown of a thing somebody reported.
struct Reported {
  std::string title;
  std::string excerpt;
  std::string url;
  AccountId author{};
};

/// The room's public face. It includes no feature but accounts: rooms register what of theirs can
/// be reported, and are told when a moderator hides it.
class Moderation {
 public:
  virtual ~Moderation() = default;
  struct Kind {
    /// Nothing where the thing is gone.
    std::function<std::optional<Reported>(db::Session&, std::int64_t id)> describe;
    /// Hidden things are shown to nobody but their author and moderators.
    std::function<void(db::Transaction&, std::int64_t id, bool hidden)> hide;
    /// Whether this person can see the thing at all, and so report it; without it everyone can.
    std::function<bool(db::Session&, std::int64_t id, AccountId viewer)> visible{};
  };
  /// `kind` is a word for URLs: "aid", "message". The report page is /report/{kind}/{id}.
  virtual void reportable(std::string kind, Kind how) = 0;

  /// As the report page does; `reason` is a word of its list ("spam"). False where this person has
  /// reported it already.
  virtual bool report(db::Transaction& tx, std::string_view kind, std::int64_t id, AccountId by,
                      places::TerritoryId territory, std::string_view reason,
                      std::string_view note) = 0;

  /// What somebody wants to write, looked at before it is kept: limits for new accounts, floods,
  /// the same thing again, what looks like spam, and whoever may not write for now.
  struct Text {
    AccountId author{};
    places::TerritoryId territory{1};
    std::string_view kind;  ///< "post", "comment", "group", "message": as reportable() knows it.
    std::string_view text;  ///< Title and text together.
    std::int64_t id = 0;    ///< For wrote(); of an edit, the thing itself.
  };
  struct Verdict {
    /// `hold`: keep it, but show it to nobody but its author before a moderator has looked.
    enum class Do : std::uint8_t { keep, hold, refuse } act = Do::keep;
    i18n::Message why{};  ///< Of hold and refuse: a sentence for whoever wrote.
    std::string signs{};  ///< For the moderators' queue: words with commas between.
    bool ok() const { return act != Do::refuse; }
  };
  virtual Verdict weigh(db::Session&, const Text&) const { return {}; }
  /// It was kept: remembered for the next weigh(), and where it is to be held, put in the queue.
  virtual void wrote(db::Transaction&, const Text&, const Verdict&) {}

  /// The house rules that decisions rest on, as the keeper wrote them, in that language.
  struct HouseRule {
    std::string code, title, text;
  };
  virtual std::vector<HouseRule> house_rules(db::Session&, places::TerritoryId,
                                             std::string_view /*language*/) const {
    return {};
  }

  /// The path of the page where this thing is reported.
  static std::string report_url(std::string_view kind, std::int64_t id) {
    return "/report/" + std::string(kind) + "/" + std::to_string(id);
  }

  /// Whether one has blocked the other, either way: such a pair never meets, and neither is told.
  virtual bool blocked(db::Session& s, AccountId a, AccountId b) const = 0;
  /// Everyone this person has blocked or is blocked by: for lists.
  virtual std::vector<AccountId> apart_from(db::Session& s, AccountId a) const = 0;
};

/// Somebody reported something: moderators are to look.
struct ReportMade {
  static constexpr const char* kName = "moderation.reported";
  std::int64_t report = 0;
};
BOOST_DESCRIBE_STRUCT(ReportMade, (), (report))

/// A moderator, neighbours by vote or an appeal have kept or hidden it.
struct Decided {
  static constexpr const char* kName = "moderation.decided";
  std::int64_t moderation_case = 0;
  std::string kind;
  std::int64_t subject = 0;
  bool hidden = false;
};
BOOST_DESCRIBE_STRUCT(Decided, (), (moderation_case, kind, subject, hidden))

/// The pair is to be kept apart from now on.
struct Blocked {
  static constexpr const char* kName = "moderation.blocked";
  std::int64_t blocker = 0;
  std::int64_t blocked = 0;
};
BOOST_DESCRIBE_STRUCT(Blocked, (), (blocker, blocked))

/// `notices` learns the kinds of letters that this room writes.
std::unique_ptr<Moderation> make(const Core& core, accounts::Accounts& accounts,
                                 notices::Notices* notices = nullptr);

}  // namespace palier::moderation
