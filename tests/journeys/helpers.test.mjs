// Several who offer, and what comes after: too late, reported, still needed?
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, offer, posted, townOfFile } from "./steps.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 90_000 };
const who = (first, address) => ({ to: `${first.toLowerCase()}@valombre.example`, first, address });

const jeanne = await neighbour(place, who("Jeanne", "3 rue des Tilleuls Valombre"));
const karim = await neighbour(place, who("Karim", "5 rue du Moulin Valombre"));
const zoe = await neighbour(place, who("Zoe", "2 rue du Moulin Valombre"));

test("two helpers, one is wanted: the first accepted wins, the other is told", limit, async () => {
  const need = await posted(jeanne, { list: "Du beurre" });
  await offer(karim, need, "Ce soir");
  await offer(zoe, need, "Demain matin");
  const before = place.sentTo("zoe@valombre.example").length + place.sentTo("karim@valombre.example").length;

  // Two windows of hers, and both accept at the same moment.
  const windows = [jeanne.page, jeanne.watch(await jeanne.context.newPage())];
  for (const page of windows) await page.goto(place.base + need);
  const forms = windows.map((page, i) => page.locator("form[action$='/accept'] button").nth(i));
  const answers = await Promise.all(
    forms.map(async (button, i) => {
      const [answer] = await Promise.all([
        windows[i].waitForResponse((r) => r.request().method() === "POST" && r.url().includes("/accept")),
        button.click(),
      ]);
      await windows[i].waitForLoadState("load");
      return answer.status();
    }),
  );
  assert.deepEqual([...answers].sort(), [303, 409], "one is agreed, one comes too late");
  const late = windows[answers.indexOf(409)];
  assert.ok((await late.locator("main p").count()) > 0, "and that is said in a page");
  await windows[1].close();
  assert.equal(await place.sql(`select count(*) from aid_answers where post_id = (select max(id) from aid_posts) and state = 1`), "1");

  await jeanne.go(need);
  const shown = await jeanne.text();
  const [taken, other] = shown.includes("karim@valombre.example") ? [karim, zoe] : [zoe, karim];
  await taken.go(need);
  assert.match(await taken.text(), /3 Rue des Tilleuls/);
  const seenBefore = other.seen.length;
  await other.go(need);
  assert.ok(other.seen.length > seenBefore);
  other.neverSaw("3 Rue des Tilleuls", "jeanne@valombre.example");
  const told = other === zoe ? "zoe@valombre.example" : "karim@valombre.example";
  await place.letter(told, 1, (letter) => letter.subject.length > 0);
  assert.ok(before >= 2);
  // And nobody can offer any more.
  await other.go(`${need}/answer`, other.status === 404 ? 404 : 409).catch(async () => {
    assert.ok([404, 409].includes(other.status), `answering what is agreed: ${other.status}`);
  });
});

test("two are wanted: both can be accepted", limit, async () => {
  const need = await posted(jeanne, { list: "Des packs d’eau", people: 2 });
  await offer(karim, need, "Je peux");
  await offer(zoe, need, "Moi aussi");
  await jeanne.go(need);
  await jeanne.press("form[action$='/accept'] button");
  await jeanne.press("form[action$='/accept'] button");
  assert.match(await jeanne.text(), /karim@valombre.example/);
  assert.match(await jeanne.text(), /zoe@valombre.example/);
});

test("an answer is declined with a kind word", limit, async () => {
  const need = await posted(jeanne, { list: "Du thé" });
  await offer(karim, need, "Volontiers");
  await jeanne.go(need);
  await jeanne.press("main a[href$='/decline']");
  await jeanne.type("#reply", "Merci, ma fille est passée.");
  await jeanne.press();
  await place.letter("karim@valombre.example", 1, (letter) => letter.text.includes("ma fille est passée"));
  await karim.go(need);
  assert.match(await karim.text(), /ma fille est passée/);
});

test("still needed? One click, without signing in", limit, async () => {
  const need = await posted(jeanne, { list: "Du café" });
  const id = "(select max(id) from aid_posts)";
  const hour = 3_600_000_000;
  const soon = Date.now() * 1000 + 24 * hour;
  await place.sql(`update aid_posts set expires_at = ${soon}, renewed_at = renewed_at - ${240 * hour} where id = ${id}`);
  await place.sql("update job_schedules set next_at = 1 where name = 'aid.expiry'");
  const { text } = await place.letter("jeanne@valombre.example", 0, (l) => l.text.includes("/still/"));
  const link = new URL(/http\S+\/still\/\S+/.exec(text)[0]).pathname;
  const v = await Visitor.at(place, { js: false });
  await v.go(link);
  const state = () => place.sql(`select expires_at from aid_posts where id = ${id}`);
  assert.equal(Number(await state()) < soon + hour, true, "opening the link does nothing by itself");
  await v.press("button[value=yes]");
  assert.equal(v.status, 200);
  assert.ok(Number(await state()) > soon + hour, "it stands for longer");
  assert.deepEqual((await v.context.cookies()).filter((c) => /account/.test(c.value)), []);
  await v.go(link);
  await v.press("button[value=no]");
  await zoe.go("/needs?scope=city");
  assert.ok(!(await zoe.has(`.card a[href='${need}']`)), "closed, and gone from the list");
  await v.go("/still/nonsense", 410);
  await v.close();
});

test("a report reaches a moderator, who hides it", limit, async () => {
  const need = await posted(karim, { list: "Propos déplacés" });
  await zoe.go(need);
  await zoe.press("a[href^='/report/aid/']");
  await zoe.press("main form .button");
  await zoe.refused("reason");
  await zoe.choose("[name=reason]");
  await zoe.type("#note", "Ce n’est pas une demande.");
  await zoe.press("main form .button");
  assert.equal(zoe.path, need);
  await jeanne.go("/moderation", 403);
  await place.palier("user", "role", "jeanne@valombre.example", "--grant", "moderator");
  await jeanne.go("/moderation");
  await jeanne.press(".rows a[href^='/moderation/']");
  assert.match(await jeanne.text(), /pas une demande/);
  await jeanne.press("main form .button");
  await jeanne.refused("decision");
  await jeanne.choose("[name=decision][value=hide]");
  await jeanne.page.locator("#rule").selectOption("R4");
  await jeanne.type("#note", "Ce n’est pas une demande d’aide.");
  await jeanne.press("main form .button");
  assert.equal(jeanne.path, "/moderation");
  await zoe.go("/needs?scope=city");
  assert.ok(!(await zoe.has(`.card a[href='${need}']`)));
  await zoe.go(need, 404);
});
