#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/hours/hours.hpp"
#include "features/places/places.hpp"
#include "features/search/search.hpp"

namespace palier::structures {

struct StructureTag;
using StructureId = Id<StructureTag>;

/// An open place in a list, in the reader's language.
struct Card {
  StructureId id{};
  std::string kind;  ///< Code.
  std::string kind_name, icon;
  std::string name, address, quarter;
  geo::Point point{};
  std::optional<double> metres;
  hours::State state = hours::State::unknown;  ///< Now.
  std::string now;                             ///< "Open, closes at 18:00".
  std::string url;
};

/// The room's public face: structures of first necessity, with their hours.
class Structures {
 public:
  virtual ~Structures() = default;
  struct Look {
    std::string kind;  ///< "" for all.
    std::optional<geo::Point> near;
    double within = 0;  ///< Metres; 0: as far as it goes.
    bool open_now = false;
    int offset = 0, limit = 20;
  };
  struct Found {
    std::vector<Card> cards;
    std::int64_t total = 0;
  };
  /// From memory, nearest first or by name.
  virtual Found look(const Look& look, const i18n::Language& language) const = 0;
  /// One of them, for a room that speaks of it; nothing where it is gone.
  virtual std::optional<Card> card(db::Session&, StructureId, const i18n::Language&) const {
    return {};
  }
  /// Those whose names hold all these words or their beginnings, whatever case and accents: by
  /// name, at most `limit`.
  virtual std::vector<Card> named(db::Session&, std::string_view /*words*/, int /*limit*/,
                                  const i18n::Language&) const {
    return {};
  }
  /// As a sheet of paper lists them: with the hours of the coming week in one line.
  struct Printed {
    std::string name, kind_name, address, hours, phone;
  };
  virtual std::vector<Printed> printed(const Look&, const i18n::Language&) const { return {}; }
  virtual bool empty() const = 0;
  /// Takes in what another process has imported.
  virtual void refresh() = 0;
};

std::unique_ptr<Structures> make(const Core& core, accounts::Accounts& accounts,
                                 places::Places& places, search::Search* search = nullptr);

}  // namespace palier::structures
