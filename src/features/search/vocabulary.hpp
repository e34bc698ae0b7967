#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace palier::search {

/// How many slips of the pen a word of that length is forgiven: a letter more, less, other, or two
/// swapped. One from four letters on, two from eight.
constexpr int forgiven(std::size_t length) {
  return length >= 8 ? 2 : length >= 4 ? 1 : 0;
}
/// The slips between two words, or more than `most` where there are more.
int slips(std::string_view a, std::string_view b, int most);

/// All words that were ever indexed, in memory: 100,000 take 10 MB and are looked through in less
/// than a millisecond. Not thread-safe: its owner has the lock.
class Vocabulary {
 public:
  /// Of a to z, 3 to 30 letters; others are not kept.
  static bool fits(std::string_view folded);
  void add(std::string folded, std::string shown);
  bool has(std::string_view folded) const;
  /// As it was first written: "thé" for "the"; the word itself where it is not known.
  std::string shown(std::string_view folded) const;

  /// Those that begin so and are longer, the shortest first, then by letters.
  std::vector<std::string> starting(std::string_view folded, std::size_t limit) const;
  struct Near {
    std::string folded;
    int slips = 0;
  };
  /// Those with the fewest slips, within what is forgiven: the same first letter first, then by
  /// letters; the word itself left out.
  std::vector<Near> near(std::string_view folded, std::size_t limit) const;
  std::size_t size() const { return entries_.size() + fresh_.size(); }

 private:
  struct Entry {
    std::string folded, shown;  // `shown` is "" where it is the same.
    std::uint32_t letters = 0;  // Which letters it has.
    bool operator<(const Entry& o) const { return folded < o.folded; }
  };
  void settle() const;
  const Entry* find(std::string_view folded) const;

  mutable std::vector<Entry> entries_;  // Sorted.
  mutable std::vector<Entry> fresh_;    // Added since.
};

}  // namespace palier::search
