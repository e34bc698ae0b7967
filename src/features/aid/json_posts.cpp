// /api/v1/needs and /api/v1/offers.
#include "core/http/json.hpp"
#include "core/http/once.hpp"
#include "features/aid/json.hpp"

namespace palier::aid {
namespace {

namespace json = boost::json;
using form::Errors;
using http::Context;
using http::Response;

AccountId me(const Context& c) {
  return AccountId{c.viewer.account};
}

Response one(Room& room, Context& c, Kind kind, PostId id, int status = 200) {
  const auto seen = room.db().read([&](db::Session& s) { return room.see(s, c, kind, id); });
  auto response = http::json(http::json_text(to_json(seen.view)), status);
  if (status == 201) response.header("location", api_base(kind) + "/" + id.str());
  return response;
}

Response list(Room& room, Context& c, Kind kind) {
  Errors errors;
  const auto seer = room.db().read([&](db::Session& s) { return room.service.seer(s, c.viewer); });
  auto listing = read_listing(room, c, seer, kind, errors);
  form::Reader reader(c.request.query, errors);
  listing.look.limit =
      static_cast<std::size_t>(reader.number("limit", {.min = 1, .max = 100}).value_or(20));
  listing.look.after = reader.text("cursor", {.max = 60});
  if (errors) return http::problem(c, errors);
  room.sync();
  if (seer.account)
    listing.look.apart = room.db().read(
        [&](db::Session& s) { return room.p.moderation.apart_from(s, seer.account); });
  const auto found = room.p.index.find(listing.look);
  std::vector<PostId> ids;
  ids.reserve(found.hits.size());
  for (const auto& hit : found.hits) ids.push_back(hit.id);
  json::array items;
  for (auto& card : room.db().read(
           [&](db::Session& s) { return room.cards(s, c, seer, ids, listing.look.centre); })) {
    PostView view;
    view.everyone = std::move(card.everyone);
    view.neighbour = std::move(card.neighbour);
    items.push_back(to_json(view));
  }
  json::object out{{"items", std::move(items)}, {"total", found.total}};
  out["next"] = found.next.empty() ? json::value(nullptr) : json::value(found.next);
  return http::json(http::json_text(out));
}

Response create(Room& room, Context& c, Kind kind) {
  auto input = http::json_input(c.request);
  const auto catalogue = room.catalogue();
  false_means_no(input, *catalogue, kind);
  Errors errors;
  const auto filled = read_post(input, errors, {*catalogue, kind, c.now, {}});
  bool at_home = true;
  const auto where = read_where(room, input, errors, at_home, true);
  if (errors) return http::problem(c, errors);
  const auto token = http::own_token(c.viewer.account, c.request.path, input.one("once"));
  bool again = false;
  const auto made = room.db().write([&](db::Transaction& tx) -> tl::expected<PostId, Errors> {
    if (const auto before = http::once(tx, token, c.now)) {
      again = true;
      return PostId::parse(*before).value_or(PostId{});
    }
    const auto place = at_home ? room.p.accounts.home(tx, me(c)) : where.location;
    if (!place) {
      Errors e;
      e.add("place", {N_("Say where: we do not know your home yet.")});
      return tl::unexpected(e);
    }
    auto opened = room.service.open(tx, {kind, me(c), {}, std::string(c.language.code()), c.now},
                                    filled, *place);
    if (opened) http::keep_result(tx, token, opened->str());
    return opened;
  });
  if (!made) return http::problem(c, made.error());
  return one(room, c, kind, *made, again ? 200 : 201);
}

Response change(Room& room, Context& c, Kind kind, PostId id) {
  auto input = http::json_input(c.request);
  const auto catalogue = room.catalogue();
  const auto post = room.db().read([&](db::Session& s) { return store::find(s, id); });
  if (!post || post->kind != kind || !may_manage(*post, me(c))) http::not_found();
  const Category* category = catalogue->find(post->category_id);
  if (!category) http::not_found();
  if (!input.sent("category")) input.set("category", category->code);
  false_means_no(input, *catalogue, kind);
  // What was not sent stays as it was.
  auto pairs = fields_of(*post, *category, true);
  std::erase_if(pairs, [&](const auto& p) { return input.sent(p.first); });
  for (const auto& p : drafts::pairs(input)) pairs.push_back(p);
  const auto whole = form::Input::from_pairs(pairs);
  Errors errors;
  const auto filled = read_post(whole, errors, {*catalogue, kind, c.now, post->category_id});
  bool at_home = true;
  const auto where = read_where(room, input, errors, at_home, true);
  if (errors) return http::problem(c, errors);
  const auto done = room.db().write([&](db::Transaction& tx) {
    auto place = where.location;
    if (input.one("place") == "home") place = room.p.accounts.home(tx, me(c));
    return room.service.edit(tx, id, me(c), filled, place, c.now);
  });
  if (!done) {
    const bool closed = done.error().find("") != nullptr;
    return http::problem(c, done.error(), closed ? 409 : 422);
  }
  return one(room, c, kind, id);
}

using Act = Service::Outcome (*)(Service&, db::Transaction&, PostId, AccountId, std::string_view,
                                 Instant);

Response act(Room& room, Context& c, Kind kind, PostId id, Act what) {
  std::string thanks;
  if (!c.request.body.empty()) {
    Errors errors;
    thanks = read_word("thanks", http::json_input(c.request), errors);
    if (errors) return http::problem(c, errors);
  }
  const auto post = room.db().read([&](db::Session& s) { return store::find(s, id); });
  if (!post || post->kind != kind) http::not_found();
  const auto done = room.db().write(
      [&](db::Transaction& tx) { return what(room.service, tx, id, me(c), thanks, c.now); });
  if (!done) return problem(c, done.error(), kind);
  return one(room, c, kind, id);
}

Response categories(Room& room) {
  json::array out;
  const auto catalogue = room.catalogue();
  for (const Category* category : catalogue->active()) {
    json::array questions;
    for (const auto& q : category->questions) {
      if (!q.active) continue;
      questions.push_back({{"code", q.code},
                           {"kind", word(q.kind)},
                           {"label", {{"fr", q.label_fr}, {"en", q.label_en}}},
                           {"applies_to", word(q.applies)},
                           {"required", q.required},
                           {"options", json::parse(q.options)}});
    }
    out.push_back({{"id", category->id.str()},
                   {"code", category->code},
                   {"name", {{"fr", category->name_fr}, {"en", category->name_en}}},
                   {"contactless", category->contactless},
                   {"needs_verified", category->needs_verified},
                   {"anywhere", category->anywhere},
                   {"questions", std::move(questions)}});
  }
  return http::json(http::json_text(json::object{{"categories", std::move(out)}}));
}

}  // namespace

void json_post_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/api/v1/categories", [&room](Context&) { return categories(room); }).who(http::anyone());
  for (const Kind kind : {Kind::need, Kind::offer}) {
    const std::string all = api_base(kind), single = all + "/{post}";
    r.get(all, [&room, kind](Context& c) { return list(room, c, kind); })
        .who(http::anyone())
        .limited(http::Limit::search);
    r.post(all, [&room, kind](Context& c) { return create(room, c, kind); })
        .who(http::signed_in())
        .limited(http::Limit::posting);
    r.get(single, [&room, kind](Context& c, PostId id) {
       return one(room, c, kind, id);
     }).who(http::anyone());
    r.patch(single, [&room, kind](Context& c, PostId id) { return change(room, c, kind, id); })
        .who(http::signed_in())
        .limited(http::Limit::posting);
    const auto verb = [&](const char* name, Act what) {
      r.post(single + "/" + name, [&room, kind, what](Context& c, PostId id) {
         return act(room, c, kind, id, what);
       }).who(http::signed_in());
    };
    verb("cancel", [](Service& s, db::Transaction& tx, PostId id, AccountId by, std::string_view,
                      Instant now) { return s.cancel(tx, id, by, now); });
    verb("renew", [](Service& s, db::Transaction& tx, PostId id, AccountId by, std::string_view,
                     Instant now) { return s.renew(tx, id, by, now); });
    verb("done",
         [](Service& s, db::Transaction& tx, PostId id, AccountId by, std::string_view thanks,
            Instant now) { return s.finish(tx, id, by, thanks, now); });
  }
}

}  // namespace palier::aid
