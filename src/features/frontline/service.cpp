#include "features/frontline/service.hpp"

#include "core/jobs/event_json.hpp"

namespace palier::frontline {
namespace {

using i18n::Message;

[[noreturn]] void stop(std::string_view field, Message message) {
  form::Errors errors;
  errors.add(field, std::move(message));
  throw Stopped{errors};
}

/// A name as it is compared: small letters, single spaces.
std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    if (c >= 'A' && c <= 'Z') c += 32;
    // É is C3 89, é is C3 A9; × (C3 97) has no small letter.
    const bool accent = i > 0 && static_cast<unsigned char>(text[i - 1]) == 0xC3;
    if (accent && c >= 0x80 && c <= 0x9E && c != 0x97) c += 32;
    out += static_cast<char>(c);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::pair<std::string, std::string> first_and_last(const std::string& name) {
  const auto space = name.find(' ');
  if (space == std::string::npos) return {name, ""};
  return {name.substr(0, space), name.substr(space + 1)};
}

constexpr std::string_view kLetterPurpose = "frontline.letter";
constexpr std::string_view kAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Eight characters that are not taken for each other, 40 bits.
std::string fresh_code() {
  std::string out;
  for (const char c : http::random_token().substr(0, 8)) out += kAlphabet[kBase64.find(c) % 32];
  return out;
}

std::string as_printed(std::string_view typed) {
  std::string out;
  for (const char c : typed) {
    const char big = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (kAlphabet.find(big) != std::string_view::npos) out += big;
  }
  return out;
}

}  // namespace

void Service::introduce(db::Transaction& tx, const Filled& f, AccountId account) const {
  accounts::Accounts::Known known;
  known.first_name = f.first_name;
  known.last_name = f.last_name;
  known.spoken = f.spoken;
  // The place of somebody else is not one's home.
  if (!f.other) known.home = f.where.location;
  known.rules_agreed = f.consent;
  p_.accounts.introduce(tx, account, known);
}

Submission Service::made(const Against& a, const form::Input& fields, const Filled& f,
                         const Sender& by) const {
  Submission s;
  s.id = SubmissionId::make();
  s.territory_id = f.where.location ? f.where.location->scopes.territory : by.territory;
  s.questionnaire_id = a.questionnaire.id;
  s.version = a.questionnaire.version;
  s.audience = a.questionnaire.audience;
  s.account_id = by.account;
  s.language = by.language;
  s.answers = to_text(fields);
  s.way = f.way;
  s.phone = !f.contact_phone.empty() ? f.contact_phone : f.phone;
  s.person = folded(f.other ? f.other_name : f.first_name + " " + f.last_name);
  if (f.where.location) {
    s.place_label = f.where.location->label;
    s.address_id = f.where.location->address.value;
  }
  if (f.consent) {
    s.consent = "form";
    s.consent_at = by.now;
  }
  s.created_at = by.now;
  return s;
}

void Service::post_needs(db::Transaction& tx, const Against& a, const form::Input& fields,
                         const Filled& f, const Submission& s, AccountId made_by) const {
  form::Errors errors;
  for (const auto& kind : f.kinds) {
    const auto posted =
        p_.aid.post(tx, {aid::Kind::need, s.account_id, made_by, f.where.location, {}},
                    need_fields(a, f, fields, kind));
    if (posted.ok())
      store::add_need(tx, s.id, posted.id);
    else
      add_errors(posted.errors, kind, errors);
  }
  if (errors) throw Stopped{errors};
}

void Service::volunteer(db::Transaction& tx, const Filled& f, AccountId account) const {
  auto profile = p_.proposals.profile(tx, account).value_or(proposals::Profile{});
  profile.account_id = account;
  profile.active = true;
  profile.paused_until.reset();
  if (f.where.location) profile.territory_id = f.where.location->scopes.territory;
  // What they said earlier stays; what they say now is added, or takes its place.
  for (const auto& kind : f.kinds)
    if (std::find(profile.kinds.begin(), profile.kinds.end(), kind) == profile.kinds.end())
      profile.kinds.push_back(kind);
  if (f.radius_m) profile.radius_m = std::clamp<std::int64_t>(*f.radius_m, 100, 50'000);
  if (f.per_week) profile.per_week = std::clamp<std::int64_t>(*f.per_week, 1, 14);
  if (!f.windows.empty()) profile.windows = windows_of(f.windows);
  profile.accepts_vulnerable = f.accepts_vulnerable;
  if (f.children) profile.max_children = std::clamp<std::int64_t>(*f.children, 0, 8);
  if (!f.child_ages.empty()) profile.child_ages = f.child_ages;
  if (f.has_children) profile.has_children = true;
  p_.proposals.volunteer(tx, profile);
}

SubmissionId Service::send(db::Transaction& tx, const Against& a, const form::Input& fields,
                           const Filled& f, const Sender& by) const {
  auto s = made(a, fields, f, by);
  s.state = State::sent;
  s.way = Way::online;
  s.closed_at = by.now;
  store::insert(tx, s);
  if (s.audience == Audience::helper)
    volunteer(tx, f, by.account);
  else
    post_needs(tx, a, fields, f, s, {});
  p_.core.events.emit(tx, Sent{s.id.value});
  return s.id;
}

SubmissionId Service::to_desk(db::Transaction& tx, const Against& a, const form::Input& fields,
                              const Filled& f, const Sender& by) const {
  auto s = made(a, fields, f, by);
  s.state = State::waiting;
  s.account_id = {};  // Whoever typed it may be another than the person.
  if (store::waiting_for(tx, s.phone) >= kMostWaiting ||
      store::waiting_at(tx, s.place_label) >= kMostAtAddress)
    stop("", {N_("We already have several requests for this number or this address, and will "
                 "soon be in touch. There is no need to send another.")});
  store::insert(tx, s);
  p_.core.events.emit(tx, Waiting{s.id.value});
  return s.id;
}

std::optional<AccountId> Service::known(db::Session& s, const Submission& one,
                                        const Filled& f) const {
  // A relative's own number says nothing of the person they ask for.
  const auto& phone = f.contact_phone.empty() && !f.other ? one.phone : f.contact_phone;
  if (!phone.empty())
    if (const auto found = p_.accounts.find(s, accounts::Kind::phone, phone)) return found;
  if (!f.email.empty() && !f.other) return p_.accounts.find(s, accounts::Kind::email, f.email);
  return {};
}

void Service::complete(db::Transaction& tx, SubmissionId id, const Heard& heard,
                       const Sender& by) const {
  auto s = store::lock(tx, id);
  if (!s || s->state != State::waiting) stop("", {N_("This form has been dealt with already.")});
  const auto q = store::questionnaire(tx, s->questionnaire_id, s->version);
  const auto* language = i18n::find(s->language);
  const auto kind_list = kinds(s->audience, language ? *language : *i18n::languages().front());
  const auto fields = from_text(s->answers);
  form::Errors errors;
  const auto a = against(*q, kind_list);
  auto f = read_all(a, fields, errors);
  if (errors) throw Stopped{errors};

  const bool other = f.other;
  const auto name = other ? first_and_last(f.other_name) : std::pair(f.first_name, f.last_name);
  const auto theirs = heard.account ? known(tx, *s, f) : std::nullopt;
  f.other = false;  // The account is the person's own.
  if (heard.account) {
    // Never by itself: the operator has chosen it, and only what the form itself leads to.
    if (theirs != heard.account)
      stop("account", {N_("This account has neither the number nor the e-mail of the form.")});
    s->account_id = heard.account;
  } else {
    accounts::Accounts::Draft draft;
    draft.first_name = name.first;
    draft.last_name = name.second;
    draft.language = s->language;
    draft.home = f.where.location;
    draft.spoken = f.spoken;
    draft.rules_agreed = true;
    const auto& phone = other ? f.contact_phone : s->phone;
    if (!phone.empty() && !p_.accounts.find(tx, accounts::Kind::phone, phone)) draft.phone = phone;
    if (!other && !f.email.empty() && !p_.accounts.find(tx, accounts::Kind::email, f.email))
      draft.email = f.email;
    s->account_id = p_.accounts.create(tx, draft);
  }
  s->made_by = by.account;
  s->state = State::done;
  s->consent = heard.consent;
  s->consent_at = by.now;
  if (!heard.note.empty()) s->note = heard.note;
  s->code_seal.clear();
  s->closed_at = by.now;
  store::update(tx, *s);
  if (s->audience == Audience::helper)
    volunteer(tx, f, s->account_id);
  else
    post_needs(tx, a, fields, f, *s, by.account);
  p_.core.events.emit(tx, Sent{s->id.value});
}

bool Service::note(db::Transaction& tx, SubmissionId id, std::string_view text, bool tried,
                   Instant now) const {
  auto s = store::lock(tx, id);
  if (!s || s->state != State::waiting) return false;
  s->note = text;
  if (tried) s->called_at = now;
  store::update(tx, *s);
  return true;
}

bool Service::refuse(db::Transaction& tx, SubmissionId id, std::string_view why,
                     const Sender& by) const {
  auto s = store::lock(tx, id);
  if (!s || s->state != State::waiting) return false;
  s->state = State::refused;
  s->made_by = by.account;
  s->note = why;
  s->code_seal.clear();
  s->closed_at = by.now;
  store::update(tx, *s);
  return true;
}

std::string Service::letter_code(db::Transaction& tx, SubmissionId id, Instant now) const {
  auto s = store::lock(tx, id);
  if (!s || s->state != State::waiting) return "";
  const auto code = fresh_code();
  s->code_seal = p_.keys.seal(kLetterPurpose, code);
  s->letter_at = now;
  store::update(tx, *s);
  return code.substr(0, 4) + "-" + code.substr(4);
}

bool Service::confirm(db::Transaction& tx, std::string_view typed, Instant now) const {
  const auto code = as_printed(typed);
  if (code.size() != 8) return false;
  const auto found = store::by_code(tx, p_.keys.seal(kLetterPurpose, code));
  if (!found) return false;
  auto s = store::lock(tx, found->id);
  if (!s || s->state != State::waiting) return false;
  s->confirmed_at = now;
  s->consent = "written";
  s->consent_at = now;
  s->code_seal.clear();
  store::update(tx, *s);
  return true;
}

}  // namespace palier::frontline
