#include <boost/json.hpp>

#include "features/photos/image.hpp"
#include "features/photos/store.hpp"

namespace palier::photos {
namespace {

i18n::Message sentence(Flaw flaw) {
  switch (flaw) {
    case Flaw::unknown_type:
      return {N_("This is not a photo that we can read. Send a JPEG, PNG, WebP or HEIC file.")};
    case Flaw::too_large:
      return {N_("This photo has more than 40 million pixels. Make it smaller and try again.")};
    case Flaw::broken:
      break;
  }
  return {N_("This photo is damaged or cut short. Choose it again, or another one.")};
}

i18n::Message sentence(Flaw flaw, const std::string& name) {
  switch (flaw) {
    case Flaw::unknown_type:
      return {N_("“{1}” is not a photo that we can read. Send a JPEG, PNG, WebP or HEIC file."),
              {name}};
    case Flaw::too_large:
      return {N_("“{1}” has more than 40 million pixels. Make it smaller and try again."), {name}};
    case Flaw::broken:
      break;
  }
  return {N_("“{1}” is damaged or cut short. Choose it again, or another one."), {name}};
}

Photo photo_of(const store::Row& r) {
  return {r.id, r.width, r.height, r.small_width, r.small_height, r.alt};
}

class Room final : public Photos {
 public:
  Room(const Core& core, accounts::Accounts& accounts) : core_(core) {
    core.router
        .get("/photos/{photo}",
             [this](http::Context& c, PhotoId id) { return serve(c, id, "large"); })
        .who(http::anyone());
    core.router
        .get("/photos/{photo}/small",
             [this](http::Context& c, PhotoId id) { return serve(c, id, "small"); })
        .who(http::anyone());
    accounts.on_export("photos", [](db::Session& s, AccountId account) {
      boost::json::array out;
      for (const auto& r : store::by(s, account))
        out.push_back({{"url", "/photos/" + r.id.str()}, {"description", r.alt}});
      return boost::json::serialize(out);
    });
    accounts.on_delete(store::remove_by);
  }

  tl::expected<Prepared, i18n::Message> prepare(std::string_view bytes) const override {
    auto made = read_image(bytes);
    if (!made) return tl::unexpected(sentence(made.error()));
    return std::move(*made);
  }

  std::vector<Prepared> prepare(const http::Request& request, std::string_view field, int most,
                                form::Errors& errors) const override {
    std::vector<Prepared> out;
    for (const auto& upload : request.uploads) {
      if (upload.field != field || upload.bytes.empty()) continue;
      if (static_cast<int>(out.size()) == most) {
        errors.add(field, {N_("Choose at most {1} photos."), {std::to_string(most)}});
        break;
      }
      auto photo = read_image(upload.bytes);
      if (!photo) {
        errors.add(field, sentence(photo.error(), upload.filename));
        break;
      }
      out.push_back(std::move(*photo));
    }
    return out;
  }

  PhotoId keep(db::Transaction& tx, const Prepared& photo, std::string_view kind,
               std::int64_t subject, AccountId by, std::string_view alt) override {
    store::Row row;
    row.id = PhotoId::make();
    row.kind = kind;
    row.subject = subject;
    row.by_id = by;
    row.alt = alt;
    store::insert(tx, row, photo, core_.clock.now());
    return row.id;
  }
  void describe(db::Transaction& tx, PhotoId photo, std::string_view alt) override {
    store::describe(tx, photo, alt);
  }
  void remove(db::Transaction& tx, PhotoId photo) override { store::remove(tx, photo); }
  void remove_of(db::Transaction& tx, std::string_view kind, std::int64_t subject) override {
    store::remove_of(tx, kind, subject);
  }
  std::vector<Photo> of(db::Session& s, std::string_view kind,
                        std::int64_t subject) const override {
    const auto rows = store::of(s, kind, subject);
    std::vector<Photo> out;
    out.reserve(rows.size());
    for (const auto& r : rows) out.push_back(photo_of(r));
    return out;
  }
  void visible(std::string kind, MaySee may_see) override {
    may_see_[std::move(kind)] = std::move(may_see);
  }

 private:
  http::Response serve(http::Context& c, PhotoId id, std::string_view size) const {
    auto bytes = core_.db.read([&](db::Session& s) -> std::optional<std::string> {
      const auto row = store::find(s, id);
      if (!row || !may_see(s, c.viewer, *row)) return {};
      return store::bytes(s, id, size);
    });
    if (!bytes) http::not_found();
    // Asked for again each time, and answered 304: what is hidden or removed is gone at once.
    return http::text(std::move(*bytes), "image/webp").header("Cache-Control", "private, no-cache");
  }
  bool may_see(db::Session& s, const http::Viewer& viewer, const store::Row& row) const {
    const auto rule = may_see_.find(row.kind);
    if (rule != may_see_.end()) return rule->second(s, viewer, row.subject);
    return viewer.signed_in() && row.by_id == AccountId{viewer.account};
  }

  const Core core_;
  std::map<std::string, MaySee, std::less<>> may_see_;
};

}  // namespace

std::unique_ptr<Photos> make(const Core& core, accounts::Accounts& accounts) {
  return std::make_unique<Room>(core, accounts);
}

}  // namespace palier::photos
