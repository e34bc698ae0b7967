#include "library.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "lexer.hpp"

namespace palier::templates {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path.string() + ": cannot be read");
  std::ostringstream all;
  all << in.rdbuf();
  std::string text = std::move(all).str();
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i];
  }
  return out;
}

Library::Library(fs::path root, std::string room)
    : root_(std::move(root)), room_(std::move(room)) {}

std::string Library::last_part(std::string_view room) {
  return std::string(room.substr(room.find_last_of('/') + 1));
}

const Library::Callee* Library::find(std::string_view function) {
  if (const auto it = known_.find(function); it != known_.end()) {
    return it->second ? &*it->second : nullptr;
  }
  auto& slot = known_[std::string(function)];
  if (function.starts_with("::")) function.remove_prefix(2);
  if (function.starts_with("palier::")) function.remove_prefix(8);
  std::string_view space;
  std::string_view name = function;
  if (const auto at = function.rfind("::"); at != std::string_view::npos) {
    space = function.substr(0, at);
    name = function.substr(at + 2);
  }
  std::vector<std::string> rooms{room_};
  const bool qualified = !space.empty();
  if (qualified) {
    if (!space.ends_with("templates")) return nullptr;
    space.remove_suffix(9);
    if (space.ends_with("::")) space.remove_suffix(2);
    const std::string room(space);
    if (!room.empty() && room != last_part(room_)) {
      rooms = {"features/" + room, "core/" + room, room};
    }
  }
  for (const auto& room : rooms) {
    const auto file = root_ / room / "templates" / (std::string(name) + ".html");
    if (!fs::exists(file)) continue;
    files_.insert(file.string());
    if (room != room_) rooms_.insert(room);
    Callee callee{room, {}};
    for (const auto& token : lex(read_file(file))) {
      if (token.type != Token::Type::directive || word(token.text) != "slot") continue;
      callee.slots.emplace_back(trim(std::string_view(token.text).substr(4)));
    }
    slot = std::move(callee);
    return &*slot;
  }
  if (qualified) {
    throw std::runtime_error("there is no " + std::string(name) + ".html in " + rooms.front() +
                             "/templates");
  }
  return nullptr;
}

}  // namespace palier::templates
