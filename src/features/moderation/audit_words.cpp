// What the log's words say to people.
#include <array>

#include "features/moderation/view.hpp"

namespace palier::moderation {
namespace {

struct Act {
  std::string_view what;
  const char* says;
};
constexpr std::array kActs{
    Act{"accounts.created", N_("Account made by the command line")},
    Act{"accounts.role_granted", N_("Role given")},
    Act{"accounts.role_revoked", N_("Role taken back")},
    Act{"accounts.verified", N_("Verified")},
    Act{"accounts.unverified", N_("No longer verified")},
    Act{"accounts.suspended", N_("Account suspended")},
    Act{"accounts.reinstated", N_("Account let in again")},
    Act{"aid.category_saved", N_("Kind of help saved")},
    Act{"aid.question_saved", N_("Question of a kind of help saved")},
    Act{"app.backup", N_("Backup made")},
    Act{"app.restored", N_("Backup put back")},
    Act{"app.imported", N_("File imported")},
    Act{"board.planned", N_("Plan asked for")},
    Act{"board.proposed", N_("Helper asked by hand")},
    Act{"board.confirmed", N_("Meeting confirmed")},
    Act{"board.refused", N_("Meeting refused")},
    Act{"board.accepted_for", N_("Yes said for somebody")},
    Act{"board.refused_for", N_("No said for somebody")},
    Act{"board.cancelled", N_("Proposal called off")},
    Act{"board.address", N_("Address looked at")},
    Act{"board.export", N_("List taken away")},
    Act{"board.parted", N_("Two people kept apart")},
    Act{"board.parting_lifted", N_("Two people no longer kept apart")},
    Act{"desk.opened", N_("Form with contact details opened")},
    Act{"desk.completed", N_("Form passed on")},
    Act{"desk.noted", N_("Call or note kept")},
    Act{"desk.refused", N_("Form not passed on")},
    Act{"desk.letter", N_("Letter with a code printed")},
    Act{"desk.questionnaire_saved", N_("Questionnaire saved")},
    Act{"ready_texts.added", N_("Ready text added")},
    Act{"ready_texts.changed", N_("Ready text changed")},
    Act{"ready_texts.switched_on", N_("Ready text offered again")},
    Act{"ready_texts.switched_off", N_("Ready text no longer offered")},
    Act{"feed.post_removed", N_("Post taken away")},
    Act{"feed.comment_removed", N_("Comment taken away")},
    Act{"bulletins.published", N_("Official word published")},
    Act{"bulletins.amended", N_("Official word amended")},
    Act{"bulletins.withdrawn", N_("Official word withdrawn")},
    Act{"informants.confirmed", N_("Informant confirmed")},
    Act{"informants.refused", N_("Informant refused")},
    Act{"informants.renewed", N_("Informant renewed")},
    Act{"informants.removed", N_("Informant’s charge taken back")},
    Act{"groups.role_given", N_("Role in a group given")},
    Act{"groups.deleted", N_("Group deleted")},
    Act{"structures.correction_taken", N_("Correction of a place taken")},
    Act{"structures.correction_refused", N_("Correction of a place refused")},
    Act{"structures.imported", N_("Places imported")},
    Act{"moderation.kept", N_("Kept")},
    Act{"moderation.hidden", N_("Hidden")},
    Act{"moderation.warned", N_("Hidden, with a warning")},
    Act{"moderation.limited", N_("Hidden, and its author may not write for some days")},
    Act{"moderation.suspended", N_("Hidden, and account suspended")},
    Act{"moderation.taken", N_("A moderator looks at a case")},
    Act{"moderation.given_back", N_("A moderator gave a case back")},
    Act{"moderation.appeal_undone", N_("Undone on appeal")},
    Act{"moderation.appeal_confirmed", N_("Confirmed on appeal")},
    Act{"moderation.voted", N_("A neighbour’s vote")},
    Act{"moderation.votes_hid", N_("Hidden by neighbours’ votes")},
    Act{"moderation.votes_kept", N_("Kept by neighbours’ votes")},
    Act{"moderation.reviewer_named", N_("A neighbour may vote")},
    Act{"moderation.reviewer_removed", N_("A neighbour may no longer vote")},
    Act{"moderation.rule_saved", N_("House rule saved")},
    Act{"moderation.settings_saved", N_("Settings of moderation saved")},
    Act{"moderation.log_exported", N_("This log taken away")},
};

}  // namespace

std::string act_name(std::string_view what, const i18n::Language& l) {
  for (const Act& act : kActs)
    if (act.what == what) return l.tr(act.says);
  return std::string(what);
}

}  // namespace palier::moderation
