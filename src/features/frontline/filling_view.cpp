// What the pages of filling in show.
#include "features/frontline/filling.hpp"

namespace palier::frontline {

using i18n::Message;

StepPage step_page(const Room& room, const http::Context& c, const Opened& o, const Step& step,
                   const form::Input& shown_fields, const form::Errors& errors) {
  const auto& l = c.language;
  const auto& q = o.questionnaire;
  StepPage p;
  p.action = q.url();
  p.back = "/front-line";
  const auto steps = steps_of(q, o.kinds, shown_fields);
  const auto at = std::find(steps.begin(), steps.end(), step) - steps.begin();
  if (at > 0)
    p.progress = l.tr(
        Message{N_("Step {1} of {2}"), {std::to_string(at + 1), std::to_string(steps.size())}});
  if (step.kind.empty()) {
    p.heading = at == 0 ? q.title.in(l.code())
                        : q.pages[static_cast<std::size_t>(step.page - 1)].in(l.code());
    if (at == 0) {
      p.lead = q.lead.in(l.code());
      p.promise =
          l.tr(N_("No account is needed to begin. Your address and your telephone are shown "
                  "only to the person you accept and to the desk. A form that is not sent, "
                  "or of which nothing comes, is erased after 30 days."));
    }
  } else {
    for (const auto& k : o.kinds)
      if (k.code == step.kind) {
        p.heading = k.name;
        p.care = k.care;
      }
  }
  for (auto& f : page_fields(o.against, step, shown_fields, l)) {
    if (f.type != "place") f = html::filled(f, shown_fields, errors, l);
    if (f.type == "place") {
      const bool given = shown_fields.has("address_text") || shown_fields.has("address_id") ||
                         shown_fields.has("postcode") || shown_fields.has("quarter") ||
                         shown_fields.has("lat") || shown_fields.has("map.x");
      form::Errors unused;
      places::LocationRule rule;
      rule.required = f.required;
      const auto answer = given ? places::read_location(room.p.places, shown_fields, unused, rule)
                                : places::LocationAnswer{};
      p.where = places::location_view(room.p.places, shown_fields, errors, answer, l, f.label,
                                      f.hint, rule);
    }
    p.fields.push_back(std::move(f));
  }
  return p;
}

CheckPage check_page(const http::Context& c, const Opened& o, const form::Input& fields,
                     const Filled& filled) {
  const auto& l = c.language;
  CheckPage p;
  p.title = o.questionnaire.title.in(l.code());
  for (auto& line : said(o.against, fields, filled, l))
    p.rows.push_back({std::move(line.label), line.step.name, std::move(line.values)});
  if (o.questionnaire.audience == Audience::person)
    p.notes.emplace_back(
        l.tr(N_("Only people who have been checked can answer. Nobody is told why.")));
  const bool online = filled.way == Way::online;
  if (online && !c.viewer.signed_in())
    p.notes.emplace_back(
        l.tr(N_("To send it, give an e-mail address or a mobile number and type "
                "the code we send. What you wrote is kept.")));
  p.submit = online && !c.viewer.signed_in() ? l.tr(N_("Continue and send")) : l.tr(N_("Send"));
  return p;
}

}  // namespace palier::frontline
