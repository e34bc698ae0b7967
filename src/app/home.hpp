#pragma once

#include <cstdint>
#include <vector>

#include "app/wire.hpp"

namespace palier::app {

/// What the home page shows: nothing that not everyone may see.
struct Home {
  Host host;
  std::vector<aid::Card> cards;  ///< The latest open needs and offers.
  aid::Aid::Figures figures;
  std::vector<bulletins::Card> bulletins;  ///< In force where the viewer lives, or for everyone.
  html::Html informant;                    ///< A box; empty for visitors.
};

/// A page of the keeper's, as "/keeper" lists it.
struct KeeperLink {
  std::string url, title, said;
};

/// "/": what this is, the two ways in, what is going on. For anyone.
void open_home(const Core& core, const Rooms& rooms);
/// "/about", "/rules", "/privacy", "/accessibility": what a visitor may want to read first.
void open_papers(const Core& core, const Rooms& rooms);

/// "/keeper": where each thing is set; for keepers, whose menu leads there.
void open_keeper(const Core& core);

}  // namespace palier::app
