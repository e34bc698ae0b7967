#include "features/accounts/post.hpp"

#include "features/accounts/letters.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
namespace {

constexpr const char* kUnsubscribe = "accounts.unsubscribe";
constexpr auto kUnsubscribeLife = std::chrono::hours{24 * 400};

/// A little less than the period, so that a job a few minutes early does not skip a turn.
constexpr std::chrono::hours period(Notify n) {
  return n == Notify::weekly ? std::chrono::hours{24 * 7 - 2} : std::chrono::hours{22};
}

}  // namespace

const i18n::Language& language_of(std::string_view code) {
  const auto* found = i18n::find(code);
  return found ? *found : *i18n::languages().front();
}

Post::Post(const Core& core) : core_(core), links_(core.db, core.clock) {}

std::string Post::url(std::string_view path) const {
  std::string base = core_.site.public_url;
  if (base.empty()) {
    const auto& listen = core_.config.http.listen;
    const auto colon = listen.rfind(':');
    base = "http://localhost" + (colon == std::string::npos ? "" : listen.substr(colon));
  }
  return base + std::string(path);
}

std::string Post::unsubscribe_url(AccountId id) const {
  return url("/unsubscribe/" +
             links_.make(kUnsubscribe, id.value, core_.clock.now() + kUnsubscribeLife));
}

std::optional<AccountId> Post::unsubscribing(std::string_view token) const {
  const auto subject = links_.read(kUnsubscribe, token);
  if (!subject) return {};
  return AccountId{*subject};
}

void Post::to_identifier(db::Transaction& tx, Kind kind, std::string_view value,
                         const i18n::Language& language, const Accounts::Letter& letter) const {
  if (kind == Kind::email) {
    mail::Message message;
    message.to = value;
    message.subject = letter.subject;
    message.text = letter.text;
    message.language = language.code();
    core_.outbox.send(tx, message);
    return;
  }
  const std::string text =
      letter.sms.empty() ? fmt::format("{}: {}", site_name(), letter.subject) : letter.sms;
  core_.outbox.send(tx, mail::Sms{std::string(value), text});
}

void Post::to_account(db::Transaction& tx, const Account& account, const Compose& compose) const {
  if (account.state == State::deleted) return;
  const auto& language = language_of(account.language);
  if (account.state == State::suspended) {
    const auto letter = compose(language);
    if (letter.always && letter.also_suspended) deliver(tx, account, language, letter);
    return;
  }
  if (account.notify == Notify::at_once) {
    deliver(tx, account, language, compose(language));
    return;
  }
  const auto letter = compose(language);
  if (letter.always || (letter.soon && account.notify != Notify::never))
    deliver(tx, account, language, letter);
  else if (account.notify != Notify::never)
    store::add_digest_line(tx, account.id, account.territory_id, letter.subject, letter.text,
                           core_.clock.now());
}

void Post::to_all_of(db::Transaction& tx, const Account& account, const Compose& compose) const {
  const auto& language = language_of(account.language);
  const auto letter = compose(language);
  for (const auto& i : store::identifiers(tx, account.id))
    to_identifier(tx, i.kind, i.value, language, letter);
}

void Post::deliver(db::Transaction& tx, const Account& account, const i18n::Language& language,
                   Accounts::Letter letter) const {
  auto reached = store::identifiers(tx, account.id);
  if (reached.empty()) return;
  if (!letter.every_way) reached.resize(1);  // The preferred one.
  for (const auto& way : reached) {
    if (way.kind == Kind::phone || letter.always) {
      to_identifier(tx, way.kind, way.value, language, letter);
      continue;
    }
    mail::Message message;
    message.to = way.value;
    message.subject = letter.subject;
    const std::string all = unsubscribe_url(account.id);
    message.unsubscribe_url = letter.unsubscribe_url.empty() ? all : letter.unsubscribe_url;
    message.text = letter.text + letters::footer(language, site_name(), all);
    message.language = language.code();
    core_.outbox.send(tx, message);
  }
}

bool Post::send_digest(db::Transaction& tx, AccountId id, Instant now) const {
  auto account = store::account(tx, id);
  const auto lines = store::digest_lines(tx, id);
  if (!account || lines.empty()) return false;  // Another node was quicker.
  store::delete_digest_lines(tx, id, lines.back().id);
  if (account->state != State::active || account->notify == Notify::never) return false;
  const auto& language = language_of(account->language);
  deliver(tx, *account, language, letters::digest(language, site_name(), url("/"), lines));
  account->digest_at = now;
  store::update_account(tx, *account);
  return true;
}

int Post::send_digests() const {
  const Instant now = core_.clock.now();
  const auto waiting = core_.db.read([](db::Session& s) { return store::waiting(s); });
  int sent = 0;
  for (const auto& w : waiting) {
    // "At once" and "never" were chosen after the line was kept: the one is sent, the other
    // dropped.
    const bool due = w.notify == Notify::at_once || w.notify == Notify::never ||
                     now - w.digest_at.value_or(w.oldest) >= period(w.notify);
    if (due && core_.db.write([&](db::Transaction& tx) { return send_digest(tx, w.id, now); }))
      ++sent;
  }
  return sent;
}

}  // namespace palier::accounts
