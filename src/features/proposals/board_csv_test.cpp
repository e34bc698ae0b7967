#include "features/proposals/board_csv.hpp"

#include <gtest/gtest.h>

#include "features/proposals/board_for_test.hpp"

namespace palier::proposals::board {
namespace {

/// As RFC 4180 says, for reading back.
std::vector<std::vector<std::string>> parsed(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"')
        row.back() += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        row.back() += text[++i];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      row.emplace_back();
    } else if (c == '\r' && text.substr(i, 2) == "\r\n") {
      rows.push_back(std::exchange(row, std::vector<std::string>(1)));
      ++i;
    } else {
      row.back() += c;
    }
  }
  return rows;
}

TEST(BoardCsv, ComesBackAsItWas) {
  const std::vector<std::string> fields{"plain",        "",       "with, comma", "with \"quotes\"",
                                        "two\r\nlines", " ends ", "é ★ 日本"};
  const auto rows = parsed(csv_line(fields));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0], fields);
  EXPECT_EQ(csv_field("plain"), "plain");
}

TEST(BoardCsv, FormulasAreDefused) {
  for (const char* evil : {"=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "\"=1",
                           "=HYPERLINK(\"http://evil.example\")"}) {
    const auto rows = parsed(csv_line({evil}));
    ASSERT_EQ(rows.size(), 1U) << evil;
    EXPECT_EQ(rows[0][0], std::string("'") + evil);
  }
  EXPECT_EQ(csv_field("a-b"), "a-b");
  EXPECT_EQ(csv_field("1 = 1"), "1 = 1");
}

class BoardExport : public AtTheBoard {};

TEST_P(BoardExport, HoldsWhatTheRoleMaySeeAndLeavesALine) {
  volunteers(noor, {"shopping"});
  const auto id = proposed(shopping(), noor);
  db().write([&](db::Transaction& tx) {
    town->service.helper_no(tx, id, noor, No::other, "=cmd|' /C calc'!A0, \"oh\"", now());
  });
  as(maud);
  auto r = site->get("/board/export.csv?names=1");
  ASSERT_EQ(r.status, 200);
  EXPECT_TRUE(r.body.starts_with("\xEF\xBB\xBFproposal,state,"));
  EXPECT_FALSE(r.says("Noor")) << "A moderator gets no names.";
  EXPECT_FALSE(r.says("calc"));
  as(odile);
  r = site->get("/board/export.csv?names=1&state=declined");
  const auto rows = parsed(std::string_view(r.body).substr(3));
  ASSERT_EQ(rows.size(), 2U);
  ASSERT_EQ(rows[0].size(), rows[1].size());
  const auto column = [&](std::string_view name) {
    return rows[1].at(static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) -
                                               rows[0].begin()));
  };
  EXPECT_EQ(column("proposal"), id.str());
  EXPECT_EQ(column("no"), "other");
  EXPECT_EQ(column("helper_name"), "Noor Noor-Martin");
  EXPECT_EQ(column("no_text"), "'=cmd|' /C calc'!A0, \"oh\"");
  for (const char* secret : {"Lilas 75020", "example.org"}) EXPECT_FALSE(r.says(secret));
  EXPECT_TRUE(site->get("/board/history").says("Odile"));
  EXPECT_EQ(db().read([&](db::Session& s) { return store::looks(s, {1}, "export", 0, 10).size(); }),
            2U);
  EXPECT_EQ(site->get("/board/export.csv?state=nonsense").status, 400);
}

TEST_P(BoardExport, OfAnyLengthComesWholeInPieces) {
  db().write([&](db::Transaction& tx) {
    for (int i = 0; i < 1203; ++i) {
      Proposal p;
      p.id = ProposalId::make();
      p.need_id = aid::PostId{100'000 + i};
      p.helper_id = noor;
      p.author_id = jeanne;
      p.state = State::lapsed;
      p.kind = "shopping";
      p.created_at = p.expires_at = now();
      ASSERT_TRUE(store::insert(tx, p));
    }
  });
  as(odile);
  const auto rows = parsed(site->get("/board/export.csv").body);
  ASSERT_EQ(rows.size(), 1204U);
  std::set<std::string> ids;
  for (std::size_t i = 1; i < rows.size(); ++i) ids.insert(rows[i][0]);
  EXPECT_EQ(ids.size(), 1203U);
}

INSTANTIATE_ON_BOTH(BoardExport);

}  // namespace
}  // namespace palier::proposals::board
