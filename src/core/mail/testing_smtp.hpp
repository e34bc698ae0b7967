#pragma once

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "core/testing/database.hpp"

// What the mail tests share: a folder that goes away, and an SMTP server.
namespace palier::mail::testing {

/// glibc resolves names (getaddrinfo_a, which vmime calls) on threads that the thread sanitizer
/// does not see begin; it crashes on their first allocation.
#if defined(__SANITIZE_THREAD__)
inline constexpr bool kNoSmtpHere = true;
#else
inline constexpr bool kNoSmtpHere = false;
#endif

namespace fs = std::filesystem;
using palier::testing::source_file;

inline std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Waits up to ten seconds.
inline bool eventually(const std::function<bool()>& holds) {
  for (int i = 0; i < 1000 && !holds(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  return holds();
}

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "palier-mail-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// aiosmtpd in a process of its own, as testdata/smtp_server.py has it.
class Server {
 public:
  explicit Server(std::vector<std::string> options = {}) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    stdin_ = ends[1];
    std::vector<std::string> argv{
        "/usr/bin/python3", source_file("src/core/mail/testdata/smtp_server.py"), spool_.path()};
    argv.insert(argv.end(), options.begin(), options.end());
    std::vector<char*> pointers;
    for (auto& a : argv) pointers.push_back(a.data());
    pointers.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[0], 0);
      ::execv(pointers[0], pointers.data());
      ::_exit(127);
    }
    ::close(ends[0]);
    if (!eventually([&] { return fs::exists(spool_.path() / "port"); }))
      throw std::runtime_error("the SMTP server of the tests did not start (python3-aiosmtpd?)");
    port_ = std::stoi(slurp(spool_.path() / "port"));
  }
  ~Server() {
    ::close(stdin_);
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  int port() const { return port_; }
  int taken() const {
    int n = 0;
    while (fs::exists(spool_.path() / fmt::format("{}.json", n + 1))) ++n;
    return n;
  }
  std::string message(int n = 1) const { return slurp(spool_.path() / fmt::format("{}.eml", n)); }
  boost::json::value facts(int n = 1) const {
    return boost::json::parse(slurp(spool_.path() / fmt::format("{}.json", n)));
  }

 private:
  Folder spool_;
  int stdin_ = -1;
  int port_ = 0;
  pid_t pid_ = -1;
};

inline int free_port() {
  const int s = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(s, reinterpret_cast<sockaddr*>(&address), sizeof address);
  socklen_t length = sizeof address;
  ::getsockname(s, reinterpret_cast<sockaddr*>(&address), &length);
  ::close(s);
  return ntohs(address.sin_port);
}

}  // namespace palier::mail::testing
