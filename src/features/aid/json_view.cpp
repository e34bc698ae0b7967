// Views as JSON: the same structs as the pages, so the same tiers.
#include "features/aid/json.hpp"

namespace palier::aid {
namespace {

namespace json = boost::json;

json::array said_json(const std::vector<SaidView>& lines) {
  json::array out;
  for (const auto& line : lines) {
    json::array values;
    for (const auto& v : line.values) values.emplace_back(v);
    out.push_back(json::object{{"question", line.label}, {"answers", std::move(values)}});
  }
  return out;
}

json::object contact_json(const ContactView& c) {
  return {{"name", c.name}, {"phone", c.phone}, {"email", c.email}, {"address", c.address}};
}

}  // namespace

std::string api_base(Kind kind) {
  return "/api/v1" + base(kind);
}

json::object to_json(const AnswerView& a) {
  json::object out{{"id", a.id.str()},       {"state", word(a.state)}, {"from", a.from},
                   {"verified", a.verified}, {"message", a.message},   {"available", a.available},
                   {"reply", a.reply},       {"thanks", a.thanks}};
  if (a.contact) out["contact"] = contact_json(*a.contact);
  if (!a.thread_url.empty()) out["thread"] = a.thread_url.substr(a.thread_url.rfind('/') + 1);
  return out;
}

json::object to_json(const PostView& view) {
  const auto& e = view.everyone;
  json::object out{{"id", e.id.str()},
                   {"kind", word(e.kind)},
                   {"state", word(e.state)},
                   {"url", e.url},
                   {"title", e.title},
                   {"category", e.category_code},
                   {"quarter", e.quarter},
                   {"urgent", e.urgent},
                   {"contactless", e.contactless},
                   {"created", rfc3339(e.created)}};
  if (view.neighbour) {
    const auto& n = *view.neighbour;
    out["author"] = json::object{{"first_name", n.author}, {"verified", n.author_verified}};
    if (n.metres) out["distance_m"] = static_cast<std::int64_t>(*n.metres / 10) * 10;
    out["around"] = json::object{{"lat", n.shown.lat}, {"lon", n.shown.lon}};
    out["details"] = n.details;
    out["answers_to_questions"] = said_json(n.said);
    json::array when;
    for (const auto& line : n.when) when.emplace_back(line);
    out["when"] = std::move(when);
    out["payment"] = n.payment;
    out["people"] = n.people;
    out["missing"] = n.missing;
    out["for_someone_else"] = n.for_other;
  }
  if (view.meeting) {
    out["contact"] = contact_json(view.meeting->contact);
    out["other_name"] = view.meeting->other_name;
    out["private_answers"] = said_json(view.meeting->said);
  }
  if (view.owner) {
    const auto& o = *view.owner;
    json::array answers;
    for (const auto& a : o.answers) answers.push_back(to_json(a));
    out["address"] = o.address;
    out["other_name"] = o.other_name;
    out["vulnerable"] = o.vulnerable;
    out["verified_only"] = o.verified_only;
    out["private_answers"] = said_json(o.said);
    out["answers"] = std::move(answers);
  }
  if (view.mine) out["my_answer"] = to_json(*view.mine);
  return out;
}

http::Response problem(const http::Context& c, Refusal r, Kind kind) {
  return http::problem(c, status_of(r), sentence(r, kind));
}

void false_means_no(form::Input& input, const Catalogue& catalogue, Kind kind) {
  const auto fix = [&](const std::string& name) {
    if (input.sent(name) && !input.has(name)) input.set(name, "no");
  };
  fix("contactless");
  if (const Category* category = category_of(input, catalogue))
    for (const Question* q : category->asked(kind))
      if (q->kind == QuestionKind::yes_no) fix(q->field());
}

}  // namespace palier::aid
