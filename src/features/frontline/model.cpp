#include "features/frontline/model.hpp"

#include <algorithm>

namespace palier::frontline {
namespace {

using Strings = std::vector<std::string>;

template <class E>
E at(const Strings& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? E{} : static_cast<E>(found - words.begin());
}

}  // namespace

const Strings& audience_words() {
  static const Strings words{"helper", "worker", "person"};
  return words;
}
const Strings& kind_words() {
  static const Strings words{"text", "lines", "number", "choice",  "choices", "yes_no",
                             "ages", "week",  "place",  "contact", "consent", "needs"};
  return words;
}
const Strings& means_words() {
  static const Strings words{"nothing",    "first_name",     "last_name",    "email",
                             "phone",      "home",           "job",          "needs",
                             "details",    "urgency",        "windows",      "child_ages",
                             "children",   "prefers_parent", "has_children", "accepts_vulnerable",
                             "radius",     "per_week",       "spoken",       "whom",
                             "other_name", "contact",        "consent",      "consent_how"};
  return words;
}
std::string_view word(Audience v) {
  return audience_words()[static_cast<std::size_t>(v)];
}
std::string_view word(Kind v) {
  return kind_words()[static_cast<std::size_t>(v)];
}
std::string_view word(Means v) {
  return means_words()[static_cast<std::size_t>(v)];
}
Audience audience_of(std::string_view w) {
  return at<Audience>(audience_words(), w);
}
Kind kind_of(std::string_view w) {
  return at<Kind>(kind_words(), w);
}
Means means_of(std::string_view w) {
  return at<Means>(means_words(), w);
}
std::string_view word(State v) {
  constexpr std::array<std::string_view, 5> words{"sent", "waiting", "done", "refused", "expired"};
  return words[static_cast<std::size_t>(v)];
}
std::string_view word(Way v) {
  constexpr std::array<std::string_view, 3> words{"online", "call", "letter"};
  return words[static_cast<std::size_t>(v)];
}

bool fits(Kind kind, Means means) {
  switch (means) {
    case Means::nothing:
      return kind == Kind::text || kind == Kind::lines || kind == Kind::number ||
             kind == Kind::choice || kind == Kind::choices || kind == Kind::yes_no;
    case Means::first_name:
    case Means::last_name:
    case Means::email:
    case Means::phone:
    case Means::other_name:
      return kind == Kind::text;
    case Means::home:
      return kind == Kind::place;
    case Means::job:
    case Means::whom:
    case Means::consent_how:
      return kind == Kind::choice;
    case Means::needs:
      return kind == Kind::needs;
    case Means::details:
      return kind == Kind::text || kind == Kind::lines;
    case Means::urgency:
    case Means::prefers_parent:
    case Means::has_children:
    case Means::accepts_vulnerable:
      return kind == Kind::yes_no;
    case Means::windows:
      return kind == Kind::week;
    case Means::child_ages:
      return kind == Kind::ages;
    case Means::children:
    case Means::radius:
    case Means::per_week:
      return kind == Kind::number || kind == Kind::choice;
    case Means::spoken:
      return kind == Kind::choices;
    case Means::contact:
      return kind == Kind::contact;
    case Means::consent:
      return kind == Kind::consent;
  }
  return false;
}

const Option* Question::option(std::string_view value) const {
  for (const auto& o : options)
    if (o.value == value) return &o;
  return nullptr;
}

const Question* Questionnaire::find(std::string_view question_code) const {
  for (const auto& q : questions)
    if (q.code == question_code) return &q;
  return nullptr;
}

const Question* Questionnaire::meaning(Means means) const {
  for (const auto& q : questions)
    if (!q.retired && q.means == means) return &q;
  return nullptr;
}

}  // namespace palier::frontline
