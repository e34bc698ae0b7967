// What a group has: invitations, files, own needs and offers.
#include <algorithm>

#include "features/groups/service.hpp"

namespace palier::groups {

namespace {

constexpr std::int64_t kInvitationsADay = 30;

}  // namespace

Service::Outcome<Invitation> Service::invite(db::Transaction& tx, const Group& g, const Member& by,
                                             const InviteForm& form, const i18n::Language& l,
                                             Instant now) {
  if (!full_rights(by)) return tl::unexpected(Refusal::not_trusted);
  if (g.unseen) return tl::unexpected(Refusal::not_found);
  if (store::invitations_by(tx, g.id, by.account_id, now - std::chrono::days(1)) >=
      kInvitationsADay)
    return tl::unexpected(Refusal::too_many);
  Invitation i;
  i.id = InvitationId::make();
  i.group_id = g.id;
  i.by_id = by.account_id;
  i.created_at = now;
  i.expires_at = now + kInvitationLife;
  if (form.link) {
    store::insert(tx, g, i);
    return i;
  }
  const bool by_mail = !form.email.empty();
  i.way = Way::letter;
  const auto known =
      p.below.accounts.find(tx, by_mail ? accounts::Kind::email : accounts::Kind::phone,
                            by_mail ? form.email : form.phone);
  // Whoever invites never learns whether somebody has an account, is in the group already, or
  // keeps apart from them: to them, each looks the same.
  if (!known) {
    store::insert(tx, g, i);
    p.letters.invited(tx, g, i, form.email, form.phone, l);
    return i;
  }
  const bool apart = p.below.moderation.blocked(tx, *known, by.account_id) ||
                     store::banned(tx, g.id, *known) || store::member(tx, g.id, *known);
  if (apart) {
    store::insert(tx, g, i);
    return i;
  }
  const bool before = store::invitation_of(tx, g.id, *known, now).has_value();
  i.account_id = *known;
  store::insert(tx, g, i);
  if (!before) p.letters.invited(tx, g, i);
  return i;
}

Service::Outcome<> Service::withdraw(db::Transaction& tx, const Group& g, const Member& by,
                                     InvitationId id) {
  const auto i = store::invitation(tx, id);
  if (!i || i->group_id != g.id) return tl::unexpected(Refusal::not_found);
  if (i->by_id != by.account_id && by.role == Role::member)
    return tl::unexpected(Refusal::not_allowed);
  store::decide(tx, id, InvitationState::withdrawn);
  return {};
}

void Service::refuse(db::Transaction& tx, const Group& g, AccountId who, Instant now) {
  while (const auto own = store::invitation_of(tx, g.id, who, now))
    store::decide(tx, own->id, InvitationState::refused);
}

tl::expected<Service::NewFile, i18n::Message> Service::look(const http::Upload& upload) const {
  if (upload.bytes.empty()) return tl::unexpected(i18n::Message{N_("This file is empty.")});
  if (static_cast<std::int64_t>(upload.bytes.size()) > kFileBytes)
    return tl::unexpected(i18n::Message{N_("A file may have at most 10 MB.")});
  if (const auto kind = kind_of(upload.bytes))
    return NewFile{file_name(upload.filename, *kind), upload.bytes, *kind};
  // A picture is kept as a photo is: made anew, without the place where it was taken.
  auto photo = p.below.photos.prepare(upload.bytes);
  if (!photo)
    return tl::unexpected(
        i18n::Message{N_("This kind of file cannot be kept here. Send a PDF, a text document "
                         "(.odt, .ods, .odp, .txt) or a picture.")});
  return NewFile{file_name(upload.filename, image_kind()), std::move(photo->large), image_kind()};
}

Service::Outcome<FileId> Service::add(db::Transaction& tx, const Group& g, const Member& by,
                                      const NewFile& file, Instant now) {
  if (!full_rights(by)) return tl::unexpected(Refusal::not_trusted);
  const auto taken = store::taken(tx, g.id);
  if (taken.files >= kMostFiles ||
      taken.bytes + static_cast<std::int64_t>(file.bytes.size()) > kGroupBytes)
    return tl::unexpected(Refusal::full);
  File f;
  f.id = FileId::make();
  f.group_id = g.id;
  f.by_id = by.account_id;
  f.name = file.name;
  f.kind = file.kind.code;
  f.size = static_cast<std::int64_t>(file.bytes.size());
  f.created_at = now;
  store::insert(tx, g, f, file.bytes);
  return f.id;
}

Service::Outcome<> Service::remove(db::Transaction& tx, const Group& g, const Member& by,
                                   FileId id) {
  const auto f = store::file(tx, id);
  if (!f || f->group_id != g.id) return tl::unexpected(Refusal::not_found);
  if (!may_remove_file(by, *f)) return tl::unexpected(Refusal::not_allowed);
  if (f->by_id != by.account_id)
    audit(tx, g, by.account_id, "groups.file_removed", "file " + id.str());
  store::erase_file(tx, g.id, id);
  return {};
}

Service::Outcome<> Service::list(db::Transaction& tx, const Group& g, const Member& by,
                                 aid::PostId post, Instant now) {
  if (!full_rights(by)) return tl::unexpected(Refusal::not_trusted);
  const auto own = p.below.aid.open_of(tx, by.account_id, *i18n::languages().front());
  if (std::none_of(own.begin(), own.end(), [&](const aid::Card& c) { return c.id == post; }))
    return tl::unexpected(Refusal::not_found);
  if (store::listed(tx, g.id, kMostAid).size() >= kMostAid) return tl::unexpected(Refusal::full);
  store::list(tx, g, post, by.account_id, now);
  return {};
}

Service::Outcome<> Service::unlist(db::Transaction& tx, const Group& g, const Member& by,
                                   aid::PostId post) {
  const auto all = store::listed(tx, g.id, kMostAid);
  const auto it =
      std::find_if(all.begin(), all.end(), [&](const Listed& one) { return one.post_id == post; });
  if (it == all.end()) return tl::unexpected(Refusal::not_found);
  if (!may_unlist(by, *it)) return tl::unexpected(Refusal::not_allowed);
  store::unlist(tx, g.id, post);
  return {};
}

}  // namespace palier::groups
