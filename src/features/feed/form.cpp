#include "features/feed/form.hpp"

#include <fmt/format.h>

#include "core/i18n/zone.hpp"

namespace palier::feed {
namespace {

using form::Errors;
using form::Input;
using form::Reader;
using std::chrono::minutes;
using Day = std::chrono::sys_days;

/// "18:30", "18h30", "18 h", "9": minutes since midnight.
std::optional<minutes> read_time(std::string_view text) {
  int numbers[2] = {0, 0};
  int at = 0, digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      numbers[at] = numbers[at] * 10 + (c - '0');
      if (++digits > 2) return {};
    } else if ((c == ':' || c == 'h' || c == 'H' || c == '.') && at == 0 && digits > 0) {
      at = 1;
      digits = 0;
    } else if (c != ' ' && static_cast<unsigned char>(c) < 0x80) {
      return {};
    }
  }
  if (at == 0 && digits == 0) return {};
  if (numbers[0] > 23 || numbers[1] > 59) return {};
  return minutes{numbers[0] * 60 + numbers[1]};
}

std::optional<minutes> time_of(Reader& read, std::string_view field, bool required) {
  const auto text = read.text(
      field, {.required = required, .max = 10, .missing = {N_("Say at what time it begins.")}});
  if (text.empty()) return {};
  const auto time = read_time(text);
  if (!time) read.errors().add(field, {N_("Write a time of day. For example: 18:30.")});
  return time;
}

std::optional<std::chrono::year_month_day> day_of(Reader& read, std::string_view field,
                                                  bool required, Instant now) {
  // Years of grace on both sides: what is too early or too late is said by check().
  const auto at = read.day(field, required, now - std::chrono::days(365), now + 2 * kAheadMax);
  if (!at) return {};
  return i18n::local(*at).day;
}

std::optional<Event> read_event(Reader& read, Instant now) {
  Event out;
  const auto day = day_of(read, field::kStarts, true, now);
  const auto time = time_of(read, "starts_time", true);
  const auto last = day_of(read, field::kEnds, false, now);
  const auto until = time_of(read, "ends_time", false);
  out.place = read.text(field::kPlace, {.max = kPlaceMax});
  if (!day || !time) return {};
  out.starts = i18n::from_local(*day, *time);
  if (last || until) {
    // A last day without a time lasts until its end; a time alone is of the same night.
    auto end_day = Day(last.value_or(*day));
    if (!last && *until <= *time) end_day += std::chrono::days(1);
    out.ends = i18n::from_local(end_day, until.value_or(minutes{23 * 60 + 59}));
  }
  return out;
}

std::optional<Poll> read_poll(Reader& read, Instant now) {
  const auto& input = read.input();
  const auto& options = input.many(field::kPollOptions);
  if (!input.has(field::kPollQuestion) && options.empty()) return {};
  Poll out;
  out.question = read.text(field::kPollQuestion, {.max = kPollQuestionMax});
  out.options = options;
  out.several = read.flag("poll_several");
  if (const auto day = day_of(read, field::kPollUntil, false, now))
    out.until = i18n::from_local(Day(*day) + std::chrono::days(1));
  return out;
}

}  // namespace

namespace {

void read_words(Reader& read, Instant now, Feed::Draft& draft) {
  draft.title = read.text(field::kTitle, {.max = kTitleMax});
  draft.text = read.text(field::kText, {.max = kTextMax, .lines = true});
  if (draft.kind == Kind::event) draft.event = read_event(read, now);
}

/// What is missing of an event is said already, field by field.
void check_further(Feed::Draft& draft, Instant now, Errors& errors, bool edit) {
  Errors further;
  check(draft, now, further, edit);
  for (const auto& e : further.entries()) {
    // An event whose day is wrong is an event all the same: it needs no other words.
    const bool said = draft.kind == Kind::event && !draft.event &&
                      ((e.field == field::kStarts && errors.find("starts_time")) ||
                       (e.field == field::kText && draft.text.empty()));
    if (!said) errors.add(e.field, e.message);
  }
}

}  // namespace

PostForm read_post(const Input& input, const feed::Reader& reader, Instant now, Errors& errors,
                   Feed::Draft begun) {
  form::Reader read(input, errors);
  PostForm out;
  auto& draft = out.draft;
  draft = std::move(begun);
  std::vector<std::string> kinds;
  kinds.reserve(std::size(kKinds));
  for (const Kind k : kKinds) kinds.emplace_back(word(k));
  draft.kind =
      kind(read.choice(field::kKind, kinds, true, {N_("Choose what you would like to write.")}))
          .value_or(Kind::news);
  read_words(read, now, draft);
  draft.poll = read_poll(read, now);
  if (input.has(field::kAboutPlace)) {
    const auto id = structures::StructureId::parse(input.one(field::kAboutPlace));
    if (!id) errors.add(field::kAboutPlace, {N_("Choose one of the answers.")});
    draft.about_place = id.value_or(structures::StructureId{});
  }
  out.about_place_name = read.text("about_place_name", {.max = kPlaceMax});
  auto may = reader.circles;
  may.insert(may.end(), reader.groups.begin(), reader.groups.end());
  draft.audience = read.choice(field::kAudience, may, true, {N_("Choose who will read it.")});
  check_further(draft, now, errors, false);
  return out;
}

Feed::Draft read_edit(const Input& input, const Post& post, Instant now, Errors& errors) {
  form::Reader read(input, errors);
  Feed::Draft draft;
  draft.kind = post.kind;
  read_words(read, now, draft);
  check_further(draft, now, errors, true);
  return draft;
}

std::string read_comment(const Input& input, Errors& errors) {
  form::Reader read(input, errors);
  auto text = read.text(field::kText, {.max = kCommentMax, .lines = true});
  if (!errors) check_comment(text, errors);
  return errors ? "" : text;
}

Input input_of(const Post& post) {
  Input out;
  out.set(field::kKind, std::string(word(post.kind)));
  out.set(field::kTitle, post.title);
  out.set(field::kText, post.text);
  out.set(field::kPlace, post.event_place);
  const auto put = [&](std::string_view name, Instant at) {
    const auto local = i18n::local(at);
    out.set(name, fmt::format("{:04}-{:02}-{:02}", static_cast<int>(local.day.year()),
                              static_cast<unsigned>(local.day.month()),
                              static_cast<unsigned>(local.day.day())));
    out.set(std::string(name) + "_time",
            fmt::format("{:02}:{:02}", local.time.count() / 60, local.time.count() % 60));
  };
  if (post.event_starts) put(field::kStarts, *post.event_starts);
  if (post.event_ends) put(field::kEnds, *post.event_ends);
  return out;
}

}  // namespace palier::feed
