#pragma once

#include <string>
#include <vector>

#include "core/html/field.hpp"
#include "core/i18n/language.hpp"
#include "features/moderation/form.hpp"
#include "features/moderation/model.hpp"

namespace palier::moderation {

/// The report form: what is reported is shown so that nobody reports the wrong thing.
struct ReportView {
  Reported about;
  std::string action;
  html::Field reason;
  html::Field note;
};
ReportView report_view(const Reported& about, std::string action, const form::Input& input,
                       const form::Errors& errors, const i18n::Language& language);

/// A line of the moderators' queue.
struct QueueLine {
  std::string url;
  std::string title;
  std::string reason;
  std::string note;
  std::string when;
  std::string state;
};
QueueLine queue_line(const Report& report, const std::optional<Reported>& about,
                     const i18n::Language& language, Instant now);

struct DecisionView {
  QueueLine line;
  std::optional<Reported> about;
  std::string author;
  std::string action;
  bool open = true;
  std::string decision_note;
  html::Field decision;
  html::Field note;
};
DecisionView decision_view(const Report& report, const std::optional<Reported>& about,
                           std::string author, const form::Input& input, const form::Errors& errors,
                           const i18n::Language& language, Instant now);

struct BlockLine {
  std::string name;
  std::string since;
  std::string action;
};

}  // namespace palier::moderation
