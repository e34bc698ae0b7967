// The questions of each kind of post, in words.
#include "features/feed/form.hpp"
#include "features/feed/words.hpp"

namespace palier::feed {
namespace {

using form::Errors;
using form::Input;
using html::Field;
using i18n::Language;

Field asked(const char* name, const char* label, const Language& l, const char* hint = nullptr,
            bool required = false) {
  Field f;
  f.name = name;
  f.label = l.tr(label);
  if (hint) f.hint = l.tr(hint);
  f.required = required;
  return f;
}

Field title_field(Kind kind, const Language& l) {
  switch (kind) {
    case Kind::event:
      return asked(field::kTitle, N_("What takes place?"), l,
                   N_("For example: a drink in the courtyard."), true);
    case Kind::lost_found:
      return asked(field::kTitle, N_("What was lost or found?"), l,
                   N_("For example: a grey cat, a bunch of keys."));
    default:
      return asked(field::kTitle, N_("Title"), l);
  }
}

struct Asks {
  const char* label;
  const char* hint;
};
Asks text_of(Kind kind) {
  switch (kind) {
    case Kind::question:
      return {N_("What would you like to know?"), N_("Your neighbours answer below it.")};
    case Kind::news:
      return {N_("What is there to tell?"), nullptr};
    case Kind::recommendation:
      return {N_("Whom or what do you recommend, and why?"),
              N_("Or ask for a good address. No telephone number of a private person.")};
    case Kind::lost_found:
      return {N_("Where and when? How can it be recognised?"),
              N_("Keep one detail to yourself, to ask whoever says that it is theirs.")};
    case Kind::event:
      return {N_("What should people know?"),
              N_("What to bring, how much it costs, whether there are steps.")};
    case Kind::alert:
      return {N_("What is happening, where, and since when?"),
              N_("Write what you have seen yourself. No names, no suspicions.")};
    case Kind::thanks:
      return {N_("Whom would you like to thank, and for what?"), nullptr};
  }
  return {N_("What is there to tell?"), nullptr};
}

std::string who_reads(const Circle& circle, const Language& l) {
  const auto level = places::level(circle.audience.substr(0, circle.audience.find('/')));
  if (!level) return l.tr(N_("The members of the group."));
  switch (*level) {
    case places::Level::building:
      return l.tr(N_("Those who live at your number."));
    case places::Level::street:
      return l.tr(N_("Everybody in your street."));
    case places::Level::quarter:
      return l.tr(N_("Everybody in your quarter."));
    case places::Level::city:
      return l.tr(N_("Everybody in the town who has an account."));
  }
  return "";
}

Field audience_field(const std::vector<Circle>& circles, const Language& l) {
  Field f = asked(field::kAudience, N_("Who will read it?"), l, nullptr, true);
  f.type = "radios";
  f.options.reserve(circles.size());
  for (const auto& c : circles) f.options.push_back({c.audience, c.name, who_reads(c, l)});
  return f;
}

Field time_field(const char* name, const char* label, const Language& l, bool required) {
  Field f = asked(name, label, l, nullptr, required);
  f.width = 6;
  return f;
}

void fill_poll(PostFields& p, const Input& input, const Errors& errors, const Language& l) {
  p.poll_question = asked(field::kPollQuestion, N_("Question of the poll"), l, nullptr, true);
  p.poll_several = asked("poll_several", N_("How many answers"), l, nullptr, true);
  p.poll_several.type = "checkboxes";
  p.poll_several.options.push_back({"1", l.tr(N_("One may choose several answers")), "", false});
  p.poll_until = asked(field::kPollUntil, N_("Last day to answer"), l,
                       N_("Without a day it stays open until you close it."));
  p.poll_until.type = "date";
  for (Field* f : {&p.poll_question, &p.poll_several, &p.poll_until})
    *f = html::filled(std::move(*f), input, errors, l);
  const auto& sent = input.many(field::kPollOptions);
  p.poll_options.reserve(kPollOptionsMax);
  for (std::size_t n = 0; n < kPollOptionsMax; ++n) {
    Field f;
    f.name = field::kPollOptions;
    f.label = l.tr(i18n::Message{N_("Answer {1}"), {std::to_string(n + 1)}});
    f.required = n < kPollOptionsMin;
    if (n < sent.size()) f.value = sent[n];
    if (n == 0)
      if (const auto* e = errors.find(f.name)) f.error = l.tr(*e);
    p.poll_options.push_back(std::move(f));
  }
  p.poll_open =
      !sent.empty() || input.has(field::kPollQuestion) || errors.find(field::kPollOptions);
}

}  // namespace

PostFields post_fields(Kind kind, const std::vector<Circle>& circles, const Input& input,
                       const Errors& errors, const Language& l) {
  PostFields p;
  p.has_title = kind == Kind::event || kind == Kind::lost_found || kind == Kind::news;
  p.has_event = kind == Kind::event;
  p.has_poll = kind == Kind::question || kind == Kind::news || kind == Kind::event;
  p.has_place = kind == Kind::recommendation || kind == Kind::question;
  p.audience = audience_field(circles, l);
  p.title = title_field(kind, l);
  const auto [label, hint] = text_of(kind);
  p.text = asked(field::kText, label, l, hint, kind != Kind::event);
  p.text.type = "textarea";
  p.text.rows = 6;
  p.text.max = static_cast<int>(kTextMax);
  p.starts = asked(field::kStarts, N_("On which day?"), l, N_("For example: 5 12 2026"), true);
  p.starts.type = "date";
  p.starts_time = time_field("starts_time", N_("From what time?"), l, true);
  p.starts_time.hint = l.tr(N_("For example: 18:30"));
  p.ends = asked(field::kEnds, N_("Last day, if it lasts several days"), l);
  p.ends.type = "date";
  p.ends_time = time_field("ends_time", N_("Until what time?"), l, false);
  p.place =
      asked(field::kPlace, N_("Where?"), l, N_("For example: in the courtyard of number 12."));
  p.about_place_name =
      asked("about_place_name", N_("An open place it is about"), l,
            N_("A market, a library, a pharmacy… that has its page here: write its name."));
  for (Field* f : {&p.audience, &p.title, &p.text, &p.starts, &p.starts_time, &p.ends, &p.ends_time,
                   &p.place, &p.about_place_name})
    *f = html::filled(std::move(*f), input, errors, l);
  if (p.has_poll) fill_poll(p, input, errors, l);
  return p;
}

}  // namespace palier::feed
