#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "core/i18n/message.hpp"
#include "features/moderation/model.hpp"

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
  Action action = Action::keep;
  std::int64_t days = 0;  ///< Of a limit: 1, 7 or 30.
  std::string rule;       ///< One of the codes given; not of keep.
  std::string note;       ///< What the author is told, in plain words; not needed to keep.
};
DecisionDraft read_decision(const form::Input& input, const std::vector<std::string>& rules,
                            form::Errors& errors);

/// The author's, once.
std::string read_appeal(const form::Input& input, form::Errors& errors);

struct AppealDraft {
  bool undo = false;
  std::string answer;
};
AppealDraft read_appeal_decision(const form::Input& input, form::Errors& errors);

/// `fresh`: a code is asked for too.
void read_rule(const form::Input& input, bool fresh, Rule& rule, form::Errors& errors);
Settings read_settings(const form::Input& input, form::Errors& errors);

}  // namespace palier::moderation
