#include "features/aid/letters.hpp"

namespace palier::aid {
namespace {

using accounts::Accounts;
using i18n::Language;
using i18n::Message;
using Letter = Accounts::Letter;

/// Paragraphs of a letter, those that are empty left out.
std::string paragraphs(std::initializer_list<std::string> parts) {
  std::string out;
  for (const auto& p : parts) {
    if (p.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += p;
  }
  return out;
}

std::string quoted(const Language& l, const std::string& text) {
  return text.empty() ? "" : l.tr(Message{N_("“{1}”"), {text}});
}

}  // namespace

std::string Letters::title(const Catalogue& catalogue, const Post& post, const Language& language) {
  if (!post.title.empty()) return post.title;
  const Category* c = catalogue.find(post.category_id);
  return c ? c->name(language.code()) : std::string(language.tr(N_("Help")));
}

std::string Letters::title(db::Session& s, const Post& post, const Language& language) const {
  return title(*categories_.now(s), post, language);
}

std::string Letters::path(const Post& post) {
  return (post.kind == Kind::need ? "/needs/" : "/offers/") + post.id.str();
}

std::string Letters::name(db::Session& s, AccountId id, const Language& language) const {
  const auto person = accounts_.person(s, id);
  return person && !person->first_name.empty() ? person->first_name
                                               : std::string(language.tr(N_("A neighbour")));
}

void Letters::proposed(db::Transaction& tx, const Post& post, const Answer& answer) {
  accounts_.write_to(tx, post.owner_id, [&](const Language& l) {
    const bool need = post.kind == Kind::need;
    const std::string who = name(tx, answer.from_id, l), what = title(tx, post, l);
    const Message subject = need ? Message{N_("{1} offers to help: {2}"), {who, what}}
                                 : Message{N_("{1} would like your offer: {2}"), {who, what}};
    Letter out;
    out.kind = "aid";
    out.path = path(post);
    out.subject = l.tr(subject);
    out.text = paragraphs(
        {l.tr(subject) + ".", quoted(l, answer.message),
         answer.available.empty() ? "" : l.tr(Message{N_("When: {1}"), {answer.available}}),
         l.tr(Message{N_("Look at the answer, then accept or decline: {1}"), {url(path(post))}}),
         l.tr(N_("Your address and telephone are shown to nobody before you accept."))});
    out.sms = l.tr(subject) + " " + url(path(post));
    return out;
  });
}

void Letters::accepted(db::Transaction& tx, const Post& post, const Answer& answer) {
  accounts_.write_to(tx, answer.from_id, [&](const Language& l) {
    const std::string who = name(tx, post.owner_id, l), what = title(tx, post, l);
    const Message subject{N_("{1} accepts: {2}"), {who, what}};
    Letter out;
    out.kind = "aid";
    out.path = path(post);
    out.subject = l.tr(subject);
    out.text = paragraphs(
        {l.tr(subject) + ".",
         l.tr(
             Message{N_("What you need to know, and how to reach each other, is on this page: {1}"),
                     {url(path(post))}}),
         l.tr(Message{N_("You can write to each other here: {1}"),
                      {url(messages::Messages::url(answer.thread_id))}})});
    out.sms = l.tr(subject) + " " + url(path(post));
    return out;
  });
}

void Letters::met(db::Transaction& tx, const Post& post, const Answer& answer) {
  accounts_.write_to(tx, post.owner_id, [&](const Language& l) {
    const Message subject{N_("{1} will help you: {2}"),
                          {name(tx, answer.from_id, l), title(tx, post, l)}};
    Letter out;
    out.kind = "aid";
    out.path = path(post);
    out.subject = l.tr(subject);
    out.text = paragraphs(
        {l.tr(subject) + ".",
         answer.available.empty() ? "" : l.tr(Message{N_("When: {1}"), {answer.available}}),
         l.tr(Message{N_("How to reach each other is on this page: {1}"), {url(path(post))}}),
         l.tr(Message{N_("You can write to each other here: {1}"),
                      {url(messages::Messages::url(answer.thread_id))}})});
    out.sms = l.tr(subject) + " " + url(path(post));
    return out;
  });
}

void Letters::closed(db::Transaction& tx, const Post& post, const Answer& answer, Ending why) {
  accounts_.write_to(tx, answer.from_id, [&](const Language& l) {
    const std::string what = title(tx, post, l);
    Message line;
    switch (why) {
      case Ending::declined:
        line = {N_("Your answer was not taken this time: {1}"), {what}};
        break;
      case Ending::found:
        line = {N_("Somebody else was found: {1}"), {what}};
        break;
      case Ending::done:
        line = {N_("It has been taken care of: {1}"), {what}};
        break;
      case Ending::cancelled:
        line = {N_("It is not needed any more: {1}"), {what}};
        break;
      case Ending::expired:
        line = {N_("It has been closed, without news: {1}"), {what}};
        break;
    }
    Letter out;
    out.kind = "aid";
    out.path = path(post);
    out.subject = l.tr(line);
    out.text =
        paragraphs({l.tr(line) + ".", quoted(l, answer.reply),
                    l.tr(N_("Thank you for having answered. It counts.")),
                    l.tr(Message{N_("Others near you may need you: {1}"), {url("/needs")}})});
    out.sms = l.tr(line) + ". " + l.tr(N_("Thank you."));
    return out;
  });
}

void Letters::withdrawn(db::Transaction& tx, const Post& post, const Answer& answer) {
  accounts_.write_to(tx, post.owner_id, [&](const Language& l) {
    const Message line{N_("{1} cannot after all: {2}"),
                       {name(tx, answer.from_id, l), title(tx, post, l)}};
    Letter out;
    out.kind = "aid";
    out.path = path(post);
    out.subject = l.tr(line);
    out.text = paragraphs({l.tr(line) + ".",
                           listed(post.state) ? l.tr(N_("Your neighbours see it again in the list; "
                                                        "you have nothing to do."))
                                              : "",
                           url(path(post))});
    out.sms = l.tr(line) + ". " + url(path(post));
    return out;
  });
}

void Letters::done(db::Transaction& tx, const Post& post, const Answer& answer, bool by_author) {
  const AccountId to = by_author ? answer.from_id : post.owner_id;
  const AccountId from = by_author ? post.owner_id : answer.from_id;
  accounts_.write_to(tx, to, [&](const Language& l) {
    const Message line{N_("{1} says it is done: {2}"), {name(tx, from, l), title(tx, post, l)}};
    Letter out;
    out.kind = "aid";
    out.path = path(post);
    out.subject = l.tr(line);
    const bool thanks = by_author && !answer.thanks.empty();
    out.text = paragraphs({l.tr(line) + ".", thanks ? quoted(l, answer.thanks) : "",
                           by_author ? std::string(l.tr(N_("Thank you for your help.")))
                                     : std::string(l.tr(N_("You can thank them on this page."))),
                           url(path(post))});
    out.sms = l.tr(line) + ". " + url(path(post));
    return out;
  });
}

void Letters::still(db::Transaction& tx, const Post& post, const std::string& token) {
  accounts_.write_to(tx, post.owner_id, [&](const Language& l) {
    const std::string what = title(tx, post, l);
    const std::string link = url("/still/" + token);
    const bool agreed = post.state == State::agreed;
    const Message question = agreed ? Message{N_("Has it been done? {1}"), {what}}
                             : post.kind == Kind::need
                                 ? Message{N_("Do you still need it? {1}"), {what}}
                                 : Message{N_("Does your offer still stand? {1}"), {what}};
    Letter out;
    out.kind = "aid";
    out.path = path(post);
    out.subject = l.tr(question);
    out.text =
        paragraphs({l.tr(question),
                    l.tr(Message{N_("Answer with one click, without signing in: {1}"), {link}}),
                    l.tr(Message{N_("Without an answer, we close it on {1}. Nothing else happens."),
                                 {l.date(post.expires_at)}})});
    out.sms = l.tr(question) + " " + link;
    return out;
  });
}

void Letters::expired(db::Transaction& tx, const Post& post) {
  accounts_.write_to(tx, post.owner_id, [&](const Language& l) {
    const Message line{N_("Closed, since we had no news: {1}"), {title(tx, post, l)}};
    Letter out;
    out.kind = "aid";
    out.path = path(post);
    out.subject = l.tr(line);
    out.text = paragraphs(
        {l.tr(line) + ".",
         l.tr(Message{N_("You can open it again in one click: {1}"), {url(path(post))}})});
    out.sms = l.tr(line) + ". " + url(path(post));
    return out;
  });
}

}  // namespace palier::aid
