#pragma once

#include "core/i18n/message.hpp"

namespace palier::http {

/// What a status says to a person: a heading and one or two sentences with what to do next.
struct ErrorText {
  const char* title;
  const char* text;
};
ErrorText error_text(int status);

}  // namespace palier::http
