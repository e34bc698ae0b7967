#include "features/groups/form.hpp"

#include <fmt/format.h>

#include "core/form/clean.hpp"

namespace palier::groups {

using form::Errors;
using form::Input;
using form::Reader;

namespace {

std::vector<std::string> read_questions(const Input& input, Errors& errors) {
  std::vector<std::string> out;
  for (const auto& value : input.many("questions")) {
    for (std::size_t at = 0; at <= value.size();) {
      const auto end = std::min(value.find('\n', at), value.size());
      auto line = form::clean(std::string_view(value).substr(at, end - at));
      if (form::length(line) > 200)
        errors.add("questions", {N_("A question may have at most {1} characters."), {"200"}});
      if (!form::looks_empty(line)) out.push_back(std::move(line));
      at = end + 1;
    }
  }
  if (out.size() > kMostQuestions)
    errors.add("questions", {N_("Ask at most {1} questions."), {std::to_string(kMostQuestions)}});
  return out;
}

}  // namespace

GroupForm read_group(const Input& input, Errors& errors, const std::vector<std::string>& circles,
                     bool founding) {
  Reader read(input, errors);
  GroupForm out;
  auto& d = out.draft;
  d.name = read.text(
      "name", {.required = true, .min = 3, .max = 80, .missing = {N_("Give the group a name.")}});
  d.about = read.text("about", {.required = true,
                                .min = 10,
                                .max = 3000,
                                .lines = true,
                                .missing = {N_("Say what the group is for.")}});
  if (founding)
    d.circle = read.choice("circle", circles, true, {N_("Say where the group is at home.")});
  const auto open =
      read.choice("door", {"open", "request", "hidden"}, true, {N_("Say who can come in.")});
  d.door = door(open).value_or(Door::by_request);
  d.rules = read.text("rules", {.max = 3000, .lines = true});
  d.questions = read_questions(input, errors);
  out.lets_in =
      lets_in(read.choice("lets_in", {"helpers", "trusted"}, false)).value_or(LetsIn::helpers);
  return out;
}

JoinForm read_join(const Input& input, Errors& errors, const Group& g, bool questions) {
  Reader read(input, errors);
  JoinForm out;
  out.agreed = read.flag("agree");
  const auto asked = g.asked();
  if (questions) {
    out.answers.reserve(asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const auto field = fmt::format("answer_{}", i + 1);
      out.answers.push_back(
          {asked[i], read.text(field, {.required = true,
                                       .max = 1000,
                                       .lines = true,
                                       .missing = {N_("Answer this question.")}})});
    }
  }
  if (!g.rules.empty() && !out.agreed)
    errors.add("agree", {N_("Tick the box if you agree to the rules of the group.")});
  return out;
}

InviteForm read_invite(const Input& input, Errors& errors) {
  Reader read(input, errors);
  InviteForm out;
  out.link = read.choice("way", {"link", "person"}, true, {N_("Choose how you want to invite.")}) !=
             "person";
  if (out.link) return out;
  const auto to =
      read.text("to", {.required = true,
                       .max = 254,
                       .missing = {N_("Write their e-mail address or telephone number.")}});
  if (to.empty()) return out;
  if (to.find('@') != std::string::npos)
    out.email = form::normal_email(to);
  else
    out.phone = form::normal_phone(to);
  if (out.email.empty() && out.phone.empty())
    errors.add("to", {N_("This is neither an e-mail address nor a telephone number. For example: "
                         "jeanne@example.org, or 01 99 00 12 34.")});
  return out;
}

Notice read_notice(const Input& input, Errors& errors) {
  Reader read(input, errors);
  return notice(read.choice("notice", {"all", "daily", "weekly", "none"}, true))
      .value_or(Notice::daily);
}

Role read_role(const Input& input, Errors& errors) {
  Reader read(input, errors);
  return role(read.choice("role", {"organiser", "helper", "member"}, true)).value_or(Role::member);
}

bool read_confirmed(const Input& input, Errors& errors, const Group& g) {
  Reader read(input, errors);
  const auto typed = read.text(
      "name", {.required = true, .max = 200, .missing = {N_("Type the name of the group.")}});
  if (!typed.empty() && folded(typed) != folded(g.name))
    errors.add("name", {N_("This is not the name of the group: {1}."), {g.name}});
  return !errors;
}

}  // namespace palier::groups
