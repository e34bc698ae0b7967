#include "features/accounts/form.hpp"

#include <gtest/gtest.h>

#include "core/i18n/language.hpp"
#include "features/accounts/names.hpp"
#include "features/accounts/password.hpp"

namespace palier::accounts {
namespace {

using form::Errors;
using form::Input;

TEST(Identifier, IsAnEmailOrAPhoneInNormalForm) {
  EXPECT_EQ(form::parse_identifier("Anna.K@Example.ORG", "33"),
            (form::Identifier{Kind::email, "anna.k@example.org"}));
  EXPECT_EQ(form::parse_identifier("06 12 34 56 78", "33"),
            (form::Identifier{Kind::phone, "+33612345678"}));
  for (const char* wrong : {"", "anna", "@", "a@b", "12", "06 12 34", "anna@@example.org"})
    EXPECT_FALSE(form::parse_identifier(wrong, "33")) << wrong;
}

TEST(Identifier, SaysWhatIsWrongForWhatWasMeant) {
  const auto error = [](const char* field, const char* typed) -> std::string {
    Input in;
    in.set(field, typed);
    Errors errors;
    form::read_identifier(in, errors, field, "33");
    return errors.find(field) ? errors.find(field)->msgid : "";
  };
  EXPECT_NE(error("identifier", "anna@").find("not an e-mail"), std::string::npos);
  EXPECT_NE(error("identifier", "anna").find("or a phone"), std::string::npos);
  EXPECT_NE(error("phone", "anna@example.org").find("not a phone"), std::string::npos);
  EXPECT_EQ(error("phone", "0612345678"), "");
  EXPECT_NE(error("email", "0612345678").find("not an e-mail"), std::string::npos);
}

TEST(Code, TakesSpacesAndNothingElse) {
  const auto read = [](const char* typed) -> std::optional<std::string> {
    Input in;
    in.set("code", typed);
    Errors errors;
    auto code = form::read_code(in, errors);
    if (errors) return {};
    return code;
  };
  EXPECT_EQ(read("123 456"), "123456");
  EXPECT_EQ(read("12-34-56"), "123456");
  for (const char* wrong : {"", "12345", "1234567", "12345a", "-"}) EXPECT_FALSE(read(wrong));
}

TEST(Next, StaysOnThisSite) {
  EXPECT_EQ(form::local_path("/needs/5?a=b"), "/needs/5?a=b");
  for (const char* away : {"", "https://evil.example", "//evil.example", "/\\evil.example", "needs",
                           "/a\r\nSet-Cookie: x", "/a b", "javascript:alert(1)"})
    EXPECT_EQ(form::local_path(away), "/") << away;
  EXPECT_EQ(form::local_path("/" + std::string(1000, 'a')), "/");
}

TEST(Names, KeepEveryScriptAndDropWhatMisleads) {
  EXPECT_EQ(visible("  Zoé   Nguyễn "), "Zoé Nguyễn");
  EXPECT_EQ(visible("محمد"), "محمد");
  EXPECT_EQ(visible("Ana 🌻 👩‍👧"), "Ana 🌻 👩‍👧");
  EXPECT_EQ(visible("Anna\u202Egro.live"), "Annagro.live");
  EXPECT_EQ(visible("An\u200Bna\u2066"), "Anna");
  EXPECT_EQ(visible("\u200B\u200D\u2060"), "");
  EXPECT_EQ(visible("one\ntwo"), "one two");
  EXPECT_EQ(visible("one\ntwo", true), "one\ntwo");
  std::string zalgo = "a";
  for (int i = 0; i < 50; ++i) zalgo += "\u0316";
  EXPECT_LE(visible(zalgo).size(), 1 + 3 * 2U);
}

TEST(Names, AreNotAddressesAndNotHuge) {
  const auto errors_of = [](std::string first) {
    Input in;
    in.set("first_name", std::move(first));
    Errors errors;
    form::read_name(in, errors);
    return errors;
  };
  EXPECT_TRUE(errors_of("Yasmine").empty());
  EXPECT_FALSE(errors_of("https://evil.example").empty());
  EXPECT_FALSE(errors_of("write to a@b.example").empty());
  EXPECT_FALSE(errors_of(std::string(100'000, 'x')).empty());
  EXPECT_FALSE(errors_of("\u200B").empty());
  EXPECT_FALSE(errors_of("").empty());
}

TEST(Patch, SetsOnlyWhatWasSentAndRefusesTheUnknown) {
  Input in;
  in.set("about", "I like cats");
  in.set("notify", "weekly");
  Errors errors;
  const auto patch = form::read_patch(in, errors);
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(patch.about, "I like cats");
  EXPECT_EQ(patch.notify, Notify::weekly);
  EXPECT_FALSE(patch.first_name || patch.language || patch.spoken);

  in.set("notify", "hourly");
  in.set("spoken", "klingon");
  form::read_patch(in, errors);
  EXPECT_TRUE(errors.find("notify"));
  EXPECT_TRUE(errors.find("spoken"));
}

TEST(Password, RefusesTheCommonTheShortAndOnesOwn) {
  const auto weak = [](std::string_view p) {
    return *weak_password(p, {"Yasmine", "yasmine@example.org"}).msgid != '\0';
  };
  EXPECT_TRUE(weak("MotDePasse123"));
  EXPECT_TRUE(weak("aaaaaaaaaaaa"));
  EXPECT_TRUE(weak("1212121212"));
  EXPECT_TRUE(weak("yasmine1234"));
  EXPECT_TRUE(weak("yasmine@example.org"));
  EXPECT_FALSE(weak("cheval agrafe pile"));
  Input in;
  in.set("password", "courte");
  Errors errors;
  form::read_password(in, errors, {});
  EXPECT_TRUE(errors.find("password"));
}

TEST(Password, IsHashedWithItsOwnSalt) {
  const auto a = hash_password("cheval agrafe pile");
  EXPECT_TRUE(a.starts_with("$argon2id$"));
  EXPECT_NE(a, hash_password("cheval agrafe pile"));
  EXPECT_TRUE(password_fits(a, "cheval agrafe pile"));
  EXPECT_FALSE(password_fits(a, "cheval agrafe pilf"));
  EXPECT_FALSE(password_fits("", "cheval agrafe pile"));
}

TEST(Password, TakesAsLongForNobody) {
  using Clock = std::chrono::steady_clock;
  const auto hash = hash_password("cheval agrafe pile");
  password_fits("", "warm");
  const auto time = [](std::string_view h) {
    const auto start = Clock::now();
    for (int i = 0; i < 5; ++i) password_fits(h, "not the one at all");
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  const double somebody = time(hash), nobody = time("");
  EXPECT_LT(nobody, somebody * 2);
  EXPECT_LT(somebody, nobody * 2);
}

TEST(Masked, ShowsEnoughForTheOwnerOnly) {
  EXPECT_EQ(masked(false, "yasmine@example.org"), "y…@example.org");
  EXPECT_EQ(masked(true, "+33612345678"), "+33 •• •• •• 78");
  EXPECT_EQ(readable_phone("+33612345678"), "+33 6 12 34 56 78");
}

}  // namespace
}  // namespace palier::accounts
