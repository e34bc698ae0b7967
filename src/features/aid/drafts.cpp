#include "features/aid/drafts.hpp"

#include <boost/json.hpp>

#include "core/db/rows.hpp"

namespace palier::aid {

namespace {

struct DraftRow {
  DraftId id{};
  std::int64_t account_id = 0;
  Kind kind = Kind::need;
  std::string fields;
  std::int64_t editing = 0;
  std::int64_t post_id = 0;
  Instant created_at{}, changed_at{};
};
BOOST_DESCRIBE_STRUCT(DraftRow, (),
                      (id, account_id, kind, fields, editing, post_id, created_at, changed_at))

#define PALIER_AID_SELECT_DRAFT \
  "select id, account_id, kind, fields, editing, post_id, created_at, changed_at from aid_drafts "

constexpr const char* kSessionKey = "aid.drafts";

Draft opened(DraftRow row) {
  return {row.id,
          AccountId{row.account_id},
          row.kind,
          drafts::from_json(row.fields),
          PostId{row.editing},
          PostId{row.post_id},
          row.created_at,
          row.changed_at};
}

}  // namespace

namespace drafts {

Pairs pairs(const form::Input& input) {
  Pairs out;
  for (const auto& [name, values] : input.all())
    for (const auto& v : values) out.emplace_back(name, v);
  return out;
}

std::string to_json(const form::Input& input) {
  boost::json::object out;
  for (const auto& [name, values] : input.all()) {
    boost::json::array list;
    for (const auto& v : values) list.emplace_back(v);
    out[name] = std::move(list);
  }
  return boost::json::serialize(out);
}

form::Input from_json(std::string_view json) {
  Pairs out;
  const auto value = boost::json::parse(boost::json::string_view(json.data(), json.size()));
  for (const auto& [name, list] : value.as_object())
    for (const auto& v : list.as_array())
      out.emplace_back(std::string(name), std::string(v.as_string()));
  return form::Input::from_pairs(out);
}

DraftId make(db::Transaction& tx, AccountId account, Kind kind, const Pairs& fields, PostId editing,
             Instant now) {
  const auto id = DraftId::make();
  tx.run(
      "insert into aid_drafts (id, account_id, kind, fields, editing, created_at, changed_at) "
      "values ($1, $2, $3, $4, $5, $6, $6)",
      id, account.value, kind, to_json(form::Input::from_pairs(fields)), editing.value, now);
  return id;
}

std::optional<Draft> find(db::Session& s, DraftId id) {
  auto row = s.maybe<DraftRow>(PALIER_AID_SELECT_DRAFT "where id = $1", id);
  if (!row) return {};
  return opened(std::move(*row));
}

std::optional<Draft> lock(db::Transaction& tx, DraftId id) {
  if (tx.run("update aid_drafts set changed_at = changed_at where id = $1", id) == 0) return {};
  return find(tx, id);
}

void merge(db::Transaction& tx, const Draft& draft, const std::vector<std::string>& names,
           const form::Input& sent, Instant now) {
  form::Input kept = draft.fields;
  for (const auto& name : names) kept.erase(name);
  Pairs all = pairs(kept);
  for (const auto& name : names)
    for (const auto& v : sent.many(name)) all.emplace_back(name, v);
  tx.run("update aid_drafts set fields = $2, changed_at = $3 where id = $1", draft.id,
         to_json(form::Input::from_pairs(all)), now);
}

void posted(db::Transaction& tx, DraftId id, PostId post, Instant now) {
  tx.run("update aid_drafts set post_id = $2, fields = '{}', changed_at = $3 where id = $1", id,
         post, now);
}

void adopt(db::Transaction& tx, DraftId id, AccountId account) {
  tx.run("update aid_drafts set account_id = $2 where id = $1 and account_id = 0", id, account);
}

void remove(db::Transaction& tx, DraftId id) {
  tx.run("delete from aid_drafts where id = $1", id);
}

std::optional<Draft> unfinished(db::Session& s, AccountId account, Kind kind) {
  if (!account) return {};
  auto row = s.maybe<DraftRow>(PALIER_AID_SELECT_DRAFT
                               "where account_id = $1 and kind = $2 and post_id = 0 "
                               "and editing = 0 order by changed_at desc limit 1",
                               account, kind);
  if (!row) return {};
  return opened(std::move(*row));
}

void sweep(db::Transaction& tx, Instant now) {
  tx.run("delete from aid_drafts where changed_at < $1 or (post_id <> 0 and changed_at < $2)",
         now - std::chrono::days(30), now - std::chrono::days(1));
}

bool mine(const Draft& draft, const http::Context& c) {
  if (draft.account_id) return draft.account_id.value == c.viewer.account;
  // A visitor's: the session remembers its id. Ids are spaced by spaces so that none is found
  // inside another.
  const std::string known = " " + c.session.get(kSessionKey) + " ";
  return known.find(" " + draft.id.str() + " ") != std::string::npos;
}

void remember(http::Context& c, DraftId id) {
  std::string known = c.session.get(kSessionKey);
  if (known.size() > 400) known.erase(0, known.find(' ', 200) + 1);
  c.session.set(kSessionKey, known.empty() ? id.str() : known + " " + id.str());
}

}  // namespace drafts
}  // namespace palier::aid
