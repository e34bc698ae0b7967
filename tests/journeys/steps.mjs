// What several journeys do alike.
import assert from "node:assert/strict";
import { after } from "node:test";
import { town } from "./town.mjs";
import { closeBrowser, Visitor } from "./visitor.mjs";

/// One town for a file of tests; it, and the browser, are gone when they are done.
export async function townOfFile(options) {
  const one = await town(options);
  after(async () => {
    await closeBrowser();
    await one.stop();
  });
  return one;
}

const e164 = (to) => (to.includes("@") ? to : `+33${to.replace(/\D/g, "").slice(1)}`);

/// From the page that asks who one is, to whatever comes after the code.
export async function signIn(v, to) {
  const before = v.town.sentTo(e164(to)).length;
  await v.type("#identifier", to);
  await v.press();
  await v.type("#code", await v.town.code(e164(to), before));
  await v.press();
}

/// Answers what a new person is asked.
export async function settle(v, { first, last = "", address }) {
  while (v.path.startsWith("/welcome/")) {
    const question = v.path.split(/[/?]/)[2];
    if (question === "name") {
      await v.type("#first_name", first);
      if (last) await v.type("#last_name", last);
    } else if (question === "address") {
      await v.address(address);
    } else if (question === "rules") {
      await v.choose("#rules");
    } else {
      assert.equal(question, "language");
    }
    await v.press();
    if (question === "address" && v.status === 422 && !v.options.js) {
      await v.choose("[name=address_id][type=radio]");
      await v.press();
    }
    assert.ok(v.status < 400, `${question} is taken: ${v.status === 422 ? await v.text() : v.status}`);
  }
}

/// Somebody new, with an account and a home.
export async function neighbour(place, who, options = {}) {
  const v = await Visitor.at(place, options);
  await v.go("/sign-in");
  await signIn(v, who.to);
  await settle(v, who);
  return v;
}

/// From the first question to the page that shows all answers. `change` may answer differently.
export async function askForShopping(v, { list, details = "" }) {
  await v.choose("[name=category][value=shopping]");
  await v.press("form[action='/needs/new'] button[type=submit]");
  await v.type("[name='questions.list']", list);
  await v.choose("[name='questions.repaid'][value=cash]");
  await v.press();
  if (details) await v.type("#details", details);
  await v.press();
  for (let i = 0; i < 6 && !v.path.endsWith("/check"); ++i) await v.press();
  assert.match(v.path, /\/ask\/[^/]+\/check$/);
}

/// A need that stands, of somebody who is signed in; answers its path.
export async function posted(v, { list, people = 1 }) {
  await v.go("/needs/new");
  await askForShopping(v, { list });
  if (people > 1) {
    await v.press("a[href*='/how?']");
    await v.type("#people", String(people));
    await v.press();
  }
  await v.press("form[action$='/send'] button");
  assert.match(v.path, /^\/needs\/[^/]+\/sent$/);
  return v.path.replace(/\/sent$/, "");
}

/// "I can help".
export async function offer(v, path, message) {
  await v.go(path);
  await v.press("a[href$='/answer']");
  await v.type("#message", message);
  await v.press();
  assert.equal(v.path, path);
}

/// The day that the town’s clocks show then.
const wallDay = (date) =>
  Object.fromEntries(
    new Intl.DateTimeFormat("en", { timeZone: "Europe/Paris", year: "numeric", month: "numeric", day: "numeric" })
      .formatToParts(date)
      .map((p) => [p.type, p.value]),
  );

/// Fills the three parts of a date field.
export async function typeDay(v, name, date) {
  const { day: d, month, year } = wallDay(date);
  await v.type(`#${name}`, d);
  await v.type(`#${name}-month`, month);
  await v.type(`#${name}-year`, year);
}
