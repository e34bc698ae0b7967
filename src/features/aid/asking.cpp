// The asking flow: one question a page, kept in a draft, checked before it is sent.
#include "features/aid/asking.hpp"

#include "core/http/once.hpp"
#include "features/aid/templates.hpp"

namespace palier::aid {
namespace {

using form::Errors;
using http::Context;
using http::Response;

AccountId me(const Context& c) {
  return AccountId{c.viewer.account};
}

Draft open_draft(Room& room, Context& c, DraftId id) {
  auto draft = room.db().read([&](db::Session& s) { return drafts::find(s, id); });
  if (!draft || !drafts::mine(*draft, c)) http::not_found();
  if (!draft->account_id && c.viewer.signed_in()) {  // Signed in on the way: it is theirs now.
    room.db().write([&](db::Transaction& tx) { drafts::adopt(tx, id, me(c)); });
    draft->account_id = me(c);
  }
  return std::move(*draft);
}

Response show_start(Room& room, Context& c, Kind kind, const Errors& errors = {}) {
  room.sync();
  StartPage p;
  p.kind = kind;
  p.action = base(kind) + "/new";
  const auto catalogue = room.catalogue();
  p.category = html::filled(category_field(*catalogue, kind, c.language), c.request.form, errors,
                            c.language);
  if (c.viewer.signed_in() && !errors) {
    room.db().read([&](db::Session& s) {
      if (const auto draft = drafts::unfinished(s, me(c), kind)) {
        const Category* category = category_of(draft->fields, *catalogue);
        p.resume = ask_url(*draft, "check");
        p.resume_title = draft->fields.one("title");
        if (p.resume_title.empty() && category) p.resume_title = category->name(c.language.code());
      }
      for (const auto& post : store::of_owner(s, me(c), 20)) {
        const Category* category = catalogue->find(post.category_id);
        if (post.kind != kind || !category || !category->active || p.again.size() == 3) continue;
        const auto v = public_view(post, *category, c.language, c.now);
        const bool known = std::any_of(p.again.begin(), p.again.end(),
                                       [&](const auto& a) { return a.title == v.title; });
        if (!known) p.again.push_back({post.id.str(), v.title, v.ago});
      }
    });
  }
  auto page = c.page(kind == Kind::need ? c.language.tr(N_("What do you need?"))
                                        : c.language.tr(N_("What can you offer?")));
  page.index = false;
  html::Out out;
  templates::ask_start(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

Response begin(Room& room, Context& c, Kind kind) {
  Errors errors;
  PostForm unused;
  const auto catalogue = room.catalogue();
  read_step(Step::category, c.request.form, errors, {*catalogue, kind, c.now, {}}, unused);
  if (errors) return show_start(room, c, kind, errors);
  const auto id = room.db().write([&](db::Transaction& tx) {
    return drafts::make(tx, me(c), kind, {{"category", unused.category->code}}, {}, c.now);
  });
  if (!c.viewer.signed_in()) drafts::remember(c, id);
  const bool asks = !unused.category->asked(kind).empty();
  return http::see_other("/ask/" + id.str() + (asks ? "/questions" : "/details"));
}

/// A new draft from something posted: like last time, or to change it.
Response from_post(Room& room, Context& c, Kind kind, PostId id, bool edit) {
  const auto catalogue = room.catalogue();
  const auto made = room.db().write([&](db::Transaction& tx) -> std::optional<DraftId> {
    const auto post = store::find(tx, id);
    if (!post || post->kind != kind || !may_manage(*post, me(c))) return {};
    const Category* category = catalogue->find(post->category_id);
    if (!category) return {};
    auto fields = fields_of(*post, *category, edit);
    const auto home = room.p.accounts.home(tx, me(c));
    const bool at_home = home && home->label == post->place_label;
    if (edit) {
      fields.emplace_back("place", at_home ? "home" : "same");
    } else {
      fields.emplace_back("place", at_home || !post->address_id ? "home" : "elsewhere");
      if (!at_home && post->address_id) fields.emplace_back("address_id", post->address_id.str());
    }
    return drafts::make(tx, me(c), kind, fields, edit ? id : PostId{}, c.now);
  });
  if (!made) http::not_found();
  return http::see_other("/ask/" + made->str() + "/check");
}

Response show_step(Room& room, Context& c, const Draft& draft, Step step, const form::Input& input,
                   const Errors& errors = {}) {
  const auto p = step_page(room, c, draft, step, input, errors);
  std::string title = p.heading;
  if (title.empty() && !p.groups.empty() && !p.groups[0].fields.empty())
    title = p.groups[0].fields[0].label;
  auto page = c.page(title);
  page.index = false;
  html::Out out;
  templates::ask_step(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

Response take_step(Room& room, Context& c, const Draft& draft, Step step) {
  const auto catalogue = room.catalogue();
  const auto& sent = c.request.form;
  Errors errors;
  PostForm filled;
  filled.category = category_of(draft.fields, *catalogue);
  read_step(step, sent, errors,
            {*catalogue, draft.kind, c.now, filled.category ? filled.category->id : CategoryId{}},
            filled);
  if (step == Step::where) {
    bool at_home = true;
    (void)read_where(room, sent, errors, at_home, false);
  }
  if (errors) return show_step(room, c, draft, step, sent, errors);
  const Category* category =
      step == Step::category ? filled.category : category_of(draft.fields, *catalogue);
  room.db().write([&](db::Transaction& tx) {
    drafts::merge(tx, draft, fields_of(step, category, draft.kind), sent, c.now);
  });
  if (c.request.query.one("back") == "check" || sent.one("go") == "check")
    return http::see_other(ask_url(draft, "check"));
  Draft now = draft;
  if (step == Step::category) now.fields.set("category", category->code);
  const auto steps = steps_of(now, *catalogue);
  const auto at = std::find(steps.begin(), steps.end(), step);
  if (at == steps.end() || at + 1 == steps.end()) return http::see_other(ask_url(draft, "check"));
  return http::see_other(ask_url(draft, word(*(at + 1))));
}

Response show_check(Room& room, Context& c, const Draft& draft, const ReadDraft& read,
                    const Errors& errors = {}) {
  const auto p = check_page(room, c, draft, read, errors);
  auto page = c.page(c.language.tr(N_("Check your answers")));
  page.index = false;
  html::Out out;
  templates::ask_check(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

/// The first page that still lacks something.
std::optional<Step> lacking(const ReadDraft& read) {
  if (read.errors.empty()) return {};
  return step_of(read.errors.entries().front().field);
}

std::string sign_in_url(const Draft& draft) {
  return "/sign-in?next=%2Fask%2F" + draft.id.str() + "%2Fcheck";
}

Response send(Room& room, Context& c, const Draft& draft) {
  if (draft.post_id) return http::see_other(base(draft.kind) + "/" + draft.post_id.str() + "/sent");
  if (!c.viewer.signed_in()) return http::see_other(sign_in_url(draft));
  if (const auto path = room.db().read([&](db::Session& s) {
        return accounts::before_posting(room.p.accounts, s, c, ask_url(draft, "check"));
      }))
    return http::see_other(*path);
  const auto read = read_draft(room, c, draft);
  if (const auto step = lacking(read))
    return show_step(room, c, draft, *step, draft.fields, read.errors);

  const auto result = room.db().write([&](db::Transaction& tx) -> tl::expected<PostId, Errors> {
    const auto locked = drafts::lock(tx, draft.id);
    if (locked && locked->post_id) return locked->post_id;  // The second click of two.
    tl::expected<PostId, Errors> done;
    if (draft.editing) {
      std::optional<places::Location> where = read.place;
      if (read.at_home && draft.fields.one("place") == "home")
        where = room.p.accounts.home(tx, me(c));
      done = room.service.edit(tx, draft.editing, me(c), read.form, where, c.now);
    } else {
      const auto where = read.at_home ? room.p.accounts.home(tx, me(c)) : read.place;
      if (!where) {
        Errors e;
        e.add("place", {N_("Say where it is.")});
        return tl::unexpected(e);
      }
      done = room.service.open(tx, {draft.kind, me(c), {}, std::string(c.language.code()), c.now},
                               read.form, *where);
    }
    if (done) drafts::posted(tx, draft.id, *done, c.now);
    return done;
  });
  if (!result) return show_check(room, c, draft, read, result.error());
  if (draft.editing) {
    c.notice({N_("Your changes are saved.")});
    return http::see_other(base(draft.kind) + "/" + result->str());
  }
  return http::see_other(base(draft.kind) + "/" + result->str() + "/sent");
}

}  // namespace

places::LocationAnswer read_where(Room& room, const form::Input& input, Errors& errors,
                                  bool& at_home, bool sole_match) {
  form::Reader reader(input, errors);
  const auto place = reader.choice("place", {"home", "elsewhere", "same"}, false);
  const bool given = input.has("map.x") || input.has("address_id") || input.has("address_text") ||
                     input.has("lat") || input.has("quarter") || input.has("postcode");
  at_home = place.empty() ? !given : place != "elsewhere";
  if (at_home) return {};
  places::LocationRule rule;
  rule.sole_match = sole_match;
  return places::read_location(room.p.places, input, errors, rule);
}

ReadDraft read_draft(Room& room, const Context& c, const Draft& draft) {
  ReadDraft out;
  out.catalogue = room.catalogue();
  CategoryId kept;
  if (draft.editing)
    if (const auto post =
            room.db().read([&](db::Session& s) { return store::find(s, draft.editing); }))
      kept = post->category_id;
  out.form = read_post(draft.fields, out.errors, {*out.catalogue, draft.kind, c.now, kept});
  out.where = read_where(room, draft.fields, out.errors, out.at_home, false);
  out.place = out.where.location;
  return out;
}

void asking_routes(Room& room) {
  auto& r = room.p.core.router;
  for (const Kind kind : {Kind::need, Kind::offer}) {
    r.get(base(kind) + "/new", [&room, kind](Context& c) {
       return show_start(room, c, kind);
     }).who(http::anyone());
    r.post(base(kind) + "/new", [&room, kind](Context& c) { return begin(room, c, kind); })
        .who(http::anyone())
        .limited(http::Limit::posting);
    r.post(base(kind) + "/{post}/again", [&room, kind](Context& c, PostId id) {
       return from_post(room, c, kind, id, false);
     }).who(http::signed_in());
    r.post(base(kind) + "/{post}/edit", [&room, kind](Context& c, PostId id) {
       return from_post(room, c, kind, id, true);
     }).who(http::signed_in());
  }
  r.get("/ask/{draft}/{step}", [&room](Context& c, DraftId id, std::string name) {
     const auto draft = open_draft(room, c, id);
     if (draft.post_id)
       return http::see_other(base(draft.kind) + "/" + draft.post_id.str() + "/sent");
     if (name == "check") {
       const auto read = read_draft(room, c, draft);
       if (const auto step = lacking(read))
         return http::see_other(ask_url(draft, word(*step)) + "?back=check");
       return show_check(room, c, draft, read);
     }
     const auto step = step_of_word(name);
     if (!step) http::not_found();
     return show_step(room, c, draft, *step, draft.fields);
   }).who(http::anyone());
  r.post("/ask/{draft}/{step}",
         [&room](Context& c, DraftId id, std::string name) {
           const auto draft = open_draft(room, c, id);
           if (name == "send") return send(room, c, draft);
           if (draft.post_id)
             return http::see_other(base(draft.kind) + "/" + draft.post_id.str() + "/sent");
           if (name == "drop") {
             room.db().write([&](db::Transaction& tx) { drafts::remove(tx, id); });
             c.notice({N_("What you had begun is thrown away.")});
             return http::see_other(draft.editing ? base(draft.kind) + "/" + draft.editing.str()
                                                  : base(draft.kind) + "/new");
           }
           const auto step = step_of_word(name);
           if (!step) http::not_found();
           return take_step(room, c, draft, *step);
         })
      .who(http::anyone())
      .limited(http::Limit::posting);
}

}  // namespace palier::aid
