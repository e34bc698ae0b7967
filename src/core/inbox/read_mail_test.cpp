#include "core/inbox/read_mail.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "core/form/clean.hpp"
#include "core/inbox/headers.hpp"
#include "core/inbox/html_text.hpp"

namespace palier::inbox {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string part(std::string_view type, std::string_view body, std::string_view more = "") {
  return fmt::format("Content-Type: {}\r\n{}\r\n{}\r\n", type, more, body);
}
std::string multipart(std::string_view kind, const std::vector<std::string>& parts,
                      std::string_view boundary = "b0undary") {
  std::string out =
      fmt::format("Content-Type: multipart/{}; boundary=\"{}\"\r\n\r\n", kind, boundary);
  for (const auto& p : parts) out += fmt::format("--{}\r\n{}", boundary, p);
  return out + fmt::format("--{}--\r\n", boundary);
}
std::string message(std::string_view rest) {
  return "From: jeanne@home.example\r\nMIME-Version: 1.0\r\n" + std::string(rest);
}

TEST(ReadMail, CharsetsAndEncodingsBecomeUtf8) {
  EXPECT_EQ(read_mail(message("Content-Type: text/plain; charset=iso-8859-1\r\n"
                              "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                              "Oui, =E0 demain =\r\nsoir =80\r\n"))
                .text,
            "Oui, à demain soir €");
  EXPECT_EQ(read_mail(message("Content-Type: text/plain; charset=\"utf-8\"\r\n"
                              "Content-Transfer-Encoding: base64\r\n\r\nw6AgZGVtYWlu\r\n"))
                .text,
            "à demain");
  EXPECT_EQ(read_mail(message("Content-Type: text/plain; charset=iso-8859-15\r\n"
                              "Content-Transfer-Encoding: 8bit\r\n\r\n5 \xA4\r\n"))
                .text,
            "5 €");
  EXPECT_EQ(read_mail("Subject: sans MIME\n\nD\xE9j\xE0 fait\n").text, "Déjà fait");
  EXPECT_EQ(
      read_mail(message("Content-Type: text/plain; charset=x-nonsense\r\n\r\nBonjour\r\n")).text,
      "Bonjour");
  EXPECT_EQ(
      read_mail(message("Content-Type: text/plain; charset=utf-8\r\n\r\nun\xFF deux\r\n")).text,
      "un deux");
}

TEST(ReadMail, ThePlainAlternativeIsRead) {
  const auto mail = read_mail(
      message(multipart("alternative", {part("text/plain; charset=utf-8", "En clair"),
                                        part("text/html; charset=utf-8", "<p>En couleur</p>")})));
  EXPECT_EQ(mail.text, "En clair");
}

TEST(ReadMail, HtmlAloneBecomesText) {
  const auto mail = read_mail(message(part(
      "text/html; charset=utf-8",
      "<html><head><style>p{}</style></head><body><div>Oui, &agrave; demain&nbsp;!</div>"
      "<div>Karim</div><br><div class=\"gmail_quote\"><div>Le 24 nov. 2026 à 13:05, J a écrit :"
      "</div><blockquote><p>Bonjour</p></blockquote></div><script>alert(1)</script></body>")));
  EXPECT_THAT(mail.text, HasSubstr("Oui, à demain !\nKarim\n"));
  EXPECT_THAT(mail.text, HasSubstr("> Bonjour"));
  EXPECT_THAT(mail.text, Not(HasSubstr("alert")));
}

TEST(ReadMail, PicturesAreTakenOtherFilesAreLeft) {
  const auto mail = read_mail(message(multipart(
      "mixed",
      {part("text/plain", "Voici"),
       part("image/jpeg; name=\"chat.jpg\"", "/9j/4AAQSkZJRg==",
            "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; "
            "filename=\"chat.jpg\"\r\n"),
       part("application/zip; name=\"b.zip\"", "UEsDBA==", "Content-Transfer-Encoding: base64\r\n"),
       part("text/plain; name=\"n.txt\"", "un fichier",
            "Content-Disposition: attachment; filename=n.txt\r\n"),
       part("application/octet-stream; name=\"IMG.HEIC\"", "AAAA",
            "Content-Transfer-Encoding: base64\r\n")})));
  EXPECT_EQ(mail.text, "Voici");
  ASSERT_EQ(mail.photos.size(), 2U);
  EXPECT_EQ(mail.photos[0].filename, "chat.jpg");
  EXPECT_TRUE(mail.photos[0].bytes.starts_with("\xFF\xD8\xFF"));
  EXPECT_EQ(mail.photos[1].filename, "IMG.HEIC");
}

TEST(ReadMail, BrokenMessagesSurvive) {
  EXPECT_TRUE(read_mail("").text.empty());
  EXPECT_TRUE(read_mail("\r\n\r\n").text.empty());
  EXPECT_EQ(read_mail(message("Content-Type: multipart/mixed\r\n\r\nni frontière")).unreadable,
            false);
  // Cut off in the middle of a part.
  const std::string whole = message(
      multipart("mixed", {part("text/plain", "Voici"), part("image/png", std::string(4000, 'A'))}));
  EXPECT_EQ(read_mail(whole.substr(0, whole.size() / 2)).text, "Voici");
  // NUL bytes and control characters.
  using namespace std::string_literals;
  EXPECT_EQ(read_mail(message("Content-Type: text/plain\r\n\r\nun\0deux\x1B[31m\r\n"s)).text,
            "undeux[31m");
}

TEST(ReadMail, WhatIsBuiltToHarmIsNotRead) {
  std::string nested = part("text/plain", "au fond");
  for (int i = 0; i < 5000; ++i)
    nested =
        fmt::format("Content-Type: multipart/mixed; boundary=b{}\r\n\r\n--b{}\r\n", i, i) + nested;
  EXPECT_TRUE(read_mail(message(nested)).unreadable);
  std::string wide;
  for (int i = 0; i < 100'000; ++i) wide += "--b\r\n\r\nx\r\n";
  EXPECT_TRUE(
      read_mail(message("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + wide)).unreadable);
  // Long headers, long lines, much of everything: within a moment.
  const auto begin = std::chrono::steady_clock::now();
  read_mail(message("Subject: " + std::string(5'000'000, 'x') + "\r\n\r\nBonjour\r\n"));
  read_mail(message("Content-Type: text/plain\r\n\r\n" + std::string(10'000'000, 'a')));
  read_mail(message("Content-Type: text/html\r\n\r\n" + std::string(3'000'000, '<')));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{10});
}

TEST(ReadMail, AnyBytesSurvive) {
  const std::string seed = message(multipart(
      "mixed", {multipart("alternative",
                          {part("text/plain; charset=utf-8; format=flowed", "Bonjour \r\n> a\r\n",
                                "Content-Transfer-Encoding: quoted-printable\r\n"),
                           part("text/html", "<p>Bonjour &eacute;<blockquote>x</p>")},
                          "inner"),
                part("image/png; name==?utf-8?q?=C3=A9?=", "iVBORw0KGgo=",
                     "Content-Transfer-Encoding: base64\r\n"),
                part("message/rfc822", "Subject: x\r\n\r\ny")}));
  std::mt19937 random(20261124);  // The same each time.
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = seed;
    for (unsigned n = random() % 12; n > 0 && bytes.size() > 1; --n) {
      const std::size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes.erase(at, random() % 40);
          break;
        case 2:
          bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 60));
          break;
        default:
          bytes.resize(at + 1);
      }
    }
    const Mail mail = read_mail(bytes);
    EXPECT_TRUE(form::valid_utf8(mail.text));
    EXPECT_EQ(mail.text.find('\0'), std::string::npos);
  }
}

TEST(HtmlText, TakesAnyTags) {
  EXPECT_EQ(html_text("a < b & c &copy; &#233; &#x1F600; &#0; <b title='x>y'>gras</b>"),
            "a < b & c &copy; é 😀 gras\n");
  EXPECT_EQ(html_text("<p>un</p><p>deux</p>"), "un\n\ndeux\n\n");
  EXPECT_EQ(html_text("<ul><li>un<li>deux</ul>"), "un\ndeux\n");
  EXPECT_EQ(html_text("<script>x"), "");
  EXPECT_EQ(html_text("<!-- x"), "");
  EXPECT_EQ(html_text("<a href=\"x"), "");
}

TEST(MailHeaders, AreUnfoldedAndBounded) {
  const Headers h("From x\r\nSubject: un\r\n deux\r\nTO: a@b\r\n\r\nX: non\r\n");
  EXPECT_EQ(h.one("subject"), "un deux");
  EXPECT_EQ(h.one("to"), "a@b");
  EXPECT_FALSE(h.has("x"));
  EXPECT_EQ(addresses("\"J, K\" <a@b>, c@d; <e@f>"),
            (std::vector<std::string>{"a@b", "c@d", "e@f"}));
}

}  // namespace
}  // namespace palier::inbox
