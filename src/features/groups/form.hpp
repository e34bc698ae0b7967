#pragma once

#include "core/form/input.hpp"
#include "features/groups/model.hpp"

namespace palier::groups {

/// Founding or changing a group: "name", "about", "rules", "questions" (a list, or one a line),
/// "door", "lets_in", and where it is founded "circle", one of `circles`.
struct GroupForm {
  Groups::Draft draft;
  LetsIn lets_in = LetsIn::helpers;
};
GroupForm read_group(const form::Input& input, form::Errors& errors,
                     const std::vector<std::string>& circles, bool founding);

/// Joining: "agree" where there are rules, and "answer_1" … for the group's questions.
struct JoinForm {
  bool agreed = false;
  std::vector<Answered> answers;
};
JoinForm read_join(const form::Input& input, form::Errors& errors, const Group& g, bool questions);

/// "way" link, or to one person: "to", an e-mail address or a telephone number in normal form.
struct InviteForm {
  bool link = true;
  std::string email, phone;
};
InviteForm read_invite(const form::Input& input, form::Errors& errors);

Notice read_notice(const form::Input& input, form::Errors& errors);
Role read_role(const form::Input& input, form::Errors& errors);

/// The name typed to confirm a deletion, compared as people write: without case and accents.
bool read_confirmed(const form::Input& input, form::Errors& errors, const Group& g);

}  // namespace palier::groups
