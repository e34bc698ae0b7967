#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "core/testing/site.hpp"
#include "features/ready_texts/blanks.hpp"
#include "features/ready_texts/store.hpp"

namespace palier::ready_texts {
namespace {

TEST(Blanks, AreReadAndFilledIn) {
  const auto p = read_pattern("Hello, I am {{your name | Jeanne}}. {{ when }} at {{your name}}’s.");
  ASSERT_TRUE(p);
  EXPECT_EQ(p->blanks, (std::vector<Blank>{{"your name", "Jeanne"}, {"when", ""}}));
  EXPECT_EQ(fill(*p, {"Noor", "Friday"}), "Hello, I am Noor. Friday at Noor’s.");
  const auto plain = read_pattern("No blank, { one } brace.");
  ASSERT_TRUE(plain);
  EXPECT_TRUE(plain->blanks.empty());
  EXPECT_EQ(fill(*plain, {}), "No blank, { one } brace.");
}

TEST(Blanks, RefuseWhatIsNotClosed) {
  for (const char* wrong : {"a {{ b", "a {{}} b", "{{ | x}}", "{{a\nb}}", "{{a {{b}}",
                            "{{1}}{{2}}{{3}}{{4}}{{5}}{{6}}{{7}}"})
    EXPECT_FALSE(read_pattern(wrong)) << wrong;
  EXPECT_FALSE(read_pattern("{{" + std::string(81, 'x') + "}}"));
}

TEST(Blanks, WhatIsFilledInIsNotReadAgain) {
  const auto p = read_pattern("{{a}} {{b}}");
  ASSERT_TRUE(p);
  EXPECT_EQ(fill(*p, {"{{b}}", "x"}), "{{b}} x");
}

class ReadyTextsStore : public testing::OnBoth {};
INSTANTIATE_ON_BOTH(ReadyTextsStore);

TEST_P(ReadyTextsStore, BeginsWithGoodTextsInBothLanguages) {
  db().read([&](db::Session& s) {
    for (const auto& use : kUses)
      for (const char* language : {"fr", "en"}) {
        const auto texts = store::offered(s, {1}, use.word, language);
        EXPECT_GE(texts.size(), 4U) << use.word << language;
        for (const auto& t : texts) {
          const auto pattern = read_pattern(t.body);
          ASSERT_TRUE(pattern) << t.name;
          EXPECT_FALSE(pattern->blanks.empty()) << t.name;
          EXPECT_LE(pattern->blanks.size(), 3U) << t.name;
        }
      }
    EXPECT_TRUE(store::offered(s, {2}, "post", "fr").empty());
  });
}

TEST_P(ReadyTextsStore, TheyChangePlaces) {
  const auto names = [&] {
    std::vector<TextId> out;
    db().read([&](db::Session& s) {
      for (const auto& t : store::all(s, {1}, "message"))
        if (t.language == "fr") out.push_back(t.id);
    });
    return out;
  };
  const auto before = names();
  const auto move = [&](TextId id, bool up) {
    db().write([&](db::Transaction& tx) { store::move(tx, *store::text(tx, {1}, id), up); });
  };
  move(before[0], true);
  EXPECT_EQ(names(), before);
  move(before[0], false);
  EXPECT_EQ(names()[1], before[0]);
  move(before.back(), false);
  move(before[0], true);
  EXPECT_EQ(names(), before);
}

struct Rooms {
  explicit Rooms(const Core& core)
      : places(places::make(core)),
        accounts(accounts::make(core, *places)),
        texts(make(core, *accounts)) {
    core.router
        .get("/take",
             [this](http::Context& c) {
               return http::text(texts->take(c.session, c.request.query.one("for")), "text/plain");
             })
        .who(http::signed_in());
  }
  std::unique_ptr<places::Places> places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<ReadyTexts> texts;
};

class ReadyTextsPages : public ::testing::Test {
 protected:
  ReadyTextsPages()
      : site([this](const Core& core) {
          auto made = std::make_shared<Rooms>(core);
          rooms = made.get();
          return made;
        }) {}
  Rooms* rooms = nullptr;
  testing::Site site;
  std::string first(std::string_view back) {
    return site.core().db.read([&](db::Session& s) {
      return rooms->texts->offered(s, {1}, "post", *i18n::find("en"), back).front().url;
    });
  }
};

TEST_F(ReadyTextsPages, TwoWordsAreAskedAndTheFormTakesTheTextOnce) {
  site.sign_in_as(77);
  const auto url = first("/neighbourhood/new/news?audience=city/1");
  const auto page = site.get(url);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("Your first name") || page.says("your first name"));
  EXPECT_TRUE(page.says("value=\"/neighbourhood/new/news?audience=city/1\""));
  const auto path = url.substr(0, url.find('?'));
  const std::string back = "/neighbourhood/new/news?audience=city/1";
  EXPECT_EQ(site.post(path, {{"blank_1", "Noor"}, {"blank_2", " "}, {"back", back}}).status, 422);
  const auto seen = site.post(path, {{"blank_1", "<Noor>"}, {"blank_2", "today"}, {"back", back}});
  EXPECT_EQ(seen.status, 200);
  EXPECT_TRUE(seen.says("<mark>&lt;Noor&gt;</mark>"));
  const auto used =
      site.post(path, {{"blank_1", "Noor"}, {"blank_2", "today"}, {"back", back}, {"do", "use"}});
  EXPECT_EQ(used.location(), back);
  EXPECT_EQ(site.get("/take?for=/elsewhere").body, "");
  EXPECT_TRUE(site.get("/take").says("I am Noor. I am going shopping today"));
  EXPECT_EQ(site.get("/take").body, "");
}

TEST_F(ReadyTextsPages, GoesBackNowhereElse) {
  site.sign_in_as(77);
  const auto url = first("/x");
  const auto path = url.substr(0, url.find('?'));
  for (const char* bad : {"https://evil.example/", "//evil.example", "/\\evil.example", ""})
    EXPECT_EQ(site.post(path, {{"blank_1", "a"}, {"blank_2", "b"}, {"back", bad}, {"do", "use"}})
                  .location(),
              "/")
        << bad;
  EXPECT_EQ(site.get("/ready-texts/999999?back=/x").status, 404);
}

TEST_F(ReadyTextsPages, TheKeeperWritesSeesOrdersAndSwitchesOff) {
  site.sign_in_as(77);
  EXPECT_EQ(site.get("/keeper/texts").status, 403);
  site.sign_in_as(78, {http::Role::neighbour, http::Role::keeper});
  EXPECT_TRUE(site.get("/keeper/texts").says("Offer to do the shopping"));
  testing::Fields fields{{"use", "message"},
                         {"language", "en"},
                         {"name", "Say goodbye"},
                         {"body", "Goodbye {{their name | Tom}}, {{broken"}};
  EXPECT_EQ(site.post("/keeper/texts/new", fields).status, 422);
  fields[3].second = "Goodbye {{their name | Tom}}.";
  fields.emplace_back("do", "see");
  const auto seen = site.post("/keeper/texts/new", fields);
  EXPECT_EQ(seen.status, 200);
  EXPECT_TRUE(seen.says("Goodbye <mark>Tom</mark>."));
  fields.pop_back();
  EXPECT_EQ(site.post("/keeper/texts/new", fields).location(), "/keeper/texts?use=message");
  const auto text = site.core().db.read([&](db::Session& s) {
    const auto all = store::offered(s, {1}, "message", "en");
    return all.back();
  });
  EXPECT_EQ(text.name, "Say goodbye");
  const std::string one = "/keeper/texts/" + text.id.str();
  EXPECT_EQ(site.post(one + "/off").status, 303);
  EXPECT_EQ(site.get("/ready-texts/" + text.id.str()).status, 404);
  EXPECT_FALSE(site.get_json("/api/v1/ready-texts?use=message").says("Say goodbye"));
  EXPECT_EQ(site.post(one + "/on").status, 303);
  EXPECT_TRUE(site.get_json("/api/v1/ready-texts?use=message").says("Say goodbye"));
  EXPECT_EQ(site.post(one + "/up").status, 303);
}

}  // namespace
}  // namespace palier::ready_texts
