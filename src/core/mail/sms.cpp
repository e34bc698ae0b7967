#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <sstream>
#include <thread>

#include "core/mail/transport.hpp"

extern char** environ;

namespace palier::mail {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kNeverWillDo = 65;  // EX_DATAERR of sysexits.h.

std::vector<std::string> words(const std::string& command) {
  std::istringstream in(command);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

/// The command while it runs: its standard input is one end of a pair of sockets, so that a command
/// which does not read cannot kill us with SIGPIPE.
class Child {
 public:
  explicit Child(std::vector<std::string> argv) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
      throw NotSent(fmt::format("no socket for the SMS command: {}", std::strerror(errno)));
    input_ = ends[0];

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    // Neither the listening socket nor the database is any of its business.
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);

    std::vector<char*> pointers;
    pointers.reserve(argv.size() + 1);
    for (auto& word : argv) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const int error =
        ::posix_spawnp(&pid_, pointers[0], &files, &attributes, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    ::close(ends[1]);
    if (error != 0) {
      ::close(input_);
      throw NotSent(
          fmt::format("the SMS command {} cannot be run: {}", argv[0], std::strerror(error)));
    }
  }

  ~Child() {
    if (input_ >= 0) ::close(input_);
    if (pid_ > 0) {
      ::kill(-pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void tell(std::string_view text, Clock::time_point until) {
    while (!text.empty()) {
      pollfd ready{input_, POLLOUT, 0};
      if (::poll(&ready, 1, 100) == 0 && Clock::now() >= until) return;
      const auto sent = ::send(input_, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent > 0)
        text.remove_prefix(static_cast<std::size_t>(sent));
      else if (errno != EAGAIN && errno != EINTR)
        break;  // It reads no more; its exit code says why.
    }
    ::close(std::exchange(input_, -1));
  }

  /// Its wait status, or nothing if time ran out.
  std::optional<int> ended(Clock::time_point until) {
    while (true) {
      int status = 0;
      if (::waitpid(pid_, &status, WNOHANG) == pid_) {
        pid_ = 0;
        return status;
      }
      if (Clock::now() >= until) return {};
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }

 private:
  int input_ = -1;
  pid_t pid_ = 0;
};

}  // namespace

void send_sms(const Settings& settings, const Sms& sms) {
  auto argv = words(settings.sms_command);
  if (argv.empty()) throw NotSent("no SMS command is set ([sms] command)");
  argv.push_back(sms.to);
  const auto until = Clock::now() + settings.patience;
  Child child(std::move(argv));
  child.tell(sms.text, until);
  const auto status = child.ended(until);
  if (!status) throw NotSent("the SMS command did not end in time and was stopped");
  if (WIFEXITED(*status) && WEXITSTATUS(*status) == 0) return;
  if (WIFEXITED(*status) && WEXITSTATUS(*status) == kNeverWillDo)
    throw Refused("the SMS command refused the number (65)");
  throw NotSent(WIFEXITED(*status)
                    ? fmt::format("the SMS command ended with code {}", WEXITSTATUS(*status))
                    : fmt::format("the SMS command was ended by signal {}", WTERMSIG(*status)));
}

}  // namespace palier::mail
