// The sentences of views, in the reader's language.
#include "core/i18n/zone.hpp"
#include "features/aid/form.hpp"
#include "features/aid/view.hpp"

namespace palier::aid {
namespace {

using i18n::Language;
using i18n::Message;

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& p : parts) out += (out.empty() ? "" : ", ") + p;
  return out;
}

}  // namespace

std::string base(Kind kind) {
  return kind == Kind::need ? "/needs" : "/offers";
}

Message label(Scope v) {
  switch (v) {
    case Scope::building:
      return {N_("The people of my building")};
    case Scope::street:
      return {N_("The people of my street")};
    case Scope::quarter:
      return {N_("The people of my quarter")};
    case Scope::city:
      return {N_("Everyone in town, the nearest first")};
    case Scope::radius:
      return {N_("The people around me, up to a distance")};
  }
  return {""};
}

Message label(Payment v) {
  switch (v) {
    case Payment::free:
      return {N_("Free")};
    case Payment::expenses:
      return {N_("Expenses only")};
    case Payment::paid:
      return {N_("Paid")};
  }
  return {""};
}

Message label(Repeats v) {
  switch (v) {
    case Repeats::once:
      return {N_("Once")};
    case Repeats::daily:
      return {N_("Every day")};
    case Repeats::weekly:
      return {N_("Every week")};
    case Repeats::fortnightly:
      return {N_("Every two weeks")};
    case Repeats::monthly:
      return {N_("Every month")};
  }
  return {""};
}

Message label(Consent v) {
  switch (v) {
    case Consent::none:
      return {N_("Not said")};
    case Consent::spoken:
      return {N_("They told me so, face to face or by telephone")};
    case Consent::written:
      return {N_("They wrote it to me")};
    case Consent::guardian:
      return {N_("I am their guardian, or the parent of a minor")};
  }
  return {""};
}

Message label(State v, Kind kind) {
  const bool need = kind == Kind::need;
  switch (v) {
    case State::open:
      return need ? Message{N_("Waiting for an answer")} : Message{N_("Available")};
    case State::proposed:
      return need ? Message{N_("Somebody has offered to help")}
                  : Message{N_("Somebody is interested")};
    case State::agreed:
      return {N_("Agreed")};
    case State::done:
      return {N_("Done")};
    case State::cancelled:
      return {N_("Cancelled")};
    case State::expired:
      return {N_("Closed, for lack of news")};
  }
  return {""};
}

Message label(AnswerState v) {
  switch (v) {
    case AnswerState::pending:
      return {N_("Waiting")};
    case AnswerState::accepted:
      return {N_("Accepted")};
    case AnswerState::declined:
      return {N_("Not taken")};
    case AnswerState::withdrawn:
      return {N_("Withdrawn")};
  }
  return {""};
}

std::string day_label(int day, const Language& l) {
  static constexpr std::array<const char*, 7> days{N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
                                                   N_("Thursday"), N_("Friday"),  N_("Saturday"),
                                                   N_("Sunday")};
  return l.tr(days[static_cast<std::size_t>(day)]);
}

std::string part_label(int part, const Language& l) {
  static constexpr std::array<const char*, 3> parts{N_("morning"), N_("afternoon"), N_("evening")};
  return l.tr(parts[static_cast<std::size_t>(part)]);
}

std::string block_label(int block, const Language& l) {
  return day_label(block / 3, l) + " " + part_label(block % 3, l);
}

std::string windows_line(std::int64_t windows, const Language& l) {
  std::vector<std::string> days;
  for (int day = 0; day < 7; ++day) {
    std::vector<std::string> parts;
    for (int part = 0; part < 3; ++part)
      if (windows >> (day * 3 + part) & 1) parts.push_back(part_label(part, l));
    if (parts.empty()) continue;
    const bool all = parts.size() == 3;
    days.push_back(day_label(day, l) + (all ? "" : " (" + joined(parts) + ")"));
  }
  return joined(days);
}

std::vector<std::string> when_lines(const Post& post, const Language& l) {
  std::vector<std::string> out;
  if (post.needed_by) out.push_back(l.tr(Message{N_("By {1}"), {l.date(*post.needed_by)}}));
  if (const auto dates = dates_of(post.dates); !dates.empty()) {
    std::vector<std::string> words;
    words.reserve(dates.size());
    for (const Instant day : dates) words.push_back(l.date(day, Language::Style::day_short));
    out.push_back(joined(words));
  }
  if (post.windows) out.push_back(windows_line(post.windows, l));
  if (post.repeats != Repeats::once) out.push_back(l.tr(label(post.repeats)));
  if (out.empty()) out.emplace_back(l.tr(N_("Any time")));
  return out;
}

std::string payment_line(Payment payment, std::optional<std::int64_t> cents, const Language& l) {
  if (payment == Payment::paid && cents) return l.tr(Message{N_("Paid: {1}"), {l.euros(*cents)}});
  return l.tr(label(payment));
}

std::string scope_line(Scope scope, std::int64_t radius_m, const Language& l) {
  if (scope == Scope::radius)
    return l.tr(Message{N_("The people around me, up to {1}"),
                        {l.distance(static_cast<double>(radius_m))}});
  return l.tr(label(scope));
}

std::vector<SaidView> said(const Category& category, Kind kind, const Replies& replies, Seen seen,
                           const Language& l) {
  std::vector<SaidView> out;
  for (const auto& q : category.questions) {
    if (!q.asked_of(kind) || q.seen != seen) continue;
    const auto found = replies.find(q.code);
    if (found == replies.end() || found->second.empty()) continue;
    SaidView line{q.label(l.code()), {}};
    for (const auto& v : found->second) {
      if (q.kind == QuestionKind::money) {
        line.values.push_back(l.euros(std::stoll(v)));
      } else if (q.kind == QuestionKind::yes_no) {
        line.values.emplace_back(v == "yes" ? l.tr(N_("Yes")) : l.tr(N_("No")));
      } else if (q.kind == QuestionKind::choice || q.kind == QuestionKind::choices) {
        const auto option = std::find_if(q.choices.begin(), q.choices.end(),
                                         [&](const Option& o) { return o.value == v; });
        if (option != q.choices.end())
          line.values.push_back(l.code() == "fr" ? option->fr : option->en);
      } else {
        line.values.push_back(v);
      }
    }
    if (!line.values.empty()) out.push_back(std::move(line));
  }
  return out;
}

PublicView public_view(const Post& post, const Category& category, const Language& l, Instant now) {
  PublicView v;
  v.id = post.id;
  v.kind = post.kind;
  v.state = post.state;
  v.url = base(post.kind) + "/" + post.id.str();
  v.category_code = category.code;
  v.category = category.name(l.code());
  v.title = post.title.empty() ? v.category : post.title;
  v.icon = category.icon;
  v.quarter = post.quarter_name;
  v.urgent = post.urgent;
  v.contactless = post.contactless;
  v.anywhere = category.anywhere;
  v.created = post.created_at;
  v.ago = l.ago(post.created_at, now);
  return v;
}

NeighbourView neighbour_view(const Post& post, const Category& category,
                             const std::optional<accounts::Person>& author,
                             const std::optional<geo::Point>& from, const Language& l) {
  NeighbourView v;
  v.author = author && !author->first_name.empty() ? author->first_name
                                                   : std::string(l.tr(N_("Someone who has left")));
  v.author_verified = author && author->verified;
  if (from) {
    v.metres = geo::distance_m(*from, post.shown());
    v.distance = l.distance(*v.metres);
  }
  v.details = post.details;
  v.said = said(category, post.kind, replies_from_json(post.replies), Seen::neighbours, l);
  v.when = when_lines(post, l);
  v.payment = payment_line(post.payment, post.amount_cents, l);
  v.people = post.people;
  v.missing = std::max<std::int64_t>(0, post.people - post.accepted);
  v.for_other = post.for_other;
  v.shown = post.shown();
  return v;
}

}  // namespace palier::aid
