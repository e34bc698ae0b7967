#pragma once

#include <boost/describe/class.hpp>
#include <memory>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/aid/aid.hpp"
#include "features/places/places.hpp"
#include "features/proposals/proposals.hpp"

namespace palier::frontline {

using accounts::AccountId;

struct SubmissionTag;
using SubmissionId = Id<SubmissionTag>;

/// A questionnaire was filled in and became requests or a helper's profile.
struct Sent {
  static constexpr const char* kName = "frontline.sent";
  std::int64_t submission = 0;
};
BOOST_DESCRIBE_STRUCT(Sent, (), (submission))
/// Somebody without e-mail waits to be called or written to.
struct Waiting {
  static constexpr const char* kName = "frontline.waiting";
  std::int64_t submission = 0;
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (submission))

/// The room's public face: questionnaires that a keeper edits, and what is filled in.
class Frontline {
 public:
  virtual ~Frontline() = default;
  /// Forms that wait at the desk for an operator.
  virtual int waiting(db::Session& s, places::TerritoryId territory) const = 0;
};

std::unique_ptr<Frontline> make(const Core& core, accounts::Accounts& accounts,
                                places::Places& places, aid::Aid& aid,
                                proposals::Proposals& proposals);

}  // namespace palier::frontline
