// Neighbours write to each other: a first message to somebody one does not know, a round of three, a photo,
// a report, a block.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, townOfFile } from "./steps.mjs";

const place = await townOfFile();
const limit = { timeout: 180_000 };
const mail = (name) => `${name.toLowerCase()}@valombre.example`;
const who = (first, address) => ({ to: mail(first), first, address });
const idOf = (first) => place.sql(`select id from accounts where first_name = '${first}'`);

/// `from` asks to write, `to` agrees and answers; answers the path of their conversation.
async function agree(from, to, name, words) {
  await from.go(`/messages/new/${await idOf(name)}`);
  assert.match(await from.text(), /Vous ne vous connaissez pas encore/);
  await from.press("main form button[type=submit]");
  await from.refused("text");
  await from.type("#text", words);
  await from.press("main form button[type=submit]");
  const thread = from.path;
  assert.match(thread, /^\/messages\/\d+$/);
  assert.match(await from.text(), new RegExp(`quand ${name} aura accepté`));
  assert.equal(await from.has("#text"), false);

  await place.letter(mail(name), 0, (l) => l.subject.includes("aimerait vous écrire"));
  await to.go("/messages");
  assert.match(await to.text(), /Aimerait vous écrire/);
  await to.press(`a[href='${thread}']`);
  await to.picture(`messages-asked-${to.options.js}`);
  await to.press("button[name=accept][value='1']");
  assert.equal(to.path, thread);
  await to.type("#text", `Bonjour, c’est ${name}.`);
  await to.press("#write button");
  return thread;
}

async function journey({ js, names: [lucie, karim, noor] }) {
  const street = "rue du Moulin Valombre";
  const first = await neighbour(place, who(lucie, `3 ${street}`), { js, width: 1280 });
  const second = await neighbour(place, who(karim, `5 ${street}`), { js, width: 360 });
  const third = await neighbour(place, who(noor, `2 ${street}`), { js });

  const pair = await agree(first, second, karim, "Bonjour, je suis votre voisine du 3.");
  await agree(first, third, noor, "Bonjour, je suis votre voisine du 3.");

  // A round: at least three, with a title.
  await first.go("/messages");
  await first.picture(`messages-list-${js}`);
  await first.press("a[href='/messages/round']");
  await first.choose(`[name=people][value='${await idOf(karim)}']`);
  await first.type("#text", "Qui vient au marché dimanche ?");
  await first.press("main form button[type=submit]");
  await first.refused("people", ["#text", "Qui vient au marché dimanche ?"]);
  await first.choose(`[name=people][value='${await idOf(noor)}']`);
  await first.picture(`messages-round-${js}`);
  await first.type("#title", "Le marché");
  await first.press("main form button[type=submit]");
  const round = first.path;
  assert.match(round, /^\/messages\/\d+$/);
  assert.equal(await first.heading(), "Le marché");
  const letter = await place.letter(mail(noor), 0, (l) => l.subject.includes("Le marché"));
  assert.match(letter.from, new RegExp(`${lucie} \\(via Entraide Valombre\\)`));
  assert.ok(!letter.raw.includes(mail(lucie)), "the letter does not show the writer's address");

  // Noor sends a photo; it arrives on the page that Karim has open, or on his next look.
  await second.go(round);
  await second.page.waitForTimeout(js ? 1500 : 0);
  await third.go(round);
  await third.type("#text", "Moi. Voici mon panier.");
  await third.unfold("#write details summary");
  await third.page.locator("#photos").setInputFiles({
    name: "panier.png",
    mimeType: "image/png",
    buffer: await third.page.screenshot(),
  });
  await third.type("#photo_alt", "Un panier vide");
  await third.press("#write .actions .button");
  assert.equal(third.status, 200);
  if (js) await second.page.locator("#messages img[alt='Un panier vide']").waitFor();
  else await second.reload();
  const photo = second.page.locator("#messages img[alt='Un panier vide']");
  await photo.scrollIntoViewIfNeeded();
  await second.page.waitForFunction(() => document.querySelector("#messages img").naturalWidth > 0);
  await second.picture(`messages-thread-${js}`);

  // A file that is no photo is refused, and what was typed is kept.
  await third.type("#text", "Et la liste");
  await third.unfold("#write details summary");
  await third.page.locator("#photos").setInputFiles({ name: "liste.png", mimeType: "image/png", buffer: Buffer.from("PK") });
  await third.press("#write .actions .button");
  await third.refused("photos", ["#text", "Et la liste"]);

  // Who reads it; the title is for whoever started it.
  await second.go(`${round}/people`);
  assert.equal(await second.has("#title"), false);
  await first.go(`${round}/people`);
  await first.picture(`messages-people-${js}`);
  await first.type("#title", "Le marché du dimanche");
  await first.press(`form[action='${round}/people/title'] button`);
  assert.match(await first.text(), /a nommé cette conversation «\sLe marché du dimanche\s»/);

  // Karim reports the message of the pair, mutes the round, then blocks Lucie: he is gone from the round.
  await second.go(pair);
  await second.press("a[href^='/report/message/']");
  await second.choose("[name=reason]");
  await second.press("form.reporting .actions .button");
  await second.go(round);
  await second.press(`form[action='${round}/mute'] button`);
  assert.match(await second.text(), /Vous n’êtes plus prévenu/);
  await second.go(pair);
  await second.unfold("details:has(form[action^='/block/']) summary");
  await second.press("form[action^='/block/'] button");
  for (let i = 0; i < 50; ++i) {
    await first.go(round);
    if (/a quitté cette conversation/.test(await first.text())) break;
    await first.page.waitForTimeout(200);
  }
  assert.match(await first.text(), new RegExp(`${karim} a quitté cette conversation`));
  await second.go(round, 404);
  await first.go(pair);
  assert.match(await first.text(), /Cette conversation est close/);

  // Noor leaves; two are too few, the round is over.
  await third.go(`${round}/people`);
  await third.press(`form[action='${round}/people/leave'] button`);
  assert.equal(third.path, "/messages");
  await third.go(round, 404);
  second.neverSaw(mail(lucie), mail(noor));
  third.neverSaw(mail(lucie), mail(karim));
  for (const v of [first, second, third]) await v.close();
}

test("a round of three, with JavaScript", limit, () => journey({ js: true, names: ["Lucie", "Karim", "Noor"] }));
test("a round of three, without JavaScript", limit, () => journey({ js: false, names: ["Odile", "Samir", "Tina"] }));
