#pragma once

#include <tl/expected.hpp>

#include "core/http/keys.hpp"
#include "features/bulletins/form.hpp"
#include "features/bulletins/model.hpp"

namespace palier::bulletins {

/// `imitates`: the title of a local one looks like a public body's word.
enum class No : std::uint8_t { not_found, not_allowed, over, imitates };
template <class T = void>
using Done = tl::expected<T, No>;

/// The rooms it stands on.
struct Parts {
  Core core;
  accounts::Accounts& accounts;
  places::Places& places;
  moderation::Moderation& moderation;
  notices::Notices& notices;
  search::Search& search;
};

/// The use cases of this room, and its public face.
class Service final : public Bulletins {
 public:
  explicit Service(const Parts& parts);

  // The public face.
  std::vector<Card> current(db::Session& s, places::TerritoryId territory,
                            const std::optional<places::Scopes>& where,
                            const i18n::Language& language, int limit) const override;
  std::optional<BulletinId> publish(db::Transaction& tx, AccountId author,
                                    const Draft& draft) override;
  void local_voice(std::function<bool(db::Session&, AccountId, std::string_view)> may) override;
  bool looks_official(db::Session& s, places::TerritoryId territory,
                      std::string_view text) const override;
  std::optional<std::string> add_body(db::Transaction& tx, places::TerritoryId territory,
                                      std::string_view name, std::string_view short_name,
                                      std::string_view kind,
                                      const std::vector<AccountId>& signers) override;

  // Writing.
  FormContext form_context(db::Session& s, const http::Viewer& viewer,
                           const i18n::Language& l) const;
  using Reach = accounts::Accounts::Living;
  Reach reach(db::Session& s, places::TerritoryId t, const std::vector<std::string>& circles) const;
  struct Written {
    BulletinId id{};
    i18n::Message refused{};  ///< A sentence, where the house rules say no; nothing was kept.
    bool held = false;        ///< Shown once a moderator has looked.
  };
  Written write(db::Transaction& tx, const http::Viewer& by, const BulletinForm& filled,
                std::string_view language);
  Done<> amend(db::Transaction& tx, const http::Viewer& by, BulletinId id, const AmendForm& filled);
  Done<> withdraw(db::Transaction& tx, const http::Viewer& by, BulletinId id,
                  const WithdrawForm& filled);
  void hide(db::Transaction& tx, BulletinId id, bool hidden);

  static i18n::Message imitating();  ///< The sentence that says so.

  // What somebody may do with one.
  bool may_see(db::Session& s, const http::Viewer& viewer, const Bulletin& b) const;
  bool may_amend(db::Session& s, const http::Viewer& viewer, const Bulletin& b) const;
  bool may_withdraw(db::Session& s, const http::Viewer& viewer, const Bulletin& b) const;

  // "I have read this".
  struct Reading {
    bool open = false;       ///< It can still be said.
    bool said = false;       ///< This person has.
    std::int64_t least = 0;  ///< At least so many have; 0 where fewer than five.
  };
  Reading reading(db::Session& s, const Bulletin& b, std::int64_t account) const;
  Done<> acknowledge(db::Transaction& tx, const Bulletin& b, AccountId account);

  // Bodies.
  tl::expected<BodyId, form::Errors> save_body(db::Transaction& tx, const http::Viewer& by,
                                               std::optional<BodyId> id, const BodyForm& filled);

  /// What comes of itself: telling.cpp.
  void begin(db::Transaction& tx, Bulletin b);
  bool tell_some(RoundId id);
  void register_jobs();
  void register_rooms();
  notices::Section digest(db::Session& s, AccountId account, const i18n::Language& l,
                          Instant since) const;

  /// What a page about that place listens to; nothing: all of the territory.
  std::vector<std::string> topics(places::TerritoryId t,
                                  const std::optional<places::Scopes>& where) const;
  Card card(const Bulletin& b, const std::vector<std::string>& circles,
            const i18n::Language& l) const;
  std::string area(const std::vector<std::string>& circles, const i18n::Language& l) const;
  /// "Ville de Merlefontaine", or "Mireille, informant of Saint-Loup".
  std::string voice(const Bulletin& b, const std::vector<std::string>& circles,
                    const i18n::Language& l) const;

  const Parts& parts() const { return p_; }

 private:
  void keep(db::Transaction& tx, Bulletin b, const std::vector<std::string>& circles);
  void start_round(db::Transaction& tx, const Bulletin& b, News what);
  void shown_again(db::Transaction& tx, const Bulletin& b, const char* kind = "bulletin.changed");
  void write_letter(db::Transaction& tx, const Bulletin& b, const std::vector<std::string>& circles,
                    News what, AccountId to) const;
  std::string mark_of(std::string_view key, BulletinId id, std::int64_t account) const;
  void audit(db::Transaction& tx, const Bulletin& b, AccountId by, std::string_view what,
             std::string detail) const;

  Parts p_;
  http::Keys keys_;
  std::function<bool(db::Session&, AccountId, std::string_view)> local_;
};

}  // namespace palier::bulletins
