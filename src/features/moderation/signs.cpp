// What looks like spam or a scam: points for signs, written down so that anyone can argue with
// them.
#include <fmt/format.h>

#include <algorithm>

#include "features/moderation/weigh.hpp"

namespace palier::moderation {
namespace {

using namespace std::string_view_literals;

/// As folded() leaves them.
constexpr std::array kKnown{"retour affectif"sv,
                            "retour d affection"sv,
                            "grand marabout"sv,
                            "voyance gratuite"sv,
                            "pret entre particuliers"sv,
                            "offre de pret"sv,
                            "pret d argent rapide"sv,
                            "credit sans justificatif"sv,
                            "rachat de credit"sv,
                            "gagnez de l argent"sv,
                            "gagner de l argent facilement"sv,
                            "argent facile"sv,
                            "revenus passifs"sv,
                            "revenu passif"sv,
                            "rendement garanti"sv,
                            "investissement garanti"sv,
                            "doublez votre mise"sv,
                            "bitcoin"sv,
                            "crypto"sv,
                            "cryptomonnaie"sv,
                            "forex"sv,
                            "casino en ligne"sv,
                            "viagra"sv,
                            "cialis"sv,
                            "onlyfans"sv,
                            "rencontre coquine"sv,
                            "cliquez ici"sv,
                            "cliquez vite"sv,
                            "cliquez sur ce lien"sv,
                            "compte cpf"sv,
                            "isolation a 1 euro"sv,
                            "panneaux solaires gratuits"sv,
                            "perdre 10 kilos"sv,
                            "code promo"sv,
                            "devenez riche"sv,
                            "liberte financiere"sv,
                            "travail a domicile sans experience"sv,
                            "heritage de"sv,
                            "numero de carte bancaire"sv,
                            "code de votre carte"sv,
                            "code recu par sms"sv,
                            "votre colis est en attente"sv,
                            "make money"sv,
                            "earn money"sv,
                            "passive income"sv,
                            "guaranteed return"sv,
                            "payday loan"sv,
                            "click here"sv,
                            "work from home and earn"sv,
                            "online casino"sv,
                            "limited offer"sv,
                            "buy followers"sv};
constexpr std::array kPayment{"western union"sv,
                              "moneygram"sv,
                              "mandat cash"sv,
                              "coupon pcs"sv,
                              "recharge pcs"sv,
                              "ticket pcs"sv,
                              "transcash"sv,
                              "neosurf"sv,
                              "toneo"sv,
                              "paysafecard"sv,
                              "carte cadeau"sv,
                              "cartes cadeaux"sv,
                              "gift card"sv,
                              "gift cards"sv,
                              "avance de frais"sv,
                              "frais de dossier"sv,
                              "frais a regler d avance"sv,
                              "virement immediat avant"sv,
                              "payer d avance"sv};
constexpr std::array kElsewhere{"whatsapp"sv,
                                "telegram"sv,
                                "signal moi ton numero"sv,
                                "ecrivez moi sur ma boite"sv,
                                "snapchat"sv,
                                "contactez moi par mail"sv};
constexpr std::array kShort{"bit.ly"sv,  "tinyurl.com"sv, "t.me"sv,   "wa.me"sv, "is.gd"sv,
                            "cutt.ly"sv, "rb.gy"sv,       "goo.gl"sv, "ow.ly"sv, "shorturl.at"sv};
/// Where neighbours send each other every day.
constexpr std::array kPublic{"gouv.fr"sv,       "service-public.fr"sv, "ameli.fr"sv,
                             "paris.fr"sv,      "doctolib.fr"sv,       "caf.fr"sv,
                             "laposte.fr"sv,    "sncf-connect.com"sv,  "ratp.fr"sv,
                             "wikipedia.org"sv, "openstreetmap.org"sv, "framadate.org"sv,
                             "framapad.org"sv,  "croix-rouge.fr"sv,    "restosducoeur.org"sv,
                             "has-sante.fr"sv,  "meteofrance.com"sv,   "education.fr"sv,
                             "helloasso.com"sv, "francebleu.fr"sv,     "radiofrance.fr"sv};

bool has_word(std::string_view padded, std::string_view words) {
  return padded.find(fmt::format(" {} ", words)) != std::string_view::npos;
}

bool under(std::string_view host, std::string_view domain) {
  return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                            host[host.size() - domain.size() - 1] == '.');
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

std::vector<std::string> hosts_in(const std::string& small) {
  std::vector<std::string> out;
  const auto take = [&](std::size_t at) {
    const auto end = std::min(small.find_first_of("/ \n\t\"'<>)],;?#:", at), small.size());
    std::string host = small.substr(at, end - at);
    if (host.starts_with("www.")) host.erase(0, 4);
    while (!host.empty() && host.back() == '.') host.pop_back();
    if (host.find('.') != std::string::npos) out.push_back(std::move(host));
  };
  for (std::size_t at = 0; (at = small.find("://", at)) != std::string::npos; at += 3) take(at + 3);
  for (std::size_t at = 0; (at = small.find("www.", at)) != std::string::npos; at += 4)
    if (at == 0 || small[at - 1] != '/') take(at);
  // Bare ones: "bit.ly/x", "t.me/x".
  for (const auto host : kShort)
    for (std::size_t at = 0; (at = small.find(host, at)) != std::string::npos; at += host.size()) {
      const bool begins = at == 0 || " \n\t(."sv.find(small[at - 1]) != std::string_view::npos;
      const auto end = at + host.size();
      if (begins && end < small.size() && small[end] == '/') out.emplace_back(host);
    }
  return out;
}

/// Runs of digits as people write a number, blanks and dots between.
std::vector<std::string> numbers_in(std::string_view text) {
  std::vector<std::string> out;
  std::string run;
  const auto flush = [&] {
    if (run.size() >= 9) out.push_back(run);
    run.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool digit = c >= '0' && c <= '9';
    if (digit || (c == '+' && run.empty())) {
      run += c;
    } else if (!((c == ' ' || c == '.' || c == '-') && !run.empty() && i + 1 < text.size() &&
                 text[i + 1] >= '0' && text[i + 1] <= '9')) {
      flush();
    }
  }
  flush();
  return out;
}

bool foreign_or_dear(std::string_view number) {
  if (number.starts_with("+"))
    return !number.starts_with("+33") && !number.starts_with("+32") && !number.starts_with("+41") &&
           !number.starts_with("+352");
  if (number.starts_with("00")) return !number.starts_with("0033");
  return number.starts_with("089") && number.size() == 10;
}

bool big_sum(std::string_view text) {
  for (std::string_view sign : {"€", "euros", "EUR", "$", "dollars"}) {
    for (std::size_t at = 0; (at = text.find(sign, at)) != std::string_view::npos;
         at += sign.size()) {
      std::size_t digits = 0;
      for (std::size_t i = at; i > 0; --i) {
        const char c = text[i - 1];
        const bool digit = c >= '0' && c <= '9';
        const bool between = c == ' ' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
        if (!digit && (!between || at - i > 14)) break;
        digits += digit ? 1U : 0U;
      }
      if (digits >= 4) return true;
    }
  }
  return false;
}

bool shouting(std::string_view text) {
  std::size_t capitals = 0, letters = 0, marks = 0;
  for (const char c : text) {
    capitals += c >= 'A' && c <= 'Z' ? 1U : 0U;
    letters += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? 1U : 0U;
    marks += c == '!' ? 1U : 0U;
  }
  return (letters >= 40 && capitals * 10 >= letters * 6) || marks >= 5;
}

struct Adding {
  Signs& signs;
  void operator()(const char* word, int points) const {
    signs.score += points;
    if (std::find(signs.words.begin(), signs.words.end(), word) == signs.words.end())
      signs.words.emplace_back(word);
  }
};

void weigh_links(const std::string& small, std::string_view own_site, const Adding& add) {
  bool hidden = false;
  for (const auto& host : hosts_in(small)) {
    if (!own_site.empty() && own_site.find(host) != std::string_view::npos) continue;
    if (std::any_of(kPublic.begin(), kPublic.end(), [&](auto d) { return under(host, d); }))
      continue;
    ++add.signs.links;
    hidden =
        hidden || std::any_of(kShort.begin(), kShort.end(), [&](auto d) { return under(host, d); });
  }
  if (add.signs.links > 0) add("links", std::min(add.signs.links, 3));
  if (add.signs.links > 4) add("links", 2);
  if (hidden) add("short_link", 2);
}

}  // namespace

Signs look_for_signs(std::string_view text, std::string_view own_site,
                     std::span<const std::string> more) {
  Signs signs;
  const Adding add{signs};
  weigh_links(lower(text), own_site, add);

  const std::string padded = " " + folded(text) + " ";
  int known = 0;
  for (const auto words : kKnown) known += has_word(padded, words) ? 1 : 0;
  if (known > 0) add("known_word", 3 + std::min(known - 1, 3));
  for (const auto& words : more)
    if (const auto plain = folded(words); !plain.empty() && has_word(padded, plain)) {
      add("known_word", kHold);
      break;
    }
  int payments = 0;
  for (const auto words : kPayment) payments += has_word(padded, words) ? 1 : 0;
  if (payments > 0) add("payment", 3 + std::min(payments - 1, 2));
  const bool elsewhere = std::any_of(kElsewhere.begin(), kElsewhere.end(),
                                     [&](auto w) { return has_word(padded, w); });
  if (elsewhere) add("private_channel", 1);
  bool numbers = false;
  for (const auto& number : numbers_in(text)) {
    numbers = true;
    if (!foreign_or_dear(number)) continue;
    add("foreign_number", 2);
    break;
  }
  if (big_sum(text)) add("big_sum", 1);
  if (shouting(text)) add("shouting", 1);
  signs.contact = signs.links > 0 || elsewhere || numbers || payments > 0 ||
                  text.find('@') != std::string_view::npos;
  return signs;
}

}  // namespace palier::moderation
