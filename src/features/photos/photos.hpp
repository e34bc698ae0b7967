#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"

namespace palier::photos {

using accounts::AccountId;
struct PhotoTag;
using PhotoId = Id<PhotoTag>;

/// A photo as a page shows it.
struct Photo {
  PhotoId id{};
  int width = 0, height = 0;              ///< Of the large one, in pixels.
  int small_width = 0, small_height = 0;  ///< Of the one for lists.
  std::string alt;                        ///< In the author's words; may be "".
  std::string url() const { return "/photos/" + id.str(); }
  std::string small_url() const { return url() + "/small"; }
};

/// A photo read, turned upright, made smaller, without metadata; not kept yet.
struct Prepared {
  std::string large, small;  ///< WebP.
  int width = 0, height = 0, small_width = 0, small_height = 0;
};

/// The room's public face: photos that belong to a thing of another room.
class Photos {
 public:
  virtual ~Photos() = default;
  static constexpr int kMost = 6;

  /// Looks at the bytes, not at what the browser claims (JPEG, PNG, WebP, GIF's first picture, HEIC
  /// where libvips reads it), within 40 megapixels, before anything is unpacked. The error is a
  /// sentence for beside the field. Costs tens of milliseconds: call it outside transactions.
  virtual tl::expected<Prepared, i18n::Message> prepare(std::string_view bytes) const = 0;
  /// All uploads of one field of a form, at most `most`; those left empty are skipped. An error is
  /// noted under the field and names the file.
  virtual std::vector<Prepared> prepare(const http::Request& request, std::string_view field,
                                        int most, form::Errors& errors) const = 0;

  /// Keeps it, as the next of that thing ("post", id).
  virtual PhotoId keep(db::Transaction& tx, const Prepared& photo, std::string_view kind,
                       std::int64_t subject, AccountId by, std::string_view alt) = 0;
  virtual void describe(db::Transaction& tx, PhotoId photo, std::string_view alt) = 0;
  virtual void remove(db::Transaction& tx, PhotoId photo) = 0;
  virtual void remove_of(db::Transaction& tx, std::string_view kind, std::int64_t subject) = 0;
  /// In their order.
  virtual std::vector<Photo> of(db::Session& s, std::string_view kind,
                                std::int64_t subject) const = 0;

  /// Those of several things in one go: in the order of `subjects`, each with its own.
  virtual std::vector<std::vector<Photo>> of_all(db::Session& s, std::string_view kind,
                                                 const std::vector<std::int64_t>& subjects) const {
    std::vector<std::vector<Photo>> out;
    out.reserve(subjects.size());
    for (const auto subject : subjects) out.push_back(of(s, kind, subject));
    return out;
  }

  /// While building the rooms: whether this viewer (0: a visitor) may see the photos of that thing.
  /// Without it nobody does but whoever uploaded them.
  using MaySee = std::function<bool(db::Session&, const http::Viewer&, std::int64_t subject)>;
  virtual void visible(std::string kind, MaySee may_see) = 0;
};

std::unique_ptr<Photos> make(const Core& core, accounts::Accounts& accounts);

}  // namespace palier::photos
