#include "features/accounts/sign_in.hpp"

#include "core/http/keys.hpp"
#include "features/accounts/letters.hpp"
#include "features/accounts/names.hpp"
#include "features/accounts/password.hpp"
#include "features/accounts/secrets.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
namespace {

constexpr auto kHour = std::chrono::hours{1};

/// Runs twice where two first sign-ins with one address met: the second finds the account made.
template <class F>
auto once_more_if_taken(F&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const db::UniqueViolation&) {
    return work();
  }
}

}  // namespace

tl::expected<SignIn::Begun, SignIn::TooMany> SignIn::begin(const form::Identifier& to,
                                                           std::string_view language,
                                                           std::string_view next,
                                                           std::string_view flow) const {
  Code code;
  code.purpose = Purpose::sign_in;
  code.kind = to.kind;
  code.value = to.value;
  code.language = language;
  code.next = next;
  return send(std::move(code), flow, true);
}

tl::expected<SignIn::Begun, SignIn::TooMany> SignIn::begin_change(AccountId id,
                                                                  const form::Identifier& to,
                                                                  std::string_view flow) const {
  const auto [language, owner] = core_.db.read([&](db::Session& s) {
    const auto account = store::account(s, id);
    return std::pair(account ? account->language : "fr", store::owner(s, to.kind, to.value));
  });
  Code code;
  code.purpose = Purpose::change;
  code.kind = to.kind;
  code.value = to.value;
  code.account_id = id;
  code.language = language;
  return send(std::move(code), flow, !owner || owner->account_id == id);
}

tl::expected<SignIn::Begun, SignIn::TooMany> SignIn::send(Code code, std::string_view flow,
                                                          bool real) const {
  const Instant now = core_.clock.now();
  const Begun begun{flow.empty() ? http::random_token() : std::string(flow), now + kCodeLife};
  const std::string digits = random_code();
  const std::string link = http::random_token();
  code.id = new_id();
  code.flow_hash = http::digest(begun.flow);
  code.code_hash = seal_code(digits, begun.flow);
  code.link_hash = http::digest(link);
  code.created_at = now;
  code.expires_at = begun.expires;

  return core_.db.write([&](db::Transaction& tx) -> tl::expected<Begun, TooMany> {
    if (store::codes_since(tx, code.kind, code.value, now - kHour) >= kCodesPerHour)
      return tl::unexpected(TooMany::codes);
    store::insert_code(tx, code);

    const auto owner = store::owner(tx, code.kind, code.value);
    const auto theirs = owner ? store::account(tx, owner->account_id) : std::nullopt;
    const auto& language = language_of(theirs ? theirs->language : code.language);
    const letters::CodeLetter letter{post_.site_name(), digits, post_.url("/sign-in/link/" + link)};
    post_.to_identifier(tx, code.kind, code.value, language,
                        !real ? letters::wanted_by_another(language, post_.site_name())
                        : code.purpose == Purpose::sign_in
                            ? letters::sign_in(language, letter)
                            : letters::confirm_new(language, letter));
    return begun;
  });
}

std::optional<SignIn::Pending> SignIn::pending(std::string_view flow) const {
  if (flow.empty()) return {};
  const auto code = core_.db.read(
      [&](db::Session& s) { return store::flow(s, http::digest(flow), core_.clock.now()); });
  if (!code) return {};
  return Pending{code->kind, code->value, code->next};
}

std::optional<SignIn::Pending> SignIn::pending_link(std::string_view token) const {
  const auto code = core_.db.read(
      [&](db::Session& s) { return store::live_link(s, http::digest(token), core_.clock.now()); });
  if (!code || code->purpose != Purpose::sign_in) return {};
  return Pending{code->kind, code->value, code->next};
}

tl::expected<Code, SignIn::Refused> SignIn::spend(db::Transaction& tx, std::string_view flow,
                                                  std::string_view digits, Purpose purpose,
                                                  AccountId id) const {
  const Instant now = core_.clock.now();
  const auto open = store::try_flow(tx, http::digest(flow), now);
  const std::string sealed = seal_code(digits, flow);
  int tries_left = 0;
  const Code* fits = nullptr;
  for (const auto& code : open) {
    if (code.purpose != purpose || code.account_id != id) continue;
    tries_left = std::max(tries_left, kCodeTries - static_cast<int>(code.tries));
    if (same_secret(sealed, code.code_hash)) fits = &code;
  }
  if (fits == nullptr) {
    const bool over = open.empty() || tries_left == 0;
    return tl::unexpected(Refused{over ? Refusal::expired : Refusal::wrong, tries_left});
  }
  if (!store::use_flow(tx, fits->flow_hash, now))
    return tl::unexpected(Refused{Refusal::expired, 0});
  return *fits;
}

tl::expected<SignIn::Entered, SignIn::Refused> SignIn::enter(db::Transaction& tx,
                                                             const Code& code) const {
  const Instant now = core_.clock.now();
  Entered entered;
  entered.next = code.next;
  if (const auto owner = store::owner(tx, code.kind, code.value)) {
    const auto account = store::account(tx, owner->account_id);
    if (!account || account->state != State::active)
      return tl::unexpected(Refused{Refusal::suspended, 0});
    store::confirm_identifier(tx, code.kind, code.value, now);
    entered.account = owner->account_id;
    return entered;
  }
  Account fresh;
  fresh.id = AccountId::make();
  fresh.language = language_of(code.language).code();
  fresh.spoken = fresh.language;
  fresh.created_at = now;
  store::insert_account(tx, fresh);
  store::insert_identifier(tx, fresh.id, fresh.territory_id, code.kind, code.value, now, true);
  entered.account = fresh.id;
  entered.is_new = true;
  return entered;
}

tl::expected<SignIn::Entered, SignIn::Refused> SignIn::enter_code(std::string_view flow,
                                                                  std::string_view code) const {
  return once_more_if_taken([&] {
    return core_.db.write([&](db::Transaction& tx) -> tl::expected<Entered, Refused> {
      const auto spent = spend(tx, flow, code, Purpose::sign_in, AccountId{});
      if (!spent) return tl::unexpected(spent.error());
      return enter(tx, *spent);
    });
  });
}

tl::expected<SignIn::Entered, SignIn::Refused> SignIn::enter_link(std::string_view token) const {
  return once_more_if_taken([&] {
    return core_.db.write([&](db::Transaction& tx) -> tl::expected<Entered, Refused> {
      const Instant now = core_.clock.now();
      const auto code = store::live_link(tx, http::digest(token), now);
      if (!code || code->purpose != Purpose::sign_in || !store::use_flow(tx, code->flow_hash, now))
        return tl::unexpected(Refused{Refusal::expired, 0});
      return enter(tx, *code);
    });
  });
}

tl::expected<SignIn::Entered, SignIn::PasswordRefusal> SignIn::enter_password(
    const form::PasswordSignIn& typed) const {
  const Instant now = core_.clock.now();
  const std::string tried = fingerprint(typed.identifier.value);
  struct Found {
    std::int64_t tries = 0;
    std::optional<Account> account;
  };
  // The try is counted before the password is looked at, so that many at once have no more of them.
  const auto found = core_.db.write([&](db::Transaction& tx) {
    Found f;
    f.tries = store::password_tries(tx, tried, now - kHour);
    if (f.tries >= kPasswordTriesPerHour) return f;
    store::add_password_try(tx, tried, {1}, now);
    if (const auto owner = store::owner(tx, typed.identifier.kind, typed.identifier.value))
      f.account = store::account(tx, owner->account_id);
    return f;
  });
  if (found.tries >= kPasswordTriesPerHour) return tl::unexpected(PasswordRefusal::too_many);
  const std::string hash = found.account ? found.account->password.value_or("") : "";
  if (!password_fits(hash, typed.password)) return tl::unexpected(PasswordRefusal::wrong);
  if (found.account->state != State::active) return tl::unexpected(PasswordRefusal::suspended);
  core_.db.write([&](db::Transaction& tx) { store::forget_password_tries(tx, tried); });
  return Entered{found.account->id, false, ""};
}

tl::expected<form::Identifier, SignIn::Refused> SignIn::confirm_change(
    AccountId id, std::string_view flow, std::string_view code) const {
  const auto change = [&](db::Transaction& tx) -> tl::expected<form::Identifier, Refused> {
    const Instant now = core_.clock.now();
    const auto spent = spend(tx, flow, code, Purpose::change, id);
    if (!spent) return tl::unexpected(spent.error());
    const auto account = store::account(tx, id);
    const auto owner = store::owner(tx, spent->kind, spent->value);
    if (!account || (owner && owner->account_id != id))
      return tl::unexpected(Refused{Refusal::expired, 0});

    // Told before it goes, or, where this kind is new, by the one they have.
    const auto held = store::identifiers(tx, id);
    const auto old = std::find_if(held.begin(), held.end(),
                                  [&](const Owned& o) { return o.kind == spent->kind; });
    const Owned* told = old != held.end() ? &*old : held.empty() ? nullptr : &held.front();
    const auto& language = language_of(account->language);
    if (told != nullptr)
      post_.to_identifier(tx, told->kind, told->value, language,
                          letters::changed(language, post_.site_name(), spent->kind,
                                           masked(spent->kind == Kind::phone, spent->value)));
    const bool preferred = old != held.end() ? old->preferred : held.empty();
    store::delete_identifier(tx, id, spent->kind);
    store::insert_identifier(tx, id, account->territory_id, spent->kind, spent->value, now,
                             preferred);
    store::audit(tx, account->territory_id, id, id,
                 spent->kind == Kind::email ? "email.changed" : "phone.changed", "", now);
    return form::Identifier{spent->kind, spent->value};
  };
  return once_more_if_taken([&] { return core_.db.write(change); });
}

void SignIn::purge() const {
  const Instant now = core_.clock.now();
  core_.db.write([&](db::Transaction& tx) {
    // Kept as long as they count towards the hourly limit.
    store::purge_codes(tx, now - kHour);
    store::purge_password_tries(tx, now - kHour);
  });
}

}  // namespace palier::accounts
