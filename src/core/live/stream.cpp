#include "core/live/stream.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "core/http/context.hpp"

namespace palier::live {
namespace {

constexpr std::size_t kTopics = 12;        ///< Of one stream.
constexpr std::size_t kTopicLength = 100;  ///< In bytes.
constexpr std::size_t kStreams = 8;        ///< Of one person; the oldest makes room.
constexpr int kMissed = 200;               ///< More than this is not replayed: the page is stale.
constexpr const char* kLook = "live.look";

/// "feed" of "feed/quarter/12".
std::string_view first_word(std::string_view topic) {
  return topic.substr(0, topic.find('/'));
}
std::string_view rest_of(std::string_view topic) {
  const auto slash = topic.find('/');
  return slash == std::string_view::npos ? std::string_view{} : topic.substr(slash + 1);
}

std::int64_t number_of(std::string_view text) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc{} && end == text.data() + text.size() && n > 0 ? n : 0;
}

/// The page must be loaded again: what it missed is no longer kept, or is too much.
void tell_stale(http::Channel& channel, std::int64_t now_at) {
  channel.publish({std::to_string(now_at), "stale", "reload"});
}

}  // namespace

Stream::Stream(db::Database& db, const http::Site& site, const Clock& clock)
    : db_(db), site_(site), clock_(clock) {}

Stream::~Stream() {
  stop();
}

void Stream::publish(db::Transaction& tx, std::string_view topic, std::string_view kind,
                     std::int64_t subject, std::int64_t author) {
  log::add(tx, topic, kind, subject, author, clock_.now());
  tx.after_commit([this] { wake(); });
}

void Stream::kind(std::string kind, Draw draw, bool counts) {
  kinds_[std::move(kind)] = {std::move(draw), counts};
}

void Stream::topic(std::string first, Allowed allowed) {
  topics_[std::move(first)] = std::move(allowed);
}

void Stream::apart(Apart apart) {
  aparts_.push_back(std::move(apart));
}

void Stream::look_again(db::Transaction& tx, std::int64_t account) {
  publish(tx, "account/" + std::to_string(account), kLook, account, 0);
}

News Stream::news(db::Session& s, const http::Viewer& viewer,
                  const std::vector<std::string>& topics, std::int64_t since) const {
  News out;
  out.last = log::last(s);
  if (since <= 0 || since >= out.last) return out;
  const auto apart = apart_from(s, viewer.account);
  for (const auto& topic : topics) {
    if (!allowed(s, viewer, topic)) continue;
    for (const auto& row : log::of(s, topic, since, out.last, kMissed)) {
      const auto kind = kinds_.find(row.kind);
      if (kind == kinds_.end() || !kind->second.counts || row.author == viewer.account) continue;
      if (!std::binary_search(apart.begin(), apart.end(), row.author)) ++out.count;
    }
  }
  return out;
}

bool Stream::allowed(db::Session& s, const http::Viewer& viewer, std::string_view topic) const {
  // Everybody hears what is for themselves.
  if (first_word(topic) == "account") return number_of(rest_of(topic)) == viewer.account;
  const auto rule = topics_.find(first_word(topic));
  return rule != topics_.end() && rule->second(s, viewer, rest_of(topic));
}

std::vector<std::int64_t> Stream::apart_from(db::Session& s, std::int64_t account) const {
  std::vector<std::int64_t> out;
  for (const auto& of : aparts_) {
    const auto more = of(s, account);
    out.insert(out.end(), more.begin(), more.end());
  }
  std::sort(out.begin(), out.end());
  out.shrink_to_fit();
  return out;
}

std::string Stream::drawn(db::Session& s, const Row& row, const i18n::Language& language) const {
  const auto kind = kinds_.find(row.kind);
  return kind == kinds_.end() ? "" : kind->second.draw(s, language, row.topic, row.subject);
}

std::string Stream::drawn(const Row& row, const i18n::Language& language) const {
  if (!kinds_.contains(row.kind)) return "";
  try {
    return db_.read([&](db::Session& s) { return drawn(s, row, language); });
  } catch (const db::Unavailable&) {
    throw;  // The turn is tried again: nothing was handed out.
  } catch (const std::exception& e) {
    // One event that cannot be drawn must not hold up all those behind it.
    spdlog::error("live event lost kind={} seq={}: {}", row.kind, row.seq, e.what());
    return "";
  }
}

http::Response Stream::open(http::Context& c) {
  auto listener = std::make_shared<Listener>();
  for (const auto& topic : c.request.query.many("topic"))
    if (topic.size() <= kTopicLength && listener->topics.size() < kTopics &&
        std::find(listener->topics.begin(), listener->topics.end(), topic) ==
            listener->topics.end())
      listener->topics.push_back(topic);
  db_.read([&](db::Session& s) {
    std::erase_if(listener->topics,
                  [&](const std::string& topic) { return !allowed(s, c.viewer, topic); });
    listener->apart = apart_from(s, c.viewer.account);
  });
  if (listener->topics.empty()) http::forbidden();

  auto [response, channel] = http::event_stream();
  listener->account = c.viewer.account;
  listener->territory = c.viewer.territory;
  listener->language = &c.language;
  listener->channel = channel;
  keep_to(kStreams - 1, c.viewer.account);

  const std::int64_t heard = number_of(c.request.header("last-event-id"));
  const std::int64_t since = heard ? heard : number_of(c.request.query.one("since"));
  const std::int64_t until = hub_.enter(listener);
  channel->on_close([this, listener] { hub_.leave(listener); });
  if (since && since < until) catch_up(listener, since, until);
  hub_.release(*listener);
  return std::move(response);
}

void Stream::catch_up(const ListenerPtr& listener, std::int64_t since, std::int64_t until) const {
  db_.read([&](db::Session& s) {
    const std::int64_t kept_from = log::first(s);
    std::vector<Row> rows;
    for (const auto& topic : listener->topics) {
      auto more = log::of(s, topic, since, until, kMissed);
      rows.insert(rows.end(), more.begin(), more.end());
    }
    if (kept_from > since + 1 || rows.size() >= kMissed) {
      tell_stale(*listener->channel, until);
      return;
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.seq < b.seq; });
    for (const auto& row : rows) {
      if (Hub::spared(*listener, row.author)) continue;
      if (const auto streams = drawn(s, row, *listener->language); !streams.empty())
        Hub::send(*listener->channel, row, streams);
    }
  });
}

void Stream::keep_to(std::size_t most, std::int64_t account) const {
  const auto theirs = hub_.of_account(account);
  for (std::size_t i = 0; i + most < theirs.size(); ++i) theirs[i]->channel->close();
}

}  // namespace palier::live
