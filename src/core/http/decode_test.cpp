#include "core/http/decode.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "core/http/compress.hpp"
#include "core/http/finish.hpp"
#include "core/http/intake.hpp"
#include "core/http/json.hpp"
#include "core/http/multipart.hpp"
#include "core/http/wire.hpp"

namespace palier::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

TEST(DecodeTest, PathsAreMadeNormal) {
  EXPECT_EQ(normal_path("/"), "/");
  EXPECT_EQ(normal_path("/needs/5"), "/needs/5");
  EXPECT_EQ(normal_path("//needs///5/"), "/needs/5");
  EXPECT_EQ(normal_path("/needs/./5/../6"), "/needs/6");
  EXPECT_EQ(normal_path("/a/%2e%2e/b"), "/b");
  EXPECT_EQ(normal_path("/caf%C3%A9"), "/café");
  EXPECT_EQ(normal_path("/a+b"), "/a+b");
}

TEST(DecodeTest, PathsThatHideSomethingAreRefused) {
  for (const char* path : {"", "needs", "/..", "/a/../..", "/%", "/%4", "/%zz", "/a%00b", "/a%2Fb",
                           "/a%5cb", "/a\\b", "/a%0Ab", "/%ff", "/%C0%AF", "/%ED%A0%80"})
    EXPECT_EQ(normal_path(path), std::nullopt) << path;
}

TEST(JsonText, WritesFractionsAsPlainDecimals) {
  const boost::json::value v{
      {"lon", 2.3775170000000001},  {"lat", -48.857362}, {"zero", -1e-9}, {"n", 12},
      {"list", {0.5, 3.0, "a\"b"}}, {"none", nullptr}};
  EXPECT_EQ(
      json_text(v),
      R"({"lon":2.377517,"lat":-48.857362,"zero":0,"n":12,"list":[0.5,3,"a\"b"],"none":null})");
}

TEST(DecodeTest, FormsAreTakenApart) {
  EXPECT_THAT(*decoded_pairs("a=1&b=x+y&a=%C3%A9&c&=d&&e=1=2"),
              ElementsAre(Pair("a", "1"), Pair("b", "x y"), Pair("a", "é"), Pair("c", ""),
                          Pair("", "d"), Pair("e", "1=2")));
  EXPECT_TRUE(decoded_pairs("")->empty());
}

TEST(DecodeTest, BrokenFormsAreRefused) {
  for (const char* form : {"a=%", "a=%f", "%g0=1", "a=%00", "a=%FF", "a=%C3", "a=\xC3("})
    EXPECT_FALSE(decoded_pairs(form)) << form;
  std::string many;
  for (int i = 0; i < 2001; ++i) many += "a=1&";
  EXPECT_FALSE(decoded_pairs(many));
}

constexpr std::string_view kType = "multipart/form-data; boundary=----xyz";

TEST(MultipartTest, FieldsAndFilesAreTakenApart) {
  const std::string body =
      "------xyz\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nDu lait, s’il vous "
      "plaît\r\n------xyz\r\n"
      "Content-Disposition: form-data; name=\"photo\"; filename=\"l\xC3\xA9.jpg\"\r\nContent-Type: "
      "image/jpeg\r\n\r\n\xFF\xD8\r\n--not the end\r\n------xyz\r\n"
      "Content-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n------xyz--\r\n";
  Pairs fields;
  std::vector<Upload> uploads;
  ASSERT_TRUE(read_multipart(kType, body, fields, uploads));
  EXPECT_THAT(fields, ElementsAre(Pair("title", "Du lait, s’il vous plaît")));
  ASSERT_EQ(uploads.size(), 1U);
  EXPECT_EQ(uploads[0].field, "photo");
  EXPECT_EQ(uploads[0].filename, "lé.jpg");
  EXPECT_EQ(uploads[0].type, "image/jpeg");
  EXPECT_EQ(uploads[0].bytes, "\xFF\xD8\r\n--not the end");
}

TEST(MultipartTest, BrokenOnesAreRefused) {
  const std::string head = "------xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
  for (const std::string& body :
       {std::string("nothing"), head, head + "x", head + "x\r\n------xyz",
        head + "\xFF\r\n------xyz--", std::string("------xyz\r\nno colon\r\n\r\nx\r\n------xyz--"),
        std::string("------xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n------xyz--"),
        std::string("------xyz junk\r\n\r\n\r\n------xyz--")}) {
    Pairs fields;
    std::vector<Upload> uploads;
    EXPECT_FALSE(read_multipart(kType, body, fields, uploads)) << body;
  }
  Pairs fields;
  std::vector<Upload> uploads;
  EXPECT_FALSE(read_multipart("multipart/form-data", head + "x\r\n------xyz--", fields, uploads));
}

TEST(MultipartTest, AnyCutOfABodyIsRefusedOrWhole) {
  const std::string body =
      "------xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n------xyz\r\n"
      "Content-Disposition: form-data; name=\"b\"; filename=\"f\"\r\n\r\n2\r\n------xyz--";
  for (std::size_t cut = 0; cut < body.size(); ++cut) {
    Pairs fields;
    std::vector<Upload> uploads;
    EXPECT_FALSE(read_multipart(kType, body.substr(0, cut), fields, uploads)) << cut;
  }
}

TEST(CompressTest, TheBestAcceptedEncodingIsChosen) {
  EXPECT_EQ(negotiate_encoding(""), Encoding::none);
  EXPECT_EQ(negotiate_encoding("gzip, deflate, br"), Encoding::brotli);
  EXPECT_EQ(negotiate_encoding("GZIP"), Encoding::gzip);
  EXPECT_EQ(negotiate_encoding("br;q=0, gzip;q=0.5"), Encoding::gzip);
  EXPECT_EQ(negotiate_encoding("br; q=0.000, *"), Encoding::gzip);
  EXPECT_EQ(negotiate_encoding("*;q=0"), Encoding::none);
  EXPECT_EQ(negotiate_encoding("identity"), Encoding::none);
}

TEST(FinishTest, TagsAreComparedInAnyEncodingAndWeakly) {
  const std::string hash = content_hash("page");
  EXPECT_TRUE(matches("\"x\", W/\"" + hash + "\"", hash));
  EXPECT_TRUE(matches("\"" + hash + "-br\"", hash));
  EXPECT_TRUE(matches("*", hash));
  EXPECT_FALSE(matches("", hash));
  EXPECT_FALSE(matches(hash, hash));
  EXPECT_FALSE(matches("\"" + hash + "x\"", hash));
}

TEST(WireTest, AHeaderThatWouldStartAnotherLineIsLeftOut) {
  Response r = page("hello");
  r.header("X-Fine", "yes").header("X-Bad", "a\r\nSet-Cookie: b").header("X\nBad", "c");
  const std::string head = head_of(r, {});
  EXPECT_THAT(head, HasSubstr("X-Fine: yes\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("Bad")));
  EXPECT_THAT(head, HasSubstr("Content-Length: 5\r\n"));
}

TEST(ResponseTest, SeeOtherLeadsOnlyToThisSite) {
  const auto to = [](std::string_view path) { return see_other(path).headers.at(0).second; };
  EXPECT_EQ(to("/needs/5?a=1"), "/needs/5?a=1");
  for (const char* path : {"", "needs", "//evil.example", "/\\evil.example", "https://evil.example",
                           "/a\r\nb", "/a b", "/\t/evil.example"})
    EXPECT_EQ(to(path), "/") << path;
}

TEST(ResponseTest, DownloadsKeepTheirNames) {
  EXPECT_THAT(download("x", "text/csv", "relevé \"mai\".csv").headers.at(0).second,
              "attachment; filename=\"relev___mai_.csv\"; "
              "filename*=UTF-8''relev%C3%A9%20%22mai%22.csv");
}

TEST(RequestTest, CookiesAndHeadersAreFound) {
  Request r;
  r.headers = {{"cookie", "a=1; session=x=y ;b=\"q\""}, {"cookie", "late=2"}};
  EXPECT_EQ(r.cookie("session"), "x=y");
  EXPECT_EQ(r.cookie("b"), "q");
  EXPECT_EQ(r.cookie("late"), "2");
  EXPECT_EQ(r.cookie("sess"), "");
}

TEST(RequestTest, JsonIsWantedWhereItIsSentOrAskedFor) {
  const auto wants = [](const char* name, const char* value) {
    Request r;
    r.headers = {{name, value}};
    return r.wants_json();
  };
  EXPECT_TRUE(wants("accept", "application/json"));
  EXPECT_TRUE(wants("content-type", "application/json; charset=utf-8"));
  EXPECT_FALSE(wants("accept", "text/html,application/json;q=0.9"));
  EXPECT_FALSE(wants("accept", "*/*"));
}

}  // namespace
}  // namespace palier::http
