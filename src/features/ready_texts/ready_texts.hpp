#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"

namespace palier::ready_texts {

struct TextTag;
using TextId = Id<TextTag>;

/// A ready text as it is offered beside a field.
struct Offered {
  TextId id{};
  std::string name;  ///< "Offer to do the shopping"
  std::string url;   ///< The page where its blanks are filled in, which leads back.
};

/// The room's public face: a keeper's library of texts to start from ("Hello, I live at …, I can do
/// your shopping on …"), with blanks that are filled in before they are used.
class ReadyTexts {
 public:
  virtual ~ReadyTexts() = default;
  /// Those for a use ("post", "message", "group", "informant") in that language, in the keeper's
  /// order. `back` is the path of the form they are for, with its query.
  virtual std::vector<Offered> offered(db::Session& s, places::TerritoryId territory,
                                       std::string_view use, const i18n::Language& language,
                                       std::string_view back) const = 0;
  /// What was just filled in, for the form's first showing: once, then ""; kept in the session.
  /// With `back`, only what was filled in for that form (the same path as given to offered()).
  virtual std::string take(http::Session& session, std::string_view back = {}) const = 0;
};

std::unique_ptr<ReadyTexts> make(const Core& core, accounts::Accounts& accounts);

}  // namespace palier::ready_texts
