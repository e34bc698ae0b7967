#include "core/config/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace palier {
namespace {

using ::testing::HasSubstr;

class ConfigTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string made = (std::filesystem::temp_directory_path() / "palier-config-XXXXXX").string();
    ASSERT_NE(::mkdtemp(made.data()), nullptr);
    folder = made;
    ::unsetenv("PALIER_DATABASE");
    ::unsetenv("PALIER_SMTP_PASSWORD");
  }
  void TearDown() override {
    std::filesystem::remove_all(folder);
    ::unsetenv("PALIER_DATABASE");
  }
  void write(const std::string& text) { std::ofstream(folder / "palier.toml") << text; }
  std::string refusal(const std::string& text) {
    write(text);
    try {
      load_config(folder, {});
      return "";
    } catch (const ConfigError& e) {
      return e.what();
    }
  }
  std::filesystem::path folder;
};

TEST_F(ConfigTest, WithoutAFileTheDefaultsStand) {
  const Config c = load_config(folder, {});
  EXPECT_EQ(c.http.listen, "127.0.0.1:8080");
  EXPECT_EQ(c.site_name, "Palier");
}

TEST_F(ConfigTest, ReadsWhatTheKeeperSet) {
  write(R"(
[site]
name = "Entraide Belleville"
centre = [48.87, 2.38]
[http]
listen = "0.0.0.0:80"
proxies = ["10.0.0.0/8"]
[http.limits]
idle_time = 20
[mail]
smtp_host = "mail.example"
tls = "starttls"
[mail.replies]
address = "reply@palier.example"
lmtp_listen = "unix:/run/palier/lmtp"
maildir = "/var/mail/palier"
[sms]
command = "/usr/local/bin/send-sms"
[rates]
posting = 5
[log]
format = "json"
)");
  const Config c = load_config(folder, {});
  EXPECT_EQ(c.site_name, "Entraide Belleville");
  EXPECT_DOUBLE_EQ(c.centre.lat, 48.87);
  EXPECT_EQ(c.http.proxies, std::vector<std::string>{"10.0.0.0/8"});
  EXPECT_EQ(c.http.limits.idle_time, std::chrono::seconds{20});
  EXPECT_EQ(c.mail.tls, mail::Settings::Tls::starttls);
  EXPECT_EQ(c.mail.replies.address, "reply@palier.example");
  EXPECT_EQ(c.mail.replies.lmtp_listen, "unix:/run/palier/lmtp");
  EXPECT_EQ(c.mail.replies.maildir, "/var/mail/palier");
  EXPECT_EQ(c.mail.sms_command, "/usr/local/bin/send-sms");
  EXPECT_EQ(c.rates.at("posting"), 5);
  EXPECT_TRUE(c.log_json);
}

TEST_F(ConfigTest, AMistakeNamesFileLineAndKey) {
  const std::string file = (folder / "palier.toml").string();
  EXPECT_EQ(refusal("[http]\nlisten = \"a:1\"\nlissten = \"b\"\n"),
            file + ":3: http.lissten is not a setting of Palier");
  EXPECT_THAT(refusal("[http]\nworkers = \"many\"\n"), HasSubstr(":2: http.workers must be"));
  EXPECT_THAT(refusal("[rates]\n\nposts = 3\n"), HasSubstr(":3: rates.posts is not a setting"));
  EXPECT_THAT(refusal("[log]\nlevel = \"loud\"\n"),
              HasSubstr("must be one of \"debug\", \"info\""));
  EXPECT_THAT(refusal("[site]\ncentre = [200, 2]\n"), HasSubstr(":2: site.centre must be"));
  EXPECT_THAT(refusal("[site\n"), HasSubstr(file + ":1"));
  EXPECT_THAT(refusal("[weather]\n"), HasSubstr("weather is not a setting"));
  EXPECT_THAT(refusal("site = 4\n"), HasSubstr(":1: site must be a table"));
}

TEST_F(ConfigTest, AFileThatWasNamedMustBeThere) {
  EXPECT_THROW(load_config(folder, folder / "other.toml"), ConfigError);
}

TEST_F(ConfigTest, TheEnvironmentWinsOverTheFile) {
  write("[database]\nurl = \"postgresql://file/x\"\n");
  ::setenv("PALIER_DATABASE", "postgresql://environment/x", 1);
  EXPECT_EQ(load_config(folder, {}).database_url, "postgresql://environment/x");
}

}  // namespace
}  // namespace palier
