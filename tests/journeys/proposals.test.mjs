// Asked, not searched for: a helper says when and how they can help, is asked about what fits, and answers
// from the letter without signing in; the one who asked decides; only then do the two see each other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, posted, townOfFile } from "./steps.mjs";
import { Visitor } from "./visitor.mjs";

const limit = { timeout: 120_000 };
const town = await townOfFile();
const place = town;
// Whoever helped in one walk would be asked in the next: without script it has a town of its own.
const other = await townOfFile();
const mail = (first) => `${first.toLowerCase()}@valombre.example`;
const who = (first, address) => ({ to: mail(first), first, address });

const link = (letter, prefix) => new URL(new RegExp(`http\\S+${prefix}\\S+`).exec(letter.text)[0]).pathname;
const about = (prefix) => (letter) => letter.text.includes(prefix);

/// From "Begin" to the end: errands within two kilometres, at any time, at any hour.
async function volunteer(v) {
  await v.go("/helping");
  await v.press("a[href='/helping/what']");
  await v.press();
  await v.refused("kinds");
  await v.choose("[name=kinds][value=shopping]");
  await v.press();
  await v.choose("[name=radius][value='2000']");
  await v.press();
  await v.type("#per_week", "3");
  await v.press();
  await v.choose("[name=accepts_vulnerable][value=yes]");
  await v.press();
  await v.choose("[name=asks_per_week][value='7']");
  for (const name of ["quiet_from", "quiet_to"]) await v.page.selectOption(`#${name}`, "03:00");
  await v.choose("[name=digest][value=no]");
  await v.press();
  assert.equal(v.path, "/helping");
  assert.match(await v.text(), /2\skm/);
}

for (const js of [true, false])
  test(`a need is proposed, and answered from the letter, ${js ? "with" : "without"} JavaScript`, limit, async () => {
    const n = js ? "" : "2";
    const options = { js };
    const place = js ? town : other;
    const jeanne = await neighbour(place, who(`Jeanne${n}`, "3 rue des Tilleuls Valombre"), options);
    const karim = await neighbour(place, who(`Karim${n}`, "5 rue du Moulin Valombre"), options);
    const zoe = await neighbour(place, who(`Zoe${n}`, "2 rue du Moulin Valombre"), options);
    await volunteer(karim);
    await volunteer(zoe);
    await karim.picture(`helping-${js}`);

    const need = await posted(jeanne, { list: `Du beurre et de la farine${n}` });
    const asked = await place.letter(mail(`Karim${n}`), 0, about("/asked/"));
    const askedToo = await place.letter(mail(`Zoe${n}`), 0, about("/asked/"));
    for (const letter of [asked, askedToo])
      for (const secret of [`Jeanne${n}`, "3 Rue", "beurre"])
        assert.ok(!(letter.subject + letter.text).includes(secret), `${secret} is in the letter`);
    assert.match(asked.text, /Répondez avant/);

    // In another browser, signed in as nobody.
    const out = await Visitor.at(place, options);
    await out.go(link(asked, "/asked/"));
    await out.picture(`asked-${js}`);
    assert.match(await out.text(), /Du beurre et de la farine/);
    assert.equal(place.sentTo(mail(`Jeanne${n}`)).filter(about("/offered/")).length, 0, "opening the link does nothing");
    await out.press("button[value=yes]");
    assert.equal(out.status, 200);
    out.neverSaw(`Jeanne${n}`, "3 Rue des Tilleuls", mail(`Jeanne${n}`));

    // The other is told kindly, by letter and on the page.
    await place.letter(mail(`Zoe${n}`), 0, (l) => /vous n’avez rien à faire/i.test(l.text));
    const late = await Visitor.at(place, options);
    await late.go(link(askedToo, "/asked/"));
    assert.match(await late.text(), /Merci d’être là/);
    await late.close();

    const offered = await place.letter(mail(`Jeanne${n}`), 0, about("/offered/"));
    assert.ok(!offered.text.includes(`Karim${n}`));
    await jeanne.go("/proposals");
    assert.match(await jeanne.text(), /de chez vous/);
    await jeanne.press("main .rows a.button");
    jeanne.neverSaw(`Karim${n}`, mail(`Karim${n}`));
    await jeanne.picture(`offered-${js}`);
    await jeanne.press("form[action$='/accept'] button");
    assert.equal(jeanne.path, need);
    assert.match(await jeanne.text(), new RegExp(mail(`Karim${n}`)));

    await karim.go("/proposals");
    await karim.press("main .rows a[href^='/proposals/']");
    await karim.press("main .button-big");
    assert.equal(karim.path, need);
    assert.match(await karim.text(), /3 Rue des Tilleuls/);
    await out.go(link(asked, "/asked/"));
    assert.match(await out.text(), /Connectez-vous/, "used twice, it says what stands");
    await out.close();

    // No, from the letter: opening it and one click. What it changed is told, and taken back.
    await posted(jeanne, { list: `Du thé${n}` });
    const again = await place.letter(mail(`Zoe${n}`), 0, (l) => about("/asked/")(l) && l.text !== askedToo.text);
    const no = await Visitor.at(place, options);
    await no.go(`${link(again, "/asked/")}/no`.replace("/no/no", "/no"));
    await no.unfold("details.fold summary");
    await no.choose("[name=reason][value=too_often]");
    await no.press("details.fold button[type=submit]");
    assert.equal(no.status, 200);
    await no.close();
    await zoe.go("/helping");
    assert.match(await zoe.text(), /trop souvent/);
    await zoe.picture(`changed-${js}`);
    await zoe.press("form[action^='/helping/undo/'] button");
    assert.ok(!/trop souvent/.test(await zoe.text()));
    await zoe.press("button[value=month]");
    assert.match(await zoe.text(), /tranquille jusqu’au/);
    await zoe.press("button[value=none]");

    // Less, from the letter.
    const less = await Visitor.at(place, options);
    await less.go(link(again, "/ask-me-less/"));
    await less.press("button[value=stop]");
    await zoe.go("/helping");
    assert.ok(await zoe.has("form[action='/helping/start']"));
    for (const v of [less, jeanne, karim, zoe]) await v.close();
  });

test("links that are over, and other people’s proposals", limit, async () => {
  const v = await neighbour(place, who("Aline", "6 rue du Moulin Valombre"));
  await v.go("/asked/nonsense", 410);
  await v.go("/offered/nonsense", 410);
  await v.go("/ask-me-less/nonsense", 410);
  const id = await place.sql("select max(id) from proposals");
  await v.go(`/proposals/${id}`, 404);
  await v.close();
});
