#include <boost/json.hpp>

#include "features/accounts/roles.hpp"
#include "features/accounts/testing/town.hpp"

namespace palier::accounts {
namespace {

using http::Role;
using testing::FakePlaces;
using testing::Town;

/// What two visitors saw, but for tokens and what they typed themselves.
std::string bare(std::string body, std::string_view typed) {
  for (auto at = body.find(typed); at != std::string::npos; at = body.find(typed))
    body.replace(at, typed.size(), "…");
  for (const std::string_view name : {"name=\"csrf\" value=\"", "name=\"once\" value=\""})
    for (auto at = body.find(name); at != std::string::npos; at = body.find(name, at + 1)) {
      const auto start = at + name.size();
      body.erase(start, body.find('"', start) - start);
    }
  return body;
}

TEST(SignInPages, LeadANewPersonThroughTheQuestionsToWhereTheyWereGoing) {
  Town town;
  auto& site = town.site;
  EXPECT_EQ(site.get("/account").location(), "/sign-in?next=/account");
  EXPECT_TRUE(site.get("/sign-in?next=/account").says("value=\"/account\""));
  EXPECT_EQ(
      site.post("/sign-in", {{"identifier", "06 12 34 56 78"}, {"next", "/account"}}).location(),
      "/sign-in/code");
  EXPECT_TRUE(site.get("/sign-in/code").says("+33 6 12 34 56 78"));
  EXPECT_EQ(site.post("/sign-in/code", {{"code", town.wrong_code()}}).status, 422);
  auto answer = site.post("/sign-in/code", {{"code", town.code()}});
  EXPECT_EQ(answer.location(), "/welcome/name?next=%2Faccount");
  EXPECT_TRUE(site.get(answer.location()).says("Question 1 of 4"));
  EXPECT_EQ(site.post("/welcome/name", {{"first_name", ""}, {"next", "/account"}}).status, 422);
  answer = site.post("/welcome/name", {{"first_name", "Zoé"}, {"next", "/account"}});
  EXPECT_EQ(answer.location(), "/welcome/language?next=%2Faccount");
  answer = site.post("/welcome/language", {{"language", "fr"}, {"next", "/account"}});
  EXPECT_EQ(answer.location(), "/welcome/address?next=%2Faccount");
  EXPECT_TRUE(site.get(answer.location()).says("address_text"));
  EXPECT_EQ(site.post("/welcome/address", {{"next", "/account"}}).status, 422);
  answer = site.post("/welcome/address", {{"address_id", std::to_string(FakePlaces::kHere)},
                                          {"details", "3e gauche"},
                                          {"next", "/account"}});
  EXPECT_EQ(answer.location(), "/welcome/rules?next=%2Faccount");
  EXPECT_EQ(site.post("/welcome/rules", {{"next", "/account"}}).status, 422);
  answer = site.post("/welcome/rules", {{"rules", "1"}, {"next", "/account"}});
  EXPECT_EQ(answer.location(), "/account");
  answer = site.get("/account");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.says("Zoé") && answer.says("10 Rue Oberkampf") && answer.says("3e gauche"));
  const auto id = town.account(Kind::phone, "+33612345678");
  EXPECT_FALSE(
      site.core().db.read([&](db::Session& s) { return town.service().unfinished(s, id); }));
}

TEST(SignInPages, AnswerTheSameWhoeverIsAskedFor) {
  Town town;
  town.settled("known@example.org");
  const auto see = [&](const std::string& who, const std::string& path, palier::testing::Fields f) {
    town.site.sign_out();
    f.emplace_back("identifier", who);
    auto answer = town.site.post(path, f);
    auto seen = std::to_string(answer.status) + answer.location() + bare(answer.body, who);
    if (answer.status == 303) seen += bare(town.site.get(answer.location()).body, who);
    return seen;
  };
  EXPECT_EQ(see("known@example.org", "/sign-in", {}), see("other@example.org", "/sign-in", {}));
  EXPECT_EQ(see("known@example.org", "/sign-in/password", {{"password", "not the one"}}),
            see("other@example.org", "/sign-in/password", {{"password", "not the one"}}));
}

TEST(SignInPages, OpenALinkByItsButtonOnly) {
  Town town;
  town.settled("anna@example.org");
  town.site.post("/sign-in", {{"identifier", "anna@example.org"}, {"next", "/account/name"}});
  const auto link = town.site.mailed_link("/sign-in/link/");
  town.site.sign_out();  // Another browser.
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(town.site.get(link).says("anna@example.org"));
  EXPECT_EQ(town.site.get("/account").status, 303);
  EXPECT_EQ(town.site.post(link).location(), "/account/name");
  EXPECT_EQ(town.site.get("/account").status, 200);
  town.site.sign_out();
  EXPECT_EQ(town.site.get(link).status, 410);
  EXPECT_EQ(town.site.post(link).status, 410);
  EXPECT_EQ(town.site.get("/sign-in/link/nonsense").status, 410);
}

TEST(SignInPages, OfferANewCodeWhenOneIsOver) {
  Town town;
  town.site.post("/sign-in", {{"identifier", "anna@example.org"}});
  town.site.clock().advance(std::chrono::minutes{16});
  const auto over = town.site.post("/sign-in/code", {{"code", town.code()}});
  EXPECT_EQ(over.status, 422);
  EXPECT_TRUE(over.says("/sign-in/again"));
  EXPECT_EQ(town.site.post("/sign-in/again").location(), "/sign-in/code");
  EXPECT_EQ(town.site.post("/sign-in/code", {{"code", town.code()}}).status, 303);
}

TEST(SignInPages, NeverLeaveThisSite) {
  Town town;
  town.settled("anna@example.org");
  town.site.post("/sign-in", {{"identifier", "anna@example.org"}, {"next", "//evil.example"}});
  EXPECT_EQ(town.site.post("/sign-in/code", {{"code", town.code()}}).location(), "/");
}

TEST(AccountPages, ShowAndChangeEveryAnswer) {
  Town town;
  const auto id = town.settled("anna@example.org");
  town.site.sign_in_as(id.value);
  for (const char* path :
       {"/account", "/account/name", "/account/about", "/account/language", "/account/spoken",
        "/account/address", "/account/email", "/account/phone", "/account/password",
        "/account/keys", "/account/delete", "/welcome/name", "/welcome/language",
        "/welcome/address", "/welcome/rules"}) {
    const auto answer = town.site.get(path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_TRUE(answer.says("<h1")) << path;
  }
  EXPECT_EQ(town.site.post("/account/about", {{"about", "<b>cats</b>"}}).status, 303);
  const auto page = town.site.get("/account");
  EXPECT_TRUE(page.says("&lt;b&gt;cats"));
  EXPECT_EQ(town.site.get("/account/notifications").location(), "/account/notices");
  const auto long_name = std::string(500, 'x');
  const auto refused = town.site.post("/account/name", {{"first_name", long_name}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.says(long_name)) << "what was typed is kept";
}

TEST(AccountPages, KeepThisBrowserInAndPutOthersOutWithANewPassword) {
  Town town;
  const auto id = town.settled("anna@example.org");
  town.site.sign_in_as(id.value);
  EXPECT_EQ(town.site.post("/account/password", {{"password", "motdepasse123"}}).status, 422);
  EXPECT_EQ(town.site.post("/account/password", {{"password", "cheval agrafe pile"}}).status, 303);
  EXPECT_EQ(town.site.get("/account").status, 200);
  EXPECT_EQ(town.site.post("/account/sign-out-everywhere").status, 303);
  EXPECT_EQ(town.site.get("/account").status, 303);
  EXPECT_EQ(town.site
                .post("/sign-in/password", {{"identifier", "anna@example.org"},
                                            {"password", "cheval agrafe pile"},
                                            {"next", "/account"}})
                .location(),
            "/account");
}

TEST(AccountPages, ConfirmANewPhoneWithItsCode) {
  Town town;
  const auto id = town.settled("anna@example.org");
  town.site.sign_in_as(id.value);
  EXPECT_EQ(town.site.post("/account/phone", {{"phone", "0612345678"}}).location(),
            "/account/confirm");
  EXPECT_EQ(town.site.post("/account/confirm", {{"code", town.code()}}).location(), "/account");
  EXPECT_EQ(town.account(Kind::phone, "+33612345678"), id);
  EXPECT_EQ(town.site.post("/account/email/remove").status, 303);
  EXPECT_FALSE(town.account(Kind::email, "anna@example.org"));
  town.site.post("/account/phone/remove");
  EXPECT_EQ(town.account(Kind::phone, "+33612345678"), id) << "the last way is kept";
}

TEST(AccountPages, DeleteOnlyWhenSureAndGiveTheDataFirst) {
  Town town;
  const auto id = town.settled("anna@example.org");
  town.site.sign_in_as(id.value);
  const auto data = town.site.get("/account/export");
  EXPECT_TRUE(data.head("content-disposition").find("palier.json") != std::string_view::npos);
  EXPECT_EQ(data.json().at("account").at("email"), "anna@example.org");
  EXPECT_EQ(town.site.post("/account/delete").status, 422);
  EXPECT_EQ(town.site.post("/account/delete", {{"sure", "1"}}).status, 303);
  EXPECT_EQ(town.site.get("/account").status, 303);
  EXPECT_FALSE(town.account(Kind::email, "anna@example.org"));
}

TEST(Unsubscribe, TakesOneClickWithoutASession) {
  Town town;
  const auto id = town.settled("anna@example.org");
  const auto write = [&] {
    town.site.core().db.write([&](db::Transaction& tx) {
      town.service().write_to(tx, id, [](const i18n::Language&) {
        return Accounts::Letter{"News", "Something came.", false, ""};
      });
    });
  };
  write();
  ASSERT_EQ(town.site.mails().size(), 1U);
  const auto link = town.site.mailed_link("/unsubscribe/");
  ASSERT_FALSE(link.empty());
  EXPECT_TRUE(town.site.get(link).says("name=\"notify\""));
  EXPECT_EQ(town.site.post_without_csrf(link, {{"List-Unsubscribe", "One-Click"}}).status, 200);
  write();
  EXPECT_EQ(town.site.mails().size(), 1U);
  EXPECT_EQ(town.site.post_without_csrf(link, {{"notify", "daily"}}).status, 200);
  EXPECT_EQ(town.service().own(id)->account.notify, Notify::daily);
  EXPECT_EQ(town.site.get("/unsubscribe/nonsense").status, 410);
}

TEST(KeeperPages, AreForKeepersAndLeaveALineForEachDecision) {
  Town town;
  const auto keeper = town.settled("keeper@example.org", {Role::keeper});
  const auto anna = town.settled("anna@example.org");
  const auto path = "/keeper/people/" + anna.str();
  town.site.sign_in_as(anna.value);
  for (const auto& p : {std::string("/keeper/people"), path})
    EXPECT_EQ(town.site.get(p).status, 403);
  EXPECT_EQ(town.site.post(path + "/roles", {{"role", "keeper"}, {"granted", "1"}}).status, 403);

  town.site.sign_in_as(keeper.value);
  EXPECT_TRUE(town.site.get("/keeper/people?q=anna%40example.org").says(path));
  EXPECT_TRUE(town.site.get("/keeper/people?roles=1").says("keeper@example.org"));
  EXPECT_EQ(town.site.post(path + "/roles", {{"role", "operator"}, {"granted", "1"}}).status, 303);
  EXPECT_EQ(town.site.post(path + "/roles", {{"role", "king"}, {"granted", "1"}}).status, 400);
  EXPECT_EQ(town.site.post(path + "/verified", {{"verified", "1"}}).status, 303);
  EXPECT_EQ(town.site.post(path + "/suspended", {{"suspended", "1"}}).status, 422);
  const auto page = town.site.get(path);
  EXPECT_TRUE(page.says("Role given: Desk operator"));
  EXPECT_FALSE(page.says("Oberkampf")) << "no address here";
  EXPECT_TRUE(town.service().own(anna)->account.verified > 0);
  const auto own_path = "/keeper/people/" + keeper.str();
  town.site.post(own_path + "/roles", {{"role", "keeper"}, {"granted", "0"}});
  EXPECT_TRUE(town.service().own(keeper)->roles.has(Role::keeper)) << "the last keeper stays";
  EXPECT_EQ(town.site.get("/keeper/people/999").status, 404);
}

TEST(Api, SignsInAndAnswersForOneself) {
  Town town;
  auto& site = town.site;
  using http::Method;
  auto answer = site.send_json(Method::post, "/api/v1/sign-in", R"({"identifier":"anna"})");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.json().at("errors").at(0).at("field"), "identifier");
  answer = site.send_json(Method::post, "/api/v1/sign-in", R"({"identifier":"anna@example.org"})");
  ASSERT_EQ(answer.status, 202);
  const std::string flow(answer.json().at("flow").as_string());
  const auto code = [&](const std::string& c) {
    return site.send_json(Method::post, "/api/v1/sign-in/code",
                          fmt::format(R"({{"flow":"{}","code":"{}"}})", flow, c));
  };
  EXPECT_EQ(code(town.wrong_code()).json().at("errors").at(0).at("field"), "code");
  answer = code(town.code());
  ASSERT_EQ(answer.status, 200);
  site.use_token(std::string(answer.json().at("token").as_string()));
  answer = site.send_json(Method::patch, "/api/v1/me",
                          R"({"first_name":"Anna","spoken":["fr","ar"],"rules_agreed":true})");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.json().at("first_name"), "Anna");
  EXPECT_EQ(site.send_json(Method::patch, "/api/v1/me", R"({"notify":"hourly"})").status, 422);
  answer = site.send_json(Method::put, "/api/v1/me/home", R"({"address_id":"11"})");
  EXPECT_EQ(answer.json().at("home").at("label"), "10 Rue Oberkampf 75011 Paris");
  answer = site.send_json(Method::post, "/api/v1/me/tokens", R"({"name":"calendar"})");
  ASSERT_EQ(answer.status, 201);
  const std::string id(answer.json().at("id").as_string());
  const std::string secret(answer.json().at("token").as_string());
  answer = site.get_json("/api/v1/me/tokens");
  EXPECT_FALSE(answer.says(secret));
  EXPECT_EQ(answer.json().at("tokens").as_array().size(), 2U);
  EXPECT_EQ(site.send_json(Method::delete_, "/api/v1/me/tokens/" + id).status, 204);
  EXPECT_EQ(site.send_json(Method::delete_, "/api/v1/me/tokens/" + id).status, 404);
  EXPECT_EQ(site.get_json("/api/v1/me/export").status, 200);
  EXPECT_EQ(site.send_json(Method::delete_, "/api/v1/me").status, 204);
  EXPECT_EQ(site.get_json("/api/v1/me").status, 401);
  site.use_token("palier_nonsense");
  EXPECT_EQ(site.get_json("/api/v1/me").status, 401);
}

}  // namespace
}  // namespace palier::accounts
