// A compiled template against the same page appended by hand.
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "bench/cards/templates.hpp"
#include "card.hpp"

namespace palier::bench {
namespace {

void escape(std::string& out, std::string_view s) {
  for (char c : s) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

std::string by_hand(const std::vector<Card>& cards) {
  std::string out;
  out.reserve(16 * 1024);
  out += "<ul class=\"cards\">\n";
  for (const auto& card : cards) {
    const auto id = std::to_string(card.id);
    out += "<li id=\"card-";
    out += id;
    out += "\" class=\"card";
    if (card.urgent) out += " urgent";
    out += "\">\n<h3><a href=\"/needs/";
    out += id;
    out += "\">";
    escape(out, card.title);
    out += "</a></h3>\n<p class=\"meta\"><span>";
    escape(out, card.author);
    out += "</span> · <span title=\"";
    escape(out, card.when);
    out += "\">";
    escape(out, card.distance);
    out += "</span></p>\n<p>";
    escape(out, card.text);
    out += "</p>\n<ul class=\"tags\">";
    for (const auto& tag : card.tags) {
      out += "<li><a href=\"/needs?tag=";
      escape(out, tag);
      out += "\">";
      escape(out, tag);
      out += "</a></li>";
    }
    out += "</ul>\n</li>\n";
  }
  out += "</ul>";
  return out;
}

std::vector<Card> fifty() {
  std::vector<Card> cards;
  for (std::int64_t i = 0; i < 50; ++i) {
    cards.push_back(
        {.id = 7'000'000'000 + i,
         .title = "Faire les courses & passer à la pharmacie n° " + std::to_string(i),
         .author = "Madeleine",
         .when = "mardi 24 novembre 2026",
         .distance = "120 m",
         .text =
             "Je ne peux pas descendre l’escalier cette semaine. Il me faudrait du pain, du lait, "
             "des pommes <golden> et mon traitement ; je peux rembourser tout de suite. "
             "Laissez le sac sur le palier et sonnez, merci beaucoup.",
         .tags = {"courses", "pharmacie", "sans-contact"},
         .urgent = i % 7 == 0});
  }
  return cards;
}

template <class F>
double median_microseconds(F make) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> times;
  std::size_t size = 0;
  for (int i = 0; i < 5000; ++i) {
    const auto start = Clock::now();
    size += make().size();
    times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
  }
  if (size == 0) std::puts("nothing made");
  std::nth_element(times.begin(), times.begin() + 2500, times.end());
  return times[2500];
}

}  // namespace
}  // namespace palier::bench

int main() {
  using namespace palier;
  const auto cards = bench::fifty();
  const auto compiled = [&] { return cards::templates::cards(cards); };
  if (compiled() != bench::by_hand(cards)) {
    std::puts("the two pages differ");
    return 1;
  }
  const double hand = bench::median_microseconds([&] { return bench::by_hand(cards); });
  const double ours = bench::median_microseconds(compiled);
  std::printf("50 cards, %zu bytes: by hand %.1f us, template %.1f us, ratio %.2f\n",
              compiled().size(), hand, ours, ours / hand);
  return 0;
}
