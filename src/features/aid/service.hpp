#pragma once

#include <tl/expected.hpp>

#include "core/http/signed_links.hpp"
#include "features/aid/drafts.hpp"
#include "features/aid/form.hpp"
#include "features/aid/index.hpp"
#include "features/aid/letters.hpp"
#include "features/aid/policy.hpp"
#include "features/aid/store.hpp"

namespace palier::aid {

/// How many live ones a person may have, so that nobody drowns the others.
inline constexpr int kMostUrgent = 2;
inline constexpr int kMostLive = 20;

/// What the rooms give each other; made once in module.cpp.
struct Parts {
  const Core& core;
  accounts::Accounts& accounts;
  places::Places& places;
  messages::Messages& messages;
  moderation::Moderation& moderation;
  Categories& categories;
  Index& index;
  Letters& letters;
  const http::SignedLinks& links;
  search::Search* search = nullptr;  ///< A test may do without.
};

/// What one can do with needs and offers. Each runs in the caller's transaction, checks the policy,
/// changes the state by the table, writes history, event and letters with it, and tells the index
/// once committed.
class Service {
 public:
  explicit Service(Parts parts) : p_(parts) {}

  struct Opening {
    Kind kind = Kind::need;
    AccountId author{};
    AccountId made_by{};
    std::string language = "fr";
    Instant now{};
  };
  /// Errors are by field, as a form's.
  tl::expected<PostId, form::Errors> open(db::Transaction& tx, const Opening& opening,
                                          const PostForm& filled, const places::Location& where);
  tl::expected<PostId, form::Errors> edit(db::Transaction& tx, PostId id, AccountId by,
                                          const PostForm& filled,
                                          const std::optional<places::Location>& where,
                                          Instant now);

  /// `tell`: whether the author is written to.
  tl::expected<AnswerId, Refusal> answer(db::Transaction& tx, PostId id, const Seer& from,
                                         const AnswerForm& filled, Instant now, bool tell = true);
  /// `tell`: whether the author is written to, who comes: they are not the one who clicked here.
  tl::expected<Answer, Refusal> accept(db::Transaction& tx, AnswerId id, AccountId by, Instant now,
                                       bool tell = false);
  /// Also releases somebody accepted.
  tl::expected<Answer, Refusal> decline(db::Transaction& tx, AnswerId id, AccountId by,
                                        std::string_view reply, Instant now);
  tl::expected<Answer, Refusal> withdraw(db::Transaction& tx, AnswerId id, AccountId by,
                                         Instant now);

  using Outcome = tl::expected<Post, Refusal>;
  /// By the author or somebody accepted. Thanks are the author's, to all who were accepted.
  Outcome finish(db::Transaction& tx, PostId id, AccountId by, std::string_view thanks,
                 Instant now);
  Outcome cancel(db::Transaction& tx, PostId id, AccountId by, Instant now);
  Outcome renew(db::Transaction& tx, PostId id, AccountId by, Instant now);
  Outcome expire(db::Transaction& tx, PostId id, Instant now);
  /// A moderator hides it or shows it again.
  void hide(db::Transaction& tx, PostId id, bool hidden, Instant now);
  /// A person has left.
  void forget(db::Transaction& tx, AccountId account, Instant now);

  Seer seer(db::Session& s, const http::Viewer& viewer) const;
  Ties ties(db::Session& s, const Post& post, AccountId account) const;
  bool verified(db::Session& s, AccountId account) const;
  /// Why this person may not answer, asked before the form is shown.
  std::optional<Refusal> may_answer(db::Session& s, const Post& post, const Seer& seer) const;

  const Parts& parts() const { return p_; }

 private:
  /// What moderation says of it before it is kept; errors where it may not be.
  tl::expected<moderation::Moderation::Verdict, form::Errors> weigh(db::Session& s,
                                                                    const Post& post,
                                                                    AccountId made_by,
                                                                    bool fresh) const;
  void remember(db::Transaction& tx, const Post& post, AccountId made_by,
                const moderation::Moderation::Verdict& verdict);
  /// By the table; false where it has no such line. Saves, records, tells the index.
  bool move(db::Transaction& tx, Post& post, Action action, AnswerId answer, AccountId actor,
            Instant now);
  void reindex(db::Transaction& tx, const Post& post);
  void end_answers(db::Transaction& tx, Post& post, Ending why, bool accepted_too, Instant now);
  /// What the person themselves may post, beside what the form says.
  form::Errors limits(db::Session& s, Kind kind, AccountId author, const PostForm& filled,
                      const Post* before) const;
  static void fill(Post& post, const PostForm& filled, const places::Location* where, Instant now);
  Instant expiry(const Post& post, Instant now) const;

  Parts p_;
};

/// How long an offer or need stands that no date ends.
inline constexpr std::chrono::days kNeedLasts{14};
inline constexpr std::chrono::days kOfferLasts{30};
/// How long before its end "still needed?" is asked.
inline constexpr std::chrono::days kAskBefore{3};

}  // namespace palier::aid
