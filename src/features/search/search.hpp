#pragma once

#include <boost/describe/class.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/places/places.hpp"

namespace palier::search {

using accounts::AccountId;

/// A thing that can be found. Put again when it changes, removed when it goes or is hidden.
struct Document {
  std::string kind;  ///< "post", "need", "group", "place", "bulletin"
  std::int64_t id = 0;
  places::TerritoryId territory{1};
  std::string title, text;  ///< Plain text (html::plain_text).
  std::string language;     ///< "fr", "en", or "" where not known: both stemmers then.
  /// Who may find it: "" everyone, "signed" whoever is signed in, a circle ("quarter/12"), or a
  /// word that a room gives its people ("group/5").
  std::string audience;
  AccountId author{};
  Instant at{};  ///< Newer ones rank higher, gently. Leave it out for what does not grow old.
  /// Words by which only a narrower audience finds it ("city/3"): what others are not shown.
  std::string more;
  std::string more_audience;
};

/// A thing found, as a line of the page.
struct Hit {
  std::string kind;
  std::int64_t id = 0;
  std::string title;
  /// All that this viewer may read of it, as plain text: search cuts it around the words found.
  std::string excerpt;
  std::string url, icon;
  std::string note;  ///< "Question, Belleville quarter, 2 days ago"
};

/// The room's public face: words with French and English stems, without accents, forgiving a typo;
/// the same answers on SQLite (FTS5) and PostgreSQL.
class Search {
 public:
  virtual ~Search() = default;
  virtual void put(db::Transaction& tx, const Document& document) = 0;
  virtual void remove(db::Transaction& tx, std::string_view kind, std::int64_t id) = 0;

  // While building the rooms:
  struct Kind {
    i18n::Message plural;  ///< "Posts": the name of its filter.
    int order = 50;
    /// The thing as this viewer may see it; nothing where they may not: asked again for each hit.
    std::function<std::optional<Hit>(db::Session&, const http::Viewer&, const i18n::Language&,
                                     std::int64_t id)>
        show;
    /// Everything of that kind with an id above `after`, at most `limit`, in order: to index anew.
    /// Empty says that there is no more.
    std::function<std::vector<Document>(db::Session&, std::int64_t after, int limit)> all;
  };
  virtual void kind(std::string kind, Kind how) = 0;
  /// Further audiences of somebody ("group/5").
  virtual void audiences(std::function<std::vector<std::string>(db::Session&, AccountId)> of) = 0;

  /// Indexes everything anew from the rooms, in pages; what was found stays findable meanwhile.
  /// Answers how many things.
  virtual std::int64_t rebuild() { return 0; }

  /// Who may be counted, besides those who say no by their browser (Sec-GPC, DNT).
  virtual void measures(std::function<bool(const http::Context&)>) {}
  /// A word that was looked for, in how many searches: only ever a count by day and area.
  struct Asked {
    std::string word;
    std::int64_t count = 0;
  };
  /// Of the days [from, to) (days since 1970 in the territory's zone), most asked first. Area 0:
  /// the whole territory.
  virtual std::vector<Asked> asked(db::Session&, places::TerritoryId, places::AreaId,
                                   std::int64_t /*from*/, std::int64_t /*to*/,
                                   int /*limit*/) const {
    return {};
  }
};
BOOST_DESCRIBE_STRUCT(Search::Asked, (), (word, count))

std::unique_ptr<Search> make(const Core& core, accounts::Accounts& accounts);

}  // namespace palier::search
