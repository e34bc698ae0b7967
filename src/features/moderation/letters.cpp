#include "features/moderation/letters.hpp"

#include <set>

namespace palier::moderation {
namespace {

using Letter = accounts::Accounts::Letter;
using i18n::Language;
using i18n::Message;

constexpr std::string_view kAppeal = "moderation.appeal";

std::string paragraphs(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += part;
  }
  return out + "\n";
}

const char* subject(const Decision& d) {
  switch (d.action) {
    case Action::warn:
      return N_("A warning from the moderators");
    case Action::limit:
      return N_("You cannot write here for some days");
    case Action::suspend:
      return N_("Your account is suspended");
    case Action::keep:
    case Action::hide:
      break;
  }
  return N_("Something you wrote was hidden");
}

std::string what_happened(const Decision& d, const Language& l) {
  std::string hidden =
      d.provisional
          ? l.tr(Message{N_("Neighbours who help the moderators have voted to hide this from our "
                            "pages: “{1}”. A moderator will look at it again."),
                         {d.title}})
          : l.tr(Message{N_("A moderator has hidden this from our pages: “{1}”."), {d.title}});
  switch (d.action) {
    case Action::warn:
      return hidden + " " + l.tr(N_("This is a warning: please keep to the house rules."));
    case Action::limit:
      return hidden + " " +
             l.tr(Message{N_("Until {1} you can read everything here, and not write."),
                          {l.date(d.at + std::chrono::days{d.days})}});
    case Action::suspend:
      return hidden + " " + l.tr(N_("Your account is suspended: you can no longer sign in."));
    case Action::keep:
    case Action::hide:
      break;
  }
  return hidden;
}

}  // namespace

Letters::Letters(const Core& core, accounts::Accounts& accounts)
    : core_(core), accounts_(accounts), links_(core.db, core.clock) {}

std::string Letters::url(std::string_view path) const {
  return core_.site.public_url + std::string(path);
}

std::string Letters::appeal_path(const Decision& d) const {
  return "/appeal/" + links_.make(kAppeal, d.id.value, d.at + kAppealTime);
}

std::optional<DecisionId> Letters::appealed(std::string_view token) const {
  const auto subject = links_.read(kAppeal, token);
  if (!subject) return {};
  return DecisionId{*subject};
}

void Letters::decided(db::Transaction& tx, const Decision& d,
                      const std::optional<Rule>& rule) const {
  if (!d.author_id || d.action == Action::keep) return;
  const std::string link = url(appeal_path(d));
  accounts_.write_to(tx, d.author_id, [&](const Language& l) {
    Letter letter;
    letter.subject = l.tr(subject(d));
    letter.text = paragraphs(
        {l.tr(N_("Hello,")), what_happened(d, l),
         rule ? l.tr(Message{N_("The house rule it rests on, {1}: {2}. {3}"),
                             {rule->code, rule->title(l.code()), rule->text(l.code())}})
              : std::string(),
         d.words.empty() ? std::string()
                         : l.tr(Message{N_("The moderator’s words:\n{1}"), {d.words}}),
         l.tr(Message{N_("If you think this is a mistake, you can say so once, until {1}: somebody "
                         "other than the one who decided will look at it.\n{2}"),
                      {l.date(d.at + kAppealTime), link}})});
    letter.sms = l.tr(Message{N_("{1}: {2}. Why, and how to object: {3}"),
                              {core_.site.name, l.tr(subject(d)), link}});
    letter.always = true;
    letter.also_suspended = true;
    letter.kind = kLetters;
    letter.path = "/decisions";
    return letter;
  });
}

void Letters::released(db::Transaction& tx, AccountId author, std::string_view title) const {
  if (!author) return;
  accounts_.write_to(tx, author, [&](const Language& l) {
    Letter letter;
    letter.subject = l.tr(N_("What you wrote is shown now"));
    letter.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("A moderator has looked at this, and everyone it is meant for can see it "
                         "now: “{1}”. Thank you for your patience."),
                      {std::string(title)}})});
    letter.always = true;
    letter.kind = kLetters;
    return letter;
  });
}

void Letters::reporters(db::Transaction& tx, const std::vector<AccountId>& who, Came came) const {
  const char* text = nullptr;
  switch (came) {
    case Came::hidden:
      text =
          N_("You reported something. A moderator has looked at it and hidden it. Thank you for "
             "taking care of the neighbourhood.");
      break;
    case Came::kept:
      text =
          N_("You reported something. A moderator has looked at it and found that it respects "
             "the house rules. You can block the person if you prefer not to meet them again.");
      break;
    case Came::hidden_for_now:
      text =
          N_("You reported something. Neighbours who help the moderators have voted to hide it. "
             "Thank you for taking care of the neighbourhood.");
      break;
    case Came::kept_for_now:
      text =
          N_("You reported something. Neighbours who help the moderators have voted to keep it. "
             "You can block the person if you prefer not to meet them again.");
      break;
    case Came::back:
      text =
          N_("You reported something. Another moderator has looked at it again, and it is shown "
             "once more. You can block the person if you prefer not to meet them again.");
      break;
  }
  for (const AccountId one : std::set<AccountId>(who.begin(), who.end())) {
    if (one.value <= 0) continue;
    accounts_.write_to(tx, one, [&](const Language& l) {
      Letter letter;
      letter.subject = l.tr(N_("Thank you for your report"));
      letter.text = paragraphs({l.tr(N_("Hello,")), l.tr(text)});
      letter.kind = kThanks;
      return letter;
    });
  }
}

void Letters::appeal(db::Transaction& tx, const Decision& d, const Appeal& a) const {
  if (!d.author_id) return;
  const bool undone = a.state == AppealState::undone;
  accounts_.write_to(tx, d.author_id, [&](const Language& l) {
    Letter letter;
    letter.subject = l.tr(undone ? N_("The decision is undone") : N_("The decision stands"));
    letter.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{undone ? N_("You asked for another look at what was decided about “{1}”. "
                                  "Somebody other than the first moderator has looked at it: the "
                                  "decision is undone, and everything is as it was before.")
                             : N_("You asked for another look at what was decided about “{1}”. "
                                  "Somebody other than the first moderator has looked at it: the "
                                  "decision stands."),
                      {d.title}}),
         a.answer.empty() ? std::string() : l.tr(Message{N_("Their words:\n{1}"), {a.answer}}),
         undone
             ? std::string()
             : l.tr(N_("In the European Union you can also turn to a certified body for settling "
                       "disputes out of court, or to a judge."))});
    letter.always = true;
    letter.also_suspended = true;
    letter.kind = kLetters;
    letter.path = "/decisions";
    return letter;
  });
}

void Letters::moderators(db::Transaction& tx, places::TerritoryId territory, AccountId without,
                         bool danger, std::string_view path) const {
  std::set<AccountId> who;
  for (const auto role : {http::Role::moderator, http::Role::keeper})
    for (const AccountId one : accounts_.with_role(tx, territory, role))
      if (one != without) who.insert(one);
  for (const AccountId one : who)
    accounts_.write_to(tx, one, [&](const Language& l) {
      Letter letter;
      letter.subject = l.tr(danger ? N_("Someone may be in danger: a report to look at now")
                                   : N_("Somebody objects to a decision"));
      letter.text = paragraphs(
          {l.tr(N_("Hello,")),
           l.tr(danger
                    ? N_("A neighbour has reported that someone may be in danger. Please look at "
                         "it as soon as you can. If it is urgent, call 17 or 112.")
                    : N_("Somebody asks for another look at a moderator’s decision. Whoever took "
                         "it cannot be the one who looks.")),
           url(path)});
      letter.soon = danger;
      letter.kind = kDesk;
      letter.path = path;
      return letter;
    });
}

}  // namespace palier::moderation
