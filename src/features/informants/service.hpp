#pragma once

#include <tl/expected.hpp>

#include "core/http/keys.hpp"
#include "core/http/signed_links.hpp"
#include "features/informants/form.hpp"
#include "features/informants/model.hpp"

namespace palier::informants {

struct Parts {
  Core core;
  accounts::Accounts& accounts;
  places::Places& places;
  moderation::Moderation& moderation;
  notices::Notices& notices;
  aid::Aid& aid;
  bulletins::Bulletins& bulletins;
  structures::Structures* structures;
};

enum class No : std::uint8_t { not_found, already, own, over, not_allowed };
template <class T = void>
using Done = tl::expected<T, No>;

/// The use cases of this room, and its public face.
class Service final : public Informants {
 public:
  explicit Service(const Parts& parts);

  // The public face.
  std::vector<AccountId> of_quarter(db::Session& s, places::AreaId quarter) const override;
  std::vector<places::AreaId> quarters(db::Session& s, AccountId informant) const override;
  html::Html box(db::Session& s, const http::Viewer& viewer, const html::Page& page) const override;
  bool appoint(db::Transaction& tx, AccountId account, places::AreaId quarter, AccountId by,
               std::string_view reason) override;
  bool ask(db::Transaction& tx, AccountId account, places::AreaId quarter,
           const Candidacy& words) override;
  void look_after(db::Transaction& tx, AccountId account, const Care& care) override;

  // Standing: service.cpp.
  Done<> stand(db::Transaction& tx, AccountId who, places::TerritoryId t,
               const CandidateForm& filled);
  Done<> take_back(db::Transaction& tx, AccountId who, StandingId id);
  enum class Invited : std::uint8_t { sent, too_many };
  /// What became of it never tells whether the address is known here.
  Invited invite(db::Transaction& tx, const http::Viewer& by, const InviteForm& filled,
                 const i18n::Language& l);
  Done<> decide(db::Transaction& tx, const http::Viewer& by, StandingId id,
                const DecisionForm& filled);
  Done<> renew(db::Transaction& tx, AccountId who, StandingId id);
  Done<> step_down(db::Transaction& tx, AccountId who, StandingId id);
  Done<> remove(db::Transaction& tx, const http::Viewer& by, StandingId id,
                std::string_view reason);
  void end_terms();

  // Looking after: care.cpp.
  struct Silence {
    CareRow care;
    Instant last{};
    bool overdue = false;  ///< Nobody has heard of them for as long as they said.
    bool desk = false;     ///< Nobody was there: the desk knows.
  };
  Silence silence(db::Session& s, const CareRow& care) const;
  std::vector<Silence> overdue_in(db::Session& s, places::AreaId quarter) const;
  /// For the desk: where an informant found nobody, and quarters that have no informant.
  std::vector<Silence> overdue_for_desk(db::Session& s, places::TerritoryId t) const;
  /// The field that is wrong, with a sentence; nothing kept then.
  form::Errors save_care(db::Transaction& tx, AccountId who, const CareForm& filled);
  bool may_look(db::Session& s, const http::Viewer& viewer, const Silence& one) const;
  Done<> check(db::Transaction& tx, const http::Viewer& by, AccountId whom,
               const CheckForm& filled);
  bool all_is_well(db::Transaction& tx, AccountId who);
  void ask_after();
  std::optional<AccountId> read_link(std::string_view token) const;

  // Requests heard in the street: heard.cpp.
  struct Passed {
    aid::PostId post{};
    form::Errors errors;
  };
  Passed pass_on(db::Transaction& tx, AccountId by, const form::Input& fields,
                 const HeardForm& filled, const std::optional<places::Location>& place,
                 std::optional<AccountId> known, const i18n::Language& l);
  void answered(aid::PostId post);

  const Parts& parts() const { return p_; }

 private:
  void set_serving(db::Transaction& tx, Standing& s, AccountId by, std::string_view reason);
  void end(db::Transaction& tx, Standing& s, AccountId by, std::string_view what);
  void audit(db::Transaction& tx, places::TerritoryId t, AccountId by, std::string_view what,
             AccountId about, std::string detail) const;
  void tell(db::Transaction& tx, AccountId to, const i18n::Message& subject,
            const std::vector<i18n::Message>& text, std::string_view path, bool soon = false) const;
  void tell_role(db::Transaction& tx, places::TerritoryId t, http::Role role,
                 const i18n::Message& subject, const std::vector<i18n::Message>& text,
                 std::string_view path, bool soon = false) const;
  std::string name(db::Session& s, AccountId id) const;
  std::string quarter_name(places::AreaId id) const;
  std::string url(std::string_view path) const;

  Parts p_;
  http::Keys keys_;
  http::SignedLinks links_;
};

}  // namespace palier::informants
