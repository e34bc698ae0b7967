#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include "core/mail/mail.hpp"
#include "core/mail/testing_smtp.hpp"
#include "core/mail/transport.hpp"

#ifdef __SANITIZE_THREAD__
// glibc looks names up on a thread that the thread sanitizer has not seen born, and falls over. The
// mail library finds this one instead, which does it in place.
extern "C" int getaddrinfo_a(int, struct gaicb** list, int count, struct sigevent*) {
  for (int i = 0; i < count; ++i)
    list[i]->__return = ::getaddrinfo(list[i]->ar_name, list[i]->ar_service, list[i]->ar_request,
                                      &list[i]->ar_result);
  return 0;
}
#endif

namespace palier::mail {
namespace {

using namespace std::chrono_literals;
using testing::Folder;
using ::testing::HasSubstr;
using testing::Server;

/// TLS needs a certificate; one database is enough to see it.
class TlsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (testing::kNoSmtpHere) GTEST_SKIP() << "the thread sanitizer cannot follow glibc's resolver";
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

}  // namespace
}  // namespace palier::mail
