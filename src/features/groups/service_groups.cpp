// A group's own life: founded, changed, hidden, found, deleted.
#include <algorithm>

#include "core/audit/audit.hpp"
#include "core/html/markdown.hpp"
#include "core/http/keys.hpp"
#include "core/jobs/event_json.hpp"
#include "features/groups/service.hpp"

namespace palier::groups {

using form::Errors;
using moderation::Moderation;

const char* sentence(Refusal r) {
  switch (r) {
    case Refusal::not_found:
      return N_("It is not there any more.");
    case Refusal::not_allowed:
      return N_("Only those who run the group can do this.");
    case Refusal::not_trusted:
      return N_(
          "This is for members whom the group trusts already. It comes with time: the others "
          "say whom they trust on the page of the members.");
    case Refusal::banned:
      return N_(
          "The people who run this group have closed it to you. If you think this is a "
          "mistake, write to the moderators.");
    case Refusal::full:
      return N_("The group is full.");
    case Refusal::decided:
      return N_("Somebody else has just decided this, or it was withdrawn.");
    case Refusal::too_soon:
      return N_(
          "Your last request was declined a few days ago. Please wait a week before you ask "
          "again.");
    case Refusal::too_many:
      return N_("That is a lot for one day. Please go on tomorrow.");
    case Refusal::last_organiser:
      return N_("The group needs an organiser. Make somebody else one first.");
  }
  return "";
}

int status_of(Refusal r) {
  switch (r) {
    case Refusal::not_found:
      return 404;
    case Refusal::not_allowed:
    case Refusal::not_trusted:
    case Refusal::banned:
      return 403;
    case Refusal::too_many:
      return 429;
    default:
      return 409;
  }
}

Seer Service::seer(db::Session& s, const Group& g, const http::Viewer& viewer, Instant now) const {
  Seer out;
  out.account = AccountId{viewer.account};
  if (!out.account) return out;
  out.member = store::member(s, g.id, out.account);
  out.moderator = viewer.roles.has(http::Role::moderator);
  if (out.member) return out;
  out.invitation = store::invitation_of(s, g.id, out.account, now);
  out.banned = store::banned(s, g.id, out.account);
  const auto request = store::request_of(s, g.id, out.account);
  out.asked = request && request->state == RequestState::waiting;
  if (const auto at = p.below.accounts.home(s, out.account))
    out.circles = places::circles(at->scopes);
  return out;
}

std::optional<Service::Home> Service::home(db::Session& s, AccountId account) const {
  const auto at = account ? p.below.accounts.home(s, account) : std::nullopt;
  if (!at) return {};
  Home out{places::circles(at->scopes), at->scopes, ""};
  if (const auto address = p.below.places.address(at->address)) out.street = address->street;
  return out;
}

Moderation::Text Service::text_of(const Group& g, AccountId by, const std::string& text,
                                  bool is_new) {
  return {by, g.territory_id, "group", text, is_new ? 0 : g.id.value};
}

namespace {

std::string words(const Group& g) {
  std::string out = g.name + "\n" + g.about;
  if (!g.rules.empty()) out += "\n" + g.rules;
  for (const auto& q : g.asked()) out.append("\n").append(q);
  return out;
}

void fill(Group& g, const GroupForm& form) {
  g.name = form.draft.name;
  g.about = form.draft.about;
  g.rules = form.draft.rules;
  g.questions = questions_json(form.draft.questions);
  g.door = form.draft.door;
  g.lets_in = form.lets_in;
}

}  // namespace

Errors Service::judge(db::Session& s, AccountId, const Group& g, const Groups::Draft& d) const {
  Errors errors;
  if (p.below.bulletins.looks_official(s, g.territory_id, d.name))
    errors.add("name", {N_("This name looks like that of a public body. Choose one that says who "
                           "you are: neighbours.")});
  return errors;
}

Groups::Made Service::found(db::Transaction& tx, AccountId founder, const GroupForm& form,
                            Instant now) {
  Groups::Made made;
  const auto at = home(tx, founder);
  if (!at) {
    made.errors.add("circle", {N_("Say first where you live, on your account page.")});
    return made;
  }
  if (std::find(at->circles.begin(), at->circles.end(), form.draft.circle) == at->circles.end()) {
    made.errors.add("circle", {N_("Choose one of the places where you live.")});
    return made;
  }
  if (store::organised(tx, founder) >= kMostFounded) {
    made.errors.add("name", {N_("You organise {1} groups already. Hand one over first."),
                             {std::to_string(kMostFounded)}});
    return made;
  }
  Group g;
  g.id = GroupId::make();
  g.territory_id = at->scopes.territory;
  fill(g, form);
  g.circle = form.draft.circle;
  g.level = places::level(std::string_view(g.circle).substr(0, g.circle.find('/')))
                .value_or(places::Level::quarter);
  g.quarter_id = at->scopes.quarter;
  g.commune_id = at->scopes.commune;
  if (g.level == places::Level::street) g.place = at->street;
  g.founded_by = founder;
  g.founded_at = g.rules_at = now;
  made.errors = judge(tx, founder, g, form.draft);
  if (made.errors) return made;
  const auto all = words(g);
  const auto verdict = p.below.moderation.weigh(tx, text_of(g, founder, all, true));
  if (!verdict.ok()) {
    made.errors.add("about", verdict.why);
    return made;
  }
  g.unseen = verdict.act == Moderation::Verdict::Do::hold;
  store::insert(tx, g);
  join(tx, g, founder, Role::organiser, now, now);
  p.below.moderation.wrote(tx, text_of(g, founder, all), verdict);
  index(tx, g, now);
  // Who counts groups is not to learn of the hidden ones.
  if (g.door != Door::hidden) p.core.events.emit(tx, Founded{g.id.value});
  made.id = g.id;
  return made;
}

Service::Outcome<Errors> Service::edit(db::Transaction& tx, Group g, const Member& by,
                                       const GroupForm& form, Instant now) {
  if (by.role != Role::organiser) return tl::unexpected(Refusal::not_allowed);
  Errors errors;
  const bool renamed = g.name != form.draft.name;
  if (g.rules != form.draft.rules) g.rules_at = now;
  const auto before = words(g);
  fill(g, form);
  if (renamed) errors = judge(tx, by.account_id, g, form.draft);
  if (errors) return errors;
  if (const auto all = words(g); all != before) {
    const auto verdict = p.below.moderation.weigh(tx, text_of(g, by.account_id, all));
    if (!verdict.ok()) {
      errors.add("about", verdict.why);
      return errors;
    }
    g.unseen = g.unseen || verdict.act == Moderation::Verdict::Do::hold;
    p.below.moderation.wrote(tx, text_of(g, by.account_id, all), verdict);
  }
  store::save(tx, g);
  index(tx, g, now);
  return errors;
}

search::Document Service::document(const Group& g) {
  search::Document d;
  d.kind = "group";
  d.id = g.id.value;
  d.territory = g.territory_id;
  d.title = g.name;
  d.text = html::plain_text(g.about);
  if (g.level == places::Level::building) d.audience = g.circle;
  d.author = g.founded_by;
  d.at = g.founded_at;
  return d;
}

void Service::index(db::Transaction& tx, const Group& g, Instant) {
  if (findable(g))
    p.below.search.put(tx, document(g));
  else
    p.below.search.remove(tx, "group", g.id.value);
}

void Service::hide(db::Transaction& tx, GroupId id, bool hidden, Instant now) {
  auto g = store::group(tx, id);
  if (!g || g->unseen == hidden) return;
  g->unseen = hidden;
  store::save(tx, *g);
  index(tx, *g, now);
}

void Service::audit(db::Transaction& tx, const Group& g, AccountId by, std::string what,
                    std::string detail) const {
  audit::Line line;
  line.territory_id = g.territory_id.value;
  line.by_account = by.value;
  line.what = std::move(what);
  line.kind = "group";
  line.subject = g.id.value;
  line.detail = std::move(detail);
  audit::write(tx, p.core.clock, std::move(line));
}

void Service::erase(db::Transaction& tx, const Group& g) {
  p.below.feed.remove_all_for(tx, g.audience());
  p.below.search.remove(tx, "group", g.id.value);
  store::erase(tx, g.id);
}

Service::Outcome<> Service::remove(db::Transaction& tx, const Group& g, const Member& by, Instant) {
  if (by.role != Role::organiser) return tl::unexpected(Refusal::not_allowed);
  audit(tx, g, by.account_id, "groups.deleted", g.door == Door::hidden ? "" : g.name);
  for (const auto& m : store::members(tx, g.id))
    if (m.account_id != by.account_id) p.letters.ended(tx, g, m.account_id);
  erase(tx, g);
  return {};
}

void Service::forget(db::Transaction& tx, AccountId account, Instant now) {
  for (const auto& m : store::memberships(tx, account))
    if (const auto g = store::group(tx, m.group_id)) depart(tx, *g, m, now);
  store::forget(tx, account);
}

}  // namespace palier::groups
