// A report and what comes of it: decided on a house rule, told by letter, appealed against and undone by
// another moderator; neighbours who vote, and a moderator who overturns them; figures and the log.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { neighbour, posted, townOfFile } from "./steps.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 180_000 };
const mail = (first) => `${first.toLowerCase()}@valombre.example`;
const who = (first, last, address) => ({ to: mail(first), first, last, address });

const karim = await neighbour(place, who("Karim", "Benali", "5 rue du Moulin Valombre"));
const jeanne = await neighbour(place, who("Jeanne", "Arnaud", "3 rue des Tilleuls Valombre"));
const zoe = await neighbour(place, who("Zoe", "Castel", "2 rue du Moulin Valombre"));
const maud = await neighbour(place, who("Maud", "Dumas", "4 rue des Tilleuls Valombre"));
const mona = await neighbour(place, who("Mona", "Evrard", "6 rue du Moulin Valombre"), { js: false });
const kim = await neighbour(place, who("Kim", "Faure", "7 rue du Moulin Valombre"));
await place.palier("user", "role", mail("maud"), "--grant", "moderator");
await place.palier("user", "role", mail("mona"), "--grant", "moderator");
await place.palier("user", "role", mail("kim"), "--grant", "keeper");

const rule = (v, code) => v.page.locator("#rule").selectOption(code);

async function reports(v, need, reason, note) {
  await v.go(need);
  await v.press("a[href^='/report/aid/']");
  if (v.options.js) {
    assert.equal(await v.page.locator(".if-danger").isVisible(), false);
    await v.choose("[name=reason][value=danger]");
    assert.match(await v.page.locator(".if-danger").innerText(), /17/, "whom to call is said at once");
  }
  await v.choose(`[name=reason][value=${reason}]`);
  await v.type("#note", note);
  await v.press("main form .button");
  assert.equal(v.path, need);
}

/// The newest case of the queue.
async function opens(v, text) {
  await v.go("/moderation");
  await v.press(".rows a[href^='/moderation/']");
  assert.match(await v.text(), text);
}

for (const js of [true, false])
  test(`reported, decided, appealed against, undone: ${js ? "with" : "without"} JavaScript`, limit, async () => {
    const need = await posted(karim, { list: `Propos déplacés ${js}` });
    const one = js ? jeanne : await neighbour(place, who("Lea", "Girard", "1 rue des Tilleuls Valombre"), { js });
    const judge = js ? maud : mona;
    const other = js ? mona : maud;
    await reports(one, need, "insult", "Il se moque de moi.");
    await karim.go("/moderation", 403);

    await opens(judge, /Il se moque de moi/);
    assert.match(await judge.text(), /Blessant|blessant/);
    const at = judge.path;
    await judge.press("form[action$='/look'] button");
    assert.match(await judge.text(), /Vous vous en occupez/);
    await other.go(at);
    assert.match(await other.text(), /s’en occupe/);
    await judge.picture(`moderation-case-${js}`);

    await judge.press("main form .button");
    await judge.refused("decision");
    await judge.choose("[name=decision][value=warn]");
    await judge.type("#note", "On ne se moque pas d’un voisin.");
    await judge.press("main form .button");
    await judge.refused("rule", ["#note", "On ne se moque pas d’un voisin."]);
    await rule(judge, "R1");
    const before = place.sentTo(mail("karim")).length;
    await judge.press("main form .button");
    assert.equal(judge.path, "/moderation");
    await zoe.go(need, 404);

    const told = await place.letter(mail("karim"), before, (l) => l.text.includes("/appeal/"));
    assert.match(told.text, /On ne se moque pas/);
    assert.match(told.text, /R1/);
    assert.doesNotMatch(told.text, /Maud|Mona|Jeanne|Lea/);
    await place.letter(mail(js ? "jeanne" : "lea"), 0, (l) => /l’a caché/.test(l.text));

    // From the letter, without signing in.
    const link = new URL(/http\S+\/appeal\/\S+/.exec(told.text)[0]).pathname;
    const reader = await Visitor.at(place, { js });
    await reader.go(link);
    await reader.press("main form .button");
    await reader.refused("words");
    await reader.type("#words", "C’était une blague entre amis.");
    await reader.press("main form .button");
    assert.match(await reader.text(), /nouvel examen/);
    await reader.picture(`moderation-appeal-${js}`);
    await reader.go(link);
    assert.ok(!(await reader.has("#words")), "one asks once");
    await reader.go("/appeal/nonsense", 410);
    await reader.close();

    await judge.go("/moderation");
    await judge.press(".rows a[href^='/moderation/appeals/']");
    assert.match(await judge.text(), /votre propre décision/);
    assert.ok(!(await judge.has("[name=decision]")));
    await other.go("/moderation");
    await other.press(".rows a[href^='/moderation/appeals/']");
    assert.match(await other.text(), /blague entre amis/);
    await other.press("main form .button");
    await other.refused("decision");
    await other.choose("[name=decision][value=undo]");
    await other.type("#note", "Vous avez raison, c’était une blague.");
    await other.press("main form .button");
    assert.equal(other.path, "/moderation");
    await place.letter(mail("karim"), before, (l) => l.text.includes("c’était une blague"));
    await zoe.go(need);
    await karim.go("/decisions");
    assert.match(await karim.text(), /annulée/);
    if (!js) await one.close();
  });

for (const js of [true, false])
  test(`neighbours vote, a moderator overturns: ${js ? "with" : "without"} JavaScript`, limit, async () => {
    const need = await posted(karim, { list: `Hors sujet ${js}` });
    const names = js ? ["Ana", "Bea", "Cleo"] : ["Dina", "Elsa", "Flo"];
    const voters = [];
    for (const [i, first] of names.entries()) {
      voters.push(await neighbour(place, who(first, "Hubert", `${i + (js ? 1 : 4)} impasse des Lilas Valombre`), { js }));
      await maud.go(`/moderation/reviewers?q=${first}`);
      await maud.press("form[action^='/moderation/reviewers/'] button[value='1']");
      assert.match(await maud.text(), new RegExp(first));
    }
    await reports(jeanne, need, "spam", "Je suis Jeanne et cela n’a rien à faire ici.");
    const before = place.sentTo(mail("karim")).length;
    for (const [i, v] of voters.entries()) {
      await v.go("/");
      await v.press(".nav-account a[href='/review']");
      assert.match(await v.text(), /Hors sujet/);
      v.neverSaw("Je suis Jeanne");
      if (i === 0) await v.picture(`moderation-review-${js}`);
      await v.press("form[action^='/review/'] button[value=hide]");
    }
    await zoe.go(need, 404);
    await place.letter(mail("karim"), before, (l) => /Des voisins/.test(l.text));
    await maud.go("/moderation?view=votes");
    await maud.press(".rows a[href^='/moderation/']");
    assert.match(await maud.text(), /3 pour cacher/);
    await maud.choose("[name=decision][value=keep]");
    await maud.press("main form .button");
    await zoe.go(need);
    await zoe.go("/review", 403);
    for (const v of voters) await v.close();
  });

test("the keeper sets rules, everyone sees figures, the log shows who did what", limit, async () => {
  await kim.go("/keeper/rules");
  await kim.press("a[href='/keeper/rules/new']");
  await kim.press();
  await kim.refused("code");
  for (const [id, text] of Object.entries({
    code: "R9", title_fr: "Le bruit", text_fr: "La nuit, on dort.", title_en: "Noise", text_en: "At night we sleep.",
  }))
    await kim.type(`#${id}`, text);
  await kim.choose("[name=active][value=yes]");
  await kim.press();
  assert.match(await kim.text(), /R9 · Le bruit/);
  await kim.go("/keeper/moderation");
  await kim.press();
  const visitor = await Visitor.at(place, {});
  await visitor.go("/rules");
  assert.match(await visitor.text(), /Le bruit/);
  await visitor.go("/moderation/figures");
  assert.match(await visitor.text(), /moins de 5/);
  await visitor.close();
  await kim.go("/keeper/audit");
  assert.match(await kim.text(), /Maud/);
  const [file] = await Promise.all([kim.page.waitForEvent("download"), kim.page.locator("a[href^='/keeper/audit.csv']").click()]);
  assert.match(readFileSync(await file.path(), "utf8"), /moderation\.warned/);
  await jeanne.go("/keeper/audit", 403);
  await assert.rejects(place.sql("update audit_log set by_account = 0"), /only ever added/);
});

test("every page fits a small window", limit, async () => {
  for (const v of [maud, kim, karim]) await v.page.setViewportSize({ width: 360, height: 740 });
  const of = await place.sql("select max(id) from mod_cases");
  const appeal = await place.sql("select max(id) from mod_appeals");
  for (const path of ["/moderation", "/moderation?view=decided", `/moderation/${of}`, `/moderation/appeals/${appeal}`,
    "/moderation/reviewers", "/moderation/figures"]) {
    await maud.go(path);
    await maud.picture(`moderation-small-${path.replace(/\W+/g, "_")}`);
  }
  for (const path of ["/keeper/rules", "/keeper/rules/R1", "/keeper/moderation", "/keeper/audit"]) await kim.go(path);
  await karim.go("/decisions");
});
