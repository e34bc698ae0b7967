#include "features/bulletins/official.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "features/bulletins/official_words.hpp"

namespace palier::bulletins {
namespace {

using words::Segment;
using words::Text;
using words::Way;
using words::Word;
using Pattern = std::vector<std::string>;
using Patterns = std::vector<Pattern>;

Patterns patterns(std::initializer_list<const char*> list, Way way) {
  Patterns out;
  out.reserve(list.size());
  for (const char* one : list) out.push_back(words::pattern(one, way));
  return out;
}

/// All that is looked for, folded in one way.
struct Vocabulary {
  explicit Vocabulary(Way way)
      : articles(patterns({"la", "le", "les", "l", "the"}, way)),
        links(patterns(
            {"de",    "du",     "des", "d",      "de la", "de l", "des", "la",   "le",
             "les",   "l",      "of",  "of the", "the",   "et",   "sur", "sous", "en",
             "saint", "sainte", "au",  "aux",    "from",  "e",    "er",  "eme",  "arrondissement",
             "th",    "st",     "nd"},
            way)),
        offices(patterns({"mairie",
                          "mairie annexe",
                          "mairie d arrondissement",
                          "hotel de ville",
                          "préfecture",
                          "sous préfecture",
                          "préfecture de police",
                          "conseil municipal",
                          "conseil départemental",
                          "conseil régional",
                          "police",
                          "police municipale",
                          "police nationale",
                          "gendarmerie",
                          "gendarmerie nationale",
                          "agence régionale de santé",
                          "ars",
                          "ministère",
                          "ministère de la santé",
                          "ministère de l intérieur",
                          "gouvernement",
                          "rectorat",
                          "services municipaux",
                          "service municipal",
                          "services techniques",
                          "services de la ville",
                          "services de l état",
                          "assurance maladie",
                          "santé publique",
                          "santé publique france",
                          "city hall",
                          "town hall",
                          "city council",
                          "town council",
                          "prefecture",
                          "police department",
                          "government",
                          "ministry",
                          "ministry of health",
                          "health authority",
                          "health agency",
                          "department of health"},
                         way)),
        towns(patterns(
            {"ville de", "ville d", "ville du", "commune de", "commune d", "métropole de",
             "métropole d", "département de", "département du", "région", "city of", "town of"},
            way)),
        channels(patterns(
            {"info",      "infos",   "information", "informations", "actualités", "actus",
             "page",      "compte",  "groupe",      "site",         "bulletin",   "communiqué",
             "annonce",   "avis",    "message",     "alerte",       "note",       "consigne",
             "consignes", "contact", "accueil",     "news",         "notice",     "announcement",
             "statement", "warning", "account",     "group"},
            way)),
        official(patterns({"officiel", "officielle", "officiels", "officielles", "official"}, way)),
        edicts(patterns({"arrêté municipal", "arrêté préfectoral", "avis à la population",
                         "avis officiel", "public notice"},
                        way)),
        you(patterns(
            {"vous informe", "vous invite", "vous demande", "vous rappelle", "vous propose",
             "vous prie", "vous annonce", "vous signale", "vous alerte", "vous remercie",
             "vous recommande", "informs you", "asks you", "invites you", "reminds you",
             "informe ses habitants", "informe les habitants", "informe la population"},
            way)),
        tells(patterns(
            {"informe", "annonce", "communique", "alerte", "rappelle", "announces", "informs"},
            way)),
        not_so(patterns({"est", "pas", "non", "plus", "devient", "enfin", "is", "not", "un", "le",
                         "maillot", "ballon", "site"},
                        way)) {}
  Patterns articles, links, offices, towns, channels, official, edicts, you, tells, not_so;
};

const Vocabulary& vocabulary(Way way) {
  static const Vocabulary written(Way::written), capitals(Way::capitals);
  return way == Way::written ? written : capitals;
}

using Words = std::span<const Word>;

bool starts(Words words, const Pattern& p) {
  return words.size() >= p.size() &&
         std::equal(p.begin(), p.end(), words.begin(),
                    [](const std::string& a, const Word& b) { return a == b.text; });
}

/// The length of the longest of them that the words begin with; 0 for none.
std::size_t longest(Words words, const Patterns& all) {
  std::size_t best = 0;
  for (const auto& p : all)
    if (p.size() > best && starts(words, p)) best = p.size();
  return best;
}

class Look {
 public:
  Look(std::string_view text, const Known& known, Way way)
      : v_(vocabulary(way)), text_(words::fold(text, way)) {
    for (const auto& name : known.bodies)
      if (auto p = words::pattern(name, way); !p.empty()) bodies_.push_back(std::move(p));
    for (const auto& name : known.areas)
      if (auto p = words::pattern(name, way); !p.empty()) areas_.push_back(std::move(p));
  }

  bool official() const {
    const auto& all = text_.segments;
    for (const auto& one : all)
      if (claims(one) || (is_body(one.words) && !text_.asks)) return true;
    if (text_.asks || all.empty()) return false;
    if (speaks(all.front().words)) return true;
    const Words first = all.front().words;
    if (names_office(first, true)) return true;
    // A signature: "… — la mairie". Without its article it is a place.
    const Words last = all.back().words;
    return all.size() > 1 && all.back().after_dash && longest(last, v_.articles) &&
           names_office(last, false);
  }

 private:
  /// What follows an office and belongs to its name: names and the words between them.
  bool complement(Words words) const {
    return words.size() <= 7 && std::all_of(words.begin(), words.end(), [&](const Word& w) {
             return w.capital || longest({&w, 1}, v_.links) ||
                    (w.text[0] >= '0' && w.text[0] <= '9') || longest({&w, 1}, v_.official);
           });
  }

  /// "Mairie", "La préfecture de police", "Ville de Lyon", "Infos mairie du 20e".
  bool names_office(Words words, bool channel) const {
    if (channel)
      if (const auto n = longest(words, v_.channels)) {
        words = words.subspan(n);
        while (const auto link = longest(words, v_.links)) words = words.subspan(link);
        return office(words);
      }
    return office(words.subspan(longest(words, v_.articles)));
  }
  bool office(Words words) const {
    if (const auto n = longest(words, v_.offices)) return complement(words.subspan(n));
    if (const auto n = longest(words, v_.towns)) {
      const auto rest = words.subspan(n);
      return !rest.empty() && rest.front().capital && complement(rest);
    }
    return is_body(words);
  }

  /// "La mairie vous informe …": whoever says it speaks for it.
  bool speaks(Words words) const {
    const bool article = longest(words, v_.articles) > 0;
    const auto rest = words.subspan(longest(words, v_.articles));
    std::size_t n = longest(rest, v_.offices);
    if (!n) n = longest(rest, v_.towns);
    for (const auto& body : bodies_)
      if (starts(rest, body)) {
        n = std::max(n, body.size());
        if (!article && longest(rest.subspan(body.size()), v_.tells)) return true;
      }
    if (!n) return false;
    for (std::size_t i = n; i <= std::min(rest.size(), n + 6); ++i) {
      if (longest(rest.subspan(i), v_.you)) return true;
      if (i < rest.size() && !complement(rest.subspan(i, 1))) return false;
    }
    return false;
  }

  /// A body's own name, with an article or not, letters set apart, or one of them wrong.
  bool is_body(Words words) const {
    const auto rest = words.subspan(longest(words, v_.articles));
    std::string squeezed;
    for (const auto& w : rest) squeezed += w.text;
    return std::any_of(bodies_.begin(), bodies_.end(), [&](const Pattern& body) {
      std::string name;
      for (const auto& w : body) name += w;
      return squeezed == name || (name.size() >= 10 && words::nearly(squeezed, name));
    });
  }

  /// "OFFICIEL", "Information officielle", "Merlefontaine officiel", "Arrêté municipal n° 12".
  bool claims(const Segment& s) const {
    const Words words = s.words;
    if (words.empty()) return false;
    if (longest(words, v_.official) == words.size()) return true;
    if (text_.asks) return false;
    if (longest(words, v_.edicts)) return true;
    if (const auto n = longest(words, v_.channels); n && longest(words.subspan(n), v_.official))
      return true;
    if (longest(words, v_.official) && longest(words.subspan(1), v_.channels)) return true;
    if (words.size() > 6 || !longest(words.last(1), v_.official)) return false;
    const auto before = words.first(words.size() - 1);
    if (longest(before.last(1), v_.not_so)) return false;
    return std::any_of(areas_.begin(), areas_.end(),
                       [&](const Pattern& area) {
                         return before.size() >= area.size() &&
                                starts(before.last(area.size()), area);
                       }) ||
           is_body(before) || names_office(before, true) ||
           longest(before.last(1), v_.channels) > 0;
  }

  const Vocabulary& v_;
  Text text_;
  Patterns bodies_, areas_;
};

}  // namespace

bool imitates(std::string_view text, const Known& known) {
  return Look(text, known, Way::written).official() || Look(text, known, Way::capitals).official();
}

}  // namespace palier::bulletins
