#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/db/database.hpp"
#include "core/html/page.hpp"
#include "core/http/access.hpp"

namespace palier::http {

struct Context;

/// Who is asking: filled from the session or the API token before the handler runs.
struct Viewer {
  std::int64_t account = 0;  ///< 0 for a visitor.
  std::string name;          ///< First name, as the person gave it.
  RoleSet roles;             ///< In `territory`.
  std::int64_t territory = 1;
  bool by_token = false;
  std::string language;  ///< Of their profile, "" where they did not say.
  bool signed_in() const { return account != 0; }
};

/// Turns an account or a token into a viewer. Implemented by the accounts room, asked once a
/// request, in a snapshot of the database.
class Identity {
 public:
  virtual ~Identity() = default;
  /// Nothing where the account is gone or blocked: the session then ends.
  virtual std::optional<Viewer> of_account(db::Session& s, std::int64_t account) const = 0;
  /// Of an API token as it came in "Authorization: Bearer …"; nothing where unknown or revoked.
  virtual std::optional<Viewer> of_token(db::Session& s, std::string_view token) const = 0;
};

/// What all pages share, and what features hang on it besides their routes. Made once by app,
/// filled by the modules before the server listens, then read only.
struct Site {
  std::string name = "Palier";
  std::string public_url;  ///< "https://palier.example", no slash at the end; may be "".
  bool demo = false;
  std::map<std::string, int> rates;          ///< See limits.hpp.
  std::shared_ptr<const Identity> identity;  ///< Set by accounts; without one all are visitors.

  /// A room's links in the frame: called for each page, in ascending `order`.
  ///   site.on_page(20, [](html::Page& p, const Context& c) { p.navigation.push_back({…}); });
  using Dress = std::function<void(html::Page&, const Context&)>;
  void on_page(int order, Dress dress) { dresses.emplace(order, std::move(dress)); }
  std::multimap<int, Dress> dresses;
};

}  // namespace palier::http
