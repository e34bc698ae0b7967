#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palier::templates {

/// Counted from 1; columns in characters, not bytes.
struct Position {
  int line = 1;
  int column = 1;
};

/// A mistake in a template. The message says what to do instead.
struct Error : std::runtime_error {
  Error(Position where, const std::string& message) : std::runtime_error(message), at(where) {}
  Position at;
};

/// A piece of C++ as the template's author wrote it, and where.
struct Code {
  std::string text;
  Position at;
};

/// What an expression stands in, and so how it is escaped: the name of the Out function.
enum class Place { text, rcdata, attr, url, path, query };

struct Sentence {
  Code msgid;   ///< With its quotes, as a C++ literal.
  Code plural;  ///< Empty text for none.
  std::vector<Code> args;
};

struct Node;
using Nodes = std::vector<Node>;

/// A branch of an if, the body or the {% empty %} of a for, a block of a call, an element of a {% t
/// %}.
struct Part {
  Code head;  ///< Condition, or name of the block; empty text for else.
  Nodes body;
  std::string close;  ///< {% t %} only: the element's end tag.
};

enum class Kind { literal, expression, sentence, let, condition, loop, call, slot, rich_sentence };

struct Node {
  Kind kind = Kind::literal;
  Position at;
  std::string text;  ///< literal: markup; slot, let, loop: the name.
  Code code;         ///< expression; let: the value; loop: the range; call: the call as written.
  Place place = Place::text;
  Sentence sentence;
  std::vector<Part> parts;
  std::vector<Node> lets;  ///< call: {% let %} of its body, which all blocks see.
  std::string lang;        ///< sentence: the C++ expression that is the language.
  bool own = false;        ///< call: of a template of this room, by its bare name.
  bool has_slots = false;  ///< call: whether the callee takes a <name>_slots.
};

struct Template {
  std::string path;  ///< As given on the command line.
  std::string name;  ///< Of the function.
  std::vector<std::string> includes;
  std::vector<Code> params;
  std::vector<std::string> slots;
  Nodes body;  ///< With a layout: one call.
};

}  // namespace palier::templates
