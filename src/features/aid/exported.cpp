// What a person takes with them of their needs, offers and answers.
#include <boost/json.hpp>

#include "features/aid/room.hpp"

namespace palier::aid {

std::string exported(db::Session& s, AccountId account) {
  boost::json::array posts, answers;
  for (const auto& p : store::of_owner(s, account, 10'000)) {
    boost::json::object o{{"id", p.id.str()},
                          {"kind", word(p.kind)},
                          {"state", word(p.state)},
                          {"title", p.title},
                          {"details", p.details},
                          {"answers_to_questions", boost::json::parse(p.replies)},
                          {"for_someone_else", p.for_other},
                          {"their_first_name", p.other_name},
                          {"consent", word(p.consent)},
                          {"vulnerable", p.vulnerable},
                          {"place", p.place_label},
                          {"created", to_micros(p.created_at) / 1'000'000}};
    posts.push_back(std::move(o));
  }
  for (const auto& a : store::answers_from(s, account, 10'000))
    answers.push_back(boost::json::object{{"id", a.id.str()},
                                          {"to", a.post_id.str()},
                                          {"state", word(a.state)},
                                          {"message", a.message},
                                          {"when", a.available},
                                          {"thanks", a.thanks},
                                          {"created", to_micros(a.created_at) / 1'000'000}});
  return boost::json::serialize(
      boost::json::object{{"posts", std::move(posts)}, {"answers", std::move(answers)}});
}

}  // namespace palier::aid
