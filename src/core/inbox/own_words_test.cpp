#include "core/inbox/own_words.hpp"

#include <gtest/gtest.h>

namespace palier::inbox {
namespace {

struct Case {
  const char* program;
  const char* mail;
  const char* words;
};

class OwnWords : public ::testing::TestWithParam<Case> {};

TEST_P(OwnWords, AreWhatRemains) {
  EXPECT_EQ(own_words(GetParam().mail), GetParam().words) << GetParam().program;
}

INSTANTIATE_TEST_SUITE_P(
    Programs, OwnWords,
    ::testing::Values(
        Case{"nothing quoted", "Oui, à demain.\n\nKarim\n", "Oui, à demain.\n\nKarim"},
        Case{"Gmail, French, broken over two lines",
             "Oui, à demain.\n\nLe mar. 24 nov. 2026 à 13:05, Jeanne (via Palier) "
             "<palier@valombre.example> a\nécrit :\n\n> Bonjour,\n>\n> Pouvez-vous ?\n",
             "Oui, à demain."},
        Case{"Gmail, English",
             "Yes, tomorrow.\n\nOn Tue, Nov 24, 2026 at 1:05 PM Jeanne (via Palier) <\n"
             "palier@valombre.example> wrote:\n\n> Hello\n",
             "Yes, tomorrow."},
        Case{"Thunderbird, below",
             "Le 24/11/2026 à 13:05, Jeanne a écrit :\n> Bonjour,\n> Pouvez-vous ?\n\nOui, "
             "volontiers.\n\n-- \n"
             "Karim Benali\n01 99 00 12 34\n",
             "Oui, volontiers."},
        Case{"Thunderbird, between",
             "Le 24/11/2026 à 13:05, Jeanne a écrit :\n> Du pain ?\nOui.\n> Du lait ?\nNon.\n",
             "Oui.\nNon."},
        Case{"iPhone, French",
             "D’accord\n\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 13:05, Jeanne (via Palier) "
             "<palier@valombre.example> a écrit :\n> \n> Bonjour\n",
             "D’accord"},
        Case{"iPhone, English", "Fine\n\nSent from my iPhone\n", "Fine"},
        Case{"Outlook, French",
             "Bonjour,\n\nOui.\n\n________________________________\nDe : Jeanne (via Palier) "
             "<palier@valombre.example>\nEnvoyé : mardi 24 novembre 2026 13:05\nÀ : "
             "karim@valombre.example\nObjet : Jeanne vous a écrit\n\nBonjour, pouvez-vous ?\n",
             "Bonjour,\n\nOui."},
        Case{"Outlook, English, bold",
             "Yes.\n\n*From:* Jeanne <palier@valombre.example>\n*Sent:* Tuesday\n*To:* Karim\n"
             "*Subject:* Hello\n\nOriginal text\n",
             "Yes."},
        Case{"Outlook, old", "Oui.\n\n-----Message d'origine-----\nDe : Jeanne\nBonjour\n", "Oui."},
        Case{"Outlook, old, English", "Yes.\n\n-----Original Message-----\nFrom: Jeanne\nHello\n",
             "Yes."},
        Case{"Outlook for phones",
             "Oui\n\nTélécharger Outlook pour Android\n________________________________\nFrom: J "
             "<a@b.example>\nSent: Tuesday\nTo: K\nSubject: x\n\nBonjour",
             "Oui"},
        Case{"Zimbra, Orange",
             "Oui.\n\n----- Mail original -----\nDe: \"Jeanne\" <a@b.example>\nÀ: k\n", "Oui."},
        Case{"Yahoo",
             "Oui.\n\n    Le mardi 24 novembre 2026 à 13:05:33 UTC+1, Jeanne (via Palier) "
             "<palier@valombre.example> a écrit :  \n \n Bonjour, pouvez-vous ?\n",
             "Oui."},
        Case{"no-break spaces",
             "Oui.\n\nLe 24 nov. 2026 à 13:05, Jeanne a écrit\xC2\xA0:\n> Bonjour\n", "Oui."},
        Case{"s-nail, below",
             "\"Jeanne (via Palier)\" <palier@valombre.example> wrote:\n\n\tBonjour,\n\t\n\tJeanne "
             "vous a "
             "écrit.\nOui, à demain.\n",
             "Oui, à demain."},
        Case{"a name alone before quotes", "Jeanne a écrit :\n> Bonjour\nOui.\n", "Oui."},
        Case{"signature", "Oui.\n\n-- \nKarim\nTéléphone\n", "Oui."},
        Case{"what somebody wrote is not taken for a quotation",
             "Le maire a écrit : il faut attendre.\nDe : mémoire, c’est lundi.\n- du pain\n-- du "
             "lait\n",
             "Le maire a écrit : il faut attendre.\nDe : mémoire, c’est lundi.\n- du pain\n-- du "
             "lait"},
        Case{"letters of a word alone on a line", "Le voisin du 12 m’a écrit :\nil veut bien.\n",
             "Le voisin du 12 m’a écrit :\nil veut bien."},
        Case{"CR LF",
             "Oui.\r\n\r\nOn Nov 24, 2026, at 13:05, J <a@b.example> wrote:\r\n\r\n> x\r\n",
             "Oui."},
        Case{"nothing", "\n \n> tout est cité\n", ""}));

TEST(Unflowed, JoinsWhatWasBrokenToBeSent) {
  EXPECT_EQ(unflowed("Un paragraphe qui \ncontinue.\n\nUn autre.\n", false),
            "Un paragraphe qui continue.\n\nUn autre.\n");
  EXPECT_EQ(unflowed("un mot cou \npé\n", true), "un mot coupé\n");
  EXPECT_EQ(unflowed("Texte \n> cité\n-- \nMoi\n", false), "Texte \n> cité\n-- \nMoi\n");
  EXPECT_EQ(unflowed(" >pas cité\n", false), ">pas cité\n");
}

TEST(OwnWordsBounds, LongAndOddTextsAreTaken) {
  EXPECT_FALSE(own_words(std::string(3'000'000, 'a')).empty());
  std::string lines;
  for (int i = 0; i < 100'000; ++i) lines += "le\n";
  EXPECT_FALSE(own_words(lines).empty());
}

}  // namespace
}  // namespace palier::inbox
