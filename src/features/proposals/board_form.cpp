#include "features/proposals/board_form.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace palier::proposals::board {
namespace {

const i18n::Message kWrong{N_("This choice does not exist.")};

std::int64_t number(const form::Input& query, std::string_view field, std::int64_t most,
                    form::Errors& errors) {
  form::Reader reader(query, errors);
  return reader.number(field, {.min = 0, .max = most}).value_or(0);
}

template <class I>
I id(const form::Input& query, std::string_view field, form::Errors& errors) {
  if (!query.has(field)) return {};
  const auto parsed = I::parse(query.one(field));
  if (!parsed) errors.add(field, kWrong);
  return parsed.value_or(I{});
}

}  // namespace

std::optional<State> state_of(std::string_view text) {
  for (int i = 0; i <= static_cast<int>(State::cancelled); ++i)
    if (word(static_cast<State>(i)) == text) return static_cast<State>(i);
  return {};
}

NeedFilter read_need_filter(const form::Input& query, bool desk, form::Errors& errors) {
  form::Reader reader(query, errors);
  NeedFilter f;
  f.area = id<places::AreaId>(query, "area", errors).value;
  f.category = reader.text("category", {.max = 60});
  f.urgent = reader.flag("urgent");
  f.vulnerable = desk && reader.flag("vulnerable");
  f.waiting_long = reader.flag("long");
  f.all = reader.flag("all");
  f.page = static_cast<int>(std::max<std::int64_t>(1, number(query, "page", 10'000, errors)));
  return f;
}

std::string query_of(const NeedFilter& f) {
  std::string out = "?";
  if (f.area) out += fmt::format("area={}&", places::AreaId{f.area}.str());
  if (!f.category.empty())
    out +=
        fmt::format("category={}&", boost::urls::encode(f.category, boost::urls::unreserved_chars));
  if (f.urgent) out += "urgent=1&";
  if (f.vulnerable) out += "vulnerable=1&";
  if (f.waiting_long) out += "long=1&";
  if (f.all) out += "all=1&";
  out.pop_back();
  return out;
}

PastFilter read_past_filter(const form::Input& query, form::Errors& errors) {
  PastFilter f;
  if (query.has("state")) {
    f.state = state_of(query.one("state"));
    if (!f.state) errors.add("state", kWrong);
  }
  f.days = static_cast<int>(number(query, "days", 3660, errors));
  f.helper = id<AccountId>(query, "helper", errors);
  f.need = id<aid::PostId>(query, "need", errors);
  f.before = id<ProposalId>(query, "before", errors).value;
  return f;
}

std::string query_of(const PastFilter& f) {
  std::string out = "?";
  if (f.state) out += fmt::format("state={}&", word(*f.state));
  if (f.days) out += fmt::format("days={}&", f.days);
  if (f.helper) out += fmt::format("helper={}&", f.helper.str());
  if (f.need) out += fmt::format("need={}&", f.need.str());
  out.pop_back();
  return out;
}

store::Filter to_store(const PastFilter& f, places::TerritoryId territory, Instant now) {
  store::Filter out;
  out.territory = territory;
  out.state = f.state;
  out.helper = f.helper;
  out.need = f.need;
  out.before = f.before;
  if (f.days) out.since = now - std::chrono::days(f.days);
  return out;
}

Decision read_decision(const form::Input& input, form::Errors& errors) {
  form::Reader reader(input, errors);
  Decision d;
  const auto choice = reader.choice("decision", {"yes", "no"}, true);
  d.good = choice == "yes";
  d.note = reader.text("note", {.required = choice == "no",
                                .max = 500,
                                .lines = true,
                                .missing = {N_("Write why not, in a few words.")}});
  return d;
}

std::string read_why(const form::Input& input, form::Errors& errors) {
  return form::Reader(input, errors)
      .text("why", {.required = true, .max = 300, .missing = {N_("Write why, in a few words.")}});
}

Pair read_pair(const form::Input& input, form::Errors& errors) {
  Pair pair;
  const i18n::Message missing{N_("Choose a person.")};
  for (const auto& [field, into] : {std::pair{"a", &pair.a}, std::pair{"b", &pair.b}}) {
    const auto parsed = AccountId::parse(input.one(field));
    if (parsed && parsed->value)
      *into = *parsed;
    else
      errors.add(field, missing);
  }
  if (pair.a && pair.a == pair.b) errors.add("b", {N_("Choose two different people.")});
  pair.why = read_why(input, errors);
  return pair;
}

}  // namespace palier::proposals::board
