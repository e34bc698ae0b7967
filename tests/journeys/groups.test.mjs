// A group's life: founded, found, asked into with answers, let in, trusted, an event and its calendar,
// a file, leaving, deleting.
import assert from "node:assert/strict";
import { test } from "node:test";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { neighbour, townOfFile, typeDay } from "./steps.mjs";

const place = await townOfFile();
const limit = { timeout: 150_000 };
const mail = (name) => `${name.toLowerCase()}@valombre.example`;
const who = (first, address) => ({ to: mail(first), first, address });
async function journey({ js, names: [odile, malik, rose], garden, hidden }) {
  const street = "3 rue des Tilleuls Valombre";
  const founder = await neighbour(place, who(odile, street), { js, width: 1280 });

  // She founds it; what is wrong is said beside the field.
  await founder.go("/groups");
  await founder.picture(`groups-empty-${js}`);
  await founder.press("a[href='/groups/new']");
  await founder.picture(`group-new-${js}`);
  await founder.type("#about", "On bêche, on sème, on partage la récolte le samedi.");
  await founder.press();
  await founder.refused("name", ["#about", "On bêche, on sème, on partage la récolte le samedi."]);
  await founder.type("#name", garden);
  await founder.type("#rules", "- On rince les outils.\n- On ferme l’eau en partant.");
  await founder.type("#questions", "Avez-vous déjà jardiné ?");
  await founder.choose("[name=door][value=request]");
  await founder.press();
  const group = founder.path;
  assert.match(group, /^\/groups\/\d+$/);
  await founder.picture(`group-founded-${js}`);

  // A hidden one beside it: nobody else learns of it.
  await founder.go("/groups/new");
  await founder.type("#name", hidden);
  await founder.type("#about", "Entre nous, sans que cela se sache.");
  await founder.choose("[name=door][value=hidden]");
  await founder.press();
  const secret = founder.path;

  // He finds the garden, reads the rules, answers and asks.
  const guest = await neighbour(place, who(malik, "6 rue du Moulin Valombre"), { js, width: 390 });
  await guest.go("/groups?q=" + encodeURIComponent(garden.split(" ")[1]));
  await guest.picture(`groups-found-${js}`);
  await guest.go(secret, 404);
  await guest.go("/groups");
  await guest.press(`a[href='${group}']`);
  await guest.picture(`group-front-${js}`);
  assert.doesNotMatch(await guest.text(), new RegExp(odile));
  await guest.press(`a[href='${group}/join']`);
  assert.match(await guest.text(), /On rince les outils/);
  await guest.press();
  await guest.refused("agree");
  await guest.type("#answer_1", "Deux étés chez ma grand-mère.");
  await guest.choose("#agree");
  await guest.picture(`group-join-${js}`);
  await guest.press();
  assert.equal(guest.path, group);
  assert.match(await guest.text(), /attend une réponse/);
  guest.neverSaw(hidden);

  // She is told, reads the answer and lets him in.
  await place.letter(mail(odile), 0, (l) => l.subject.includes(malik));
  await founder.go(`${group}/requests`);
  assert.match(await founder.text(), /Deux étés chez ma grand-mère/);
  await founder.picture(`group-requests-${js}`);
  await founder.press("form[action$='/let-in'] button");
  await place.letter(mail(malik), 0, (l) => l.subject.includes("Bienvenue"));

  const third = await neighbour(place, who(rose, street), { js });

  // He is new: no files yet. She trusts him, and he may.
  await guest.go(group);
  assert.match(await guest.text(), /Vous êtes nouveau ici/);
  await guest.picture(`group-member-${js}`);
  await guest.go(`${group}/files`);
  assert.equal(await guest.has("input[type=file]"), false);
  await founder.go(`${group}/members`);
  await founder.picture(`group-members-${js}`);
  await founder.press("form[action$='/trust'] button");
  await guest.go(`${group}/files`);
  await guest.press("form[enctype] button[type=submit]");
  await guest.refused("file");
  const file = join(place.data, "programme.txt");
  writeFileSync(file, "Samedi : les poireaux.\n");
  await guest.page.locator("#file").setInputFiles(file);
  await guest.press("form[enctype] button[type=submit]");
  assert.match(await guest.text(), /programme\.txt/);
  await guest.picture(`group-files-${js}`);
  const got = await guest.context.request.get(
    place.base + (await guest.page.locator("a[download]").getAttribute("href")),
  );
  assert.equal(await got.text(), "Samedi : les poireaux.\n");
  assert.match(got.headers()["content-disposition"], /^attachment/);
  assert.equal(got.headers()["x-content-type-options"], "nosniff");

  // An event in the calendar, and the calendar's address for a telephone.
  await guest.go(`${group}/calendar`);
  await guest.press("a[href*='kind=event']");
  await guest.type("#title", "Paillage avant le gel");
  await typeDay(guest, "starts", new Date(Date.now() + 5 * 86_400_000));
  await guest.type("#starts_time", "10:30");
  await guest.type("#text", "Bottes conseillées.");
  await guest.press("main form[enctype] .actions button[type=submit]");
  assert.ok(guest.status < 400, await guest.text());
  const post = guest.path;
  await founder.go(group);
  assert.match(await founder.text(), /Paillage avant le gel/);
  await founder.picture(`group-posts-${js}`);
  await third.go(post, 404);
  await guest.go(`${group}/calendar`);
  assert.match(await guest.text(), /Paillage avant le gel/);
  await guest.picture(`group-calendar-${js}`);
  const calendar = new URL(await guest.page.locator("input[readonly]").inputValue());
  const ics = await fetch(place.base + calendar.pathname);
  assert.equal(ics.headers.get("content-type"), "text/calendar; charset=utf-8");
  assert.match(await ics.text(), /^BEGIN:VCALENDAR\r\n[^]*SUMMARY:Paillage avant le gel\r\n/);

  // A neighbour is invited by a link, and sees the rules first.
  await founder.go(`${group}/invite`);
  await founder.press();
  await founder.refused("way");
  await founder.choose("[name=way][value=link]");
  await founder.press();
  const link = new URL(await founder.page.locator("input[readonly]").inputValue()).pathname;
  await third.go(link);
  await third.choose("#agree");
  await third.press();
  assert.equal(third.path, group);

  // How he is told, then he leaves: his calendar's address stops.
  await guest.go(`${group}/notices`);
  await guest.choose("[name=notice][value=weekly]");
  await guest.press();
  await guest.press(`a[href='${group}/leave']`);
  await guest.press();
  assert.equal(guest.path, "/groups");
  assert.equal((await fetch(place.base + calendar.pathname)).status, 404);
  await guest.go(`${group}/members`, 403);

  // She deletes it by typing its name; nothing is left, and the other is told.
  await founder.go(`${group}/settings`);
  await founder.press(`a[href='${group}/delete']`);
  await founder.type("#name", "autre chose");
  await founder.press();
  await founder.refused("name", ["#name", "autre chose"]);
  await founder.picture(`group-delete-${js}`);
  await founder.type("#name", garden.toUpperCase());
  await founder.press();
  assert.equal(founder.path, "/groups");
  await founder.go(group, 404);
  await place.letter(mail(rose), 0, (l) => l.subject.includes("n’existe plus"));
  assert.equal(await place.sql("select count(*) from group_files"), "0");

  await Promise.all([founder.close(), guest.close(), third.close()]);
}

test("A group's life", limit, () =>
  journey({ js: true, names: ["Odile", "Malik", "Rose"], garden: "Le potager du Moulin", hidden: "Le petit secret" }));
test("A group's life, without JavaScript", limit, () =>
  journey({ js: false, names: ["Odette", "Marek", "Rita"], garden: "Le verger du Pont", hidden: "Le grand secret" }));

