#include "features/groups/letters.hpp"

#include <fmt/format.h>

namespace palier::groups {
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

std::string Letters::name(db::Session& s, AccountId id, const Language& l) const {
  const auto person = id ? accounts_.person(s, id) : std::nullopt;
  return person && !person->first_name.empty() ? person->first_name
                                               : std::string(l.tr(N_("Someone who has left")));
}

std::string Letters::join_path(const Invitation& i) const {
  return "/groups/invited/" + links_.make(kJoinLink, i.id.value, i.expires_at);
}

void Letters::tell(db::Transaction& tx, AccountId to, const std::string& path,
                   const std::function<Letter(const Language&)>& compose) {
  if (!to || !accounts_.person(tx, to)) return;
  accounts_.write_to(tx, to, [&](const Language& l) {
    auto letter = compose(l);
    letter.kind = "groups";
    letter.path = path;
    return letter;
  });
}

void Letters::asked(db::Transaction& tx, const Group& g, AccountId to, AccountId who) {
  const auto path = g.url() + "/requests";
  tell(tx, to, path, [&](const Language& l) {
    const auto asks = name(tx, who, l);
    Letter out;
    out.subject = l.tr(Message{N_("{1} would like to join: {2}"), {asks, g.name}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")), l.tr(Message{N_("{1} asks to join the group “{2}”."), {asks, g.name}}),
         l.tr(Message{N_("Read what they wrote, then let them in or not:\n{1}"), {url(path)}})});
    return out;
  });
}

void Letters::let_in(db::Transaction& tx, const Group& g, AccountId to) {
  tell(tx, to, g.url(), [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("Welcome to the group: {1}"), {g.name}});
    out.text = paragraphs({l.tr(N_("Hello,")),
                           l.tr(Message{N_("You are now a member of the group “{1}”."), {g.name}}),
                           l.tr(Message{N_("Say hello to the others:\n{1}"), {url(g.url())}})});
    return out;
  });
}

void Letters::declined(db::Transaction& tx, const Group& g, AccountId to) {
  tell(tx, to, "/groups", [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("Your request to join: {1}"), {g.name}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("The group “{1}” has not accepted your request this time. It may be "
                         "full, or meant for others; it says nothing about you."),
                      {g.name}}),
         l.tr(Message{N_("Other groups near you, or how to start your own:\n{1}"),
                      {url("/groups")}})});
    return out;
  });
}

void Letters::invited(db::Transaction& tx, const Group& g, const Invitation& i) {
  const auto path = g.url();
  tell(tx, i.account_id, path, [&](const Language& l) {
    const auto by = name(tx, i.by_id, l);
    Letter out;
    out.subject = l.tr(Message{N_("{1} invites you to the group: {2}"), {by, g.name}});
    out.text = paragraphs({l.tr(N_("Hello,")),
                           l.tr(Message{N_("{1} invites you to the group “{2}”."), {by, g.name}}),
                           l.tr(Message{N_("See what it is, then join or not, until {1}:\n{2}"),
                                        {l.date(i.expires_at), url(path)}}),
                           l.tr(N_("If you do nothing, nothing happens."))});
    return out;
  });
}

void Letters::invited(db::Transaction& tx, const Group& g, const Invitation& i,
                      const std::string& email, const std::string& phone, const Language& l) {
  const auto by = name(tx, i.by_id, l);
  const auto link = url(join_path(i));
  if (email.empty()) {
    core_.outbox.send(tx, mail::Sms{phone, l.tr(Message{N_("{1} invites you to the group “{2}” "
                                                           "on {3}: {4}"),
                                                        {by, g.name, core_.site.name, link}})});
    return;
  }
  mail::Message m;
  m.to = email;
  m.language = l.code();
  m.subject = l.tr(Message{N_("{1} invites you to the group: {2}"), {by, g.name}});
  m.text = paragraphs({l.tr(N_("Hello,")),
                       l.tr(Message{N_("{1} invites you to the group “{2}” on {3}, where "
                                       "neighbours help each other."),
                                    {by, g.name, core_.site.name}}),
                       l.tr(Message{N_("See what it is, then join or not, until {1}:\n{2}"),
                                    {l.date(i.expires_at), link}}),
                       l.tr(N_("If you do nothing, nothing happens, and we do not write again."))});
  core_.outbox.send(tx, m);
}

void Letters::trusted(db::Transaction& tx, const Group& g, AccountId to) {
  tell(tx, to, g.url(), [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("The members trust you: {1}"), {g.name}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("Members of the group “{1}” have said that they trust you. You can now "
                         "add files, list needs and offers of the group, invite neighbours, and "
                         "say whom you trust."),
                      {g.name}}),
         url(g.url())});
    return out;
  });
}

void Letters::organiser(db::Transaction& tx, const Group& g, AccountId to) {
  tell(tx, to, g.url() + "/settings", [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("You now organise the group: {1}"), {g.name}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("The group “{1}” had no organiser any more. You are the one who has been "
                         "there longest, so it is now in your hands."),
                      {g.name}}),
         l.tr(N_("You would rather not? Make somebody else an organiser on the page of the "
                 "members, then step back.")),
         url(g.url() + "/members")});
    return out;
  });
}

void Letters::removed(db::Transaction& tx, const Group& g, AccountId to) {
  tell(tx, to, "/groups", [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("You are no longer in the group: {1}"), {g.name}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("Those who run the group “{1}” have taken you out of it. You no longer "
                         "receive anything from it."),
                      {g.name}}),
         l.tr(Message{N_("Other groups near you:\n{1}"), {url("/groups")}})});
    return out;
  });
}

void Letters::ended(db::Transaction& tx, const Group& g, AccountId to) {
  tell(tx, to, "/groups", [&](const Language& l) {
    Letter out;
    out.subject = l.tr(Message{N_("The group no longer exists: {1}"), {g.name}});
    out.text = paragraphs(
        {l.tr(N_("Hello,")),
         l.tr(Message{N_("The group “{1}” was deleted by its organiser, with everything that was "
                         "in it."),
                      {g.name}}),
         l.tr(Message{N_("Other groups near you:\n{1}"), {url("/groups")}})});
    return out;
  });
}

void Letters::digest(db::Transaction& tx, AccountId to, const std::vector<News>& news) {
  using Style = Language::Style;
  tell(tx, to, "/groups", [&](const Language& l) {
    Letter out;
    out.subject = news.size() == 1
                      ? l.tr(Message{N_("News of the group: {1}"), {news.front().group.name}})
                      : l.tr(N_("News of your groups"));
    out.text = l.tr(N_("Hello,"));
    out.text += "\n";
    for (const auto& n : news) {
      fmt::format_to(std::back_inserter(out.text), "\n{}\n", n.group.name);
      for (const auto& p : n.posts)
        fmt::format_to(std::back_inserter(out.text), "– {}\n",
                       l.tr(Message{N_("{1}: {2}"), {name(tx, p.author, l), p.title}}));
      if (n.more) fmt::format_to(std::back_inserter(out.text), "– {}\n", l.tr(N_("And more.")));
      for (const auto& e : n.coming)
        fmt::format_to(std::back_inserter(out.text), "– {}\n",
                       l.tr(Message{N_("Soon: {1}, {2}"),
                                    {e.title, l.date(e.event.starts, Style::day_and_time)}}));
      fmt::format_to(std::back_inserter(out.text), "{}\n", url(n.group.url()));
    }
    fmt::format_to(std::back_inserter(out.text), "\n{}\n",
                   l.tr(N_("How often you receive this is set on the page of each group.")));
    return out;
  });
}

}  // namespace palier::groups
