#include "url_state.hpp"

#include "html_facts.hpp"

namespace palier::templates {

void UrlState::begin(bool list) {
  *this = UrlState();
  list_ = list;
}

void UrlState::literal(char c, Position at) {
  if (list_ && (blank(c) || c == ',')) return begin(true);
  if (at_ == At::query || at_ == At::refused) return;
  if (blank(c) && written_.empty()) return;  // Browsers skip them.
  const bool scheme_possible = written_.find_first_of(":/") == std::string::npos;
  if (c == '?' || c == '#') {
    at_ = At::query;
  } else if (c == '/') {
    const bool second = written_.ends_with('/');
    if (second && (written_ == "/" || written_.ends_with(":/"))) {
      at_ = At::host;  // "//" or "scheme://"
    } else if (at_ != At::host || !(second || written_.ends_with(':'))) {
      at_ = At::path;
    }
  } else if (c == ':' && scheme_possible) {
    if (dynamic_) {
      throw Error(at,
                  "a : here could make a scheme of the expression before it; put the whole URL in "
                  "the expression");
    }
    if (among(written_, {"javascript", "vbscript"})) {
      throw Error(at, written_ + ": URLs are refused; put the script in web/ts");
    }
    at_ = among(written_, {"http", "https"}) ? At::host
          : written_ == "data"               ? At::refused
                                             : At::path;
  } else if (at_ == At::start) {
    at_ = At::path;
  }
  written_ += lower(c);
}

Place UrlState::place(Position at) {
  switch (at_) {
    case At::start:
      if (list_) throw Error(at, "start each URL of a list with a literal such as /media/");
      at_ = At::path;
      dynamic_ = true;
      return Place::url;
    case At::path:
      dynamic_ = true;
      // Out::path() leaves no two slashes together, even around an empty value.
      if (written_.ends_with('/')) written_ += '*';
      return Place::path;
    case At::query:
      return Place::query;
    case At::host:
      throw Error(at, "no expression in the host of a URL; put the whole URL in the expression");
    case At::refused:
      break;
  }
  throw Error(at,
              "this may or may not be the start of the URL; put the whole URL in one expression");
}

void UrlState::join(const UrlState& other) {
  if (at_ != other.at_) {
    const auto settled = [](At a) { return a == At::path || a == At::query; };
    at_ = settled(at_) && settled(other.at_) ? At::query : At::refused;
  }
  dynamic_ = dynamic_ || other.dynamic_;
  // The shorter one leaves more possible.
  if (other.written_.size() < written_.size()) written_ = other.written_;
}

}  // namespace palier::templates
