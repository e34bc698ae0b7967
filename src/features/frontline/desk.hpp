#pragma once

#include "features/frontline/room.hpp"

namespace palier::frontline {

/// A line of the desk's list.
struct DeskLine {
  std::string url, name, what, when;
  std::vector<std::string> marks;
};

struct DeskPage {
  std::vector<DeskLine> waiting, closed;
};

/// One form at the desk, with all that was said: for operators alone.
struct DeskOne {
  std::string url, name, what, since, how, phone, phone_url, address, state, confirmed, letter,
      called;
  bool waiting = false;
  std::vector<std::pair<std::string, std::vector<std::string>>> said;
  std::vector<DeskLine> alike;
  std::vector<html::Field> complete, note, refuse;
};

/// A letter to print: what is written, and the code.
struct LetterPage {
  std::string name, address, code, date, host, phone, site, url, what, back;
};

/// A small form of one field.
struct CodePage {
  html::Field code;
};

}  // namespace palier::frontline
