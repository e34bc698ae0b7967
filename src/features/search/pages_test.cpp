// The page and the JSON, over things of a made-up room.
#include <boost/json.hpp>

#include "core/testing/site.hpp"
#include "features/search/room.hpp"

namespace palier::search {
namespace {

struct House {
  explicit House(const Core& core)
      : places(places::make(core)),
        accounts(accounts::make(core, *places)),
        room(std::make_unique<Room>(core, *accounts)) {
    for (const char* name : {"post", "place"}) {
      Search::Kind kind;
      const bool post = std::string_view(name) == "post";
      kind.plural = {post ? N_("Posts of neighbours") : N_("Open places")};
      kind.order = post ? 10 : 20;
      kind.show = [this, name](db::Session&, const http::Viewer&, const i18n::Language&,
                               std::int64_t id) -> std::optional<Hit> {
        if (secret == id) return {};
        const auto at = things.find(id);
        if (at == things.end()) return {};
        Hit hit;
        hit.kind = name;
        hit.id = id;
        hit.title = at->second.title;
        hit.excerpt = at->second.text;
        hit.url = fmt::format("/things/{}", id);
        hit.note = "A note";
        return hit;
      };
      room->kind(name, std::move(kind));
    }
  }
  std::unique_ptr<places::Places> places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<Room> room;
  std::map<std::int64_t, Document> things;
  std::int64_t secret = 0;
};

class SearchPages : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    site = std::make_unique<testing::Site>(
        [this](const Core& core) {
          auto made = std::make_shared<House>(core);
          house = made.get();
          return made;
        },
        GetParam());
  }
  void put(std::int64_t id, std::string title, std::string text = "", const char* kind = "post") {
    Document d;
    d.kind = kind;
    d.id = id;
    d.title = std::move(title);
    d.text = std::move(text);
    d.language = "fr";
    d.at = site->clock().now() - std::chrono::hours(id);
    site->core().db.write([&](db::Transaction& tx) { house->room->put(tx, d); });
    house->things[id] = d;
  }
  std::unique_ptr<testing::Site> site;
  House* house = nullptr;
};
INSTANTIATE_ON_BOTH(SearchPages);

TEST_P(SearchPages, ShowsWhatIsFoundWithItsWordsMarked) {
  put(1, "Une échelle <b>solide</b>", "Je prête mon échelle & mes outils.");
  put(2, "Échelles du port", "", "place");
  const auto page = site->get("/search?q=echelle");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("Une <mark>échelle</mark> &lt;b&gt;solide&lt;/b&gt;")) << page.body;
  EXPECT_TRUE(page.says("mon <mark>échelle</mark> &amp; mes outils"));
  EXPECT_TRUE(page.says("2 things found"));
  EXPECT_TRUE(page.says("value=\"echelle\""));
  EXPECT_TRUE(page.says("/search?q=echelle&amp;kind=place"));
  const auto places = site->get("/search?q=echelle&kind=place");
  EXPECT_TRUE(places.says("/things/2"));
  EXPECT_FALSE(places.says("/things/1"));
}

TEST_P(SearchPages, GoesByPages) {
  for (int i = 1; i <= 25; ++i) put(i, fmt::format("Tabouret numéro {}", i));
  const auto first = site->get("/search?q=tabouret");
  EXPECT_TRUE(first.says("/things/1\""));
  EXPECT_TRUE(first.says("q=tabouret&amp;page=2"));
  const auto third = site->get("/search?q=tabouret&page=3");
  EXPECT_TRUE(third.says("/things/25\""));
  EXPECT_FALSE(third.says("page=4"));
  EXPECT_EQ(site->get("/search?q=tabouret&page=99").status, 422);
}

TEST_P(SearchPages, SaysNothingOfWhatMayNotBeSeen) {
  put(1, "Carnaval");
  house->secret = 1;
  auto page = site->get("/search?q=carnaval");
  EXPECT_TRUE(page.says("Nothing was found"));
  EXPECT_FALSE(page.says("/things/1"));
  page = site->get("/search?q=carnavla");
  EXPECT_FALSE(page.says("Did you mean"));
  house->secret = 0;
  page = site->get("/search?q=carnavla");
  EXPECT_TRUE(page.says("Did you mean"));
  EXPECT_TRUE(page.says("/search?q=carnaval\""));
}

TEST_P(SearchPages, AdvisesWhereNothingIsFound) {
  EXPECT_TRUE(site->get("/search").says("Accents, capitals"));
  EXPECT_TRUE(site->get("/search?q=le+la").says("almost every sentence"));
  EXPECT_TRUE(site->get("/search?q=%21%21").says("There is no word in it"));
  EXPECT_TRUE(site->get("/search?q=licorne").says("Try fewer words"));
  EXPECT_EQ(site->get("/search?q=" + std::string(300, 'a')).status, 422);
  EXPECT_EQ(site->get("/search?q=a&kind=gold").status, 422);
  EXPECT_TRUE(site->get("/search?q=%22%3E%3Cscript%3Ealert(1)").says("&lt;script&gt;"));
}

TEST_P(SearchPages, SpeaksJson) {
  put(1, "Une échelle", "Je prête mon échelle.");
  const auto found = site->get_json("/api/v1/search?q=echelles").json();
  EXPECT_EQ(found.at("total").as_int64(), 1);
  EXPECT_EQ(found.at("items").at(0).at("id").as_string(), "1");
  EXPECT_EQ(found.at("items").at(0).at("matched").at(0).as_string(), "échelle");
  EXPECT_TRUE(found.at("next_page").is_null());
  EXPECT_EQ(site->get_json("/api/v1/search?page=0").status, 422);
  EXPECT_EQ(site->get_json("/api/v1/search?q=").json().at("total").as_int64(), 0);
}

TEST_P(SearchPages, CountsNobodyWhoSaysNo) {
  put(1, "Une échelle");
  const auto asked = [&] {
    site->core().db.write(
        [&](db::Transaction& tx) { site->core().queue.add(tx, "search.asked", "{}"); });
    site->run_jobs();
    return site->core().db.read([&](db::Session& s) {
      return house->room->asked(s, places::TerritoryId{1}, {}, 0, 100'000, 10);
    });
  };
  http::Request request;
  request.method = http::Method::get;
  request.path = "/search";
  request.target = "/search?q=echelle";
  request.query.set("q", "echelle");
  for (const char* no : {"sec-gpc", "dnt"}) {
    auto refused = request;
    refused.headers.emplace_back(no, "1");
    EXPECT_EQ(site->send(refused).status, 200);
  }
  EXPECT_TRUE(asked().empty());
  house->room->measures([](const http::Context&) { return false; });
  site->get("/search?q=echelle");
  EXPECT_TRUE(asked().empty());
  house->room->measures([](const http::Context&) { return true; });
  site->get("/search?q=echelle");
  site->get("/search?q=echelles");
  const auto counted = asked();
  ASSERT_EQ(counted.size(), 1U);
  EXPECT_EQ(counted[0].word, "échelle");
  EXPECT_EQ(counted[0].count, 1);
}

}  // namespace
}  // namespace palier::search
