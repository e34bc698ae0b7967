#include "features/aid/categories.hpp"

#include <boost/json.hpp>

#include "core/db/rows.hpp"

namespace palier::aid {

std::string_view word(QuestionKind v) {
  constexpr std::array<std::string_view, 7> words{"text",    "lines", "number", "choice",
                                                  "choices", "money", "yes_no"};
  return words[static_cast<std::size_t>(v)];
}

std::string_view word(Applies v) {
  constexpr std::array<std::string_view, 3> words{"both", "needs", "offers"};
  return words[static_cast<std::size_t>(v)];
}

std::string to_json(const std::vector<Option>& options) {
  boost::json::array list;
  for (const auto& o : options)
    list.push_back(boost::json::object{{"value", o.value}, {"fr", o.fr}, {"en", o.en}});
  return boost::json::serialize(list);
}

std::vector<Option> options_from_json(std::string_view json) {
  std::vector<Option> out;
  const auto value = boost::json::parse(boost::json::string_view(json.data(), json.size()));
  for (const auto& item : value.as_array()) {
    const auto& o = item.as_object();
    out.push_back({std::string(o.at("value").as_string()), std::string(o.at("fr").as_string()),
                   std::string(o.at("en").as_string())});
  }
  return out;
}

std::vector<const Question*> Category::asked(Kind kind) const {
  std::vector<const Question*> out;
  for (const auto& q : questions)
    if (q.active && q.asked_of(kind)) out.push_back(&q);
  return out;
}

const Question* Category::question(std::string_view question_code, Kind kind) const {
  for (const auto& q : questions)
    if (q.code == question_code && q.asked_of(kind)) return &q;
  return nullptr;
}

const Category* Catalogue::find(CategoryId id) const {
  for (const auto& c : all)
    if (c.id == id) return &c;
  return nullptr;
}

const Category* Catalogue::find(std::string_view code) const {
  for (const auto& c : all)
    if (c.code == code) return &c;
  return nullptr;
}

std::vector<const Category*> Catalogue::active() const {
  std::vector<const Category*> out;
  for (const auto& c : all)
    if (c.active) out.push_back(&c);
  return out;
}

std::shared_ptr<const Catalogue> Categories::now() const {
  if (auto fresh = kept()) return fresh;
  return keep(db_.read([](db::Session& s) { return read(s); }));
}

std::shared_ptr<const Catalogue> Categories::now(db::Session& s) const {
  if (auto fresh = kept()) return fresh;
  return keep(read(s));
}

std::shared_ptr<const Catalogue> Categories::kept() const {
  const std::lock_guard lock(mutex_);
  const bool fresh = std::chrono::steady_clock::now() - read_at_ < std::chrono::seconds(10);
  return fresh ? kept_ : nullptr;
}

std::shared_ptr<const Catalogue> Categories::keep(Catalogue read) const {
  auto fresh = std::make_shared<const Catalogue>(std::move(read));
  const std::lock_guard lock(mutex_);
  kept_ = fresh;
  read_at_ = std::chrono::steady_clock::now();
  return fresh;
}

void Categories::changed() const {
  const std::lock_guard lock(mutex_);
  read_at_ = {};
  kept_.reset();
}

Catalogue Categories::read(db::Session& s) {
  Catalogue out;
  out.all = s.all<Category>(
      "select id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless, needs_verified, "
      "anywhere, position, active from aid_categories order by active desc, position, id");
  auto questions = s.all<Question>(
      "select id, category_id, code, kind, label_fr, label_en, hint_fr, hint_en, options, applies, "
      "seen, required, minimum, maximum, position, active from aid_questions "
      "order by active desc, position, id");
  for (auto& q : questions) {
    q.choices = options_from_json(q.options);
    for (auto& c : out.all)
      if (c.id == q.category_id) {
        c.questions.push_back(std::move(q));
        break;
      }
  }
  return out;
}

void Categories::save(db::Transaction& tx, const Category& c) {
  tx.run(
      "insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, "
      "contactless, needs_verified, anywhere, position, active) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
      "on conflict (id) do update set name_fr = excluded.name_fr, name_en = excluded.name_en, "
      "hint_fr = excluded.hint_fr, hint_en = excluded.hint_en, icon = excluded.icon, "
      "contactless = excluded.contactless, needs_verified = excluded.needs_verified, "
      "anywhere = excluded.anywhere, position = excluded.position, active = excluded.active",
      c.id, c.code, c.name_fr, c.name_en, c.hint_fr, c.hint_en, c.icon, c.contactless,
      c.needs_verified, c.anywhere, c.position, c.active);
}

void Categories::save(db::Transaction& tx, const Question& q) {
  tx.run(
      "insert into aid_questions (id, category_id, code, kind, label_fr, label_en, hint_fr, "
      "hint_en, options, applies, seen, required, minimum, maximum, position, active) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
      "on conflict (id) do update set kind = excluded.kind, label_fr = excluded.label_fr, "
      "label_en = excluded.label_en, hint_fr = excluded.hint_fr, hint_en = excluded.hint_en, "
      "options = excluded.options, applies = excluded.applies, seen = excluded.seen, "
      "required = excluded.required, minimum = excluded.minimum, maximum = excluded.maximum, "
      "position = excluded.position, active = excluded.active",
      q.id, q.category_id, q.code, q.kind, q.label_fr, q.label_en, q.hint_fr, q.hint_en, q.options,
      q.applies, q.seen, q.required, q.minimum, q.maximum, q.position, q.active);
}

}  // namespace palier::aid
