#include "features/circles/letters.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace palier::circles {
namespace {

using i18n::Language;
using i18n::Message;

std::string paragraphs(std::initializer_list<std::string> parts) {
  std::string out;
  for (const auto& p : parts) {
    if (p.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += p;
  }
  return out + "\n";
}

}  // namespace

std::string Letters::url(const std::string& path) const {
  return core_.site.public_url + path;
}

std::string Letters::ask_url(const Ask& ask, Instant until) const {
  return url("/circles/answer/" + links_.make(kAskLink, ask.id.value, until));
}

std::string Letters::join_url(const Invitation& i) const {
  return url("/circles/join/" + links_.make(kJoinLink, i.id.value, i.expires_at));
}

std::string Letters::name(db::Session& s, AccountId id, const Language& l) const {
  const auto person = id ? accounts_.person(s, id) : std::nullopt;
  return person && !person->first_name.empty() ? person->first_name
                                               : std::string(l.tr(N_("Someone who has left")));
}

std::string Letters::person(db::Session& s, const Circle& c, const Language& l) const {
  if (c.person_id) return name(s, c.person_id, l);
  return c.person_name.empty() ? std::string(l.tr(N_("Someone who has left"))) : c.person_name;
}

std::string Letters::what(const Task& task, const Language& l) {
  return task.title.empty() ? l.tr(label(task.kind)) : task.title;
}

std::string Letters::when(const TurnRow& turn, const Language& l) {
  using Style = Language::Style;
  return l.tr(Message{N_("{1}, from {2} to {3}"),
                      {l.date(turn.starts_at), l.date(turn.starts_at, Style::time),
                       l.date(turn.ends_at, Style::time)}});
}

void Letters::tell(db::Transaction& tx, AccountId to,
                   const std::function<Letter(const Language&)>& compose) {
  if (!to || !accounts_.person(tx, to)) return;
  accounts_.write_to(tx, to, [&](const Language& l) {
    auto letter = compose(l);
    letter.soon = true;  // Not in a digest: the day would be over.
    letter.kind = "circles";
    if (letter.path.empty()) letter.path = "/circles";
    return letter;
  });
}

void Letters::proposed(db::Transaction& tx, const Circle& c, const Member& to,
                       const std::vector<Line>& lines) {
  tell(tx, to.account_id, [&](const Language& l) {
    const std::string who = person(tx, c, l);
    Letter out;
    const auto n = static_cast<std::int64_t>(lines.size());
    const std::string args[] = {l.number(n), who};
    out.subject = Language::fill(
        l.tr("Can you come? A turn for {2}", "Can you come? {1} turns for {2}", n), args);
    std::string list;
    for (const auto& line : lines)
      list += fmt::format("{}{}\n{}\n{}", list.empty() ? "" : "\n\n", when(line.turn, l),
                          what(line.task, l), ask_url(line.ask, line.turn.starts_at));
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("Here is what the circle around {1} would like to count on you for. "
                         "Open each address, then say yes or no:"),
                      {who}}),
         list,
         l.tr(N_("No is a good answer: then somebody else is asked. Without an answer, too.")),
         l.tr(Message{N_("The calendar: {1}"), {url(c.url())}})});
    const auto& first = lines.front();
    out.sms = n == 1 ? l.tr(Message{N_("{1}: {2}, {3}. Can you come? {4}"),
                                    {who, what(first.task, l), when(first.turn, l),
                                     ask_url(first.ask, first.turn.starts_at)}})
                     : l.tr(Message{N_("{1}: {2} turns are proposed to you. {3}"),
                                    {who, l.number(n), url(c.url())}});
    return out;
  });
}

void Letters::substitute(db::Transaction& tx, const Circle& c, const Member& to, const Line& line) {
  tell(tx, to.account_id, [&](const Language& l) {
    const std::string who = person(tx, c, l), link = ask_url(line.ask, line.turn.starts_at);
    Letter out;
    out.subject = l.tr(Message{N_("Could you step in for {1}? {2}"), {who, when(line.turn, l)}});
    out.text =
        paragraphs({l.tr(N_("Hello,")),
                    l.tr(Message{N_("Nobody is coming yet to {1}: {2}, {3}."),
                                 {who, what(line.task, l), when(line.turn, l)}}),
                    l.tr(Message{N_("Can you? The first who says yes takes it:\n{1}"), {link}}),
                    l.tr(N_("If you cannot, say no: then we know where we stand."))});
    out.sms = l.tr(Message{N_("{1}: {2}, {3}. Could you step in? {4}"),
                           {who, what(line.task, l), when(line.turn, l), link}});
    return out;
  });
}

void Letters::reminder(db::Transaction& tx, const Circle& c, const Member& to, const Line& line) {
  tell(tx, to.account_id, [&](const Language& l) {
    const std::string who = person(tx, c, l), link = ask_url(line.ask, line.turn.ends_at);
    Letter out;
    out.subject = l.tr(Message{N_("{1} counts on you: {2}"), {who, when(line.turn, l)}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("You said that you come to {1}: {2}, {3}."),
                      {who, what(line.task, l), when(line.turn, l)}}),
         line.task.notes, l.tr(Message{N_("How to reach {1}: {2}"), {who, url(line.turn.url())}}),
         l.tr(Message{N_("You cannot come? Say so here, and others are asked at once:\n{1}"),
                      {link}}),
         l.tr(N_("Thank you."))});
    out.sms = l.tr(Message{N_("{1} counts on you: {2}, {3}. You cannot come? {4}"),
                           {who, what(line.task, l), when(line.turn, l), link}});
    return out;
  });
}

void Letters::cancelled(db::Transaction& tx, const Circle& c, const Member& to,
                        const std::vector<Line>& lines) {
  tell(tx, to.account_id, [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("You need not come to {1}"), {person(tx, c, l)}});
    std::string list;
    for (const auto& line : lines)
      list +=
          fmt::format("{}{}: {}", list.empty() ? "" : "\n", when(line.turn, l), what(line.task, l));
    out.text = paragraphs({l.tr(N_("Hello,")), l.tr(N_("These turns are cancelled:")), list,
                           l.tr(Message{N_("The calendar: {1}"), {url(c.url())}})});
    return out;
  });
}

void Letters::unmet(db::Transaction& tx, const Circle& c, AccountId to, const Line& line) {
  tell(tx, to, [&](const Language& l) {
    const std::string who = person(tx, c, l);
    Letter out;
    out.subject = l.tr(Message{N_("Nobody is coming to {1}: {2}"), {who, when(line.turn, l)}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("Those who could step in were asked, and nobody has said yes: {1}, {2}."),
                      {what(line.task, l), when(line.turn, l)}}),
         l.tr(Message{N_("Perhaps a telephone call helps, or another time. See here:\n{1}"),
                      {url(line.turn.url())}})});
    out.sms = l.tr(Message{N_("Nobody is coming to {1}: {2}, {3}. {4}"),
                           {who, what(line.task, l), when(line.turn, l), url(line.turn.url())}});
    return out;
  });
}

void Letters::stepped_in(db::Transaction& tx, const Circle& c, AccountId to, const Line& line,
                         AccountId by) {
  tell(tx, to, [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("{1} comes to {2}: {3}"),
                               {name(tx, by, l), person(tx, c, l), when(line.turn, l)}});
    out.text = paragraphs({l.tr(N_("Hello,")),
                           l.tr(Message{N_("Somebody has stepped in. {1}: {2}, {3}."),
                                        {name(tx, by, l), what(line.task, l), when(line.turn, l)}}),
                           url(c.url())});
    return out;
  });
}

void Letters::swap_asked(db::Transaction& tx, const Circle& c, const Member& to, const Line& give,
                         const Line& want, const Swap& swap) {
  tell(tx, to.account_id, [&](const Language& l) {
    const std::string link =
        url("/circles/swap/" + links_.make(kSwapLink, swap.id.value,
                                           std::min(give.turn.starts_at, want.turn.starts_at)));
    Letter out;
    out.subject = l.tr(Message{N_("Would you exchange a turn? {1}"), {person(tx, c, l)}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("You would give: {1}, {2}."), {when(want.turn, l), what(want.task, l)}}),
         l.tr(Message{N_("You would take: {1}, {2}."), {when(give.turn, l), what(give.task, l)}}),
         l.tr(Message{N_("Say yes or no here:\n{1}"), {link}}),
         l.tr(N_("Until you say yes, nothing changes."))});
    out.sms = l.tr(Message{N_("{1}: would you give {2} and take {3}? {4}"),
                           {person(tx, c, l), when(want.turn, l), when(give.turn, l), link}});
    return out;
  });
}

void Letters::swap_answered(db::Transaction& tx, const Circle& c, const Member& to, const Line& got,
                            bool yes) {
  tell(tx, to.account_id, [&](const Language& l) {
    Letter out;
    out.subject = yes ? l.tr(Message{N_("Exchanged: you come {1}"), {when(got.turn, l)}})
                      : l.tr(N_("The exchange was not possible"));
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         yes ? l.tr(Message{N_("It is agreed. You now come to {1}: {2}, {3}."),
                            {person(tx, c, l), what(got.task, l), when(got.turn, l)}})
             : l.tr(N_("Nothing has changed: you keep your turn. If you cannot come, say so on its "
                       "page and others are asked.")),
         url(c.url())});
    return out;
  });
}

void Letters::joined(db::Transaction& tx, const Circle& c, AccountId to, AccountId who) {
  tell(tx, to, [&](const Language& l) {
    Letter out;
    out.subject = l.tr(
        Message{N_("{1} has joined the circle around {2}"), {name(tx, who, l), person(tx, c, l)}});
    out.text = paragraphs({l.tr(N_("Hello,")), out.subject + ".", url(c.url())});
    return out;
  });
}

void Letters::left(db::Transaction& tx, const Circle& c, AccountId to, std::string_view who) {
  tell(tx, to, [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("{1} is no longer in the circle around {2}"),
                               {std::string(who), person(tx, c, l)}});
    out.text =
        paragraphs({l.tr(N_("Hello,")), out.subject + ".",
                    l.tr(N_("Their turns are given back, and others are asked.")), url(c.url())});
    return out;
  });
}

void Letters::removed(db::Transaction& tx, const Circle& c, AccountId to) {
  tell(tx, to, [&](const Language& l) {
    Letter out;
    out.subject =
        l.tr(Message{N_("You are no longer in the circle around {1}"), {person(tx, c, l)}});
    out.text = paragraphs({l.tr(N_("Hello,")), out.subject + ".",
                           l.tr(N_("Your turns are given back. Thank you for what you did."))});
    return out;
  });
}

void Letters::now_organiser(db::Transaction& tx, const Circle& c, AccountId to) {
  tell(tx, to, [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("You now organise the circle around {1}"), {person(tx, c, l)}});
    out.text = paragraphs({l.tr(N_("Hello,")), out.subject + ".",
                           l.tr(N_("You are told when nobody comes, and you can invite others.")),
                           url(c.url())});
    return out;
  });
}

void Letters::ended(db::Transaction& tx, const Circle& c, AccountId to) {
  tell(tx, to, [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("The circle around {1} is over"), {person(tx, c, l)}});
    out.text = paragraphs({l.tr(N_("Hello,")), out.subject + ".",
                           l.tr(N_("No more turns await you. Thank you for having been there."))});
    return out;
  });
}

void Letters::invitation(db::Transaction& tx, const Circle& c, const Invitation& i,
                         const std::string& link, const Language& l) {
  const std::string by = name(tx, i.by_id, l), who = person(tx, c, l);
  const auto known = accounts_.find(
      tx, i.way == Way::email ? accounts::Kind::email : accounts::Kind::phone, i.sent_to);
  if (known && accounts_.notify(tx, *known) == accounts::Notify::never) return;
  if (i.way == Way::phone) {
    core_.outbox.send(
        tx, mail::Sms{i.sent_to, l.tr(Message{N_("{1} invites you to help {2} with others, in "
                                                 "turn, on {3}: {4}"),
                                              {by, who, core_.site.name, link}})});
    return;
  }
  mail::Message m;
  m.to = i.sent_to;
  m.language = l.code();
  m.subject = l.tr(Message{N_("{1} invites you: a few neighbours around {2}"), {by, who}});
  m.text = paragraphs(
      {l.tr(N_("Hello,")),
       l.tr(Message{N_("{1} invites you to be one of those who help {2} in turn: shopping, a "
                       "visit, a call. You say when you can, and how often at most."),
                    {by, who}}),
       l.tr(Message{N_("See what it is, then accept or refuse, until {1}:\n{2}"),
                    {l.date(i.expires_at), link}}),
       l.tr(N_("If you do nothing, nothing happens, and we do not write again."))});
  core_.outbox.send(tx, m);
}

}  // namespace palier::circles
