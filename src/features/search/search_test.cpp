// The same documents, the same queries, the same answers on both databases.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

#include "core/testing/database.hpp"
#include "core/util/time.hpp"
#include "features/search/model.hpp"
#include "features/search/query.hpp"
#include "features/search/room.hpp"
#include "features/search/store.hpp"

namespace palier::search {
namespace {

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

std::vector<std::string> split(std::string_view line, char sign) {
  std::vector<std::string> out;
  std::string part;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == sign) {
      part += line[++i];
    } else if (line[i] == sign) {
      out.push_back(part);
      part.clear();
    } else {
      part += line[i];
    }
  }
  out.push_back(part);
  return out;
}

std::string trimmed(const std::string& s) {
  const auto from = s.find_first_not_of(' ');
  return from == std::string::npos ? "" : s.substr(from, s.find_last_not_of(' ') - from + 1);
}

std::vector<std::string> lines_of(const std::string& name) {
  std::ifstream in(testing::source_file("src/features/search/testdata/" + name));
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') out.push_back(line);
  return out;
}

/// Four hundred more, so that the corpus is not all needles.
std::vector<Document> hay(Instant now) {
  static const std::vector<std::string> who{"Une voisine", "Un voisin", "Une famille",
                                            "Un retraité", "Une étudiante"};
  static const std::vector<std::string> does{"cherche", "prête", "échange", "recommande", "donne"};
  static const std::vector<std::string> what{
      "une perceuse",   "des bocaux",     "un tabouret", "une poussette",  "des boutures",
      "un casque",      "des romans",     "une tente",   "un parapluie",   "des rideaux",
      "un aspirateur",  "une luge",       "des patins",  "un réchaud",     "une valise",
      "une bouilloire", "des partitions", "un cadre",    "une balançoire", "des casseroles"};
  static const std::vector<std::string> when{"ce soir", "lundi prochain", "pour les vacances",
                                             "dès que possible"};
  std::mt19937 random(7);  // NOLINT(bugprone-random-generator-seed): the same each time.
  const auto pick = [&](const auto& list) { return list[random() % list.size()]; };
  std::vector<Document> out;
  out.reserve(400);
  for (int i = 0; i < 400; ++i) {
    Document d;
    d.kind = i % 3 == 0 ? "need" : "post";
    d.id = 10'000 + i;
    d.language = "fr";
    d.audience = i % 2 ? "quarter/12" : "quarter/13";
    d.title = pick(who) + " " + pick(does) + " " + pick(what);
    d.text = "Bonjour, " + pick(does) + " aussi " + pick(what) + " " + pick(when) + ".";
    d.at = now - std::chrono::hours(5 * i + 7);
    out.push_back(std::move(d));
  }
  return out;
}

class SearchStore : public testing::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    if (IsSkipped()) return;
    places_ = places::make(core());
    accounts_ = accounts::make(core(), *places_);
    room_ = std::make_unique<Room>(core(), *accounts_);
    for (const auto* kind : {"post", "need", "group", "place", "bulletin"}) room_->kind(kind, {});
  }
  void TearDown() override {
    room_.reset();
    accounts_.reset();
    places_.reset();
    OnBoth::TearDown();
  }

  void fill() {
    const Instant now = clock.now();
    std::vector<Document> all = hay(now);
    std::int64_t id = 0;
    for (const auto& line : lines_of("corpus.txt")) {
      const auto f = split(line, '|');
      ASSERT_EQ(f.size(), 7U) << line;
      Document d;
      d.id = ++id;
      names_[d.id] = f[0];
      d.kind = f[1];
      d.language = f[2];
      d.audience = f[3];
      const auto days = std::stoi(f[4]);
      if (d.kind != "place") d.at = now - std::chrono::days(days);
      d.title = f[5];
      d.text = f[6];
      all.push_back(std::move(d));
    }
    db().write([&](db::Transaction& tx) {
      for (const auto& d : all) room_->put(tx, d);
    });
  }

  std::vector<std::string> marks(std::string_view who) const {
    std::vector<std::string> words{""};
    if (who != "v") words.insert(words.end(), {"signed", "building/77", "quarter/12", "city/3"});
    if (who == "g") words.emplace_back("group/5");
    std::vector<std::string> out;
    out.reserve(words.size());
    for (const auto& w : words) out.push_back(audience_mark(w, places::TerritoryId{1}));
    return out;
  }
  Answer answer(std::string_view who, std::string_view text) {
    const Finder finder(room_->kind_words());
    return db().read(
        [&](db::Session& s) { return finder.find(s, read_query(text), marks(who), clock.now()); });
  }
  std::vector<std::string> names(const Answer& a) const {
    std::vector<std::string> out;
    out.reserve(a.ranked.size());
    for (const auto& r : a.ranked) {
      const auto at = names_.find(r.id);
      out.push_back(at == names_.end() ? "hay" : at->second);
    }
    return out;
  }
  Document note(std::int64_t id, std::string title, std::string text = "") const {
    Document d;
    d.kind = "post";
    d.id = id;
    d.title = std::move(title);
    d.text = std::move(text);
    d.language = "fr";
    d.at = clock.now();
    return d;
  }
  void put(const Document& d) {
    db().write([&](db::Transaction& tx) { room_->put(tx, d); });
  }

  std::unique_ptr<places::Places> places_;
  std::unique_ptr<accounts::Accounts> accounts_;
  std::unique_ptr<Room> room_;
  std::map<std::int64_t, std::string> names_;
};
INSTANTIATE_ON_BOTH(SearchStore);

TEST_P(SearchStore, AnswersTheCorpus) {
  fill();
  for (const auto& line : lines_of("queries.txt")) {
    auto f = split(line, '|');
    ASSERT_EQ(f.size(), 3U) << line;
    for (auto& part : f) part = trimmed(part);
    auto expected = split(f[2], ' ');
    auto got = names(answer(f[0], f[1]));
    if (expected.size() == 1 && expected[0] == "-") expected.clear();
    if (!expected.empty() && expected.back() == "...") {
      expected.pop_back();
      got.resize(std::min(got.size(), expected.size()));
    }
    EXPECT_THAT(got, ElementsAreArray(expected)) << line;
  }
}

/// Every answer of a long list of queries, with its order, as one text: written by the run on one
/// database, compared by the run on the other.
TEST_P(SearchStore, AnswersAlikeOnBoth) {
  static std::map<db::Dialect, std::vector<std::string>> written;
  fill();
  std::vector<std::string> all;
  std::vector<std::string> queries;
  for (const auto& line : lines_of("queries.txt")) queries.push_back(trimmed(split(line, '|')[1]));
  for (const auto* more :
       {"perceuse", "perceuses", "une voisine prête", "poussete", "bouiloire", "casserole luge",
        "retraite echange romans", "vac", "par", "aspirateur OR valise", "voisin voisine famille",
        "tente ce soir", "boutures et bocaux et rideaux"})
    queries.emplace_back(more);
  for (const auto& q : queries) {
    for (const auto* who : {"v", "n", "g"}) {
      const auto a = answer(who, q);
      std::string line =
          fmt::format("{} {} [{}] {} {}:", who, q, a.suggestion, a.corrected, a.partly);
      for (const auto& r : a.ranked) line += fmt::format(" {}/{}={:.12g}", r.kind, r.id, r.score);
      all.push_back(std::move(line));
    }
  }
  written[GetParam()] = all;
  if (written.size() < 2) return;
  const auto& sqlite = written[db::Dialect::sqlite];
  const auto& postgres = written[db::Dialect::postgres];
  ASSERT_EQ(sqlite.size(), postgres.size());
  for (std::size_t i = 0; i < sqlite.size(); ++i) EXPECT_EQ(sqlite[i], postgres[i]);
}

TEST_P(SearchStore, SuggestsWhatWasMeant) {
  fill();
  EXPECT_EQ(answer("v", "bolangerie").suggestion, "boulangerie");
  EXPECT_EQ(answer("v", "Une bolangerie ouverte").suggestion, "Une boulangerie ouverte");
  EXPECT_EQ(answer("n", "salon de teh").suggestion, "");  // Three letters are not guessed at.
  EXPECT_EQ(answer("v", "matematiques").suggestion, "mathématiques");
  EXPECT_EQ(answer("v", "boulangerie").suggestion, "");
  EXPECT_TRUE(answer("v", "bolangerie").corrected);
  EXPECT_FALSE(answer("v", "boulangerie").corrected);
  EXPECT_TRUE(answer("n", "chat licorne").partly);
}

TEST_P(SearchStore, SuggestsNoWordOfWhatSomebodyMayNotFind) {
  fill();
  EXPECT_EQ(answer("n", "cadenat").suggestion, "");
  EXPECT_EQ(answer("g", "cadenat").suggestion, "cadenas");
  EXPECT_EQ(answer("v", "glycine").suggestion, "");
}

TEST_P(SearchStore, FollowsEditsAndRemovals) {
  put(note(1, "Une tondeuse", "à prêter"));
  EXPECT_EQ(answer("v", "tondeuse").ranked.size(), 1U);
  put(note(1, "Un râteau", "à prêter"));
  EXPECT_THAT(answer("v", "tondeuse").ranked, IsEmpty());
  EXPECT_EQ(answer("v", "rateau").ranked.size(), 1U);
  put(note(1, "Un râteau", "à prêter"));
  EXPECT_EQ(answer("v", "rateau").ranked.size(), 1U);
  db().write([&](db::Transaction& tx) { room_->remove(tx, "post", 1); });
  EXPECT_THAT(answer("v", "rateau").ranked, IsEmpty());
  EXPECT_TRUE(db().read([](db::Session& s) { return store::empty(s); }));
  db().write([&](db::Transaction& tx) { room_->remove(tx, "post", 1); });
}

TEST_P(SearchStore, KeepsNarrowWordsFromOthers) {
  auto d = note(1, "Besoin d’un coup de main");
  d.more = "Je viens d’être opérée du genou";
  d.more_audience = "city/3";
  put(d);
  EXPECT_THAT(answer("v", "genou").ranked, IsEmpty());
  EXPECT_EQ(answer("n", "genou").ranked.size(), 1U);
  EXPECT_EQ(answer("v", "coup de main").ranked.size(), 1U);
  EXPECT_EQ(answer("n", "coup de main").ranked.size(), 1U);
  EXPECT_EQ(answer("n", "main genou").ranked.size(), 1U);
  EXPECT_EQ(answer("v", "genous").suggestion, "");
  db().write([&](db::Transaction& tx) { room_->remove(tx, "post", 1); });
  EXPECT_THAT(answer("n", "genou").ranked, IsEmpty());
}

TEST_P(SearchStore, PrefersTitlesThenNewOnes) {
  auto old_one = note(1, "Un barbecue", "");
  old_one.at = clock.now() - std::chrono::days(400);
  put(old_one);
  put(note(2, "Un barbecue", ""));
  put(note(3, "Une soirée", "avec un barbecue dans la cour de l’immeuble"));
  const auto a = answer("v", "barbecue");
  ASSERT_EQ(a.ranked.size(), 3U);
  EXPECT_EQ(a.ranked[0].id, 2);
  EXPECT_EQ(a.ranked[1].id, 1);
  EXPECT_EQ(a.ranked[2].id, 3);
}

TEST_P(SearchStore, KeepsTerritoriesApart) {
  auto d = note(1, "Une tondeuse");
  d.territory = places::TerritoryId{2};
  put(d);
  EXPECT_THAT(answer("v", "tondeuse").ranked, IsEmpty());
}

TEST_P(SearchStore, BearsOddInput) {
  fill();
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += fmt::format("mot{} ", i);
  std::string nul("chat\0noir", 9);
  for (const auto& text : std::vector<std::string>{
           many, nul, std::string(100'000, 'a'), std::string(5000, '\''), "\xff\xfe\x80",
           "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x80\xae abc",
           "👩‍👩‍👧‍👦 🏳️‍🌈", "NEAR(a b, 5) ^col : {x y} - \"",
           "''''''\"\"\"\"(((((", "a & b | !c <-> d:*", "\\", "", "   ", "l'l'l'l'", "d’"}) {
    for (const auto* who : {"v", "g"}) EXPECT_NO_THROW(answer(who, text)) << text.substr(0, 40);
  }
  EXPECT_EQ(names(answer("n", nul)).front(), "chat_noir");
  auto d = note(999'999, many.substr(0, 3000), many);
  d.title += nul;
  EXPECT_NO_THROW(put(d));
}

TEST_P(SearchStore, RebuildsFromTheRooms) {
  put(note(500, "Un reste d’avant"));
  Search::Kind kind;
  kind.all = [&](db::Session&, std::int64_t after, int limit) {
    std::vector<Document> out;
    for (std::int64_t id = after + 1; id <= 450 && static_cast<int>(out.size()) < limit; ++id)
      out.push_back(note(id, "Une lanterne"));
    return out;
  };
  room_->kind("post", kind);
  clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(room_->rebuild(), 450);
  EXPECT_EQ(db().read([](db::Session& s) { return store::count(s); }), 450);
  EXPECT_THAT(answer("v", "reste avant").ranked, IsEmpty());
  EXPECT_EQ(answer("v", "lanterne").ranked.size(), 450U);
}

TEST_P(SearchStore, CountsWordsNotPeople) {
  fill();
  const Finder finder(room_->kind_words());
  db().read([&](db::Session& s) { finder.sync(s); });
  {
    AskedWords words(db());
    const places::TerritoryId t{1};
    for (const auto* who : {"a1", "a1", "a2", "r9"})
      words.note(read_query("chat noir"), finder, t, 12, 20'000, who);
    words.note(read_query("chat 0612345678"), finder, t, 12, 20'000, "a3");
    words.note(read_query("chat jeanne@example.org"), finder, t, 12, 20'000, "a4");
    words.note(read_query("Zorglub"), finder, t, 12, 20'000, "a5");
    words.note(read_query("chat"), finder, t, 13, 20'001, "a1");
  }
  db().read([&](db::Session& s) {
    const auto here = room_->asked(s, places::TerritoryId{1}, places::AreaId{12}, 0, 30'000, 10);
    ASSERT_EQ(here.size(), 2U);
    EXPECT_EQ(here[0].word, "chat");
    EXPECT_EQ(here[0].count, 3);
    EXPECT_EQ(here[1].word, "noir");
    const auto all = room_->asked(s, places::TerritoryId{1}, {}, 20'001, 30'000, 10);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].count, 1);
  });
}

}  // namespace
}  // namespace palier::search
