#pragma once

#include <boost/json/object.hpp>

#include "core/html/field.hpp"
#include "features/proposals/profile_form.hpp"
#include "features/proposals/room.hpp"

namespace palier::proposals {

/// Where a proposal stands, as both sides may know it. No struct here has a field for a name, an
/// address or a contact: those are aid's to show, once both have said yes.
struct Standing {
  ProposalId id{};
  State state = State::asked;
  std::string url;
  std::string says;      ///< The state in words.
  std::string before;    ///< "Answer before 20:00 today."; "" where nothing is awaited.
  bool waiting = false;  ///< For the reader's word, and still in time.
  std::string page;      ///< The request's own page; "" until both have said yes (or it is theirs).
};

/// What the helper reads of the need: nothing of whose it is.
struct HelperView {
  Standing at;
  std::string title, category, icon, quarter;
  bool urgent = false, contactless = false, for_other = false;
  std::string details;
  std::vector<std::pair<std::string, std::string>> said;  ///< Question and answer.
  std::vector<std::string> when;
  std::vector<std::string> why;  ///< Why we ask them.
  std::string asked;             ///< How often they have been asked lately.
  std::string look;              ///< A coordinator looks before the two meet: why. "" if not.
  bool open = false;             ///< The request may still be read as a whole.
};

/// What the one who asked reads of the helper: nothing of who it is.
struct AuthorView {
  Standing at;
  std::string title, icon;
  std::string heading;  ///< "A neighbour 400 m from you can come on Tuesday evening"
  bool verified = false;
  std::vector<std::string> why;
};

/// As the helper sees it; nothing where it is not theirs.
std::optional<HelperView> helper_view(db::Session& s, const Parts& p, const Proposal& proposal,
                                      AccountId reader, const i18n::Language& l, Instant now);
/// What the author's view is made from; a letter has no whole Parts.
struct Sources {
  const Core& core;
  const accounts::Accounts& accounts;
  const aid::Aid& aid;
};
/// As the author sees it; nothing where it is not theirs, or nobody has said yes to them yet: whom
/// we asked in vain is not their concern.
std::optional<AuthorView> author_view(db::Session& s, const Sources& from, const Proposal& proposal,
                                      AccountId reader, const i18n::Language& l, Instant now);

/// The proposals of one person, newest first.
struct Mine {
  std::vector<HelperView> to_answer, going, past;
  std::vector<AuthorView> offered, settled;
};
Mine mine(db::Session& s, const Parts& p, AccountId reader, const i18n::Language& l, Instant now);

i18n::Message helper_label(State state);
i18n::Message author_label(State state);

/// "Answer before 20:00 today."
std::string answer_before(Instant expires, Instant now, const i18n::Language& l);
/// "We have asked you 3 times in four weeks, this one included."
std::string asked_line(std::int64_t asked_28d, const i18n::Language& l);
/// When it would be: "on Tuesday evening, 24 Nov"; "" for no particular time.
std::string slot_line(const Proposal& proposal, const i18n::Language& l);
/// Whether distance does not matter for this kind.
bool from_anywhere(const Kinds& kinds, const Proposal& proposal);
const aid::KindOfAid* kind_of(const Kinds& kinds, std::string_view code);

/// The note of a change that was taken back.
inline constexpr std::string_view kUndone = "undone";

/// What a no has changed, read back from the proposal's history.
struct Learnt {
  ProposalId proposal{};
  AccountId author{};
  No why = No::not_now;
  std::int64_t before = 0, after = 0;
  std::string kind;
  std::int64_t block = -1;
  Instant at{};
};
/// Those that still hold, newest first: what was changed again since is left out.
std::vector<Learnt> learnt(db::Session& s, const Parts& p, const Profile& profile);
/// "You said that this was too far: we now ask you within 400 m."
std::string line_of(const Learnt& learnt, const Kinds& kinds, const i18n::Language& l);
/// Takes it back in the profile; not_them is lifted by the service.
void undo(Profile& profile, const Learnt& learnt);

/// /helping.
struct HelpingPage {
  struct Row {
    std::string label, value, url;
  };
  struct Change {
    std::string text, undo;
  };
  bool saved = false, stopped = false, paused = false;
  std::string status;
  std::vector<HelperView> to_answer;
  std::vector<Row> rows;
  std::vector<std::pair<std::string, std::string>> figures;
  std::vector<Change> changes;
  std::string
      unverified;  ///< Where to be verified, for whoever would help frail people or children.
  html::Field until;
};

/// One question of the profile, or the reasons of a no.
struct QuestionPage {
  std::string progress, heading, back, action, submit, cancel;
  std::vector<std::string> lead;
  std::vector<html::Field> fields;
  std::string note;
  bool fold = false;   ///< The fields are optional: behind the button, folded.
  bool tokens = true;  ///< Not for a link of a message, which is its own proof.
};

/// A page that only tells, with links on.
struct ToldPage {
  std::string heading;
  std::vector<std::string> text;
  std::vector<html::Link> links;
};

/// A link of a message, opened.
struct MessagePage {
  std::string heading, lead, action;
  std::optional<HelperView> helper;
  std::optional<AuthorView> author;
  std::vector<std::pair<std::string, std::string>>
      buttons;                     ///< Value and label; first is the main.
  std::string other, other_label;  ///< Another way on.
};

http::Response tell(http::Context& c, const ToldPage& p, int status = 200);

boost::json::object to_json(const HelperView& view);
boost::json::object to_json(const AuthorView& view);

}  // namespace palier::proposals
