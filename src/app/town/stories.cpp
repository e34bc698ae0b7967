#include "app/town/stories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "embedded/town.hpp"

namespace palier::app::town {
namespace {

int number(std::string_view text) {
  int v = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::logic_error(fmt::format("the town's texts: {} is not a number", text));
  return v;
}

std::vector<int> numbers(std::string_view list) {
  std::vector<int> out;
  for (const auto& one : split(list, ',')) out.push_back(number(one));
  return out;
}

void windows(Story& s, std::string_view days, std::string_view part) {
  for (const auto& day : split(days, ','))
    s.fields.emplace_back("windows", fmt::format("{}-{}", day, part));
}

bool flag_of(Story& s, std::string_view word) {
  constexpr std::string_view kWeek = "mon,tue,wed,thu,fri";
  if (word == "urgent") {
    s.urgent = true;
    s.fields.emplace_back("urgency", "urgent");
  } else if (word == "frail") {
    s.for_verified = true;
    s.fields.emplace_back("vulnerable", "1");
  } else if (word == "verified") {
    s.for_verified = true;
    s.fields.emplace_back("verified_only", "1");
  } else if (word == "noct") {
    s.fields.emplace_back("contactless", "no");
  } else if (word == "mornings") {
    windows(s, kWeek, "morning");
  } else if (word == "evenings") {
    windows(s, kWeek, "evening");
  } else if (word == "weekend") {
    for (const char* part : {"morning", "afternoon"}) windows(s, "sat,sun", part);
  } else if (word == "daily" || word == "weekly" || word == "fortnightly" || word == "monthly") {
    s.fields.emplace_back("repeats", word);
  } else if (word == "building" || word == "street" || word == "quarter") {
    s.scope = word;
  } else if (word == "expenses") {
    s.fields.emplace_back("payment", "expenses");
  } else {
    return word == "contactless";  // What the categories that can are anyway.
  }
  return true;
}

bool setting_of(Story& s, std::string_view word) {
  const auto at = word.find('=');
  if (at == std::string_view::npos) return false;
  const auto key = word.substr(0, at), value = word.substr(at + 1);
  if (key == "by") {
    s.by_day = number(value);
  } else if (key == "on") {
    s.on_days = numbers(value);
  } else if (key == "w") {
    for (const auto& block : split(value, ',')) s.fields.emplace_back("windows", block);
  } else if (key == "report") {
    s.report = value;
  } else if (key == "people") {
    s.people = number(value);
    s.fields.emplace_back("people", value);
  } else if (key == "paid") {
    s.fields.emplace_back("payment", "paid");
    s.fields.emplace_back("amount", value);
  } else if (key == "other") {
    const auto colon = value.find(':');
    s.fields.emplace_back("for", "other");
    s.fields.emplace_back("other_name", value.substr(0, colon));
    s.fields.emplace_back("consent", value.substr(colon + 1));
  } else {
    return false;
  }
  return true;
}

void word_of(Story& s, std::string_view word) {
  constexpr std::array<std::string_view, 6> kOrigins{"mag", "wa", "pt", "tr", "vn", "uk"};
  if (word.starts_with('@')) {
    s.voice.persona = word.substr(1);
  } else if (std::find(kOrigins.begin(), kOrigins.end(), word) != kOrigins.end()) {
    s.voice.origin = word;
  } else if (word.size() > 2 && word[0] == 'r' && word[1] >= '0' && word[1] <= '9') {
    s.scope = "radius";
    s.radius = number(word.substr(1));
    s.fields.emplace_back("radius", word.substr(1));
  } else if (!setting_of(s, word) && !flag_of(s, word)) {
    throw std::logic_error(fmt::format("the town's texts: nobody knows the word {}", word));
  }
}

Course course_of(std::string_view word) {
  if (word == "agreed") return Course::agreed;
  if (word == "done") return Course::done;
  if (word == "cancelled") return Course::cancelled;
  if (word == "expired") return Course::expired;
  throw std::logic_error(fmt::format("the town's texts: {} is no course", word));
}

/// `kind` is what the file holds; none in past.txt, whose heads say it.
Story head_of(std::string_view line, std::optional<aid::Kind> kind) {
  auto words = split(line.substr(2), ' ');
  Story s;
  std::size_t at = 0;
  if (kind)
    s.kind = *kind;
  else
    s.kind = words.at(at++) == "offer" ? aid::Kind::offer : aid::Kind::need;
  s.category = words.at(at++);
  const std::string& voice = words.at(at++);
  s.voice.gender = voice.at(0);
  s.voice.age = number(std::string_view(voice).substr(1));
  if (!kind) s.course = course_of(words.at(at++));
  for (; at < words.size(); ++at) word_of(s, words[at]);
  s.fields.emplace_back("scope", s.scope);
  if (s.category == "childcare") s.for_verified = true;
  return s;
}

/// Answers that are ticks in a list: one field each.
bool several(std::string_view category, std::string_view question) {
  return question == "diet" || question == "ages" || question == "level" || question == "bring" ||
         (question == "what" && category == "paperwork");
}

void answer_of(Story& s, std::string_view line) {
  const auto space = line.find(' ');
  const std::string field = fmt::format("questions.{}", line.substr(0, space));
  const std::string_view value = line.substr(space + 1);
  if (!several(s.category, line.substr(0, space))) {
    s.fields.emplace_back(field, value);
    return;
  }
  for (auto& one : split(value, ' ')) s.fields.emplace_back(field, std::move(one));
}

void read_stories(std::string_view text, std::optional<aid::Kind> kind, std::vector<Story>& out) {
  for (const auto& line : lines_of(text)) {
    const std::string_view rest =
        std::string_view(line).substr(std::min<std::size_t>(2, line.size()));
    if (line.starts_with("# "))
      out.push_back(head_of(line, kind));
    else if (line.starts_with("= "))
      out.back().title = rest;
    else if (line.starts_with("? "))
      answer_of(out.back(), rest);
    else if (line.starts_with("! "))
      out.back().thanks = rest;
    else
      out.back().details += (out.back().details.empty() ? "" : "\n") + line;
  }
}

}  // namespace

std::string_view file(std::string_view name) {
  for (const auto& f : embedded::town())
    if (f.name == name) return f.bytes;
  throw std::logic_error(fmt::format("the town has no {}", name));
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(at), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::vector<std::string> lines_of(std::string_view text) {
  return split(text, '\n');
}

Texts read_texts() {
  Texts out;
  read_stories(file("needs_1.txt"), aid::Kind::need, out.stories);
  read_stories(file("needs_2.txt"), aid::Kind::need, out.stories);
  read_stories(file("offers.txt"), aid::Kind::offer, out.stories);
  read_stories(file("past.txt"), {}, out.stories);

  std::vector<std::string>* answers = nullptr;
  for (auto& line : lines_of(file("answers.txt"))) {
    if (line.starts_with("need ") || line.starts_with("offer "))
      answers = &out.answers[line];
    else
      answers->push_back(std::move(line));
  }
  std::vector<Dialogue>* dialogues = nullptr;
  for (const auto& line : lines_of(file("dialogues.txt"))) {
    if (line.starts_with("# ")) {
      dialogues = &out.dialogues[line.substr(2)];
      dialogues->emplace_back();
    } else {
      dialogues->back().push_back({line.starts_with("A "), line.substr(2)});
    }
  }
  return out;
}

}  // namespace palier::app::town
