// /api/v1/questionnaires: the documents, and filling one in.
#include "core/http/json.hpp"

#include <boost/json.hpp>

#include "core/http/once.hpp"
#include "features/frontline/document.hpp"
#include "features/frontline/keeper.hpp"

namespace palier::frontline {
namespace {

namespace json = boost::json;
using form::Errors;
using form::Input;
using http::Context;
using http::Response;

bool keeps(const Context& c) {
  return c.viewer.roles.has(http::Role::keeper);
}

json::object shown_json(const Questionnaire& q) {
  auto out = to_json(q);
  out["version"] = q.version;
  out["url"] = q.url();
  return out;
}

Response list(const Room& room, const Context& c) {
  json::array items;
  for (const auto& q : room.all())
    if (q.open || keeps(c)) items.push_back(shown_json(q));
  return http::json(http::json_text(json::object{{"questionnaires", std::move(items)}}));
}

Response one(const Room& room, const Context& c, const std::string& code, int status = 200) {
  const auto q = keeps(c) ? room.named(code) : room.open_one(code);
  auto response = http::json(http::json_text(shown_json(q)), status);
  if (status == 201) response.header("location", "/api/v1/questionnaires/" + q.code);
  return response;
}

/// The document of the body; its word is that of the path, where there is one.
Response put(const Room& room, Context& c, const std::string& code) {
  auto input = http::json_input(c.request);
  if (!code.empty()) {
    if (input.has("code") && input.one("code") != code) {
      Errors errors;
      errors.add("code", {N_("This is not the word in the address.")});
      return http::problem(c, errors);
    }
    input.set("code", code);
  }
  Errors errors;
  auto q = read_document(input, errors);
  if (errors) return http::problem(c, errors);
  const bool fresh = import_document(room, c, q, errors);
  if (errors) return http::problem(c, errors);
  return one(room, c, q.code, fresh ? 201 : 200);
}

/// JSON's false is "no" where a page has radios of yes and no.
void false_means_no(Input& input, const Questionnaire& q) {
  for (const auto& one : q.questions)
    if (one.kind == Kind::yes_no && input.sent(one.field()) && !input.has(one.field()))
      input.set(one.field(), "no");
}

json::object submission_json(db::Session& s, const Submission& one) {
  json::array needs;
  for (const auto id : store::needs(s, one.id)) needs.emplace_back(id.str());
  return {{"id", one.id.str()},
          {"state", word(one.state)},
          {"needs", std::move(needs)},
          {"created", rfc3339(one.created_at)}};
}

Response submit(const Room& room, Context& c, const std::string& code) {
  auto input = http::json_input(c.request);
  Opened o(room, room.open_one(code), c.language);
  o.against.sole_match = true;
  false_means_no(input, o.questionnaire);
  // A program sends for whoever its key belongs to: nobody has to be called.
  input.set("contact_way", std::string("online"));
  // Without a place, at home.
  const bool placed = input.has("address_id") || input.has("address_text") || input.has("lat") ||
                      input.has("quarter") || input.has("postcode");
  if (!placed)
    if (const auto home = room.db().read(
            [&](db::Session& s) { return room.p.accounts.home(s, AccountId{c.viewer.account}); });
        home && home->address)
      input.set("address_id", home->address.str());
  Errors errors;
  const auto filled = read_all(o.against, input, errors);
  if (errors) return http::problem(c, errors);
  const auto token = http::own_token(c.viewer.account, c.request.path, input.one("once"));
  input.erase("once");
  input.erase("csrf");
  bool again = false;
  try {
    const auto id = room.db().write([&](db::Transaction& tx) {
      if (const auto before = http::once(tx, token, c.now)) {
        again = true;
        return SubmissionId::parse(*before).value_or(SubmissionId{});
      }
      room.service.introduce(tx, filled, AccountId{c.viewer.account});
      const auto made = room.service.send(tx, o.against, input, filled, sender(c));
      http::keep_result(tx, token, made.str());
      return made;
    });
    return room.db().read([&](db::Session& s) {
      const auto kept = store::submission(s, id);
      if (!kept) http::not_found();
      return http::json(http::json_text(submission_json(s, *kept)), again ? 200 : 201);
    });
  } catch (const Stopped& stopped) {
    return http::problem(c, stopped.errors);
  }
}

}  // namespace

void json_routes(Room& room) {
  auto& r = room.p.core.router;
  const std::string base = "/api/v1/questionnaires",
                    one_of = "/api/v1/questionnaires/{questionnaire}";
  const auto keeper = http::only({http::Role::keeper});
  r.get(base, [&room](Context& c) { return list(room, c); }).who(http::anyone());
  r.post(base, [&room](Context& c) { return put(room, c, ""); }).who(keeper);
  r.get(one_of, [&room](Context& c, std::string code) {
     return one(room, c, code);
   }).who(http::anyone());
  r.put(one_of, [&room](Context& c, std::string code) { return put(room, c, code); }).who(keeper);
  r.post("/api/v1/questionnaires/{questionnaire}/submissions",
         [&room](Context& c, std::string code) { return submit(room, c, code); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
}

}  // namespace palier::frontline
