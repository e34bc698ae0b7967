#include <gtest/gtest.h>

#include <chrono>
#include <map>

#include "features/places/testing/data.hpp"
#include "features/places/testing/perturb.hpp"

namespace palier::places {
namespace {

struct Figures {
  int asked = 0, strict = 0, lenient = 0;
  double percent(int n) const { return 100.0 * n / asked; }
};

/// First answers to queries made from rows of the real file. "Strict": that very row. "Lenient":
/// the same number and street name elsewhere, where the query does not tell them apart.
TEST(Accuracy, OfFirstAnswersForAllOfParis) {
  const auto file = testing::shared_file("ban_paris_75.csv.gz");
  if (file.empty()) GTEST_SKIP() << "ban_paris_75.csv.gz is not beside the repository";
  const auto rows = testing::read_ban(file);
  ASSERT_GT(rows.size(), 150'000U);
  const auto index = testing::index_of(rows);
  const char* verbose = std::getenv("PALIER_SHOW_MISSES");

  testing::Perturber perturber(75);
  Figures all;
  std::vector<double> micros;
  for (const auto& [kind, name] : testing::kKinds) {
    Figures figures;
    while (figures.asked < 400) {
      const BanRow& row = rows[perturber.below(rows.size())];
      if (kind == testing::Kind::suffix_form && row.rep.empty()) continue;
      const std::string text = perturber.query(row, kind);
      const auto start = std::chrono::steady_clock::now();
      const auto answers = index->search({text, 5, {}});
      micros.push_back(
          std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
              .count());
      ++figures.asked;
      const bool strict = !answers.empty() && answers[0].ban_id == row.ban_id;
      const bool lenient =
          strict || (!answers.empty() && fold(answers[0].street) == fold(row.street) &&
                     answers[0].housenumber == shown({row.number, shown_suffix(row.rep, true)}));
      figures.strict += strict;
      figures.lenient += lenient;
      if (verbose && !strict)
        std::printf("  [%s] %s -> %s (%s, %.3f), want %d%s %s %s\n", name, text.c_str(),
                    answers.empty() ? "nothing" : answers[0].label.c_str(),
                    answers.empty() ? "" : answers[0].ban_id.c_str(),
                    answers.empty() ? 0 : answers[0].score, row.number, row.rep.c_str(),
                    row.street.c_str(), row.postcode.c_str());
    }
    std::printf("%-24s strict %5.1f %%  lenient %5.1f %%\n", name, figures.percent(figures.strict),
                figures.percent(figures.lenient));
    all.asked += figures.asked;
    all.strict += figures.strict;
    all.lenient += figures.lenient;
  }
  std::sort(micros.begin(), micros.end());
  std::printf(
      "%-24s strict %5.1f %%  lenient %5.1f %%; %zu queries, median %.0f us, p99 %.0f us; %.1f "
      "MB\n",
      "all", all.percent(all.strict), all.percent(all.lenient), micros.size(),
      micros[micros.size() / 2], micros[micros.size() * 99 / 100],
      static_cast<double>(index->bytes()) / 1e6);
  EXPECT_GE(all.percent(all.strict), 97);
}

}  // namespace
}  // namespace palier::places
