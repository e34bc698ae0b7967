#include "features/proposals/letters.hpp"

#include "features/proposals/links.hpp"
#include "features/proposals/view.hpp"

namespace palier::proposals {
namespace {

using i18n::Language;
using i18n::Message;
using Letter = accounts::Accounts::Letter;

/// Paragraphs of a letter, those that are empty left out.
std::string paragraphs(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& p : parts) {
    if (p.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += p;
  }
  return out;
}

std::string list(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += (out.empty() ? "- " : "\n- ") + line;
  return out;
}

/// The kind and the quarter: what everybody may know. The author's own title may say more than they
/// would have read aloud from a table, so a letter does without.
struct Public {
  std::string kind, quarter;
  bool urgent = false;
};

Public public_of(db::Session& s, const aid::Aid& aid, const Proposal& p, const Language& l) {
  Public out;
  const auto kinds = aid.kinds(s, l);
  const auto* kind = kind_of(kinds, p.kind);
  out.kind = kind ? kind->name : p.kind;
  if (const auto need = aid.summary(s, p.need_id, l)) {
    out.quarter = need->card.quarter;
    out.urgent = need->card.urgent;
  }
  return out;
}

std::string where(const Public& what) {
  return what.quarter.empty() ? what.kind : what.kind + ", " + what.quarter;
}

}  // namespace

Letters::Letters(const Core& core, accounts::Accounts& accounts, aid::Aid& aid,
                 const http::SignedLinks& links)
    : core_(core), accounts_(accounts), aid_(aid), links_(links) {}

void Letters::ask(db::Transaction& tx, const Proposal& p) {
  const std::string& base = core_.site.public_url;
  const Instant now = core_.clock.now();
  const auto asked = store::asked_since(tx, p.helper_id, now - std::chrono::days(28));
  accounts_.write_to(tx, p.helper_id, [&](const Language& l) {
    const auto what = public_of(tx, aid_, p, l);
    const std::string link = base + links::answer(links_, p);
    const std::string less = base + links::spare(links_, p);
    const std::string before = answer_before(p.expires_at, now, l);
    Letter out;
    out.kind = "proposals";
    out.path = "/proposals/" + p.id.str();
    out.soon = true;
    out.unsubscribe_url = less;
    out.subject = l.tr(Message{
        what.urgent ? N_("Urgent: can you help? {1}") : N_("Can you help? {1}"), {where(what)}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("Somebody near you needs help: {1}. We thought of you:"), {where(what)}}),
         list(why_lines(tx, aid_, p, l, true)), before,
         l.tr(Message{N_("Read more, and say yes:\n{1}"), {link}}),
         l.tr(Message{N_("No, not this time:\n{1}"), {link + "/no"}}),
         l.tr(
             N_("You need not sign in, and a no is quite all right: somebody else will be asked.")),
         asked_line(asked, l),
         l.tr(Message{N_("Be asked less, take a break, or be asked no more:\n{1}"), {less}})});
    out.sms = l.tr(Message{N_("{1}: can you help? {2}. {3} Yes or no, without signing in: {4}"),
                           {core_.site.name, where(what), before, link}});
    return out;
  });
}

void Letters::closed(db::Transaction& tx, const Proposal& p) {
  accounts_.write_to(tx, p.helper_id, [&](const Language& l) {
    const auto what = public_of(tx, aid_, p, l);
    Letter out;
    out.kind = "proposals";
    out.path = "/proposals/" + p.id.str();
    out.soon = true;
    std::string line;
    if (p.state == State::lapsed)
      line =
          l.tr(N_("You had said yes, but the other side did not answer in time. You are free "
                  "again; thank you for having been there."));
    else if (p.state == State::cancelled)
      line = l.tr(N_("This request to help is cancelled. You have nothing to do; thank you."));
    else
      line =
          l.tr(N_("Somebody was found, or the help is no longer needed. You have nothing to do; "
                  "thank you."));
    out.subject = l.tr(Message{N_("No longer needed: {1}"), {where(what)}});
    out.text = paragraphs({l.tr(N_("Hello,")), line,
                           l.tr(N_("We will ask you again when something fits. This one does not "
                                   "count against you."))});
    out.sms =
        l.tr(Message{N_("{1}: no longer needed, thank you: {2}"), {core_.site.name, where(what)}});
    return out;
  });
}

void Letters::offered(db::Transaction& tx, const Proposal& p) {
  const Instant now = core_.clock.now();
  accounts_.write_to(tx, p.author_id, [&](const Language& l) {
    const auto what = public_of(tx, aid_, p, l);
    const auto view = author_view(tx, {core_, accounts_, aid_}, p, p.author_id, l, now);
    const std::string heading = view ? view->heading : l.tr(N_("A neighbour can help you"));
    const std::string link = core_.site.public_url + links::author(links_, p);
    const std::string before = answer_before(p.expires_at, now, l);
    Letter out;
    out.kind = "aid";
    out.path = "/proposals/" + p.id.str();
    out.soon = true;
    out.subject = l.tr(Message{N_("{1}: {2}"), {heading, what.kind}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")), heading + ".",
         view && view->verified
             ? l.tr(N_("The address of this neighbour has been checked."))
             : l.tr(N_("The address of this neighbour has not been checked yet.")),
         list(why_lines(tx, aid_, p, l, false)),
         l.tr(Message{N_("Say yes or no, without signing in:\n{1}"), {link}}), before,
         l.tr(N_("Once you say yes, you see who it is, and this neighbour sees your address and "
                 "how to reach you. After a no we look for somebody else."))});
    out.sms =
        l.tr(Message{N_("{1}: {2}. Yes or no? {3} {4}"), {core_.site.name, heading, before, link}});
    return out;
  });
}

void Letters::refused(db::Transaction& tx, const Proposal& p) {
  accounts_.write_to(tx, p.helper_id, [&](const Language& l) {
    const auto what = public_of(tx, aid_, p, l);
    Letter out;
    out.kind = "proposals";
    out.path = "/proposals/" + p.id.str();
    out.soon = true;
    out.subject = l.tr(Message{N_("Not this time: {1}"), {where(what)}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(N_("The answer was no this time. It may have a hundred reasons and says nothing "
                 "about you.")),
         l.tr(N_("You are free again. Thank you for having said yes."))});
    out.sms = l.tr(Message{N_("{1}: not this time, thank you for having said yes: {2}"),
                           {core_.site.name, where(what)}});
    return out;
  });
}

void Letters::digest(db::Transaction& tx, const Profile& profile,
                     const std::vector<aid::Card>& cards, std::int64_t asked_28d) {
  if (cards.empty()) return;
  const std::string& base = core_.site.public_url;
  accounts_.write_to(tx, profile.account_id, [&](const Language& l) {
    Letter out;
    out.kind = "proposals";
    out.path = "/needs";
    const auto count = static_cast<std::int64_t>(cards.size());
    const std::vector<std::string> number{l.number(count)};
    out.subject =
        Language::fill(l.tr("One request near you is still waiting for somebody",
                            "{1} requests near you are still waiting for somebody", count),
                       number);
    std::vector<std::string> lines;
    lines.reserve(cards.size());
    for (const auto& card : cards)
      lines.push_back(fmt::format("{}, {}\n  {}{}", card.category, card.quarter, base, card.url));
    const std::vector<std::string> times{l.number(asked_28d)};
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(N_("Here is what is still needed near you. You are not expected to answer.")),
         list(lines),
         asked_28d == 0
             ? l.tr(N_("We have asked you for nothing in four weeks."))
             : Language::fill(l.tr("We have asked you once in four weeks.",
                                   "We have asked you {1} times in four weeks.", asked_28d),
                              times),
         l.tr(
             Message{N_("When and for what we may ask you, and whether you want this letter:\n{1}"),
                     {base + "/helping"}})});
    out.sms = out.subject + ". " + base + "/needs";
    return out;
  });
}

}  // namespace palier::proposals
