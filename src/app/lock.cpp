#include "app/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/exit.hpp"
#include "app/settings.hpp"

namespace palier::app {

FolderLock::FolderLock(const Config& config) {
  if (!on_sqlite(config)) return;
  const std::string path = sqlite_file(config).string() + ".lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0)
    throw Stop(kFailed, fmt::format("{} cannot be written: {}. Check who owns the folder.", path,
                                    std::generic_category().message(errno)));
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    ::close(file_);
    throw Stop(kFailed, fmt::format("Another palier is serving {}. Stop it first.",
                                    sqlite_file(config).string()));
  }
}

FolderLock::~FolderLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace palier::app
