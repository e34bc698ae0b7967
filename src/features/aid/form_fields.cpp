// Which inputs belong to which page of the flow, and a post turned back into inputs.
#include "core/i18n/zone.hpp"
#include "features/aid/form.hpp"

namespace palier::aid {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

const std::vector<std::string>& plain_fields(Step step) {
  static const std::array<std::vector<std::string>, kSteps.size()> fields{{
      {"category"},
      {},
      {"title", "details"},
      {"for", "other_name", "consent", "vulnerable"},
      {"place", "address_id", "address_text", "address_for", "lat", "lon", "map.x", "map.y",
       "quarter", "postcode"},
      {"needed_by", "needed_by_day", "needed_by_month", "needed_by_year", "urgency", "windows",
       "dates", "repeats"},
      {"contactless", "payment", "amount", "people", "scope", "radius", "verified_only"},
  }};
  return fields[static_cast<std::size_t>(step)];
}

}  // namespace

std::vector<std::string> fields_of(Step step, const Category* category, Kind kind) {
  std::vector<std::string> out = plain_fields(step);
  if (step == Step::questions && category)
    for (const Question* q : category->asked(kind)) out.push_back(q->field());
  return out;
}

Step step_of(std::string_view field) {
  if (field.starts_with("questions.")) return Step::questions;
  for (const Step step : kSteps)
    for (const auto& f : plain_fields(step))
      if (f == field) return step;
  return Step::details;
}

std::string iso_day(Instant t) {
  const auto day = i18n::local(t).day;
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string dates_text(const std::vector<Instant>& days) {
  std::string out;
  for (const Instant day : days) out += (out.empty() ? "" : ",") + iso_day(day);
  return out;
}

std::vector<Instant> dates_of(std::string_view text) {
  std::vector<Instant> out;
  while (text.size() >= 10) {
    const auto number = [&](std::size_t from, std::size_t size) {
      return std::stoi(std::string(text.substr(from, size)));
    };
    out.push_back(i18n::from_local(std::chrono::year(number(0, 4)) / number(5, 2) / number(8, 2)));
    text.remove_prefix(std::min<std::size_t>(text.size(), 11));
  }
  return out;
}

Pairs fields_of(const Post& post, const Category& category, bool whole) {
  Pairs out;
  const auto put = [&](std::string name, std::string value) {
    if (!value.empty()) out.emplace_back(std::move(name), std::move(value));
  };
  put("category", category.code);
  for (const auto& [code, values] : replies_from_json(post.replies)) {
    const Question* q = category.question(code, post.kind);
    if (!q || !q->active) continue;
    for (const auto& v : values) {
      const bool money = q->kind == QuestionKind::money;
      put("questions." + code,
          money ? fmt::format("{}.{:02}", std::stoll(v) / 100, std::stoll(v) % 100) : v);
    }
  }
  put("title", post.title);
  put("details", post.details);
  put("for", post.for_other ? "other" : "me");
  put("other_name", post.other_name);
  if (post.for_other && whole) put("consent", std::string(word(post.consent)));
  if (post.vulnerable) put("vulnerable", "1");
  if (whole) {
    if (post.urgent) put("urgency", "urgent");
    if (post.needed_by) put("needed_by", iso_day(*post.needed_by));
    for (const Instant day : dates_of(post.dates)) put("dates", iso_day(day));
  }
  for (int i = 0; i < kBlocks; ++i)
    if (post.windows >> i & 1) put("windows", block_word(i));
  put("repeats", std::string(word(post.repeats)));
  put("contactless", post.contactless ? "yes" : "no");
  put("payment", std::string(word(post.payment)));
  if (post.amount_cents)
    put("amount", fmt::format("{}.{:02}", *post.amount_cents / 100, *post.amount_cents % 100));
  put("people", std::to_string(post.people));
  put("scope", std::string(word(post.scope)));
  if (post.scope == Scope::radius) put("radius", std::to_string(post.radius_m));
  if (post.verified_only) put("verified_only", "1");
  return out;
}

}  // namespace palier::aid
