#pragma once

#include "core/html/field.hpp"
#include "features/kit/kit.hpp"
#include "features/kit/model.hpp"

namespace palier::kit {

class Room final : public Kit {
 public:
  Room(const Core& core_, places::Places& places_room, structures::Structures& structures_room);

  Site site() const;
  std::vector<paper::Draw> pages(Paper paper, const Options& o, places::TerritoryId t) const;

  const Core core;
  places::Places& places;
  structures::Structures& structures;
};

struct IndexPage {
  struct Line {
    std::string title, said, url, icon;
  };
  std::vector<Line> papers;
};

/// One paper: its options, what it looks like, and the file.
struct DocumentPage {
  std::string title, path, picture, file;
  std::vector<html::Field> fields;
  bool landscape = false;
};

std::string title_of(Paper paper, const i18n::Language& l);
void routes(Room& room);

}  // namespace palier::kit
