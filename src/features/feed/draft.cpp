#include "features/feed/draft.hpp"

#include <algorithm>

#include "core/form/clean.hpp"

namespace palier::feed {
namespace {

using form::Errors;
using i18n::Message;

Message at_most(std::size_t n) {
  return {N_("This is too long: write at most {1} characters."), {std::to_string(n)}};
}

void bounded(std::string& text, std::size_t most, const char* name, Errors& errors) {
  text = form::valid_utf8(text) ? form::clean(text) : std::string();
  if (form::looks_empty(text)) text.clear();
  if (form::length(text) > most) errors.add(name, at_most(most));
}

void check_event(Feed::Draft& draft, Instant now, Errors& errors, bool edit) {
  if (draft.kind != Kind::event) draft.event.reset();
  if (draft.kind != Kind::event) return;
  if (!draft.event) {
    errors.add(field::kStarts, {N_("Say when it takes place.")});
    return;
  }
  auto& e = *draft.event;
  bounded(e.place, kPlaceMax, field::kPlace, errors);
  // What is under way may still be told of, and corrected when it is over.
  if (!edit && e.starts < now - std::chrono::days(1))
    errors.add(field::kStarts, {N_("This day is over. Check the date.")});
  if (e.starts > now + kAheadMax)
    errors.add(field::kStarts, {N_("This is more than two years ahead. Check the date.")});
  if (e.ends && *e.ends <= e.starts)
    errors.add(field::kEnds, {N_("The end comes before the beginning.")});
  else if (e.ends && *e.ends > e.starts + std::chrono::days(60))
    errors.add(field::kEnds, {N_("An event lasts at most two months.")});
}

void check_poll(Poll& poll, Instant now, Errors& errors) {
  bounded(poll.question, kPollQuestionMax, field::kPollQuestion, errors);
  std::vector<std::string> kept;
  kept.reserve(poll.options.size());
  for (auto& option : poll.options) {
    bounded(option, kPollOptionMax, field::kPollOptions, errors);
    if (!option.empty()) kept.push_back(std::move(option));
  }
  poll.options = std::move(kept);
  if (poll.question.empty())
    errors.add(field::kPollQuestion, {N_("Write the question of the poll.")});
  if (poll.options.size() < kPollOptionsMin)
    errors.add(field::kPollOptions, {N_("Give at least two answers to choose from.")});
  if (poll.options.size() > kPollOptionsMax)
    errors.add(field::kPollOptions, {N_("Give at most six answers to choose from.")});
  auto sorted = poll.options;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
    errors.add(field::kPollOptions, {N_("Two of the answers are the same.")});
  if (poll.until && *poll.until <= now)
    errors.add(field::kPollUntil, {N_("This day is over. Check the date.")});
  if (poll.until && *poll.until > now + kAheadMax)
    errors.add(field::kPollUntil, {N_("This is more than two years ahead. Check the date.")});
}

}  // namespace

void check(Feed::Draft& draft, Instant now, Errors& errors, bool edit) {
  if (std::find(std::begin(kKinds), std::end(kKinds), draft.kind) == std::end(kKinds))
    errors.add(field::kKind, {N_("Choose one of the answers.")});
  bounded(draft.title, kTitleMax, field::kTitle, errors);
  if (draft.title.find('\n') != std::string::npos)
    std::replace(draft.title.begin(), draft.title.end(), '\n', ' ');
  if (draft.kind == Kind::event && draft.title.empty())
    errors.add(field::kTitle, {N_("Give the event a title.")});
  bounded(draft.text, kTextMax, field::kText, errors);
  const bool shows =
      edit || !draft.photos.empty() || draft.poll || (draft.kind == Kind::event && draft.event);
  if (draft.text.empty() && (!shows || (edit && draft.title.empty())))
    errors.add(field::kText, {N_("Write a few words.")});
  check_event(draft, now, errors, edit);
  if (edit) return;
  if (draft.photos.size() > static_cast<std::size_t>(photos::Photos::kMost))
    errors.add(field::kPhotos,
               {N_("At most {1} photos."), {std::to_string(photos::Photos::kMost)}});
  draft.alts.resize(draft.photos.size());
  for (auto& alt : draft.alts) bounded(alt, kAltMax, field::kAlt, errors);
  if (draft.poll) check_poll(*draft.poll, now, errors);
}

void check_comment(std::string& text, Errors& errors) {
  bounded(text, kCommentMax, field::kText, errors);
  if (text.empty()) errors.add(field::kText, {N_("Write a few words.")});
}

}  // namespace palier::feed
