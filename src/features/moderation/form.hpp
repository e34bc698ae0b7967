#pragma once

#include <span>
#include <string>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "core/i18n/message.hpp"

namespace palier::moderation {

/// Why something is reported.
struct Reason {
  const char* word;
  const char* label;  ///< msgid
};
std::span<const Reason> reasons();
const char* label_of(std::string_view reason);

struct ReportDraft {
  std::string reason;
  std::string note;
};
ReportDraft read_report(const form::Input& input, form::Errors& errors);

struct DecisionDraft {
  bool hide = false;
  std::string note;  ///< What the author is told, in plain words.
};
/// Hiding needs a reason that the author is told.
DecisionDraft read_decision(const form::Input& input, form::Errors& errors);

}  // namespace palier::moderation
