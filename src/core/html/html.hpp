#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace palier::html {

/// Markup known to be safe as text content. Only this type passes unescaped; make one from a string
/// only where that string was made by a template or a sanitizer.
struct Html {
  std::string markup;
};

/// The growing page. Templates call these; each escapes for the place it stands in.
class Out {
 public:
  Out() { buffer_.reserve(16 * 1024); }

  void raw(std::string_view literal) { buffer_.append(literal); }  ///< For template literals only.
  void text(std::string_view s);     ///< & < >
  void text(const Html& h) { buffer_.append(h.markup); }
  void text(std::int64_t n);
  void attr(std::string_view s);     ///< & < > " '
  void attr(std::int64_t n);
  /// A URL in href, src, action: http, https, mailto, tel, or relative; another scheme gives "#".
  void url(std::string_view s);

  std::string take() { return std::move(buffer_); }
  std::string_view view() const { return buffer_; }

 private:
  std::string buffer_;
};

}  // namespace palier::html
