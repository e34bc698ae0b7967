// Every main page: titles, languages, dark colours, small windows, large text; the weight of the first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, posted, townOfFile } from "./steps.mjs";
import { titles, Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 120_000 };
const jeanne = { to: "jeanne@valombre.example", first: "Jeanne", address: "3 rue des Tilleuls Valombre" };
const known = await neighbour(place, jeanne);
const need = await posted(known, { list: "1 litre de lait, du pain, 6 œufs" });
const session = await known.context.cookies();

const anyone = ["/", "/needs", "/offers", need, "/needs/new", "/offers/new", "/sign-in", "/sign-in/password", "/about", "/rules", "/privacy", "/accessibility"];
const own = ["/", "/needs", need, "/mine", "/messages", "/account", "/account/keys", "/account/delete", "/blocks", "/needs/new"];
const drawn = { "/": "home", "/needs": "list", "/needs/new": "ask", "/mine": "mine" };

const ways = [
  { width: 1280, picture: "1280" },
  { width: 360, height: 720, picture: "360" },
  { width: 360, height: 720, dark: true, picture: "360-dark" },
  // 200 % of a window of 720: what zooming does is halve the width that the page has.
  { width: 360, height: 400, scale: 2, language: "en" },
  { width: 360, height: 640, text: 2 },
];

for (const way of ways)
  test(`every page at ${JSON.stringify(way)}`, limit, async () => {
    for (const pages of [anyone, own]) {
      const v = await Visitor.at(place, way);
      if (pages === own) {
        await v.context.addCookies(session);
        if (way.language) v.language = "fr"; // One's account has a language of its own.
      }
      for (const path of pages) {
        await v.go(path);
        if (way.text) {
          // Text at twice its size, as a browser's setting makes it.
          const over = await v.page.evaluate(() => {
            document.documentElement.style.fontSize = "200%";
            return document.scrollingElement.scrollWidth - innerWidth;
          });
          assert.ok(over <= 0, `${path}: twice the text is ${over} px too wide`);
        }
        const name = path === need ? "detail" : drawn[path];
        if (way.picture && name) await v.picture(`${name}${pages === own ? "-signed-in" : ""}-${way.picture}`);
      }
      await v.close();
    }
  });

test("titles tell the pages apart", () => {
  const by = new Map();
  for (const [page, title] of titles) {
    if (/ \/(needs|offers)\/… /.test(page)) continue; // Its title is what somebody wrote.
    const key = `${page.slice(0, 2)} ${title}`;
    by.set(key, [...(by.get(key) ?? []), page]);
  }
  for (const [title, pages] of by) assert.equal(pages.length, 1, `“${title}” is the title of ${pages.join(" and ")}`);
});

test("the skip link shows itself and leads past the menu", limit, async () => {
  const v = await Visitor.at(place);
  await v.go("/about");
  await v.page.keyboard.press("Tab");
  const skip = v.page.locator("a.skip");
  assert.ok(await skip.evaluate((e) => e === document.activeElement));
  const box = await skip.boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0 && box.height > 10, "it is in sight");
  await v.page.keyboard.press("Enter");
  await v.page.keyboard.press("Tab");
  assert.ok(await v.page.evaluate(() => document.querySelector("main").contains(document.activeElement) || document.querySelector("footer").contains(document.activeElement)));
  await v.close();
});

test("one changes the language, as a visitor and signed in", limit, async () => {
  const v = await Visitor.at(place);
  await v.go("/about");
  v.language = "en";
  await v.press("header a[hreflang=en]");
  assert.match(v.path, /^\/about/, "on the same page");
  await v.go("/rules"); // And it stays so.
  await v.context.addCookies(session);
  v.language = "fr";
  await v.go("/account");
  v.language = "en";
  await v.press("header form[action='/language'] button[lang=en]");
  assert.equal(v.path, "/account");
  v.language = "fr";
  await v.press("header form[action='/language'] button[lang=fr]");
  await v.close();
});

test("the first page weighs at most 50 KB, all included", limit, async (t) => {
  const v = await Visitor.at(place);
  const wire = await v.context.newCDPSession(v.page);
  await wire.send("Network.enable");
  const sizes = new Map();
  const urls = new Map();
  wire.on("Network.requestWillBeSent", (e) => urls.set(e.requestId, e.request.url));
  wire.on("Network.loadingFinished", (e) => sizes.set(urls.get(e.requestId), e.encodedDataLength));
  await v.go("/");
  await v.page.waitForLoadState("networkidle");
  const sum = [...sizes.values()].reduce((a, b) => a + b, 0);
  t.diagnostic(`${sum} bytes in ${sizes.size} requests: ${[...sizes].map(([u, n]) => `${new URL(u).pathname} ${n}`).join(", ")}`);
  assert.ok(sizes.size > 2 && sum <= 50 * 1024, `${sum} bytes`);
  assert.deepEqual(await v.context.cookies(), [], "who only looks gets no cookie");
  await v.close();
});

test("where no address file was imported, a postcode is enough", limit, async () => {
  const { town } = await import("./town.mjs");
  const bare = await town({ addresses: false });
  let failed = true;
  try {
    const v = await Visitor.at(bare, { js: false });
    await v.go("/sign-in");
    await v.type("#identifier", jeanne.to);
    await v.press();
    await v.type("#code", await bare.code(jeanne.to));
    await v.press();
    await v.go("/welcome/address");
    await v.type("#postcode", "75");
    await v.press();
    await v.refused("postcode", ["#postcode", "75"]);
    await v.type("#postcode", "75011");
    await v.press();
    assert.ok(v.status < 400 && !v.path.startsWith("/welcome/address"), `taken: ${v.status === 422 ? await v.text() : v.path}`);
    await v.close();
    failed = false;
  } finally {
    await bare.stop(failed);
  }
});
