#include "core/html/html.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace palier::html {
namespace {

// What each byte becomes in HTML; empty for itself.
constexpr std::array<std::string_view, 256> escapes(bool quotes) {
  std::array<std::string_view, 256> table{};
  table['&'] = "&amp;";
  table['<'] = "&lt;";
  table['>'] = "&gt;";
  if (quotes) {
    table['"'] = "&quot;";
    table['\''] = "&#39;";
  }
  return table;
}

constexpr auto kText = escapes(false);
constexpr auto kAttr = escapes(true);

void escape(std::string& out, std::string_view s, const std::array<std::string_view, 256>& table) {
  const char* from = s.data();
  const char* const end = from + s.size();
  for (const char* p = from; p != end; ++p) {
    const auto& instead = table[static_cast<unsigned char>(*p)];
    if (instead.empty()) continue;
    out.append(from, p);
    out.append(instead);
    from = p + 1;
  }
  out.append(from, end);
}

constexpr bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_word(std::string_view s, std::string_view small) {
  return std::equal(s.begin(), s.end(), small.begin(), small.end(),
                    [](char a, char b) { return lower(a) == b; });
}

// A browser takes what stands before a ':' for a scheme unless one of / ? # comes first.
bool safe_scheme(std::string_view url) {
  const auto stop = url.find_first_of(":/?#");
  if (stop == std::string_view::npos || url[stop] != ':') return true;
  const auto scheme = url.substr(0, stop);
  for (std::string_view known : {"http", "https", "mailto", "tel"}) {
    if (same_word(scheme, known)) return true;
  }
  return false;
}

// Calls `literal` for the stretches between marks and `mark` for each {n} (closing = false,
// open = '{'), <n> and </n>.
template <class Literal, class Mark>
void marks(std::string_view sentence, Literal literal, Mark mark) {
  std::size_t from = 0;
  const auto digit = [](char c) { return c >= '1' && c <= '9'; };
  for (std::size_t i = 0; i + 2 < sentence.size();) {
    const char c = sentence[i];
    const bool closing = c == '<' && sentence[i + 1] == '/';
    const std::size_t at = i + (closing ? 2 : 1);
    const char end = c == '{' ? '}' : '>';
    if ((c == '{' || c == '<') && at + 1 < sentence.size() && digit(sentence[at]) &&
        sentence[at + 1] == end) {
      literal(sentence.substr(from, i - from));
      mark(c, closing, static_cast<std::size_t>(sentence[at] - '1'));
      i = from = at + 2;
    } else {
      ++i;
    }
  }
  literal(sentence.substr(from));
}

}  // namespace

void Out::text(std::string_view s) {
  escape(buffer_, s, kText);
}
void Out::attr(std::string_view s) {
  escape(buffer_, s, kAttr);
}

void Out::signed_number(std::int64_t n) {
  std::array<char, 24> digits{};
  buffer_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), n).ptr);
}

void Out::unsigned_number(std::uint64_t n) {
  std::array<char, 24> digits{};
  buffer_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), n).ptr);
}

void Out::percent(char c) {
  static constexpr std::string_view hex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  buffer_ += '%';
  buffer_ += hex[byte >> 4];
  buffer_ += hex[byte & 15];
}

void Out::url(std::string_view s) {
  // Browsers strip these from the ends and "\t\n" from within before they look for a scheme.
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  if (!safe_scheme(s)) {
    buffer_ += '#';
    return;
  }
  for (char c : s) {
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F || c == '\\') {
      percent(c);
    } else if (const auto& instead = kAttr[static_cast<unsigned char>(c)]; !instead.empty()) {
      buffer_.append(instead);
    } else {
      buffer_ += c;
    }
  }
}

void Out::path(std::string_view s) {
  // An empty piece between two slashes would make "//", which starts a host.
  if (s.empty() && buffer_.ends_with('/')) buffer_ += '.';
  for (char c : s) {
    const bool keep = c == '/' ? buffer_.empty() || buffer_.back() != '/'
                               : unreserved(c) || c == '@' || c == '+' || c == ',';
    if (keep) {
      buffer_ += c;
    } else {
      percent(c);
    }
  }
}

void Out::query(std::string_view s) {
  for (char c : s) {
    if (unreserved(c)) {
      buffer_ += c;
    } else {
      percent(c);
    }
  }
}

void Out::text(std::string_view sentence, std::initializer_list<Arg> args) {
  marks(
      sentence, [&](std::string_view s) { text(s); },
      [&](char kind, bool, std::size_t n) {
        if (kind != '{' || n >= args.size()) return;
        const Arg& arg = args.begin()[n];
        switch (arg.kind_) {
          case Arg::Kind::text:
            text(arg.text_);
            break;
          case Arg::Kind::html:
            raw(arg.text_);
            break;
          case Arg::Kind::number:
            signed_number(arg.number_);
            break;
        }
      });
}

void Out::rcdata(std::string_view sentence, std::initializer_list<Arg> args) {
  marks(
      sentence, [&](std::string_view s) { text(s); },
      [&](char kind, bool, std::size_t n) {
        if (kind != '{' || n >= args.size()) return;
        const Arg& arg = args.begin()[n];
        arg.kind_ == Arg::Kind::number ? signed_number(arg.number_) : text(arg.text_);
      });
}

void Out::attr(std::string_view sentence, std::initializer_list<Arg> args) {
  marks(
      sentence, [&](std::string_view s) { attr(s); },
      [&](char kind, bool, std::size_t n) {
        if (kind != '{' || n >= args.size()) return;
        const Arg& arg = args.begin()[n];
        arg.kind_ == Arg::Kind::number ? signed_number(arg.number_) : attr(arg.text_);
      });
}

void Out::sentence(std::string_view sentence, std::initializer_list<Arg> args,
                   std::initializer_list<Wrap> wraps) {
  std::vector<std::size_t> open;
  auto close_last = [&] {
    raw(wraps.begin()[open.back()].close);
    open.pop_back();
  };
  marks(
      sentence, [&](std::string_view s) { text(s); },
      [&](char kind, bool closing, std::size_t n) {
        if (kind == '{') {
          if (n >= args.size()) return;
          const Arg& arg = args.begin()[n];
          switch (arg.kind_) {
            case Arg::Kind::text:
              text(arg.text_);
              break;
            case Arg::Kind::html:
              raw(arg.text_);
              break;
            case Arg::Kind::number:
              signed_number(arg.number_);
              break;
          }
        } else if (!closing) {
          if (n >= wraps.size()) return;
          wraps.begin()[n].open(*this);
          open.push_back(n);
        } else if (std::find(open.begin(), open.end(), n) != open.end()) {
          while (open.back() != n) close_last();
          close_last();
        }
      });
  while (!open.empty()) close_last();
}

}  // namespace palier::html
