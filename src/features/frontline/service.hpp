#pragma once

#include <tl/expected.hpp>

#include "core/http/keys.hpp"
#include "features/frontline/form.hpp"
#include "features/frontline/store.hpp"

namespace palier::frontline {

struct Parts {
  const Core& core;
  accounts::Accounts& accounts;
  places::Places& places;
  aid::Aid& aid;
  proposals::Proposals& proposals;
  http::Keys keys;
};

/// Thrown inside a transaction so that nothing of it stays; caught by whoever opened it.
struct Stopped {
  form::Errors errors;
};

/// Who sends a form, and when.
struct Sender {
  AccountId account{};
  places::TerritoryId territory{1};
  std::string language = "fr";
  Instant now{};
};

/// Forms that wait at the desk for one number, and for one address, where many may live.
inline constexpr int kMostWaiting = 3, kMostAtAddress = 12;

/// The use cases of this room.
class Service {
 public:
  explicit Service(const Parts& parts) : p_(parts) {}

  Kinds kinds(Audience audience, const i18n::Language& l) const {
    return p_.aid.asked(audience == Audience::helper ? aid::Kind::offer : aid::Kind::need, l);
  }
  Against against(const Questionnaire& q, const Kinds& kinds) const {
    return {q, p_.places, p_.aid, kinds, p_.core.config.phone_region, false};
  }

  /// Tells the account what the form says of the person and it does not know yet.
  void introduce(db::Transaction& tx, const Filled& filled, AccountId account) const;
  /// Of somebody signed in: the requests are posted, or the helper's profile is kept. Throws
  /// Stopped with errors under this form's names.
  SubmissionId send(db::Transaction& tx, const Against& a, const form::Input& fields,
                    const Filled& filled, const Sender& by) const;
  /// Of somebody to be called or written to: it waits for an operator. Throws Stopped.
  SubmissionId to_desk(db::Transaction& tx, const Against& a, const form::Input& fields,
                       const Filled& filled, const Sender& by) const;

  /// What the operator has heard or read.
  struct Heard {
    std::string consent;  ///< "spoken", "written", "guardian".
    AccountId account{};  ///< An account that is theirs already; none makes one.
    std::string note;
  };
  /// Makes the account, where there is none, and posts the requests on their behalf. Throws
  /// Stopped.
  void complete(db::Transaction& tx, SubmissionId id, const Heard& heard, const Sender& by) const;
  /// Notes, or that nobody answered; false where it does not wait any more.
  bool note(db::Transaction& tx, SubmissionId id, std::string_view text, bool tried,
            Instant now) const;
  bool refuse(db::Transaction& tx, SubmissionId id, std::string_view why, const Sender& by) const;
  /// A fresh code for a letter; earlier ones are over. "" where it does not wait any more.
  std::string letter_code(db::Transaction& tx, SubmissionId id, Instant now) const;
  /// The letter's code came back: they have read it, and agree.
  bool confirm(db::Transaction& tx, std::string_view typed, Instant now) const;

  /// The account that has the number or e-mail of a form, if any; for the desk only.
  std::optional<AccountId> known(db::Session& s, const Submission& one, const Filled& f) const;

  const Parts& parts() const { return p_; }

 private:
  Submission made(const Against& a, const form::Input& fields, const Filled& filled,
                  const Sender& by) const;
  void post_needs(db::Transaction& tx, const Against& a, const form::Input& fields,
                  const Filled& filled, const Submission& s, AccountId made_by) const;
  void volunteer(db::Transaction& tx, const Filled& filled, AccountId account) const;

  const Parts& p_;
};

}  // namespace palier::frontline
