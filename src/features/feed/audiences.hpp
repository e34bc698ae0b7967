#pragma once

#include <map>

#include "features/feed/service.hpp"

namespace palier::feed {

/// Those for whom posts are written: the circles of places, and what other rooms have registered.
class Audiences {
 public:
  void add(std::string kind, Feed::Audience how) { kinds_.insert_or_assign(kind, std::move(how)); }

  /// "quarter/12" → its level; nothing for another room's.
  static std::optional<places::Level> circle(std::string_view audience);
  /// Another room's, and the id of the one; nullptr where nobody knows it.
  struct Found {
    const Feed::Audience* how = nullptr;
    std::int64_t id = 0;
  };
  Found of(std::string_view audience) const;
  /// Every "group/5" that somebody is in.
  std::vector<std::string> others_of(db::Session& s, AccountId account) const;

  std::string name(db::Session& s, const Reader& reader, std::string_view audience,
                   const i18n::Language& language) const;
  std::string url(std::string_view audience) const;

 private:
  std::map<std::string, Feed::Audience, std::less<>> kinds_;
};

}  // namespace palier::feed
