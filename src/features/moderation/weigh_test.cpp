#include "features/moderation/weigh.hpp"

#include <gtest/gtest.h>

#include <array>

namespace palier::moderation {
namespace {

/// What neighbours write; all of it must pass.
constexpr std::array kNeighbours{
    "Bonjour, je cherche quelqu’un pour garder mon chat du 12 au 18 août. Il est très calme. Merci "
    "!",
    "La boulangerie de la rue des Tilleuls est fermée jusqu’à lundi. Celle de la place reste "
    "ouverte.",
    "Trouvé un trousseau de clés avec un petit ours bleu devant le 14. Je l’ai laissé chez la "
    "gardienne.",
    "Qui aurait une perceuse à prêter samedi ? Je la rends le soir même, avec une part de gâteau.",
    "Attention, l’ascenseur est en panne. Le réparateur passe jeudi. Mme Dupré, au 4e, a besoin de "
    "bras "
    "pour ses courses.",
    "Rendez-vous de vaccination : https://www.doctolib.fr/centre-de-sante/valombre. Il reste des "
    "places.",
    "Les horaires de la mairie sont là : https://www.service-public.fr/valombre et sur "
    "www.paris.fr.",
    "Mon numéro pour les courses : 01 99 00 12 34, plutôt le matin. Je vous rembourse en espèces.",
    "Je peux vous rembourser par virement ou en liquide, comme vous préférez. Le ticket est dans "
    "le sac.",
    "Petit rappel : le repas de quartier a lieu dimanche à midi. Apportez une chaise et un plat à "
    "partager !",
    "URGENT : Léo, 6 ans, a perdu son doudou lapin gris au square. Récompense : un dessin.",
    "Quelqu’un connaît un bon plombier, honnête ? Le mien m’a demandé 180 € pour dix minutes.",
    "Le loyer de l’association passe à 1 200 euros par an. Réunion jeudi à 19 h pour en parler.",
    "Cours de français gratuits le mardi, salle Pasteur. Écrire à cours@valombre.example ou "
    "passer.",
    "J’ai reçu un SMS qui demandait le numéro de ma carte. C’est une arnaque, ne répondez pas.",
    "Ma mère a 84 ans, elle vit seule au 3e. Pourriez-vous sonner demain ? Je suis à Lyon jusqu’à "
    "vendredi.",
    "Groupe d’achat de pommes de terre : 25 kg pour 12 €. On partage la livraison. Qui en veut ?",
    "Merci à Karim, qui a monté mes packs d’eau pendant deux semaines. Vous êtes formidable.",
    "Photo du chien trouvé : voir https://valombre-animaux.example/perdus. Il a un collier rouge.",
    "Bonne nouvelle : la pharmacie livre à domicile, gratuitement, sur simple appel au 01 99 00 45 "
    "67.",
    "On cherche des bénévoles pour la maraude de samedi. Départ à 20 h devant la salle des fêtes.",
    "Vends poussette 40 €, très bon état, à venir chercher au 8 rue du Moulin après 18 h.",
    "Est-ce que quelqu’un a une carte cadeau de la librairie à échanger contre une place de "
    "concert ?",
    "Les voisins du bâtiment C ont un groupe WhatsApp, mais ici tout le monde peut lire.",
    "Je parle anglais, arabe et un peu portugais. Si un voisin a du mal avec un papier, qu’il "
    "m’appelle.",
    "Mon fils vit à Bruxelles, son numéro est le +32 2 555 01 23 si je ne réponds pas.",
    "Réunion du conseil de quartier, ordre du jour : travaux, bancs, propreté. Compte rendu sur "
    "https://www.paris.fr/conseils.",
    "Quelqu’un pour m’aider à déclarer mes impôts sur impots.gouv.fr ? Je n’y arrive pas du tout.",
};

/// What comes where people trust each other; all of it must be held, or refused.
constexpr std::array kSpam{
    "Grand marabout africain, retour affectif en 48 h, résultat garanti. WhatsApp +229 97 00 00 00",
    "OFFRE DE PRÊT entre particuliers sans justificatif de 2 000 € à 500 000 €, frais de dossier à "
    "régler.",
    "Gagnez de l’argent facilement depuis chez vous !!!!! Cliquez ici : https://bit.ly/riche-vite",
    "Investissez dans le BITCOIN, rendement garanti 12 % par jour. Contact Telegram "
    "https://t.me/fxpro",
    "Je suis bloquée à l’étranger, pouvez-vous m’envoyer un coupon PCS ou Transcash de 150 € ? "
    "Urgent",
    "Votre colis est en attente : payez 1,99 € ici https://la-poste-livraison.example/colis",
    "Isolation à 1 euro, panneaux solaires gratuits, dernière semaine. www.aide-energie.example",
    "Votre compte CPF expire demain. Cliquez sur ce lien pour garder vos droits "
    "https://cpf-droits.example",
    "Casino en ligne : 200 tours gratuits, code promo VOISIN, https://tinyurl.com/jackpot",
    "Make money from home, passive income guaranteed, click here http://rich.example/join",
    "Regardez http://a.example http://b.example http://c.example http://d.example http://e.example",
    "Perdre 10 kilos sans effort, code promo ETE, www.minceur.example et www.minceur2.example",
    "G\u200bagnez de l’argent fac\u200bilement, é\u0301crivez sur WhatsApp +44 7700 900123",
    "Héritage de 4 500 000 € : avance de frais par Western Union, ma boîte : notaire@mail.example",
};

int score(std::string_view text) {
  return look_for_signs(text, "https://palier.example", {}).score;
}

TEST(Signs, NeighboursPass) {
  for (const auto* text : kNeighbours) EXPECT_LT(score(text), kHold) << text;
}

TEST(Signs, SpamIsHeld) {
  for (const auto* text : kSpam) EXPECT_GE(score(text), kHold) << text;
}

TEST(Signs, NothingIsRefusedForOneSign) {
  EXPECT_LT(score("Le bitcoin, quelqu’un peut m’expliquer ?"), kHold);
  EXPECT_LT(score("AAAAAAAAAAAAAAAAAAAA BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"), kHold);
  EXPECT_GE(score(kSpam[2]), kHold);
  EXPECT_LT(score(kSpam[2]), kRefuse);
}

TEST(Signs, OwnAndPublicLinksCountForNothing) {
  EXPECT_EQ(
      look_for_signs("voir https://palier.example/needs/5", "https://palier.example", {}).links, 0);
  EXPECT_EQ(look_for_signs("voir https://sante.gouv.fr/x", "", {}).links, 0);
  EXPECT_EQ(look_for_signs("voir https://faux-gouv.fr/x", "", {}).links, 1);
  EXPECT_EQ(look_for_signs("voir https://gouv.fr.example/x", "", {}).links, 1);
}

TEST(Signs, TheKeepersWordsHold) {
  const std::vector<std::string> more{"Société Truc"};
  EXPECT_GE(look_for_signs("Appelez la SOCIETE   truc.", "", more).score, kHold);
  EXPECT_EQ(look_for_signs("Appelez la société trucs.", "", more).score, 0);
}

TEST(Print, TellsTheSameTextFromAnother) {
  const auto* text =
      "Bonjour, je vends des bougies parfumées faites à la main, dix euros pièce, venez me voir au "
      "marché de dimanche matin, stand 14, près de la fontaine, jusqu’à midi seulement.";
  const auto* dressed =
      "BONJOUR ! Je vends des bougies parfumées, faites à la main : dix euros pièce. Venez me voir "
      "au "
      "marché de dimanche matin (stand 14), près de la fontaine, jusqu’à midi seulement...";
  const auto* changed =
      "Bonsoir, je vends des bougies parfumées faites à la main, dix euros pièce, venez me voir au "
      "marché de samedi matin, stand 14, près de la fontaine, jusqu’à midi seulement.";
  EXPECT_EQ(print_of(text).exact, print_of(dressed).exact);
  EXPECT_GE(likeness(print_of(text), print_of(changed)), kNearly);
  for (std::size_t i = 0; i < kNeighbours.size(); ++i)
    for (std::size_t j = i + 1; j < kNeighbours.size(); ++j)
      EXPECT_LT(likeness(print_of(kNeighbours[i]), print_of(kNeighbours[j])), 0.3);
  EXPECT_FALSE(print_of("Merci beaucoup, à demain !"));
  EXPECT_EQ(sketch_of(to_text(print_of(text).sketch)), print_of(text).sketch);
}

TEST(Folded, SeesThroughDisguises) {
  EXPECT_EQ(folded("  ARGENT   facile !!"), "argent facile");
  EXPECT_EQ(folded("Ａ\u200bRG\u00adENT"), "argent");
  EXPECT_EQ(folded("é\u0301cole Œuvre"), folded("ÉCOLE œuvre"));
  EXPECT_EQ(folded(""), "");
}

}  // namespace
}  // namespace palier::moderation
