#include "core/inbox/lmtp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <boost/asio.hpp>
#include <filesystem>
#include <fstream>

#include "core/inbox/lmtp_session.hpp"
#include "core/inbox/maildir.hpp"

namespace palier::inbox {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
namespace asio = boost::asio;
namespace fs = std::filesystem;

struct LmtpTalk : ::testing::Test {
  Lmtp::Calls calls{[](std::string_view to) {
                      return to == "nobody@x" ? Replies::Answer{550, "5.1.1 No"}
                                              : Replies::Answer{250, "2.1.5 OK"};
                    },
                    [this](std::string_view to, std::string_view message) {
                      if (to == "later@x") throw std::runtime_error("no database");
                      got.emplace_back(message);
                      return Replies::Answer{250, "2.0.0 Taken"};
                    }};
  Lmtp::Limits limits;
  std::size_t held = 0;
  std::vector<std::string> got;

  std::string open(LmtpSession& s) { return s.take("LHLO mx\r\nMAIL FROM:<j@home>\r\n"); }
};

TEST_F(LmtpTalk, TakesAMessageForTwoAndAnswersForEach) {
  LmtpSession s(calls, limits, held);
  EXPECT_THAT(s.take("LHLO mx\r\n"), HasSubstr("250-PIPELINING"));
  EXPECT_EQ(
      s.take("MAIL FROM:<j@home> SIZE=20 BODY=8BITMIME\r\nRCPT TO:<a@x>\r\nRCPT TO:<nobody@x>\r\n"
             "RCPT TO:<later@x>\r\nDATA\r\n"),
      "250 2.1.0 OK\r\n250 2.1.5 OK\r\n550 5.1.1 No\r\n250 2.1.5 OK\r\n"
      "354 End with a dot alone on a line\r\n");
  EXPECT_EQ(s.take("Subject: x\r\n\r\n..deux points\r\n.\r\nQUIT\r\n"),
            "250 2.0.0 Taken\r\n451 4.3.0 Try again\r\n221 2.0.0 Bye\r\n");
  EXPECT_TRUE(s.over());
  EXPECT_THAT(got, ElementsAre("Return-Path: <j@home>\r\nSubject: x\r\n\r\n.deux points\r\n"));
  EXPECT_EQ(held, 0U);
}

TEST_F(LmtpTalk, CutAnywhereTheMessageIsTheSame) {
  const std::string data = "A: b\r\n\r\nx\r.\r\ny\n.\nz\r\n..\r\n\r\n...\r\nfin\r\n.\r\n";
  LmtpSession whole(calls, limits, held);
  open(whole);
  whole.take("RCPT TO:<a@x>\r\nDATA\r\n");
  whole.take(data);
  LmtpSession bytes(calls, limits, held);
  open(bytes);
  bytes.take("RCPT TO:<a@x>\r\nDATA\r\n");
  for (const char c : data) bytes.take({&c, 1});
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(got[0], got[1]);
  // A bare line feed ends nothing: nobody smuggles a second message in.
  EXPECT_THAT(got[0], EndsWith("x\r.\r\ny\n.\nz\r\n.\r\n\r\n..\r\nfin\r\n"));
}

TEST_F(LmtpTalk, HoldsToItsLimits) {
  limits.message_bytes = 1000;
  limits.held_bytes = 10;
  LmtpSession s(calls, limits, held);
  open(s);
  s.take("RCPT TO:<a@x>\r\nDATA\r\n");
  EXPECT_EQ(s.take(std::string(5000, 'a')), "");
  EXPECT_EQ(held, 0U);
  EXPECT_EQ(s.take("\r\n.\r\n"), "552 5.3.4 Message too long\r\n");
  EXPECT_THAT(s.take("MAIL FROM:<> SIZE=2000\r\n"), StartsWith("552"));
  {
    LmtpSession other(calls, limits, held);
    open(other);
    other.take("RCPT TO:<a@x>\r\nDATA\r\n" + std::string(100, 'b'));
    EXPECT_EQ(held, 102U);
    s.take("MAIL FROM:<j@home>\r\nRCPT TO:<a@x>\r\n");
    EXPECT_THAT(s.take("DATA\r\n"), StartsWith("452"));
  }
  EXPECT_EQ(held, 0U);
  EXPECT_THAT(s.take(std::string(10'000, 'x')), StartsWith("500"));
  EXPECT_TRUE(s.over());
}

TEST_F(LmtpTalk, RefusesWhatIsOutOfTurn) {
  LmtpSession s(calls, limits, held);
  EXPECT_THAT(s.take("EHLO x\r\n"), StartsWith("500"));
  EXPECT_THAT(s.take("MAIL FROM:<a@b>\r\n"), StartsWith("503"));
  s.take("LHLO x\r\n");
  EXPECT_THAT(s.take("RCPT TO:<a@x>\r\n"), StartsWith("503"));
  EXPECT_THAT(s.take("DATA\r\n"), StartsWith("503"));
  EXPECT_THAT(s.take("MAIL FROM: nonsense\r\n"), StartsWith("501"));
  for (int i = 0; i < 5; ++i) s.take("HELP\r\n");
  EXPECT_TRUE(s.over());
}

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "palier-inbox-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

template <class Socket>
std::string talk(Socket& socket, std::string_view words, std::string_view until) {
  asio::write(socket, asio::buffer(words));
  std::string got;
  std::array<char, 1024> piece{};
  boost::system::error_code error;
  while (got.find(until) == std::string::npos && !error)
    got.append(piece.data(), socket.read_some(asio::buffer(piece), error));
  return got;
}

TEST(LmtpServer, ListensOnAPortAndOnAUnixSocket) {
  std::atomic<int> count{0};
  const Lmtp::Calls calls{[](std::string_view) {
                            return Replies::Answer{250, "OK"};
                          },
                          [&](std::string_view, std::string_view) {
                            ++count;
                            return Replies::Answer{250, "Taken"};
                          }};
  constexpr std::string_view kWords =
      "LHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nA: b\r\n\r\nc\r\n.\r\nQUIT\r\n";
  asio::io_context io;
  {
    const Lmtp server("127.0.0.1:0", calls);
    asio::ip::tcp::socket socket(io);
    socket.connect(
        {asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(server.port())});
    EXPECT_THAT(talk(socket, kWords, "221"), HasSubstr("250 Taken"));
  }
  const Folder folder;
  const std::string path = (folder.path / "lmtp").string();
  {
    const Lmtp server("unix:" + path, calls);
    EXPECT_THROW(Lmtp("unix:" + path, calls), std::runtime_error);
    asio::local::stream_protocol::socket socket(io);
    socket.connect(path);
    EXPECT_THAT(talk(socket, kWords, "221"), HasSubstr("250 Taken"));
  }
  EXPECT_FALSE(fs::exists(path));
  EXPECT_EQ(count, 2);
  EXPECT_THROW(Lmtp("nonsense", calls), std::runtime_error);
}

TEST(LmtpServer, ClosesWhoeverSaysNothingAndWhoeverIsOneTooMany) {
  Lmtp::Limits limits;
  limits.idle = std::chrono::milliseconds{300};
  limits.connections = 1;
  const Lmtp server("127.0.0.1:0", {}, limits);
  asio::io_context io;
  const asio::ip::tcp::endpoint at{asio::ip::make_address("127.0.0.1"),
                                   static_cast<std::uint16_t>(server.port())};
  asio::ip::tcp::socket first(io);
  first.connect(at);
  EXPECT_THAT(talk(first, "", "220"), StartsWith("220"));
  asio::ip::tcp::socket second(io);
  second.connect(at);
  EXPECT_THAT(talk(second, "", "421"), StartsWith("421"));
  EXPECT_EQ(talk(first, "", "never"), "");
}

TEST(MaildirWatch, HandsInAndRemoves) {
  const Folder folder;
  std::vector<std::string> got;
  Maildir maildir(
      folder.path / "answers",
      [&](std::string_view message) {
        got.emplace_back(message);
        return message != "later";
      },
      std::chrono::hours{1});
  for (const char* part : {"new", "cur", "tmp"})
    fs::create_directories(folder.path / "answers" / part);
  const fs::path fresh = folder.path / "answers/new";
  std::ofstream(fresh / "1") << "un";
  std::ofstream(fresh / "2") << "later";
  std::ofstream(fresh / ".hidden") << "non";
  fs::create_symlink("/etc/hostname", fresh / "3");
  EXPECT_EQ(maildir.look(), 1);
  EXPECT_THAT(got, ElementsAre("un", "later"));
  EXPECT_FALSE(fs::exists(fresh / "1"));
  EXPECT_TRUE(fs::exists(fresh / "2"));
  EXPECT_TRUE(fs::is_symlink(folder.path / "answers/cur/3:2,"));
  maildir.start();
  maildir.stop();
}

}  // namespace
}  // namespace palier::inbox
