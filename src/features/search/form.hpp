#pragma once

#include "core/form/errors.hpp"
#include "core/form/input.hpp"

namespace palier::search {

struct SearchForm {
  std::string text;
  std::string kind;  ///< "" for all.
  int page = 1;
};
SearchForm read_search(const form::Input& input, form::Errors& errors,
                       const std::vector<std::string>& kinds);

}  // namespace palier::search
