#pragma once

#include <boost/describe.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "features/aid/model.hpp"

namespace palier::aid {

struct QuestionTag;
using QuestionId = Id<QuestionTag>;

enum class QuestionKind : std::uint8_t { text, lines, number, choice, choices, money, yes_no };
enum class Applies : std::uint8_t { both, needs, offers };
/// From which tier on an answer is shown.
enum class Seen : std::uint8_t { neighbours, accepted };
std::string_view word(QuestionKind v);
std::string_view word(Applies v);

/// One possible answer of a question.
struct Option {
  std::string value, fr, en;
  bool operator==(const Option&) const = default;
};
std::string to_json(const std::vector<Option>& options);
std::vector<Option> options_from_json(std::string_view json);

struct Question {
  QuestionId id{};
  CategoryId category_id{};
  std::string code;
  QuestionKind kind = QuestionKind::text;
  std::string label_fr, label_en, hint_fr, hint_en;
  std::string options = "[]";  ///< As the row has them; `choices` is what they say.
  Applies applies = Applies::both;
  Seen seen = Seen::neighbours;
  bool required = false;
  std::int64_t minimum = 0, maximum = 0, position = 0;
  bool active = true;
  std::vector<Option> choices;

  bool asked_of(Kind k) const {
    return applies == Applies::both || (applies == Applies::needs) == (k == Kind::need);
  }
  std::string field() const { return "questions." + code; }
  const std::string& label(std::string_view lang) const {
    return lang == "fr" ? label_fr : label_en;
  }
  const std::string& hint(std::string_view lang) const { return lang == "fr" ? hint_fr : hint_en; }
};
BOOST_DESCRIBE_STRUCT(Question, (),
                      (id, category_id, code, kind, label_fr, label_en, hint_fr, hint_en, options,
                       applies, seen, required, minimum, maximum, position, active))

struct Category {
  CategoryId id{};
  std::string code;
  std::string name_fr, name_en, hint_fr, hint_en;
  std::string icon;
  bool contactless = false;     ///< Can be done without meeting.
  bool needs_verified = false;  ///< Only verified neighbours help (childcare).
  bool anywhere = false;        ///< Distance does not matter (company by phone).
  std::int64_t position = 0;
  bool active = true;
  std::vector<Question> questions;  ///< In order, retired ones included.

  const std::string& name(std::string_view lang) const { return lang == "fr" ? name_fr : name_en; }
  const std::string& hint(std::string_view lang) const { return lang == "fr" ? hint_fr : hint_en; }
  /// What is asked today for a need or an offer.
  std::vector<const Question*> asked(Kind kind) const;
  /// The question an answer was given to, retired or not.
  const Question* question(std::string_view code, Kind kind) const;
};
BOOST_DESCRIBE_STRUCT(Category, (),
                      (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
                       needs_verified, anywhere, position, active))

/// All categories at one moment; immutable.
struct Catalogue {
  std::vector<Category> all;  ///< In order, retired ones last.
  const Category* find(CategoryId id) const;
  const Category* find(std::string_view code) const;
  std::vector<const Category*> active() const;
};

/// The catalogue, kept in memory; read again when a keeper changed it, and every ten seconds for
/// what another node changed.
class Categories {
 public:
  explicit Categories(db::Database& db) : db_(db) {}
  std::shared_ptr<const Catalogue> now() const;
  /// The same within a read or a transaction, where the database cannot be asked another way.
  std::shared_ptr<const Catalogue> now(db::Session& s) const;
  void changed() const;  ///< The next now() reads again.

  static Catalogue read(db::Session& s);
  static void save(db::Transaction& tx, const Category& c);  ///< Inserts or updates, not questions.
  static void save(db::Transaction& tx, const Question& q);

 private:
  std::shared_ptr<const Catalogue> kept() const;  ///< Nothing where it is too old.
  std::shared_ptr<const Catalogue> keep(Catalogue read) const;

  db::Database& db_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Catalogue> kept_;
  mutable std::chrono::steady_clock::time_point read_at_{};
};

}  // namespace palier::aid
