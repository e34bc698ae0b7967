#pragma once

#include <string>

#include "features/aid/categories.hpp"
#include "features/aid/model.hpp"

namespace palier::aid {

/// Why an answer was closed without the author's word.
enum class Ending : std::uint8_t { declined, found, done, cancelled, expired };

/// What we write to people: who did what, and where to look. Never an address, a contact or a
/// vulnerability: a mailbox is read by others, a text message lies on the table.
class Letters {
 public:
  Letters(accounts::Accounts& accounts, const Categories& categories, const http::Site& site)
      : accounts_(accounts), categories_(categories), site_(site) {}

  void proposed(db::Transaction& tx, const Post& post, const Answer& answer);
  void accepted(db::Transaction& tx, const Post& post, const Answer& answer);
  /// To the author: both have said yes, this is who comes.
  void met(db::Transaction& tx, const Post& post, const Answer& answer);
  void closed(db::Transaction& tx, const Post& post, const Answer& answer, Ending why);
  void withdrawn(db::Transaction& tx, const Post& post, const Answer& answer);
  /// To the other side, once one of the two has said so.
  void done(db::Transaction& tx, const Post& post, const Answer& answer, bool by_author);
  /// `token` opens /still/{token}.
  void still(db::Transaction& tx, const Post& post, const std::string& token);
  void expired(db::Transaction& tx, const Post& post);

  /// The title, or the category's name in that language.
  static std::string title(const Catalogue& catalogue, const Post& post,
                           const i18n::Language& language);
  std::string title(db::Session& s, const Post& post, const i18n::Language& language) const;
  static std::string path(const Post& post);

 private:
  std::string url(const std::string& path) const { return site_.public_url + path; }
  std::string name(db::Session& s, AccountId id, const i18n::Language& language) const;

  accounts::Accounts& accounts_;
  const Categories& categories_;
  const http::Site& site_;
};

}  // namespace palier::aid
