#include "features/notices/push.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "core/db/rows.hpp"
#include "core/i18n/zone.hpp"
#include "features/notices/store.hpp"
#include "features/notices/town_for_test.hpp"

namespace palier::notices {
namespace {

using namespace std::chrono_literals;
using testing::letter;
using testing::Town;
namespace fs = std::filesystem;
namespace json = boost::json;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// testdata/push_service.py in a process of its own, with a certificate for localhost.
class FakeService {
 public:
  FakeService() {
    std::string name = (fs::temp_directory_path() / "palier-push-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    spool_ = name;
    const std::string make = fmt::format(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
        " -subj /CN=localhost -addext subjectAltName=DNS:localhost"
        " -keyout {0}/key.pem -out {0}/cert.pem 2>/dev/null",
        name);
    if (std::system(make.c_str()) != 0) throw std::runtime_error("no certificate");
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    stdin_ = ends[1];
    const std::string script =
        palier::testing::source_file("src/features/notices/testdata/push_service.py");
    const std::string key = name + "/key.pem";
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[0], 0);
      ::execl("/usr/bin/python3", "/usr/bin/python3", script.c_str(), name.c_str(), ca().c_str(),
              key.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(ends[0]);
    for (int i = 0; i < 1000 && !fs::exists(spool_ / "port"); ++i)
      std::this_thread::sleep_for(10ms);
    port_ = slurp(spool_ / "port");
  }
  ~FakeService() {
    ::close(stdin_);
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
    std::error_code ignored;
    fs::remove_all(spool_, ignored);
  }
  std::string ca() const { return spool_ / "cert.pem"; }
  std::string origin() const { return "https://localhost:" + port_; }
  int taken() const {
    int n = 0;
    while (fs::exists(spool_ / fmt::format("{}.json", n + 1))) ++n;
    return n;
  }
  json::value facts(int n) const { return json::parse(slurp(spool_ / fmt::format("{}.json", n))); }
  std::string body(int n) const { return slurp(spool_ / fmt::format("{}.bin", n)); }

 private:
  fs::path spool_;
  std::string port_;
  int stdin_ = -1;
  pid_t pid_ = -1;
};

/// A town with devices; noon on a Tuesday.
class PushTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !palier::testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    town = std::make_unique<Town>(GetParam());
    town->site.clock().set(i18n::from_local(2026y / 11 / 24, 12h));
    anna = town->person("anna@example.org");
  }
  Subscription browser(const std::string& endpoint) const {
    return {endpoint, to_base64url(key.point()), to_base64url(auth), "Firefox, Android"};
  }
  std::vector<Device> devices() {
    return town->db().read([&](db::Session& s) { return store::devices(s, anna); });
  }
  std::int64_t waiting() {
    return town->db().read([&](db::Session& s) {
      return s.one<std::int64_t>("select count(*) from jobs where kind = 'notices.push'");
    });
  }

  std::unique_ptr<Town> town;
  AccountId anna{};
  const P256 key = P256::fresh();
  const std::string auth = std::string(16, 'a');
};
INSTANTIATE_ON_BOTH(PushTest);

TEST_P(PushTest, IsOffUntilADeviceAsksAndThenComesByKind) {
  town->write(anna, letter("Jeanne has written to you"));
  EXPECT_EQ(waiting(), 0);
  auto& site = town->site;
  site.sign_in_as(anna.value);
  const auto page = site.get("/account/notices");
  EXPECT_TRUE(page.says("data-push-key-value=\"B")) << "our point, in base64url";
  const auto body = [&](const std::string& endpoint, const std::string& point) {
    return fmt::format(R"({{"endpoint":"{}","keys":{{"p256dh":"{}","auth":"{}"}}}})", endpoint,
                       point, to_base64url(auth));
  };
  const auto post = [&](const std::string& text) {
    return site.send_json(http::Method::post, "/api/v1/me/devices", text).status;
  };
  const auto point = to_base64url(key.point());
  EXPECT_EQ(post(body("http://push.example.net/x", point)), 422);
  EXPECT_EQ(post(body("https://127.0.0.1/x", point)), 422);
  EXPECT_EQ(post(body("https://push.example.net/x", "AAAA")), 422);
  EXPECT_EQ(post(body("https://push.example.net/x", point)), 201);
  EXPECT_EQ(post(body("https://push.example.net/x", point)), 201) << "again is the same device";
  ASSERT_EQ(devices().size(), 1U);

  town->write(anna, letter("Jeanne has written to you"));
  EXPECT_EQ(waiting(), 1);
  town->write(anna, letter("A thing without a kind", ""));
  EXPECT_EQ(waiting(), 1);
  SettingsDraft off;
  off.kinds = {{.code = "messages", .push = false}};
  town->db().write([&](db::Transaction& tx) { town->service().save(tx, anna, off); });
  town->write(anna, letter("Jeanne has written to you"));
  EXPECT_EQ(waiting(), 1);

  const auto path = "/account/notices/devices/" + devices()[0].id.str() + "/remove";
  const auto bob = town->person("bob@example.org");
  site.sign_in_as(bob.value);
  EXPECT_EQ(site.post(path).status, 404) << "only one's own";
  site.sign_in_as(anna.value);
  EXPECT_TRUE(site.get("/account/notices").says(path));
  EXPECT_EQ(site.post(path).status, 303);
  EXPECT_TRUE(devices().empty());
}

TEST_P(PushTest, ABrowserBelongsToWhoeverUsesItLastAndThereAreNotWithoutEnd) {
  const auto bob = town->person("bob@example.org");
  town->service().add_device(anna, browser("https://push.example.net/same"));
  town->service().add_device(bob, browser("https://push.example.net/same"));
  EXPECT_TRUE(devices().empty());
  for (int i = 0; i < 25; ++i)
    town->service().add_device(anna, browser(fmt::format("https://push.example.net/{}", i)));
  EXPECT_EQ(devices().size(), kMostDevices);
  EXPECT_TRUE(town->service().remove_endpoint(anna, "https://push.example.net/24"));
  const auto renew = [&](const char* old) {
    const auto body =
        fmt::format(R"({{"old_endpoint":"{}","endpoint":"https://push.example.net/new",)"
                    R"("keys":{{"p256dh":"{}","auth":"{}"}}}})",
                    old, to_base64url(key.point()), to_base64url(auth));
    return town->site.send_json(http::Method::post, "/api/v1/devices/renew", body).status;
  };
  EXPECT_EQ(renew("https://push.example.net/unknown"), 404);
  EXPECT_EQ(renew("https://push.example.net/23"), 204);
  EXPECT_TRUE(town->service().remove_endpoint(anna, "https://push.example.net/new"));
  EXPECT_FALSE(town->service().remove_endpoint(anna, "https://push.example.net/same"));
}

TEST_P(PushTest, WaitsForTheMorningButForWhatIsUrgent) {
  town->site.clock().set(i18n::from_local(2026y / 11 / 24, 23h));
  town->service().add_device(anna, browser("https://push.example.net/x"));
  town->write(anna, letter("in the morning"));
  town->write(anna, letter("now", "siren"));
  const auto due = town->db().read([&](db::Session& s) {
    return s.all<Instant>("select due_at from jobs where kind = 'notices.push' order by due_at");
  });
  ASSERT_EQ(due.size(), 2U);
  EXPECT_EQ(due[0], town->site.clock().now());
  EXPECT_EQ(due[1], i18n::from_local(2026y / 11 / 25, 8h));
}

TEST(PushService, TakesWhatOnlyTheBrowserCanRead) {
  Town town;
  town.site.clock().set(i18n::from_local(2026y / 11 / 24, 12h));
  const auto anna = town.person("anna@example.org");
  const FakeService service;
  const P256 key = P256::fresh();
  const std::string auth(16, 'a');
  // A queue of its own, with options that the site's does not have.
  jobs::Queue queue(town.db(), town.site.clock());
  const Core& c = town.site.core();
  const Core core{c.config, c.clock,  c.db,   queue,  c.events,
                  c.outbox, c.router, c.site, c.live, c.replies};
  const Push push(core, {.private_networks = true, .ca_file = service.ca(), .patience = 5s});
  const auto add = [&](const std::string& path) {
    return town.service().add_device(
        anna, {service.origin() + path, to_base64url(key.point()), to_base64url(auth), "Firefox"});
  };
  const auto send = [&](DeviceId device, bool urgent = false) {
    town.db().write([&](db::Transaction& tx) {
      push.enqueue(tx, device,
                   {.title = "Messages",
                    .body = "Jeanne vous a écrit",
                    .path = "/messages/5",
                    .tag = "messages/5",
                    .language = "fr",
                    .urgent = urgent},
                   0s);
    });
    queue.run_due();
  };
  const auto there = [&](DeviceId device) {
    return town.db().read([&](db::Session& s) { return store::device(s, device); });
  };
  const auto waiting = [&] {
    return town.db().read([&](db::Session& s) {
      return s.all<Instant>("select due_at from jobs where kind = 'notices.push'");
    });
  };

  const auto device = add("/201/x");
  send(device, true);
  ASSERT_EQ(service.taken(), 1);
  const auto text = opened(service.body(1), key, auth);
  ASSERT_TRUE(text);
  const auto note = json::parse(*text);
  EXPECT_EQ(note.at("title"), "Messages");
  EXPECT_EQ(note.at("body"), "Jeanne vous a écrit");
  EXPECT_EQ(note.at("path"), "/messages/5");
  const auto facts = service.facts(1);
  const auto& headers = facts.at("headers");
  EXPECT_EQ(headers.at("content-encoding"), "aes128gcm");
  EXPECT_EQ(headers.at("urgency"), "high");
  EXPECT_EQ(headers.at("ttl"), "14400");
  EXPECT_EQ(headers.at("topic").as_string().size(), 32U);
  const std::string authorization(headers.at("authorization").as_string());
  const auto comma = authorization.find(", k=");
  const auto point = from_base64url(authorization.substr(comma + 4)).value();
  EXPECT_EQ(to_base64url(point), push.public_key());
  const std::string token = authorization.substr(8, comma - 8);
  const auto dot = token.rfind('.');
  EXPECT_TRUE(verifies(point, token.substr(0, dot), from_base64url(token.substr(dot + 1)).value()));
  const auto first = token.find('.');
  const auto claims = json::parse(from_base64url(token.substr(first + 1, dot - first - 1)).value());
  EXPECT_EQ(std::string(claims.at("aud").as_string()), service.origin());
  EXPECT_TRUE(claims.at("sub").as_string().starts_with("mailto:"));
  EXPECT_TRUE(there(device)->last_used_at);

  for (const char* path : {"/404/x", "/410/x"}) {
    const auto gone = add(path);
    send(gone);
    EXPECT_FALSE(there(gone)) << "the subscription is over: " << path;
  }
  const auto busy = add("/429/600/x");
  send(busy);
  ASSERT_EQ(waiting().size(), 1U);
  EXPECT_EQ(waiting()[0], town.site.clock().now() + 600s) << "as the service asked";
  const int before = service.taken();
  town.site.clock().advance(5min);
  queue.run_due();
  EXPECT_EQ(service.taken(), before);
  town.site.clock().advance(25h);
  queue.run_due();
  EXPECT_TRUE(waiting().empty()) << "too late to be of use";
  EXPECT_EQ(service.taken(), before);

  for (const char* path : {"/413/x", "/400/x", "/302/x"}) {
    const auto refused = add(path);
    send(refused);
    EXPECT_TRUE(there(refused));
    EXPECT_EQ(there(refused)->failures, 1);
    EXPECT_TRUE(waiting().empty()) << "the same again would not help: " << path;
  }
  const auto away = add("/500/x");
  send(away);
  EXPECT_EQ(waiting().size(), 1U) << "tried again later";
  for (int i = 0; i < 8; ++i) {
    town.site.clock().advance(3h);
    queue.run_due();
  }
  EXPECT_TRUE(waiting().empty()) << "and then dropped, not kept";
  EXPECT_EQ(queue.figures().failed, 0);
}

}  // namespace
}  // namespace palier::notices
