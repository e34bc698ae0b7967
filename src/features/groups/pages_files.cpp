// The files of a group: for its members alone.
#include "features/groups/room.hpp"
#include "features/groups/templates.hpp"

namespace palier::groups {
namespace {

using http::Context;
using http::Response;
using i18n::Message;

constexpr int kPerPage = 30;

Response show(Room& room, Context& c, GroupId id, const form::Errors& errors) {
  const auto& l = c.language;
  FilesPage p;
  room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id, Tier::member);
    const int number = page_number(c);
    p.head = room.head(s, c, seen, Room::At::files);
    p.adds = full_rights(seen.me());
    auto rows = store::files(s, id, kPerPage + 1, (number - 1) * kPerPage);
    const bool more = rows.size() > kPerPage;
    if (more) rows.resize(kPerPage);
    p.pager = pager(seen.group.url() + "/files", number, more);
    for (const auto& f : rows) {
      const bool own = f.by_id == seen.seer.account;
      if (f.unseen && !own) continue;
      FileLine line;
      line.id = f.id.str();
      line.name = f.name;
      line.kind = l.tr(kind_named(f.kind).label);
      line.size = size_text(f.size, l);
      line.by = room.p.letters.name(s, f.by_id, l);
      line.when = l.date(f.created_at);
      line.url = seen.group.url() + "/files/" + f.id.str();
      line.unseen = f.unseen;
      line.can_remove = may_remove_file(seen.me(), f);
      if (!own) line.report = moderation::Moderation::report_url("group_file", f.id.value);
      p.files.push_back(std::move(line));
    }
  });
  if (const auto* e = errors.find("file")) p.error = l.tr(*e);
  auto page = c.page(l.tr(Message{N_("Files of {1}"), {p.head.name}}));
  page.index = false;
  html::Out out;
  templates::files(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

Response add(Room& room, Context& c, GroupId id) {
  const auto seen =
      room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::member); });
  const auto back = seen.group.url() + "/files";
  if (!full_rights(seen.me())) return refuse(c, Refusal::not_trusted, back);
  form::Errors errors;
  const http::Upload* sent = nullptr;
  for (const auto& u : c.request.uploads)
    if (u.field == "file" && (!u.filename.empty() || !u.bytes.empty())) sent = &u;
  if (!sent) {
    errors.add("file", {N_("Choose a file.")});
    return show(room, c, id, errors);
  }
  const auto looked = room.service.look(*sent);
  if (!looked) {
    errors.add("file", looked.error());
    return show(room, c, id, errors);
  }
  const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<FileId> {
    const auto now = room.see(tx, c, id, Tier::member);
    const moderation::Moderation::Text text{viewer(c), now.group.territory_id, "group_file",
                                            looked->name};
    const auto verdict = room.p.below.moderation.weigh(tx, text);
    if (!verdict.ok()) {
      errors.add("file", verdict.why);
      return FileId{};
    }
    auto made = room.service.add(tx, now.group, now.me(), *looked, c.now);
    if (made) {
      auto kept = text;
      kept.id = made->value;
      room.p.below.moderation.wrote(tx, kept, verdict);
      if (verdict.act == moderation::Moderation::Verdict::Do::hold)
        store::show_file(tx, *made, true);
    }
    return made;
  });
  if (errors) return show(room, c, id, errors);
  if (!done && done.error() == Refusal::full) {
    errors.add("file", {N_("There is no room left for files in this group. Remove some first.")});
    return show(room, c, id, errors);
  }
  if (!done) return refuse(c, done.error(), back);
  c.notice({N_("The file is there.")});
  return http::see_other(back);
}

/// Always kept, never opened in the page: whatever is in it cannot act in our name.
Response send(Room& room, Context& c, GroupId id, FileId file) {
  std::string bytes, name, kind;
  room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id, Tier::member);
    const auto f = store::file(s, file);
    if (!f || f->group_id != id || (f->unseen && f->by_id != seen.seer.account)) http::not_found();
    name = f->name;
    kind = f->kind;
    bytes = store::file_bytes(s, file);
  });
  auto response = http::download(std::move(bytes), kind_named(kind).mime, name);
  response.header("Cache-Control", "private, no-store");
  response.header("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

}  // namespace

void file_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/groups/{group}/files", [&room](Context& c, GroupId id) {
     return show(room, c, id, {});
   }).who(http::signed_in());
  r.post("/groups/{group}/files", [&room](Context& c, GroupId id) { return add(room, c, id); })
      .who(http::signed_in())
      .limited(http::Limit::posting)
      .with_uploads();
  r.get("/groups/{group}/files/{file}", [&room](Context& c, GroupId id, FileId file) {
     return send(room, c, id, file);
   }).who(http::signed_in());
  r.post("/groups/{group}/files/{file}/remove", [&room](Context& c, GroupId id, FileId file) {
     const auto done = room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id, Tier::member);
       return room.service.remove(tx, seen.group, seen.me(), file);
     });
     const auto back = "/groups/" + id.str() + "/files";
     if (!done) return refuse(c, done.error(), back);
     c.notice({N_("The file is removed.")});
     return http::see_other(back);
   }).who(http::signed_in());
}

}  // namespace palier::groups
