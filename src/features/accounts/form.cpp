#include "features/accounts/form.hpp"

#include "features/accounts/names.hpp"
#include "features/accounts/password.hpp"

namespace palier::accounts::form {
namespace {

using palier::form::Reader;

constexpr std::size_t kNameMax = 60;
constexpr std::size_t kAboutMax = 500;
constexpr std::size_t kDetailsMax = 120;
constexpr std::size_t kTokenNameMax = 60;

const std::vector<std::string> kNotifyWords{"at_once", "daily", "weekly", "never"};

std::string lower(std::string s) {
  for (char& c : s)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return s;
}

std::string read_one_name(const Input& input, Errors& errors, std::string_view field, bool required,
                          const char* missing) {
  Reader reader(input, errors);
  std::string name =
      visible(reader.text(field, {.required = required, .max = kNameMax, .missing = {missing}}));
  if (required && name.empty()) errors.add(field, {missing});
  if (holds_address(name)) errors.add(field, {N_("Write a name, not a web or e-mail address.")});
  return name;
}

}  // namespace

std::optional<Identifier> parse_identifier(std::string_view text, std::string_view region) {
  if (text.find('@') != std::string_view::npos) {
    const std::string email = palier::form::normal_email(text);
    if (email.empty()) return {};
    return Identifier{Kind::email, lower(email)};
  }
  const std::string phone = palier::form::normal_phone(text, region);
  if (phone.empty()) return {};
  return Identifier{Kind::phone, phone};
}

Identifier read_identifier(const Input& input, Errors& errors, std::string_view field,
                           std::string_view region) {
  const std::string& typed = input.one(field);
  const bool email = field == "email";
  const bool phone = field == "phone";
  if (typed.empty()) {
    errors.add(field, {email   ? N_("Write your e-mail address.")
                       : phone ? N_("Write your phone number.")
                               : N_("Write your e-mail address or your phone number.")});
    return {};
  }
  const auto found = parse_identifier(typed, region);
  if (!found || (email && found->kind != Kind::email) || (phone && found->kind != Kind::phone)) {
    const bool meant_email = email || (!phone && typed.find('@') != std::string::npos);
    errors.add(field,
               {meant_email ? N_("This is not an e-mail address. It looks like name@example.org.")
                : phone     ? N_("This is not a phone number. It looks like 06 12 34 56 78.")
                            : N_("Write an e-mail address, like name@example.org, or a phone "
                                     "number, like 06 12 34 56 78.")});
    return {};
  }
  return *found;
}

std::string read_code(const Input& input, Errors& errors) {
  std::string digits;
  bool strange = false;
  for (const char c : input.one("code")) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != ' ' && c != '-' && c != '.')
      strange = true;
  }
  if (input.one("code").empty())
    errors.add("code", {N_("Write the code that you received: 6 digits.")});
  else if (strange || digits.size() != 6)
    errors.add("code", {N_("The code has 6 digits.")});
  return digits;
}

std::string local_path(std::string_view next) {
  const bool local = next.size() <= 500 && next.starts_with('/') && !next.starts_with("//") &&
                     next.find('\\') == std::string_view::npos &&
                     std::none_of(next.begin(), next.end(),
                                  [](unsigned char c) { return c <= 0x20 || c == 0x7F; });
  return local ? std::string(next) : "/";
}

NameDraft read_name(const Input& input, Errors& errors) {
  NameDraft draft;
  draft.first_name = read_one_name(input, errors, "first_name", true, N_("Write your first name."));
  draft.last_name = read_one_name(input, errors, "last_name", false, "");
  return draft;
}

std::string read_about(const Input& input, Errors& errors) {
  return visible(Reader(input, errors).text("about", {.max = kAboutMax, .lines = true}), true);
}

std::string read_language(const Input& input, Errors& errors) {
  std::vector<std::string> codes;
  for (const auto* language : i18n::languages()) codes.emplace_back(language->code());
  return Reader(input, errors).choice("language", codes, true);
}

std::vector<std::string> read_spoken(const Input& input, Errors& errors) {
  return Reader(input, errors).choices("spoken", spoken_codes(), false);
}

Notify read_notify(const Input& input, Errors& errors) {
  const std::string word = Reader(input, errors).choice("notify", kNotifyWords, true);
  const auto at = std::find(kNotifyWords.begin(), kNotifyWords.end(), word);
  return at == kNotifyWords.end() ? Notify::at_once
                                  : static_cast<Notify>(at - kNotifyWords.begin());
}

std::string read_details(const Input& input, Errors& errors) {
  return visible(Reader(input, errors).text("details", {.max = kDetailsMax}));
}

void read_rules(const Input& input, Errors& errors) {
  if (!Reader(input, errors).flag("rules"))
    errors.add("rules", {N_("Tick the box to say that you agree.")});
}

ProfilePatch read_patch(const Input& input, Errors& errors) {
  ProfilePatch p;
  if (input.sent("first_name"))
    p.first_name = read_one_name(input, errors, "first_name", true, N_("Write your first name."));
  if (input.sent("last_name")) p.last_name = read_one_name(input, errors, "last_name", false, "");
  if (input.sent("about")) p.about = read_about(input, errors);
  if (input.sent("language")) p.language = read_language(input, errors);
  if (input.sent("spoken")) p.spoken = read_spoken(input, errors);
  if (input.sent("notify")) p.notify = read_notify(input, errors);
  p.agree_rules = Reader(input, errors).flag("rules_agreed");
  return p;
}

std::string read_password(const Input& input, Errors& errors,
                          std::initializer_list<std::string_view> own) {
  const std::size_t before = errors.entries().size();
  std::string password = Reader(input, errors)
                             .text("password", {.required = true,
                                                .min = kPasswordMin,
                                                .max = kPasswordMax,
                                                .missing = {N_("Write a password.")}});
  if (errors.entries().size() == before)
    if (const auto weak = weak_password(password, own); *weak.msgid) errors.add("password", weak);
  return password;
}

PasswordSignIn read_password_sign_in(const Input& input, Errors& errors, std::string_view region) {
  PasswordSignIn s;
  s.identifier = read_identifier(input, errors, "identifier", region);
  s.password =
      Reader(input, errors)
          .text("password",
                {.required = true, .max = kPasswordMax, .missing = {N_("Write your password.")}});
  return s;
}

std::string read_token_name(const Input& input, Errors& errors) {
  return visible(
      Reader(input, errors)
          .text("name", {.required = true,
                         .max = kTokenNameMax,
                         .missing = {N_("Give the key a name, so that you know it again.")}}));
}

std::string_view word(Notify n) {
  return kNotifyWords[static_cast<std::size_t>(n)];
}
std::string_view word(Kind k) {
  return k == Kind::email ? "email" : "phone";
}

std::optional<http::Role> role_of(std::string_view word) {
  for (int i = 0; i < http::kRoles; ++i)
    if (const auto role = static_cast<http::Role>(i); http::name(role) == word) return role;
  return {};
}

}  // namespace palier::accounts::form
