#include "features/bulletins/official.hpp"

#include <gtest/gtest.h>

namespace palier::bulletins {
namespace {

const Known kTown{
    {"Ville de Merlefontaine", "Agence de santé des Trois-Vallées", "Agence de santé"},
    {"Merlefontaine", "Vieux-Marché", "Saint-Loup"}};

TEST(LooksOfficial, NamesThatImitate) {
  for (const char* text :
       {"Mairie de Merlefontaine", "MAIRIE DE MERLEFONTAINE", "La mairie", "Préfecture",
        "prefecture de Police", "Hôtel de ville", "Ville de Merlefontaine",
        "La Ville de Merlefontaine", "VILLE DE MERLEFONTAINE", "Ville de Lyon",
        "City of Merlefontaine", "Mairie du 20e", "Police municipale", "Infos mairie",
        "Groupe de la mairie", "Agence de santé", "Merlefontaine officiel",
        "Vieux-Marché – page officielle", "Ville de Merlefontaine officiel",
        // Look-alikes: Cyrillic, Greek, full width, mathematical letters, digits, signs.
        "\u041c\u0430\u0456r\u0456\u0435 de Merlefontaine", "\u039c\u0391\u0399RIE",
        "\uff2d\uff41\uff49\uff52\uff49\uff45",
        "\U0001d40c\U0001d41a\U0001d422\U0001d42b\U0001d422\U0001d41e", "Ma1rie de Merlefontaine",
        "Vi11e de Merlefontaine", "V1LLE DE MERLEF0NTAINE", "Préfecture\u0301", "Mai\u200brie",
        // Set apart, joined, misspelt.
        "M a i r i e de Merlefontaine", "M.A.I.R.I.E.", "V i l l e de Merlefontaine",
        "VilledeMerlefontaine", "Vile de Merlefontaine", "Ville de Merlefontiane",
        "Mairie•de•Merlefontaine"})
    EXPECT_TRUE(imitates(text, kTown)) << text;
}

TEST(LooksOfficial, TitlesThatImitate) {
  for (const char* text :
       {"Mairie : fermeture exceptionnelle", "La préfecture – consignes pour la canicule",
        "OFFICIEL : coupure d’eau mardi", "[Officiel] Coupure d’eau", "Information officielle",
        "Communiqué de la préfecture : restez chez vous", "Avis à la population",
        "Arrêté municipal n° 12", "La mairie vous informe que le parc ferme",
        "La Ville de Merlefontaine vous invite samedi",
        "Ville de Merlefontaine informe ses habitants", "Agence de santé : vaccination samedi",
        "Coupure d’eau mardi — la mairie", "Coupure d’eau mardi – Ville de Merlefontaine",
        "Official announcement: no water", "Town hall: closed on Monday",
        "🏛 Mairie 🏛 Nouveaux horaires", "Message de la mairie : tri des déchets"})
    EXPECT_TRUE(imitates(text, kTown)) << text;
}

TEST(LooksOfficial, NeighboursWhoSpeakOfItPass) {
  for (const char* text : {"La mairie est fermée ?",
                           "La mairie est fermée",
                           "Quelqu’un sait à quelle heure ouvre la mairie ?",
                           "Mairie : quels papiers pour une carte d’identité ?",
                           "Rendez-vous devant la mairie samedi",
                           "Don du sang – mairie annexe",
                           "Vide-grenier, place de la mairie",
                           "Merci à la mairie pour les bancs",
                           "La mairie annonce la fermeture du parc",
                           "La mairie nous informe rarement",
                           "C’est officiel, le marché revient",
                           "C’est officiel",
                           "Vends maillot officiel du club",
                           "Cherche le site officiel des vaccinations",
                           "Pas encore officiel",
                           "Groupe non officiel des parents",
                           "Panne à la préfecture ce matin",
                           "Ancienne mairie : exposition de photos",
                           "Ville de demain",
                           "Une ville de jardins",
                           "Les jardiniers de Merlefontaine",
                           "Merlefontaine",
                           "Les voisins du Vieux-Marché",
                           "Mairie-école : on s’organise pour le pédibus",
                           "Police d’assurance à résilier",
                           "La police est passée rue Haute, tout va bien",
                           "Réunion avec la Ville de Merlefontaine jeudi",
                           "L’agence de santé a déménagé, quelqu’un a l’adresse ?",
                           "Agence de voyage",
                           "Conseil de classe",
                           "Rencontre avec le conseil municipal, qui vient ?",
                           "Question sur les avis d’imposition",
                           "Perdu : chat gris, rue de la Mairie",
                           "Trouvé devant la préfecture : un gant",
                           "The town hall is closed on Monday",
                           "Has anyone been to the prefecture?",
                           "Marie de Merlefontaine",
                           "Maire ou pas maire, on balaie",
                           "Marché de Noël – Saint-Loup",
                           "",
                           "?!…",
                           "🙂🙂🙂"})
    EXPECT_FALSE(imitates(text, kTown)) << text;
}

TEST(LooksOfficial, OddUnicodeIsRead) {
  EXPECT_FALSE(imitates(std::string(5000, 'a'), kTown));
  EXPECT_FALSE(imitates("\u202e\u0301\u0301\u0301", kTown));
  EXPECT_TRUE(imitates("M\u0301\u0302\u0303\u0304airie", kTown));
  EXPECT_FALSE(imitates("مرحبا يا جيران", kTown));
  EXPECT_FALSE(imitates("你好，邻居", kTown));
}

}  // namespace
}  // namespace palier::bulletins
