#pragma once

#include <string>

#include "core/i18n/language.hpp"

namespace palier::testdata {

/// English as the msgids are, or with one sentence said another way: templates tested alone.
class TestLanguage : public i18n::Language {
 public:
  TestLanguage() = default;
  TestLanguage(std::string_view msgid, const char* said) : msgid_(msgid), said_(said) {}

  std::string_view code() const override { return "en"; }
  std::string_view own_name() const override { return "English"; }
  bool right_to_left() const override { return false; }
  const char* tr(const char* msgid) const override { return msgid_ == msgid ? said_ : msgid; }
  const char* tr(const char* one, const char* many, std::int64_t n) const override {
    return n == 1 ? one : many;
  }
  using Language::tr;
  std::string date(Instant, Style) const override { return {}; }
  std::string ago(Instant, Instant) const override { return {}; }
  std::string number(std::int64_t n) const override { return std::to_string(n); }
  std::string number(double, int) const override { return {}; }
  std::string distance(double) const override { return {}; }
  std::string euros(std::int64_t) const override { return {}; }

 private:
  std::string msgid_ = "";
  const char* said_ = "";
};

}  // namespace palier::testdata
