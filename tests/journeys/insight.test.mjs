// Figures for everyone that identify nobody; the keeper's; and saying no to being counted.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { neighbour, townOfFile } from "./steps.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 120_000 };

// A past: needs in two quarters over three weeks, counted as the hourly job leaves them.
const today = Math.floor(Date.now() / 86_400_000);
const quarters = (await place.sql("select id from areas where kind = 'quarter' order by code")).split("\n");
for (let day = today - 40; day < today; ++day) {
  await place.sql(`insert into insight_days values (1, ${day}, 0) on conflict do nothing;
    delete from insight_counts where day = ${day};
    insert into insight_counts values (1, ${day}, 'needs', ${quarters[0]}, 0, 0, ${day > today - 15 ? 9 : 2}),
      (1, ${day}, 'messages', ${quarters[0]}, 0, 0, 25), (1, ${day}, 'messages', ${quarters[1]}, 0, 0, 30),
      (1, ${day}, 'helpers', ${quarters[0]}, 0, 0, 12)`);
}

test("everyone sees figures, charts with their tables, and CSV", limit, async () => {
  for (const options of [{}, { width: 360, dark: true, js: false }]) {
    const v = await Visitor.at(place, options);
    await v.go("/insight");
    assert.ok((await v.page.locator("svg.chart").count()) >= 3);
    assert.match(await v.text(), /Messages privés/);
    assert.match(await v.text(), /moins de 5/);
    for (const svg of await v.page.locator("svg.chart").all()) {
      assert.ok(await svg.locator("title").first().evaluate((e) => e.textContent.length > 3));
      assert.ok(await svg.locator("desc").first().evaluate((e) => e.textContent.length > 3));
    }
    await v.page.locator("#area").selectOption(quarters[0]);
    await v.page.locator("#period").selectOption("month");
    await v.press();
    assert.match(v.path, new RegExp(`area=${quarters[0]}`));
    const [download] = await Promise.all([
      v.page.waitForEvent("download"),
      v.page.locator("a[href^='/insight/talk.csv']").click(),
    ]);
    const csv = readFileSync(await download.path(), "utf8");
    assert.ok(csv.startsWith("\ufeffMois,"), csv.slice(0, 40));
    assert.ok(csv.endsWith("\r\n"));
  }
});

test("the keeper sees each day; nobody else does", limit, async () => {
  const odile = await neighbour(place, {
    to: "odile@valombre.example", first: "Odile", last: "Dumas", address: "4 rue des Tilleuls Valombre",
  });
  await odile.go("/keeper/insight", 403);
  await place.palier("user", "role", "odile@valombre.example", "--grant", "keeper");
  await odile.go("/keeper/insight");
  assert.ok((await odile.page.locator(".figures-table").count()) >= 3);
});

test("somebody says no, signed in and not", limit, async () => {
  const karim = await neighbour(place, {
    to: "karim@valombre.example", first: "Karim", last: "Benali", address: "5 rue du Moulin Valombre",
  });
  await karim.go("/account");
  await karim.press("a[href='/privacy/measurement']");
  await karim.choose("[name=measurement][value=no]");
  await karim.press("form[action='/privacy/measurement'] button");
  assert.match(await karim.text(), /Vous n’êtes pas compté/);
  assert.equal(await place.sql("select count(*) from insight_refusals"), "1");
  const v = await Visitor.at(place, { js: false });
  await v.go("/privacy/measurement");
  await v.choose("[name=measurement][value=no]");
  await v.press("form[action='/privacy/measurement'] button");
  assert.ok(await v.page.locator("[name=measurement][value=no]").isChecked());
});
