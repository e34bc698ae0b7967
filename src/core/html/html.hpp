#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace palier::html {

/// Markup known to be safe as text content. Only this type passes unescaped; make one from a string
/// only where that string was made by a template or a sanitizer.
struct Html {
  std::string markup;
};

class Out;

/// Integers that print as numbers; bool and characters are not among them.
template <class T>
concept Number = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                 !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                 !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// Something that prints markup when called: the content of a slot. It refers to a function object
/// and must not outlive it. An empty one prints nothing.
class Slot {
 public:
  Slot() = default;
  template <class F>
    requires(!std::same_as<F, Slot>)
  Slot(const F& f)
      : object_(&f), call_([](const void* o, Out& out) { (*static_cast<const F*>(o))(out); }) {}
  void operator()(Out& out) const {
    if (call_) call_(object_, out);
  }
  explicit operator bool() const { return call_ != nullptr; }

 private:
  const void* object_ = nullptr;
  void (*call_)(const void*, Out&) = nullptr;
};

/// `loop` in a {% for %}.
struct Loop {
  std::int64_t index = 0;  ///< Counts from 1.
  bool first = false;
  bool last = false;
  void step(bool at_end) {
    ++index;
    first = index == 1;
    last = at_end;
  }
};

/// The count of a plural, whatever integer type it has.
template <Number T>
std::int64_t count(T n) {
  return static_cast<std::int64_t>(n);
}

/// An argument of a translated sentence; escaped for the place when printed. Refers to its string.
class Arg {
 public:
  explicit Arg(std::string_view s) : text_(s) {}
  explicit Arg(const std::string& s) : text_(s) {}
  explicit Arg(const char* s) : text_(s) {}
  explicit Arg(std::nullptr_t) = delete;
  explicit Arg(const Html& h) : text_(h.markup), kind_(Kind::html) {}
  template <Number T>
  explicit Arg(T n) : number_(static_cast<std::int64_t>(n)), kind_(Kind::number) {}

 private:
  friend class Out;
  enum class Kind { text, html, number };
  std::string_view text_;
  std::int64_t number_ = 0;
  Kind kind_ = Kind::text;
};

/// The growing page. Templates call these; each escapes for the place it stands in. A bool, a
/// pointer, a double or an optional is a compile error: say in the template what to print.
class Out {
 public:
  Out() { buffer_.reserve(16 * 1024); }

  void raw(std::string_view literal) { buffer_.append(literal); }  ///< For template literals only.

  void text(std::string_view s);  ///< & < >
  void text(const std::string& s) { text(std::string_view(s)); }
  void text(const char* s) { text(std::string_view(s)); }
  void text(std::nullptr_t) = delete;
  void text(const Html& h) { buffer_.append(h.markup); }
  void text(Number auto n) { number(n); }

  /// Inside <textarea> and <title>, where markup would be shown as it is: no Html.
  void rcdata(std::string_view s) { text(s); }
  void rcdata(std::nullptr_t) = delete;
  void rcdata(Number auto n) { number(n); }

  void attr(std::string_view s);  ///< & < > " '
  void attr(std::nullptr_t) = delete;
  void attr(Number auto n) { number(n); }

  /// A whole URL, or its beginning: http, https, mailto, tel, or relative; another scheme gives
  /// "#".
  void url(std::string_view s);
  void url(std::nullptr_t) = delete;
  /// A piece of a URL's path: percent-encoded but for "/", which never becomes "//".
  void path(std::string_view s);
  void path(std::nullptr_t) = delete;
  void path(Number auto n) { number(n); }
  /// A value in a URL's query or fragment: percent-encoded.
  void query(std::string_view s);
  void query(std::nullptr_t) = delete;
  void query(Number auto n) { number(n); }

  /// A translated sentence with {1}, {2} … filled in, all escaped.
  void text(std::string_view sentence, std::initializer_list<Arg> args);
  void rcdata(std::string_view sentence, std::initializer_list<Arg> args);
  void attr(std::string_view sentence, std::initializer_list<Arg> args);

  /// The element that <1>…</1> in a sentence stands for.
  struct Wrap {
    Slot open;
    std::string_view close;
  };
  /// As text(), with <1>…</1> become elements. Marks that a translation lost or broke are mended:
  /// what is open at the end is closed.
  void sentence(std::string_view sentence, std::initializer_list<Arg> args,
                std::initializer_list<Wrap> wraps);

  std::string take() { return std::move(buffer_); }
  std::string_view view() const { return buffer_; }

 private:
  void number(std::signed_integral auto n) { signed_number(n); }
  void number(std::unsigned_integral auto n) { unsigned_number(n); }
  void signed_number(std::int64_t n);
  void unsigned_number(std::uint64_t n);
  void percent(char c);

  std::string buffer_;
};

}  // namespace palier::html
