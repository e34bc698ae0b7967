#include "core/i18n/language.hpp"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include <array>
#include <cmath>
#include <locale>
#include <memory>
#include <stdexcept>

#include "core/i18n/formats.hpp"
#include "core/i18n/zone.hpp"
#include "embedded/catalogues.hpp"

namespace palier::i18n {
namespace {

namespace gettext = boost::locale::gnu_gettext;

std::locale catalogue(const std::string& code) {
  std::string_view bytes;
  for (const auto& file : embedded::catalogues())
    if (file.name == code + ".mo") bytes = file.bytes;
  if (bytes.empty()) throw std::runtime_error("no catalogue for the language " + code);

  gettext::messages_info info;
  info.language = code;
  info.encoding = "UTF-8";
  info.paths.emplace_back("");
  info.domains.emplace_back("palier");
  info.callback = [bytes](const std::string& file, const std::string&) -> std::vector<char> {
    // The loader tries fr_COUNTRY, fr@variant and fr in turn: it is the same catalogue.
    return file.ends_with("palier.mo") ? std::vector<char>(bytes.begin(), bytes.end())
                                       : std::vector<char>{};
  };
  return {std::locale::classic(), gettext::create_messages_facet<char>(info)};
}

class LanguageOf final : public Language {
 public:
  LanguageOf(std::string code, std::string own_name)
      : code_(std::move(code)),
        own_name_(std::move(own_name)),
        locale_(catalogue(code_)),
        messages_(std::use_facet<boost::locale::message_format<char>>(locale_)),
        formats_(code_) {}

  std::string_view code() const override { return code_; }
  std::string_view own_name() const override { return own_name_; }
  bool right_to_left() const override { return formats_.right_to_left(); }

  const char* tr(const char* msgid) const override {
    if (*msgid == '\0') return msgid;  // gettext answers "" with the catalogue's header
    const char* found = messages_.get(0, nullptr, msgid);
    return found != nullptr && *found != '\0' ? found : msgid;
  }
  const char* tr(const char* singular, const char* plural, std::int64_t n) const override {
    const int count = static_cast<int>(std::min<std::int64_t>(std::llabs(n), 1'000'000));
    const char* found = messages_.get(0, nullptr, singular, count);
    return found != nullptr && *found != '\0' ? found : (n == 1 ? singular : plural);
  }

  std::string date(Instant t, Style style) const override { return formats_.date(t, style); }
  std::string ago(Instant t, Instant now) const override {
    const auto past = now - t;
    if (past >= std::chrono::seconds(0) && past < std::chrono::minutes(1))
      return tr(N_("just now"));
    return formats_.ago(t, now);
  }
  std::string number(std::int64_t n) const override {
    return formats_.number(static_cast<double>(n), 0);
  }
  std::string number(double n, int decimals) const override { return formats_.number(n, decimals); }
  std::string distance(double metres) const override {
    if (!std::isfinite(metres)) return {};
    if (metres < 995) {
      const double tens = std::max(10.0, std::round(metres / 10) * 10);
      return formats_.number(tens, 0) + "\u00A0m";
    }
    return formats_.number(metres / 1000, metres < 9950 ? 1 : 0) + "\u00A0km";
  }
  std::string euros(std::int64_t cents) const override {
    return formats_.euros(static_cast<double>(cents) / 100, cents % 100 == 0 ? 0 : 2);
  }

 private:
  std::string code_;
  std::string own_name_;
  std::locale locale_;
  const boost::locale::message_format<char>& messages_;
  Formats formats_;
};

std::vector<std::unique_ptr<Language>>& loaded() {
  static std::vector<std::unique_ptr<Language>> all;
  return all;
}
std::vector<const Language*>& listed() {
  static std::vector<const Language*> all;
  return all;
}

}  // namespace

std::string Language::fill(std::string_view pattern, std::span<const std::string> args) {
  std::string out;
  out.reserve(pattern.size() + 32);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool hole = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                      pattern[i + 1] >= '1' && pattern[i + 1] <= '9';
    if (!hole) {
      out += pattern[i];
      continue;
    }
    const auto index = static_cast<std::size_t>(pattern[i + 1] - '1');
    if (index < args.size()) out += args[index];
    i += 2;
  }
  return out;
}

void load(std::string_view zone) {
  set_zone(zone);
  if (!loaded().empty()) return;
  loaded().push_back(std::make_unique<LanguageOf>("fr", "Français"));
  loaded().push_back(std::make_unique<LanguageOf>("en", "English"));
  for (const auto& language : loaded()) listed().push_back(language.get());
}

std::span<const Language* const> languages() {
  return listed();
}

const Language* find(std::string_view code) {
  for (const Language* language : listed())
    if (language->code() == code) return language;
  return nullptr;
}

const Language& negotiate(std::string_view accept_language) {
  if (listed().empty()) throw std::logic_error("i18n::load() has not been called");
  const Language* best = listed().front();
  double best_weight = 0;
  while (!accept_language.empty()) {
    const auto comma = accept_language.find(',');
    std::string_view item = accept_language.substr(0, comma);
    accept_language =
        comma == std::string_view::npos ? std::string_view{} : accept_language.substr(comma + 1);

    double weight = 1;
    if (const auto semicolon = item.find(';'); semicolon != std::string_view::npos) {
      const auto q = item.find("q=", semicolon);
      // A weight has at most three digits after its point: reading them by hand avoids the locale.
      if (q != std::string_view::npos && q + 2 < item.size()) {
        weight = item[q + 2] - '0';
        double unit = 0.1;
        for (auto i = q + 4; i < item.size() && item[i] >= '0' && item[i] <= '9'; ++i, unit /= 10)
          weight += (item[i] - '0') * unit;
      }
      item = item.substr(0, semicolon);
    }
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    const std::string_view primary = item.substr(0, item.find_first_of("-_ "));
    if (weight <= best_weight) continue;
    if (const Language* language = find(primary)) {
      best = language;
      best_weight = weight;
    }
  }
  return *best;
}

}  // namespace palier::i18n
