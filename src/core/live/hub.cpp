#include "core/live/hub.hpp"

#include <algorithm>

namespace palier::live {

std::int64_t Hub::enter(const ListenerPtr& listener) {
  const std::lock_guard lock(mutex_);
  listener->from = last_;
  all_.emplace(listener.get(), listener);
  by_account_.emplace(listener->account, listener.get());
  for (const auto& topic : listener->topics) by_topic_[topic].insert(listener.get());
  return last_;
}

void Hub::release(Listener& listener) {
  const std::lock_guard lock(mutex_);
  for (const auto& [row, streams] : listener.held) send(*listener.channel, row, streams);
  listener.held.clear();
  listener.held.shrink_to_fit();
  listener.holding = false;
}

void Hub::leave(const ListenerPtr& listener) {
  const std::lock_guard lock(mutex_);
  for (const auto& topic : listener->topics)
    if (const auto at = by_topic_.find(topic); at != by_topic_.end()) {
      at->second.erase(listener.get());
      if (at->second.empty()) by_topic_.erase(at);
    }
  const auto [from, to] = by_account_.equal_range(listener->account);
  for (auto it = from; it != to; ++it)
    if (it->second == listener.get()) {
      by_account_.erase(it);
      break;
    }
  all_.erase(listener.get());
}

void Hub::hand_out(const std::vector<Row>& rows, const Draw& draw) {
  for (const auto& row : rows) {
    std::vector<const i18n::Language*> wanted;
    {
      const std::lock_guard lock(mutex_);
      if (const auto at = by_topic_.find(row.topic); at != by_topic_.end())
        for (const Listener* l : at->second)
          if (std::find(wanted.begin(), wanted.end(), l->language) == wanted.end())
            wanted.push_back(l->language);
    }
    // Drawn without the lock: it reads the database. Who comes meanwhile reads the event for
    // themselves, since last_ has not moved yet.
    std::map<const i18n::Language*, std::string> drawn;
    for (const auto* language : wanted) drawn[language] = draw(row, *language);

    const std::lock_guard lock(mutex_);
    last_ = row.seq;
    const auto at = by_topic_.find(row.topic);
    if (at == by_topic_.end()) continue;
    for (Listener* l : at->second) {
      const auto streams = drawn.find(l->language);
      if (row.seq <= l->from || spared(*l, row.author)) continue;
      // Came between the two locks, in a language nobody had drawn for: its catch-up ended at
      // from < row.seq, so it is drawn now.
      const std::string late = streams == drawn.end() ? draw(row, *l->language) : "";
      const std::string& text = streams == drawn.end() ? late : streams->second;
      if (text.empty()) continue;
      if (l->holding)
        l->held.emplace_back(row, text);
      else
        send(*l->channel, row, text);
    }
  }
}

std::int64_t Hub::last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

void Hub::begin_at(std::int64_t seq) {
  const std::lock_guard lock(mutex_);
  last_ = seq;
}

std::vector<ListenerPtr> Hub::everyone() const {
  const std::lock_guard lock(mutex_);
  std::vector<ListenerPtr> out;
  out.reserve(all_.size());
  for (const auto& [raw, listener] : all_) out.push_back(listener);
  return out;
}

std::vector<ListenerPtr> Hub::of_account(std::int64_t account) const {
  const std::lock_guard lock(mutex_);
  std::vector<ListenerPtr> out;
  const auto [from, to] = by_account_.equal_range(account);
  for (auto it = from; it != to; ++it) out.push_back(all_.at(it->second));
  return out;
}

std::size_t Hub::size() const {
  const std::lock_guard lock(mutex_);
  return all_.size();
}

void Hub::set_apart(Listener& listener, std::vector<std::int64_t> apart) {
  const std::lock_guard lock(mutex_);
  listener.apart = std::move(apart);
}

void Hub::send(http::Channel& channel, const Row& row, const std::string& streams) {
  channel.publish({std::to_string(row.seq), "", streams});
}

bool Hub::spared(const Listener& listener, std::int64_t author) {
  return author && std::binary_search(listener.apart.begin(), listener.apart.end(), author);
}

}  // namespace palier::live
