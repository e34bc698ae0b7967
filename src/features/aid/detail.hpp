#pragma once

#include "core/html/field.hpp"
#include "features/aid/room.hpp"

namespace palier::aid {

/// A post's page.
struct DetailPage {
  PostView view;
  std::string state;    ///< In words.
  std::string refused;  ///< Why the viewer cannot answer; "" where they can.
  bool can_answer = false;
  bool signed_in = false;
  bool verified_needed = false;
  std::string report;  ///< "" for one's own.
  bool own = false;
};

/// A small form about a post or an answer: answer, decline, done.
struct WordPage {
  std::string heading, about, back, action, submit;
  std::vector<std::string> lead;
  std::vector<html::Field> fields;
  bool danger = false;
};

/// A page that says what happens next.
struct SentPage {
  Kind kind = Kind::need;
  PublicView post;
  bool verified_only = false;
  std::string expires;
};

/// Shows a WordPage.
http::Response word_page(http::Context& c, const WordPage& p, const form::Errors& errors = {},
                         int status = 0);
/// Where a refusal leads: 404 as such, everything else as a sentence on the post's page.
http::Response refuse(http::Context& c, Refusal r, Kind kind, const std::string& to);

}  // namespace palier::aid
