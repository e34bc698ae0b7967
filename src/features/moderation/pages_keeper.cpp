// What the keeper sets: the house rules, and how moderation works here.
#include "core/audit/audit.hpp"
#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"
#include "features/moderation/templates.hpp"
#include "features/moderation/view.hpp"

namespace palier::moderation {
namespace {

using http::Context;
using http::Response;

constexpr const char* kRules = "/keeper/rules";

html::Field text(const char* name, std::string label, std::string value, int max, int rows = 0) {
  html::Field f;
  f.name = name;
  f.label = std::move(label);
  f.value = std::move(value);
  f.max = max;
  f.required = true;
  if (rows > 0) {
    f.type = "textarea";
    f.rows = rows;
  }
  return f;
}

Response rules_page(const Context& c, const Service& service) {
  std::vector<RuleLine> lines;
  service.core().db.read([&](db::Session& s) {
    for (const auto& r : store::rules(s, territory(c)))
      lines.push_back({r.code, r.title(c.language.code()), r.text(c.language.code()),
                       fmt::format("{}/{}", kRules, r.code), r.active});
  });
  const auto page = quiet_page(c, c.language.tr(N_("House rules for decisions")));
  return http::page(templates::house_rules(page, lines));
}

Response rule_page(const Context& c, const Rule& r, bool fresh, const form::Errors& errors = {}) {
  const auto& l = c.language;
  RulePage p;
  p.heading =
      fresh ? l.tr(N_("A new house rule")) : l.tr(i18n::Message{N_("House rule {1}"), {r.code}});
  p.action = c.request.path;
  if (fresh) {
    p.fields.push_back(text("code", l.tr(N_("Its short code")), r.code, 12));
    p.fields.back().hint = l.tr(N_("As in “R8”. It stays: earlier decisions name it."));
    p.fields.back().width = 10;
  }
  p.fields.push_back(text("title_fr", l.tr(N_("Its name in French")), r.title_fr, 80));
  p.fields.push_back(text("text_fr", l.tr(N_("What it says in French")), r.text_fr, 600, 4));
  p.fields.push_back(text("title_en", l.tr(N_("Its name in English")), r.title_en, 80));
  p.fields.push_back(text("text_en", l.tr(N_("What it says in English")), r.text_en, 600, 4));
  html::Field active;
  active.name = "active";
  active.type = "radios";
  active.label = l.tr(N_("Does it hold?"));
  active.required = true;
  active.options = {
      {"yes", l.tr(N_("Yes")), "", r.active},
      {"no", l.tr(N_("No longer: it stays for earlier decisions only")), "", !r.active}};
  p.fields.push_back(std::move(active));
  if (c.request.method == http::Method::post)
    for (auto& f : p.fields) f = html::filled(std::move(f), c.request.form, errors, l);
  const auto page = quiet_page(c, p.heading);
  return http::page(templates::house_rule(page, p, errors), errors ? 422 : 200);
}

Rule rule_or_404(const Context& c, const Service& service, const std::string& code) {
  auto rule =
      service.core().db.read([&](db::Session& s) { return store::rule(s, territory(c), code); });
  if (!rule) http::not_found();
  return *std::move(rule);
}

Response save_rule(Context& c, Service& service, Rule rule, bool fresh) {
  const Rule before = rule;
  form::Errors errors;
  read_rule(c.request.form, fresh, rule, errors);
  if (!errors && fresh && service.core().db.read([&](db::Session& s) {
        return store::rule(s, territory(c), rule.code).has_value();
      }))
    errors.add("code", {N_("This code is taken already. Choose another.")});
  if (errors) return rule_page(c, before, fresh, errors);
  service.core().db.write([&](db::Transaction& tx) {
    if (fresh) {
      rule.id = RuleId::make();
      rule.territory_id = territory(c);
      const auto all = store::rules(tx, territory(c));
      rule.position = all.empty() ? 10 : all.back().position + 10;
    }
    store::save(tx, rule);
    audit::write(tx, c.now,
                 {.territory_id = c.viewer.territory,
                  .by_account = c.viewer.account,
                  .what = "moderation.rule_saved",
                  .detail = rule.code});
  });
  c.notice({N_("Saved.")});
  return http::see_other(kRules);
}

Response settings_page(const Context& c, const Service& service, const form::Errors& errors = {}) {
  const auto& l = c.language;
  const auto now =
      service.core().db.read([&](db::Session& s) { return store::settings(s, territory(c)); });
  RulePage p;
  p.heading = l.tr(N_("How moderation works here"));
  p.action = c.request.path;
  p.fields.push_back(text("votes_needed",
                          l.tr(N_("How many agreeing votes of neighbours decide "
                                  "for now?")),
                          std::to_string(now.votes_needed), 2));
  p.fields.back().hint =
      l.tr(N_("A moderator can always overturn them. 0: neighbours do not vote."));
  p.fields.back().inputmode = "numeric";
  p.fields.back().width = 2;
  p.fields.push_back(text("new_days", l.tr(N_("For how many days is an account new?")),
                          std::to_string(now.new_days), 2));
  p.fields.back().hint =
      l.tr(N_("New accounts write a little less, and their links are looked at first. Verified "
              "neighbours are not held to this."));
  p.fields.back().inputmode = "numeric";
  p.fields.back().width = 2;
  p.fields.push_back(
      text("words", l.tr(N_("Words that a moderator looks at first")), now.words, 4000, 6));
  p.fields.back().hint = l.tr(N_("One word or phrase a line; accents and capitals do not matter."));
  p.fields.back().required = false;
  if (c.request.method == http::Method::post)
    for (auto& f : p.fields) f = html::filled(std::move(f), c.request.form, errors, l);
  const auto page = quiet_page(c, p.heading);
  return http::page(templates::house_rule(page, p, errors), errors ? 422 : 200);
}

Response save_settings(Context& c, Service& service) {
  form::Errors errors;
  const auto settings = read_settings(c.request.form, errors);
  if (errors) return settings_page(c, service, errors);
  service.core().db.write([&](db::Transaction& tx) {
    store::put(tx, territory(c), settings);
    audit::write(
        tx, c.now,
        {.territory_id = c.viewer.territory,
         .by_account = c.viewer.account,
         .what = "moderation.settings_saved",
         .detail = fmt::format("votes {}, new days {}", settings.votes_needed, settings.new_days)});
  });
  c.notice({N_("Saved.")});
  return http::see_other(c.request.path);
}

}  // namespace

void keeper_routes(http::Router& router, Service& service) {
  const auto keeper = http::only({http::Role::keeper});
  const std::string one = "/keeper/rules/{rule}";
  router.get(kRules, [&service](Context& c) { return rules_page(c, service); }).who(keeper);
  router.get("/keeper/rules/new", [](Context& c) { return rule_page(c, {}, true); }).who(keeper);
  router
      .post("/keeper/rules/new", [&service](Context& c) { return save_rule(c, service, {}, true); })
      .who(keeper);
  router
      .get(one,
           [&service](Context& c, std::string code) {
             return rule_page(c, rule_or_404(c, service, code), false);
           })
      .who(keeper);
  router
      .post(one,
            [&service](Context& c, std::string code) {
              return save_rule(c, service, rule_or_404(c, service, code), false);
            })
      .who(keeper);
  router.get("/keeper/moderation", [&service](Context& c) { return settings_page(c, service); })
      .who(keeper);
  router.post("/keeper/moderation", [&service](Context& c) { return save_settings(c, service); })
      .who(keeper);
}

}  // namespace palier::moderation
