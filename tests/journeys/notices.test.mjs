// What comes to people, and how they turn it off: from a letter, in one table, on their devices.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, offer, posted, townOfFile } from "./steps.mjs";
import { until } from "./town.mjs";
import { Visitor } from "./visitor.mjs";

// Digests do not go by night: here it is noon whenever the tests run.
const ahead = 12 - new Date().getUTCHours();
const zone = ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
const place = await townOfFile({ zone });
const limit = { timeout: 120_000 };

const linkIn = (letter, prefix) => {
  const found = new RegExp(`https?://\\S+(${prefix}\\S+)`).exec(letter.text);
  assert.ok(found, `a link to ${prefix} in: ${letter.text}`);
  return found[1];
};

test("one click in a letter turns its kind off, and on again", limit, async () => {
  const to = "marthe@valombre.example";
  const marthe = await neighbour(place, { to, first: "Marthe", address: "1 avenue de la Gare Valombre" });
  const need = await posted(marthe, { list: "Du pain" });
  const helper = async (name) => {
    const v = await neighbour(place, { to: `${name.toLowerCase()}@valombre.example`, first: name, address: "2 place du Marché Valombre" });
    await offer(v, need, "Je peux venir demain.");
    await v.close();
  };
  await helper("Paul");
  const letter = await place.letter(to, 0, (l) => /Paul/.test(l.subject));
  const link = linkIn(letter, "/unsubscribe/aid/");
  assert.match(letter.unsubscribe, /\/unsubscribe\/aid\//, "for the mail program's own button too");

  // Whoever reads mail may not be signed in, nor have scripts.
  const reader = await Visitor.at(place, { js: false, width: 360 });
  await reader.go(link);
  assert.match(await reader.heading(), /Vos demandes/);
  await reader.picture("notices-stop");
  await reader.press("form:has([value=off]) button");
  assert.equal(await reader.heading(), "C’est fait");
  assert.match(await reader.text(), /Vous ne recevrez plus/);
  const seen = place.sentTo(to).length;
  await helper("Rosa");
  await marthe.go(need);
  assert.match(await marthe.text(), /Rosa/, "the answer is there");

  await reader.press("form:has([value=on]) button");
  await helper("Ali");
  await place.letter(to, seen, (l) => /Ali/.test(l.subject));
  assert.ok(!place.sentTo(to).some((l) => /Rosa/.test(l.subject)), "no letter came meanwhile");

  // The mail program's own button: RFC 8058.
  const answer = await fetch(letter.unsubscribe.replace(/[<>]/g, ""), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  assert.equal(answer.status, 200);
  await marthe.go("/account/notices");
  assert.equal(await marthe.page.locator("[name='kinds.aid.mail']").inputValue(), "never");
  await reader.go(`${link}x`, 410);
  await reader.close();
  await marthe.close();
});

test("the daily letter comes at its hour, with what was kept", limit, async () => {
  const to = "odile@valombre.example";
  const v = await neighbour(place, { to, first: "Odile", address: "4 rue du Moulin Valombre" }, { hand: "keyboard" });
  const need = await posted(v, { list: "Des pommes" });
  await v.go("/account");
  await v.press("a[href='/account/notices']");
  await v.choose("[name=mail][value=daily]");
  await v.page.locator("#hour").selectOption("12");
  await v.press("main form[action='/account/notices'] button[type=submit]");
  assert.equal(v.path, "/account/notices");
  assert.ok(await v.page.locator("[name=mail][value=daily]").isChecked());
  await v.picture("notices-settings");

  const before = place.sentTo(to).length;
  const h = await neighbour(place, { to: "karim@valombre.example", first: "Karim", address: "2 place du Marché Valombre" });
  await offer(h, need, "Je passe demain matin.");
  await h.close();
  await until("the letter to be kept", async () => (await place.sql("select count(*) from account_digest")) !== "0");
  assert.equal(place.sentTo(to).length, before, "nothing comes at once");
  await place.sql("update job_schedules set next_at = 1 where name = 'notices.digests'");
  const digest = await place.letter(to, before);
  assert.match(digest.subject, /nouvelle/);
  assert.match(digest.text, /Karim/);
  assert.match(digest.text, /\/unsubscribe\/aid\//);
  assert.match(digest.html, /<h2[^>]*>Vos demandes/);
  assert.ok(!/<img|src=/.test(digest.html), "nothing is fetched");
  const page = await v.context.newPage();
  await page.setContent(digest.html);
  await page.setViewportSize({ width: 360, height: 700 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360), "it fits a phone");
  if (process.env.PALIER_PICTURES)
    await page.screenshot({ path: `${process.env.PALIER_PICTURES}/notices-digest.png`, fullPage: true });
  await page.close();
  await v.close();
});

test("devices are listed and removed; the worker shows what comes and opens its page", limit, async () => {
  const v = await neighbour(place, { to: "lea@valombre.example", first: "Léa", address: "1 rue des Tilleuls Valombre" });
  const plain = await Visitor.at(place, { js: false });
  await plain.context.addCookies(await v.context.cookies());
  await plain.go("/account/notices");
  assert.match(await plain.text(), /ne sait pas afficher de notifications/, "without scripts it says so");
  await plain.close();

  await v.context.grantPermissions(["notifications"], { origin: place.base });
  await v.go("/account/notices");
  await v.page.locator("[data-push-target=offer]").waitFor({ state: "visible" });
  assert.equal(await place.sql("select count(*) from notice_devices"), "0", "off until asked for");

  // A headless browser reaches no push service, so its subscription is made up; the rest is real.
  const status = await v.page.evaluate(async () => {
    const section = document.querySelector("[data-controller=push]");
    const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
    const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
    const answer = await fetch("/api/v1/me/devices", {
      method: "POST",
      headers: { "content-type": "application/json", "x-csrf-token": section.dataset.pushCsrfValue },
      body: JSON.stringify({
        endpoint: "https://push.example.net/lea",
        keys: { p256dh: text(await crypto.subtle.exportKey("raw", pair.publicKey)), auth: text(new Uint8Array(16)) },
      }),
    });
    return answer.status;
  });
  assert.equal(status, 201);
  await v.reload();
  assert.match(await v.text(), /Chrome, Linux/);
  await v.picture("notices-devices");

  // The worker, with a message that the browser's service would have brought.
  const cdp = await v.context.newCDPSession(v.page);
  await cdp.send("ServiceWorker.enable");
  const registered = new Promise((done) =>
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find((r) => r.scopeURL === `${place.base}/`);
      if (ours) done(ours.registrationId);
    }),
  );
  await v.page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  await cdp.send("ServiceWorker.deliverPushMessage", {
    origin: place.base,
    registrationId: await registered,
    data: JSON.stringify({ title: "Messages", body: "Jeanne vous a écrit", path: "/messages", tag: "t1", lang: "fr" }),
  });
  const shown = await until("the notification", () =>
    v.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration("/");
      const [one] = await registration.getNotifications();
      return one && { title: one.title, body: one.body, tag: one.tag, path: one.data.path };
    }),
  );
  assert.deepEqual(shown, { title: "Messages", body: "Jeanne vous a écrit", tag: "t1", path: "/messages" });

  await v.press("form[action$='/remove'] button");
  assert.equal(await place.sql("select count(*) from notice_devices"), "0");
  await v.close();
});
