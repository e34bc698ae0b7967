#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/i18n/message.hpp"

namespace palier::form {

/// What is wrong with an input, field by field, in the order of the form. The page shows each
/// beside its field and in a summary; JSON answers them as problem details (RFC 9457) under
/// "errors".
class Errors {
 public:
  struct Entry {
    std::string field;  ///< Name of the input, as in HTML and in JSON; "" for the form as a whole.
    i18n::Message message;
  };

  void add(std::string_view field, i18n::Message message) {
    if (!find(field)) entries_.push_back({std::string(field), std::move(message)});
  }
  /// The first error of a field, or nullptr: one sentence at a time is enough.
  const i18n::Message* find(std::string_view field) const {
    for (const auto& e : entries_)
      if (e.field == field) return &e.message;
    return nullptr;
  }
  bool empty() const { return entries_.empty(); }
  explicit operator bool() const { return !empty(); }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

}  // namespace palier::form
