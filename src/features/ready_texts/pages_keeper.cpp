// /keeper/texts: the library, one use a tab.
#include <algorithm>

#include "core/audit/audit.hpp"
#include "core/html/markdown.hpp"
#include "features/ready_texts/form.hpp"
#include "features/ready_texts/routes.hpp"
#include "features/ready_texts/store.hpp"
#include "features/ready_texts/templates.hpp"
#include "features/ready_texts/view.hpp"

namespace palier::ready_texts {
namespace {

using form::Errors;
using http::Context;
using http::Response;

const std::string kBase = "/keeper/texts";

places::TerritoryId territory(const Context& c) {
  return places::TerritoryId{c.viewer.territory};
}

std::string asked_use(const Context& c) {
  const auto& word = c.request.query.one("use");
  const auto* found = std::find_if(std::begin(kUses), std::end(kUses),
                                   [&](const Use& u) { return word == u.word; });
  return found == std::end(kUses) ? kUses[0].word : found->word;
}

std::string list_url(std::string_view use) {
  return kBase + "?use=" + std::string(use);
}

/// As a line of the list: the examples in the places of the blanks.
std::string one_line(const Text& text) {
  const auto pattern = read_pattern(text.body);
  if (!pattern) return html::excerpt(text.body, 110);
  std::string whole;
  for (const auto& run : example_of(*pattern).runs) whole += run.text;
  return html::excerpt(whole, 110);
}

Response library(const Core& core, Context& c) {
  const auto use = asked_use(c);
  const auto texts = core.db.read([&](db::Session& s) { return store::all(s, territory(c), use); });
  LibraryPage p;
  p.tabs.reserve(std::size(kUses));
  for (const auto& u : kUses)
    p.tabs.push_back({c.language.tr(u.name), list_url(u.word), use == u.word});
  for (const auto* language : i18n::languages()) {
    LibraryPage::List list{std::string(language->own_name()), {}};
    for (const auto& t : texts)
      if (t.language == language->code())
        list.rows.push_back({t.id.str(), t.name, kBase + "/" + t.id.str(), one_line(t), t.active});
    if (list.rows.empty()) continue;
    list.rows.front().first = true;
    list.rows.back().last = true;
    p.lists.push_back(std::move(list));
  }
  p.add_url = kBase + "/new?use=" + use;
  auto page = c.page(c.language.tr(N_("Ready texts")));
  page.index = false;
  return http::page(templates::library(page, p));
}

Response show(Context& c, const Text& text, bool fresh, const Errors& errors = {}) {
  TextPage p;
  p.heading = fresh ? c.language.tr(N_("A new ready text")) : text.name;
  p.back = list_url(fresh ? asked_use(c) : text.use_for);
  p.action = kBase + "/" + (fresh ? "new" : text.id.str());
  p.fields = text_fields(text, c.language);
  std::string body = text.body;
  if (c.request.method == http::Method::post) {
    for (auto& f : p.fields) f = html::filled(f, c.request.form, errors, c.language);
    body = c.request.form.one("body");
  }
  if (const auto pattern = read_pattern(body)) p.preview = example_of(*pattern);
  auto page = c.page(p.heading);
  page.index = false;
  return http::page(templates::text(page, p, errors), errors ? 422 : 200);
}

void note(db::Transaction& tx, const Core& core, const Context& c, const char* what,
          const Text& text) {
  audit::write(tx, core.clock,
               {.territory_id = c.viewer.territory,
                .by_account = c.viewer.account,
                .what = what,
                .kind = "ready_text",
                .subject = text.id.value,
                .detail = text.name});
}

Response save(const Core& core, Context& c, Text text, bool fresh) {
  const auto before = text;
  Errors errors;
  read_text(c.request.form, errors, text);
  if (errors || c.request.form.one("do") == "see") return show(c, before, fresh, errors);
  if (fresh) text.id = TextId::make();
  text.territory_id = territory(c);
  text.changed_at = c.now;
  core.db.write([&](db::Transaction& tx) {
    store::save(tx, text);
    note(tx, core, c, fresh ? "ready_texts.added" : "ready_texts.changed", text);
  });
  c.notice({N_("Saved.")});
  return http::see_other(list_url(text.use_for));
}

Text text_or_404(const Core& core, const Context& c, TextId id) {
  auto found = core.db.read([&](db::Session& s) { return store::text(s, territory(c), id); });
  if (!found) http::not_found();
  return std::move(*found);
}

Text blank(const Context& c) {
  Text t;
  t.use_for = asked_use(c);
  t.language = c.language.code();
  return t;
}

/// The buttons of the list: up, down, on, off.
Response change(const Core& core, Context& c, TextId id, std::string_view what) {
  const auto text = text_or_404(core, c, id);
  core.db.write([&](db::Transaction& tx) {
    if (what == "up" || what == "down") {
      store::move(tx, text, what == "up");
    } else {
      store::set_active(tx, id, what == "on", c.now);
      note(tx, core, c, what == "on" ? "ready_texts.switched_on" : "ready_texts.switched_off",
           text);
    }
  });
  return http::see_other(list_url(text.use_for) + "#text-" + id.str());
}

}  // namespace

void register_keeper(const Core& core) {
  auto& r = core.router;
  const auto keeper = http::only({http::Role::keeper});
  const std::string one = kBase + "/{text}";
  r.get(kBase, [&core](Context& c) { return library(core, c); }).who(keeper);
  r.get(kBase + "/new", [](Context& c) { return show(c, blank(c), true); }).who(keeper);
  r.post(kBase + "/new", [&core](Context& c) { return save(core, c, blank(c), true); }).who(keeper);
  r.get(one, [&core](Context& c, TextId id) {
     return show(c, text_or_404(core, c, id), false);
   }).who(keeper);
  r.post(one, [&core](Context& c, TextId id) {
     return save(core, c, text_or_404(core, c, id), false);
   }).who(keeper);
  for (const char* what : {"up", "down", "on", "off"})
    r.post(one + "/" + what, [&core, what](Context& c, TextId id) {
       return change(core, c, id, what);
     }).who(keeper);
}

}  // namespace palier::ready_texts
