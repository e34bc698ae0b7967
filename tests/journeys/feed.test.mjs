// The neighbourhood: a question with a photo and a poll, answers, merci, muting, an event for the
// calendar, a ready text; with and without JavaScript.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, townOfFile } from "./steps.mjs";
import { until } from "./town.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 240_000 };
const who = (first, number) => ({
  to: `${first.toLowerCase()}@valombre.example`,
  first,
  address: `${number} rue des Tilleuls Valombre`,
});

/// A page with an image that has come.
const shown = (v, selector) =>
  v.page.locator(selector).evaluate(async (img) => {
    img.loading = "eager";
    await img.decode();
    return img.naturalWidth > 0;
  });

async function write(v, kind) {
  await v.go("/neighbourhood");
  await v.press("a.compose");
  await v.press(`a[href*='kind=${kind}']`);
}

async function journey({ js, names: [jeanne, karim] }) {
  const first = await neighbour(place, who(jeanne, 3), { js });
  const second = await neighbour(place, who(karim, 5), { js });
  const photo = { name: "échelle.png", mimeType: "image/png", buffer: await first.page.screenshot() };

  // A question: sent too early, and what was chosen and typed is kept, the photo too.
  await write(first, "question");
  await first.picture(`feed-write-${js}`);
  await first.unfold("#photos > summary");
  await first.page.locator("#photo_1").setInputFiles(photo);
  await first.type("#alt_1", "Une échelle contre un mur");
  const words = `Qui aurait une échelle à prêter à ${jeanne} ?`;
  await first.type("#text", words);
  await first.unfold("summary:has-text('sondage')");
  await first.type("#poll_question", "Quel jour ?");
  await first.press("main form[enctype] button[type=submit]");
  await first.refused("poll_options", ["[name^=kept_alt_]", "Une échelle contre un mur"], ["#text", words]);
  assert.ok(await shown(first, ".photo-slot img"), "the photo need not be chosen again");
  await first.picture(`feed-write-again-${js}`);
  await first.type("#poll_options", "Vendredi");
  await first.type("#poll_options-2", "Samedi");
  await first.choose("[name=audience][value^='street/']");
  await first.press("main form[enctype] button[type=submit]");
  const post = first.path;
  assert.match(post, /^\/posts\/\d+$/);
  assert.ok(await shown(first, ".post-photo"));
  assert.equal(await first.page.locator(".post-photo").getAttribute("alt"), "Une échelle contre un mur");
  await first.picture(`feed-post-${js}`);

  // His neighbour finds it, says merci from the list, and is back where he was.
  const id = post.split("/")[2];
  await second.go("/neighbourhood");
  await second.picture(`feed-${js}`);
  assert.ok((await second.text()).includes(words));
  assert.equal(await second.page.locator(`#post-${id} .counters`).innerText(), "", "nobody has done anything yet");
  await second.press(`#post-${id} form button`);
  assert.match(second.page.url(), new RegExp(`/neighbourhood#post-${id}$`));
  assert.match(await second.page.locator(`#post-${id} .counters`).innerText(), /Un merci/);
  await second.press(`#post-${id} h3 a`);
  assert.match(await second.page.locator("#poll").innerText(), /Personne n’a encore répondu/);
  await second.press("#poll form button[type=submit]");
  await second.refused("option");
  await second.choose("[name=option][value='1']");
  await second.press("#poll form button[type=submit]");
  assert.match(await second.page.locator("#poll").innerText(), /100/);
  await second.type("#text", "J’en ai une, passez *ce soir*.");
  await second.press("#write button[type=submit]");
  assert.match(second.page.url(), /#comment-\d+$/);
  const comment = second.page.url().split("#")[1];

  // She sees it: at once where scripts run, else when she looks again.
  if (!js) await first.reload();
  await until("the answer to come", () => first.has(`#${comment}`));
  assert.match(await first.page.locator(`#${comment}`).innerText(), /J’en ai une, passez ce soir/);
  await first.press(`#${comment} a[href*='?answer=']`);
  await first.type("#text", "Merci, je passe à 19 h.");
  await first.press("#write button[type=submit]");
  assert.ok(await first.has(`#answers-${comment.split("-")[1]} li`), "below the answer, not below the post");
  await first.press(`#${comment} > .comment form button`);
  await first.picture(`feed-answers-${js}`);

  // He saves it, follows it, hides it, and takes that back; then the same with her.
  await second.go(post);
  await second.press("form[action$='/save'] button");
  await second.press("form[action$='/follow'] button");
  await second.go("/neighbourhood/saved");
  assert.ok((await second.text()).includes(words));
  await second.go(post);
  await second.unfold("summary:has-text('Je ne veux pas voir cela')");
  await second.press("form[action$='/mute'] button");
  await second.go("/neighbourhood");
  assert.ok(!(await second.text()).includes(words));
  await second.go("/neighbourhood/muted");
  await second.picture(`feed-muted-${js}`);
  await second.press("form[action$='/mute'] button");
  await second.go(post);
  await second.unfold("summary:has-text('Je ne veux pas voir cela')");
  await second.press("form[action$='/mute-person'] button");
  await second.go("/neighbourhood");
  assert.ok(!(await second.text()).includes(words));
  await second.go("/neighbourhood/muted");
  await second.press("form[action$='/mute-person'] button");
  await second.go("/neighbourhood");
  assert.ok((await second.text()).includes(words));

  // An event, and its file for the calendar.
  await write(first, "event");
  await first.type("#title", "Un verre dans la cour");
  const year = new Date().getFullYear() + 1;
  await first.type("#starts", "31");
  await first.type("#starts-month", "2");
  await first.type("#starts-year", String(year));
  await first.type("#starts_time", "18h30");
  await first.press("main form[enctype] button[type=submit]");
  await first.refused("starts", ["#starts", "31"], ["#starts_time", "18h30"]);
  await first.picture(`feed-event-wrong-${js}`);
  await first.type("#starts", "5");
  await first.type("#place", "La cour du 3");
  await first.press("main form[enctype] button[type=submit]");
  const event = first.path;
  await first.picture(`feed-event-${js}`);
  const link = await first.page.locator("a[href$='.ics']").getAttribute("href");
  const calendar = await first.context.request.get(place.base + link);
  assert.match(calendar.headers()["content-type"], /^text\/calendar/);
  assert.match(await calendar.text(), new RegExp(`DTSTART:${year}0205T173000Z`));

  // A ready text: two words, and it stands in the form.
  await write(second, "thanks");
  await second.unfold("summary:has-text('texte tout prêt')");
  await second.picture(`feed-ready-${js}`);
  await second.press("a:has-text('Dire merci')");
  await second.press("button[value=see]");
  await second.refused("blank_1");
  await second.type("#blank_1", jeanne);
  await second.type("#blank_2", "m’a gardé le chat");
  await second.press("button[value=see]");
  await second.picture(`ready-text-${js}`);
  await second.press("button[value=use]");
  assert.match(await second.page.locator("#text").inputValue(), new RegExp(`Merci à ${jeanne}, qui m’a gardé le chat`));
  await second.press("main form[enctype] button[type=submit]");
  const thanks = second.path;

  // Changed, and taken back.
  await first.go(`${event}/edit`);
  await first.type("#place", "La cour du 5");
  await first.press();
  assert.match(await first.text(), /La cour du 5/);
  await second.go(thanks);
  await second.press(`a[href='${thanks}/remove']`);
  await second.press();
  assert.equal(second.path, "/neighbourhood");
  await second.go(thanks, 404);
  for (const path of ["/neighbourhood/order", "/neighbourhood?order=useful", "/neighbourhood?kind=event", "/neighbourhood/new", "/neighbourhood/new?kind=alert"])
    await second.go(path);

  const phone = await Visitor.at(place, { js, width: 360, height: 740, dark: !js });
  await phone.context.addCookies(await second.context.cookies());
  for (const [name, path] of [["feed", "/neighbourhood"], ["post", post], ["event", event], ["choose", "/neighbourhood/new"], ["write", "/neighbourhood/new?kind=event"], ["useful", "/neighbourhood?order=useful"], ["order", "/neighbourhood/order"]]) {
    await phone.go(path);
    await phone.picture(`feed-360-${name}-${js}`);
  }
  const visitor = await Visitor.at(place, { js });
  await visitor.go("/neighbourhood");
  visitor.neverSaw(words, jeanne);
  for (const v of [first, second, phone, visitor]) await v.close();
}

test("the neighbourhood: a question with a photo and a poll, answers, an event, a ready text", limit, () =>
  journey({ js: true, names: ["Jeanne", "Karim"] }));

test("the same without JavaScript", limit, () => journey({ js: false, names: ["Odile", "Noor"] }));
