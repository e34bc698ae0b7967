#include "core/mail/mail.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "core/db/rows.hpp"
#include "core/mail/transport.hpp"
#include "core/testing/database.hpp"

namespace palier::mail {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Waits up to ten seconds.
bool eventually(const std::function<bool()>& holds) {
  for (int i = 0; i < 1000 && !holds(); ++i) std::this_thread::sleep_for(10ms);
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
    std::vector<std::string> argv{"/usr/bin/python3",
                                  testing::source_file("src/core/mail/testdata/smtp_server.py"),
                                  spool_.path()};
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

int free_port() {
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

class MailTest : public testing::OnBoth {
 protected:
  Settings settings(int port) {
    Settings s;
    s.from = "Palier du Faubourg, entraide été <palier@example.org>";
    s.smtp_host = "127.0.0.1";
    s.smtp_port = port;
    return s;
  }
  static Message letter() {
    Message m;
    m.to = "zoe@example.org";
    m.subject = "Votre voisine propose de l’aide : « courses » à 18 h";
    m.text = "Bonjour Zoé,\n\nÇa va ?\n.\nUne ligne d’un point seul, puis œuf, €, 🌻.\n";
    return m;
  }
  void send(Outbox& outbox, const Message& m) {
    db().write([&](db::Transaction& tx) { outbox.send(tx, m); });
  }
  std::string state() {
    return db().read([](db::Session& s) { return s.one<std::string>("select state from outbox"); });
  }
  std::string note() {
    return db().read([](db::Session& s) { return s.one<std::string>("select note from outbox"); });
  }
};
INSTANTIATE_ON_BOTH(MailTest);

TEST_P(MailTest, AMessageArrivesAsItWasWritten) {
  Server server;
  jobs::Queue queue(db(), clock);
  Outbox outbox(db(), queue, clock, settings(server.port()));
  Message m = letter();
  m.html = "<p>Bonjour Zoé, <a href=\"https://palier.example/n/1\">voir</a></p>";
  m.unsubscribe_url =
      "https://palier.example/unsubscribe/"
      "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz";
  send(outbox, m);
  EXPECT_EQ(server.taken(), 0);
  queue.run_due();
  ASSERT_EQ(server.taken(), 1);
  EXPECT_EQ(state(), "sent");

  // Read with Python's parser, which is not the library that wrote it.
  Folder folder;
  std::ofstream(folder.path() / "m.eml", std::ios::binary) << server.message();
  const std::string read = fmt::format(
      "/usr/bin/python3 -c \"import email,email.policy,json,sys\n"
      "m=email.message_from_binary_file(open('{0}/m.eml','rb'),policy=email.policy.default)\n"
      "p=m.get_body(('plain',));h=m.get_body(('html',))\n"
      "print(json.dumps(dict(subject=m['subject'],sender=str(m['from']),to=str(m['to']),"
      "type=m.get_content_type(),plain=p.get_content(),html=h.get_content(),id=m['message-id'],"
      "date=str(m['date'].datetime.timestamp()),auto=m['auto-submitted'],"
      "unsub=m['list-unsubscribe'],post=m['list-unsubscribe-post'],lang=m['content-language'],"
      "defects=[str(d) for d in m.defects])))\" > {0}/read.json",
      folder.path().string());
  ASSERT_EQ(std::system(read.c_str()), 0);
  const auto v = boost::json::parse(slurp(folder.path() / "read.json"));
  EXPECT_EQ(v.at("subject").as_string(), m.subject);
  EXPECT_EQ(v.at("to").as_string(), m.to);
  EXPECT_THAT(std::string(v.at("sender").as_string()), HasSubstr("entraide été"));
  EXPECT_THAT(std::string(v.at("sender").as_string()), HasSubstr("<palier@example.org>"));
  EXPECT_EQ(v.at("type").as_string(), "multipart/alternative");
  EXPECT_EQ(v.at("plain").as_string(), m.text);
  EXPECT_THAT(std::string(v.at("html").as_string()), HasSubstr(m.html));
  EXPECT_THAT(std::string(v.at("id").as_string()),
              ::testing::MatchesRegex("<palier\\.[0-9]+@example\\.org>"));
  EXPECT_EQ(std::stod(std::string(v.at("date").as_string())),
            static_cast<double>(to_micros(clock.now())) / 1e6);
  EXPECT_EQ(v.at("auto").as_string(), "auto-generated");
  EXPECT_EQ(v.at("unsub").as_string(), "<" + m.unsubscribe_url + ">");
  EXPECT_EQ(v.at("post").as_string(), "List-Unsubscribe=One-Click");
  EXPECT_EQ(v.at("lang").as_string(), "fr");
  EXPECT_TRUE(v.at("defects").as_array().empty());
  for (const unsigned char c : server.message()) ASSERT_LT(c, 0x80) << "no byte a relay may spoil";
  const auto facts = server.facts();
  EXPECT_EQ(facts.at("from").as_string(), "palier@example.org");
  EXPECT_EQ(facts.at("to").as_array().size(), 1U);
}

TEST_P(MailTest, PlainTextAloneIsOnePart) {
  Server server;
  jobs::Queue queue(db(), clock);
  Outbox outbox(db(), queue, clock, settings(server.port()));
  send(outbox, letter());
  queue.run_due();
  ASSERT_EQ(server.taken(), 1);
  EXPECT_THAT(server.message(), HasSubstr("Content-Type: text/plain"));
  EXPECT_THAT(server.message(), Not(HasSubstr("multipart")));
  EXPECT_THAT(server.message(), Not(HasSubstr("List-Unsubscribe")));
}

TEST_P(MailTest, ARolledBackTransactionSendsNothing) {
  Server server;
  jobs::Queue queue(db(), clock);
  Outbox outbox(db(), queue, clock, settings(server.port()));
  EXPECT_THROW(db().write([&](db::Transaction& tx) {
    outbox.send(tx, letter());
    throw 1;
  }),
               int);
  queue.run_due();
  EXPECT_EQ(server.taken(), 0);
}

TEST_P(MailTest, LineBreaksCannotForgeHeaders) {
  jobs::Queue queue(db(), clock);
  Outbox outbox(db(), queue, clock, settings(1));
  const auto refused = [&](auto change) {
    Message m = letter();
    change(m);
    EXPECT_THROW(send(outbox, m), std::invalid_argument);
  };
  refused([](Message& m) { m.subject = "Hello\r\nBcc: all@example.org"; });
  refused([](Message& m) { m.subject = "Hello\nBcc: all@example.org"; });
  refused([](Message& m) { m.to = "zoe@example.org\r\nBcc: all@example.org"; });
  refused([](Message& m) { m.to = "zoe@example.org>, <all@example.org"; });
  refused([](Message& m) { m.to = "zoe"; });
  refused([](Message& m) { m.to = ""; });
  refused([](Message& m) { m.unsubscribe_url = "https://x/\r\nX: y"; });
  refused([](Message& m) { m.unsubscribe_url = "https://x/> <https://y"; });
  refused([](Message& m) { m.language = "fr\nX: y"; });
  EXPECT_EQ(queue.figures().waiting, 0);
}

TEST_P(MailTest, ARefusedRecipientIsPutAsideAndNoted) {
  Server server({"--refuse", "zoe@example.org"});
  jobs::Queue queue(db(), clock);
  Outbox outbox(db(), queue, clock, settings(server.port()));
  send(outbox, letter());
  queue.run_due();
  EXPECT_EQ(state(), "refused");
  EXPECT_THAT(note(), HasSubstr("550 5.1.1"));
  EXPECT_THAT(note(), Not(HasSubstr("zoe"))) << "the server's sentence names the address";
  clock.advance(std::chrono::days{2});
  queue.run_due();
  EXPECT_EQ(queue.figures().waiting, 0);
  EXPECT_EQ(queue.figures().failed, 0);
}

TEST_P(MailTest, ATemporaryRefusalIsTriedAgain) {
  Server server({"--later", "2"});
  jobs::Queue queue(db(), clock);
  Outbox outbox(db(), queue, clock, settings(server.port()));
  send(outbox, letter());
  for (int i = 0; i < 3; ++i) {
    queue.run_due();
    clock.advance(10min);
  }
  EXPECT_EQ(server.taken(), 1);
  EXPECT_EQ(state(), "sent");
}

TEST_P(MailTest, AServerThatComesUpLateStillGetsIt) {
  const int port = free_port();
  jobs::Queue queue(db(), clock);
  Outbox outbox(db(), queue, clock, settings(port));
  send(outbox, letter());
  queue.run_due();
  EXPECT_EQ(state(), "waiting");
  EXPECT_NE(outbox.check(), "");
  Server server({"--port", std::to_string(port)});
  EXPECT_EQ(outbox.check(), "");
  clock.advance(1min);
  queue.run_due();
  EXPECT_EQ(server.taken(), 1);
  EXPECT_EQ(state(), "sent");
}

TEST_P(MailTest, ASlowServerIsWaitedForButNotForEver) {
  Server server({"--delay", "1"});
  jobs::Queue queue(db(), clock);
  auto s = settings(server.port());
  Outbox outbox(db(), queue, clock, s);
  send(outbox, letter());
  queue.run_due();
  EXPECT_EQ(state(), "sent");

  s.patience = 300ms;
  Message m = letter();
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_THROW(send_smtp(s, 1, m, clock.now()), NotSent);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
}

TEST_P(MailTest, NothingLeavesInTheDemo) {
  jobs::Queue queue(db(), clock);
  auto s = settings(1);
  s.keep_only = true;
  Outbox outbox(db(), queue, clock, s);
  send(outbox, letter());
  db().write([&](db::Transaction& tx) { outbox.send(tx, Sms{"+33612345678", "Code 123456"}); });
  queue.run_due();
  const auto kept = outbox.kept(10);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].channel, "sms");
  EXPECT_EQ(kept[0].to, "+33612345678");
  EXPECT_EQ(kept[1].subject, letter().subject);
  EXPECT_EQ(kept[1].at, clock.now());
  EXPECT_EQ(outbox.check(), "");
}

TEST_P(MailTest, TextsAreEmptiedADayAfterSending) {
  Server server;
  jobs::Queue queue(db(), clock);
  Outbox outbox(db(), queue, clock, settings(server.port()));
  const auto left = [&] {
    return db().read([](db::Session& s) {
      return s.maybe<std::string>("select subject || text || html from outbox");
    });
  };
  send(outbox, letter());
  queue.run_due();
  EXPECT_NE(left(), "");
  clock.advance(std::chrono::days{2});
  queue.run_due();
  EXPECT_EQ(left(), "");
  clock.advance(std::chrono::days{30});
  queue.run_due();
  EXPECT_EQ(left(), std::nullopt);
}

TEST_P(MailTest, AnSmsGoesThroughTheKeepersCommand) {
  Folder folder;
  const auto script = folder.path() / "sms";
  std::ofstream(script) << "#!/bin/sh\n"
                           "cd "
                        << folder.path().string()
                        << "\n"
                           "echo \"$#|$1|$2\" > args; cat > text; ls /proc/self/fd | wc -l > fds\n"
                           "case $2 in *0000) exit 65;; *1111) exit 1;; *2222) sleep 30;; esac\n";
  ::chmod(script.c_str(), 0700);
  jobs::Queue queue(db(), clock);
  auto s = settings(1);
  s.sms_command = script.string() + " --quick";
  s.patience = 500ms;
  Outbox outbox(db(), queue, clock, s);
  const auto sms = [&](const char* to) {
    db().write([&](db::Transaction& tx) { outbox.send(tx, Sms{to, "Votre code : 1234 $(id)"}); });
    queue.run_due();
    return db().read([](db::Session& q) {
      return q.one<std::string>("select state from outbox order by id desc limit 1");
    });
  };
  EXPECT_EQ(sms("+33612345678"), "sent");
  EXPECT_EQ(slurp(folder.path() / "args"), "2|--quick|+33612345678\n");
  EXPECT_EQ(slurp(folder.path() / "text"), "Votre code : 1234 $(id)");
  EXPECT_EQ(sms("+33612340000"), "refused");
  EXPECT_EQ(sms("+33612341111"), "waiting");
  EXPECT_EQ(sms("+33612342222"), "waiting") << "stopped when its time was over";
  for (const char* odd : {"0612345678", "+33 6", "; rm -rf /", "-h", "+"})
    EXPECT_THROW(sms(odd), std::invalid_argument) << odd;
}

/// TLS needs a certificate; one database is enough to see it.
class TlsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string make = fmt::format(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
        " -subj /CN=localhost -addext subjectAltName=DNS:localhost"
        " -keyout {0}/key.pem -out {0}/cert.pem 2>/dev/null",
        folder_.path().string());
    ASSERT_EQ(std::system(make.c_str()), 0);
  }
  Server serve(const char* tls) {
    return Server({"--tls", tls, "--cert", cert(), "--key", folder_.path() / "key.pem", "--login",
                   "palier:mot de passe"});
  }
  Settings settings(const Server& server, Settings::Tls tls) const {
    Settings s;
    s.from = "palier@example.org";
    s.smtp_host = "localhost";
    s.smtp_port = server.port();
    s.tls = tls;
    s.smtp_user = "palier";
    s.smtp_password = "mot de passe";
    s.ca_file = cert();
    s.patience = 5s;
    return s;
  }
  std::string cert() const { return folder_.path() / "cert.pem"; }
  static Message letter() {
    Message m;
    m.to = "zoe@example.org";
    m.subject = "Été";
    m.text = "Bonjour";
    return m;
  }
  Folder folder_;
};

TEST_F(TlsTest, StartTlsAndSignIn) {
  const Server server = serve("starttls");
  const auto s = settings(server, Settings::Tls::starttls);
  send_smtp(s, 1, letter(), Instant{});
  ASSERT_EQ(server.taken(), 1);
  EXPECT_TRUE(server.facts().at("tls").as_bool());
  EXPECT_TRUE(server.facts().at("login").as_bool());
  EXPECT_EQ(check_smtp(s), "");
}

TEST_F(TlsTest, TlsFromTheStart) {
  const Server server = serve("tls");
  send_smtp(settings(server, Settings::Tls::tls), 1, letter(), Instant{});
  ASSERT_EQ(server.taken(), 1);
  EXPECT_TRUE(server.facts().at("tls").as_bool());
}

TEST_F(TlsTest, AWrongPasswordMayBePutRight) {
  const Server server = serve("starttls");
  auto s = settings(server, Settings::Tls::starttls);
  s.smtp_password = "wrong";
  EXPECT_THROW(send_smtp(s, 1, letter(), Instant{}), NotSent);
  EXPECT_THAT(check_smtp(s), HasSubstr("refused the user name or the password"));
}

TEST_F(TlsTest, AServerWithoutTheTlsAskedForGetsNothing) {
  const Server server;
  auto s = settings(server, Settings::Tls::starttls);
  EXPECT_THROW(send_smtp(s, 1, letter(), Instant{}), NotSent);
  EXPECT_EQ(server.taken(), 0);
}

TEST_F(TlsTest, AnUnknownOrForeignCertificateGetsNothing) {
  const Server server = serve("starttls");
  auto s = settings(server, Settings::Tls::starttls);
  s.ca_file = "/etc/ssl/certs/ca-certificates.crt";
  EXPECT_THROW(send_smtp(s, 1, letter(), Instant{}), NotSent);
  EXPECT_THAT(check_smtp(s), HasSubstr("certificate could not be verified"));
  s.ca_file = cert();
  s.smtp_host = "127.0.0.1";
  EXPECT_THROW(send_smtp(s, 1, letter(), Instant{}), NotSent);
  EXPECT_EQ(server.taken(), 0);
}

TEST(Mailboxes, AreReadAsTheConfigurationWritesThem) {
  EXPECT_EQ(mailbox("Palier <a@b.fr>").name, "Palier");
  EXPECT_EQ(mailbox("\"Palier, Paris\" <a@b.fr>").name, "Palier, Paris");
  EXPECT_EQ(mailbox("\"Palier, Paris\" <a@b.fr>").address, "a@b.fr");
  EXPECT_EQ(mailbox("a@b.fr").address, "a@b.fr");
  EXPECT_EQ(mailbox("a@b.fr").name, "");
}

}  // namespace
}  // namespace palier::mail
