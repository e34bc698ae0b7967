#pragma once

#include "core/http/signed_links.hpp"
#include "features/groups/model.hpp"

namespace palier::groups {

inline constexpr const char* kJoinLink = "groups.join";

/// What this room writes to people; each is of the kind "groups".
class Letters {
 public:
  Letters(const Core& core, accounts::Accounts& accounts, const http::SignedLinks& links)
      : core_(core), accounts_(accounts), links_(links) {}

  /// Their first name, or "Someone who has left".
  std::string name(db::Session& s, AccountId id, const i18n::Language& l) const;
  std::string url(const std::string& path) const { return core_.site.public_url + path; }
  /// The path of a link that lets in whoever has it.
  std::string join_path(const Invitation& i) const;

  void asked(db::Transaction& tx, const Group& g, AccountId to, AccountId who);
  void let_in(db::Transaction& tx, const Group& g, AccountId to);
  void declined(db::Transaction& tx, const Group& g, AccountId to);
  void invited(db::Transaction& tx, const Group& g, const Invitation& i);
  /// To somebody without an account.
  void invited(db::Transaction& tx, const Group& g, const Invitation& i, const std::string& email,
               const std::string& phone, const i18n::Language& l);
  void trusted(db::Transaction& tx, const Group& g, AccountId to);
  void organiser(db::Transaction& tx, const Group& g, AccountId to);
  void removed(db::Transaction& tx, const Group& g, AccountId to);
  void ended(db::Transaction& tx, const Group& g, AccountId to);

  /// What a group had since the last letter.
  struct News {
    Group group;
    std::vector<feed::Feed::Recent> posts;  ///< At most a few of them.
    bool more = false;
    std::vector<feed::Feed::Coming> coming;
  };
  void digest(db::Transaction& tx, AccountId to, const std::vector<News>& news);

 private:
  using Letter = accounts::Accounts::Letter;
  void tell(db::Transaction& tx, AccountId to, const std::string& path,
            const std::function<Letter(const i18n::Language&)>& compose);

  const Core& core_;
  accounts::Accounts& accounts_;
  const http::SignedLinks& links_;
};

}  // namespace palier::groups
