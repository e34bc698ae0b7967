#pragma once

#include "core/config/config.hpp"

namespace palier::app {

/// One server a SQLite database: held from start to end, so that a second one, or a restore under a
/// running server, is refused. On PostgreSQL many nodes may serve, and it holds nothing.
class FolderLock {
 public:
  explicit FolderLock(const Config& config);  ///< Throws Stop when another process holds it.
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace palier::app
