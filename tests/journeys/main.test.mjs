// The main job: Jeanne asks, Karim helps. By keyboard only, with and without JavaScript, in French and
// in English, and once on PostgreSQL.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { askForShopping, neighbour, settle, signIn } from "./steps.mjs";
import { town } from "./town.mjs";
import { closeBrowser, Visitor } from "./visitor.mjs";

after(closeBrowser);

const runs = [
  { language: "fr", js: true },
  { language: "fr", js: false },
  { language: "en", js: true },
  { language: "en", js: false },
  { language: "fr", js: true, postgres: true },
];

for (const { language, js, postgres = false } of runs) {
  const name = `${language}, ${js ? "with" : "without"} JavaScript, on ${postgres ? "PostgreSQL" : "SQLite"}`;
  test(`someone asks, a neighbour helps: ${name}`, { timeout: 120_000 }, async (t) => {
    if (postgres && !process.env.PALIER_TEST_POSTGRES) return t.skip("PALIER_TEST_POSTGRES is not set");
    const place = await town({ postgres });
    const hands = { language, js, hand: "keyboard" };
    let failed = true;
    try {
      await mainJob(place, hands);
      failed = false;
    } finally {
      await place.stop(failed);
    }
  });
}

async function mainJob(place, hands) {
  const home = "3 Rue des Tilleuls";
  const mail = { jeanne: "jeanne@valombre.example", karim: "karim@valombre.example" };

  // Jeanne comes without an account, and is asked who she is only at the end.
  const jeanne = await Visitor.at(place, hands);
  await jeanne.go("/");
  await jeanne.press("a.way[href='/needs/new']");
  await askForShopping(jeanne, { list: "1 litre de lait, du pain, 6 œufs", details: "Je ne descends plus l’escalier." });
  assert.match(await jeanne.text(), /6 œufs/);
  await jeanne.press("form[action$='/send'] button");
  assert.match(jeanne.path, /^\/sign-in\?next=/);
  await signIn(jeanne, mail.jeanne);
  await settle(jeanne, { first: "Jeanne", last: "Morel", address: `${home} Valombre` });
  assert.match(jeanne.path, /\/check$/, "back where she was, nothing lost");
  assert.match(await jeanne.text(), /6 œufs/);
  await jeanne.press("form[action$='/send'] button");
  assert.match(jeanne.path, /\/sent$/);
  const need = jeanne.path.replace(/\/sent$/, "");

  // Karim lives two streets away.
  const karim = await Visitor.at(place, hands);
  await karim.go("/");
  await karim.press("header a[href='/sign-in']");
  await signIn(karim, mail.karim);
  await settle(karim, { first: "Karim", last: "Haddad", address: "5 rue du Moulin Valombre" });
  await karim.press("nav a[href='/needs']");
  assert.match(await karim.text(), /Les Tilleuls/);
  await karim.press(`.card a[href='${need}']`);
  assert.match(await karim.text(), /Jeanne/);
  await karim.press("a[href$='/answer']");
  await karim.type("#message", "Je passe au marché vers cinq heures.");
  await karim.press();
  assert.equal(karim.path, need);
  karim.neverSaw(home, "Morel", mail.jeanne);

  // She is told, reads, and accepts.
  const told = await place.letter(mail.jeanne, 1);
  assert.ok(told.text.includes(need), "the message leads to the page");
  assert.ok(!told.text.includes(home) && !told.text.includes(mail.karim));
  await jeanne.press("nav a[href='/mine']");
  await jeanne.press(`.rows a.button[href='${need}']`);
  assert.match(await jeanne.text(), /vers cinq heures/);
  jeanne.neverSaw("Haddad", mail.karim, "5 Rue du Moulin");
  await jeanne.press("form[action$='/accept'] button");
  assert.equal(jeanne.path, need);
  assert.ok((await jeanne.text()).includes(mail.karim), "Jeanne sees how to reach Karim");

  // Now, and only now, he sees where she lives; a third neighbour and a passer-by never do.
  const good = await place.letter(mail.karim, 1);
  assert.ok(good.text.includes(need));
  assert.ok(!good.text.includes(home), "addresses do not travel by mail");
  await karim.go(need);
  const shown = await karim.text();
  assert.ok(shown.includes(home) && shown.includes(mail.jeanne), "Karim sees where Jeanne lives");
  const others = [await neighbour(place, { to: "zoe@valombre.example", first: "Zoé", address: "6 rue du Moulin Valombre" }, { ...hands, hand: "pointer" }), await Visitor.at(place, hands)];
  for (const other of others) {
    for (const path of ["/", "/needs", "/needs?scope=city", need]) await other.go(path);
    const api = await other.context.request.get(`${place.base}/api/v1${need}`);
    const answer = await api.text();
    for (const secret of [home, "Morel", mail.jeanne, mail.karim, "Haddad"]) {
      other.neverSaw(secret);
      assert.ok(!answer.includes(secret), `the API says “${secret}”`);
    }
    await other.close();
  }

  // They write to each other.
  await karim.press("main a.button[href^='/messages/']");
  await karim.type("#text", "Bonjour Jeanne, demi-écrémé ?");
  await karim.press("#write button");
  assert.match(await karim.text(), /demi-écrémé/);
  await place.letter(mail.jeanne, 2);
  await jeanne.press("a[href^='/messages']");
  if (jeanne.path === "/messages") await jeanne.press(".rows a[href^='/messages/']");
  assert.match(await jeanne.text(), /demi-écrémé/);
  await jeanne.type("#text", "Oui, merci. Je laisse l’enveloppe sur le palier.");
  await jeanne.press("#write button");
  await karim.reload();
  assert.match(await karim.text(), /l’enveloppe sur le palier/);

  // It is done, and she says thank you.
  await jeanne.go(need);
  await jeanne.press(`main a[href='${need}/done']`);
  await jeanne.type("#thanks", "Merci, tout y était.");
  await jeanne.press();
  assert.equal(jeanne.path, need);
  const thanked = await place.letter(mail.karim, 2, (letter) => letter.text.includes("tout y était"));
  assert.ok(thanked.text.includes(need));
  await karim.go(need);
  assert.match(await karim.text(), /tout y était/);
  await karim.go("/needs");
  assert.ok(!(await karim.has(`.card a[href='${need}']`)), "what is done is no longer in the list");
  await jeanne.close();
  await karim.close();
}
