// What somebody wants to write, looked at before it is kept.
#include <algorithm>
#include <array>
#include <set>

#include "core/i18n/zone.hpp"
#include "features/moderation/service.hpp"
#include "features/moderation/store.hpp"
#include "features/moderation/weigh.hpp"

namespace palier::moderation {
namespace {

using i18n::Message;
using namespace std::chrono_literals;

/// How much of a kind one person writes, at most; nobody who talks with neighbours gets near it.
struct Flow {
  std::string_view kind;
  std::int64_t ten_minutes, day, new_day;
};
constexpr Flow kAnything{"", 10, 100, 10};
constexpr std::array kFlows{Flow{"post", 5, 30, 5},      Flow{"comment", 15, 150, 30},
                            Flow{"group", 2, 5, 1},      Flow{"message", 40, 400, 80},
                            Flow{"aid", 10, 40, 12},     Flow{"bulletin", 5, 20, 5},
                            Flow{"group_post", 5, 30, 5}};
/// The same text again, by one person in a day: a third place is held, many more are refused.
/// Messages go to one person each, and a helper says the same to several; requests come again.
constexpr std::int64_t kSameHeld = 2, kSameRefused = 6;
constexpr std::int64_t kSameMessageHeld = 6, kSameMessageRefused = 20;
/// Other accounts that wrote it too. A ready text is said by many, so what they say must also lead
/// away from here.
constexpr std::size_t kWave = 2;
/// A message has one reader, who has agreed to hear from its author.
constexpr int kMessageMercy = 2;

Flow flow_of(std::string_view kind) {
  for (const auto& f : kFlows)
    if (f.kind == kind) return f;
  return kAnything;
}

Moderation::Verdict refused(Message why) {
  return {Moderation::Verdict::Do::refuse, std::move(why), ""};
}
Moderation::Verdict held(Message why, std::string signs) {
  return {Moderation::Verdict::Do::hold, std::move(why), std::move(signs)};
}

std::string day_of(Instant t) {
  const auto d = i18n::local(t).day;
  return fmt::format("{:02}/{:02}/{}", static_cast<unsigned>(d.day()),
                     static_cast<unsigned>(d.month()), static_cast<int>(d.year()));
}

Print print_of(const store::Written& w) {
  Print p;
  p.exact = w.exact;
  p.sketch = sketch_of(w.sketch);
  return p;
}

/// The keeper's rate of posting scales these limits too (docs/keeper.md); 0 turns them off.
std::int64_t scale(const Config& config) {
  const auto set = config.rates.find("posting");
  if (set == config.rates.end()) return 1;
  return set->second == 0 ? 1'000'000 : std::max(1, set->second / 20);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ","));
}

bool same_thing(const store::Written& w, const Moderation::Text& t) {
  return t.id != 0 && w.kind == t.kind && w.subject_id == t.id;
}

}  // namespace

Moderation::Verdict Service::weigh(db::Session& s, const Text& text) const {
  const Instant now = core_.clock.now();
  const auto person = accounts_.person(s, text.author);
  const auto roles = accounts_.roles(s, text.author, text.territory);
  if (!person || roles.empty())
    return refused({N_("Your account is suspended: you cannot write here.")});
  if (const auto until = store::limited_until(s, text.author, now))
    return refused(
        {N_("A moderator has decided that you cannot write here until {1}. You can still "
            "read, and ask for help by phone."),
         {day_of(*until)}});
  http::RoleSet others = roles;
  others.remove(http::Role::neighbour);
  if (!others.empty()) return {};  // Whoever answers for something here is trusted to write.

  const auto rules = store::settings(s, text.territory);
  const bool fresh = !person->verified && now - person->since < std::chrono::days{rules.new_days};
  const auto mine = store::written_by(s, text.author, now - 24h, 500);
  const Flow flow = flow_of(text.kind);
  const std::int64_t times = scale(core_.config);
  if (text.id == 0) {
    std::int64_t soon = 0, day = 0;
    for (const auto& w : mine) {
      if (w.kind != text.kind) continue;
      ++day;
      if (now - w.at < 10min) ++soon;
    }
    if (soon >= flow.ten_minutes * times)
      return refused(
          {N_("You have written a lot in a few minutes. Please wait ten minutes, then "
              "try again.")});
    if (fresh && day >= flow.new_day * times)
      return refused(
          {N_("In their first days, new accounts write a little less. Please try again "
              "tomorrow; in an emergency, call 112.")});
    if (day >= flow.day * times)
      return refused({N_("You have written a lot today. Please try again tomorrow.")});
  }

  const bool message = text.kind == "message";
  // A request comes again each time it is needed, in the same words.
  const bool repeated = message || text.kind == "aid";
  const auto signs = look_for_signs(text.text, core_.site.public_url, lines_of(rules.words));
  if (signs.score >= kRefuse)
    return refused(
        {N_("This looks like advertising or a scam, and was not kept. If it is not, "
            "write it in other words, without links.")});

  if (const Print print = moderation::print_of(text.text)) {
    std::int64_t again = 0;
    for (const auto& w : mine)
      if (!same_thing(w, text) && likeness(print, print_of(w)) >= kNearly) ++again;
    if (again >= (repeated ? kSameMessageRefused : kSameRefused))
      return refused(
          {N_("You have written this several times already. Once is enough: it reaches "
              "everyone it is meant for.")});
    if (again >= (repeated ? kSameMessageHeld : kSameHeld))
      return held({N_("You have written nearly the same elsewhere: a moderator looks at this one "
                      "before the others see it.")},
                  "duplicate");
    if (signs.contact) {
      std::set<AccountId> authors;
      for (const auto& w : store::written_alike(s, print, now - 24h, 200))
        if (w.author_id != text.author && likeness(print, print_of(w)) >= kNearly)
          authors.insert(w.author_id);
      if (authors.size() >= kWave)
        return held({N_("Others have written nearly the same: a moderator looks at this one before "
                        "it is seen.")},
                    "wave");
    }
  }
  if (signs.score >= kHold + (message ? kMessageMercy : 0))
    return held({N_("Some of this looks like advertising or a scam: a moderator looks at it before "
                    "the others see it.")},
                joined(signs.words));
  if (fresh && !message && signs.links > 0)
    return held({N_("Links of new accounts are looked at by a moderator before the others see "
                    "them.")},
                "new_links");
  return {};
}

}  // namespace palier::moderation
