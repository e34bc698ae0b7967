// What each page of the asking flow shows.
#include "features/aid/asking.hpp"

namespace palier::aid {
namespace {

using html::Field;
using i18n::Language;
using i18n::Message;

Field field(std::string name, std::string type, const char* label, const Language& l,
            const char* hint = nullptr) {
  Field f;
  f.name = std::move(name);
  f.type = std::move(type);
  f.label = l.tr(label);
  if (hint) f.hint = l.tr(hint);
  return f;
}

Field radios(std::string name, const char* label, const Language& l,
             std::vector<std::pair<std::string, std::string>> options, std::string chosen = {}) {
  Field f = field(std::move(name), "radios", label, l);
  f.required = true;
  for (auto& [value, text] : options)
    f.options.push_back({value, std::move(text), "", value == chosen});
  return f;
}

Field tick(std::string name, const char* label, const char* text, const Language& l) {
  Field f = field(std::move(name), "checkboxes", label, l);
  f.options.push_back({"1", l.tr(text), "", false});
  return f;
}

void whom_fields(StepPage& p, const Language& l) {
  p.heading = l.tr(N_("Who is it for?"));
  p.groups.push_back(
      {"",
       true,
       {radios("for", N_("It is"), l,
               {{"me", l.tr(N_("For me"))}, {"other", l.tr(N_("For somebody else"))}}, "me")}});
  Field name = field("other_name", "text", N_("First name of this person"), l,
                     N_("Only the neighbour you accept will see it."));
  Field consent = radios("consent", N_("How did this person agree?"), l,
                         {{"spoken", l.tr(label(Consent::spoken))},
                          {"written", l.tr(label(Consent::written))},
                          {"guardian", l.tr(label(Consent::guardian))}});
  p.groups.push_back({l.tr(N_("If it is for somebody else")), false, {name, consent}});
  Field frail = tick("vulnerable", N_("A person to protect"),
                     N_("This person is elderly, ill, disabled or frail"), l);
  frail.hint =
      l.tr(N_("Nobody is told. Only neighbours whose address has been checked will be able "
              "to answer."));
  p.groups.push_back({"", true, {frail}});
}

void where_fields(StepPage& p, Room& room, const http::Context& c, const form::Input& input,
                  const form::Errors& errors) {
  const auto& l = c.language;
  p.heading = l.tr(N_("Where?"));
  p.lead =
      l.tr(N_("The exact address is shown to nobody but the neighbour you accept. Others see "
              "only the quarter."));
  std::string home = l.tr(N_("At my home"));
  if (c.viewer.signed_in())
    if (const auto at = room.db().read(
            [&](db::Session& s) { return room.p.accounts.home(s, AccountId{c.viewer.account}); }))
      home += ": " + at->label;
  p.groups.push_back(
      {"",
       true,
       {radios("place", N_("The place"), l,
               {{"home", home}, {"elsewhere", l.tr(N_("Somewhere else"))}}, "home")}});
  const bool elsewhere = input.one("place") == "elsewhere";
  form::Errors unused;
  const auto answer =
      elsewhere ? places::read_location(room.p.places, input, unused) : places::LocationAnswer{};
  const auto view = places::location_view(room.p.places, input, errors, answer, l,
                                          l.tr(N_("Address")), l.tr(N_("Number, street and town")));
  p.where = view;
  p.where_title = l.tr(N_("If it is somewhere else"));
  p.where_open = elsewhere || !errors.empty();
}

void when_fields(StepPage& p, Kind kind, const Language& l, const form::Input& input) {
  p.heading = kind == Kind::need ? l.tr(N_("When?")) : l.tr(N_("When are you available?"));
  if (kind == Kind::need) {
    Field by = field("needed_by", "date", N_("By which day, at the latest?"), l,
                     N_("Leave it empty if there is no hurry."));
    p.groups.push_back({"",
                        true,
                        {radios("urgency", N_("Is it urgent?"), l,
                                {{"normal", l.tr(N_("No, it can wait a little"))},
                                 {"urgent", l.tr(N_("Yes, today or tomorrow"))}},
                                "normal"),
                         by}});
  }
  Field week = field("windows", "week", N_("Which moments of the week suit you?"), l,
                     N_("Tick nothing if any moment suits."));
  for (int i = 0; i < kBlocks; ++i)
    week.options.push_back({block_word(i), block_label(i, l), "", false});
  Field dates = field("dates", "text", N_("Or on certain days"), l,
                      N_("For example 27/03/2027. Several days: separate them with commas."));
  std::vector<std::pair<std::string, std::string>> every;
  for (const Repeats r :
       {Repeats::once, Repeats::daily, Repeats::weekly, Repeats::fortnightly, Repeats::monthly})
    every.emplace_back(word(r), l.tr(label(r)));
  Field repeats = radios("repeats", N_("How often?"), l, std::move(every), "once");
  const bool filled = input.has("windows") || input.has("dates");
  p.groups.push_back({kind == Kind::need ? l.tr(N_("Moments of the week, days, how often")) : "",
                      filled,
                      {week, dates, repeats}});
}

void how_fields(StepPage& p, const Category* category, Kind kind, const Language& l,
                const form::Input& input) {
  p.heading = l.tr(N_("How?"));
  const bool need = kind == Kind::need;
  p.precautions = category && category->contactless;
  if (p.precautions)
    p.groups.push_back(
        {"",
         true,
         {radios("contactless", N_("Without meeting?"), l,
                 {{"yes", l.tr(N_("Yes, without contact"))}, {"no", l.tr(N_("No, we will meet"))}},
                 "yes")}});
  Field amount = field("amount", "text", N_("If it is paid, how much?"), l);
  amount.suffix = "€";
  amount.width = 5;
  amount.inputmode = "decimal";
  Field people =
      field("people", "text",
            need ? N_("How many people do you need?") : N_("How many people can you help?"), l);
  people.value = "1";
  people.width = 2;
  people.inputmode = "numeric";
  people.required = true;
  p.groups.push_back({"",
                      true,
                      {radios("payment", N_("Money"), l,
                              {{"free", l.tr(label(Payment::free))},
                               {"expenses", l.tr(N_("Only the expenses are paid back"))},
                               {"paid", l.tr(label(Payment::paid))}},
                              "free"),
                       amount, people}});
  std::vector<std::pair<std::string, std::string>> scopes;
  for (const Scope s : {Scope::city, Scope::quarter, Scope::street, Scope::building, Scope::radius})
    scopes.emplace_back(word(s), l.tr(label(s)));
  Field scope = radios("scope", N_("Who can see it?"), l, std::move(scopes), "city");
  scope.hint =
      l.tr(N_("If you choose your building or your street, your neighbours there will know "
              "that it comes from there."));
  Field radius = field("radius", "text", N_("Up to what distance, in metres?"), l,
                       N_("Only for “around me”. For example 800."));
  radius.width = 5;
  radius.inputmode = "numeric";
  p.groups.push_back({l.tr(N_("Who can see it, who can answer")),
                      input.has("scope") && input.one("scope") != "city",
                      {scope, radius,
                       tick("verified_only", N_("Who can answer?"),
                            N_("Only neighbours whose address has been checked"), l)}});
}

}  // namespace

Field question_field(const Question& q, const Language& l) {
  Field f;
  f.name = q.field();
  f.label = q.label(l.code());
  f.hint = q.hint(l.code());
  f.required = q.required;
  const auto options = [&] {
    for (const auto& o : q.choices)
      f.options.push_back({o.value, l.code() == "fr" ? o.fr : o.en, "", false});
  };
  switch (q.kind) {
    case QuestionKind::text:
      break;
    case QuestionKind::lines:
      f.type = "textarea";
      f.max = static_cast<int>(q.maximum);
      break;
    case QuestionKind::number:
      f.inputmode = "numeric";
      f.width = 4;
      break;
    case QuestionKind::money:
      f.inputmode = "decimal";
      f.width = 5;
      f.suffix = "€";
      break;
    case QuestionKind::choice:
      f.type = "radios";
      options();
      break;
    case QuestionKind::choices:
      f.type = "checkboxes";
      options();
      break;
    case QuestionKind::yes_no:
      f.type = "radios";
      f.options = {{"yes", l.tr(N_("Yes")), "", false}, {"no", l.tr(N_("No")), "", false}};
      break;
  }
  return f;
}

Field details_field(const Category* category, Kind kind, const Language& l) {
  Field details = field("details", "textarea", N_("In your own words"), l,
                        N_("Do not write your address or your telephone number here: the one "
                           "you accept gets them."));
  details.required = category && category->asked(kind).empty();
  details.max = 2000;
  return details;
}

std::string care_line(const Category* category, const Language& l) {
  if (!category || !category->needs_verified) return "";
  return l.tr(
      N_("For children’s safety, only neighbours whose address has been checked "
         "can help here."));
}

Field category_field(const Catalogue& catalogue, Kind kind, const Language& l) {
  Field f = field("category", "radios",
                  kind == Kind::need ? N_("What do you need?") : N_("What can you offer?"), l);
  f.as_heading = true;
  f.required = true;
  for (const Category* c : catalogue.active())
    f.options.push_back({c->code, c->name(l.code()), c->hint(l.code()), false, c->icon});
  return f;
}

std::string ask_url(const Draft& draft, std::string_view step) {
  return "/ask/" + draft.id.str() + "/" + std::string(step);
}

std::vector<Step> steps_of(const Draft& draft, const Catalogue& catalogue) {
  std::vector<Step> out;
  const Category* category = category_of(draft.fields, catalogue);
  for (const Step s : kSteps) {
    if (s == Step::questions && (!category || category->asked(draft.kind).empty())) continue;
    if (s == Step::whom && draft.kind == Kind::offer) continue;
    out.push_back(s);
  }
  return out;
}

StepPage step_page(Room& room, const http::Context& c, const Draft& draft, Step step,
                   const form::Input& input, const form::Errors& errors) {
  const auto& l = c.language;
  const auto catalogue = room.catalogue();
  const Category* category = category_of(draft.fields, *catalogue);
  const bool need = draft.kind == Kind::need;
  StepPage p;
  p.submit = l.tr(N_("Continue"));
  switch (step) {
    case Step::category:
      p.groups.push_back({"", true, {category_field(*catalogue, draft.kind, l)}});
      break;
    case Step::questions:
      p.heading = category ? category->name(l.code()) : "";
      p.groups.push_back({"", true, {}});
      if (category) {
        for (const Question* q : category->asked(draft.kind))
          p.groups.back().fields.push_back(question_field(*q, l));
        p.care = care_line(category, l);
      }
      break;
    case Step::details: {
      p.heading = need ? l.tr(N_("What should your neighbours know?"))
                       : l.tr(N_("Say a little about your offer"));
      const Field details = details_field(category, draft.kind, l);
      Field title = field("title", "text", N_("A title"), l,
                          N_("Everyone can read it. Left empty, we write the kind of help."));
      p.groups.push_back({"", true, {details, title}});
      p.quick = !draft.editing && c.viewer.signed_in() && room.db().read([&](db::Session& s) {
        return !room.p.accounts.unfinished(s, AccountId{c.viewer.account});
      });
      break;
    }
    case Step::whom:
      whom_fields(p, l);
      break;
    case Step::where:
      where_fields(p, room, c, input, errors);
      break;
    case Step::when:
      when_fields(p, draft.kind, l, input);
      break;
    case Step::how:
      how_fields(p, category, draft.kind, l, input);
      break;
  }
  for (auto& group : p.groups)
    for (auto& f : group.fields) {
      if (f.name == "dates" && input.many("dates").size() > 1) {
        form::Input joined = input;  // One line shows them all.
        std::string all;
        for (const auto& d : input.many("dates")) all += (all.empty() ? "" : ", ") + d;
        joined.set("dates", all);
        f = html::filled(f, joined, errors, l);
      } else {
        f = html::filled(f, input, errors, l);
      }
      if (!f.error.empty()) group.open = true;
      const bool chosen_other = f.name == "other_name" && input.one("for") == "other";
      if (chosen_other) group.open = true;
    }
  const auto steps = steps_of(draft, *catalogue);
  const auto at = std::find(steps.begin(), steps.end(), step);
  const auto n = at - steps.begin();
  p.progress =
      l.tr(Message{N_("Step {1} of {2}"), {std::to_string(n + 1), std::to_string(steps.size())}});
  const bool checking = c.request.query.one("back") == "check";
  p.action = ask_url(draft, word(step)) + (checking ? "?back=check" : "");
  p.back = checking ? ask_url(draft, "check")
           : n > 0  ? ask_url(draft, word(steps[static_cast<std::size_t>(n - 1)]))
                    : base(draft.kind) + "/new";
  return p;
}

}  // namespace palier::aid
