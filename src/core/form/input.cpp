#include "core/form/input.hpp"

#include <boost/json.hpp>

#include "core/form/clean.hpp"

namespace palier::form {
namespace {

namespace json = boost::json;
using Values = std::map<std::string, std::vector<std::string>, std::less<>>;
using Names = std::set<std::string, std::less<>>;

// Deeper than any form of ours: past it the input is somebody's experiment.
constexpr int kDepth = 6;

struct Shapes {
  Names& nested;
  Names& listed;
  Names& sent;
};

void put(Values& values, Shapes shapes, const std::string& name, const json::value& v, int depth) {
  switch (v.kind()) {
    case json::kind::null:
      break;
    case json::kind::bool_:
      if (v.get_bool()) values[name].emplace_back("1");
      break;
    case json::kind::int64:
      values[name].push_back(std::to_string(v.get_int64()));
      break;
    case json::kind::uint64:
      values[name].push_back(std::to_string(v.get_uint64()));
      break;
    case json::kind::double_:
      values[name].push_back(fmt::format("{}", v.get_double()));
      break;
    case json::kind::string:
      values[name].push_back(clean(std::string_view(v.get_string())));
      break;
    case json::kind::array: {
      std::size_t index = 0;
      if (v.get_array().size() > 1) shapes.listed.insert(name);
      for (const auto& item : v.get_array()) {
        const bool nested = item.is_object() || item.is_array();
        if (nested) shapes.nested.insert(name);
        if (nested && depth < kDepth)
          put(values, shapes, fmt::format("{}.{}", name, index), item, depth + 1);
        else if (!nested)
          put(values, shapes, name, item, depth + 1);
        ++index;
      }
      break;
    }
    case json::kind::object:
      shapes.nested.insert(name);
      if (depth >= kDepth) break;
      for (const auto& [key, item] : v.get_object()) {
        const std::string inner = name + "." + std::string(key);
        shapes.sent.insert(inner);
        put(values, shapes, inner, item, depth + 1);
      }
      break;
  }
}

}  // namespace

Input Input::from_pairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Input input;
  for (const auto& [name, value] : pairs) {
    input.sent_.insert(name);
    // An empty text box is as absent as an empty checkbox: the form reads the same either way.
    std::string text = clean(value);
    if (!text.empty()) input.values_[name].push_back(std::move(text));
  }
  return input;
}

Input Input::from_json(const json::object& object) {
  Input input;
  for (const auto& [key, value] : object) {
    input.sent_.insert(std::string(key));
    put(input.values_, {input.nested_, input.listed_, input.sent_}, std::string(key), value, 0);
  }
  for (auto entry = input.values_.begin(); entry != input.values_.end();) {
    std::erase_if(entry->second, [](const std::string& v) { return v.empty(); });
    entry = entry->second.empty() ? input.values_.erase(entry) : std::next(entry);
  }
  return input;
}

bool Input::has(std::string_view name) const {
  return values_.contains(name);
}

const std::string& Input::one(std::string_view name) const {
  static const std::string none;
  const auto found = values_.find(name);
  return found == values_.end() ? none : found->second.front();
}

const std::vector<std::string>& Input::many(std::string_view name) const {
  static const std::vector<std::string> none;
  const auto found = values_.find(name);
  return found == values_.end() ? none : found->second;
}

void Input::set(std::string_view name, std::string value) {
  erase(name);
  if (!value.empty()) values_[std::string(name)].push_back(std::move(value));
}

void Input::erase(std::string_view name) {
  const auto found = values_.find(name);
  if (found != values_.end()) values_.erase(found);
}

}  // namespace palier::form
