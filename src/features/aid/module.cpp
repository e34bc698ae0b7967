#include "core/http/signed_links.hpp"
#include "core/jobs/event_json.hpp"
#include "features/aid/asking.hpp"
#include "features/aid/facts.hpp"
#include "features/aid/found.hpp"
#include "features/aid/room.hpp"
#include "features/places/form.hpp"

namespace palier::aid {
namespace {

Scope scope_of(places::Level level) {
  switch (level) {
    case places::Level::building:
      return Scope::building;
    case places::Level::street:
      return Scope::street;
    case places::Level::quarter:
      return Scope::quarter;
    case places::Level::city:
      break;
  }
  return Scope::city;
}

class Module final : public Aid {
 public:
  Module(const Core& core, accounts::Accounts& accounts, places::Places& places,
         messages::Messages& messages, moderation::Moderation& moderation, search::Search* search)
      : core_(core),
        categories_(core.db),
        letters_(accounts, categories_, core.site),
        links_(core.db, core.clock),
        parts_{core_,       accounts, places,   messages, moderation,
               categories_, index_,   letters_, links_,   search},
        service_(parts_),
        room_(service_, parts_) {
    room_.reload();
    asking_routes(room_);
    list_routes(room_);
    detail_routes(room_);
    answer_routes(room_);
    still_routes(room_);
    mine_routes(room_);
    keeper_routes(room_);
    json_routes(room_);
    expiry_jobs(room_);
    tell_others();
  }

  Posted post(db::Transaction& tx, const Source& source, const form::Input& fields) override {
    Posted out;
    const auto catalogue = categories_.now(tx);
    const Instant now = source.at.value_or(core_.clock.now());
    const auto filled = read_post(fields, out.errors, {*catalogue, source.kind, now, {}});
    auto place = source.place;
    if (!place) place = parts_.accounts.home(tx, source.author);
    if (!place) out.errors.add("place", {N_("Say where: we do not know their home yet.")});
    if (out.errors) return out;
    const auto person = parts_.accounts.person(tx, source.author);
    const auto opened = service_.open(
        tx, {source.kind, source.author, source.made_by, person ? person->language : "fr", now},
        filled, *place);
    if (opened)
      out.id = *opened;
    else
      out.errors = opened.error();
    return out;
  }

  std::optional<AnswerId> answer(db::Transaction& tx, PostId id, AccountId from,
                                 std::string_view text, std::string_view when) override {
    const auto made =
        service_.answer(tx, id, seer_of(tx, from), {std::string(text), std::string(when), false},
                        core_.clock.now());
    return made ? std::optional(*made) : std::nullopt;
  }

  std::optional<AnswerId> settle(db::Transaction& tx, PostId id, AccountId helper,
                                 std::string_view text, std::string_view when) override {
    const Instant now = core_.clock.now();
    const auto post = store::find(tx, id);
    if (!post || post->kind != Kind::need) return {};
    const auto made = service_.answer(tx, id, seer_of(tx, helper),
                                      {std::string(text), std::string(when), false}, now, false);
    if (!made) return {};
    // What answering asks is all that accepting asks, under the same lock.
    if (!service_.accept(tx, *made, post->owner_id, now, true))
      throw std::logic_error("an answer that may be made could not be accepted");
    return *made;
  }

  bool withdraw(db::Transaction& tx, AnswerId id, AccountId from) override {
    return service_.withdraw(tx, id, from, core_.clock.now()).has_value();
  }
  std::vector<AccountId> answering(db::Session& s, PostId post) const override {
    std::vector<AccountId> out;
    for (const auto& a : store::answers_of(s, post))
      if (live(a.state)) out.push_back(a.from_id);
    return out;
  }

  bool accept(db::Transaction& tx, AnswerId id, AccountId author) override {
    return service_.accept(tx, id, author, core_.clock.now()).has_value();
  }

  bool finish(db::Transaction& tx, PostId id, AccountId by, std::string_view thanks) override {
    return service_.finish(tx, id, by, thanks, core_.clock.now()).has_value();
  }

  bool cancel(db::Transaction& tx, PostId id, AccountId by) override {
    return service_.cancel(tx, id, by, core_.clock.now()).has_value();
  }

  bool expire(db::Transaction& tx, PostId id) override {
    return service_.expire(tx, id, core_.clock.now()).has_value();
  }

  std::vector<Asked> asked(Kind kind, const i18n::Language& l) const override {
    std::vector<Asked> out;
    const auto catalogue = categories_.now();
    for (const Category* c : catalogue->active()) {
      Asked one{c->code, c->name(l.code()), c->hint(l.code()), c->icon, care_line(c, l), {}};
      for (const Question* q : c->asked(kind)) one.fields.push_back(question_field(*q, l));
      one.fields.push_back(details_field(c, kind, l));
      out.push_back(std::move(one));
    }
    return out;
  }
  form::Errors check(Kind kind, const form::Input& fields) const override {
    form::Errors errors;
    const auto catalogue = categories_.now();
    read_post(fields, errors, {*catalogue, kind, core_.clock.now(), {}});
    return errors;
  }
  std::vector<Said> said(Kind kind, const form::Input& fields,
                         const i18n::Language& l) const override {
    std::vector<Said> out;
    form::Errors unused;
    const auto catalogue = categories_.now();
    const auto filled = read_post(fields, unused, {*catalogue, kind, core_.clock.now(), {}});
    if (!filled.category) return out;
    for (const Seen seen : {Seen::neighbours, Seen::accepted})
      for (auto& line : aid::said(*filled.category, kind, filled.replies, seen, l))
        out.push_back({std::move(line.label), std::move(line.values)});
    if (!filled.details.empty()) out.push_back({l.tr(N_("In your own words")), {filled.details}});
    return out;
  }

  std::vector<Card> look(const Aid::Look& look, const i18n::Language& language) const override {
    room_.sync();
    aid::Look ask;
    ask.kind = look.kind;
    ask.centre = look.near;
    ask.territory = look.territory;
    ask.now = core_.clock.now();
    ask.limit = static_cast<std::size_t>(std::max(0, look.limit));
    std::vector<PostId> ids;
    for (const auto& hit : index_.find(ask).hits) ids.push_back(hit.id);
    const auto posts = core_.db.read([&](db::Session& s) { return store::find_all(s, ids); });
    const auto catalogue = categories_.now();
    std::vector<Card> out;
    for (const auto& p : posts) {
      const Category* category = catalogue->find(p.category_id);
      if (!category || p.hidden) continue;
      out.push_back(card_of(p, *category, language, ask.now));
    }
    return out;
  }

  std::vector<Card> lately(db::Session& s, const Lately& want,
                           const i18n::Language& language) const override {
    const auto home = parts_.accounts.home(s, want.viewer);
    if (!home || want.limit <= 0) return {};
    room_.sync(s);
    aid::Look ask;
    ask.newest = true;
    ask.centre = home->exact;
    ask.where = home->scopes;
    ask.own_home = true;
    ask.territory = want.territory;
    ask.now = core_.clock.now();
    ask.apart = want.apart;
    ask.limit = static_cast<std::size_t>(want.limit);
    if (want.before != Instant::max())
      ask.after = fmt::format("{}.{}", -to_micros(want.before), want.before_id);
    if (!want.circle.empty()) {
      const auto level = places::level(want.circle.substr(0, want.circle.find('/')));
      if (!level || places::circle(*level, home->scopes) != want.circle) return {};
      ask.scope = scope_of(*level);
    }
    std::vector<PostId> ids;
    for (const auto& hit : index_.find(ask).hits) ids.push_back(hit.id);
    const auto catalogue = categories_.now(s);
    std::vector<Card> out;
    out.reserve(ids.size());
    for (const auto& p : store::find_all(s, ids)) {
      const Category* category = catalogue->find(p.category_id);
      if (category && !p.hidden && listed(p.state))
        out.push_back(card_of(p, *category, language, ask.now));
    }
    return out;
  }

  std::vector<Wanted> wanted(db::Session& s, places::TerritoryId t) const override {
    std::vector<Wanted> out;
    const auto catalogue = categories_.now(s);
    for (const auto& post : store::open_of(s, Kind::need, t))
      if (const Category* c = catalogue->find(post.category_id)) out.push_back(wanted_of(post, *c));
    return out;
  }
  std::optional<Wanted> wanted(db::Session& s, PostId need) const override {
    const auto post = store::find(s, need);
    if (!post || post->kind != Kind::need || !listed(post->state) || post->hidden) return {};
    const auto catalogue = categories_.now(s);
    const Category* c = catalogue->find(post->category_id);
    return c ? std::optional(wanted_of(*post, *c)) : std::nullopt;
  }
  std::vector<Given> given(db::Session& s, places::TerritoryId t) const override {
    std::vector<Given> out;
    const auto catalogue = categories_.now(s);
    for (const auto& post : store::open_of(s, Kind::offer, t))
      if (const Category* c = catalogue->find(post.category_id)) out.push_back(given_of(post, *c));
    return out;
  }
  std::vector<Given> given(db::Session& s, AccountId owner) const override {
    std::vector<Given> out;
    const auto catalogue = categories_.now(s);
    for (const auto& post : store::of_owner(s, owner, 10'000)) {
      if (post.kind != Kind::offer || !listed(post.state) || post.hidden) continue;
      if (const Category* c = catalogue->find(post.category_id)) out.push_back(given_of(post, *c));
    }
    return out;
  }
  std::optional<Summary> summary(db::Session& s, PostId id,
                                 const i18n::Language& l) const override {
    const auto post = store::find(s, id);
    if (!post || post->hidden) return {};
    const auto catalogue = categories_.now(s);
    const Category* c = catalogue->find(post->category_id);
    return c ? std::optional(summary_of(*post, *c, l, core_.clock.now())) : std::nullopt;
  }

  std::vector<Card> open_of(db::Session& s, AccountId owner,
                            const i18n::Language& l) const override {
    std::vector<Card> out;
    const auto catalogue = categories_.now(s);
    for (const auto& post : store::of_owner(s, owner, 100)) {
      if (!listed(post.state) || post.hidden) continue;
      if (const Category* c = catalogue->find(post.category_id))
        out.push_back(card_of(post, *c, l, core_.clock.now()));
    }
    return out;
  }

  std::vector<KindOfAid> kinds(db::Session& s, const i18n::Language& l) const override {
    std::vector<KindOfAid> out;
    const auto catalogue = categories_.now(s);
    for (const Category* c : catalogue->active()) out.push_back(kind_of(*c, l));
    return out;
  }

  std::optional<Standing> standing(db::Session& s, PostId id) const override {
    const auto p = store::find(s, id);
    if (!p || p->kind != Kind::need) return {};
    const auto catalogue = categories_.now(s);
    return Standing{
        p->id,
        p->territory_id,
        p->owner_id,
        p->state,
        p->vulnerable,
        wants_verified(*p, catalogue->find(p->category_id)),
        p->people,
        p->accepted,
        {p->building, p->street, p->quarter_id, p->district_id, p->commune_id, p->territory_id},
        p->created_at};
  }
  std::optional<Door> door(db::Session& s, PostId id) const override {
    const auto p = store::find(s, id);
    if (!p || p->kind != Kind::need) return {};
    return Door{p->place_label, p->other_name};
  }
  std::vector<Fared> fared(db::Session& s, places::TerritoryId t, Instant since) const override {
    return store::fared(s, t, since);
  }

  std::vector<Opened> opened(db::Session& s, places::TerritoryId t, Instant from,
                             Instant to) const override {
    return store::opened(s, t, from, to);
  }
  std::vector<Met> met(db::Session& s, places::TerritoryId t, Instant from,
                       Instant to) const override {
    return store::met(s, t, from, to);
  }
  std::vector<accounts::Mark> helped(db::Session& s, places::TerritoryId t, Instant from,
                                     Instant to) const override {
    return store::helped(s, t, from, to);
  }
  std::vector<Unmet> unmet(db::Session& s, places::TerritoryId t) const override {
    return store::unmet(s, t);
  }

  Figures figures(db::Session& s) const override { return store::figures(s); }
  int waiting(db::Session& s, AccountId account) const override {
    return store::waiting(s, account);
  }
  void reload() override { room_.reload(); }

 private:
  Seer seer_of(db::Session& s, AccountId account) const {
    Seer seer;
    seer.account = account;
    seer.verified = service_.verified(s, account);
    seer.home = parts_.accounts.home(s, account);
    return seer;
  }
  /// What other rooms ask of this one: moderation, one's data, one's leaving, the frame's links.
  void tell_others();

  const Core& core_;
  Categories categories_;
  Index index_;
  Letters letters_;
  http::SignedLinks links_;
  Parts parts_;
  Service service_;
  Room room_;
};

void Module::tell_others() {
  parts_.accounts.on_export("aid", exported);
  if (parts_.search) register_search(*parts_.search, service_);
  parts_.accounts.on_delete([this](db::Transaction& tx, AccountId account) {
    service_.forget(tx, account, core_.clock.now());
  });
  parts_.moderation.reportable(
      "aid",
      {[this](db::Session& s, std::int64_t id) -> std::optional<moderation::Reported> {
         const auto post = store::find(s, PostId{id});
         if (!post) return {};
         // In the author's language, as their own words are; what they answered is theirs too.
         const auto* own = i18n::find(post->language);
         const auto& l = own ? *own : *i18n::languages().front();
         std::string words = post->details;
         const auto catalogue = categories_.now(s);
         if (const Category* category = catalogue->find(post->category_id))
           for (const auto& line : aid::said(*category, post->kind,
                                             replies_from_json(post->replies), Seen::neighbours, l))
             for (const auto& value : line.values) words += (words.empty() ? "" : "\n") + value;
         return moderation::Reported{letters_.title(s, *post, l), words,
                                     base(post->kind) + "/" + post->id.str(), post->owner_id};
       },
       [this](db::Transaction& tx, std::int64_t id, bool hidden) {
         service_.hide(tx, PostId{id}, hidden, core_.clock.now());
       },
       [this](db::Session& s, std::int64_t id, AccountId viewer) {
         const auto post = store::find(s, PostId{id});
         if (!post) return false;
         const auto catalogue = categories_.now(s);
         http::Viewer who;
         who.account = viewer.value;
         return tier(*post, catalogue->find(post->category_id), service_.seer(s, who),
                     service_.ties(s, *post, viewer)) != Tier::none;
       }});
  core_.site.on_page(20, [](html::Page& page, const http::Context& c) {
    const auto link = [&](const char* label, std::string url) {
      const bool current = c.request.path.starts_with(url);
      page.navigation.push_back({c.language.tr(label), std::move(url), current, 0});
    };
    link(N_("Requests"), "/needs");
    link(N_("Offers"), "/offers");
  });
  core_.site.on_page(40, [this](html::Page& page, const http::Context& c) {
    if (!c.viewer.signed_in()) return;
    const int count = core_.db.read(
        [&](db::Session& s) { return store::waiting(s, AccountId{c.viewer.account}); });
    page.navigation.push_back(
        {c.language.tr(N_("My posts")), "/mine", c.request.path == "/mine", count});
  });
}

}  // namespace

std::unique_ptr<Aid> make(const Core& core, accounts::Accounts& accounts, places::Places& places,
                          messages::Messages& messages, moderation::Moderation& moderation,
                          search::Search* search) {
  return std::make_unique<Module>(core, accounts, places, messages, moderation, search);
}

}  // namespace palier::aid
