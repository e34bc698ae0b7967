#include "core/http/events.hpp"

#include "core/http/event_source.hpp"
#include "core/http/response.hpp"

namespace palier::http {

struct EventSource::State final : Channel {
  mutable std::mutex lock;
  std::function<void()> wake;
  std::function<void()> gone_action;
  std::string pending;
  std::size_t in_flight = 0;
  bool closed = false;  ///< By the channel's holder.
  bool too_slow = false;
  bool gone = false;  ///< The connection's end is no more.

  void publish(const ServerEvent& event) override {
    std::string bytes = format(event);
    std::lock_guard hold(lock);
    if (closed || too_slow || gone) return;
    if (pending.size() + in_flight + bytes.size() > kUnsentLimit) {
      too_slow = true;
      pending.clear();
    } else {
      pending += bytes;
    }
    if (wake) wake();
  }

  void close() override {
    std::lock_guard hold(lock);
    if (closed) return;
    closed = true;
    if (wake) wake();
  }

  bool open() const override {
    std::lock_guard hold(lock);
    return !closed && !too_slow && !gone;
  }

  void on_close(std::function<void()> action) override {
    {
      std::lock_guard hold(lock);
      if (!gone) {
        gone_action = std::move(action);
        return;
      }
    }
    action();
  }

  void leave() {
    std::function<void()> action;
    {
      std::lock_guard hold(lock);
      gone = true;
      wake = nullptr;
      pending.clear();
      action = std::exchange(gone_action, nullptr);
    }
    if (action) action();
  }
};

EventSource::EventSource() : state_(std::make_shared<State>()) {}
EventSource::~EventSource() {
  state_->leave();
}

std::shared_ptr<Channel> EventSource::channel() const {
  return state_;
}

void EventSource::attach(std::function<void()> wake) {
  std::lock_guard hold(state_->lock);
  state_->wake = std::move(wake);
}

std::string EventSource::take() {
  std::lock_guard hold(state_->lock);
  state_->in_flight = state_->pending.size();
  return std::exchange(state_->pending, {});
}

void EventSource::sent() {
  std::lock_guard hold(state_->lock);
  state_->in_flight = 0;
}

bool EventSource::ending() const {
  std::lock_guard hold(state_->lock);
  return state_->closed && state_->pending.empty();
}

bool EventSource::cut() const {
  std::lock_guard hold(state_->lock);
  return state_->too_slow;
}

std::string format(const ServerEvent& event) {
  std::string out;
  out.reserve(event.data.size() + event.id.size() + event.name.size() + 32);
  auto line = [&out](std::string_view field, std::string_view value) {
    if (value.empty()) return;
    out += field;
    for (char c : value)
      if (c != '\n' && c != '\r' && c != '\0') out += c;
    out += '\n';
  };
  line("id: ", event.id);
  line("event: ", event.name);
  std::string_view rest = event.data;
  while (true) {
    // A lone CR ends a line too (WHATWG HTML, 9.2.5): left in, it would let data forge a field.
    const std::size_t end = rest.find_first_of("\r\n");
    out += "data: ";
    out += rest.substr(0, end);
    out += '\n';
    if (end == std::string_view::npos) break;
    rest.remove_prefix(rest.substr(end, 2) == "\r\n" ? end + 2 : end + 1);
  }
  out += '\n';
  return out;
}

std::pair<Response, std::shared_ptr<Channel>> event_stream() {
  Response response;
  response.type = "text/event-stream";
  response.header("Cache-Control", "no-store");
  response.header("X-Accel-Buffering", "no");  // nginx would hold events back otherwise.
  response.events = std::make_shared<EventSource>();
  auto channel = response.events->channel();
  return {std::move(response), std::move(channel)};
}

}  // namespace palier::http
