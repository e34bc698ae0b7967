#include <boost/json.hpp>

#include "core/html/markdown.hpp"
#include "core/http/signed_links.hpp"
#include "core/jobs/event_json.hpp"
#include "features/groups/room.hpp"

namespace palier::groups {
namespace {

namespace json = boost::json;

class Module final : public Groups {
 public:
  Module(const Core& core, const Below& below)
      : core_(core),
        links_(core.db, core.clock),
        letters_(core_, below.accounts, links_),
        parts_{core_, below, links_, letters_},
        service_(parts_),
        room_(service_) {
    directory_routes(room_);
    found_routes(room_);
    group_routes(room_);
    join_routes(room_);
    invite_routes(room_);
    member_routes(room_);
    calendar_routes(room_);
    file_routes(room_);
    aid_routes(room_);
    json_routes(room_);
    digest_jobs(room_);
    serve_feed();
    serve_search();
    serve_moderation();
    serve_accounts();
  }

  Made found(db::Transaction& tx, AccountId founder, const Draft& draft) override {
    return service_.found(tx, founder, {draft, LetsIn::helpers}, core_.clock.now());
  }

  bool join(db::Transaction& tx, GroupId id, AccountId who, bool let_in) override {
    const auto g = store::group(tx, id);
    if (!g || (g->door != Door::open && !let_in)) return false;
    std::optional<Invitation> by_hand;
    if (g->door != Door::open) {
      const auto first = store::members(tx, id, 1);
      if (first.empty()) return false;
      by_hand.emplace();
      by_hand->group_id = id;
      by_hand->by_id = first.front().account_id;
      by_hand->expires_at = core_.clock.now() + std::chrono::hours(1);
    }
    form::Errors errors;
    const auto done = service_.enter(tx, *g, who, {true, {}}, by_hand, errors, core_.clock.now());
    return done && *done == Service::Entered::joined;
  }

  std::vector<accounts::Mark> founded(db::Session& s, places::TerritoryId territory, Instant from,
                                      Instant to) const override {
    return store::founded(s, territory, from, to);
  }

  bool ask(db::Transaction& tx, GroupId id, AccountId who,
           const std::vector<std::string>& answers) override {
    const auto g = store::group(tx, id);
    if (!g) return false;
    JoinForm form{true, {}};
    const auto asked = g->asked();
    for (std::size_t i = 0; i < std::min(asked.size(), answers.size()); ++i)
      form.answers.push_back({asked[i], answers[i]});
    form::Errors errors;
    const auto done = service_.enter(tx, *g, who, form, {}, errors, core_.clock.now());
    return done && !errors && *done == Service::Entered::asked;
  }

  bool trust(db::Transaction& tx, GroupId id, AccountId by, AccountId whom) override {
    const auto g = store::group(tx, id);
    const auto m = g ? store::member(tx, id, by) : std::nullopt;
    return m && service_.trust(tx, *g, *m, whom, true, core_.clock.now());
  }

  std::vector<Card> of(db::Session& s, AccountId account) const override {
    std::vector<Card> out;
    const auto person = parts_.below.accounts.person(s, account);
    const auto* own = person ? i18n::find(person->language) : nullptr;
    for (const auto& g : store::groups_of(s, account))
      if (!g.unseen) out.push_back(room_.public_card(g, own ? *own : *i18n::languages().front()));
    return out;
  }

 private:
  void serve_feed();
  void serve_search();
  void serve_moderation();
  void serve_accounts();

  /// How far somebody may go who is known by their account alone.
  Tier tier_of(db::Session& s, const Group& g, AccountId account) const {
    http::Viewer viewer;
    viewer.account = account.value;
    return tier(g, service_.seer(s, g, viewer, core_.clock.now()));
  }

  const Core& core_;
  http::SignedLinks links_;
  Letters letters_;
  Parts parts_;
  Service service_;
  Room room_;
};

std::vector<std::string> audiences_of(db::Session& s, AccountId account) {
  std::vector<std::string> out;
  const auto groups = store::groups_of(s, account);
  out.reserve(groups.size());
  for (const auto& g : groups)
    if (!g.unseen) out.push_back(g.audience());
  return out;
}

void Module::serve_feed() {
  const auto within = [this](Tier least) {
    return [this, least](db::Session& s, std::int64_t id, AccountId account) {
      const auto g = store::group(s, GroupId{id});
      return g && !g->unseen && account && tier_of(s, *g, account) >= least;
    };
  };
  feed::Feed::Audience a;
  a.may_read = within(Tier::reads);
  a.may_write = within(Tier::member);
  a.may_moderate = within(Tier::helps);
  a.name = [](db::Session& s, std::int64_t id) -> std::string {
    const auto g = store::group(s, GroupId{id});
    return g ? g->name : "";
  };
  a.url = [](std::int64_t id) { return "/groups/" + std::to_string(id); };
  a.of = audiences_of;
  a.followers = [](db::Session& s, std::int64_t id) { return store::told_at_once(s, GroupId{id}); };
  parts_.below.feed.audience("group", std::move(a));
}

void Module::serve_search() {
  search::Search::Kind kind;
  kind.plural = {N_("Groups")};
  kind.order = 30;
  kind.show = [this](db::Session& s, const http::Viewer& viewer, const i18n::Language& l,
                     std::int64_t id) -> std::optional<search::Hit> {
    const auto g = store::group(s, GroupId{id});
    if (!g || !findable(*g)) return {};
    const auto seer = service_.seer(s, *g, viewer, core_.clock.now());
    if (tier(*g, seer) == Tier::none) return {};
    const auto card = room_.card(*g, seer.circles, l);
    search::Hit hit;
    hit.kind = "group";
    hit.id = id;
    hit.title = g->name;
    hit.excerpt = card.about;
    hit.url = g->url();
    hit.icon = "people";
    hit.note = card.place + ", " + card.members;
    return hit;
  };
  kind.all = [](db::Session& s, std::int64_t after, int limit) {
    std::vector<search::Document> out;
    const auto groups = store::findable(s, GroupId{after}, limit);
    out.reserve(groups.size());
    for (const auto& g : groups) out.push_back(Service::document(g));
    return out;
  };
  parts_.below.search.kind("group", std::move(kind));
  parts_.below.search.audiences(audiences_of);
}

void Module::serve_moderation() {
  auto& desk = parts_.below.moderation;
  desk.reportable("group",
                  {[](db::Session& s, std::int64_t id) -> std::optional<moderation::Reported> {
                     const auto g = store::group(s, GroupId{id});
                     if (!g) return {};
                     std::string words = html::plain_text(g->about);
                     if (!g->rules.empty()) words += "\n\n" + html::plain_text(g->rules);
                     for (const auto& q : g->asked()) words.append("\n").append(q);
                     // Whoever answers for it: its founder, or who organises it since.
                     const auto first = store::members(s, g->id, 1);
                     return moderation::Reported{
                         g->name, words, g->url(),
                         first.empty() ? g->founded_by : first.front().account_id};
                   },
                   [this](db::Transaction& tx, std::int64_t id, bool hidden) {
                     service_.hide(tx, GroupId{id}, hidden, core_.clock.now());
                   },
                   [this](db::Session& s, std::int64_t id, AccountId viewer) {
                     const auto g = store::group(s, GroupId{id});
                     return g && tier_of(s, *g, viewer) != Tier::none;
                   }});
  desk.reportable("group_file",
                  {[](db::Session& s, std::int64_t id) -> std::optional<moderation::Reported> {
                     const auto f = store::file(s, FileId{id});
                     const auto g = f ? store::group(s, f->group_id) : std::nullopt;
                     if (!g) return {};
                     return moderation::Reported{f->name, g->name, g->url() + "/files", f->by_id};
                   },
                   [](db::Transaction& tx, std::int64_t id, bool hidden) {
                     store::show_file(tx, FileId{id}, hidden);
                   },
                   [](db::Session& s, std::int64_t id, AccountId viewer) {
                     const auto f = store::file(s, FileId{id});
                     return f && store::member(s, f->group_id, viewer);
                   }});
  desk.reportable(
      "group_request",
      {[](db::Session& s, std::int64_t id) -> std::optional<moderation::Reported> {
         const auto r = store::request(s, RequestId{id});
         const auto g = r ? store::group(s, r->group_id) : std::nullopt;
         if (!g) return {};
         std::string words;
         for (const auto& a : r->said()) words.append(a.answer).append("\n");
         return moderation::Reported{g->name, words, g->url() + "/requests", r->account_id};
       },
       [this](db::Transaction& tx, std::int64_t id, bool hidden) {
         if (hidden)
           store::decide(tx, RequestId{id}, RequestState::declined, AccountId{}, core_.clock.now());
       },
       [](db::Session& s, std::int64_t id, AccountId viewer) {
         const auto r = store::request(s, RequestId{id});
         const auto g = r ? store::group(s, r->group_id) : std::nullopt;
         const auto m = g ? store::member(s, g->id, viewer) : std::nullopt;
         return m && may_let_in(*g, *m);
       }});
}

std::string exported(db::Session& s, AccountId account) {
  json::array memberships, requests, files;
  const auto name = [&](GroupId id) {
    const auto g = store::group(s, id);
    return g ? g->name : std::string();
  };
  for (const auto& m : store::memberships(s, account))
    memberships.push_back(json::object{{"group", m.group_id.str()},
                                       {"name", name(m.group_id)},
                                       {"role", word(m.role)},
                                       {"trusted", m.trusted},
                                       {"notice", word(m.notice)},
                                       {"joined", rfc3339(m.joined_at)}});
  for (const auto& r : store::requests_of(s, account)) {
    json::array said;
    for (const auto& a : r.said())
      said.push_back(json::object{{"question", a.question}, {"answer", a.answer}});
    requests.push_back(json::object{{"group", r.group_id.str()},
                                    {"answers", std::move(said)},
                                    {"sent", rfc3339(r.created_at)}});
  }
  for (const auto& f : store::files_by(s, account))
    files.push_back(json::object{{"group", f.group_id.str()},
                                 {"name", f.name},
                                 {"size", f.size},
                                 {"added", rfc3339(f.created_at)}});
  return json::serialize(json::object{{"memberships", std::move(memberships)},
                                      {"requests", std::move(requests)},
                                      {"files", std::move(files)}});
}

void Module::serve_accounts() {
  parts_.below.accounts.on_export("groups", exported);
  parts_.below.accounts.on_delete([this](db::Transaction& tx, AccountId account) {
    service_.forget(tx, account, core_.clock.now());
  });
  notices::Kind kind;
  kind.code = "groups";
  kind.name = {N_("Your groups")};
  kind.hint = {N_("Who asks to join, invitations, and news as you chose it for each group.")};
  kind.order = 40;
  parts_.below.notices.kind(std::move(kind));
  // A link of its own only where something waits: the bar has room for few.
  core_.site.on_page(45, [this](html::Page& page, const http::Context& c) {
    if (!c.viewer.signed_in()) return;
    const auto count = core_.db.read(
        [&](db::Session& s) { return store::waiting_for(s, AccountId{c.viewer.account}); });
    if (count)
      page.account_links.push_back({c.language.tr(N_("Groups")), "/groups",
                                    c.request.path == "/groups", static_cast<int>(count)});
  });
}

}  // namespace

std::unique_ptr<Groups> make(const Core& core, Below below) {
  return std::make_unique<Module>(core, below);
}

}  // namespace palier::groups
