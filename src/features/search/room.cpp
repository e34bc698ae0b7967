#include "features/search/room.hpp"

#include <xxhash.h>

#include "core/i18n/zone.hpp"
#include "features/search/store.hpp"

namespace palier::search {
namespace {

constexpr std::size_t kTitleWords = 60, kTextWords = 600;
constexpr std::size_t kExcerpt = 240;
/// How many things the rooms are asked to show for one page at most.
constexpr int kMostShown = 500;

/// The moment in milliseconds since 2020, as ids have it, and 21 bits of the thing: newer things
/// have larger keys, and the same thing the same key on every database.
std::int64_t key_of(const Document& d, int part) {
  using namespace std::chrono;
  constexpr sys_days k2020{year{2020} / January / 1};
  const auto ms = duration_cast<milliseconds>(d.at - Instant{k2020}).count();
  constexpr std::int64_t kLongest = (std::int64_t{1} << 42) - 1;
  const auto when = std::clamp<std::int64_t>(ms, 0, kLongest);
  const auto print = fmt::format("{}/{}/{}", d.kind, d.id, part);
  const auto draw = XXH3_64bits(print.data(), print.size()) & ((1U << 21U) - 1);
  return (when << 21U) | static_cast<std::int64_t>(draw);
}

Row row_of(const Document& d, Instant now) {
  Row row;
  row.key = key_of(d, 0);
  row.territory_id = d.territory;
  row.kind = d.kind;
  row.thing_id = d.id;
  row.audience = d.audience;
  row.author_id = d.author;
  row.at = d.at;
  row.title_terms = terms_of_text(d.title, d.language, kTitleWords);
  row.body_terms = terms_of_text(d.text, d.language, kTextWords);
  row.put_at = now;
  return row;
}

}  // namespace

Room::Room(const Core& core_, accounts::Accounts& accounts_room)
    : core(core_), accounts_(accounts_room), asked_words_(core_.db) {
  page_routes(*this);
  json_routes(*this);
  core.queue.handle("search.fill", [this](const jobs::Job&) {
    if (core.db.read([](db::Session& s) { return store::empty(s); })) rebuild();
  });
  core.queue.handle("search.asked", [this](const jobs::Job&) { asked_words_.flush(true); });
  core.queue.every("search.asked", std::chrono::minutes(1), "search.asked");
  if (core.db.read([](db::Session& s) { return store::empty(s); })) {
    jobs::Options once;
    once.unique_key = "search.fill";
    core.db.write([&](db::Transaction& tx) { core.queue.add(tx, "search.fill", "{}", once); });
  }
}

const Finder& Room::finder() const {
  // Made at the first use: by then the rooms have told their kinds.
  std::call_once(made_, [this] { finder_ = std::make_unique<Finder>(kind_words()); });
  return *finder_;
}

std::vector<std::string> Room::kind_words() const {
  std::vector<std::string> out;
  out.reserve(kinds_.size());
  for (const auto& [word, how] : kinds_) out.push_back(word);
  return out;
}

void Room::kind(std::string kind, Kind how) {
  kinds_[std::move(kind)] = std::move(how);
}

void Room::audiences(std::function<std::vector<std::string>(db::Session&, AccountId)> of) {
  audiences_.push_back(std::move(of));
}

void Room::put(db::Transaction& tx, const Document& d) {
  const Instant now = core.clock.now();
  store::remove(tx, d.kind, d.id);
  auto row = row_of(d, now);
  const auto title = row.title_terms, body = row.body_terms;
  store::insert(tx, std::move(row));
  if (!d.more.empty()) {
    auto more = row_of(d, now);
    more.key = key_of(d, 1);
    more.part = 1;
    more.audience = d.more_audience;
    const auto terms = terms_of_text(d.more, d.language, kTextWords);
    if (!more.body_terms.empty() && !terms.empty()) more.body_terms += ' ';
    more.body_terms += terms;
    store::insert(tx, std::move(more));
  }
  finder().learn(tx, d.title + "\n" + d.text + "\n" + d.more, now);
}

void Room::remove(db::Transaction& tx, std::string_view kind, std::int64_t id) {
  store::remove(tx, kind, id);
}

std::int64_t Room::rebuild() {
  constexpr int kPage = 200;
  const Instant began = core.clock.now();
  std::int64_t count = 0;
  for (const auto& [word, how] : kinds_) {
    if (!how.all) continue;
    std::int64_t after = 0;
    while (true) {
      const auto next = core.db.write([&](db::Transaction& tx) {
        const auto page = how.all(tx, after, kPage);
        for (const auto& d : page) put(tx, d);
        return page.empty() ? std::pair<std::int64_t, std::int64_t>{0, 0}
                            : std::pair{page.back().id, static_cast<std::int64_t>(page.size())};
      });
      if (next.second == 0) break;
      after = next.first;
      count += next.second;
    }
  }
  while (core.db.write([&](db::Transaction& tx) { return store::remove_older(tx, began, kPage); }) >
         0) {
  }
  return count;
}

std::vector<Search::Asked> Room::asked(db::Session& s, places::TerritoryId territory,
                                       places::AreaId area, std::int64_t from, std::int64_t to,
                                       int limit) const {
  return store::asked(s, territory, area.value, from, to, limit);
}

std::vector<std::string> Room::marks_of(db::Session& s, const http::Viewer& viewer) const {
  const places::TerritoryId territory{viewer.territory};
  std::vector<std::string> out{audience_mark("", territory)};
  if (!viewer.signed_in()) return out;
  out.push_back(audience_mark("signed", territory));
  const AccountId account{viewer.account};
  if (const auto home = accounts_.home(s, account))
    for (const auto& circle : places::circles(home->scopes))
      out.push_back(audience_mark(circle, territory));
  for (const auto& of : audiences_)
    for (const auto& word : of(s, account)) out.push_back(audience_mark(word, territory));
  return out;
}

Found Room::look(const Look& look, const http::Context& c) const {
  Found found;
  core.db.read([&](db::Session& s) {
    const auto answer = finder().find(s, look.query, marks_of(s, c.viewer), c.now);
    std::map<std::string, int, std::less<>> counts;
    const int from = (look.page - 1) * kPerPage;
    int place = 0, shown = 0;
    for (const auto& one : answer.ranked) {
      const auto how = kinds_.find(one.kind);
      if (how == kinds_.end() || !how->second.show) continue;
      int& count = counts[one.kind];
      const bool listed = look.kind.empty() || look.kind == one.kind;
      const bool wanted = listed && place <= from + kPerPage;
      if (!wanted && count > kCounted) continue;
      if (++shown > kMostShown) break;
      auto hit = how->second.show(s, c.viewer, c.language, one.id);
      if (!hit) continue;
      ++count;
      if (!listed) continue;
      if (place >= from && place < from + kPerPage) {
        Line line;
        line.title = marked(hit->title, answer.terms);
        line.excerpt = excerpt(hit->excerpt, answer.terms, kExcerpt);
        line.kind_name = c.language.tr(how->second.plural);
        line.hit = std::move(*hit);
        found.lines.push_back(std::move(line));
      }
      ++place;
    }
    found.next = place > from + kPerPage && look.page < kMostPages;
    for (const auto& [word, count] : counts) {
      if (count == 0) continue;
      const bool more = count > kCounted;
      found.kinds.push_back(
          {word, c.language.tr(kinds_.find(word)->second.plural), std::min(count, kCounted), more});
      found.total += std::min(count, kCounted);
      found.more_than_counted = found.more_than_counted || more;
    }
    std::stable_sort(found.kinds.begin(), found.kinds.end(), [&](const auto& a, const auto& b) {
      return kinds_.find(a.kind)->second.order < kinds_.find(b.kind)->second.order;
    });
    if (found.total > 0) {
      found.suggestion = answer.suggestion;
      found.corrected = answer.corrected;
      found.partly = answer.partly;
    }
  });
  return found;
}

void Room::count(const Query& query, const http::Context& c) {
  if (c.request.header("sec-gpc") == "1" || c.request.header("dnt") == "1") return;
  if (may_ && !may_(c)) return;
  std::int64_t area = 0;
  if (c.viewer.signed_in())
    if (const auto home = core.db.read(
            [&](db::Session& s) { return accounts_.home(s, AccountId{c.viewer.account}); }))
      area = home->scopes.quarter.value;
  const auto day = std::chrono::sys_days{i18n::local(c.now).day}.time_since_epoch().count();
  const auto who = c.viewer.signed_in() ? fmt::format("a{}", c.viewer.account)
                                        : fmt::format("r{}", c.request.remote);
  asked_words_.note(query, finder(), places::TerritoryId{c.viewer.territory}, area, day, who);
  asked_words_.flush(false);
}

}  // namespace palier::search
