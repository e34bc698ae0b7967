#include "features/aid/room.hpp"

#include "core/http/signed_links.hpp"

namespace palier::aid {

Room::Seen Room::see(db::Session& s, const http::Context& c, Kind kind, PostId id) const {
  auto post = store::find(s, id);
  if (!post || post->kind != kind) http::not_found();
  const auto catalogue_now = p.categories.now(s);
  const Category* category = catalogue_now->find(post->category_id);
  if (!category) http::not_found();

  Seen seen{std::move(*post), Tier::none, {}, {}, service.seer(s, c.viewer)};
  const Ties ties = service.ties(s, seen.post, seen.seer.account);
  seen.tier = tier(seen.post, category, seen.seer, ties);
  if (seen.tier == Tier::none) http::not_found();

  seen.view.everyone = public_view(seen.post, *category, c.language, c.now);
  const bool own = seen.seer.account && seen.seer.account == seen.post.owner_id;
  if (seen.tier >= Tier::neighbour) {
    const auto from = seen.seer.home && !own ? std::optional(seen.seer.home->exact) : std::nullopt;
    seen.view.neighbour = neighbour_view(
        seen.post, *category, p.accounts.person(s, seen.post.owner_id), from, c.language);
  }
  if (seen.tier == Tier::counterpart) seen.view.meeting = meeting(s, c, seen.post, *category);
  if (seen.tier == Tier::owner) seen.view.owner = owner(s, c, seen.post, *category);
  if (!own && seen.seer.account)
    if (const auto mine = store::answer_from(s, id, seen.seer.account)) {
      seen.view.mine = answer_view(s, c, seen.post, *mine, false);
      if (seen.view.meeting) {
        seen.view.meeting->thread_url = seen.view.mine->thread_url;
        seen.view.meeting->answer_id = mine->id.str();
      }
    }
  if (!own && seen.seer.account) seen.refused = service.may_answer(s, seen.post, seen.seer);
  return seen;
}

AnswerView Room::answer_view(db::Session& s, const http::Context& c, const Post& post,
                             const Answer& a, bool for_author) const {
  AnswerView v;
  v.id = a.id;
  v.state = a.state;
  const auto person = p.accounts.person(s, a.from_id);
  v.from = person && !person->first_name.empty()
               ? person->first_name
               : std::string(c.language.tr(N_("Someone who has left")));
  v.verified = person && person->verified;
  v.message = a.message;
  v.available = a.available;
  v.ago = c.language.ago(a.created_at, c.now);
  v.reply = a.reply;
  v.thanks = a.thanks;
  if (a.thread_id) v.thread_url = messages::Messages::url(a.thread_id);
  if (for_author && a.state == AnswerState::accepted && live(post.state)) {
    const auto contact = p.accounts.contact(s, a.from_id);
    // Who helps comes to the one who asked: the helper's own address is nobody's business.
    const bool needs_address = post.kind == Kind::offer;
    v.contact = ContactView{contact.full_name, contact.phone, contact.email,
                            needs_address ? contact.address : ""};
  }
  return v;
}

MeetingView Room::meeting(db::Session& s, const http::Context& c, const Post& post,
                          const Category& category) const {
  MeetingView v;
  const auto contact = p.accounts.contact(s, post.owner_id);
  const auto home = p.accounts.home(s, post.owner_id);
  const bool at_home = home && home->label == post.place_label && !post.for_other;
  v.contact = {contact.full_name, contact.phone, contact.email,
               at_home && !contact.address.empty() ? contact.address : post.place_label};
  v.other_name = post.other_name;
  v.said =
      said(category, post.kind, replies_from_json(post.replies), aid::Seen::accepted, c.language);
  return v;
}

OwnerView Room::owner(db::Session& s, const http::Context& c, const Post& post,
                      const Category& category) const {
  OwnerView v;
  v.address = post.place_label;
  v.other_name = post.other_name;
  if (post.for_other) {
    v.consent = c.language.tr(label(post.consent));
    if (post.consent_at) v.consent += ", " + c.language.date(*post.consent_at);
  }
  v.vulnerable = post.vulnerable;
  v.verified_only = post.verified_only;
  v.scope = scope_line(post.scope, post.radius_m, c.language);
  v.expires = c.language.date(post.expires_at);
  v.said =
      said(category, post.kind, replies_from_json(post.replies), aid::Seen::accepted, c.language);
  const bool own = post.owner_id.value == c.viewer.account;
  for (const auto& a : store::answers_of(s, post.id))
    if (a.state != AnswerState::withdrawn) v.answers.push_back(answer_view(s, c, post, a, true));
  std::stable_sort(v.answers.begin(), v.answers.end(), [](const auto& a, const auto& b) {
    const auto order = [](AnswerState state) {
      return state == AnswerState::accepted ? 0 : state == AnswerState::pending ? 1 : 2;
    };
    return order(a.state) < order(b.state);
  });
  v.editable = own && next(post.state, Action::edit);
  v.cancellable = own && next(post.state, Action::cancel);
  v.renewable = own && (post.state == State::expired ||
                        (live(post.state) && post.expires_at - kAskBefore <= c.now));
  v.finishable = own && next(post.state, Action::finish) && post.accepted > 0;
  return v;
}

std::vector<CardView> Room::cards(db::Session& s, const http::Context& c, const Seer& seer,
                                  const std::vector<PostId>& ids,
                                  const std::optional<geo::Point>& from) const {
  const auto catalogue_now = p.categories.now(s);
  std::map<AccountId, std::optional<accounts::Person>> people;
  std::vector<CardView> out;
  for (const auto& post : store::find_all(s, ids)) {
    const Category* category = catalogue_now->find(post.category_id);
    if (!category) continue;
    const Tier seen = tier(post, category, seer, service.ties(s, post, seer.account));
    if (seen == Tier::none || !listed(post.state)) continue;
    CardView card;
    card.everyone = public_view(post, *category, c.language, c.now);
    card.own = seer.account && seer.account == post.owner_id;
    if (seen >= Tier::neighbour) {
      auto [author, fresh] = people.try_emplace(post.owner_id);
      if (fresh) author->second = p.accounts.person(s, post.owner_id);
      card.neighbour = neighbour_view(post, *category, author->second, from, c.language);
    }
    out.push_back(std::move(card));
  }
  return out;
}

void Room::reload() const {
  p.index.clear();
  const auto catalogue_now = catalogue();
  std::int64_t after = 0;
  constexpr int kPage = 5000;
  for (;;) {
    const auto posts = db().read([&](db::Session& s) { return store::listed(s, after, kPage); });
    for (const auto& post : posts) {
      const Category* category = catalogue_now->find(post.category_id);
      p.index.put(post, category && category->anywhere);
      after = post.id.value;
    }
    if (posts.size() < kPage) break;
  }
}

void Room::sync() const {
  // SQLite has one node: its own commits have told the index already.
  if (db().dialect() == db::Dialect::postgres) db().read([&](db::Session& s) { sync(s); });
}

void Room::sync(db::Session& s) const {
  if (s.dialect() != db::Dialect::postgres) return;
  const auto time = std::chrono::steady_clock::now();
  const std::unique_lock lock(sync_mutex_, std::try_to_lock);
  if (!lock || time - looked_ < std::chrono::seconds(2)) return;
  looked_ = time;
  const Instant now = p.core.clock.now();
  // A minute back: another node's clock may be behind, a long transaction commit late.
  const Instant since = (synced_ == Instant{} ? now : synced_) - std::chrono::minutes(1);
  const auto catalogue_now = p.categories.now(s);
  for (const auto& post : store::changed_since(s, since, 2000)) {
    const Category* category = catalogue_now->find(post.category_id);
    p.index.put(post, category && category->anywhere);
  }
  synced_ = now;
}

}  // namespace palier::aid
