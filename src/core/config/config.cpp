#include "core/config/config.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <cstdlib>

namespace palier {
namespace {

/// One table of the file. Each key is asked for once; what nobody asked for is a mistake, most
/// often of spelling, and the keeper is told where.
class Section {
 public:
  Section(std::string file, std::string name, const toml::table* table)
      : file_(std::move(file)), name_(std::move(name)), table_(table) {}

  template <class T>
  void read(const char* key, T& into, const char* expected) {
    const toml::node* node = take(key);
    if (!node) return;
    if (const auto value = node->value<T>())
      into = *value;
    else
      fail(*node, key, fmt::format("must be {}", expected));
  }
  void number(const char* key, std::int64_t least, std::int64_t most,
              const std::function<void(std::int64_t)>& put) {
    const toml::node* node = take(key);
    if (!node) return;
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < least || *value > most)
      fail(*node, key, fmt::format("must be a whole number from {} to {}", least, most));
    put(*value);
  }
  template <class N>
  void number(const char* key, N& into, std::int64_t least, std::int64_t most) {
    number(key, least, most, [&](std::int64_t v) { into = static_cast<N>(v); });
  }
  void seconds(const char* key, std::chrono::seconds& into) {
    number(key, 1, 3600, [&](std::int64_t v) { into = std::chrono::seconds{v}; });
  }
  void word(const char* key, const std::vector<std::string_view>& allowed,
            const std::function<void(std::string_view)>& put) {
    const toml::node* node = take(key);
    if (!node) return;
    const auto value = node->value<std::string>();
    if (!value || std::find(allowed.begin(), allowed.end(), *value) == allowed.end())
      fail(*node, key, fmt::format("must be one of \"{}\"", fmt::join(allowed, "\", \"")));
    put(*value);
  }
  const toml::array* array(const char* key, const char* expected) {
    const toml::node* node = take(key);
    if (node && !node->is_array()) fail(*node, key, fmt::format("must be {}", expected));
    return node ? node->as_array() : nullptr;
  }
  Section section(const char* key) {
    const toml::node* node = take(key);
    if (node && !node->is_table()) fail(*node, key, "must be a table");
    return {file_, name_.empty() ? key : name_ + "." + key, node ? node->as_table() : nullptr};
  }
  /// Every key of a table whose keys are checked by the caller.
  void each(const std::function<void(std::string_view, const toml::node&)>& visit) {
    if (!table_) return;
    for (const auto& [key, node] : *table_) {
      taken_.insert(std::string(key.str()));
      visit(key.str(), node);
    }
  }
  void done() const {
    if (!table_) return;
    for (const auto& [key, node] : *table_)
      if (!taken_.contains(std::string(key.str())))
        fail_at(key.source().begin.line, key.str(), "is not a setting of Palier");
  }
  [[noreturn]] void fail(const toml::node& node, std::string_view key,
                         const std::string& why) const {
    fail_at(node.source().begin.line, key, why);
  }

 private:
  const toml::node* take(const char* key) {
    taken_.insert(key);
    return table_ ? table_->get(key) : nullptr;
  }
  [[noreturn]] void fail_at(toml::source_index line, std::string_view key,
                            std::string_view why) const {
    const std::string full = name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
    throw ConfigError(fmt::format("{}:{}: {} {}", file_, line, full, why));
  }

  std::string file_, name_;
  const toml::table* table_;
  std::set<std::string> taken_;
};

void read_site(Section s, Config& c) {
  s.read("name", c.site_name, "a text");
  s.read("public_url", c.http.public_url, "a text such as \"https://palier.example\"");
  s.read("time_zone", c.time_zone, "a text such as \"Europe/Paris\"");
  s.read("phone_region", c.phone_region, "a text such as \"33\"");
  if (const auto* pair = s.array("centre", "[latitude, longitude]")) {
    const auto lat = pair->size() == 2 ? (*pair)[0].value<double>() : std::nullopt;
    const auto lon = pair->size() == 2 ? (*pair)[1].value<double>() : std::nullopt;
    if (!lat || !lon || std::abs(*lat) > 90 || std::abs(*lon) > 180)
      s.fail(*pair, "centre", "must be [latitude, longitude] in degrees");
    c.centre = {*lat, *lon};
  }
  s.done();
}

void read_host(Section s, Config& c) {
  s.read("name", c.host.name, "a text");
  s.read("email", c.host.email, "a text");
  s.read("phone", c.host.phone, "a text such as \"01 99 00 12 34\"");
  s.read("hours", c.host.hours, "a text");
  s.done();
}

void read_database(Section s, Config& c) {
  s.read("url", c.database_url, "a text such as \"postgresql://palier@localhost/palier\"");
  s.number("connections", c.database_connections, 1, 500);
  s.done();
}

void read_http(Section s, Config& c) {
  http::Options& o = c.http;
  s.read("listen", o.listen, "a text such as \"127.0.0.1:8080\"");
  s.read("metrics_listen", o.metrics_listen, "a text such as \"127.0.0.1:9090\"");
  s.number("io_threads", o.io_threads, 0, 256);
  s.number("workers", o.workers, 0, 1024);
  if (const auto* list = s.array("proxies", "a list of addresses or networks"))
    for (const auto& item : *list) {
      const auto value = item.value<std::string>();
      if (!value) s.fail(*list, "proxies", "must be a list of addresses or networks");
      o.proxies.push_back(*value);
    }
  Section l = s.section("limits");
  constexpr std::int64_t kGigabyte = 1 << 30;
  l.number("header_bytes", o.limits.header_bytes, 1024, kGigabyte);
  l.number("body_bytes", o.limits.body_bytes, 1024, kGigabyte);
  l.number("upload_bytes", o.limits.upload_bytes, 1024, kGigabyte);
  l.seconds("header_time", o.limits.header_time);
  l.seconds("idle_time", o.limits.idle_time);
  l.seconds("body_time", o.limits.body_time);
  l.number("connections_per_address", o.limits.connections_per_address, 1, 1'000'000);
  l.number("connections", o.limits.connections, 1, 1'000'000);
  l.number("pipelined", o.limits.pipelined, 1, 1000);
  l.number("waiting", o.limits.waiting, 1, 1'000'000);
  l.done();
  s.done();
}

void read_mail(Section s, Config& c) {
  using Tls = mail::Settings::Tls;
  s.read("from", c.mail.from, "a text such as \"Palier <palier@example.org>\"");
  s.read("smtp_host", c.mail.smtp_host, "a text");
  s.number("smtp_port", c.mail.smtp_port, 1, 65535);
  s.read("smtp_user", c.mail.smtp_user, "a text");
  s.read("smtp_password", c.mail.smtp_password, "a text");
  s.read("ca_file", c.mail.ca_file, "a text: a file of certificates to trust");
  s.word("tls", {"none", "starttls", "tls"}, [&](std::string_view w) {
    c.mail.tls = w == "tls" ? Tls::tls : w == "starttls" ? Tls::starttls : Tls::none;
  });
  Section r = s.section("replies");
  auto& replies = c.mail.replies;
  r.read("address", replies.address, "a text such as \"reply@palier.example.org\"");
  r.read("lmtp_listen", replies.lmtp_listen,
         "a text such as \"unix:/run/palier/lmtp\" or \"127.0.0.1:2424\"");
  r.read("maildir", replies.maildir, "a text: the folder of a maildir");
  r.done();
  s.done();
}

void read_push(Section s, Config& c) {
  s.read("enabled", c.push.enabled, "true or false");
  s.read("private_networks", c.push.private_networks, "true or false");
  s.read("ca_file", c.push.ca_file, "a text: a file of certificates to trust");
  s.done();
}

void read_rates(Section s, Config& c) {
  static const std::set<std::string_view> known = {"sign_in", "sign_in_account", "posting",
                                                   "messages", "search"};
  s.each([&](std::string_view key, const toml::node& node) {
    if (!known.contains(key)) s.fail(node, key, "is not a setting of Palier");
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > 1'000'000)
      s.fail(node, key, "must be a whole number from 0 (no limit) to 1000000");
    c.rates[std::string(key)] = static_cast<int>(*value);
  });
}

void from_environment(Config& c) {
  const auto set = [](const char* name, std::string& into) {
    if (const char* value = std::getenv(name); value && *value) into = value;
  };
  set("PALIER_DATABASE", c.database_url);
  set("PALIER_SMTP_PASSWORD", c.mail.smtp_password);
}

}  // namespace

std::string Host::dialled() const {
  std::string digits;
  for (const char ch : phone)
    if ((ch >= '0' && ch <= '9') || (ch == '+' && digits.empty())) digits += ch;
  return digits;
}

Config load_config(const std::filesystem::path& data, const std::filesystem::path& file) {
  Config c;
  c.data = data;
  const std::filesystem::path path = !file.empty()  ? file
                                     : data.empty() ? std::filesystem::path{}
                                                    : data / "palier.toml";
  std::error_code ignored;
  if (!file.empty() && !std::filesystem::is_regular_file(path, ignored))
    throw ConfigError(fmt::format("{}: there is no such file", path.string()));
  if (!path.empty() && std::filesystem::exists(path, ignored)) {
    toml::table root;
    try {
      root = toml::parse_file(path.string());
    } catch (const toml::parse_error& e) {
      throw ConfigError(
          fmt::format("{}:{}: {}", path.string(), e.source().begin.line, e.description()));
    }
    Section top(path.string(), "", &root);
    read_site(top.section("site"), c);
    read_host(top.section("host"), c);
    read_database(top.section("database"), c);
    read_http(top.section("http"), c);
    read_mail(top.section("mail"), c);
    Section sms = top.section("sms");
    sms.read("command", c.mail.sms_command, "a text: the command to run");
    sms.done();
    read_push(top.section("push"), c);
    read_rates(top.section("rates"), c);
    Section log = top.section("log");
    log.word("level", {"debug", "info", "warning", "error"},
             [&](std::string_view w) { c.log_level = w; });
    log.word("format", {"logfmt", "json"}, [&](std::string_view w) { c.log_json = w == "json"; });
    log.done();
    top.done();
  }
  from_environment(c);
  return c;
}

}  // namespace palier
