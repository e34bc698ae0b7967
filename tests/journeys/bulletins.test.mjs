// Official word: a body, somebody who signs for it, an urgent bulletin that reaches mail, telephone, an
// open page and everybody's lists, its correction and its end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, townOfFile } from "./steps.mjs";
import { until, pause } from "./town.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 120_000 };

const day = (n) => {
  const d = new Date(Date.now() + n * 86_400_000);
  return new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris" }).formatToParts(d);
};
const part = (n, type) => String(Number(day(n).find((p) => p.type === type).value));
/// Until so many days from now.
async function untilDay(v, n) {
  await v.type("[name=until_day]", part(n, "day"));
  await v.type("[name=until_month]", part(n, "month"));
  await v.type("[name=until_year]", part(n, "year"));
}

let keeper, officer, lucie;

test("a keeper makes a body, and says who signs for it", limit, async () => {
  officer = await neighbour(place, { to: "paul@valombre.example", first: "Paul", last: "Roche", address: "2 rue des Tilleuls Valombre" });
  await place.palier("user", "role", "paul@valombre.example", "--grant", "official");
  keeper = await neighbour(place, { to: "ines@valombre.example", first: "Inès", address: "4 rue des Tilleuls Valombre" }, { width: 360, height: 640 });
  await place.palier("user", "role", "ines@valombre.example", "--grant", "keeper");
  await keeper.go("/keeper/bodies");
  await keeper.press("a[href='/keeper/bodies/new']");
  await keeper.press();
  await keeper.refused("name");
  await keeper.type("#name", "Ville de Valombre");
  await keeper.choose("[name=kind][value=city]");
  await keeper.choose("[name=signers][type=checkbox]");
  await keeper.picture("bulletins-body-360");
  await keeper.press();
  assert.match(await keeper.text(), /Ville de Valombre[\s\S]*signé par Paul Roche/);
});

for (const js of [true, false])
  test(`an officer writes, looks and publishes, ${js ? "with" : "without"} JavaScript`, limit, async () => {
    const v = js ? officer : await Visitor.at(place, { js, language: "fr" });
    if (!js) await v.context.addCookies(await officer.context.cookies());
    await v.go("/bulletins/new");
    await v.press();
    await v.refused("title");
    await v.type("#title", js ? "Marché déplacé place Neuve" : "Bibliothèque ouverte dimanche");
    await v.type("#text", "Les **bancs** sont du côté de la fontaine.\n\n- de 7 h à 13 h\n- <script>alert(1)</script>");
    await v.choose("[name=urgency][value=usual]");
    await v.choose("[name=where][value=everywhere]");
    await untilDay(v, 5);
    await v.picture(`bulletins-new-${js}`);
    await v.press();
    assert.match(await v.text(), /Information officielle/);
    assert.ok(await v.has(".bulletin-official strong"), "what is between stars is strong");
    await v.picture(`bulletins-preview-${js}`);
    await v.press("button[value=change]");
    assert.match(await v.page.locator("#text").inputValue(), /fontaine/);
    await v.press();
    await v.press("button[value=publish]");
    assert.match(v.path, /^\/bulletins\/\d+$/);
    assert.match(await v.text(), /<script>alert\(1\)<\/script>/, "what looks like markup is shown as it was typed");
    if (!js) await v.close();
  });

test("an urgent bulletin reaches mail, telephone, an open page and the lists", limit, async () => {
  lucie = await neighbour(place, { to: "lucie@valombre.example", first: "Lucie", address: "3 rue des Tilleuls Valombre" }, { width: 360, height: 640 });
  await neighbour(place, { to: "06 39 98 70 01", first: "Odette", address: "5 rue des Tilleuls Valombre" }).then((v) => v.close());
  const far = await neighbour(place, { to: "marc@valombre.example", first: "Marc", address: "1 avenue de la Gare Valombre" });
  await lucie.go("/bulletins");
  await lucie.picture("bulletins-list-360");
  assert.ok(!(await lucie.text()).includes("Eau à ne pas boire"));
  const seen = place.sentTo("lucie@valombre.example").length;
  const rung = place.sentTo("+33639987001").length;
  const elsewhere = place.sentTo("marc@valombre.example").length;

  await officer.go("/bulletins/new");
  await officer.type("#title", "Eau à ne pas boire");
  await officer.type("#text", "Faites-la bouillir deux minutes.");
  await officer.choose("[name=urgency][value=urgent]");
  await officer.choose("[name=where][value=chosen]");
  const quarter = officer.page.locator("label", { hasText: "Les Tilleuls" }).first();
  await quarter.click();
  await untilDay(officer, 2);
  await officer.press();
  assert.match(await officer.text(), /Urgent\s: ce qui se passe/);
  await officer.picture("bulletins-urgent-preview");
  await officer.press("button[value=publish]");
  await officer.refused("sure");
  await officer.choose("[name=sure][type=checkbox]");
  await officer.press("button[value=publish]");
  const url = officer.path;

  const letter = await place.letter("lucie@valombre.example", seen, (l) => l.subject.includes("Eau à ne pas boire"));
  assert.match(letter.subject, /^Urgent – Ville de Valombre/);
  assert.match(letter.text, /bouillir deux minutes/);
  assert.match(letter.text, new RegExp(url));
  const sms = await place.letter("+33639987001", rung, (l) => l.text.includes("Eau à ne pas boire"));
  assert.match(sms.text, /Ville de Valombre/);
  // The page that was open the whole time.
  await until("the open page to show it", async () => (await lucie.text()).includes("Eau à ne pas boire"));
  const box = lucie.page.locator(".bulletin-official.bulletin-urgent").first();
  assert.match(await box.innerText(), /Ville de Valombre[\s\S]*Information officielle/);
  await lucie.go("/");
  assert.match(await lucie.text(), /Eau à ne pas boire/);
  await lucie.picture("bulletins-home-360");
  await far.go("/bulletins");
  assert.ok(!(await far.text()).includes("Eau à ne pas boire"), "it is for another quarter");
  await pause(500);
  assert.equal(place.sentTo("marc@valombre.example").length, elsewhere, "nobody elsewhere is written to");
  const atom = await (await fetch(`${place.base}/bulletins.atom`)).text();
  assert.match(atom, /Eau à ne pas boire/);
  const json = await (await fetch(`${place.base}/api/v1/bulletins`)).json();
  assert.equal(json.items[0].urgency, "urgent");

  await lucie.go(url);
  await lucie.picture("bulletins-detail-360");
  await lucie.press("form[action$='/read'] button");
  assert.match(await lucie.text(), /Vous avez dit que vous l’avez lu/);
  assert.ok(!/personnes disent l’avoir lu/.test(await lucie.text()), "one is too few to be told");

  await officer.go(url);
  await officer.press("a[href$='/amend']");
  await officer.press();
  await officer.refused("note");
  await officer.type("#text", "Faites-la bouillir cinq minutes.");
  await officer.type("#note", "Cinq minutes, pas deux");
  await officer.choose("[name=tell][type=checkbox]");
  await officer.press();
  await place.letter("lucie@valombre.example", seen, (l) => l.subject.startsWith("Correction – Ville de Valombre"));
  await lucie.go(url);
  assert.match(await lucie.text(), /Corrigé le[\s\S]*Cinq minutes, pas deux/);

  await officer.go(url);
  await officer.press("a[href$='/withdraw']");
  await officer.type("#why", "L’eau est de nouveau bonne.");
  await officer.press();
  await lucie.go("/bulletins");
  assert.ok(!(await lucie.text()).includes("Eau à ne pas boire"));
  await lucie.go("/bulletins/archive");
  assert.match(await lucie.text(), /Eau à ne pas boire/);
  await lucie.go(url);
  assert.match(await lucie.text(), /Retiré le[\s\S]*de nouveau bonne/);
  await far.close();
});

test("nobody else may write, correct or withdraw", limit, async () => {
  await lucie.go("/bulletins/new", 403);
  const path = (await (await fetch(`${place.base}/api/v1/bulletins`)).json()).items[0].url;
  await lucie.go(`${path}/withdraw`, 403);
  const visitor = await Visitor.at(place, { language: "en", width: 360, height: 640 });
  await visitor.go("/bulletins");
  assert.match(await visitor.text(), /Official information/);
  await visitor.go(path);
  await visitor.close();
});
