#include "core/inbox/own_words.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "core/inbox/headers.hpp"

namespace palier::inbox {
namespace {

constexpr std::size_t kMost = 400 * 1024;
/// An attribution is broken over at most so many lines.
constexpr std::size_t kAttribution = 4;

using Lines = std::vector<std::string>;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

/// What is compared: lower case, one kind of apostrophe and blank, no marks of bold around.
std::string plain(std::string_view line) {
  std::string out = lower(line);
  replace_all(out, "\xC2\xA0", " ");
  replace_all(out, "\xE2\x80\xAF", " ");
  replace_all(out, "’", "'");
  replace_all(out, "É", "é");
  replace_all(out, "À", "à");
  std::erase(out, '*');
  return std::string(trimmed(out));
}

Lines lines_of(std::string_view text) {
  Lines out;
  text = text.substr(0, kMost);
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    out.emplace_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

bool blank(std::string_view line) {
  return plain(line).empty();
}

bool quoted(std::string_view line) {
  return trimmed(line).starts_with('>');
}

bool has_year_or_time(std::string_view text) {
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (digit(i) && digit(i + 1) && digit(i + 2) && digit(i + 3)) return true;
    if (digit(i) && i + 1 < text.size() && (text[i + 1] == ':' || text[i + 1] == 'h') &&
        digit(i + 2) && digit(i + 3))
      return true;
  }
  return false;
}

/// "… a écrit :" or "… wrote:" at the end.
bool says_wrote(std::string_view text) {
  if (!text.ends_with(':')) return false;
  text.remove_suffix(1);
  text = trimmed(text);
  for (const std::string_view end : {"a écrit", "a ecrit", "wrote", "schrieb", "escribió"})
    if (text.ends_with(end)) return true;
  return false;
}

std::optional<std::size_t> next_filled(const Lines& lines, std::size_t from) {
  for (std::size_t i = from; i < lines.size(); ++i)
    if (!blank(lines[i])) return i;
  return {};
}

/// Where an attribution that begins at `at` ends (past its last line); nothing where none begins.
std::optional<std::size_t> attribution(const Lines& lines, std::size_t at) {
  const std::string first = plain(lines[at]);
  if (first.empty() || first.front() == '>') return {};
  std::string joined;
  for (std::size_t i = at; i < std::min(at + kAttribution, lines.size()); ++i) {
    const std::string line = plain(lines[i]);
    if (line.empty() || line.front() == '>') return {};
    if (!joined.empty()) joined += ' ';
    joined += line;
    if (joined.size() > 500) return {};
    if (!says_wrote(joined)) continue;
    const bool dated = first.starts_with("le ") || first.starts_with("on ") ||
                       first.starts_with("am ") || first.starts_with("el ");
    const auto next = next_filled(lines, i + 1);
    const bool before_quote = next && quoted(lines[*next]);
    const bool one_line = i == at;
    if ((dated && (has_year_or_time(joined) || joined.find('@') != std::string::npos)) ||
        (one_line && (before_quote || joined.find('@') != std::string::npos)))
      return i + 1;
    return {};
  }
  return {};
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> begins) {
  return std::any_of(begins.begin(), begins.end(), [&](auto b) { return text.starts_with(b); });
}

/// "-----Message d'origine-----" and its like.
bool separator(std::string_view line) {
  if (starts_with_any(line, {"begin forwarded message", "début du message réexpédié",
                             "début du message transféré"}))
    return true;
  const std::string_view bare = line.substr(std::min(line.find_first_not_of("-_= "), line.size()));
  if (bare.size() + 2 > line.size()) return false;
  return starts_with_any(bare, {"message d'origine", "message original", "original message",
                                "mail original", "original mail", "e-mail d'origine",
                                "forwarded message", "message transféré", "courriel original"});
}

/// "De :", "Envoyé :", "À :", "Objet :" as Outlook writes them above the letter it quotes.
bool header_block(const Lines& lines, std::size_t at) {
  if (!starts_with_any(plain(lines[at]), {"de :", "de:", "from:", "from :", "expéditeur :"}))
    return false;
  int known = 0;
  for (std::size_t i = at + 1; i < std::min(at + 8, lines.size()); ++i) {
    const std::string line = plain(lines[i]);
    if (starts_with_any(
            line, {"envoyé :", "envoyé:", "sent:", "sent :", "date :", "date:", "à :", "à:", "a :",
                   "to:", "to :", "objet :", "objet:", "subject:", "subject :", "cc :", "cc:"}))
      ++known;
  }
  return known >= 2;
}

/// What phones and programs add of their own.
bool advertisement(std::string_view line) {
  if (line.size() > 90) return false;
  return starts_with_any(line, {"envoyé de mon",
                                "envoyé depuis",
                                "envoyé à partir de",
                                "envoyé avec",
                                "envoyé par",
                                "sent from my",
                                "sent from outlook",
                                "sent from yahoo",
                                "sent from mail",
                                "sent from samsung",
                                "sent from proton",
                                "sent with",
                                "get outlook for",
                                "télécharger outlook",
                                "obtenir outlook",
                                "obtenez outlook",
                                "provenance : courrier",
                                "yahoo mail :",
                                "sans virus",
                                "virus-free",
                                "garanti sans virus",
                                "this email has been checked",
                                "cet e-mail a été vérifié"});
}

bool rule(std::string_view line) {
  return line.size() >= 5 && line.find_first_not_of("-_=") == std::string_view::npos;
}

/// Everything quoted goes; from where a letter stands below without marks, everything goes.
Lines without_quotes(const Lines& lines) {
  Lines out;
  out.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (quoted(lines[i])) continue;
    if (separator(plain(lines[i])) || header_block(lines, i)) return out;
    if (const auto end = attribution(lines, i)) {
      const auto next = next_filled(lines, *end);
      if (!next) return out;
      // Mail and Mailx quote by a tab.
      const bool tabs = lines[*next].starts_with('\t');
      if (!tabs && !quoted(lines[*next])) return out;
      i = *end - 1;
      if (tabs)
        for (i = *next; i + 1 < lines.size() && lines[i + 1].starts_with('\t');) ++i;
      continue;
    }
    out.push_back(lines[i]);
  }
  return out;
}

void without_signature(Lines& lines) {
  const auto begins = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line == "-- " || line == "--" || line == "--\xC2\xA0";
  });
  lines.erase(begins, lines.end());
  while (!lines.empty()) {
    const std::string last = plain(lines.back());
    if (!last.empty() && !advertisement(last) && !rule(last)) break;
    lines.pop_back();
  }
}

}  // namespace

std::string unflowed(std::string_view text, bool delete_spaces) {
  std::string out;
  out.reserve(text.size());
  bool joins = false;
  for (std::string& line : lines_of(text)) {
    const bool stays = line.starts_with('>') || line == "-- ";
    if (!stays && line.starts_with(' ')) line.erase(0, 1);  // Space-stuffing.
    if (joins && stays) out += '\n';
    joins = !stays && line.ends_with(' ');
    if (joins && delete_spaces) line.pop_back();
    out += line;
    if (!joins) out += '\n';
  }
  return out;
}

std::string own_words(std::string_view text) {
  Lines lines = without_quotes(lines_of(text));
  without_signature(lines);
  std::string out;
  int run = 0;
  for (const std::string& line : lines) {
    run = blank(line) ? run + 1 : 0;
    if (run > 1) continue;
    (out += line) += '\n';
  }
  return std::string(trimmed(out));
}

}  // namespace palier::inbox
