#include "features/search/form.hpp"

#include "features/search/view.hpp"

namespace palier::search {

SearchForm read_search(const form::Input& input, form::Errors& errors,
                       const std::vector<std::string>& kinds) {
  form::Reader reader(input, errors);
  SearchForm out;
  out.text = reader.text("q", {.max = 200});
  out.kind = reader.choice("kind", kinds, false);
  out.page = static_cast<int>(reader.number("page", {.min = 1, .max = kMostPages}).value_or(1));
  return out;
}

}  // namespace palier::search
