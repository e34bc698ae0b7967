#include "core/http/sessions.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>

#include "core/db/rows.hpp"

namespace palier::http {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

// A used_at to the minute would cost a write a click.
constexpr auto kTouch = 5min;
// A draft of a long form fits; a browser used as a disk does not.
constexpr std::size_t kMostBytes = 64 * 1024;

struct Row {
  std::int64_t account_id = 0;
  std::string data;
  std::int64_t used_at = 0;
  std::int64_t expires_at = 0;
};
BOOST_DESCRIBE_STRUCT(Row, (), (account_id, data, used_at, expires_at))

using Values = RequestSession::Values;

std::string to_json(const Values& values) {
  json::object out;
  for (const auto& [key, value] : values) out[key] = value;
  return json::serialize(out);
}

Values from_json(std::string_view text) {
  Values out;
  json::error_code error;
  const json::value value = json::parse(text, error);
  if (error || !value.is_object()) return out;
  for (const auto& member : value.get_object())
    if (member.value().is_string()) out[member.key()] = std::string(member.value().get_string());
  return out;
}

std::optional<Row> find_row(db::Session& s, std::string_view id, Instant now) {
  return s.maybe<Row>(
      "select coalesce(account_id, 0) as account_id, data, used_at, expires_at "
      "from sessions where id = $1 and expires_at > $2",
      id, now);
}

db::Value account_value(std::int64_t account) {
  return account ? db::Value{account} : db::Value{};
}

bool well_formed(std::string_view cookie) {
  return cookie.size() == 43 && std::all_of(cookie.begin(), cookie.end(), [](unsigned char c) {
           return std::isalnum(c) || c == '-' || c == '_';
         });
}

bool of_desk(const RoleSet& roles) {
  return roles.any_of({Role::operator_, Role::keeper});
}

}  // namespace

std::string start_session(db::Transaction& tx, std::int64_t account, Instant now) {
  std::string secret = random_token(32);
  tx.run(
      "insert into sessions (id, account_id, data, created_at, used_at, expires_at) "
      "values ($1, $2, '{}', $3, $3, $4)",
      digest(secret), account_value(account), now, now + kSessionLife);
  return secret;
}

void end_sessions_of(db::Transaction& tx, std::int64_t account) {
  tx.run("delete from sessions where account_id = $1", account);
}

std::optional<Instant> last_use_by(db::Session& s, std::int64_t account) {
  const auto used = s.one<std::int64_t>(
      "select coalesce(max(used_at), 0) from sessions where account_id = $1", account);
  if (used == 0) return {};
  return from_micros(used);
}

std::int64_t sweep_sessions(db::Transaction& tx, Instant now) {
  return tx.run("delete from sessions where expires_at <= $1", now);
}

RequestSession::RequestSession(db::Database& db, const Keys& keys, std::string_view cookie,
                               Instant now)
    : db_(db), keys_(keys), now_(now) {
  if (!well_formed(cookie)) return;
  secret_ = cookie;
  sent_ = true;
  const std::string id = digest(cookie);
  const auto row = db.read([&](db::Session& s) { return find_row(s, id, now); });
  if (!row) return;  // A visitor's token without a row, or a session that has ended.
  loaded_id_ = id;
  account_ = row->account_id;
  used_ = from_micros(row->used_at);
  values_ = from_json(row->data);
}

bool RequestSession::settle(const Viewer& viewer) {
  desk_ = of_desk(viewer.roles);
  if (!desk_ || used_ + kDeskSessionLife > now_) return true;
  sign_out();
  return false;
}

std::string RequestSession::get(std::string_view key) const {
  if (auto changed = changes_.find(key); changed != changes_.end())
    return changed->second.value_or("");
  const auto it = values_.find(key);
  return it == values_.end() ? "" : it->second;
}

void RequestSession::set(std::string_view key, std::string_view value) {
  if (get(key) == value && !value.empty()) return;
  std::size_t bytes = value.size();
  for (const auto& [k, v] : values_)
    if (k != key) bytes += k.size() + v.size();
  if (bytes > kMostBytes) throw Refused{413};
  changes_[std::string(key)] = std::string(value);
}

void RequestSession::erase(std::string_view key) {
  if (values_.contains(key))
    changes_[std::string(key)] = std::nullopt;
  else if (auto it = changes_.find(key); it != changes_.end())
    changes_.erase(it);
}

void RequestSession::drop_cookie() {
  if (!loaded_id_.empty()) remove_.push_back(std::exchange(loaded_id_, {}));
  had_cookie_ = had_cookie_ || sent_;
  secret_.clear();
  sent_ = false;
}

void RequestSession::sign_in(std::int64_t account) {
  drop_cookie();  // A cookie planted before sign-in is worth nothing after it.
  account_ = account;
  entered_ = true;
}

void RequestSession::sign_out() {
  drop_cookie();
  account_ = 0;
  desk_ = entered_ = false;
  values_.clear();
  changes_.clear();
}

void RequestSession::forget_changes() {
  changes_.clear();
  if (entered_) account_ = 0;
  entered_ = false;
}

std::string RequestSession::csrf() {
  if (secret_.empty()) secret_ = random_token(32);
  return keys_.seal("csrf", secret_);
}

bool RequestSession::csrf_fits(std::string_view token) const {
  return sent_ && keys_.fits("csrf", secret_, token);
}

Instant RequestSession::expiry() const {
  return now_ + (desk_ ? kDeskSessionLife : kSessionLife);
}

RequestSession::Cookie RequestSession::save(const Identity* identity) {
  const bool stale = !loaded_id_.empty() && used_ + kTouch <= now_;
  const bool row = entered_ || !changes_.empty() || stale;
  if (row && secret_.empty()) secret_ = random_token(32);
  if (row || !remove_.empty())
    db_.write([&](db::Transaction& tx) {
      for (const auto& id : remove_) tx.run("delete from sessions where id = $1", id);
      if (!row) return;
      if (entered_ && identity) {
        const auto viewer = identity->of_account(tx, account_);
        desk_ = viewer && of_desk(viewer->roles);
      }
      if (loaded_id_.empty())
        insert(tx);
      else
        update(tx);
    });

  if (row) return {Cookie::Act::set, secret_, expiry() - now_};
  if (!secret_.empty() && !sent_) return {Cookie::Act::set, secret_, {}};
  if (secret_.empty() && had_cookie_) return {Cookie::Act::clear, {}, {}};
  return {};
}

RequestSession::Values RequestSession::changed(Values values) const {
  for (const auto& [key, value] : changes_)
    if (value)
      values[key] = *value;
    else
      values.erase(key);
  return values;
}

void RequestSession::insert(db::Transaction& tx) {
  tx.run(
      "insert into sessions (id, account_id, data, created_at, used_at, expires_at) "
      "values ($1, $2, $3, $4, $4, $5)",
      digest(secret_), account_value(account_), to_json(changed(values_)), now_, expiry());
}

void RequestSession::update(db::Transaction& tx) {
  // Two requests of one browser may run at once: each puts only the keys it touched.
  const auto row = find_row(tx, loaded_id_, now_);
  if (!row) return;  // Signed out elsewhere meanwhile: stays so.
  tx.run("update sessions set data = $2, used_at = $3, expires_at = $4 where id = $1", loaded_id_,
         to_json(changed(from_json(row->data))), now_, expiry());
}

}  // namespace palier::http
