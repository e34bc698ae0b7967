#include "features/ready_texts/form.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace palier::ready_texts {
namespace {

using form::Errors;
using form::Input;
using form::Reader;
using html::Field;
using i18n::Language;
using i18n::Message;

std::string blank_name(std::size_t n) {
  return "blank_" + std::to_string(n + 1);
}

/// In the middle of a sentence it begins small; as a question it does not.
std::string capital(const std::string& label) {
  auto text = icu::UnicodeString::fromUTF8(label);
  if (!text.isEmpty()) text.replace(0, U16_LENGTH(text.char32At(0)), u_totitle(text.char32At(0)));
  std::string out;
  return text.toUTF8String(out);
}

Field chosen_of(std::string name, const char* label, std::string_view value, const Language& l) {
  Field f;
  f.name = std::move(name);
  f.type = "radios";
  f.label = l.tr(label);
  f.value = value;
  f.required = true;
  return f;
}

}  // namespace

void read_text(const Input& input, Errors& errors, Text& text) {
  Reader read(input, errors);
  std::vector<std::string> uses, languages;
  uses.reserve(std::size(kUses));
  for (const auto& use : kUses) uses.emplace_back(use.word);
  languages.reserve(i18n::languages().size());
  for (const auto* l : i18n::languages()) languages.emplace_back(l->code());
  text.use_for = read.choice("use", uses, true, {N_("Choose what the text is for.")});
  text.language = read.choice("language", languages, true, {N_("Choose its language.")});
  text.name = read.text("name", {.required = true, .max = 80, .missing = {N_("Give it a name.")}});
  text.body = read.text(
      "body", {.required = true, .max = 2000, .lines = true, .missing = {N_("Write the text.")}});
  if (const auto pattern = read_pattern(text.body); !pattern) errors.add("body", pattern.error());
  text.active = !read.flag("off");
}

std::vector<Field> text_fields(const Text& text, const Language& l) {
  Field use = chosen_of("use", N_("What is it for?"), text.use_for, l);
  for (const auto& u : kUses)
    use.options.push_back({u.word, l.tr(u.name), "", text.use_for == u.word});
  Field language = chosen_of("language", N_("Its language"), text.language, l);
  for (const auto* one : i18n::languages())
    language.options.push_back(
        {std::string(one->code()), std::string(one->own_name()), "", text.language == one->code()});
  Field name;
  name.name = "name";
  name.label = l.tr(N_("Name"));
  name.hint = l.tr(N_("As people choose it from a list. For example: Offer to do the shopping."));
  name.value = text.name;
  name.required = true;
  Field body;
  body.name = "body";
  body.type = "textarea";
  body.label = l.tr(N_("Text"));
  body.hint =
      l.tr(N_("Where somebody has to fill in a word or two, write {{what is asked | an "
              "example}}. For example: Hello, I am {{your first name | Jeanne}}."));
  body.value = text.body;
  body.rows = 8;
  body.max = 2000;
  body.required = true;
  Field off;
  off.name = "off";
  off.type = "checkboxes";
  off.label = l.tr(N_("Switched off"));
  off.required = true;
  off.options.push_back({"1", l.tr(N_("Do not offer it for now")), "", !text.active});
  return {std::move(use), std::move(language), std::move(name), std::move(body), std::move(off)};
}

std::vector<std::string> read_blanks(const Input& input, Errors& errors, const Pattern& pattern) {
  Reader read(input, errors);
  std::vector<std::string> out;
  out.reserve(pattern.blanks.size());
  for (std::size_t n = 0; n < pattern.blanks.size(); ++n)
    out.push_back(read.text(
        blank_name(n), {.required = true,
                        .max = 120,
                        .missing = Message{N_("Write this: {1}."), {pattern.blanks[n].label}}}));
  return out;
}

std::vector<Field> blank_fields(const Pattern& pattern, const Language& l) {
  std::vector<Field> out;
  out.reserve(pattern.blanks.size());
  for (std::size_t n = 0; n < pattern.blanks.size(); ++n) {
    Field f;
    f.name = blank_name(n);
    f.label = capital(pattern.blanks[n].label);
    if (!pattern.blanks[n].example.empty())
      f.hint = l.tr(Message{N_("For example: {1}"), {pattern.blanks[n].example}});
    f.required = true;
    out.push_back(std::move(f));
  }
  return out;
}

}  // namespace palier::ready_texts
