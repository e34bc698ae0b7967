#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/html/html.hpp"

namespace palier::testdata {

struct Item {
  std::string name;
  bool urgent = false;
  std::vector<std::string> parts;
  std::map<std::string, int> facts;
  html::Html markup;

  const std::string* find(std::string_view what) const {
    return what == "note" && urgent ? &name : nullptr;
  }
};

}  // namespace palier::testdata
