// An informant's week: asking to be one, being confirmed, a bulletin for the quarter, a request heard in
// the street, somebody of whom nobody has heard, the week's sheet.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, townOfFile } from "./steps.mjs";
import { until } from "./town.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 120_000 };
const grant = (who, role) => place.palier("user", "role", who, "--grant", role);
const phone = { width: 360, height: 640 };

let mireille, claire, jeanne, karim;

test("a neighbour is thought of, asks, and is confirmed with a reason", limit, async () => {
  jeanne = await neighbour(place, { to: "jeanne@valombre.example", first: "Jeanne", address: "6 rue des Tilleuls Valombre" }, phone);
  await jeanne.go("/informant");
  await jeanne.picture("informant-about-360");
  assert.match(await jeanne.text(), /Votre quartier n’a pas encore d’informateur/);
  await jeanne.press("a[href='/informant/invite']");
  await jeanne.press();
  await jeanne.refused("contact");
  await jeanne.type("#contact", "mireille@valombre.example");
  await jeanne.picture("informant-invite-360");
  await jeanne.press();
  const letter = await place.letter("mireille@valombre.example");
  assert.match(letter.subject, /Jeanne pense que vous feriez un bon informateur du quartier Les Tilleuls/);
  assert.ok(!letter.text.includes("jeanne@"), "her address is not in it");

  mireille = await neighbour(place, { to: "mireille@valombre.example", first: "Mireille", address: "3 rue des Tilleuls Valombre" }, { js: false, ...phone });
  await mireille.go(new URL(/http\S+\/informant\S+/.exec(letter.text)[0]).pathname);
  await mireille.press("a[href='/informant/become']");
  await mireille.press();
  await mireille.refused("why");
  await mireille.type("#why", "J’aime faire le tour des immeubles.");
  await mireille.type("#knows", "J’y habite depuis 2009.");
  await mireille.type("#hours", "Au marché le samedi");
  await mireille.press();
  assert.match(await mireille.text(), /Un modérateur décide/);

  claire = await neighbour(place, { to: "claire@valombre.example", first: "Claire", address: "1 avenue de la Gare Valombre" });
  await grant("claire@valombre.example", "moderator");
  await claire.go("/informant/candidates");
  await claire.press("a[href^='/informant/candidates/']");
  await claire.picture("informant-candidate");
  await claire.choose("[name=decision][value=confirm]");
  await claire.press();
  await claire.refused("reason");
  await claire.type("#reason", "Rencontrée au marché, connue de tous.");
  await claire.press();
  const told = await place.letter("mireille@valombre.example", 2, (l) => l.subject.includes("Vous êtes l’informateur"));
  assert.match(told.text, /connue de tous/);
  await jeanne.go("/");
  assert.match(await jeanne.text(), /Informateur du quartier Les Tilleuls[\s\S]*Mireille/);
});

test("she writes for her quarter, and cannot pass for the town hall", limit, async () => {
  await mireille.go("/informant/desk");
  await mireille.picture("informant-desk-360");
  await mireille.press("a[href='/bulletins/new']");
  const write = async (title) => {
    await mireille.type("#title", title);
    await mireille.type("#text", "La pièce arrive jeudi. Trois personnes du haut ne descendent plus.");
    await mireille.type("[name=until_day]", "1");
    await mireille.type("[name=until_month]", "6");
    await mireille.type("[name=until_year]", String(new Date().getFullYear() + 1));
    await mireille.press();
    await mireille.press("button[value=publish]");
  };
  await write("Mairie : ascenseur en panne");
  assert.equal(mireille.status, 422);
  assert.match(await mireille.text(), /ressemble à la parole d’un organisme public/);
  await write("Ascenseur du 3 en panne jusqu’à jeudi");
  assert.equal(mireille.status, 200);
  await jeanne.go("/bulletins");
  const box = jeanne.page.locator(".bulletin-local");
  assert.match(await box.innerText(), /Mireille, informateur du quartier Les Tilleuls/);
  assert.ok(!(await box.innerText()).includes("Information officielle"));
  await jeanne.picture("informant-bulletin-360");
});

test("she passes on what Simone, who has no account, asks for", limit, async () => {
  await mireille.go("/informant/desk");
  await mireille.press("a[href='/informant/desk/heard']");
  await mireille.choose("[name=kind][value=shopping]");
  await mireille.press();
  await mireille.picture("informant-heard-360");
  assert.match(await mireille.text(), /Lisez ceci à la personne/);
  await mireille.press();
  await mireille.refused("first_name");
  await mireille.type("[name='questions.list']", "Du pain, du lait");
  await mireille.choose("[name='questions.repaid'][value=cash]");
  await mireille.type("#first_name", "Simone");
  await mireille.address("5 rue des Tilleuls Valombre");
  await mireille.choose("[name=consent][value=spoken]");
  await mireille.press();
  if (mireille.status === 422) {
    await mireille.choose("[name=address_id][type=radio]");
    await mireille.press();
  }
  assert.equal(mireille.path, "/informant/desk");
  assert.match(await mireille.text(), /Ce que vous avez transmis[\s\S]*Encore personne/);
  const kept = await place.sql("select consent || ' ' || words from informant_heard");
  assert.match(kept, /^spoken Vos voisins voient ce que vous demandez/);
  await jeanne.go("/needs");
  jeanne.neverSaw("5 Rue des Tilleuls");
});

test("Jeanne asks to be looked after; when nothing is heard, Mireille asks", limit, async () => {
  await jeanne.go("/account");
  await jeanne.press("a[href='/account/look-after']");
  await jeanne.choose("[name=on][value=yes]");
  await jeanne.type("#days", "zéro");
  await jeanne.choose("[name=way][value=door]");
  await jeanne.press();
  await jeanne.refused("days", ["#days", "zéro"]);
  await jeanne.type("#days", "2");
  await jeanne.picture("informant-look-after-360");
  await jeanne.press();
  await mireille.go("/informant/desk");
  assert.match(await mireille.text(), /Toutes les personnes qui l’ont demandé ont donné des nouvelles/);
  mireille.neverSaw("6 Rue des Tilleuls");

  // Three days go by.
  const long = 3 * 86_400 * 1_000_000;
  const id = await place.sql("select account_id from informant_care");
  await place.sql(`update informant_care set asked_at = asked_at - ${long}, heard_at = heard_at - ${long}`);
  await place.sql(`update sessions set used_at = used_at - ${long} where account_id = ${id}`);
  await mireille.go("/informant/desk");
  await mireille.press(`a[href='/informant/no-news/${id}']`);
  assert.match(await mireille.text(), /6 Rue des Tilleuls/);
  await mireille.picture("informant-no-news-360");
  await mireille.press();
  await mireille.refused("outcome");

  karim = await neighbour(place, { to: "karim@valombre.example", first: "Karim", address: "2 avenue de la Gare Valombre" });
  await grant("karim@valombre.example", "operator");
  await karim.go("/informant/desk");
  assert.ok(!(await karim.text()).includes("Jeanne"));
  await mireille.choose("[name=outcome][value=nobody]");
  await mireille.type("#note", "Volets fermés");
  await mireille.press();
  await place.letter("karim@valombre.example", 1, (l) => l.subject.includes("Personne ne répond chez Jeanne"));
  await karim.go("/informant/desk");
  await karim.press(`a[href='/informant/no-news/${id}']`);
  assert.match(await karim.text(), /Volets fermés/);
  await karim.choose("[name=outcome][value=well]");
  await karim.press();
  await mireille.go("/informant/desk");
  assert.match(await mireille.text(), /ont donné des nouvelles/);
  assert.match(await place.sql("select count(*) from audit_log where what = 'informants.looked'"), /^[1-9]/);
});

test("she prints the week's sheet", limit, async () => {
  const v = await Visitor.at(place, { language: "fr" });
  await v.context.addCookies(await mireille.context.cookies());
  await v.go("/informant/sheet");
  const text = await v.text();
  assert.match(text, /La semaine, quartier Les Tilleuls/);
  assert.match(text, /Ascenseur du 3 en panne/);
  assert.match(text, /01 99 00 12 34/);
  assert.ok(!text.includes("Simone"), "no name of whoever asks");
  assert.ok(!text.includes("5 Rue des Tilleuls"), "no address");
  await v.page.emulateMedia({ media: "print" });
  assert.equal(await v.page.locator("header.top nav").isVisible().catch(() => false), false);
  await v.picture("informant-sheet");
  await v.close();
  await until("all letters are out", async () => (await place.sql("select count(*) from outbox where state = 'waiting'")) === "0");
});
