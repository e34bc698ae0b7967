// Finding among many short texts: ours (analysis, slips, audiences, one ranking for both databases)
// against FTS5 as it comes (unicode61, bm25), same words, same file, no audiences.
//   build/release/bench/bench_search [documents] [folder]
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "core/db/database.hpp"
#include "core/db/rows.hpp"
#include "features/search/model.hpp"
#include "features/search/query.hpp"
#include "features/search/store.hpp"

namespace {

using namespace palier;
using namespace palier::search;

const std::vector<std::string> kWho{"Une voisine", "Mon fils",     "Notre immeuble",
                                    "Un retraité", "La gardienne", "Une étudiante",
                                    "Le club",     "Ma mère"};
const std::vector<std::string> kDoes{"cherche",  "prête",    "donne",   "répare",
                                     "organise", "retrouve", "propose", "recommande"};
const std::vector<std::string> kThings{
    "vélo",    "échelle",  "perceuse", "poussette", "canapé",    "ordinateur",
    "chaton",  "tabouret", "machine",  "bouture",   "livre",     "fauteuil",
    "manteau", "lampe",    "aquarium", "guitare",   "trousseau", "casserole",
    "rideau",  "tente",    "barbecue", "piano",     "armoire",   "imprimante"};

/// Words that few texts have: a made-up name for each thousandth.
std::string rare(std::mt19937& random) {
  static constexpr const char* kParts[] = {"mar", "lo",  "vin", "ber", "tu", "dal",
                                           "gre", "son", "pel", "qui", "ra", "nol"};
  std::string out;
  for (int i = 0; i < 4; ++i) out += kParts[random() % std::size(kParts)];
  return out;
}

double micros(std::chrono::steady_clock::duration d) {
  return std::chrono::duration<double, std::micro>(d).count();
}

struct Times {
  std::vector<double> all;
  double at(double share) {
    std::sort(all.begin(), all.end());
    return all[std::min(all.size() - 1,
                        static_cast<std::size_t>(share * static_cast<double>(all.size())))];
  }
};

template <class F>
Times timed(int rounds, F&& f) {
  Times t;
  for (int i = 0; i < rounds; ++i) {
    const auto start = std::chrono::steady_clock::now();
    f(i);
    t.all.push_back(micros(std::chrono::steady_clock::now() - start));
  }
  return t;
}

std::string migration() {
  std::string out;
  const auto path = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path() /
                    "src/features/search/migrations/20261124_0370_search.sqlite.sql";
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) throw std::runtime_error("run from the source tree: " + path.string());
  char block[4096];
  for (std::size_t n = 0; (n = std::fread(block, 1, sizeof block, file)) > 0;) out.append(block, n);
  std::fclose(file);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const int documents = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
  const std::filesystem::path folder = argc > 2 ? argv[2] : std::filesystem::temp_directory_path();
  const auto file = folder / "palier-bench-search.db";
  std::filesystem::remove(file);
  // The schema, by sqlite3 itself.
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  sqlite3_exec(raw, migration().c_str(), nullptr, nullptr, nullptr);
  sqlite3_exec(raw,
               "create virtual table plain using fts5 (title, text, "
               "tokenize = 'unicode61 remove_diacritics 2')",
               nullptr, nullptr, nullptr);
  sqlite3_close(raw);

  const auto db = db::open({"sqlite:" + file.string(), 2});
  const Finder finder({"post"});
  std::mt19937 random(3);  // NOLINT(bugprone-random-generator-seed): the same each time.
  const Instant now =
      std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  std::vector<std::string> names;
  const auto pick = [&](const std::vector<std::string>& list) {
    return list[random() % list.size()];
  };
  const auto filling = std::chrono::steady_clock::now();
  for (int done = 0; done < documents;) {
    db->write([&](db::Transaction& tx) {
      for (int i = 0; i < 20'000 && done < documents; ++i, ++done) {
        const auto name = rare(random);
        if (done % 997 == 0) names.push_back(name);
        const std::string title = pick(kWho) + " " + pick(kDoes) + " un " + pick(kThings);
        const std::string text =
            fmt::format("Bonjour, {} {} aussi une {} près de la rue {}. Merci.", pick(kWho),
                        pick(kDoes), pick(kThings), name);
        Row row;
        // A post a minute, the newest now.
        const Instant at = now - std::chrono::minutes(documents - done);
        row.key = to_micros(at);
        row.kind = "post";
        row.thing_id = done + 1;
        // Half is for everybody, half for one of eighty quarters.
        if (done % 2) row.audience = fmt::format("quarter/{}", done % 80);
        row.at = at;
        row.title_terms = terms_of_text(title, "fr", 60);
        row.body_terms = terms_of_text(text, "fr", 600);
        row.put_at = now;
        store::insert(tx, std::move(row));
        finder.learn(tx, title + " " + text, now);
        tx.run("insert into plain (rowid, title, text) values ($1, $2, $3)", done + 1, title, text);
      }
    });
  }
  fmt::print("{} documents in {:.0f} s, {} MB\n", documents,
             micros(std::chrono::steady_clock::now() - filling) / 1e6,
             std::filesystem::file_size(file) / 1'000'000);

  const auto query = [&](const char* sort, int i) -> std::string {
    std::mt19937 draw(static_cast<unsigned>(i));
    const auto thing = [&] { return kThings[draw() % kThings.size()]; };
    const std::string_view which = sort;
    if (which == "rare") return names[draw() % names.size()];
    if (which == "common") return thing();
    if (which == "two") return thing() + " " + thing();
    auto name = names[draw() % names.size()];
    std::swap(name[3], name[4]);
    return name;
  };
  std::vector<std::string> audiences;
  for (const char* word :
       {"", "signed", "building/9", "street/5", "quarter/7", "city/3", "group/1", "group/2"})
    audiences.push_back(audience_mark(word, places::TerritoryId{1}));
  constexpr int kRounds = 300;
  fmt::print("{:<8} {:>12} {:>12} {:>12} {:>12} {:>8}\n", "query", "ours p50", "p99", "FTS5 p50",
             "p99", "ratio");
  for (const char* sort : {"rare", "common", "two", "slip"}) {
    auto ours = timed(kRounds, [&](int i) {
      const auto q = read_query(query(sort, i));
      db->read([&](db::Session& s) { return finder.find(s, q, audiences, now).ranked.size(); });
    });
    auto plain = timed(kRounds, [&](int i) {
      const auto text = query(sort, i);
      db->read([&](db::Session& s) {
        return s
            .all<std::int64_t>(
                "select rowid from plain where plain match $1 order by rank limit 10", text)
            .size();
      });
    });
    fmt::print("{:<8} {:>9.0f} µs {:>9.0f} µs {:>9.0f} µs {:>9.0f} µs {:>8.2f}\n", sort,
               ours.at(0.5), ours.at(0.99), plain.at(0.5), plain.at(0.99),
               ours.at(0.99) / plain.at(0.99));
  }
  std::filesystem::remove(file);
  return 0;
}
