// A day at the coordinators' board: why nobody was found, asking by hand, confirming, keeping apart.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { neighbour, posted, townOfFile } from "./steps.mjs";
import { until } from "./town.mjs";

const place = await townOfFile();
const limit = { timeout: 120_000 };
const who = (first, last, address) => ({ to: `${first.toLowerCase()}@valombre.example`, first, last, address });

const jeanne = await neighbour(place, who("Jeanne", "Arnaud", "3 rue des Tilleuls Valombre"));
await neighbour(place, who("Karim", "Benali", "5 rue du Moulin Valombre"));
await neighbour(place, who("Noor", "Castel", "2 rue du Moulin Valombre"));
const odile = await neighbour(place, who("Odile", "Dumas", "4 rue des Tilleuls Valombre"));
await place.palier("user", "role", "odile@valombre.example", "--grant", "operator");

const account = (first) => place.sql(`select id from accounts where first_name = '${first}'`);
const micros = () => Date.now() * 1000;

/// What a helper's form would have said.
async function volunteers(first, kinds, more = {}) {
  const id = await account(first);
  const p = { children: 2, ages: "3-5 6-9", ...more };
  await place.sql(`insert into helper_profiles (account_id, territory_id, active, kinds, radius_m, per_week,
    windows, accepts_vulnerable, max_children, child_ages, has_children, asks_per_week, quiet_from, quiet_to,
    digest, created_at, changed_at) values (${id}, 1, true, '${kinds}', 5000, 5, 0, true, ${p.children},
    '${p.ages}', false, 14, 0, 0, true, ${micros()}, ${micros()})`);
}

/// Plans on the page's own button, and waits until it is done.
async function plan(v) {
  const runs = () => place.sql("select count(*) from matching_runs where state = 'done'");
  const before = Number(await runs());
  await v.go("/board");
  await v.press("form[action='/board/plan'] button");
  assert.equal(v.path, "/board");
  await until("a plan", async () => Number(await runs()) > before);
}

test("who is not a coordinator finds no board", limit, async () => {
  await jeanne.go("/board", 403);
  await jeanne.go("/");
  assert.ok(!(await jeanne.has("a[href='/board']")));
  await odile.go("/");
  assert.ok(await odile.has(".nav-account a[href='/board']"));
});

test("a need without anybody, its reason, and asking by hand", limit, async () => {
  const need = await posted(jeanne, { list: "Du lait et du pain" });
  await plan(odile);
  await odile.go("/board");
  const id = need.split("/").pop();
  assert.ok(await odile.has(`a[href='/board/needs/${id}']`), "the request is listed");
  assert.match(await odile.text(), /Personne ici ne fait cela|Personne n’a encore proposé d’aider/);
  assert.match(await odile.text(), /Prouvé le meilleur/);

  // Nobody else may hear of it in the meantime: only what she does by hand is asked.
  await place.sql("update aid_posts set verified_only = true");
  await volunteers("Karim", "shopping");
  await volunteers("Noor", "shopping childcare");
  odile.keyboard = true;
  await odile.go(`/board/needs/${id}`);
  assert.match(await odile.text(), /Non vérifiée/);
  odile.neverSaw("3 Rue des Tilleuls");
  await odile.press("form[action$='/address'] button");
  assert.match(await odile.text(), /3 Rue des Tilleuls/);
  assert.equal(await place.sql("select count(*) from board_log where what = 'address'"), "1");
  await place.sql("update accounts set verified = 1 where first_name = 'Noor'");
  await odile.go(`/board/needs/${id}`);
  await odile.press("form[action$='/propose'] button");
  assert.match(await odile.text(), /C’est demandé/);
  assert.equal(await place.sql("select state from proposals"), "0");
});

test("childcare waits for a coordinator, who looks at both sides", limit, async () => {
  await place.sql("update proposals set state = 1, confirm = 1, answered_at = created_at where state = 0");
  await odile.go("/board");
  await odile.press(".notice a[href='/board/confirm']");
  await odile.press(".rows a[href^='/board/proposals/']");
  assert.match(await odile.text(), /Noor Castel/);
  await odile.press("form[action$='/confirm'] button");
  await odile.refused("decision");
  await odile.choose("[name=decision][value=yes]");
  await odile.type("#note", "Vue à la mairie.");
  const page = odile.path.replace(/\/confirm$/, "");
  await odile.press("form[action$='/confirm'] button");
  assert.equal(odile.path, "/board/confirm");
  await odile.go(page);
  assert.match(await odile.text(), /Vue à la mairie/);
  // On the telephone, Jeanne says yes.
  await odile.press("form[action$='/accept'] button");
  assert.match(await odile.text(), /C’est convenu/);
});

test("two people are kept apart, and may meet again", limit, async () => {
  await odile.go("/board/apart");
  await odile.press("a[href='/board/apart/new']");
  await odile.type("#first", "karim");
  await odile.type("#second", "jeanne");
  await odile.press("main form[role=search] button");
  await odile.press("form[action='/board/apart'] button");
  await odile.refused("why");
  await odile.type("#why", "Un différend");
  await odile.press("form[action='/board/apart'] button");
  assert.match(await odile.text(), /Un différend/);
  await odile.press("form[action='/board/apart/lift'] button");
  assert.doesNotMatch(await odile.text(), /Un différend/);
});

for (const js of [true, false])
  test(`the list can be taken away, ${js ? "with" : "without"} JavaScript`, limit, async () => {
    const v = js ? odile : await neighbour(place, { ...who("Omar", "Evrard", "6 rue du Moulin Valombre") }, { js });
    if (!js) await place.palier("user", "role", "omar@valombre.example", "--grant", "operator");
    await v.go("/board/history");
    const [file] = await Promise.all([
      v.page.waitForEvent("download"),
      v.page.locator("a[href*='names=1']").click(),
    ]);
    const text = readFileSync(await file.path(), "utf8");
    assert.ok(text.startsWith("\ufeffproposal,state,"));
    assert.match(text, /Noor Castel/);
    if (!js) {
      for (const path of ["/board", "/board/confirm", "/board/apart", "/board/apart/new"]) await v.go(path);
      await v.close();
    }
  });

test("every page fits a small window", limit, async () => {
  await odile.page.setViewportSize({ width: 360, height: 740 });
  const need = await place.sql("select max(id) from aid_posts");
  const proposal = await place.sql("select max(id) from proposals where state = 3");
  for (const path of ["/board", `/board/needs/${need}`, `/board/proposals/${proposal}`, "/board/confirm", "/board/apart",
    "/board/apart/new", "/board/history"])
    await odile.go(path);
});
