// Coming in, by e-mail and by phone; links that are over; taking one's data along, and leaving.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, settle, signIn, townOfFile } from "./steps.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 90_000 };
const wrong = (code) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test("a wrong code, then five, then a new one", limit, async () => {
  const to = "ines@valombre.example";
  const v = await Visitor.at(place);
  await v.go("/sign-in");
  await v.type("#identifier", "ines@");
  await v.press();
  await v.refused("identifier", ["#identifier", "ines@"]);
  await v.type("#identifier", to);
  await v.press();
  const code = await place.code(to);
  await v.type("#code", "12 34");
  await v.press();
  await v.refused("code");
  for (let left = 4; left > 0; --left) {
    await v.type("#code", wrong(code));
    await v.press();
    await v.refused("code");
    assert.match(await v.page.locator("#code-error").innerText(), new RegExp(`${left}\\.?$`), "says how many tries are left");
  }
  await v.type("#code", wrong(code));
  await v.press();
  assert.equal(v.status, 422);
  assert.ok(!(await v.has("#code")), "the fifth wrong try ends this code");
  // Even the right one is nothing now.
  const cookies = (await v.context.cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
  assert.ok(cookies);
  await v.press("form[action='/sign-in/again'] button");
  await v.type("#code", code);
  await v.press();
  await v.refused("code");
  await v.type("#code", await place.code(to, 1));
  await v.press();
  assert.match(v.path, /^\/welcome\/name/);
  await settle(v, { first: "Inès", address: "1 avenue de la Gare Valombre" });
  assert.match(await v.page.locator("header").innerText(), /Inès/);
  await v.close();
});

test("by phone, written as people write it", limit, async () => {
  const v = await Visitor.at(place, { js: false });
  await v.go("/sign-in");
  await v.type("#identifier", "06 12 34 56");
  await v.press();
  await v.refused("identifier", ["#identifier", "06 12 34 56"]);
  await signIn(v, "06 39 98 12 34");
  await settle(v, { first: "Henri", address: "2 place du Marché Valombre" });
  await v.press("header a[href='/account']");
  assert.match(await v.text(), /6 39 98 12 34/);
  await v.close();
});

test("nobody learns who has an account", limit, async () => {
  const known = await neighbour(place, { to: "odile@valombre.example", first: "Odile", address: "4 rue du Moulin Valombre" });
  await known.close();
  const pages = [];
  for (const to of ["odile@valombre.example", "nobody@valombre.example"]) {
    const v = await Visitor.at(place);
    await v.go("/sign-in");
    await v.type("#identifier", to);
    await v.press();
    pages.push((await v.page.locator("main").innerText()).replace(to, "…"));
    await v.close();
  }
  assert.equal(pages[0], pages[1]);
});

test("a link works once, and not when it is old", limit, async () => {
  const to = "paul@valombre.example";
  const link = async (seen) => {
    const v = await Visitor.at(place);
    await v.go("/sign-in");
    await v.type("#identifier", to);
    await v.press();
    await v.close();
    const { text } = await place.letter(to, seen);
    return new URL(/http\S+\/sign-in\/link\/\S+/.exec(text)[0]).pathname;
  };
  const v = await Visitor.at(place);
  const first = await link(0);
  await v.go(first);
  await v.press();
  assert.match(v.path, /^\/welcome\/name/, "the button signs in");
  const again = await Visitor.at(place);
  await again.go(first, 410);
  assert.ok(await again.has("main a[href='/sign-in']"), "and says where to ask for a new one");

  const second = await link(1);
  await again.go(second);
  await place.sql("update account_codes set expires_at = 1 where used_at is null");
  await again.press();
  assert.equal(again.status, 410, "too old when the button is pressed");
  await again.go(second, 410);
  await again.go("/sign-in/link/0000000000000000000000", 410);
  await again.press("main a[href='/sign-in']");
  assert.ok(await again.has("#identifier"));
  await v.close();
  await again.close();
});

test("one takes one's data along, and leaves", limit, async () => {
  const to = "lise@valombre.example";
  const v = await neighbour(place, { to, first: "Lise", last: "Garnier", address: "7 bis rue des Tilleuls Valombre" });
  await v.go("/account");
  const [download] = await Promise.all([v.page.waitForEvent("download"), v.page.locator("a[href='/account/export']").click()]);
  assert.equal(download.suggestedFilename(), "palier.json");
  const answer = await v.context.request.get(`${place.base}/account/export`);
  const data = await answer.text();
  JSON.parse(data);
  for (const own of [to, "Lise", "Garnier", "7bis Rue des Tilleuls"])
    assert.ok(data.toLowerCase().replace("7 bis", "7bis").includes(own.toLowerCase()), `the export holds ${own}`);

  await v.press("a[href='/account/delete']");
  await v.press("main form .button-danger");
  await v.refused("sure");
  await v.choose("#sure");
  await v.press("main form .button-danger");
  assert.ok(await v.has("header a[href='/sign-in']"), "signed out");
  assert.equal(await place.sql(`select count(*) from account_identifiers where value = '${to}'`), "0");
  assert.equal(await place.sql("select count(*) from accounts where last_name = 'Garnier'"), "0");
  await v.go("/sign-in");
  await signIn(v, to);
  assert.match(v.path, /^\/welcome\/name/, "the same address begins anew");
  await v.close();
});
