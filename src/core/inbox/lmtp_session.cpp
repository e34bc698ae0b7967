#include "core/inbox/lmtp_session.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>

#include "core/inbox/headers.hpp"

namespace palier::inbox {
namespace {

std::string line_of(const Replies::Answer& answer) {
  return fmt::format("{} {}\r\n", answer.code, answer.text);
}

/// The path after "FROM:" or "TO:", without < and > and the source route of old; `rest` is left
/// with the parameters. Nothing where it is none.
std::optional<std::string> path(std::string_view& rest, std::string_view word) {
  if (lower(rest.substr(0, word.size())) != word) return {};
  rest = trimmed(rest.substr(word.size()));
  if (!rest.starts_with('<')) return {};
  const auto end = rest.find('>');
  if (end == std::string_view::npos) return {};
  std::string_view inner = rest.substr(1, end - 1);
  rest = trimmed(rest.substr(end + 1));
  if (inner.starts_with('@') && inner.find(':') != std::string_view::npos)
    inner = inner.substr(inner.find(':') + 1);
  if (inner.size() > 320) return {};
  return std::string(inner);
}

/// SIZE=n among the parameters (RFC 1870); 0 where it is not said.
std::size_t announced(std::string_view parameters) {
  const std::string small = lower(parameters);
  const auto at = small.find("size=");
  if (at == std::string::npos) return 0;
  std::size_t size = 0;
  std::from_chars(small.data() + at + 5, small.data() + small.size(), size);
  return size;
}

}  // namespace

std::string LmtpSession::greeting() {
  return "220 palier LMTP\r\n";
}

std::string LmtpSession::take(std::string_view bytes) {
  std::string out;
  while (!bytes.empty() && !over_) {
    if (in_data_) {
      out += content(bytes);
      continue;
    }
    const auto end = bytes.find('\n');
    line_ += bytes.substr(0, end);
    if (line_.size() > limits_.line_bytes) {
      over_ = true;
      return out + "500 5.5.2 Line too long\r\n";
    }
    if (end == std::string_view::npos) return out;
    bytes.remove_prefix(end + 1);
    if (line_.ends_with('\r')) line_.pop_back();
    const std::string line = std::move(line_);
    line_.clear();
    out += command(line);
  }
  return out;
}

std::string LmtpSession::mistake(std::string answer) {
  if (++mistakes_ < limits_.mistakes) return answer;
  over_ = true;
  return answer + "421 4.7.0 Too many mistakes\r\n";
}

std::string LmtpSession::command(std::string_view line) {
  const auto space = line.find(' ');
  const std::string verb = lower(line.substr(0, space));
  const std::string_view rest =
      space == std::string_view::npos ? std::string_view() : trimmed(line.substr(space + 1));
  if (verb == "lhlo") {
    reset();
    greeted_ = true;
    return fmt::format(
        "250-palier\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250 SIZE "
        "{}\r\n",
        limits_.message_bytes);
  }
  if (verb == "quit") {
    over_ = true;
    return "221 2.0.0 Bye\r\n";
  }
  if (verb == "noop") return "250 2.0.0 OK\r\n";
  if (verb == "rset") {
    reset();
    return "250 2.0.0 OK\r\n";
  }
  if (verb == "vrfy") return "252 2.5.2 Send some mail\r\n";
  if (verb == "helo" || verb == "ehlo") return mistake("500 5.5.1 This is LMTP: LHLO\r\n");
  if (verb != "mail" && verb != "rcpt" && verb != "data")
    return mistake("500 5.5.2 Unknown command\r\n");
  if (!greeted_) return mistake("503 5.5.1 LHLO first\r\n");
  if (verb == "mail") return mail(rest);
  if (verb == "rcpt") return recipient(rest);
  return data();
}

std::string LmtpSession::mail(std::string_view rest) {
  if (has_sender_) return mistake("503 5.5.1 There is a sender already\r\n");
  auto sender = path(rest, "from:");
  if (!sender) return mistake("501 5.5.4 MAIL FROM:<address>\r\n");
  if (announced(rest) > limits_.message_bytes) return "552 5.3.4 Message too long\r\n";
  sender_ = std::move(*sender);
  has_sender_ = true;
  return "250 2.1.0 OK\r\n";
}

std::string LmtpSession::recipient(std::string_view rest) {
  if (!has_sender_) return mistake("503 5.5.1 MAIL first\r\n");
  auto to = path(rest, "to:");
  if (!to) return mistake("501 5.5.4 RCPT TO:<address>\r\n");
  if (recipients_.size() >= limits_.recipients) return "452 4.5.3 Too many recipients\r\n";
  Replies::Answer answer = calls_.recipient(*to);
  if (answer.code == 250) recipients_.push_back(std::move(*to));
  return line_of(answer);
}

std::string LmtpSession::data() {
  if (recipients_.empty()) return mistake("503 5.5.1 No recipient was taken\r\n");
  if (held_ >= limits_.held_bytes) return "452 4.3.1 Too much at once, try again\r\n";
  in_data_ = true;
  unsure_ = "\r\n";  // An end right at the beginning is an end.
  return "354 End with a dot alone on a line\r\n";
}

void LmtpSession::keep(std::string_view piece) {
  if (too_long_) return;
  if (message_.size() + piece.size() > limits_.message_bytes) {
    too_long_ = true;
    held_ -= message_.size();
    std::string().swap(message_);
    return;
  }
  message_ += piece;
  held_ += piece.size();
}

std::string LmtpSession::content(std::string_view& bytes) {
  // Only CR LF . CR LF ends a message: whoever takes less lets a second one be smuggled in.
  constexpr std::string_view kEnd = "\r\n.\r\n";
  std::size_t kept = 0;  // How much of the run of plain bytes below has been kept.
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (unsure_.empty() && c != '\r') continue;
    if (unsure_.empty()) {
      keep(bytes.substr(kept, i - kept));
      unsure_ = "\r";
      kept = i + 1;
      continue;
    }
    kept = i + 1;
    if (c == kEnd[unsure_.size()]) {
      unsure_ += c;
      if (unsure_.size() < kEnd.size()) continue;
      bytes.remove_prefix(i + 1);
      in_data_ = false;
      unsure_.clear();
      return deliver();
    }
    // It was no end: what was held back belongs to the message, without the dot that was put
    // before a dot (RFC 5321 §4.5.2).
    if (unsure_.starts_with("\r\n.")) unsure_.erase(2, 1);
    keep(unsure_);
    unsure_.clear();
    if (c == '\r')
      unsure_ = "\r";
    else
      kept = i;
  }
  if (unsure_.empty()) keep(bytes.substr(kept));
  bytes = {};
  return {};
}

std::string LmtpSession::deliver() {
  // The line end that stood before DATA's first line is ours.
  std::string whole = "Return-Path: <" + sender_ + ">\r\n";
  std::string_view message = message_;
  if (message.starts_with("\r\n")) message.remove_prefix(2);
  whole += message;
  whole += "\r\n";
  std::string out;
  for (const std::string& to : recipients_) {
    if (too_long_) {
      out += "552 5.3.4 Message too long\r\n";
      continue;
    }
    try {
      out += line_of(calls_.deliver(to, whole));
    } catch (const std::exception& e) {
      spdlog::error("an answer by mail could not be kept: {}", e.what());
      out += "451 4.3.0 Try again\r\n";
    }
  }
  reset();
  return out;
}

void LmtpSession::forget_data() {
  held_ -= message_.size();
  std::string().swap(message_);
}

void LmtpSession::reset() {
  forget_data();
  sender_.clear();
  recipients_.clear();
  has_sender_ = too_long_ = false;
}

}  // namespace palier::inbox
