// The first page of the feed in a town with a million posts, as a request makes it (who reads,
// which posts, their authors, marks and polls), against the same town with ten thousand, and
// against the page read with the sqlite3 C API and nothing else. Prints p50 and p99 in
// milliseconds, and ratios.
#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <random>

#include "core/db/migrations.hpp"
#include "core/db/rows.hpp"
#include "embedded/migrations.hpp"
#include "features/feed/heart.hpp"

namespace {

using namespace palier;

constexpr int kPeople = 2'000, kQuarters = 20, kStreets = 400, kBuildings = 1'500;
constexpr int kAsked = 4'000;
constexpr std::int64_t kTown = 9;

/// The rooms on a database of their own.
class Town {
 public:
  explicit Town(const std::string& path)
      : db_(db::open({"sqlite:" + path, 4})),
        ready_(migrated(*db_, clock_)),
        queue_(*db_, clock_),
        events_(*db_, queue_, clock_),
        outbox_(*db_, queue_, clock_, config_.mail),
        live_(live::make(*db_, queue_, router_, site_, clock_)),
        replies_(inbox::make(*db_, queue_, outbox_, config_.mail, clock_)),
        core_{config_, clock_, *db_, queue_, events_, outbox_, router_, site_, *live_, *replies_},
        places_(places::make(core_)),
        accounts_(accounts::make(core_, *places_)),
        moderation_(moderation::make(core_, *accounts_)),
        photos_(photos::make(core_, *accounts_)),
        notices_(notices::make(core_, *accounts_)),
        search_(search::make(core_, *accounts_)),
        texts_(ready_texts::make(core_, *accounts_)),
        structures_(structures::make(core_, *accounts_, *places_)),
        messages_(messages::make(core_, *accounts_, *moderation_)),
        bulletins_(bulletins::make(core_, *accounts_, *places_, *moderation_, *notices_, *search_)),
        aid_(aid::make(core_, *accounts_, *places_, *messages_, *moderation_)),
        below_{*accounts_, *places_, *moderation_, *notices_,   *search_,
               *photos_,   *texts_,  *structures_, *bulletins_, *aid_},
        heart_(core_, below_, audiences_) {}

  void fill(std::int64_t posts) {
    std::mt19937_64 random(20'261'124);
    const auto below = [&](std::int64_t n) {
      return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
    };
    const std::int64_t now = to_micros(clock_.now());
    db_->write([&](db::Transaction& tx) {
      for (int i = 0; i < kPeople; ++i) {
        const std::int64_t building = 1 + below(kBuildings), street = 1 + building % kStreets,
                           quarter = 1 + street % kQuarters;
        accounts::Accounts::Draft d;
        d.first_name = "Jeanne";
        d.email = fmt::format("p{}@example.org", i);
        d.home.emplace();
        d.home->exact = d.home->shown = {48.86, 2.40};
        d.home->scopes = {building, street, places::AreaId{quarter}, {}, places::AreaId{kTown}};
        people_.push_back(accounts_->create(tx, d));
        quarters_.push_back(quarter);
      }
    });
    // Two years of posts: most for the quarter, some for the whole town, the street, the building.
    const std::string text(300, 'a');
    for (std::int64_t done = 0; done < posts;) {
      db_->write([&](db::Transaction& tx) {
        for (std::int64_t i = 0; i < 50'000 && done < posts; ++i, ++done) {
          const std::int64_t building = 1 + below(kBuildings), street = 1 + building % kStreets,
                             quarter = 1 + street % kQuarters, dice = below(100);
          feed::Post p;
          p.id = feed::PostId{done + 1};
          p.author_id = people_[static_cast<std::size_t>(below(kPeople))];
          p.kind = feed::kKinds[below(7)];
          p.audience = dice < 60   ? fmt::format("quarter/{}", quarter)
                       : dice < 80 ? fmt::format("city/{}", kTown)
                       : dice < 92 ? fmt::format("street/{}", street)
                                   : fmt::format("building/{}", building);
          p.text = text;
          p.told = true;
          p.created_at = p.active_at =
              from_micros(now - (posts - done) * (730LL * 86'400'000'000 / posts));
          p.has_poll = dice == 7;
          feed::store::insert(tx, p);
          if (p.has_poll) feed::store::insert_poll(tx, p.id, {"Quel jour ?", {"Lundi", "Mardi"}});
          if (dice % 10 == 0) feed::store::follow(tx, p.author_id, p.id, 1);
        }
      });
    }
  }

  std::size_t page(int i, bool all, feed::Order order) {
    const auto at = static_cast<std::size_t>(i * 7919) % people_.size();
    feed::Query query;
    query.order = order;
    if (!all) query.audience = fmt::format("quarter/{}", quarters_[at]);
    http::Viewer viewer;
    viewer.account = people_[at].value;
    return db_->read([&](db::Session& s) {
      return heart_.list(s, heart_.reader(s, viewer), query, *i18n::find("fr")).items.size();
    });
  }
  std::int64_t quarter(int i) const {
    return quarters_[static_cast<std::size_t>(i * 7919) % quarters_.size()];
  }

 private:
  static bool migrated(db::Database& db, const Clock& clock) {
    db::migrate(db, embedded::migrations(), clock);
    return true;
  }

  Config config_;
  SystemClock clock_;
  std::unique_ptr<db::Database> db_;
  bool ready_;
  jobs::Queue queue_;
  jobs::Events events_;
  mail::Outbox outbox_;
  http::Router router_;
  http::Site site_;
  std::unique_ptr<live::Live> live_;
  std::unique_ptr<inbox::Replies> replies_;
  Core core_;
  std::unique_ptr<places::Places> places_;
  std::unique_ptr<accounts::Accounts> accounts_;
  std::unique_ptr<moderation::Moderation> moderation_;
  std::unique_ptr<photos::Photos> photos_;
  std::unique_ptr<notices::Notices> notices_;
  std::unique_ptr<search::Search> search_;
  std::unique_ptr<ready_texts::ReadyTexts> texts_;
  std::unique_ptr<structures::Structures> structures_;
  std::unique_ptr<messages::Messages> messages_;
  std::unique_ptr<bulletins::Bulletins> bulletins_;
  std::unique_ptr<aid::Aid> aid_;
  feed::Below below_;
  feed::Audiences audiences_;
  feed::Heart heart_;
  std::vector<accounts::AccountId> people_;
  std::vector<std::int64_t> quarters_;
};

/// The peer: the newest twenty of a quarter with their authors' names, one prepared statement.
class Raw {
 public:
  explicit Raw(const std::string& path) {
    sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    sqlite3_exec(db_, "pragma cache_size = -8000; pragma mmap_size = 268435456", nullptr, nullptr,
                 nullptr);
    sqlite3_prepare_v2(db_,
                       "select p.id, p.title, p.text, p.kind, p.created_at, p.comments, p.thanks, "
                       "a.first_name from feed_posts p join accounts a on a.id = p.author_id "
                       "where p.audience = ? and p.state = 1 "
                       "order by p.created_at desc, p.id desc limit 21",
                       -1, &page_, nullptr);
  }
  ~Raw() {
    sqlite3_finalize(page_);
    sqlite3_close(db_);
  }
  std::size_t page(std::int64_t quarter) {
    const auto audience = fmt::format("quarter/{}", quarter);
    sqlite3_bind_text(page_, 1, audience.c_str(), -1, SQLITE_TRANSIENT);
    std::vector<std::string> texts;
    while (sqlite3_step(page_) == SQLITE_ROW)
      for (const int column : {1, 2, 7})
        texts.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(page_, column)));
    sqlite3_reset(page_);
    return texts.size();
  }

 private:
  sqlite3* db_ = nullptr;
  sqlite3_stmt* page_ = nullptr;
};

struct Times {
  double p50 = 0, p99 = 0;
};

Times timed(const std::function<std::size_t(int)>& page) {
  for (int i = 0; i < kAsked / 4; ++i)
    if (page(i) == 0) throw std::logic_error("an empty page measures nothing");
  std::vector<double> ms;
  ms.reserve(kAsked);
  for (int i = 0; i < kAsked; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    page(i);
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun)
                     .count());
  }
  std::sort(ms.begin(), ms.end());
  return {ms[kAsked / 2], ms[kAsked * 99 / 100]};
}

void print(const char* what, const Times& small, const Times& large) {
  fmt::print(
      "{:<34} 10,000: p50 {:.3f} p99 {:.3f}   1,000,000: p50 {:.3f} p99 {:.3f} ms"
      "   ratio p50 {:.2f} p99 {:.2f}\n",
      what, small.p50, small.p99, large.p50, large.p99, large.p50 / small.p50,
      large.p99 / small.p99);
}

}  // namespace

int main() {
  i18n::load("Europe/Paris");
  const auto folder = std::filesystem::temp_directory_path() / "palier-bench-feed";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string small_path = folder / "small.db", large_path = folder / "large.db";
  {
    Town small(small_path), large(large_path);
    small.fill(10'000);
    large.fill(1'000'000);
    Raw raw_small(small_path), raw_large(large_path);
    using feed::Order;
    const auto both = [&](const char* what, bool all, Order order) {
      const auto a = timed([&](int i) { return small.page(i, all, order); });
      const auto b = timed([&](int i) { return large.page(i, all, order); });
      print(what, a, b);
      return b;
    };
    const auto ours = both("a quarter's first page", false, Order::newest);
    both("the first page of all one's circles", true, Order::newest);
    both("most useful of all one's circles", true, Order::useful);
    const auto a = timed([&](int i) { return raw_small.page(small.quarter(i)); });
    const auto b = timed([&](int i) { return raw_large.page(large.quarter(i)); });
    print("sqlite3 alone: posts and names", a, b);
    fmt::print("ours / sqlite3 alone, 1,000,000 posts: p50 {:.1f}, p99 {:.1f}\n", ours.p50 / b.p50,
               ours.p99 / b.p99);
  }
  std::filesystem::remove_all(folder);
}
