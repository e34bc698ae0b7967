// "I have read this", counted without who; and the bodies that a keeper keeps.
#include <algorithm>

#include "core/audit/audit.hpp"
#include "features/bulletins/service.hpp"
#include "features/bulletins/store.hpp"

namespace palier::bulletins {

using http::Role;
using http::Viewer;

namespace {
constexpr const char* kReadPurpose = "bulletins.read";
}

std::string Service::mark_of(std::string_view key, BulletinId id, std::int64_t account) const {
  return http::digest(std::string(key) +
                      keys_.seal(kReadPurpose, id.str() + "/" + std::to_string(account)));
}

Service::Reading Service::reading(db::Session& s, const Bulletin& b, std::int64_t account) const {
  Reading out;
  std::int64_t count = b.reads;
  if (const auto key = store::mark_key(s, b.id, p_.core.clock.now())) {
    out.open = b.in_force(p_.core.clock.now());
    out.said = account && store::marked(s, b.id, mark_of(*key, b.id, account));
    count = store::marks(s, b.id);
  }
  out.least = count - count % kLeast;
  return out;
}

Done<> Service::acknowledge(db::Transaction& tx, const Bulletin& b, AccountId account) {
  const auto key = store::mark_key(tx, b.id, p_.core.clock.now());
  if (!key || !b.in_force(p_.core.clock.now())) return tl::unexpected(No::over);
  store::mark(tx, b.id, mark_of(*key, b.id, account.value));
  return {};
}

tl::expected<BodyId, form::Errors> Service::save_body(db::Transaction& tx, const Viewer& by,
                                                      std::optional<BodyId> id,
                                                      const BodyForm& filled) {
  const places::TerritoryId t{by.territory};
  Body body;
  if (id) {
    const auto before = store::body(tx, *id);
    if (!before || before->territory_id != t) {
      form::Errors errors;
      errors.add("", {N_("This body is not there any more.")});
      return tl::unexpected(errors);
    }
    body = *before;
  } else {
    body.id = BodyId::make();
    body.territory_id = t;
    body.created_at = p_.core.clock.now();
  }
  if (const auto same = store::body_named(tx, t, filled.name);
      same && same->id != body.id && !filled.closed) {
    form::Errors errors;
    errors.add("name", {N_("There is a body of this name already.")});
    return tl::unexpected(errors);
  }
  body.name = filled.name;
  body.short_name = filled.short_name;
  body.kind = filled.kind;
  if (!filled.closed)
    body.closed_at.reset();
  else if (!body.closed_at)
    body.closed_at = p_.core.clock.now();
  store::put(tx, body);
  // Only those who are officials here: whatever came in the form.
  const auto officials = p_.accounts.with_role(tx, t, Role::official);
  std::vector<AccountId> signers;
  for (const auto account : filled.signers)
    if (std::find(officials.begin(), officials.end(), account) != officials.end() &&
        std::find(signers.begin(), signers.end(), account) == signers.end())
      signers.push_back(account);
  store::set_signers(tx, body, signers);
  audit::Line line;
  line.territory_id = t.value;
  line.by_account = by.account;
  line.what = id ? "bulletins.body_changed" : "bulletins.body_made";
  line.kind = "body";
  line.subject = body.id.value;
  line.detail = fmt::format("{}{}, signers: {}", body.name, body.closed_at ? " (closed)" : "",
                            signers.size());
  audit::write(tx, p_.core.clock, std::move(line));
  return body.id;
}

std::optional<std::string> Service::add_body(db::Transaction& tx, places::TerritoryId territory,
                                             std::string_view name, std::string_view short_name,
                                             std::string_view kind,
                                             const std::vector<AccountId>& signers) {
  http::Viewer program;
  program.territory = territory.value;
  BodyForm filled;
  filled.name = name;
  filled.short_name = short_name;
  filled.kind = body_kind(kind).value_or(BodyKind::other);
  filled.signers = signers;
  if (!save_body(tx, program, {}, filled)) return {};
  return filled.name;
}

}  // namespace palier::bulletins
