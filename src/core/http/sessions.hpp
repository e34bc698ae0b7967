#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/db/database.hpp"
#include "core/http/context.hpp"
#include "core/http/keys.hpp"

namespace palier::http {

/// How long a session lives after its last use.
inline constexpr std::chrono::hours kSessionLife{24 * 30};
/// For those who see other people's addresses.
inline constexpr std::chrono::hours kDeskSessionLife{12};

/// Makes a session for an account and answers the value of its cookie: for tests and the demo.
std::string start_session(db::Transaction& tx, std::int64_t account, Instant now);
/// Ends every session of an account, on all nodes: at deletion, at a change of password.
void end_sessions_of(db::Transaction& tx, std::int64_t account);
/// The last use of any of an account's sessions that still live.
std::optional<Instant> last_use_by(db::Session& s, std::int64_t account);
/// Removes what has expired; run hourly.
std::int64_t sweep_sessions(db::Transaction& tx, Instant now);

/// The session of one request. Reads its row once, keeps changes in memory, and writes them in one
/// transaction when the handler has answered.
class RequestSession final : public Session {
 public:
  /// `cookie` is what the browser sent; "" or ill-formed means none.
  RequestSession(db::Database& db, const Keys& keys, std::string_view cookie, Instant now);

  std::int64_t account() const { return account_; }
  /// The roles decide how long it lives. False when it has outlived that: it is then a visitor's.
  bool settle(const Viewer& viewer);
  std::string get(std::string_view key) const override;
  void set(std::string_view key, std::string_view value) override;
  void erase(std::string_view key) override;
  void sign_in(std::int64_t account) override;
  void sign_out() override;
  std::string csrf() override;

  /// Whether the token came from a page of this session.
  bool csrf_fits(std::string_view token) const;

  /// Unmakes what a handler that failed put in, signing in included.
  void forget_changes();
  /// Writes what changed; answers what to do with the cookie.
  struct Cookie {
    enum class Act { keep, set, clear } act = Act::keep;
    std::string value;
    std::chrono::microseconds life{0};  ///< 0: until the browser closes.
  };
  Cookie save(const Identity* identity);

  using Values = std::map<std::string, std::string, std::less<>>;

 private:
  void drop_cookie();
  void insert(db::Transaction& tx);
  void update(db::Transaction& tx);
  Values changed(Values values) const;
  Instant expiry() const;

  db::Database& db_;
  const Keys& keys_;
  Instant now_;
  std::string secret_;     ///< The cookie's value; "" while there is none.
  std::string loaded_id_;  ///< The row as it was read; "" if there was none.
  bool sent_ = false;      ///< The browser sent secret_.
  bool had_cookie_ = false;
  std::vector<std::string> remove_;
  std::int64_t account_ = 0;
  Instant used_{};
  bool desk_ = false;
  bool entered_ = false;  ///< Signed in by this request.
  Values values_;
  std::map<std::string, std::optional<std::string>, std::less<>> changes_;
};

}  // namespace palier::http
