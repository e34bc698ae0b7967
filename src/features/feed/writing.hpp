#pragma once
// Photos and open places of the form: what needs more than the fields themselves.

#include "features/feed/kept.hpp"
#include "features/feed/page_tools.hpp"

namespace palier::feed {

/// The photos of a form that was sent: those chosen now, and those kept from the time before.
struct SentPhotos {
  struct One {
    KeptId id{};  ///< 0: chosen now.
    photos::Prepared photo;
    std::string alt;
  };
  std::vector<One> all;
  std::vector<KeptId> dropped;

  Feed::Draft draft() const;
  /// The form goes back: none need be chosen again. Answers the ids of all.
  std::vector<KeptId> keep(const PageParts& p, const http::Context& c) const;
  /// The post has them now.
  void forget(const PageParts& p, const http::Context& c) const;
};
SentPhotos read_photos(const PageParts& p, const http::Context& c, form::Errors& errors);
void photo_fields(db::Session& s, AccountId account, const std::vector<KeptId>& kept,
                  const form::Input& input, const form::Errors& errors, const i18n::Language& l,
                  WriteView& v);

/// The open place whose name was written, into the draft; an error where it is none, or several.
void find_place(const PageParts& p, const http::Context& c, PostForm& form, form::Errors& errors);
void place_fields(const PageParts& p, db::Session& s, const form::Input& input,
                  const form::Errors& errors, const i18n::Language& l, WriteView& v);

}  // namespace palier::feed
