#pragma once

#include <string>
#include <vector>

#include "core/html/field.hpp"
#include "core/html/live_bar.hpp"
#include "core/i18n/language.hpp"
#include "features/messages/model.hpp"
#include "features/messages/service.hpp"

namespace palier::messages {

/// A line of one's list of conversations.
struct ThreadLine {
  std::string url;
  std::string name;
  std::string title;
  std::string excerpt;
  std::string when;
  std::int64_t unread = 0;
  bool closed = false;
  bool asked = false;  ///< Somebody wants to write, and waits for a yes or a no.
  bool muted = false;
};

struct BubblePhoto {
  std::string url, small_url, alt;
  int width = 0, height = 0;  ///< Of the small one.
};

struct Bubble {
  std::string anchor;
  std::string name;
  std::string text;
  std::string when;
  std::string report_url;
  std::vector<BubblePhoto> photos{};
  bool mine = false;
  bool hidden = false;
  bool news = false;  ///< A line about who came or went, not something said.
};

struct ThreadView {
  std::string url;
  std::string name;
  std::string title;
  std::string about_url;
  std::string people;        ///< Of a round: "Jeanne, Karim and you".
  std::string people_url;    ///< "" for a pair.
  std::string block_action;  ///< "" for a round.
  std::string mute_label;
  std::string mute_value;
  std::vector<Bubble> bubbles;
  std::string earlier_url;  ///< "" where the first message is shown.
  std::string latest_url;   ///< Of an earlier page.
  Service::MayWrite may_write = Service::MayWrite::yes;
  html::Field text, alt;
  std::string photos_error;
  bool with_photos = false;
  std::vector<ready_texts::Offered> ready;
  html::LiveBar live;
};

/// A message to somebody, or a round, before there is a thread.
struct StartView {
  std::string heading, action;
  std::string lead;
  html::Field people, title, text, alt;
  std::string photos_error;
  bool with_photos = false;
  std::vector<ready_texts::Offered> ready;
};

struct PersonLine {
  std::string name;
  std::string since;
  std::string remove_value;  ///< "" where the viewer cannot take them out.
  bool owner = false;
  bool you = false;
};
struct PeopleView {
  std::string url, thread_url, title;
  std::vector<PersonLine> people;
  html::Field add;        ///< No options: nobody to add, or no room.
  html::Field new_title;  ///< No name: not theirs to change.
  bool full = false;
};

/// What a page shows at once; earlier ones are a link away.
inline constexpr int kPage = 50;

std::string name_or_left(const std::optional<accounts::Person>& person,
                         const i18n::Language& language);
/// "Jeanne, Karim and Noor"; of more than four the rest in a number.
std::string listed(std::vector<std::string> names, const i18n::Language& language);
ThreadLine thread_line(const Summary& summary, std::string name, const i18n::Language& language,
                       Instant now);
/// `about`: the name of the one a line of news is about.
Bubble bubble(const Message& message, AccountId viewer, std::string name,
              const i18n::Language& language, Instant now, const std::string& about = "");
/// With names and photos read.
Bubble bubble_of(db::Session& s, const Service& service, const Message& message, AccountId viewer,
                 const i18n::Language& language, Instant now);
html::Field text_field(const i18n::Language& language, std::string label);
html::Field alt_field(const i18n::Language& language);

}  // namespace palier::messages
