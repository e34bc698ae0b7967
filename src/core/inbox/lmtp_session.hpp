#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/inbox/lmtp.hpp"

namespace palier::inbox {

/// What is said in one LMTP connection, apart from the socket: bytes in, bytes out.
class LmtpSession {
 public:
  LmtpSession(const Lmtp::Calls& calls, const Lmtp::Limits& limits, std::size_t& held)
      : calls_(calls), limits_(limits), held_(held) {}
  ~LmtpSession() { forget_data(); }
  LmtpSession(const LmtpSession&) = delete;
  LmtpSession& operator=(const LmtpSession&) = delete;

  static std::string greeting();
  /// What to answer to these bytes; "" while more must come.
  std::string take(std::string_view bytes);
  bool over() const { return over_; }

 private:
  std::string command(std::string_view line);
  std::string mail(std::string_view rest);
  std::string recipient(std::string_view rest);
  std::string data();
  /// Takes from `bytes` what belongs to the message; answers once its end has come.
  std::string content(std::string_view& bytes);
  void keep(std::string_view piece);
  std::string deliver();
  std::string mistake(std::string answer);
  void reset();
  void forget_data();

  const Lmtp::Calls& calls_;
  const Lmtp::Limits& limits_;
  std::size_t& held_;
  std::string line_;
  std::string sender_;
  std::vector<std::string> recipients_;
  std::string message_;
  std::string unsure_;  ///< The beginning of what may be the end: "\r\n." so far.
  int mistakes_ = 0;
  bool greeted_ = false, has_sender_ = false, in_data_ = false, too_long_ = false, over_ = false;
};

}  // namespace palier::inbox
