#include "features/places/vocabulary.hpp"

#include <algorithm>

#include "features/places/text.hpp"
#include "features/places/words.hpp"

namespace palier::places {
namespace {

constexpr float kOtherSpelling = 0.98F;
constexpr std::size_t kShortestWithSlip = 3;
constexpr std::size_t kMostBeginnings = 400;

/// FNV-1a of the word with one letter left out (npos: none).
std::uint32_t hash_without(std::string_view word, std::size_t skip) {
  std::uint32_t h = 2166136261U;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i == skip) continue;
    h = (h ^ static_cast<unsigned char>(word[i])) * 16777619U;
  }
  return h;
}

/// The longer the word, the less a slip says against it.
float slip_quality(std::size_t length) {
  if (length <= 3) return 0.55F;
  if (length == 4) return 0.72F;
  if (length <= 6) return 0.80F;
  return 0.86F;
}

bool has_digit(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void note(std::vector<Meaning>& all, WordId word, float quality) {
  for (Meaning& m : all)
    if (m.word == word) {
      m.quality = std::max(m.quality, quality);
      return;
    }
  all.push_back({word, quality});
}

}  // namespace

WordId Vocabulary::add(std::string_view folded) {
  const auto [at, fresh] =
      ids_.try_emplace(std::string(folded), static_cast<WordId>(words_.size()));
  if (fresh) words_.emplace_back(folded);
  return at->second;
}

void Vocabulary::finish() {
  for (WordId id = 0; id < words_.size(); ++id) {
    const std::string& word = words_[id];
    spellings_.push_back({word, id, 1});
    for (std::string& other : other_spellings(word))
      spellings_.push_back({std::move(other), id, kOtherSpelling});
    // A slip in a number is another number.
    if (word.size() < kShortestWithSlip || has_digit(word)) continue;
    shortened_.push_back({hash_without(word, std::string_view::npos), id});
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (i > 0 && word[i] == word[i - 1]) continue;  // Leaves the same rest.
      shortened_.push_back({hash_without(word, i), id});
    }
  }
  std::sort(spellings_.begin(), spellings_.end(),
            [](const Spelling& a, const Spelling& b) { return a.text < b.text; });
  std::sort(shortened_.begin(), shortened_.end(),
            [](const Shortened& a, const Shortened& b) { return a.hash < b.hash; });
  shortened_.shrink_to_fit();
  spellings_.shrink_to_fit();
  words_.shrink_to_fit();
  ids_ = {};
}

bool Vocabulary::known(std::string_view folded) const {
  const auto at =
      std::lower_bound(spellings_.begin(), spellings_.end(), folded,
                       [](const Spelling& s, std::string_view text) { return s.text < text; });
  return at != spellings_.end() && at->text == folded;
}

std::vector<Meaning> Vocabulary::meanings(std::string_view folded, bool beginning) const {
  std::vector<Meaning> all;
  auto at =
      std::lower_bound(spellings_.begin(), spellings_.end(), folded,
                       [](const Spelling& s, std::string_view text) { return s.text < text; });
  for (; at != spellings_.end() && at->text == folded; ++at) note(all, at->word, at->quality);

  if (beginning) {
    std::size_t taken = 0;
    for (; at != spellings_.end() && at->text.starts_with(folded) && taken < kMostBeginnings;
         ++at, ++taken)
      if (at->quality == 1) {
        const float share = static_cast<float>(folded.size()) / static_cast<float>(at->text.size());
        note(all, at->word, 0.75F + 0.2F * share);
      }
  }

  if (folded.size() >= kShortestWithSlip && !has_digit(folded)) {
    const auto try_hash = [&](std::uint32_t hash) {
      auto it = std::lower_bound(shortened_.begin(), shortened_.end(), hash,
                                 [](const Shortened& s, std::uint32_t h) { return s.hash < h; });
      for (; it != shortened_.end() && it->hash == hash; ++it) {
        const std::string& word = words_[it->word];
        if (word != folded && one_slip_apart(word, folded))
          note(all, it->word, slip_quality(std::min(word.size(), folded.size())));
      }
    };
    try_hash(hash_without(folded, std::string_view::npos));
    for (std::size_t i = 0; i < folded.size(); ++i)
      if (i == 0 || folded[i] != folded[i - 1]) try_hash(hash_without(folded, i));
  }
  return all;
}

std::size_t Vocabulary::bytes() const {
  std::size_t total = shortened_.capacity() * sizeof(Shortened) +
                      spellings_.capacity() * sizeof(Spelling) +
                      words_.capacity() * sizeof(std::string);
  for (const std::string& w : words_) total += w.capacity() > 15 ? w.capacity() : 0;
  return total;
}

}  // namespace palier::places
