#pragma once

#include "core/form/input.hpp"
#include "core/html/field.hpp"
#include "features/feed/draft.hpp"
#include "features/feed/service.hpp"

namespace palier::feed {

/// What somebody fills in, of the page or of JSON, before its photos and its open place are looked
/// at. Fields (draft.hpp): kind, audience, title, text; starts and ends (days), starts_time and
/// ends_time ("18:30", "18 h"), place; poll_question, poll_options (several), poll_several,
/// poll_until (a day, included); about_place (an id) or about_place_name (words).
struct PostForm {
  Feed::Draft draft;
  std::string about_place_name;
};
/// Reads and checks it (draft.hpp) as `reader` writes it; `begun` has the photos. A poll is there
/// where its question or one of its answers is.
PostForm read_post(const form::Input& input, const Reader& reader, Instant now,
                   form::Errors& errors, Feed::Draft begun = {});
/// The same of a post that is changed: title, text and event alone.
Feed::Draft read_edit(const form::Input& input, const Post& post, Instant now,
                      form::Errors& errors);
/// "" where there is an error.
std::string read_comment(const form::Input& input, form::Errors& errors);

/// What the form for a kind asks. Each field is filled from `input`, or empty.
struct PostFields {
  html::Field audience, title, text;
  bool has_title = false, has_event = false, has_poll = false, has_place = false;
  html::Field starts, starts_time, ends, ends_time, place;
  html::Field poll_question, poll_several, poll_until;
  /// All called poll_options; the first carries the error.
  std::vector<html::Field> poll_options;
  bool poll_open = false;  ///< Something of it is filled in.
  html::Field about_place_name, about_place;
};
PostFields post_fields(Kind kind, const std::vector<Circle>& circles, const form::Input& input,
                       const form::Errors& errors, const i18n::Language& l);
/// The form again with what a post says now.
form::Input input_of(const Post& post);

}  // namespace palier::feed
