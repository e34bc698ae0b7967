#include "app/town/town.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>

#include "app/town/bulletins.hpp"
#include "app/town/circles.hpp"
#include "app/town/feed.hpp"
#include "app/town/groups.hpp"
#include "app/town/helpers.hpp"
#include "app/town/life.hpp"
#include "app/town/map.hpp"
#include "app/town/people.hpp"
#include "app/town/rounds.hpp"
#include "app/town/searches.hpp"
#include "core/db/rows.hpp"
#include "features/places/import.hpp"

namespace palier::app::town {
namespace {

constexpr std::uint64_t kSeed = 20'200'317;
constexpr const char* kMark = "demo_town";

/// A folder for the files that the imports read.
class Folder {
 public:
  Folder() {
    std::string made = (std::filesystem::temp_directory_path() / "palier-town-XXXXXX").string();
    if (!::mkdtemp(made.data())) throw std::runtime_error("cannot make a folder in " + made);
    path_ = made;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path write(const char* name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

void must_be_whole(const places::ImportReport& report) {
  if (!report.unusable.empty() || !report.bad.empty())
    throw std::logic_error(
        fmt::format("the town's {} are refused: {}", report.what, places::text_of(report, 3)));
}

void import_map(const Core& core, const Map& map) {
  const Folder folder;
  const Instant now = core.clock.now();
  must_be_whole(
      places::import_addresses(core.db, folder.write("addresses.csv", addresses_csv(map)), now));
  must_be_whole(
      places::import_areas(core.db, folder.write("areas.geojson", areas_geojson(map)), "", now));
}

/// The blurred point is drawn from the system's randomness for real people; here from the seed, so
/// that two towns are alike. The same ring: 60 to 200 metres.
geo::Point blurred(geo::Point p, Random& random) {
  const double metres = std::sqrt(3600 + random.unit() * (40'000 - 3600));
  const double angle = random.unit() * 2 * std::numbers::pi;
  constexpr double kDegree = 111'195;
  return {p.lat + metres * std::sin(angle) / kDegree,
          p.lon + metres * std::cos(angle) / (kDegree * std::cos(p.lat * std::numbers::pi / 180))};
}

std::vector<Resident> move_in(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                              const Map& map, Random& random) {
  std::vector<Resident> out;
  for (Newcomer& n : draw_people(map, random)) {
    const auto address = rooms.places->nearest(map.houses[n.house].point, 1);
    if (!address) throw std::logic_error("the town's people find their houses gone");
    n.draft.home = rooms.places->locate(address->id);
    n.draft.home->shown = blurred(n.draft.home->exact, random);
    clock.set(now - std::chrono::days(n.days_here));
    n.resident.id = rooms.accounts->create(tx, n.draft);
    n.resident.home = *n.draft.home;
    out.push_back(std::move(n.resident));
  }
  return out;
}

}  // namespace

std::optional<Instant> made(db::Database& db) {
  const auto value = db.read([](db::Session& s) {
    return s.maybe<std::string>("select value from node_settings where name = $1", kMark);
  });
  if (!value) return {};
  return from_micros(std::stoll(*value));
}

void build(const Core& core) {
  const auto started = std::chrono::steady_clock::now();
  const Map map = draw_map();
  import_map(core, map);

  // Rooms of their own, whose clock we turn; what they leave to later is done by the real ones.
  FakeClock clock(core.clock.now());
  jobs::Queue queue(core.db, clock);
  jobs::Events events(core.db, queue, clock);
  mail::Outbox outbox(core.db, queue, clock, core.config.mail);
  http::Router router;
  http::Site site;
  site.public_url = core.site.public_url;
  const auto live = live::make(core.db, queue, router, site, clock);
  const auto replies = inbox::make(core.db, queue, outbox, core.config.mail, clock);
  const Core ours{core.config, clock,  core.db, queue, events,
                  outbox,      router, site,    *live, *replies};
  const auto rooms = wire(ours);

  const Instant now = core.clock.now();
  const Texts texts = read_texts();
  std::vector<Resident> residents;
  core.db.write([&](db::Transaction& tx) {
    Random random(kSeed);
    residents = move_in(tx, *rooms, clock, now, map, random);
    Life life(*rooms, clock, now, texts, residents, random);
    life.plan();
    life.live(tx);
    make_circles(tx, *rooms, clock, now, residents, random);
    write_feed(tx, *rooms, clock, now, residents, random);
    talk_in_rounds(tx, *rooms, clock, now, residents);
    make_bulletins(tx, *rooms, clock, now, residents);
    clock.set(now);
    volunteer(tx, *rooms, residents, random);
    make_groups(tx, *rooms, clock, now, residents, random);
    look_back(tx, *rooms, now, residents, random);
    tx.run("insert into node_settings (name, value) values ($1, $2)", kMark,
           std::to_string(to_micros(now)));
  });
  ask_helpers(core.db, *rooms, residents);
  spdlog::info("demo town made addresses={} people={} stories={} ms={}", map.houses.size(),
               residents.size(), texts.stories.size(),
               std::chrono::duration_cast<std::chrono::milliseconds>(
                   std::chrono::steady_clock::now() - started)
                   .count());
}

}  // namespace palier::app::town
