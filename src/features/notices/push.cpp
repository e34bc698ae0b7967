#include "features/notices/push.hpp"

#include <spdlog/spdlog.h>

#include <boost/json.hpp>

#include "core/http/keys.hpp"
#include "features/notices/store.hpp"

namespace palier::notices {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

constexpr const char* kJob = "notices.push";
constexpr int kAttempts = 6;
constexpr auto kUrgentLife = 4h;
constexpr auto kLife = 24h;
constexpr std::int64_t kMostFailures = 20;
constexpr std::size_t kTitle = 120, kBody = 240, kPath = 500;

/// At most so many bytes, whole characters, with "…" where something was left out.
std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

/// RFC 8030 §5.4: at most 32 characters of base64url.
std::string topic(std::string_view tag) {
  return http::digest(tag).substr(0, 32);
}

std::string text_of(const json::object& job, const char* name) {
  const auto* value = job.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : "";
}

}  // namespace

Push::Push(const Core& core, PushOptions options) : core_(core), options_(std::move(options)) {
  core_.queue.handle(
      kJob, [this](const jobs::Job& job) { deliver(job); }, jobs::Lane::slow);
}

P256 Push::key() const {
  const auto kept = core_.db.read([](db::Session& s) { return store::setting(s, "push.key"); });
  const auto text = kept ? *kept : core_.db.write([](db::Transaction& tx) {
    const P256 fresh = P256::fresh();
    return store::make_setting(tx, "push.key", to_base64url(fresh.secret() + fresh.point()));
  });
  const auto bytes = from_base64url(text);
  if (!bytes || bytes->size() != 32 + 65)
    throw std::runtime_error("node_settings holds a push.key that is none");
  return {std::string_view(*bytes).substr(0, 32), std::string_view(*bytes).substr(32)};
}

std::string Push::public_key() const {
  return to_base64url(key().point());
}

/// Of who runs the site, for whoever runs the push service.
std::string Push::contact() const {
  if (!core_.config.host.email.empty()) return "mailto:" + core_.config.host.email;
  if (core_.site.public_url.starts_with("https://")) return core_.site.public_url;
  const std::string& from = core_.config.mail.from;
  const auto open = from.rfind('<');
  return "mailto:" + (open == std::string::npos
                          ? from
                          : from.substr(open + 1, from.find('>', open) - open - 1));
}

void Push::enqueue(db::Transaction& tx, DeviceId device, const Note& note,
                   std::chrono::microseconds delay) const {
  const Instant until = core_.clock.now() + delay + (note.urgent ? kUrgentLife : kLife);
  const json::object job{{"device", device.str()},
                         {"until", to_micros(until)},
                         {"urgent", note.urgent},
                         {"title", shortened(note.title, kTitle)},
                         {"body", shortened(note.body, kBody)},
                         {"path", note.path.size() > kPath ? "/" : note.path},
                         {"tag", note.tag},
                         {"language", note.language}};
  jobs::Options options;
  options.delay = delay;
  options.attempts = kAttempts;
  core_.queue.add(tx, kJob, json::serialize(job), options);
}

void Push::deliver(const jobs::Job& job) {
  const auto parsed = json::parse(job.payload);
  const json::object& o = parsed.as_object();
  const Instant now = core_.clock.now();
  const Instant until = from_micros(o.at("until").to_number<std::int64_t>());
  const auto id = DeviceId::parse(text_of(o, "device"));
  if (!options_.enabled || !id || until <= now) return;
  const auto device = core_.db.read([&](db::Session& s) { return store::device(s, *id); });
  if (!device) return;  // Removed meanwhile.
  const Endpoint endpoint = endpoint_of(device->endpoint, options_);
  const auto point = from_base64url(device->p256dh);
  const auto auth = from_base64url(device->auth);
  if (endpoint.origin.empty() || !point || !auth || auth->size() != 16) {
    core_.db.write([&](db::Transaction& tx) { store::remove_device(tx, *id); });
    return;
  }
  const bool urgent = o.at("urgent").as_bool();
  const std::string tag = text_of(o, "tag");
  const std::string text = json::serialize(json::object{{"title", text_of(o, "title")},
                                                        {"body", text_of(o, "body")},
                                                        {"path", text_of(o, "path")},
                                                        {"tag", topic(tag)},
                                                        {"lang", text_of(o, "language")}});
  const std::string salt = from_base64url(http::random_token(16)).value();
  const std::string body = sealed(text, *point, *auth, P256::fresh(), salt);
  const auto left = std::chrono::duration_cast<std::chrono::seconds>(until - now);
  const auto answer =
      post_push(options_, endpoint, body,
                {{"Content-Type", "application/octet-stream"},
                 {"Content-Encoding", "aes128gcm"},
                 {"TTL", std::to_string(left.count())},
                 {"Urgency", urgent ? "high" : "normal"},
                 {"Topic", topic(tag)},
                 {"Authorization", vapid(key(), endpoint.origin, contact(), now + 12h)}});
  heed(job, *device, answer, until);
}

void Push::heed(const jobs::Job& job, const Device& device, const PushAnswer& answer,
                Instant until) {
  const int status = answer.status;
  const Instant now = core_.clock.now();
  if (status >= 200 && status < 300) {
    core_.db.write([&](db::Transaction& tx) { store::used_device(tx, device.id, now); });
    return;
  }
  if (status == 404 || status == 410) {  // RFC 8030 §7.3: the subscription is over.
    core_.db.write([&](db::Transaction& tx) { store::remove_device(tx, device.id); });
    return;
  }
  if (status == 429 || status == 503) {
    const auto asked = answer.retry_after > 0s ? answer.retry_after : std::chrono::seconds{10min};
    const auto wait = std::clamp<std::chrono::seconds>(asked, 5s, 24h);
    if (now + wait < until && job.attempt < kAttempts) {
      core_.db.write([&](db::Transaction& tx) {
        jobs::Options options;
        options.delay = wait;
        options.attempts = kAttempts;
        core_.queue.add(tx, kJob, job.payload, options);
      });
    }
    return;
  }
  spdlog::warn("notification {} was not taken by its push service: {}", job.id,
               status ? fmt::format("status {}", status) : answer.trouble);
  const auto failures =
      core_.db.write([&](db::Transaction& tx) { return store::failed_device(tx, device.id); });
  if (failures >= kMostFailures)
    core_.db.write([&](db::Transaction& tx) { store::remove_device(tx, device.id); });
  // Nothing is gained by sending again what was refused for what it is; and what was tried often
  // enough is dropped rather than put aside, where its text would lie about.
  const bool for_now = status == 0 || status >= 500;
  if (for_now && job.attempt < kAttempts) throw std::runtime_error("the push service is away");
}

}  // namespace palier::notices
