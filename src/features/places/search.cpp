#include <algorithm>
#include <array>
#include <cmath>

#include "features/places/index.hpp"
#include "features/places/query.hpp"
#include "features/places/text.hpp"
#include "features/places/words.hpp"

namespace palier::places {
namespace {

constexpr std::size_t kMostCandidates = 200;  ///< Streets looked at closely.
constexpr std::size_t kLongList = 1500;  ///< A word in more streets than this finds none alone.
constexpr double kLeastScore = 0.3;

// What a score is made of. The name carries most; a postcode may be wrong, a number is seldom.
constexpr double kOfName = 0.78;
constexpr double kOfNumber = 0.13;
constexpr double kOfPlace = 0.09;
constexpr double kMissingWord =
    0.7;  ///< A word of the name that was left out, against one matched.
constexpr double kWrongOrder = 0.02;
constexpr double kNearBonus = 0.01;

std::uint32_t bit(std::size_t i) {
  return 1U << i;
}

/// How well each word of the query stands for one word of the index.
struct Slot {
  WordId word = 0;
  std::array<float, 24> quality{};
};

/// Kept between queries so that none has to clear arrays of the size of the index.
struct Scratch {
  std::vector<std::int32_t> slot_of_word;
  std::vector<float> sum;  ///< By street.
  std::vector<Slot> slots;
  std::vector<std::uint32_t> touched;
};

struct Hit {
  double score = 0;
  double order = 0;  ///< Score with ties broken.
  const StreetEntry* street = nullptr;
  std::int64_t number = -1;  ///< In Index::numbers; -1 for the street.
  const PostcodeEntry* place = nullptr;
};

class Search {
 public:
  Search(const Index& index, const Places::Query& query, Scratch& scratch)
      : index_(index), query_(query), q_(parse_query(query.text)), s_(scratch) {
    if (s_.slot_of_word.size() < index.vocabulary.size())
      s_.slot_of_word.resize(index.vocabulary.size(), -1);
    if (s_.sum.size() < index.streets.size()) s_.sum.resize(index.streets.size(), 0);
    read_words();
  }
  ~Search() {
    for (const Slot& slot : s_.slots) s_.slot_of_word[slot.word] = -1;
    for (const std::uint32_t street : s_.touched) s_.sum[street] = 0;
    s_.slots.clear();
    s_.touched.clear();
  }
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  bool names_part_of_city() const { return !q_.postcode.empty() || q_.arrondissement != 0; }

  std::vector<Hit> run() {
    if (q_.words.empty()) return {};
    find_candidates();
    std::vector<Hit> hits;
    for (const std::uint32_t street : s_.touched) {
      Hit hit = judge(index_.streets[street]);
      if (hit.score >= kLeastScore) hits.push_back(hit);
    }
    judge_places(hits);
    std::sort(hits.begin(), hits.end(),
              [](const Hit& a, const Hit& b) { return a.order > b.order; });
    return hits;
  }

 private:
  void read_words() {
    for (std::size_t i = 0; i < q_.words.size(); ++i) {
      const bool beginning = q_.last_is_beginning && i + 1 == q_.words.size();
      meanings_.push_back(index_.vocabulary.meanings(q_.words[i], beginning));
      float weight = 0;
      for (const Meaning& m : meanings_.back()) {
        weight = std::max(weight, index_.weight[m.word] * m.quality);
        std::int32_t& slot = s_.slot_of_word[m.word];
        if (slot < 0) {
          slot = static_cast<std::int32_t>(s_.slots.size());
          s_.slots.push_back({m.word, {}});
        }
        s_.slots[static_cast<std::size_t>(slot)].quality[i] = m.quality;
      }
      // What a word costs that the name does not have.
      if (is_article(q_.words[i]))
        weight = 0.05F;
      else if (meanings_.back().empty())
        weight = q_.words[i].size() == 1 ? 0.2F : 0.8F;
      cost_.push_back(weight);
    }
  }

  void collect(std::size_t longest) {
    for (std::size_t i = 0; i < q_.words.size(); ++i)
      for (const Meaning& m : meanings_[i]) {
        const std::uint32_t begin = index_.postings_begin[m.word];
        const std::uint32_t end = index_.postings_begin[m.word + 1];
        if (end - begin > longest) continue;
        const float gain = index_.weight[m.word] * m.quality;
        for (std::uint32_t p = begin; p < end; ++p) {
          float& sum = s_.sum[index_.postings[p]];
          if (sum == 0) s_.touched.push_back(index_.postings[p]);
          sum += gain;
        }
      }
  }

  void find_candidates() {
    collect(kLongList);
    if (s_.touched.empty()) collect(index_.streets.size());
    if (s_.touched.size() <= kMostCandidates) return;
    for (const std::uint32_t street : s_.touched)
      s_.sum[street] += 0.3F * static_cast<float>(place_share(index_.streets[street].postcode,
                                                              index_.streets[street].town, false));
    const auto cut = s_.touched.begin() + kMostCandidates;
    std::nth_element(s_.touched.begin(), cut, s_.touched.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return s_.sum[a] > s_.sum[b]; });
    for (auto it = cut; it != s_.touched.end(); ++it) s_.sum[*it] = 0;
    s_.touched.erase(cut, s_.touched.end());
  }

  float quality(WordId word, std::size_t i) const {
    const std::int32_t slot = s_.slot_of_word[word];
    return slot < 0 ? 0 : s_.slots[static_cast<std::size_t>(slot)].quality[i];
  }

  /// How well postcode and arrondissement agree, 1 where none was given.
  double place_share(const std::string& postcode, std::uint32_t town,
                     bool arrondissement_in_name) const {
    const int arrondissement = index_.towns[town].arrondissement;
    if (!q_.postcode.empty()) {
      if (q_.postcode == postcode) return 1;
      // 75016 and 75116 are one arrondissement.
      if (arrondissement != 0 && q_.postcode.substr(0, 2) == postcode.substr(0, 2) &&
          q_.postcode.substr(3) == postcode.substr(3))
        return 0.95;
      if (q_.arrondissement == 0 || arrondissement_in_name)
        return q_.postcode.substr(0, 2) == postcode.substr(0, 2) ? 0.4 : 0;
    }
    if (q_.arrondissement == 0 || arrondissement_in_name) return 1;
    return q_.arrondissement == arrondissement ? 0.95 : 0.4;
  }

  struct NameMatch {
    double share = 0;
    std::uint32_t matched = 0;
  };

  NameMatch match_name(const StreetEntry& street, std::uint32_t free) const {
    NameMatch out;
    double gained = 0;
    double whole = 0;
    int inversions = 0;
    std::size_t last = 0;
    for (std::uint32_t w = 0; w < street.words; ++w) {
      const WordId word = index_.street_words[street.first_word + w];
      const double weight = index_.weight[word];
      const std::int32_t slot = s_.slot_of_word[word];
      std::size_t best = q_.words.size();
      float best_quality = 0;
      if (slot >= 0)
        for (std::size_t i = 0; i < q_.words.size(); ++i) {
          if (!(free & ~out.matched & bit(i))) continue;
          const float candidate = s_.slots[static_cast<std::size_t>(slot)].quality[i];
          // Of two equals the one that keeps the order.
          if (candidate > best_quality ||
              (candidate == best_quality && candidate > 0 && best < last)) {
            best_quality = candidate;
            best = i;
          }
        }
      if (best == q_.words.size()) {
        whole += weight * kMissingWord;
        continue;
      }
      out.matched |= bit(best);
      gained += weight * best_quality;
      whole += weight;
      if (best < last) ++inversions;
      last = best;
    }
    for (std::size_t i = 0; i < q_.words.size(); ++i) {
      if (!(free & ~out.matched & ~q_.optional & ~q_.place & bit(i))) continue;
      if (!names_town(street.town, i)) whole += cost_[i];
    }
    out.share = whole <= 0 ? 0 : std::max(0.0, gained / whole - kWrongOrder * inversions);
    return out;
  }

  bool names_town(std::uint32_t town, std::size_t i) const {
    const auto& words = index_.towns[town].words;
    return std::any_of(words.begin(), words.end(), [&](WordId w) { return quality(w, i) > 0; });
  }

  struct NumberMatch {
    std::int64_t number = -1;
    double share = 1;  ///< 1 also where none was asked for.
  };

  NumberMatch match_number(const StreetEntry& street, const Reading& r) const {
    if (r.number == 0) return {};
    const auto begin = index_.numbers.begin() + street.first_number;
    const auto end = begin + street.numbers;
    auto it = std::lower_bound(begin, end, r.number,
                               [](const NumberEntry& e, int n) { return e.number < n; });
    NumberMatch out{-1, 0};
    for (; it != end && it->number == r.number; ++it) {
      const std::string& key = index_.suffixes[it->suffix].key;
      // Without its suffix a number is another door of the same house, mostly.
      const double share =
          key == r.suffix_key ? 1 : (key.empty() ? 0.6 : (r.suffix_key.empty() ? 0.5 : 0));
      if (share > out.share) out = {it - index_.numbers.begin(), share};
    }
    return out;
  }

  Hit judge(const StreetEntry& street) const {
    Hit best;
    for (const Reading& r : q_.readings) {
      const std::uint32_t all = bit(q_.words.size()) - 1;
      const NameMatch name = match_name(street, all & ~r.used);
      const NumberMatch number = match_number(street, r);
      const bool in_name = q_.arrondissement != 0 && (name.matched & q_.place);
      const double score = kOfName * name.share + kOfNumber * number.share +
                           kOfPlace * place_share(street.postcode, street.town, in_name);
      // Where no word of the name is there, number and postcode are no answer.
      if (name.share < 0.2 || score <= best.score) continue;
      best = {score, score, &street, number.number, nullptr};
    }
    if (best.street) {
      best.order += 0.002 * std::log10(1.0 + street.numbers);
      if (query_.near) best.order += nearness(point_of(best));
    }
    return best;
  }

  geo::Point point_of(const Hit& hit) const {
    if (hit.number < 0) return hit.street->centre;
    const NumberEntry& n = index_.numbers[static_cast<std::size_t>(hit.number)];
    return {n.lat / 1e6, n.lon / 1e6};
  }

  double nearness(geo::Point p) const {
    return kNearBonus * std::exp(-geo::distance_m(*query_.near, p) / 2000);
  }

  /// "75011", "Paris 11", "Paris": the town itself.
  void judge_places(std::vector<Hit>& hits) const {
    for (const PostcodeEntry& place : index_.postcodes) {
      const Town& town = index_.towns[place.town];
      const bool postcode = q_.postcode == place.postcode;
      const bool arrondissement =
          q_.arrondissement != 0 && q_.arrondissement == town.arrondissement;
      if ((!q_.postcode.empty() && !postcode) ||
          (q_.arrondissement != 0 && !arrondissement && !postcode))
        continue;
      double gained = (postcode ? 1 : 0) + (arrondissement ? 1 : 0);
      double whole = gained;
      for (std::size_t i = 0; i < q_.words.size(); ++i) {
        if ((q_.optional | q_.place) & bit(i)) continue;
        float best = 0;
        for (const WordId w : town.words) best = std::max(best, quality(w, i));
        gained += best;
        whole += best > 0 ? 1 : 0.3 + cost_[i];
      }
      if (gained == 0) continue;
      if (q_.postcode.empty() && !arrondissement)
        whole += 0.15 * std::max(0.0, static_cast<double>(town.words.size()) - gained);
      const double score = 0.97 * gained / whole;
      if (score < 0.6) continue;
      Hit hit{score, score + 1e-9 * static_cast<double>(place.addresses), nullptr, -1, &place};
      if (query_.near) hit.order += nearness(place.centre);
      hits.push_back(hit);
    }
  }

  const Index& index_;
  const Places::Query& query_;
  ParsedQuery q_;
  Scratch& s_;
  std::vector<std::vector<Meaning>> meanings_;
  std::vector<float> cost_;
};

/// "champselysees" → "champs elysees", where the index knows both halves and not the whole.
std::string respaced(const Vocabulary& vocabulary, const std::string& text) {
  const std::string folded = fold(text);
  std::string out;
  for (const std::string_view word : words_of(folded)) {
    std::size_t cut = 0;
    if (word.size() >= 7 && vocabulary.meanings(word, true).empty())
      for (std::size_t i = 3; i + 3 <= word.size() && cut == 0; ++i)
        if (vocabulary.known(word.substr(0, i)) && vocabulary.known(word.substr(i))) cut = i;
    if (!out.empty()) out.push_back(' ');
    out.append(word.substr(0, cut));
    if (cut > 0) out.push_back(' ');
    out.append(word.substr(cut));
  }
  return out == folded ? text : out;
}

}  // namespace

std::vector<Address> Index::search(const Places::Query& asked) const {
  thread_local Scratch scratch;
  Places::Query query = asked;
  query.text = respaced(vocabulary, asked.text);
  Search search(*this, query, scratch);
  std::vector<Address> answers;
  std::vector<std::string_view> cities_given;
  std::vector<std::int64_t> streets_given;
  const auto limit = static_cast<std::size_t>(std::max(1, query.limit));
  for (const Hit& hit : search.run()) {
    if (answers.size() == limit) break;
    Address address;
    if (hit.place) {
      // A city asked for by its name alone is one answer, whatever number of postcodes it has.
      const Town& town = towns[hit.place->town];
      if (!search.names_part_of_city()) {
        if (std::find(cities_given.begin(), cities_given.end(), town.city) != cities_given.end())
          continue;
        cities_given.push_back(town.city);
        address = city(town.city);
      } else {
        address = municipality(*hit.place);
      }
    } else if (hit.number >= 0) {
      address = housenumber(*hit.street, static_cast<std::uint32_t>(hit.number));
    } else {
      // The parts of a street under several postcodes are one answer.
      if (std::find(streets_given.begin(), streets_given.end(), hit.street->street) !=
          streets_given.end())
        continue;
      streets_given.push_back(hit.street->street);
      address = street(*hit.street);
    }
    address.score = std::clamp(hit.score, 0.0, 1.0);
    answers.push_back(std::move(address));
  }
  return answers;
}

}  // namespace palier::places
