#include "features/search/query.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "features/search/store.hpp"

namespace palier::search {
namespace {

/// What is ranked: the newest of all that fit; where there are more, the newest of each kind.
constexpr int kCandidates = 1000, kEachKind = 400;
/// Fewer than these, and beginnings and slips are looked for too.
constexpr std::size_t kFew = 3;
constexpr std::size_t kBeginnings = 12, kNear = 8;
constexpr std::size_t kScanned = 2000;
constexpr double kBeginning = 0.6, kOneSlip = 0.4, kTwoSlips = 0.25;
/// A shorter word is the beginning of too many.
constexpr std::size_t kPrefix = 4;
/// A shorter word that stands somewhere is taken as it was written.
constexpr std::size_t kLong = 6;

std::vector<std::string> terms(const Wanted& w) {
  std::vector<std::string> out;
  out.reserve(w.any.size());
  for (const auto& a : w.any) out.push_back(a.term);
  return out;
}

void widen(Wanted& w, const std::vector<std::string>& terms, double weight) {
  for (const auto& term : terms)
    if (std::none_of(w.any.begin(), w.any.end(), [&](const auto& a) { return a.term == term; }))
      w.any.push_back({term, weight});
}

std::size_t things(const std::vector<Candidate>& candidates) {
  std::set<std::pair<std::string_view, std::int64_t>> seen;
  for (const auto& c : candidates) seen.emplace(c.kind, c.thing_id);
  return seen.size();
}

}  // namespace

Query read_query(std::string_view text) {
  Query q;
  q.text = text;
  std::unordered_set<std::string> seen;
  bool stop = false;
  for (auto& word : words_of(text, kScanned)) {
    if (!seen.insert(word.folded).second) continue;
    if (stop_word(word, "")) {
      stop = true;
    } else if (doubtful(word)) {
      q.doubtful.push_back(std::move(word));
    } else if (q.words.size() < Query::kMostWords) {
      q.words.push_back(std::move(word));
    }
  }
  if (q.doubtful.size() > Query::kMostWords) q.doubtful.resize(Query::kMostWords);
  if (q.words.empty()) std::swap(q.words, q.doubtful);
  q.only_stop_words = q.words.empty() && stop;
  return q;
}

/// One search under way.
struct Finder::Search {
  const Finder& finder;
  db::Session& s;
  const Query& query;
  const std::vector<std::string>& audiences;
  std::vector<Wanted> wanted{};
  std::vector<std::vector<Vocabulary::Near>> near{};  ///< Of each word, where slips are forgiven.
  std::vector<bool> nowhere{};                        ///< Nothing has the word as it was written.

  std::vector<Candidate> retrieve(const Groups& words) const {
    Groups groups{audiences};
    groups.reserve(words.size() + 2);
    groups.insert(groups.end(), words.begin(), words.end());
    auto found = store::find(s, groups, kCandidates);
    if (found.size() < kCandidates) return found;
    std::map<std::int64_t, Candidate, std::greater<>> merged;
    for (const auto& kind : finder.kinds_) {
      auto narrow = groups;
      narrow.push_back({kind_mark(kind)});
      for (auto& c : store::find(s, narrow, kEachKind)) merged.emplace(c.key, std::move(c));
    }
    found.clear();
    for (auto& [key, c] : merged) found.push_back(std::move(c));
    return found;
  }

  std::vector<Candidate> with_all() const {
    Groups groups;
    groups.reserve(wanted.size());
    for (const auto& w : wanted)
      if (w.required) groups.push_back(terms(w));
    return retrieve(groups);
  }

  std::vector<Candidate> with_any() const {
    std::vector<std::string> any;
    for (const auto& w : wanted)
      if (w.required)
        for (const auto& a : w.any) any.push_back(a.term);
    return retrieve({any});
  }

  void as_written() {
    wanted.reserve(query.words.size() + query.doubtful.size());
    for (const auto& word : query.words) {
      Wanted w;
      widen(w, terms_of(word, ""), 1);
      wanted.push_back(std::move(w));
    }
    for (const auto& word : query.doubtful) {
      Wanted w;
      w.required = false;
      widen(w, terms_of(word, ""), 0.5);
      wanted.push_back(std::move(w));
    }
  }

  /// The last word may be a beginning.
  void beginnings() {
    const auto last = query.words.size() - 1;
    const auto& folded = query.words[last].folded;
    if (folded.size() < kPrefix || !Vocabulary::fits(folded)) return;
    const std::scoped_lock lock(finder.mutex_);
    for (const auto& word : finder.vocabulary_.starting(folded, kBeginnings))
      widen(wanted[last], terms_of(word, ""), kBeginning);
  }

  /// Slips of the words that, as they are written, find little.
  bool slips() {
    bool any = false;
    near.resize(query.words.size());
    nowhere.resize(query.words.size());
    for (std::size_t i = 0; i < query.words.size(); ++i) {
      const auto& folded = query.words[i].folded;
      if (forgiven(folded.size()) == 0 || !Vocabulary::fits(folded)) continue;
      const auto exact = store::find(s, {audiences, terms(wanted[i])}, static_cast<int>(kFew));
      nowhere[i] = exact.empty();
      if (exact.size() >= kFew || (!exact.empty() && folded.size() < kLong)) continue;
      {
        const std::scoped_lock lock(finder.mutex_);
        near[i] = finder.vocabulary_.near(folded, kNear);
      }
      for (const auto& n : near[i])
        widen(wanted[i], terms_of(n.folded, ""), n.slips == 1 ? kOneSlip : kTwoSlips);
      any = any || !near[i].empty();
    }
    return any;
  }

  /// What was meant, of words that stand somewhere in what was found for this very person: others'
  /// words are nobody's business.
  std::string suggestion(const std::vector<Candidate>& found) const {
    std::string out;
    std::size_t copied = 0;
    bool changed = false;
    for (std::size_t i = 0; i < near.size(); ++i) {
      if (!nowhere[i] || near[i].empty()) continue;
      const auto best = meant(near[i], found);
      if (best.empty()) continue;
      const auto& word = query.words[i];
      out += query.text.substr(copied, word.begin - copied);
      out += finder.shown(best);
      copied = word.end;
      changed = true;
    }
    if (!changed) return "";
    return out + query.text.substr(copied);
  }

  static std::string meant(const std::vector<Vocabulary::Near>& near,
                           const std::vector<Candidate>& found) {
    std::string best;
    int slips = 0;
    std::int64_t most = 0;
    for (const auto& n : near) {
      if (!best.empty() && n.slips > slips) break;
      Wanted one;
      widen(one, terms_of(n.folded, ""), 1);
      const std::vector<Wanted> only{one};
      const auto count = std::count_if(found.begin(), found.end(),
                                       [&](const auto& c) -> bool { return has(c, only)[0]; });
      if (count > most) {
        most = count;
        slips = n.slips;
        best = n.folded;
      }
    }
    return best;
  }
};

Answer Finder::find(db::Session& s, const Query& query, const std::vector<std::string>& audiences,
                    Instant now) const {
  Answer answer;
  if (query.words.empty()) return answer;
  sync(s);
  Search search{*this, s, query, audiences};
  search.as_written();
  auto found = search.with_all();
  if (things(found) < kFew) {
    search.beginnings();
    found = search.with_all();
  }
  if (things(found) < kFew && search.slips()) {
    const auto before = things(found);
    found = search.with_all();
    answer.corrected = things(found) > before;
  }
  if (found.empty() && query.words.size() > 1) {
    found = search.with_any();
    answer.partly = !found.empty();
    answer.corrected = false;
  }
  answer.suggestion = search.suggestion(found);
  answer.ranked = rank(found, search.wanted, now);
  for (const auto& w : search.wanted)
    for (const auto& a : w.any) answer.terms.insert(a.term);
  return answer;
}

void Finder::sync(db::Session& s, bool at_once) const {
  // A transaction under way elsewhere may commit a word it has dated a little earlier.
  constexpr std::chrono::minutes kLate{2};
  const std::scoped_lock lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (!at_once && looked_ != decltype(looked_){} && now - looked_ < std::chrono::seconds(2)) return;
  looked_ = now;
  for (auto& known : store::known_since(s, synced_ - kLate)) {
    synced_ = std::max(synced_, known.added_at);
    if (!vocabulary_.has(known.word))
      vocabulary_.add(std::move(known.word), std::move(known.shown));
  }
}

void Finder::learn(db::Transaction& tx, std::string_view text, Instant now) const {
  constexpr std::size_t kMost = 1000;
  std::map<std::string, std::string> fresh;
  {
    auto words = words_of(text, kMost);
    const std::scoped_lock lock(mutex_);
    for (auto& word : words)
      if (Vocabulary::fits(word.folded) && !vocabulary_.has(word.folded))
        fresh.emplace(std::move(word.folded), std::move(word.shown));
  }
  for (const auto& [folded, shown] : fresh) store::know(tx, folded, shown, now);
  if (fresh.empty()) return;
  tx.after_commit([this, fresh = std::move(fresh)] {
    const std::scoped_lock lock(mutex_);
    for (const auto& [folded, shown] : fresh)
      if (!vocabulary_.has(folded)) vocabulary_.add(folded, shown);
  });
}

std::string Finder::shown(std::string_view folded) const {
  const std::scoped_lock lock(mutex_);
  return vocabulary_.shown(folded);
}

bool Finder::knows(std::string_view folded) const {
  const std::scoped_lock lock(mutex_);
  return vocabulary_.has(folded);
}

}  // namespace palier::search
