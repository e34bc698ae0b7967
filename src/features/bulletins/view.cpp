#include "features/bulletins/view.hpp"

#include "core/html/markdown.hpp"
#include "features/bulletins/store.hpp"

namespace palier::bulletins {

using i18n::Language;
using i18n::Message;
using Style = Language::Style;

std::string emblem(Voice voice) {
  return voice == Voice::official ? "official" : "lantern";
}

std::string kind_words(Voice voice, const Language& l) {
  return voice == Voice::official ? l.tr(N_("Official information"))
                                  : l.tr(N_("From a neighbour, the quarter’s informant"));
}

std::string last_day(Instant ends, const Language& l) {
  return l.date(ends - std::chrono::microseconds{1});
}

DetailView detail_view(db::Session& s, const Service& service, const Bulletin& b,
                       const http::Viewer& viewer, const Language& l) {
  const Instant now = service.parts().core.clock.now();
  const auto circles = store::circles(s, b.id);
  DetailView v;
  v.card = service.card(b, circles, l);
  v.text = html::markdown(b.text);
  v.official = b.official();
  v.emblem = emblem(b.voice);
  v.kind = kind_words(b.voice, l);
  if (b.official())
    if (const auto body = store::body(s, b.body_id)) v.kind_of_body = l.tr(name(body->kind));
  v.since = l.date(b.from_at);
  if (b.ends_at != kNever) v.until = last_day(b.ends_at, l);
  v.published = l.date(b.begun_at.value_or(b.created_at), Style::day_and_time);
  if (b.amended_at) v.amended = l.date(*b.amended_at, Style::day_and_time);
  if (b.withdrawn_at) {
    v.withdrawn = l.date(*b.withdrawn_at, Style::day_and_time);
    v.withdrawn_why = b.withdrawn_why;
  }
  v.over = !b.withdrawn_at && b.ends_at <= now;
  v.to_come = !b.begun_at && !b.hidden;
  v.held = b.hidden;
  for (auto& a : store::amendments(s, b.id))
    v.changes.push_back({l.date(a.at, Style::day_and_time), std::move(a.note),
                         a.old_title == b.title ? "" : a.old_title, html::markdown(a.old_text)});
  v.may_amend = service.may_amend(s, viewer, b);
  v.may_withdraw = service.may_withdraw(s, viewer, b);
  v.may_report = !b.official() && viewer.account != b.author_id.value && b.begun_at && !b.hidden;
  v.signed_in = viewer.signed_in();
  const auto reading = service.reading(s, b, viewer.account);
  v.can_say = reading.open;
  v.said = reading.said;
  if (reading.least > 0)
    v.readers = l.tr(Message{N_("At least {1} people say that they have read this."),
                             {l.number(reading.least)}});
  if (v.may_amend || v.may_withdraw)
    if (const auto told = store::told(s, b.id); told && *told >= kLeast)
      v.told = l.tr(Message{N_("{1} people were written to."), {l.number(*told)}});
  v.amend_url = b.url() + "/amend";
  v.withdraw_url = b.url() + "/withdraw";
  v.read_url = b.url() + "/read";
  v.report_url = moderation::Moderation::report_url("bulletin", b.id.value);
  return v;
}

}  // namespace palier::bulletins
