#include "features/accounts/post.hpp"

#include "features/accounts/letters.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
namespace {

constexpr const char* kUnsubscribe = "accounts.unsubscribe";
constexpr auto kUnsubscribeLife = std::chrono::hours{24 * 400};

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
    message.reply_to = letter.reply_to;
    message.from_name = letter.from_name;
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
    if (letter.always && letter.also_suspended) deliver(tx, account, language, letter, {});
    return;
  }
  const auto letter = compose(language);
  const auto way = route_ ? route_(tx, account.id, letter.kind, account.notify)
                          : Accounts::Way{account.notify, {}};
  for (const auto& tell : also_tell_) tell(tx, account.id, language, letter);
  const bool off = way.mail == Notify::never;
  if (letter.always || way.mail == Notify::at_once || (letter.soon && !off))
    deliver(tx, account, language, letter, way.unsubscribe_url);
  else if (!off)
    store::keep_letter(tx, account.id, account.territory_id, letter, core_.clock.now());
}

void Post::digest_to(db::Transaction& tx, const Account& account, const Compose& compose) const {
  if (account.state != State::active) return;
  const auto& language = language_of(account.language);
  const auto letter = compose(language);
  deliver(tx, account, language, letter, letter.unsubscribe_url, true);
}

void Post::to_all_of(db::Transaction& tx, const Account& account, const Compose& compose) const {
  const auto& language = language_of(account.language);
  const auto letter = compose(language);
  for (const auto& i : store::identifiers(tx, account.id))
    to_identifier(tx, i.kind, i.value, language, letter);
}

void Post::deliver(db::Transaction& tx, const Account& account, const i18n::Language& language,
                   const Accounts::Letter& letter, const std::string& stop_url, bool bulk) const {
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
    const std::string stop = stop_url.empty() ? unsubscribe_url(account.id) : stop_url;
    message.unsubscribe_url = letter.unsubscribe_url.empty() ? stop : letter.unsubscribe_url;
    message.text = letter.text + letters::footer(language, site_name(), stop);
    message.html = letter.html;
    message.language = language.code();
    message.bulk = bulk;
    message.reply_to = letter.reply_to;
    message.from_name = letter.from_name;
    core_.outbox.send(tx, message);
  }
}

}  // namespace palier::accounts
