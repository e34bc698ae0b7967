// Address search over all of Paris: how often the first answer is right and how long it takes, in
// process, against a plain scan of the same addresses for the same words.
#include <chrono>
#include <cstdio>

#include "features/places/testing/data.hpp"
#include "features/places/testing/perturb.hpp"

namespace palier::places {
namespace {

constexpr int kQueriesAKind = 1000;
constexpr int kScans = 200;

using Clock = std::chrono::steady_clock;

template <class F>
double microseconds(F work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double at_percent(std::vector<double>& sorted, std::size_t percent) {
  return sorted[(sorted.size() - 1) * percent / 100];
}

/// What one would write without an index: every address that holds every word of the query.
std::size_t scan(const std::vector<std::string>& folded, const std::string& query) {
  std::vector<std::string> words(1);
  for (const char c : fold(query))
    if (c == ' ')
      words.emplace_back();
    else
      words.back().push_back(c);
  std::size_t found = 0;
  for (const auto& label : folded)
    found += std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return label.find(word) != std::string::npos;
    });
  return found;
}

int run() {
  const auto file = testing::shared_file("ban_paris_75.csv.gz");
  if (file.empty()) {
    std::puts("ban_paris_75.csv.gz was not found: set PALIER_SHARED to the folder above data/");
    return 1;
  }
  const auto rows = testing::read_ban(file);
  std::shared_ptr<const Index> index;
  const double built = microseconds([&] { index = testing::index_of(rows); });
  std::printf("%zu addresses, index of %.1f MB made in %.2f s\n\n", rows.size(),
              static_cast<double>(index->bytes()) / 1e6, built / 1e6);

  testing::Perturber perturber(2026);
  std::vector<double> all;
  int right_of_all = 0;
  for (const auto& [kind, name] : testing::kKinds) {
    std::vector<double> times;
    int right = 0;
    while (times.size() < kQueriesAKind) {
      const BanRow& row = rows[perturber.below(rows.size())];
      if (kind == testing::Kind::suffix_form && row.rep.empty()) continue;
      const std::string text = perturber.query(row, kind);
      times.push_back(microseconds([&] {
        const auto answers = index->search({text, 5, {}});
        right += !answers.empty() && answers[0].ban_id == row.ban_id;
      }));
    }
    all.insert(all.end(), times.begin(), times.end());
    right_of_all += right;
    std::sort(times.begin(), times.end());
    std::printf("%-24s first answer right %5.1f %%   p50 %6.0f us   p99 %6.0f us\n", name,
                100.0 * right / kQueriesAKind, at_percent(times, 50), at_percent(times, 99));
  }
  std::sort(all.begin(), all.end());
  std::printf("%-24s first answer right %5.1f %%   p50 %6.0f us   p99 %6.0f us\n\n", "all",
              100.0 * right_of_all / static_cast<double>(all.size()), at_percent(all, 50),
              at_percent(all, 99));

  std::vector<std::string> folded;
  folded.reserve(rows.size());
  for (const auto& row : rows)
    folded.push_back(
        fold(fmt::format("{} {} {} {}", row.number, row.street, row.postcode, "Paris")));
  std::vector<double> scans;
  std::size_t found = 0;
  for (int i = 0; i < kScans; ++i) {
    const auto text = perturber.query(rows[perturber.below(rows.size())], testing::Kind::as_is);
    scans.push_back(microseconds([&] { found += scan(folded, text); }));
  }
  std::sort(scans.begin(), scans.end());
  std::printf("plain scan of the same: p50 %.0f us (%zu found); ratio %.3f\n",
              at_percent(scans, 50), found, at_percent(all, 50) / at_percent(scans, 50));
  return 0;
}

}  // namespace
}  // namespace palier::places

int main() {
  return palier::places::run();
}
