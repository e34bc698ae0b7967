// Corrections: sent by anyone signed in, judged by those who know the quarter.
#include "features/structures/corrections.hpp"

#include <boost/json.hpp>

#include "features/structures/room.hpp"
#include "features/structures/templates.hpp"

namespace palier::structures {
namespace {

using form::Errors;
using http::Context;
using http::Response;

Response correct_page(Room& room, Context& c, StructureId id, const form::Input& input,
                      const Errors& errors) {
  const auto s = room.core.db.read([&](db::Session& t) { return room.get(t, id); });
  auto fields = correction_fields(s, c.now, c.language);
  for (auto& f : fields) f = html::filled(f, input, errors, c.language);
  auto page = c.page(c.language.tr(N_("Correct this place")));
  page.index = false;
  return http::page(
      templates::correct(page, s.name, "/open-places/" + id.str(), s.hours_said, fields, errors),
      errors ? 422 : 200);
}

Response queue(Room& room, Context& c) {
  std::vector<CorrectionView> lines;
  room.core.db.read([&](db::Session& s) {
    for (const auto& one : store::waiting(s, places::TerritoryId{c.viewer.territory}, 100)) {
      const auto place = store::find(s, one.structure_id);
      if (!place) continue;
      CorrectionView v;
      v.action = "/open-places/corrections/" + std::to_string(one.id);
      v.place = place->name;
      v.place_url = "/open-places/" + place->id.str();
      const auto person = room.accounts.person(s, one.by_id);
      v.by = person ? person->first_name : c.language.tr(N_("Somebody who has left"));
      v.ago = c.language.ago(one.created_at, c.now);
      v.note = one.note;
      v.own = one.by_id.value == c.viewer.account;
      const auto fields = boost::json::parse(one.fields);
      for (const auto& [field, value] : fields.as_object())
        v.changes.push_back({c.language.tr(field_label(field)), get_field(*place, field),
                             std::string(value.as_string())});
      lines.push_back(std::move(v));
    }
  });
  auto page = c.page(c.language.tr(N_("Corrections of places")));
  page.index = false;
  return http::page(templates::queue(page, lines));
}

}  // namespace

void correction_routes(Room& room) {
  auto& r = room.core.router;
  r.get("/open-places/{structure}/correct", [&room](Context& c, StructureId id) {
     return correct_page(room, c, id, {}, {});
   }).who(http::signed_in());
  r.post("/open-places/{structure}/correct",
         [&room](Context& c, StructureId id) {
           Errors errors;
           const auto s = room.core.db.read([&](db::Session& t) { return room.get(t, id); });
           const auto filled = read_correction(c.request.form, errors, s);
           if (errors) return correct_page(room, c, id, c.request.form, errors);
           const bool taken = room.core.db.write([&](db::Transaction& tx) {
             return room.correct(tx, room.get(tx, id), filled, c.viewer, c.now);
           });
           c.notice({taken ? N_("It is corrected.")
                           : N_("Thank you. Somebody who knows the quarter will look at it.")});
           return http::see_other("/open-places/" + id.str());
         })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.get("/open-places/corrections", [&room](Context& c) {
     return queue(room, c);
   }).who(http::only(judges()));
  r.post("/open-places/corrections/{correction}", [&room](Context& c, std::int64_t id) {
     const bool good = c.request.form.one("decision") == "take";
     const bool done = room.core.db.write([&](db::Transaction& tx) {
       return room.decide(tx, id, accounts::AccountId{c.viewer.account}, good, c.now);
     });
     c.notice({done ? N_("Your decision is noted.")
                    : N_("Somebody else decided first, or it is your own.")});
     return http::see_other("/open-places/corrections");
   }).who(http::only(judges()));
}

}  // namespace palier::structures
