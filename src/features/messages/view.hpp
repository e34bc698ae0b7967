#pragma once

#include <string>
#include <vector>

#include "core/html/field.hpp"
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
};

struct Bubble {
  std::string anchor;
  std::string name;
  std::string text;
  std::string when;
  std::string report_url;
  bool mine = false;
  bool hidden = false;
};

struct ThreadView {
  std::string url;
  std::string name;
  std::string title;
  std::string about_url;
  std::string block_action;
  std::vector<Bubble> bubbles;
  std::string earlier_url;  ///< "" where the first message is shown.
  Service::MayWrite may_write = Service::MayWrite::yes;
  html::Field text;
};

/// What a page shows at once; earlier ones are a link away.
inline constexpr int kPage = 50;

std::string name_or_left(const std::optional<accounts::Person>& person,
                         const i18n::Language& language);
ThreadLine thread_line(const Summary& summary, std::string name, const i18n::Language& language,
                       Instant now);
Bubble bubble(const Message& message, AccountId viewer, std::string name,
              const i18n::Language& language, Instant now);

}  // namespace palier::messages
