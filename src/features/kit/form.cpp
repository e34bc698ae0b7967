#include "features/kit/model.hpp"

namespace palier::kit {

std::string_view word(Paper paper) {
  switch (paper) {
    case Paper::poster:
      return "poster";
    case Paper::leaflets:
      return "leaflets";
    case Paper::board:
      return "board";
    case Paper::numbers:
      break;
  }
  return "numbers";
}

Options read_options(const form::Input& input, const i18n::Language& reader, form::Errors& errors) {
  form::Reader r(input, errors);
  Options o;
  o.title = r.text("title", {.max = kTitle});
  o.intro = r.text("intro", {.max = kIntro, .lines = true});
  o.name = r.text("name", {.max = kName});
  o.phone = r.text("phone", {.max = kPhone});
  o.near = r.text("near", {.max = 120});
  std::vector<std::string> codes;
  for (const auto* l : i18n::languages()) codes.emplace_back(l->code());
  const auto code = r.choice("in", codes, false);
  const auto* chosen = i18n::find(code);
  o.language = chosen ? chosen : &reader;
  o.format =
      r.choice("format", {"a4", "a3"}, false) == "a3" ? paper::Format::a3 : paper::Format::a4;
  o.ink = r.choice("ink", {"colour", "saving"}, false) == "saving" ? paper::Ink::saving
                                                                   : paper::Ink::colour;
  o.precautions = r.choice("precautions", {"yes", "no"}, false) != "no";
  o.rows = static_cast<int>(r.number("rows", {.min = 4, .max = 24}).value_or(10));
  return o;
}

paper::About about(Paper what, const Options& options, const Site& site) {
  const auto& l = *options.language;
  paper::About out;
  out.language = l.code();
  out.right_to_left = l.right_to_left();
  out.author = site.host.empty() ? site.name : site.host;
  out.format = options.format;
  out.ink = options.ink;
  switch (what) {
    case Paper::poster:
      out.title = l.tr(N_("Poster for the hall"));
      break;
    case Paper::leaflets:
      out.title = l.tr(N_("Leaflets for letterboxes"));
      out.format = paper::Format::a4;
      break;
    case Paper::board:
      out.title = l.tr(N_("The neighbours’ board"));
      out.landscape = true;
      break;
    case Paper::numbers:
      out.title = l.tr(N_("Open places and useful numbers"));
      break;
  }
  return out;
}

}  // namespace palier::kit
