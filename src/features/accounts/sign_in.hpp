#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "features/accounts/form.hpp"
#include "features/accounts/model.hpp"
#include "features/accounts/post.hpp"

namespace palier::accounts {

/// Sign-up and sign-in are one: whoever shows that an e-mail or phone is theirs comes in, and an
/// account is made if there was none. Nothing that this class answers tells which it was before
/// that was shown.
class SignIn {
 public:
  SignIn(const Core& core, const Post& post) : core_(core), post_(post) {}

  /// What a page or an API client waits with: `flow` is secret to the one who began.
  struct Begun {
    std::string flow;
    Instant expires{};
  };
  enum class TooMany { codes };

  /// Sends a code and a link. `flow` may name one already begun, so that asking again keeps earlier
  /// codes good (messages overtake each other). At most 5 an hour for one e-mail or phone.
  tl::expected<Begun, TooMany> begin(const form::Identifier& to, std::string_view language,
                                     std::string_view next, std::string_view flow = {}) const;

  /// Sends a code to a new e-mail or phone of someone signed in. If it is somebody else's, the
  /// answer is the same, and the owner is told instead.
  tl::expected<Begun, TooMany> begin_change(AccountId id, const form::Identifier& to,
                                            std::string_view flow = {}) const;

  /// What a flow waits for, for its page; nothing once it is spent or over.
  struct Pending {
    Kind kind = Kind::email;
    std::string value;
    std::string next;
  };
  std::optional<Pending> pending(std::string_view flow) const;
  std::optional<Pending> pending_link(std::string_view token) const;

  enum class Refusal { wrong, expired, suspended };
  struct Refused {
    Refusal why = Refusal::wrong;
    int tries_left = 0;
  };
  struct Entered {
    AccountId account{};
    bool is_new = false;
    std::string next;
  };
  tl::expected<Entered, Refused> enter_code(std::string_view flow, std::string_view code) const;
  tl::expected<Entered, Refused> enter_link(std::string_view token) const;

  enum class PasswordRefusal { wrong, too_many, suspended };
  tl::expected<Entered, PasswordRefusal> enter_password(const form::PasswordSignIn& typed) const;

  /// Gives the account its new e-mail or phone, takes the old one, tells the old one.
  tl::expected<form::Identifier, Refused> confirm_change(AccountId id, std::string_view flow,
                                                         std::string_view code) const;

  /// Codes that are over and counts of wrong passwords; run hourly.
  void purge() const;

 private:
  tl::expected<Begun, TooMany> send(Code code, std::string_view flow, bool real) const;
  tl::expected<Entered, Refused> enter(db::Transaction& tx, const Code& code) const;
  tl::expected<Code, Refused> spend(db::Transaction& tx, std::string_view flow,
                                    std::string_view code, Purpose purpose, AccountId id) const;

  Core core_;
  const Post& post_;
};

}  // namespace palier::accounts
