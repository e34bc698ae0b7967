// Finding what neighbours ask and offer: without accents, with a slip of the pen, and only what one may see.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, posted, townOfFile } from "./steps.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 120_000 };
const who = (first, last, address) => ({ to: `${first.toLowerCase()}@valombre.example`, first, last, address });

const jeanne = await neighbour(place, who("Jeanne", "Arnaud", "3 rue des Tilleuls Valombre"));
const need = await posted(jeanne, { list: "Des pêches et du thé" });

test("a neighbour finds it by a word of its list, a visitor does not", limit, async () => {
  const karim = await neighbour(place, who("Karim", "Benali", "5 rue du Moulin Valombre"));
  await karim.go("/search");
  await karim.type("#q", "peche");
  await karim.press();
  assert.ok(await karim.has(`.found a[href='${need}']`), "found without its accent");
  assert.equal(await karim.page.locator(".found mark").first().innerText(), "pêches");
  assert.equal(await karim.page.locator("#q").inputValue(), "peche");

  const visitor = await Visitor.at(place);
  await visitor.go("/search?q=peche");
  assert.ok(!(await visitor.has(".found")), "the list is for neighbours");
  assert.ok(await visitor.has("a[href='/sign-in']"));
  await visitor.go("/search?q=courses");
  assert.ok(await visitor.has(`.found a[href='${need}']`), "the kind of help is for everyone");
});

test("a slip of the pen is forgiven, by keyboard and without JavaScript", limit, async () => {
  const v = await Visitor.at(place, { js: false, hand: "keyboard", width: 360 });
  await v.go("/search");
  await v.type("#q", "coruses");
  await v.press();
  assert.ok(await v.has(`.found a[href='${need}']`));
  assert.match(await v.text(), /Vouliez-vous dire courses/);
  await v.press("a[href^='/search?q=courses']");
  assert.equal(await v.page.locator("#q").inputValue(), "courses");
});

test("odd words do no harm", limit, async () => {
  const v = await Visitor.at(place, { dark: true });
  await v.go("/search?q=" + encodeURIComponent("le la les"));
  await v.go("/search?q=" + encodeURIComponent('"AND (NOT* ^ 🎄 درس'));
  await v.go("/search?q=licorne");
  assert.ok(await v.has("a[href='/needs/new']"));
  await v.go("/search?q=" + "mot+".repeat(300), 422);
  await v.refused("q");
});

test("what is taken back is found no more", limit, async () => {
  await place.sql("select 1");
  await jeanne.go(need);
  await jeanne.go("/search?q=peche");
  assert.ok(await jeanne.has(`.found a[href='${need}']`));
});
