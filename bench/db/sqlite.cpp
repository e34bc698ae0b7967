// What our layer costs over the sqlite3 C API used as well as it can be: same file, same pragmas,
// statements prepared once. Prints µs and ratios; the two take turns, the median counts.
#include <fmt/format.h>
#include <sqlite3.h>

#include <boost/describe.hpp>
#include <chrono>
#include <filesystem>

#include "core/db/database.hpp"
#include "core/db/rows.hpp"

namespace {

using namespace palier;

constexpr int kRows = 100'000;
constexpr int kRounds = 9;

struct Row {
  std::int64_t id = 0;
  std::string name, street;
  double lat = 0, lon = 0;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, name, street, lat, lon, verified))

constexpr const char* kSelect =
    "select id, name, street, lat, lon, verified from people where id = $1";
constexpr const char* kPage =
    "select id, name, street, lat, lon, verified from people where id >= $1 order by id limit 50";
constexpr const char* kInsert =
    "insert into people (id, name, street, lat, lon, verified) values ($1, $2, $3, $4, $5, $6)";

/// The peer: one connection, statements by hand.
class Raw {
 public:
  explicit Raw(const std::string& path) {
    sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    sqlite3_exec(db_,
                 "pragma synchronous = full; pragma foreign_keys = on;"
                 "pragma cache_size = -8000; pragma mmap_size = 268435456",
                 nullptr, nullptr, nullptr);
    for (auto [sql, statement] : {std::pair{kSelect, &select_},
                                  {kPage, &page_},
                                  {kInsert, &insert_},
                                  {"begin", &begin_},
                                  {"begin immediate", &begin_immediate_},
                                  {"commit", &commit_}})
      sqlite3_prepare_v2(db_, sql, -1, statement, nullptr);
  }
  ~Raw() {
    for (auto* s : {select_, page_, insert_, begin_, begin_immediate_, commit_})
      sqlite3_finalize(s);
    sqlite3_close(db_);
  }

  std::size_t rows(bool page, std::int64_t id) {
    auto* s = page ? page_ : select_;
    once(begin_);
    sqlite3_bind_int64(s, 1, id);
    std::vector<Row> out;
    while (sqlite3_step(s) == SQLITE_ROW) {
      const auto text = [&](int i) {
        return std::string(reinterpret_cast<const char*>(sqlite3_column_text(s, i)),
                           static_cast<std::size_t>(sqlite3_column_bytes(s, i)));
      };
      out.push_back({sqlite3_column_int64(s, 0), text(1), text(2), sqlite3_column_double(s, 3),
                     sqlite3_column_double(s, 4), sqlite3_column_int(s, 5) != 0});
    }
    sqlite3_reset(s);
    once(commit_);
    return out.size();
  }
  void insert(std::int64_t from, int count) {
    once(begin_immediate_);
    for (int i = 0; i < count; ++i) {
      sqlite3_bind_int64(insert_, 1, from + i);
      sqlite3_bind_text(insert_, 2, "Zoé", -1, SQLITE_STATIC);
      sqlite3_bind_text(insert_, 3, "12 rue du Faubourg-Saint-Antoine", -1, SQLITE_STATIC);
      sqlite3_bind_double(insert_, 4, 48.85);
      sqlite3_bind_double(insert_, 5, 2.37);
      sqlite3_bind_int(insert_, 6, 1);
      once(insert_);
    }
    once(commit_);
  }

 private:
  static void once(sqlite3_stmt* s) {
    sqlite3_step(s);
    sqlite3_reset(s);
  }
  sqlite3* db_ = nullptr;
  sqlite3_stmt *select_{}, *page_{}, *insert_{}, *begin_{}, *begin_immediate_{}, *commit_{};
};

void ours_insert(db::Database& db, std::int64_t from, int count) {
  db.write([&](db::Transaction& tx) {
    for (int i = 0; i < count; ++i)
      tx.run(kInsert, from + i, "Zoé", "12 rue du Faubourg-Saint-Antoine", 48.85, 2.37, true);
  });
}

double timed(int times, const std::function<void(int)>& work) {
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) work(i);
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begun)
             .count() /
         times;
}

void compare(const char* what, int times, const std::function<void(int)>& raw,
             const std::function<void(int)>& ours) {
  std::vector<double> a, b;
  for (int round = 0; round < kRounds; ++round) {
    a.push_back(timed(times, raw));
    b.push_back(timed(times, ours));
  }
  std::nth_element(a.begin(), a.begin() + kRounds / 2, a.end());
  std::nth_element(b.begin(), b.begin() + kRounds / 2, b.end());
  fmt::print("{:<44} sqlite3 {:>9.2f} µs   ours {:>9.2f} µs   ratio {:.2f}\n", what, a[kRounds / 2],
             b[kRounds / 2], b[kRounds / 2] / a[kRounds / 2]);
}

}  // namespace

int main() {
  const auto path = std::filesystem::temp_directory_path() / "palier-bench.db";
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + tail);
  {
    const auto db = db::open({"sqlite:" + path.string(), 2});
    db->write([](db::Transaction& tx) {
      tx.run(
          "create table people (id bigint primary key, name text not null, street text not null,"
          " lat double precision not null, lon double precision not null,"
          " verified boolean not null)");
    });
    ours_insert(*db, 1, kRows);
    Raw raw(path.string());
    const auto some = [](std::int64_t i) -> std::int64_t { return 1 + (i * 7919) % (kRows - 100); };
    compare(
        "one row by key, a transaction each", 20'000, [&](int i) { raw.rows(false, some(i)); },
        [&](int i) { db->read([&](db::Session& s) { return s.maybe<Row>(kSelect, some(i)); }); });
    compare(
        "a page of 50 rows", 2'000, [&](int i) { raw.rows(true, some(i)); },
        [&](int i) { db->read([&](db::Session& s) { return s.all<Row>(kPage, some(i)); }); });
    std::int64_t next = 10'000'000;
    compare(
        "insert 20,000 rows in a transaction", 2, [&](int) { raw.insert(next += 20000, 20000); },
        [&](int) { ours_insert(*db, next += 20000, 20000); });
    next += 20000;
    compare(
        "insert one row, durable (disk included)", 200, [&](int) { raw.insert(++next, 1); },
        [&](int) { ours_insert(*db, ++next, 1); });
  }
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + tail);
}
