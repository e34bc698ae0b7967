#include "features/proposals/board_csv.hpp"

#include <array>

#include "features/proposals/board.hpp"

namespace palier::proposals::board {
namespace {

constexpr int kPiece = 500;  ///< Proposals read at once: memory stays the same however long it is.
constexpr std::string_view kBom = "\xEF\xBB\xBF";

bool formula(std::string_view text) {
  // A program may skip blanks and quotes before it looks.
  const auto first = text.find_first_not_of(" \"'");
  if (first == std::string_view::npos) return false;
  const auto rest = text.substr(first);
  for (std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
    if (rest.starts_with(sign)) return true;
  return false;
}

std::string at(const std::optional<Instant>& t) {
  if (!t) return "";
  const auto seconds = std::chrono::floor<std::chrono::seconds>(*t);
  const auto day = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{seconds - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string slot(const Proposal& p) {
  if (p.block < 0) return "";
  const auto day = std::chrono::sys_days{std::chrono::days{p.week + p.block / 3}};
  const std::chrono::year_month_day date{day};
  constexpr std::array<std::string_view, 3> parts{"morning", "afternoon", "evening"};
  return fmt::format("{:04}-{:02}-{:02} {}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     parts[static_cast<std::size_t>(p.block % 3)]);
}

std::vector<std::string> columns(bool names) {
  std::vector<std::string> out{"proposal", "state",     "kind",   "quarter", "metres",
                               "slot",     "asked_how", "wave",   "created", "sent",
                               "answered", "closed",    "no",     "confirm", "confirmed",
                               "by_desk",  "need",      "helper", "author"};
  if (names) out.insert(out.end(), {"helper_name", "author_name", "no_text"});
  return out;
}

std::vector<std::string> fields(const Eyes& e, const Proposal& p, bool names) {
  const auto summary = e.p.aid.summary(e.s, p.need_id, e.l);
  std::vector<std::string> out{p.id.str(),
                               std::string(word(p.state)),
                               p.kind,
                               summary ? summary->card.quarter : "",
                               fmt::format("{:.0f}", p.metres),
                               slot(p),
                               p.by_hand   ? "hand"
                               : p.planned ? "plan"
                                           : "besides",
                               std::to_string(p.wave),
                               at(p.created_at),
                               at(p.sent_at),
                               at(p.answered_at),
                               at(p.closed_at),
                               p.no ? std::string(word(*p.no)) : "",
                               std::string(word(p.confirm)),
                               p.confirmed_by ? "yes" : "no",
                               p.settled_by_desk ? "yes" : "no",
                               p.need_id.str(),
                               p.helper_id.str(),
                               p.author_id.str()};
  if (names) out.insert(out.end(), {name_of(e, p.helper_id), name_of(e, p.author_id), p.no_text});
  return out;
}

http::Response exported(http::Context& c, Room& room) {
  const Seat seat = seat_of(c);
  form::Errors errors;
  auto filter = read_past_filter(c.request.query, errors);
  if (errors) throw http::Refused{400};
  const bool names = seat.desk && c.request.query.one("names") == "1";
  room.db().write([&](db::Transaction& tx) {
    store::log_look(tx, seat.territory, seat.account, "export", 0,
                    fmt::format("proposals{}{}", query_of(filter), names ? " names" : ""), c.now);
    note(tx, seat, "export", "", 0, c.now);
  });
  http::Response r;
  r.type = "text/csv; charset=utf-8; header=present";
  r.header("Content-Disposition", "attachment; filename=\"proposals.csv\"");
  r.header("Cache-Control", "no-store");
  r.pieces = [&room, seat, names, now = c.now, language = &c.language,
              wanted = to_store(filter, seat.territory, c.now), first = true,
              over = false]() mutable {
    std::string out;
    if (std::exchange(first, false)) out = std::string(kBom) + csv_line(columns(names));
    if (over) return out;
    wanted.limit = kPiece;
    room.db().read([&](db::Session& s) {
      const Eyes e{s, room.p, seat, *language, now};
      const auto list = store::list(s, wanted);
      for (const auto& p : list) out += csv_line(fields(e, p, names));
      over = list.size() < static_cast<std::size_t>(kPiece);
      if (!list.empty()) wanted.before = list.back().id.value;
    });
    return out;
  };
  return r;
}

}  // namespace

std::string csv_field(std::string_view text) {
  std::string out;
  const bool armed = formula(text);
  if (!armed && text.find_first_of(",;\"\r\n\t") == std::string_view::npos &&
      (text.empty() || (text.front() != ' ' && text.back() != ' ')))
    return std::string(text);
  out = "\"";
  if (armed) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
  return out;
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    out += csv_field(fields[i]);
  }
  return out + "\r\n";
}

void export_routes(Room& room) {
  auto& router = room.p.core.router;
  const auto send = [&room](http::Context& c) { return exported(c, room); };
  router.get("/board/export.csv", send).who(coordinators()).limited(http::Limit::search);
  router.get("/api/v1/board/export.csv", send).who(coordinators()).limited(http::Limit::search);
}

}  // namespace palier::proposals::board
