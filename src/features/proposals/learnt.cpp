// What a no has changed: told on /helping, where it can be taken back.
#include <charconv>

#include "features/proposals/view.hpp"

namespace palier::proposals {
namespace {

using i18n::Language;
using i18n::Message;

/// Service::learn() writes "too_far radius_m 1000 400" into the history.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::int64_t number(std::string_view text) {
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::optional<Learnt> read(const Proposal& p, const std::vector<HistoryLine>& history) {
  Learnt out;
  bool found = false;
  for (const auto& line : history) {
    if (line.to_state != State::declined || line.actor_id != p.helper_id) continue;
    if (line.note == kUndone) return {};
    const auto words = words_of(line.note);
    if (words.empty()) continue;
    const auto why = no_of(words[0]);
    if (!why) continue;
    out = {p.id, p.author_id, *why, 0, 0, "", -1, line.at};
    found = *why == No::not_them;
    if (words.size() < 3) continue;
    found = true;
    if (words[1] == "radius_m") {
      out.before = number(words[2]);
      out.after = words.size() > 3 ? number(words[3]) : 0;
    } else if (words[1] == "kind") {
      out.kind = words[2];
    } else if (words[1] == "block") {
      out.block = number(words[2]);
    } else if (words[1] == "asks_per_week") {
      out.before = number(words[2]);
      out.after = std::max<std::int64_t>(1, out.before - 1);
    }
  }
  return found ? std::optional(out) : std::nullopt;
}

bool holds(db::Session& s, const Profile& profile, const Learnt& learnt) {
  switch (learnt.why) {
    case No::too_far:
      return profile.radius_m == learnt.after;
    case No::not_this_kind:
      return std::find(profile.kinds.begin(), profile.kinds.end(), learnt.kind) ==
             profile.kinds.end();
    case No::not_then:
      return learnt.block >= 0 && profile.windows != 0 && !(profile.windows >> learnt.block & 1);
    case No::too_often:
      return profile.asks_per_week == learnt.after;
    case No::not_them: {
      const auto pairs = store::all_apart(s, profile.territory_id);
      return std::any_of(pairs.begin(), pairs.end(), [&](const Apart& a) {
        return a.by == profile.account_id && ((a.a == profile.account_id && a.b == learnt.author) ||
                                              (a.b == profile.account_id && a.a == learnt.author));
      });
    }
    case No::not_now:
    case No::other:
      return false;
  }
  return false;
}

}  // namespace

std::vector<Learnt> learnt(db::Session& s, const Parts&, const Profile& profile) {
  constexpr int kLatest = 60;
  std::vector<Learnt> out;
  for (const auto& p : store::of_helper(s, profile.account_id, kLatest)) {
    if (!p.no) continue;
    auto one = read(p, store::history(s, p.id));
    if (one && holds(s, profile, *one)) out.push_back(std::move(*one));
  }
  return out;
}

std::string line_of(const Learnt& learnt, const Kinds& kinds, const Language& l) {
  switch (learnt.why) {
    case No::too_far:
      return l.tr(Message{N_("You said that it was too far: we now ask you within {1}."),
                          {l.distance(static_cast<double>(learnt.after))}});
    case No::not_this_kind: {
      const auto* kind = kind_of(kinds, learnt.kind);
      return l.tr(
          Message{N_("You said that it was not your kind of thing: we ask you no more for this: "
                     "{1}."),
                  {kind ? kind->name : learnt.kind}});
    }
    case No::not_then:
      return l.tr(Message{N_("You said that the time did not suit you: we ask you no more for "
                             "help {1}."),
                          {block_name(learnt.block, l)}});
    case No::too_often: {
      const std::vector<std::string> args{l.number(learnt.after)};
      return Language::fill(
          l.tr("You said that we asked too often: we now ask at most once a week.",
               "You said that we asked too often: we now ask at most {1} times a week.",
               learnt.after),
          args);
    }
    case No::not_them:
      return l.tr(Message{N_("On {1} you said that you would rather not help somebody: we ask you "
                             "no more for them."),
                          {l.date(learnt.at, Language::Style::day_short)}});
    case No::not_now:
    case No::other:
      break;
  }
  return "";
}

void undo(Profile& profile, const Learnt& learnt) {
  switch (learnt.why) {
    case No::too_far:
      profile.radius_m = learnt.before;
      break;
    case No::not_this_kind:
      profile.kinds.push_back(learnt.kind);
      break;
    case No::not_then:
      profile.windows |= std::int64_t{1} << learnt.block;
      if (profile.windows == (std::int64_t{1} << 21) - 1) profile.windows = 0;
      break;
    case No::too_often:
      profile.asks_per_week = learnt.before;
      // The week's rest that came with it; a longer pause was their own.
      if (profile.paused_until && *profile.paused_until <= learnt.at + std::chrono::days(7))
        profile.paused_until.reset();
      break;
    case No::not_them:
    case No::not_now:
    case No::other:
      break;
  }
}

}  // namespace palier::proposals
