#include "features/messages/form.hpp"

#include <algorithm>

#include "features/messages/policy.hpp"

namespace palier::messages {

Draft read_message(const form::Input& input, form::Errors& errors, bool with_photos) {
  form::Reader read(input, errors);
  Draft draft;
  draft.text = read.text("text", {.required = !with_photos,
                                  .max = kTextMost,
                                  .lines = true,
                                  .missing = {N_("Write your message.")}});
  draft.alt = read.text("photo_alt", {.max = 300});
  draft.once = input.one("once");
  return draft;
}

std::vector<AccountId> read_people(const form::Input& input, form::Errors& errors) {
  std::vector<AccountId> out;
  for (const std::string& value : input.many("people")) {
    if (value.empty()) continue;
    const auto id = AccountId::parse(value);
    if (!id) {
      errors.add("people", {N_("Choose one of the answers.")});
      return {};
    }
    if (std::find(out.begin(), out.end(), *id) == out.end()) out.push_back(*id);
    if (out.size() > kRoundMost) break;
  }
  if (out.empty()) errors.add("people", {N_("Choose who is to read it.")});
  return out;
}

std::string read_title(const form::Input& input, form::Errors& errors, bool required) {
  form::Reader read(input, errors);
  return read.text("title", {.required = required,
                             .max = 80,
                             .missing = {N_("Give it a title, such as “Sunday’s market”.")}});
}

RoundDraft read_round(const form::Input& input, form::Errors& errors) {
  RoundDraft draft;
  draft.people = read_people(input, errors);
  if (!draft.people.empty()) {
    const auto all = static_cast<int>(draft.people.size()) + 1;
    if (all < kRoundLeast)
      errors.add("people", {N_("A round is for at least three: choose two people or more.")});
    else if (all > kRoundMost)
      errors.add("people", {N_("A round is for at most twelve: choose eleven people or fewer.")});
  }
  draft.title = read_title(input, errors, true);
  draft.first = read_message(input, errors);
  return draft;
}

}  // namespace palier::messages
