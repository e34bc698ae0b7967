// /keeper/categories: what can be asked and offered, and the questions of each.
#include "features/aid/keeper.hpp"

#include "core/audit/audit.hpp"
#include "features/aid/templates.hpp"

namespace palier::aid {
namespace {

using form::Errors;
using http::Context;
using http::Response;

constexpr const char* kBase = "/keeper/categories";

Response show(Context& c, KeeperPage p, const Errors& errors = {}) {
  if (c.request.method == http::Method::post)
    for (auto& f : p.fields) f = html::filled(f, c.request.form, errors, c.language);
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::keeper(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

KeeperPage all(Room& room, const Context& c) {
  const auto& l = c.language;
  KeeperPage p;
  p.heading = l.tr(N_("Kinds of help"));
  p.lead = l.tr(N_("What can be asked and offered here. Retired ones stay for what was posted."));
  p.add_label = l.tr(N_("Add a kind of help"));
  p.add_url = std::string(kBase) + "/new";
  for (const auto& category : room.catalogue()->all)
    p.rows.push_back({category.name(l.code()), category.code,
                      std::string(kBase) + "/" + category.id.str(), !category.active});
  return p;
}

Category category_or_404(Room& room, CategoryId id) {
  const auto catalogue = room.catalogue();
  const Category* found = catalogue->find(id);
  if (!found) http::not_found();
  return *found;
}

KeeperPage category_page(const Context& c, const Category& category, bool fresh) {
  const auto& l = c.language;
  KeeperPage p;
  p.heading = fresh ? l.tr(N_("A new kind of help")) : category.name(l.code());
  p.back = kBase;
  p.action = std::string(kBase) + "/" + (fresh ? "new" : category.id.str());
  p.fields = category_fields(category, fresh, l);
  if (fresh) return p;
  p.list_title = l.tr(N_("Its questions"));
  p.add_label = l.tr(N_("Add a question"));
  p.add_url = p.action + "/questions/new";
  for (const auto& q : category.questions)
    p.rows.push_back({q.label(l.code()),
                      std::string(word(q.kind)) + ", " + std::string(word(q.applies)),
                      p.action + "/questions/" + q.id.str(), !q.active});
  return p;
}

KeeperPage question_page(const Context& c, const Category& category, const Question& q,
                         bool fresh) {
  const auto& l = c.language;
  KeeperPage p;
  p.heading = fresh ? l.tr(N_("A new question")) : q.label(l.code());
  p.back = std::string(kBase) + "/" + category.id.str();
  p.action = p.back + "/questions/" + (fresh ? "new" : q.id.str());
  p.fields = question_fields(q, fresh, l);
  return p;
}

template <class T>
bool saved(Room& room, const Context& c, const T& thing, Errors& errors) {
  constexpr bool category = std::is_same_v<T, Category>;
  try {
    room.db().write([&](db::Transaction& tx) {
      Categories::save(tx, thing);
      audit::write(tx, c.now,
                   {.territory_id = c.viewer.territory,
                    .by_account = c.viewer.account,
                    .what = category ? "aid.category_saved" : "aid.question_saved",
                    .kind = category ? "category" : "question",
                    .subject = thing.id.value,
                    .detail = thing.code});
    });
  } catch (const db::UniqueViolation&) {
    errors.add("code", {N_("This word is taken already. Choose another.")});
    return false;
  }
  room.p.categories.changed();
  return true;
}

Response save_category(Room& room, Context& c, Category category, bool fresh) {
  const auto before = category;
  Errors errors;
  read_category_form(c.request.form, errors, category);
  if (fresh) category.id = CategoryId::make();
  if (errors || !saved(room, c, category, errors))
    return show(c, category_page(c, before, fresh), errors);
  // Whether distance matters is kept beside each post in the index.
  if (before.anywhere != category.anywhere) room.reload();
  c.notice({N_("Saved.")});
  return http::see_other(std::string(kBase) + "/" + category.id.str());
}

Response save_question(Room& room, Context& c, const Category& category, Question q, bool fresh) {
  const auto before = q;
  Errors errors;
  read_question_form(c.request.form, errors, q);
  q.category_id = category.id;
  if (fresh) q.id = QuestionId::make();
  if (errors || !saved(room, c, q, errors))
    return show(c, question_page(c, category, before, fresh), errors);
  c.notice({N_("Saved.")});
  return http::see_other(std::string(kBase) + "/" + category.id.str());
}

Question question_or_404(const Category& category, QuestionId id) {
  for (const auto& q : category.questions)
    if (q.id == id) return q;
  http::not_found();
}

std::int64_t last_place(const auto& list) {
  std::int64_t last = 0;
  for (const auto& one : list) last = std::max(last, one.position);
  return last + 10;
}

}  // namespace

void keeper_routes(Room& room) {
  auto& r = room.p.core.router;
  const auto keeper = http::only({http::Role::keeper});
  const std::string one = std::string(kBase) + "/{category}";
  const auto fresh_category = [&room] {
    Category c;
    c.position = last_place(room.catalogue()->all);
    return c;
  };
  const auto fresh_question = [](const Category& c) {
    Question q;
    q.position = last_place(c.questions);
    return q;
  };
  r.get(kBase, [&room](Context& c) { return show(c, all(room, c)); }).who(keeper);
  r.get(std::string(kBase) + "/new", [fresh_category](Context& c) {
     return show(c, category_page(c, fresh_category(), true));
   }).who(keeper);
  r.post(std::string(kBase) + "/new", [&room, fresh_category](Context& c) {
     return save_category(room, c, fresh_category(), true);
   }).who(keeper);
  r.get(one, [&room](Context& c, CategoryId id) {
     return show(c, category_page(c, category_or_404(room, id), false));
   }).who(keeper);
  r.post(one, [&room](Context& c, CategoryId id) {
     return save_category(room, c, category_or_404(room, id), false);
   }).who(keeper);
  r.get(one + "/questions/new", [&room, fresh_question](Context& c, CategoryId id) {
     const auto category = category_or_404(room, id);
     return show(c, question_page(c, category, fresh_question(category), true));
   }).who(keeper);
  r.post(one + "/questions/new", [&room, fresh_question](Context& c, CategoryId id) {
     const auto category = category_or_404(room, id);
     return save_question(room, c, category, fresh_question(category), true);
   }).who(keeper);
  r.get(one + "/questions/{question}", [&room](Context& c, CategoryId id, QuestionId q) {
     const auto category = category_or_404(room, id);
     return show(c, question_page(c, category, question_or_404(category, q), false));
   }).who(keeper);
  r.post(one + "/questions/{question}", [&room](Context& c, CategoryId id, QuestionId q) {
     const auto category = category_or_404(room, id);
     return save_question(room, c, category, question_or_404(category, q), false);
   }).who(keeper);
}

}  // namespace palier::aid
