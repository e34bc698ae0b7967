#pragma once

#include <string>
#include <vector>

#include "core/form/errors.hpp"
#include "core/html/field.hpp"
#include "features/notices/model.hpp"

namespace palier::notices {

/// /account/notices.
struct SettingsPage {
  html::Field general, hour;
  struct Row {
    std::string code, name, hint, error;
    std::string mail_field, push_field;
    std::vector<html::Option> options;
    bool has_push = false, push = false;
  };
  std::vector<Row> rows;
  struct DeviceRow {
    std::string id, name, since, used;
  };
  std::vector<DeviceRow> devices;
  bool push = false;  ///< Whether this site sends notifications at all.
  std::string push_key;
};
/// `typed` is what came with errors, else empty.
SettingsPage settings_page(const Settings& settings, const i18n::Language& language, Instant now,
                           const form::Input& typed, const form::Errors& errors);

/// /unsubscribe/{kind}/{token}.
struct StopPage {
  std::string heading, action;
  std::vector<std::string> lines;
  struct Way {
    std::string what, was, label;
    bool first = false;
  };
  std::vector<Way> ways;
};

}  // namespace palier::notices
