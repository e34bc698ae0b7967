#include "features/feed/writing.hpp"

namespace palier::feed {
namespace {

using form::Errors;
using form::Input;
using http::Context;
using i18n::Language;
using i18n::Message;

constexpr const char* kKept = "kept";
constexpr int kPlaces = 8;

std::string numbered(const char* name, int n) {
  return name + std::string("_") + std::to_string(n);
}

std::string alt_of(const std::string& name, const Input& input, Errors& errors) {
  form::Reader read(input, errors);
  return read.text(name, {.max = kAltMax});
}

html::Field alt_field(std::string name, const Language& l) {
  html::Field f;
  f.name = std::move(name);
  f.label = l.tr(N_("What is on it?"));
  f.hint = l.tr(N_("In a few words, for those who cannot see it."));
  return f;
}

}  // namespace

Feed::Draft SentPhotos::draft() const {
  Feed::Draft out;
  out.photos.reserve(all.size());
  out.alts.reserve(all.size());
  for (const auto& one : all) {
    out.photos.push_back(one.photo);
    out.alts.push_back(one.alt);
  }
  return out;
}

std::vector<KeptId> SentPhotos::keep(const PageParts& p, const Context& c) const {
  std::vector<KeptId> ids;
  if (all.empty() && dropped.empty()) return ids;
  p.core.db.write([&](db::Transaction& tx) {
    ids.clear();
    ids.reserve(all.size());
    for (const auto& one : all)
      ids.push_back(one.id ? one.id
                           : store::keep_photo(tx, places::TerritoryId{c.viewer.territory},
                                               viewer(c), one.photo, c.now));
    for (const auto id : dropped) store::drop_photo(tx, viewer(c), id);
  });
  return ids;
}

void SentPhotos::forget(const PageParts& p, const Context& c) const {
  const bool any = !dropped.empty() ||
                   std::any_of(all.begin(), all.end(), [](const One& one) { return bool(one.id); });
  if (!any) return;
  p.core.db.write([&](db::Transaction& tx) {
    for (const auto& one : all)
      if (one.id) store::drop_photo(tx, viewer(c), one.id);
    for (const auto id : dropped) store::drop_photo(tx, viewer(c), id);
  });
}

SentPhotos read_photos(const PageParts& p, const Context& c, Errors& errors) {
  const auto& input = c.request.form;
  SentPhotos out;
  std::vector<KeptId> ids;
  for (const auto& word : input.many(kKept)) {
    const auto id = KeptId::parse(word);
    if (!id || ids.size() == static_cast<std::size_t>(photos::Photos::kMost)) continue;
    if (input.has("drop_" + word))
      out.dropped.push_back(*id);
    else
      ids.push_back(*id);
  }
  if (!ids.empty())
    for (auto& kept :
         p.core.db.read([&](db::Session& s) { return store::kept_photos(s, viewer(c), ids); }))
      out.all.push_back(
          {kept.id, std::move(kept.photo), alt_of("kept_alt_" + kept.id.str(), input, errors)});
  for (int n = 1; n <= photos::Photos::kMost; ++n) {
    const auto name = numbered("photo", n);
    auto chosen = p.below.photos.prepare(c.request, name, 1, errors);
    if (chosen.empty()) continue;
    if (out.all.size() == static_cast<std::size_t>(photos::Photos::kMost)) {
      errors.add(name, Message{N_("At most {1} photos."), {std::to_string(photos::Photos::kMost)}});
      break;
    }
    out.all.push_back({{}, std::move(chosen.front()), alt_of(numbered("alt", n), input, errors)});
  }
  return out;
}

void photo_fields(db::Session& s, AccountId account, const std::vector<KeptId>& kept,
                  const Input& input, const Errors& errors, const Language& l, WriteView& v) {
  // Those just kept carry the descriptions that were sent beside them.
  std::vector<std::string> alts;
  for (int n = 1; n <= photos::Photos::kMost; ++n)
    if (const auto& alt = input.one(numbered("alt", n)); !alt.empty()) alts.push_back(alt);
  std::size_t next = 0;
  for (const auto& one : store::kept_photos(s, account, kept)) {
    KeptView k;
    k.id = one.id.str();
    k.width = one.photo.small_width;
    k.height = one.photo.small_height;
    k.alt = html::filled(alt_field("kept_alt_" + k.id, l), input, errors, l);
    if (!input.sent(k.alt.name) && next < alts.size()) k.alt.value = alts[next++];
    v.kept.push_back(std::move(k));
  }
  const int free = photos::Photos::kMost - static_cast<int>(v.kept.size());
  for (int n = 1; n <= free; ++n) {
    WriteView::Slot slot;
    slot.photo.name = numbered("photo", n);
    slot.photo.label = l.tr(Message{N_("Photo {1}"), {std::to_string(n + v.kept.size())}});
    slot.photo.required = true;
    if (const auto* e = errors.find(slot.photo.name)) slot.photo.error = l.tr(*e);
    slot.alt = alt_field(numbered("alt", n), l);
    if (const auto* e = errors.find(slot.alt.name)) slot.alt.error = l.tr(*e);
    const bool wrong = !slot.photo.error.empty() || !slot.alt.error.empty();
    v.photos_open = v.photos_open || wrong;
    v.more_photos_open = v.more_photos_open || (wrong && n > 2);
    v.slots.push_back(std::move(slot));
  }
  v.photos_open = v.photos_open || !v.kept.empty();
}

void find_place(const PageParts& p, const Context& c, PostForm& form, Errors& errors) {
  if (form.about_place_name.empty() || form.draft.about_place) return;
  const auto found = p.core.db.read([&](db::Session& s) {
    return p.below.structures.named(s, form.about_place_name, kPlaces, c.language);
  });
  if (found.size() == 1)
    form.draft.about_place = found[0].id;
  else if (found.empty())
    errors.add("about_place_name",
               {N_("No open place of that name is known here. Write it in your text instead.")});
  else
    errors.add(field::kAboutPlace, {N_("Several places have that name. Which one do you mean?")});
}

void place_fields(const PageParts& p, db::Session& s, const Input& input, const Errors& errors,
                  const Language& l, WriteView& v) {
  if (const auto id = structures::StructureId::parse(input.one(field::kAboutPlace))) {
    if (const auto card = p.below.structures.card(s, *id, l)) {
      v.place_id = id->str();
      v.place_name = card->name;
    }
  }
  if (!v.place_id.empty() || !errors.find(field::kAboutPlace)) return;
  auto& f = v.which_place;
  f.name = field::kAboutPlace;
  f.type = "radios";
  f.label = l.tr(N_("Which place do you mean?"));
  f.required = true;
  for (const auto& card : p.below.structures.named(s, input.one("about_place_name"), kPlaces, l))
    f.options.push_back({card.id.str(), card.name, card.address, false});
  f = html::filled(std::move(f), input, errors, l);
}

}  // namespace palier::feed
