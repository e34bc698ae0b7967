#include "features/groups/model.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <boost/json.hpp>

namespace palier::groups {

namespace json = boost::json;

namespace {

template <class T, std::size_t N>
std::optional<T> find(const T (&all)[N], std::string_view text) {
  for (const T one : all)
    if (word(one) == text) return one;
  return {};
}

}  // namespace

std::string_view word(Door door) {
  switch (door) {
    case Door::open:
      return "open";
    case Door::by_request:
      return "request";
    case Door::hidden:
      return "hidden";
  }
  return "";
}

std::string_view word(Role role) {
  switch (role) {
    case Role::organiser:
      return "organiser";
    case Role::helper:
      return "helper";
    case Role::member:
      return "member";
  }
  return "";
}

std::string_view word(Notice notice) {
  switch (notice) {
    case Notice::all:
      return "all";
    case Notice::daily:
      return "daily";
    case Notice::weekly:
      return "weekly";
    case Notice::none:
      return "none";
  }
  return "";
}

std::string_view word(LetsIn who) {
  return who == LetsIn::helpers ? "helpers" : "trusted";
}

std::optional<Door> door(std::string_view text) {
  return find({Door::open, Door::by_request, Door::hidden}, text);
}
std::optional<Role> role(std::string_view text) {
  return find({Role::organiser, Role::helper, Role::member}, text);
}
std::optional<Notice> notice(std::string_view text) {
  return find({Notice::all, Notice::daily, Notice::weekly, Notice::none}, text);
}
std::optional<LetsIn> lets_in(std::string_view text) {
  return find({LetsIn::helpers, LetsIn::trusted}, text);
}

const char* label(Door door) {
  switch (door) {
    case Door::open:
      return N_("Open to all");
    case Door::by_request:
      return N_("On request");
    case Door::hidden:
      return N_("Hidden");
  }
  return "";
}

const char* label(Role role) {
  switch (role) {
    case Role::organiser:
      return N_("Organises the group");
    case Role::helper:
      return N_("Helps to run it");
    case Role::member:
      return N_("Member");
  }
  return "";
}

const char* label(Notice notice) {
  switch (notice) {
    case Notice::all:
      return N_("Each post, at once");
    case Notice::daily:
      return N_("One letter a day, where there is something new");
    case Notice::weekly:
      return N_("One letter a week");
    case Notice::none:
      return N_("Nothing");
  }
  return "";
}

std::vector<std::string> Group::asked() const {
  std::vector<std::string> out;
  const auto list = json::parse(questions).as_array();
  out.reserve(list.size());
  for (const auto& q : list) out.emplace_back(q.as_string());
  return out;
}

std::vector<Answered> Request::said() const {
  std::vector<Answered> out;
  const auto list = json::parse(answers).as_array();
  out.reserve(list.size());
  for (const auto& a : list)
    out.push_back({std::string(a.as_object().at("q").as_string()),
                   std::string(a.as_object().at("a").as_string())});
  return out;
}

std::string questions_json(const std::vector<std::string>& questions) {
  json::array out;
  for (const auto& q : questions) out.emplace_back(q);
  return json::serialize(out);
}

std::string answers_json(const std::vector<Answered>& answers) {
  json::array out;
  for (const auto& a : answers) out.push_back(json::object{{"q", a.question}, {"a", a.answer}});
  return json::serialize(out);
}

std::string folded(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* nfkd = icu::Normalizer2::getNFKDInstance(error);
  auto apart = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  if (U_SUCCESS(error)) apart = nfkd->normalize(apart.foldCase(), error);
  icu::UnicodeString kept;
  bool blank = true;
  for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (u_isalnum(c)) {
      kept.append(c);
      blank = false;
    } else if (u_charType(c) != U_NON_SPACING_MARK && !blank) {
      kept.append(u' ');
      blank = true;
    }
  }
  std::string out;
  kept.trim().toUTF8String(out);
  return out;
}

}  // namespace palier::groups
