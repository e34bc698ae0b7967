#pragma once

#include <tl/expected.hpp>

#include "features/groups/files.hpp"
#include "features/groups/form.hpp"
#include "features/groups/letters.hpp"
#include "features/groups/policy.hpp"
#include "features/groups/store.hpp"

namespace palier::groups {

/// What the use cases stand on.
struct Parts {
  const Core& core;
  Below below;
  const http::SignedLinks& links;
  Letters& letters;
};

/// Why something was not done.
enum class Refusal : std::uint8_t {
  not_found,
  not_allowed,
  not_trusted,  ///< A newcomer, whose rights have still to grow.
  banned,
  full,
  decided,  ///< Somebody else was first.
  too_soon,
  too_many,
  last_organiser
};
const char* sentence(Refusal r);  ///< A msgid.
int status_of(Refusal r);

/// The use cases. Each asks the policy, keeps, and tells: events, letters, search.
class Service {
 public:
  explicit Service(const Parts& parts) : p(parts) {}
  const Parts& p;

  template <class T = void>
  using Outcome = tl::expected<T, Refusal>;

  Seer seer(db::Session& s, const Group& g, const http::Viewer& viewer, Instant now) const;
  /// The circles that somebody may found a group in, by level.
  struct Home {
    std::vector<std::string> circles;
    places::Scopes scopes;
    std::string street;
  };
  std::optional<Home> home(db::Session& s, AccountId account) const;

  Groups::Made found(db::Transaction& tx, AccountId founder, const GroupForm& form, Instant now);
  /// Name, text, rules, questions, door and who lets in; errors for beside the fields.
  Outcome<form::Errors> edit(db::Transaction& tx, Group g, const Member& by, const GroupForm& form,
                             Instant now);
  /// With everything in it; its members are told.
  Outcome<> remove(db::Transaction& tx, const Group& g, const Member& by, Instant now);
  void hide(db::Transaction& tx, GroupId id, bool hidden, Instant now);
  void index(db::Transaction& tx, const Group& g, Instant now);
  static search::Document document(const Group& g);

  enum class Entered : std::uint8_t { joined, asked, already };
  /// `link`: the invitation whose signed link they came by.
  /// Answers that may not be kept as they are: an error under "answer_1", and nothing was done.
  Outcome<Entered> enter(db::Transaction& tx, const Group& g, AccountId who, const JoinForm& form,
                         const std::optional<Invitation>& link, form::Errors& errors, Instant now);
  /// Whether they would be let in at once, without a word of the group's people.
  bool direct(db::Session& s, const Group& g, AccountId who, const std::optional<Invitation>& link,
              Instant now) const;
  Outcome<> withdraw(db::Transaction& tx, const Group& g, AccountId who, Instant now);
  Outcome<> decide(db::Transaction& tx, const Group& g, const Member& by, RequestId id, bool let_in,
                   Instant now);
  /// A group of one goes with its last member; the last organiser hands over.
  void leave(db::Transaction& tx, const Group& g, const Member& m, Instant now);
  Outcome<> remove_member(db::Transaction& tx, const Group& g, const Member& by, AccountId whom,
                          bool for_good, Instant now);
  Outcome<> lift(db::Transaction& tx, const Group& g, const Member& by, AccountId whom);
  Outcome<> set_role(db::Transaction& tx, const Group& g, const Member& by, AccountId whom,
                     Role role, Instant now);
  Outcome<> trust(db::Transaction& tx, const Group& g, const Member& by, AccountId whom, bool on,
                  Instant now);
  void agree(db::Transaction& tx, Member m, Instant now);
  void tell_by(db::Transaction& tx, Member m, Notice notice);

  Outcome<Invitation> invite(db::Transaction& tx, const Group& g, const Member& by,
                             const InviteForm& form, const i18n::Language& l, Instant now);
  Outcome<> withdraw(db::Transaction& tx, const Group& g, const Member& by, InvitationId id);
  void refuse(db::Transaction& tx, const Group& g, AccountId who, Instant now);

  struct NewFile {
    std::string name, bytes;
    FileKind kind;
  };
  /// What came, looked at; its error is a sentence for beside the field. Outside transactions.
  tl::expected<NewFile, i18n::Message> look(const http::Upload& upload) const;
  Outcome<FileId> add(db::Transaction& tx, const Group& g, const Member& by, const NewFile& file,
                      Instant now);
  Outcome<> remove(db::Transaction& tx, const Group& g, const Member& by, FileId id);

  Outcome<> list(db::Transaction& tx, const Group& g, const Member& by, aid::PostId post,
                 Instant now);
  Outcome<> unlist(db::Transaction& tx, const Group& g, const Member& by, aid::PostId post);

  /// Somebody deletes their account.
  void forget(db::Transaction& tx, AccountId account, Instant now);

 private:
  form::Errors judge(db::Session& s, AccountId by, const Group& g, const Groups::Draft& d) const;
  static moderation::Moderation::Text text_of(const Group& g, AccountId by, const std::string& text,
                                              bool is_new = false);
  bool join(db::Transaction& tx, const Group& g, AccountId who, Role role, Instant agreed,
            Instant now);
  /// Whoever has been there longest becomes organiser where there is none; nobody left: it goes.
  void hand_over(db::Transaction& tx, const Group& g, Instant now);
  void depart(db::Transaction& tx, const Group& g, const Member& m, Instant now);
  void erase(db::Transaction& tx, const Group& g);
  void audit(db::Transaction& tx, const Group& g, AccountId by, std::string what,
             std::string detail) const;
};

}  // namespace palier::groups
