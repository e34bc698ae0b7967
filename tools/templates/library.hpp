#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace palier::templates {

/// The templates of all rooms, as far as a call needs to know them: whether they have slots.
class Library {
 public:
  /// `root` is src, `room` the folder of the templates being compiled ("features/aid").
  Library(std::filesystem::path root, std::string room);

  struct Callee {
    std::string room;
    std::vector<std::string> slots;
  };
  /// The template that a call such as "html::templates::fold" names; nullptr if that is a plain
  /// C++ function. Throws std::runtime_error if it names a folder of templates but none in it.
  const Callee* find(std::string_view function);

  const std::string& room() const { return room_; }
  /// Other rooms whose templates were called, and every file that was read to know.
  const std::set<std::string>& rooms() const { return rooms_; }
  const std::set<std::string>& files() const { return files_; }

  /// "features/aid" → "aid".
  static std::string last_part(std::string_view room);

 private:
  std::filesystem::path root_;
  std::string room_;
  std::map<std::string, std::optional<Callee>, std::less<>> known_;
  std::set<std::string> rooms_;
  std::set<std::string> files_;
};

/// The whole file with its line ends made "\n". Throws std::runtime_error.
std::string read_file(const std::filesystem::path& path);

}  // namespace palier::templates
