#pragma once

#include "features/aid/service.hpp"
#include "features/aid/view.hpp"

namespace palier::aid {

/// The room's inside, as its pages and its JSON share it.
class Room {
 public:
  Room(Service& use_cases, const Parts& parts) : service(use_cases), p(parts) {}

  Service& service;
  const Parts& p;

  db::Database& db() const { return p.core.db; }
  std::shared_ptr<const Catalogue> catalogue() const { return p.categories.now(); }

  /// The post as this viewer may see it; throws 404 where they may not, or it is of another kind.
  struct Seen {
    Post post;
    Tier tier = Tier::none;
    PostView view;
    std::optional<Refusal> refused;  ///< Why the viewer may not answer.
    Seer seer;
  };
  Seen see(db::Session& s, const http::Context& c, Kind kind, PostId id) const;

  /// Lines of a list, each as the viewer may see it; those hidden from them left out.
  std::vector<CardView> cards(db::Session& s, const http::Context& c, const Seer& seer,
                              const std::vector<PostId>& ids,
                              const std::optional<geo::Point>& from) const;

  /// Takes in what other nodes have changed; at most every two seconds.
  void sync() const;
  void sync(db::Session& s) const;  ///< Inside a read or write of the caller's.
  void reload() const;

 private:
  AnswerView answer_view(db::Session& s, const http::Context& c, const Post& post,
                         const Answer& answer, bool for_author) const;
  MeetingView meeting(db::Session& s, const http::Context& c, const Post& post,
                      const Category& category) const;
  OwnerView owner(db::Session& s, const http::Context& c, const Post& post,
                  const Category& category) const;

  mutable std::mutex sync_mutex_;
  mutable Instant synced_{};
  mutable std::chrono::steady_clock::time_point looked_{};
};

/// Of one's data, as JSON text.
std::string exported(db::Session& s, AccountId account);  ///< exported.cpp

// Each file of handlers registers its own.
void asking_routes(Room& room);  ///< asking.cpp
void list_routes(Room& room);    ///< list.cpp
void detail_routes(Room& room);  ///< detail.cpp
void answer_routes(Room& room);  ///< answers.cpp
void still_routes(Room& room);   ///< still.cpp
void mine_routes(Room& room);    ///< mine.cpp
void keeper_routes(Room& room);  ///< keeper.cpp
void json_routes(Room& room);    ///< json_posts.cpp, json_answers.cpp
void expiry_jobs(Room& room);    ///< jobs.cpp

}  // namespace palier::aid
