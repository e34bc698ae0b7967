// The log of privileged acts: for the keeper, and moderation's lines for moderators.
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "features/moderation/audit_look.hpp"
#include "features/moderation/csv.hpp"
#include "features/moderation/routes.hpp"
#include "features/moderation/templates.hpp"
#include "features/moderation/view.hpp"

namespace palier::moderation {
namespace {

using http::Context;
using http::Response;

constexpr int kPage = 50;
constexpr int kPiece = 500;
constexpr const char* kPath = "/keeper/audit";

std::string encoded(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

/// The query of this list, for another page or the file.
std::string query_of(const form::Input& q, std::int64_t before) {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += out.empty() ? '?' : '&';
    out += name;
    out += '=';
    out += encoded(value);
  };
  for (const char* name : {"room", "by", "kind", "subject", "from", "until"})
    add(name, q.one(name));
  if (before != 0) add("before", std::to_string(before));
  return out;
}

html::Field day_field(const char* name, const char* label, const Context& c,
                      const form::Errors& errors) {
  html::Field f;
  f.name = name;
  f.label = c.language.tr(label);
  f.type = "text";
  f.hint = c.language.tr(N_("As 24/11/2026."));
  f.width = 10;
  f.value = c.request.query.one(name);
  if (const auto* wrong = errors.find(name)) f.error = c.language.tr(*wrong);
  return f;
}

AuditLine line_of(db::Session& s, const Service& service, const audit::Line& line,
                  const i18n::Language& l) {
  AuditLine out;
  out.when = l.date(line.at, i18n::Language::Style::day_and_time);
  if (line.by_account == 0) {
    out.by = l.tr(N_("the program or its command line"));
  } else {
    out.by = name_of(s, service.accounts(), AccountId{line.by_account}, l);
    out.by_url = fmt::format("{}?by={}", kPath, line.by_account);
  }
  out.word = line.what;
  out.what = act_name(line.what, l);
  if (line.subject != 0) {
    out.about = line.kind == "account" ? name_of(s, service.accounts(), AccountId{line.subject}, l)
                                       : kind_name(line.kind, l);
    out.about_url = fmt::format("{}?kind={}&subject={}", kPath, encoded(line.kind), line.subject);
  }
  out.detail = line.detail;
  return out;
}

Response audit_page(const Context& c, const Service& service) {
  const auto& l = c.language;
  const auto& q = c.request.query;
  form::Errors errors;
  auto look = read_look(c, q, errors);
  look.limit = kPage + 1;
  AuditPage p;
  if (c.viewer.roles.has(http::Role::keeper)) {
    html::Field room;
    room.name = "room";
    room.label = l.tr(N_("Which room?"));
    room.options.push_back({"", l.tr(N_("All")), "", false});
    for (const char* one : kRooms) room.options.push_back({one, one, "", q.one("room") == one});
    p.fields.push_back(std::move(room));
  }
  p.fields.push_back(day_field("from", N_("From this day"), c, errors));
  p.fields.push_back(day_field("until", N_("To this day"), c, errors));
  p.by = q.one("by");
  p.kind = q.one("kind");
  p.subject = q.one("subject");
  if (!errors)
    service.core().db.read([&](db::Session& s) {
      if (look.by != 0)
        p.narrowed.push_back(l.tr(i18n::Message{
            N_("Only what {1} did."), {name_of(s, service.accounts(), AccountId{look.by}, l)}}));
      if (look.subject != 0) p.narrowed.emplace_back(l.tr(N_("Only what was done to one thing.")));
      std::int64_t last = 0;
      for (const auto& line : audit::read(s, look)) {
        if (p.lines.size() == kPage) {
          p.next = fmt::format("{}{}", kPath, query_of(q, last));
          break;
        }
        last = line.id;
        p.lines.push_back(line_of(s, service, line, l));
      }
    });
  p.csv = fmt::format("{}.csv{}", kPath, query_of(q, 0));
  if (look.before != 0) p.first = fmt::format("{}{}", kPath, query_of(q, 0));
  const auto page = quiet_page(c, l.tr(N_("Log of privileged acts")));
  return http::page(templates::audit(page, p, errors), errors ? 422 : 200);
}

Response audit_csv(const Context& c, const Service& service) {
  form::Errors errors;
  auto look = read_look(c, c.request.query, errors);
  if (errors) throw http::Refused{400};
  look.limit = kPiece;
  // Taking the log away is an act too.
  service.core().db.write([&](db::Transaction& tx) {
    audit::write(tx, c.now,
                 {.territory_id = c.viewer.territory,
                  .by_account = c.viewer.account,
                  .what = "moderation.log_exported"});
  });
  Response r;
  r.type = "text/csv; charset=utf-8; header=present";
  r.header("Content-Disposition", "attachment; filename=\"audit.csv\"");
  r.header("Cache-Control", "no-store");
  r.pieces = [&service, look, first = true, over = false]() mutable {
    std::string out;
    if (std::exchange(first, false))
      out = kBom + csv_line({"id", "at", "by", "what", "kind", "subject", "detail"});
    if (over) return out;
    const auto lines = service.core().db.read([&](db::Session& s) { return audit::read(s, look); });
    for (const auto& line : lines)
      out += csv_line({std::to_string(line.id), rfc3339(line.at), std::to_string(line.by_account),
                       line.what, line.kind, std::to_string(line.subject), line.detail});
    over = lines.size() < static_cast<std::size_t>(kPiece);
    if (!lines.empty()) look.before = lines.back().id;
    return out;
  };
  return r;
}

}  // namespace

audit::Look read_look(const Context& c, const form::Input& query, form::Errors& errors) {
  form::Reader read(query, errors);
  audit::Look look;
  look.territory = c.viewer.territory;
  const auto number = [&](const char* name) {
    return read.number(name, {.min = 0, .max = INT64_MAX}).value_or(0);
  };
  look.by = number("by");
  look.before = number("before");
  look.subject = number("subject");
  look.kind = read.text("kind", {.max = 40});
  std::string room = read.text("room", {.max = 40});
  if (!c.viewer.roles.has(http::Role::keeper)) room = "moderation";
  if (!room.empty()) look.what = room + ".";
  const Instant first = from_micros(0), last = c.now + std::chrono::days{1};
  if (const auto day = read.day("from", false, first, last)) look.from = *day;
  if (const auto day = read.day("until", false, first, last))
    look.until = *day + std::chrono::days{1};
  return look;
}

void audit_routes(http::Router& router, Service& service) {
  router.get(kPath, [&service](Context& c) { return audit_page(c, service); }).who(moderators());
  router.get("/keeper/audit.csv", [&service](Context& c) { return audit_csv(c, service); })
      .who(moderators())
      .limited(http::Limit::search);
}

}  // namespace palier::moderation
