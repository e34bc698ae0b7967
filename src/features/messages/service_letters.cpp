#include "features/messages/service.hpp"
#include "features/messages/store.hpp"

namespace palier::messages {
namespace {

using accounts::Accounts;
using Words = i18n::Message;

constexpr int kInOneLetter = 10;

/// The beginning of a text for a letter: whole words, at most `most` bytes, never half a character.
std::string beginning(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = text.rfind(' ', most);
  if (end == std::string::npos || end < most / 2) {
    end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  }
  return text.substr(0, end) + " …";
}

struct Part {
  std::string name, text;
  std::int64_t photos = 0;
};

/// What was written, with who wrote it where several did.
std::string body(const i18n::Language& l, const std::vector<Part>& parts, bool names) {
  std::string out;
  for (const Part& part : parts) {
    if (!out.empty()) out += "\n\n";
    if (names) out += l.tr(Words{N_("{1}:"), {part.name}}) + "\n";
    out += part.text;
    if (part.photos > 0) {
      if (!part.text.empty()) out += '\n';
      out += i18n::Language::fill(
          l.tr("[{1} photo, on the site]", "[{1} photos, on the site]", part.photos),
          std::vector<std::string>{std::to_string(part.photos)});
    }
  }
  return out;
}

std::string via(const i18n::Language& l, const std::string& name, const std::string& site) {
  return l.tr(Words{N_("{1} (via {2})"), {name, site}});
}

}  // namespace

void Service::tell(const Written& event) {
  core_.db.write([&](db::Transaction& tx) {
    const AccountId author{event.author};
    const auto thread = store::find(tx, ThreadId{event.thread}, author);
    const auto message = store::message(tx, MessageId{event.message});
    if (!thread || !message || message->hidden || thread->refused_at) return;
    for (const Member& member : store::members(tx, thread->id))
      if (member.account_id != author && !member.muted) tell_one(tx, *thread, member);
  });
}

void Service::tell_one(db::Transaction& tx, const Thread& thread, const Member& to) {
  const AccountId who = to.account_id;
  std::vector<Part> parts;
  bool several = false;
  AccountId first{};
  for (const auto& m : store::untold(tx, thread.id, who, kInOneLetter)) {
    const auto from = accounts_.person(tx, m.author_id);
    if (!from || moderation_.blocked(tx, m.author_id, who)) continue;
    if (!first) first = m.author_id;
    several = several || first != m.author_id;
    Part part{from->first_name, beginning(m.text, 600), 0};
    if (with_.photos)
      part.photos = static_cast<std::int64_t>(with_.photos->of(tx, "message", m.id.value).size());
    parts.push_back(std::move(part));
  }
  if (parts.empty() || !store::claim_letter(tx, thread.id, who, core_.clock.now(), to.by_mail))
    return;

  const std::string name = parts.front().name;
  const std::string link = core_.site.public_url + url(thread.id);
  const bool request = thread.asked_by && thread.asked_by != who;
  accounts_.write_to(tx, who, [&](const i18n::Language& l) {
    Accounts::Letter letter;
    letter.kind = "messages";
    letter.path = url(thread.id);
    letter.from_name = via(l, name, core_.site.name);
    letter.sms = l.tr(Words{N_("{1} has written to you on Palier: {2}"), {name, link}});
    const std::string said = body(l, parts, several);
    if (request) {
      letter.subject = l.tr(Words{N_("{1} would like to write to you"), {name}});
      letter.text = l.tr(
          Words{N_("Hello,\n\n{1}, a neighbour, would like to write to you:\n\n{2}\n\nTo accept or "
                   "refuse (the other is not told of a refusal):\n{3}"),
                {name, said, link}});
      return letter;
    }
    letter.reply_to = core_.replies.address("thread", thread.id.value, who.value);
    const std::string how =
        letter.reply_to.empty()
            ? l.tr(Words{N_("To answer:\n{1}"), {link}})
            : l.tr(Words{N_("To answer, simply reply to this e-mail: your address is not shown. "
                            "Or on the site:\n{1}"),
                         {link}});
    if (thread.round()) {
      letter.subject = l.tr(Words{N_("{1} has written in “{2}”"), {name, thread.title}});
      letter.text = l.tr(Words{N_("Hello,\n\n{1} has written in “{2}”:\n\n{3}\n\n{4}"),
                               {name, thread.title, said, how}});
    } else if (thread.title.empty()) {
      letter.subject = l.tr(Words{N_("{1} has written to you"), {name}});
      letter.text =
          l.tr(Words{N_("Hello,\n\n{1} has written to you:\n\n{2}\n\n{3}"), {name, said, how}});
    } else {
      letter.subject = l.tr(Words{N_("{1} has written to you"), {name}});
      letter.text = l.tr(Words{N_("Hello,\n\n{1} has written to you about “{2}”:\n\n{3}\n\n{4}"),
                               {name, thread.title, said, how}});
    }
    return letter;
  });
}

void Service::tell_added(db::Transaction& tx, const Thread& thread, AccountId who, AccountId by) {
  const auto from = accounts_.person(tx, by);
  if (!from) return;
  const std::string link = core_.site.public_url + url(thread.id);
  accounts_.write_to(tx, who, [&](const i18n::Language& l) {
    Accounts::Letter letter;
    letter.kind = "messages";
    letter.path = url(thread.id);
    letter.from_name = via(l, from->first_name, core_.site.name);
    letter.subject =
        l.tr(Words{N_("{1} has added you to “{2}”"), {from->first_name, thread.title}});
    letter.text = l.tr(Words{
        N_("Hello,\n\n{1} has added you to the conversation “{2}”. You read what is written there "
           "from now on, and can leave it at any time:\n{3}"),
        {from->first_name, thread.title, link}});
    return letter;
  });
}

}  // namespace palier::messages
