#include "core/mail/mail.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/db/rows.hpp"
#include "core/mail/testing_smtp.hpp"
#include "core/mail/transport.hpp"

namespace palier::mail {
namespace {

using namespace std::chrono_literals;
using testing::eventually;
using testing::Folder;
using testing::free_port;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Server;
using testing::slurp;

class MailTest : public palier::testing::OnBoth {
 protected:
  void SetUp() override {
    if (testing::kNoSmtpHere) GTEST_SKIP() << "the thread sanitizer cannot follow glibc's resolver";
    OnBoth::SetUp();
  }
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

TEST_P(MailTest, AnAnswerGoesToItsOwnAddressAndTheSenderHasAName) {
  Server server;
  jobs::Queue queue(db(), clock);
  Outbox outbox(db(), queue, clock, settings(server.port()));
  Message m = letter();
  m.from_name = "Jeanne (via Palier)";
  m.reply_to = "reply+abc234@palier.example";
  send(outbox, m);
  queue.run_due();
  ASSERT_EQ(server.taken(), 1);
  EXPECT_THAT(server.message(), HasSubstr("From: \"Jeanne (via Palier)\" <palier@example.org>"));
  EXPECT_THAT(server.message(), HasSubstr("Reply-To: <reply+abc234@palier.example>"));
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
  refused([](Message& m) { m.from_name = "Jeanne\r\nBcc: all@example.org"; });
  refused([](Message& m) { m.reply_to = "a@b.example>, <all@example.org"; });
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

TEST(Mailboxes, AreReadAsTheConfigurationWritesThem) {
  EXPECT_EQ(mailbox("Palier <a@b.fr>").name, "Palier");
  EXPECT_EQ(mailbox("\"Palier, Paris\" <a@b.fr>").name, "Palier, Paris");
  EXPECT_EQ(mailbox("\"Palier, Paris\" <a@b.fr>").address, "a@b.fr");
  EXPECT_EQ(mailbox("a@b.fr").address, "a@b.fr");
  EXPECT_EQ(mailbox("a@b.fr").name, "");
}

}  // namespace
}  // namespace palier::mail
