#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "core/live/hub.hpp"
#include "core/live/live.hpp"

namespace palier::live {

/// The one implementation of Live: the log in the database, the hub of this node, and the thread
/// between them.
class Stream final : public Live {
 public:
  Stream(db::Database& db, const http::Site& site, const Clock& clock);
  ~Stream() override;

  void publish(db::Transaction& tx, std::string_view topic, std::string_view kind,
               std::int64_t subject, std::int64_t author) override;
  void kind(std::string kind, Draw draw, bool counts) override;
  void topic(std::string first, Allowed allowed) override;
  void apart(Apart apart) override;
  News news(db::Session& s, const http::Viewer& viewer, const std::vector<std::string>& topics,
            std::int64_t since) const override;
  void look_again(db::Transaction& tx, std::int64_t account) override;
  void start() override;
  void stop() override;
  void turn() override;
  std::size_t listeners() const override { return hub_.size(); }

  /// GET /live.
  http::Response open(http::Context& c);

 private:
  struct KindOf {
    Draw draw;
    bool counts = true;
  };
  bool allowed(db::Session& s, const http::Viewer& viewer, std::string_view topic) const;
  std::vector<std::int64_t> apart_from(db::Session& s, std::int64_t account) const;
  std::string drawn(const Row& row, const i18n::Language& language) const;
  std::string drawn(db::Session& s, const Row& row, const i18n::Language& language) const;
  void catch_up(const ListenerPtr& listener, std::int64_t since, std::int64_t until) const;
  void keep_to(std::size_t most, std::int64_t account) const;
  bool look_at(db::Session& s, Listener& listener);
  void look_at_some();
  void wake();
  void run();

  db::Database& db_;
  const http::Site& site_;
  const Clock& clock_;
  std::map<std::string, KindOf, std::less<>> kinds_;
  std::map<std::string, Allowed, std::less<>> topics_;
  std::vector<Apart> aparts_;
  Hub hub_;

  std::mutex mutex_;
  std::condition_variable woken_;
  bool awake_ = false, stop_ = false;
  std::vector<ListenerPtr> to_look_at_;  ///< Of this minute's round; the thread's own.
  std::chrono::steady_clock::time_point round_begun_{};
  std::unique_ptr<db::Ear> ear_;
  std::thread thread_;
};

}  // namespace palier::live
