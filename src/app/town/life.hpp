#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "app/town/people.hpp"

namespace palier::app::town {

/// Lets the days before today pass: people post, answer, accept, write to each other, thank, give
/// up, at their hours, through the faces of the rooms, while the clock goes along.
class Life {
 public:
  Life(Rooms& rooms, FakeClock& clock, Instant now, const Texts& texts,
       std::vector<Resident>& residents, Random& random);

  void plan();
  void live(db::Transaction& tx);

 private:
  struct Scene;
  using Act = std::function<void(db::Transaction&)>;
  struct Step {
    Instant at{};
    Act act;
  };

  Resident& author_of(const Story& story);
  /// Somebody whom the policy lets answer; nullptr where nobody lives near enough.
  Resident* neighbour_for(const Scene& scene);
  Instant begun(const Story& story);
  void plan(const Story& story);
  void plan_answers(const std::shared_ptr<Scene>& scene, int answers, int accepted);
  void plan_talk(const std::shared_ptr<Scene>& scene, std::size_t answer, Instant from);
  void plan_end(const std::shared_ptr<Scene>& scene);
  form::Input fields_of(const Story& story) const;
  /// Not in the night.
  Instant awake(Instant t) const;
  Instant between(Instant from, Instant to);
  void at(Instant t, Act act) { steps_.push_back({t, std::move(act)}); }

  Rooms& rooms_;
  FakeClock& clock_;
  const Instant now_;
  const Texts& texts_;
  std::vector<Resident>& residents_;
  Random& random_;
  std::vector<Step> steps_;
  std::map<std::string, std::size_t> answers_said_, talks_had_;
};

}  // namespace palier::app::town
