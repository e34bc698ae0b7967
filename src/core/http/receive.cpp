// The part of a connection that reads.
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

#include "core/http/connection.hpp"

namespace palier::http {

namespace beast_http = boost::beast::http;
using boost::system::error_code;

namespace {

const asio::use_awaitable_t<Executor> kAwait;
constexpr std::size_t kHeadRead = 4 * 1024;
constexpr std::size_t kBodyRead = 64 * 1024;
constexpr std::size_t kUploadBytesPerSecond = 32 * 1024;

int status_of(const error_code& error) {
  if (error == beast_http::error::header_limit) return 431;
  if (error == beast_http::error::body_limit) return 413;
  if (error == beast_http::error::bad_version) return 505;
  return 400;
}

std::string_view sent_so_far(const boost::beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

}  // namespace

Task<std::size_t> Connection::fill(std::size_t want) {
  if (timed_out_ || gone_) co_return 0;
  error_code error;
  const auto space = buffer_.prepare(want);
  const std::size_t n =
      co_await socket_.async_read_some(space, asio::redirect_error(kAwait, error));
  buffer_.commit(n);
  co_return error ? 0 : n;
}

/// 0 once the head is whole; -1 to close without a word; else the status to refuse with.
Task<int> Connection::receive_head() {
  const bool ahead = buffer_.size() > 0;
  burst_ = ahead ? burst_ + 1 : 0;
  if (first_)
    enter(Phase::waiting, shared_.limits.header_time);
  else
    enter(Phase::waiting, shared_.limits.idle_time);
  if (ahead) enter(Phase::head, shared_.limits.header_time);
  if (!ahead && shared_.draining) co_return -1;

  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(shared_.limits.header_bytes));
  parser_->body_limit(boost::none);  // receive_body() sets the route's.
  bool begun = false;
  while (true) {
    // An empty line before a request is to be overlooked (RFC 9112 §2.2).
    while (!begun && buffer_.size() >= 2 && sent_so_far(buffer_).starts_with("\r\n"))
      buffer_.consume(2);
    const bool half_a_break = !begun && sent_so_far(buffer_) == "\r";
    if (buffer_.size() > 0 && !half_a_break) {
      begun = true;
      error_code error;
      buffer_.consume(parser_->put(buffer_.data(), error));
      if (error && error != beast_http::error::need_more) co_return status_of(error);
      if (parser_->is_header_done()) co_return 0;
      if (buffer_.size() > shared_.limits.header_bytes) co_return 431;
    }
    const std::size_t n = co_await fill(kHeadRead);
    if (n == 0) co_return timed_out_&& phase_ == Phase::head ? 408 : -1;
    // The time for the head runs from its first byte; for the first request, from the connection.
    if (phase_ == Phase::waiting) {
      phase_ = Phase::head;
      timed_out_ = false;  // The bytes were quicker than the sweep.
      if (!first_) enter(Phase::head, shared_.limits.header_time);
    }
  }
}

Task<int> Connection::receive_body(const Framing& framing, std::size_t limit) {
  if (framing.length > limit) co_return 413;
  const std::size_t expected = framing.chunked ? limit : static_cast<std::size_t>(framing.length);
  enter(Phase::body,
        shared_.limits.body_time + std::chrono::seconds(expected / kUploadBytesPerSecond));
  if (framing.expects_continue && buffer_.size() == 0) {
    error_code error;
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(socket_, asio::buffer(kContinue),
                               asio::redirect_error(kAwait, error));
    if (error) co_return -1;
  }
  parser_->body_limit(limit);
  parser_->eager(true);
  while (!parser_->is_done()) {
    if (buffer_.size() > 0) {
      error_code error;
      buffer_.consume(parser_->put(buffer_.data(), error));
      if (error && error != beast_http::error::need_more) co_return status_of(error);
      if (parser_->is_done()) break;
      // What a chunk's size line or the trailers may take: the parser itself would wait for ever.
      if (buffer_.size() > shared_.limits.header_bytes) co_return 400;
    }
    if (co_await fill(kBodyRead) == 0) co_return timed_out_ ? 408 : -1;
  }
  co_return 0;
}

}  // namespace palier::http
