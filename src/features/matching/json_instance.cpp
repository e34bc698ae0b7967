#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>
#include <initializer_list>
#include <unordered_map>

#include "features/matching/json.hpp"

namespace palier::matching {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostRows = 5'000'000;
constexpr std::size_t kMostWords = 200;
constexpr std::size_t kLongestWord = 200;
constexpr std::int64_t kMostPeople = 5'000'000;

[[noreturn]] void bad(const std::string& path, std::string_view what) {
  throw BadInstance(fmt::format("{}: {}", path, what));
}

/// One object, and the path that names it.
class Row {
 public:
  Row(const json::value& value, std::string path) : path_(std::move(path)) {
    if (!value.is_object()) bad(path_, "must be an object");
    object_ = &value.get_object();
  }

  void only(std::initializer_list<std::string_view> known) const {
    for (const auto& [name, value] : *object_)
      if (std::find(known.begin(), known.end(), std::string_view(name)) == known.end())
        bad(at(name), "is not a field of an instance");
  }
  /// A field's value; nullptr where it is absent or null.
  const json::value* find(std::string_view name) const {
    const auto* value = object_->if_contains(name);
    return value && !value->is_null() ? value : nullptr;
  }
  std::string at(std::string_view name) const { return fmt::format("{}.{}", path_, name); }

  std::string text(std::string_view name, bool required = false) const {
    const auto* value = find(name);
    if (!value) {
      if (required) bad(at(name), "is missing");
      return "";
    }
    return word(*value, at(name), required);
  }
  std::optional<double> number(std::string_view name, double low, double high,
                               bool required = false) const {
    const auto* value = find(name);
    if (!value) {
      if (required) bad(at(name), "is missing");
      return {};
    }
    const double n = value->is_number() ? value->to_number<double>() : std::nan("");
    if (!(n >= low && n <= high))
      bad(at(name), fmt::format("must be a number from {:.10g} to {:.10g}", low, high));
    return n;
  }
  std::optional<int> whole(std::string_view name, int low, int high) const {
    const auto n = number(name, low, high);
    if (!n) return {};
    if (*n != std::floor(*n)) bad(at(name), "must be a whole number");
    return static_cast<int>(*n);
  }
  bool flag(std::string_view name) const {
    const auto* value = find(name);
    if (!value) return false;
    if (!value->is_bool()) bad(at(name), "must be true or false");
    return value->get_bool();
  }
  Words words(std::string_view name) const {
    const auto* value = find(name);
    if (!value) return {};
    if (!value->is_array()) bad(at(name), "must be a list of texts");
    const auto& list = value->get_array();
    if (list.size() > kMostWords)
      bad(at(name), fmt::format("has more than {} entries", kMostWords));
    std::vector<std::string> out;
    for (std::size_t i = 0; i < list.size(); ++i)
      out.push_back(word(list[i], fmt::format("{}[{}]", at(name), i), true));
    return out;
  }

 private:
  static std::string word(const json::value& value, const std::string& path, bool required) {
    if (!value.is_string()) bad(path, "must be a text");
    const auto& s = value.get_string();
    if (required && s.empty()) bad(path, "is empty");
    if (s.size() > kLongestWord) bad(path, fmt::format("is longer than {} bytes", kLongestWord));
    return {s.data(), s.size()};
  }

  const json::object* object_ = nullptr;
  std::string path_;
};

constexpr double kForever = 1e9;
constexpr int kMany = 1'000'000;

/// A block twice in a list would be two slots of the same time; a skill twice would count as two.
Words without_repeats(Words words) {
  if (!words) return words;
  std::vector<std::string> out;
  for (auto& word : *words)
    if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(std::move(word));
  return out;
}

Need need_of(const Row& row) {
  row.only({"id", "lat", "lon", "kind", "people", "urgent", "vulnerable", "waiting_hours",
            "district", "child_ages", "blocks", "languages", "household", "postcode",
            "prefers_parent", "verified_only", "anywhere"});
  Need n;
  n.id = row.text("id", true);
  n.at = {*row.number("lat", -90, 90, true), *row.number("lon", -180, 180, true)};
  n.kind = row.text("kind");
  n.people = row.whole("people", 1, 1000).value_or(1);
  n.urgent = row.flag("urgent");
  n.vulnerable = row.flag("vulnerable");
  n.waiting_hours = row.number("waiting_hours", 0, kForever).value_or(0);
  n.district = row.text("district");
  n.child_ages = row.words("child_ages").value_or(std::vector<std::string>{});
  n.blocks = without_repeats(row.words("blocks"));
  n.languages = row.words("languages");
  n.household = row.text("household");
  n.postcode = row.text("postcode");
  n.prefers_parent = row.flag("prefers_parent");
  n.verified_only = row.flag("verified_only");
  n.anywhere = row.flag("anywhere");
  return n;
}

Helper helper_of(const Row& row) {
  row.only({"id", "lat", "lon", "kinds", "radius_m", "capacity", "blocks", "languages",
            "accepts_vulnerable", "verified", "max_children", "child_ages", "has_children",
            "jobs_28d", "household", "postcode"});
  Helper h;
  h.id = row.text("id", true);
  h.at = {*row.number("lat", -90, 90, true), *row.number("lon", -180, 180, true)};
  h.kinds = without_repeats(row.words("kinds"));
  h.radius_m = row.number("radius_m", 0, kForever);
  h.capacity = row.whole("capacity", 0, kMany);
  h.blocks = without_repeats(row.words("blocks"));
  h.languages = row.words("languages");
  h.accepts_vulnerable = row.flag("accepts_vulnerable");
  h.verified = row.flag("verified");
  h.max_children = row.whole("max_children", 0, kMany);
  h.child_ages = row.words("child_ages");
  h.has_children = row.flag("has_children");
  h.jobs_28d = row.whole("jobs_28d", 0, kMany).value_or(0);
  h.household = row.text("household");
  h.postcode = row.text("postcode");
  return h;
}

const json::array& list_of(const Row& root, std::string_view name) {
  static const json::array kNone;
  const auto* value = root.find(name);
  if (!value) return kNone;
  if (!value->is_array()) bad(std::string(name), "must be a list");
  if (value->get_array().size() > kMostRows)
    bad(std::string(name), fmt::format("has more than {} entries", kMostRows));
  return value->get_array();
}

using Numbers = std::unordered_map<std::string, int>;

template <class T>
Numbers numbered(const std::vector<T>& list, std::string_view name) {
  Numbers out;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!out.emplace(list[i].id, static_cast<int>(i)).second)
      bad(fmt::format("{}[{}].id", name, i), fmt::format("\"{}\" is there twice", list[i].id));
  return out;
}

void read_blocked(const json::array& list, Instance& out) {
  const auto needs = numbered(out.needs, "needs"), helpers = numbered(out.helpers, "helpers");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto path = fmt::format("blocked[{}]", i);
    if (!list[i].is_array() || list[i].get_array().size() != 2)
      bad(path, "must be a list of a need's id and a helper's");
    const auto id = [&](std::size_t n, const Numbers& known, const char* what) {
      const auto& value = list[i].get_array()[n];
      if (!value.is_string()) bad(fmt::format("{}[{}]", path, n), "must be a text");
      const auto it = known.find(std::string(value.get_string()));
      if (it == known.end())
        bad(fmt::format("{}[{}]", path, n),
            fmt::format("there is no {} \"{}\"", what, std::string_view(value.get_string())));
      return it->second;
    };
    const int need = id(0, needs, "need");
    out.blocked.emplace_back(need, id(1, helpers, "helper"));
  }
}

void read_postcodes(const Row& root, Instance& out) {
  const auto* value = root.find("closest_postcodes");
  if (!value) return;
  if (!value->is_object()) bad("closest_postcodes", "must be an object");
  const Row row(*value, "closest_postcodes");
  for (const auto& [postcode, nearest] : value->get_object())
    out.closest_postcodes.emplace_back(std::string(postcode),
                                       row.words(postcode).value_or(std::vector<std::string>{}));
}

}  // namespace

Instance instance_from_json(std::string_view text) {
  json::value value;
  try {
    json::parse_options options;
    options.max_depth = 8;
    value = json::parse({text.data(), text.size()}, {}, options);
  } catch (const std::exception& e) {
    throw BadInstance(fmt::format("this is not JSON: {}", e.what()));
  }
  if (!value.is_object()) throw BadInstance("the instance must be an object");
  const Row root(value, "");
  for (const auto& [name, unused] : value.get_object())
    if (name != "needs" && name != "helpers" && name != "blocked" && name != "closest_postcodes")
      bad(std::string(name), "is not a field of an instance");
  Instance out;
  const auto& needs = list_of(root, "needs");
  const auto& helpers = list_of(root, "helpers");
  if (!root.find("needs")) bad("needs", "is missing");
  if (!root.find("helpers")) bad("helpers", "is missing");
  out.needs.reserve(needs.size());
  out.helpers.reserve(helpers.size());
  std::int64_t people = 0;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    out.needs.push_back(need_of(Row(needs[i], fmt::format("needs[{}]", i))));
    people += out.needs.back().people;
    if (people > kMostPeople)
      bad(fmt::format("needs[{}].people", i),
          fmt::format("with those before, more than {} in all", kMostPeople));
  }
  for (std::size_t i = 0; i < helpers.size(); ++i)
    out.helpers.push_back(helper_of(Row(helpers[i], fmt::format("helpers[{}]", i))));
  read_blocked(list_of(root, "blocked"), out);
  read_postcodes(root, out);
  return out;
}

}  // namespace palier::matching
