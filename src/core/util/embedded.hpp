#pragma once

#include <string_view>

namespace palier::embedded {

/// A file that the build put into the binary.
struct File {
  std::string_view name;   ///< Base name, as it was on disk.
  std::string_view bytes;  ///< Its contents; they live as long as the program.
};

}  // namespace palier::embedded
