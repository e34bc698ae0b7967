// The asking flow: bad answers, back and reload, and where it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, posted, townOfFile } from "./steps.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 90_000 };

for (const js of [true, false])
  test(`bad answers are explained and kept, ${js ? "with" : "without"} JavaScript`, limit, async () => {
    const v = await Visitor.at(place, { js });
    await v.go("/needs/new");
    await v.press();
    await v.refused("category");
    await v.choose("[name=category][value=shopping]");
    await v.press();
    await v.type("[name='questions.budget']", "vingt");
    await v.press();
    await v.refused("questions.budget", ["[name='questions.budget']", "vingt"]);
    assert.ok(await v.has(".errors a[href='#questions.list']"), "and all that is wrong at once");
    assert.ok(await v.has(".errors a[href='#questions.repaid']"));
    await v.type("[name='questions.budget']", "20");
    await v.type("[name='questions.list']", "Du pain");
    await v.choose("[name='questions.repaid'][value=cash]");
    await v.press();
    await v.type("#details", "x".repeat(2001));
    await v.press();
    await v.refused("details", ["#details", "x".repeat(2001)]);
    await v.type("#details", "Merci d’avance.");
    await v.press();
    assert.match(v.path, /\/whom$/);

    // Back and reload lose nothing.
    await v.press("a.back");
    assert.equal(await v.page.locator("#details").inputValue(), "Merci d’avance.");
    await v.back();
    await v.reload();
    assert.match(v.path, /\/whom$/);
    await v.choose("[name=for][value=other]");
    await v.press();
    await v.refused("other_name");
    assert.ok(await v.page.locator("[name=for][value=other]").isChecked(), "the choice is kept");
    await v.choose("[name=for][value=me]");
    await v.press();
    assert.match(v.path, /\/where$/);
    await v.press();
    await v.type("[name=needed_by_day]", "31");
    await v.type("[name=needed_by_month]", "2");
    await v.type("[name=needed_by_year]", "2020");
    await v.press();
    await v.refused("needed_by", ["[name=needed_by_day]", "31"], ["[name=needed_by_year]", "2020"]);
    for (const part of ["day", "month", "year"]) await v.type(`[name=needed_by_${part}]`, "");
    await v.press();
    await v.type("#people", "-3");
    await v.press();
    await v.refused("people", ["#people", "-3"]);
    await v.type("#people", "1");
    await v.press();
    assert.match(v.path, /\/check$/);
    await v.reload();
    for (const said of ["Du pain", "Merci d’avance.", "20"]) assert.ok((await v.text()).includes(said), said);
    // Somebody else's draft is not there.
    const other = await Visitor.at(place, { js });
    await other.go(v.path, 404);
    await other.close();
    await v.close();
  });

test("an address from the suggestions, by keyboard", limit, async () => {
  const v = await Visitor.at(place, { hand: "keyboard", language: "en" });
  await v.go("/sign-in");
  const to = "nora@valombre.example";
  await v.type("#identifier", to);
  await v.press();
  await v.type("#code", await place.code(to));
  await v.press();
  await v.go("/welcome/address");
  await v.tabTo("#address_text");
  await v.page.keyboard.type("rue");
  const field = v.page.locator("#address_text");
  await v.page.locator("[role=option]").first().waitFor();
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  assert.match(await v.page.locator(".suggest [role=status]").innerText(), /\d+ addresses found/);
  await v.axe("the open list of suggestions");
  await v.page.keyboard.press("ArrowDown");
  await v.page.keyboard.press("ArrowDown");
  const second = v.page.locator("[role=option]").nth(1);
  assert.equal(await second.getAttribute("aria-selected"), "true");
  assert.equal(await field.getAttribute("aria-activedescendant"), await second.getAttribute("id"));
  await v.page.keyboard.press("Escape");
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  assert.equal(await field.inputValue(), "rue", "Escape leaves what was typed");
  await v.page.keyboard.press("Control+A");
  await v.page.keyboard.type("7 bis r moulin");
  await v.page.locator("[role=option]", { hasText: "Moulin" }).first().waitFor();
  await v.page.keyboard.press("ArrowDown");
  await v.page.keyboard.press("Enter");
  assert.match(await field.inputValue(), /7 ?bis Rue du Moulin/i);
  assert.match(v.path, /^\/welcome\/address/, "choosing does not send the form");
  await v.press();
  assert.ok(v.status < 400 && !v.path.startsWith("/welcome/address"), "taken as chosen");
  await v.close();
});

test("without JavaScript, a step to choose the address", limit, async () => {
  const v = await Visitor.at(place, { js: false });
  await v.go("/sign-in");
  const to = "rene@valombre.example";
  await v.type("#identifier", to);
  await v.press();
  await v.type("#code", await place.code(to));
  await v.press();
  await v.go("/welcome/address");
  await v.type("#address_text", "zzzz");
  await v.press();
  await v.refused("address_text", ["#address_text", "zzzz"]);
  await v.type("#address_text", "rue des tilleuls");
  await v.press();
  await v.refused("address_text", ["#address_text", "rue des tilleuls"]); // Without its number.
  await v.type("#address_text", "3 rue Valombre");
  await v.press();
  assert.equal(v.status, 422);
  const choices = v.page.locator("[name=address_id][type=radio]");
  assert.ok((await choices.count()) > 2, "several to choose from");
  await choices.nth(1).check();
  await v.press();
  assert.ok(v.status < 400 && !v.path.startsWith("/welcome/address"));
  await v.close();
});

test("like last time: a returning person asks again in two steps", limit, async () => {
  const v = await neighbour(place, { to: "aline@valombre.example", first: "Aline", address: "2 rue du Moulin Valombre" });
  const need = await posted(v, { list: "Du riz" });
  await v.go("/needs/new");
  await v.press("form[action$='/again'] button");
  assert.match(v.path, /\/check$/);
  assert.match(await v.text(), /Du riz/);
  await v.press("form[action$='/send'] button");
  assert.match(v.path, /\/sent$/);
  assert.notEqual(v.path, `${need}/sent`);
  // Sending the same answers twice makes one.
  await v.back();
  const before = await place.sql("select count(*) from aid_posts");
  if (await v.has("form[action$='/send'] button")) await v.press("form[action$='/send'] button");
  assert.equal(await place.sql("select count(*) from aid_posts"), before);
  await v.close();
});
