// The moderators' side of the API, and what everyone may read of it.
#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/moderation/audit_look.hpp"
#include "features/moderation/figures.hpp"
#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {
namespace {

using http::Context;
using http::Response;
namespace json = boost::json;

const char* word(CaseState s) {
  return s == CaseState::open ? "open" : s == CaseState::decided ? "decided" : "provisional";
}
const char* word(DecisionState s) {
  switch (s) {
    case DecisionState::stands:
      return "stands";
    case DecisionState::undone:
      return "undone";
    case DecisionState::overturned:
      return "overturned";
    case DecisionState::confirmed:
      return "confirmed";
  }
  return "";
}

json::object to_json(const Case& one) {
  json::object o{{"id", one.id.str()},
                 {"kind", one.kind},
                 {"subject", std::to_string(one.subject_id)},
                 {"title", one.title},
                 {"state", word(one.state)},
                 {"held", one.held},
                 {"danger", one.danger},
                 {"reports", one.reports},
                 {"opened_at", rfc3339(one.opened_at)}};
  if (one.assigned_to) o["looked_at_by"] = one.assigned_to.str();
  return o;
}

json::object to_json(const Decision& d) {
  json::object o{
      {"id", d.id.str()},   {"decision", moderation::word(d.action)}, {"rule", d.rule},
      {"words", d.words},   {"provisional", d.provisional},           {"state", word(d.state)},
      {"at", rfc3339(d.at)}};
  if (d.days > 0) o["days"] = d.days;
  return o;
}

Response cases(const Context& c, const Service& service) {
  form::Errors errors;
  form::Reader read(c.request.query, errors);
  const auto state = read.choice("state", {"open", "provisional", "decided"}, false);
  const auto page = read.number("page", {.min = 1, .max = 10'000}).value_or(1);
  if (errors) return http::problem(c, errors);
  store::Queue wanted;
  wanted.territory = territory(c);
  wanted.limit = 50;
  wanted.offset = static_cast<int>(page - 1) * 50;
  if (state == "provisional") wanted.state = CaseState::provisional;
  if (state == "decided") wanted.state = CaseState::decided;
  json::array list;
  service.core().db.read([&](db::Session& s) {
    for (const auto& one : store::queue(s, wanted)) list.push_back(to_json(one));
  });
  return http::json(json::serialize(json::object{{"cases", std::move(list)}}));
}

std::optional<Case> case_here(db::Session& s, const Context& c, CaseId id) {
  auto one = store::find(s, id);
  if (!one || one->territory_id != territory(c)) return {};
  return one;
}

Response one_case(const Context& c, const Service& service, CaseId id) {
  const auto found = service.core().db.read([&](db::Session& s) -> std::optional<json::object> {
    const auto one = case_here(s, c, id);
    if (!one) return {};
    auto o = to_json(*one);
    if (const auto about = service.describe(s, one->kind, one->subject_id)) {
      o["excerpt"] = about->excerpt;
      o["path"] = about->url;
      o["author"] = about->author.str();
    }
    json::array reports, decisions;
    for (const auto& r : store::reports_of(s, id))
      reports.push_back({{"by", r.reporter_id.value > 0 ? r.reporter_id.str() : ""},
                         {"reason", r.reason},
                         {"note", r.note},
                         {"at", rfc3339(r.created_at)}});
    for (const auto& d : store::decisions_of(s, id)) decisions.push_back(to_json(d));
    o["reported"] = std::move(reports);
    o["decisions"] = std::move(decisions);
    return o;
  });
  if (!found) http::not_found();
  return http::json(json::serialize(*found));
}

Response answered(const Context& c, const Service::Answer& answer) {
  switch (answer.outcome) {
    case Service::Outcome::done:
      return http::json(R"({"decided":true})");
    case Service::Outcome::barred:
      return http::problem(c, 403, sentence(answer.bar));
    case Service::Outcome::late:
      return http::problem(c, 409, {N_("Another moderator decided first.")});
    case Service::Outcome::gone:
      break;
  }
  http::not_found();
}

Response decide(const Context& c, Service& service, CaseId id) {
  const form::Input input = http::json_input(c.request);
  std::vector<std::string> codes;
  const bool here = service.core().db.read([&](db::Session& s) {
    for (auto& r : store::rules(s, territory(c)))
      if (r.active) codes.push_back(std::move(r.code));
    return case_here(s, c, id).has_value();
  });
  if (!here) http::not_found();
  form::Errors errors;
  const auto draft = read_decision(input, codes, errors);
  if (errors) return http::problem(c, errors);
  return answered(c, service.decide(id, viewer(c), draft));
}

Response decide_appeal(const Context& c, Service& service, AppealId id) {
  const form::Input input = http::json_input(c.request);
  const bool here = service.core().db.read([&](db::Session& s) {
    const auto a = store::find(s, id);
    return a && a->territory_id == territory(c);
  });
  if (!here) http::not_found();
  form::Errors errors;
  const auto draft = read_appeal_decision(input, errors);
  if (errors) return http::problem(c, errors);
  return answered(c, service.decide(id, viewer(c), draft));
}

Response appeals(const Context& c, const Service& service) {
  json::array list;
  service.core().db.read([&](db::Session& s) {
    for (const auto& a : store::appeals(s, territory(c), AppealState::open, 100)) {
      const auto d = store::find(s, a.decision_id);
      if (!d) continue;
      list.push_back({{"id", a.id.str()},
                      {"words", a.words},
                      {"at", rfc3339(a.at)},
                      {"case", d->case_id.str()},
                      {"decision", to_json(*d)}});
    }
  });
  return http::json(json::serialize(json::object{{"appeals", std::move(list)}}));
}

Response own_decisions(const Context& c, const Service& service) {
  json::array list;
  service.core().db.read([&](db::Session& s) {
    for (const auto& d : store::decisions_about(s, viewer(c), 100)) {
      if (d.action == Action::keep) continue;
      auto o = to_json(d);
      o["title"] = d.title;
      o["appealed"] = store::appeal_of(s, d.id).has_value();
      list.push_back(std::move(o));
    }
  });
  return http::json(json::serialize(json::object{{"decisions", std::move(list)}}));
}

Response appeal(const Context& c, Service& service, DecisionId id) {
  const form::Input input = http::json_input(c.request);
  const bool own = service.core().db.read([&](db::Session& s) {
    const auto d = store::find(s, id);
    return d && d->author_id == viewer(c);
  });
  if (!own) http::not_found();
  form::Errors errors;
  const auto words = read_appeal(input, errors);
  if (errors) return http::problem(c, errors);
  switch (service.appeal(id, words)) {
    case Service::Asked::done:
      return http::json(R"({"asked":true})", 201);
    case Service::Asked::already:
      return http::problem(c, 409, {N_("You have asked for another look already.")});
    case Service::Asked::over:
      return http::problem(c, 409, {N_("The time to object, six months, is over.")});
    case Service::Asked::gone:
      break;
  }
  http::not_found();
}

Response reviews(const Context& c, const Service& service) {
  json::array list;
  service.core().db.read([&](db::Session& s) {
    if (!store::is_reviewer(s, territory(c), viewer(c))) http::forbidden();
    for (const auto& one : service.to_review(s, viewer(c), territory(c))) {
      json::array said(one.reasons.begin(), one.reasons.end());
      list.push_back({{"case", one.about.id.str()},
                      {"kind", one.about.kind},
                      {"title", one.thing.title},
                      {"excerpt", one.thing.excerpt},
                      {"path", one.thing.url},
                      {"reasons", std::move(said)}});
    }
  });
  return http::json(json::serialize(json::object{{"cases", std::move(list)}}));
}

Response vote(const Context& c, Service& service, CaseId id) {
  const form::Input input = http::json_input(c.request);
  form::Errors errors;
  const auto word = form::Reader(input, errors).choice("vote", {"hide", "keep"}, true);
  if (errors) return http::problem(c, errors);
  switch (service.vote(id, viewer(c), territory(c), word == "hide")) {
    case Service::Voted::counted:
    case Service::Voted::decided:
      return http::json(R"({"voted":true})", 201);
    case Service::Voted::already:
      return http::problem(c, 409, {N_("You have voted on this already.")});
    case Service::Voted::barred:
      return http::problem(c, 403,
                           {N_("This concerns you or somebody close to you: others vote.")});
    case Service::Voted::gone:
      break;
  }
  http::not_found();
}

Response figures(const Context& c, const Service& service) {
  json::array list;
  service.core().db.read([&](db::Session& s) {
    for (const auto& q : quarters(s, territory(c), c.now)) {
      json::object o{{"year", q.year}, {"quarter", q.number}};
      const auto n = numbers(q.counts);
      for (std::size_t i = 0; i < n.size(); ++i)
        o[kColumns[i]] = n[i] < 0 ? json::value(nullptr) : json::value(n[i]);
      list.push_back(std::move(o));
    }
  });
  return http::json(json::serialize(
      json::object{{"quarters", std::move(list)}, {"null_means_fewer_than", kFewest}}));
}

Response rules(const Context& c, const Service& service) {
  json::array list;
  service.core().db.read([&](db::Session& s) {
    for (const auto& r : service.house_rules(s, territory(c), c.language.code()))
      list.push_back({{"code", r.code}, {"title", r.title}, {"text", r.text}});
  });
  return http::json(json::serialize(json::object{{"rules", std::move(list)}}));
}

Response log(const Context& c, const Service& service) {
  form::Errors errors;
  const auto look = read_look(c, c.request.query, errors);
  if (errors) return http::problem(c, errors);
  json::array list;
  service.core().db.read([&](db::Session& s) {
    for (const auto& line : audit::read(s, look))
      list.push_back({{"id", std::to_string(line.id)},
                      {"at", rfc3339(line.at)},
                      {"by", std::to_string(line.by_account)},
                      {"what", line.what},
                      {"kind", line.kind},
                      {"subject", std::to_string(line.subject)},
                      {"detail", line.detail}});
  });
  return http::json(json::serialize(json::object{{"lines", std::move(list)}}));
}

}  // namespace

void moderator_api(http::Router& router, Service& service) {
  const std::string base = "/api/v1/moderation/";
  router.get(base + "cases", [&service](Context& c) { return cases(c, service); })
      .who(moderators());
  router
      .get(base + "cases/{case}",
           [&service](Context& c, CaseId id) { return one_case(c, service, id); })
      .who(moderators());
  router
      .post(base + "cases/{case}/decision",
            [&service](Context& c, CaseId id) { return decide(c, service, id); })
      .who(moderators());
  router.get(base + "appeals", [&service](Context& c) { return appeals(c, service); })
      .who(moderators());
  router
      .post(base + "appeals/{appeal}/decision",
            [&service](Context& c, AppealId id) { return decide_appeal(c, service, id); })
      .who(moderators());
  router.get(base + "reviews", [&service](Context& c) { return reviews(c, service); })
      .who(http::signed_in());
  router
      .post(base + "reviews/{case}",
            [&service](Context& c, CaseId id) { return vote(c, service, id); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  router.get(base + "decisions", [&service](Context& c) { return own_decisions(c, service); })
      .who(http::signed_in());
  router
      .post(base + "decisions/{decision}/appeal",
            [&service](Context& c, DecisionId id) { return appeal(c, service, id); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  router.get(base + "figures", [&service](Context& c) { return figures(c, service); })
      .who(http::anyone())
      .limited(http::Limit::search);
  router.get("/api/v1/house-rules", [&service](Context& c) { return rules(c, service); })
      .who(http::anyone());
  router.get("/api/v1/audit", [&service](Context& c) { return log(c, service); }).who(moderators());
}

}  // namespace palier::moderation
