// Somebody at a browser: a context of their own, by keyboard or pointer, with or without JavaScript.
// Each page they come to is looked at: language, one heading, no sideways scrolling, what it fetched, axe.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { root } from "./town.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const pictures = process.env.PALIER_PICTURES;
const patience = 15_000;

let browser;
export async function openBrowser() {
  browser ??= await chromium.launch({
    executablePath: process.env.PALIER_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return browser;
}
export async function closeBrowser() {
  await browser?.close();
  browser = undefined;
}

/// English sentences that have a French translation: none of them may be on a French page.
let english;
function englishSentences() {
  if (english) return english;
  english = [];
  const files = readdirSync(join(root, "src"), { recursive: true, withFileTypes: false });
  const pos = files.length ? files.filter((f) => String(f).endsWith("lang/fr.po")) : [];
  for (const file of pos) {
    const entries = readFileSync(join(root, "src", String(file)), "utf8").split(/\n\n+/);
    for (const entry of entries) {
      const field = (name) =>
        (new RegExp(`^${name} ((?:".*"\\n?)+)`, "m").exec(entry)?.[1] ?? "")
          .split("\n")
          .map((line) => (line ? JSON.parse(line) : ""))
          .join("");
      const from = field("msgid");
      const to = field("msgstr");
      if (to && from !== to && from.split(" ").length >= 3 && !/[{<]/.test(from)) english.push(from);
    }
  }
  return english;
}

/// The same page for axe, whoever it is about.
const shape = (url, status) =>
  `${new URL(url).pathname.replace(/\/(\d+|[\w-]{20,})(?=\/|$)/g, "/…").replace(/[\w-]{16,}/g, "…")} ${status}`;
const looked = new Set();
export const titles = new Map();

export class Visitor {
  static async at(town, options = {}) {
    const self = new Visitor();
    self.town = town;
    self.options = { js: true, language: "fr", dark: false, width: 1000, height: 800, hand: "pointer", ...options };
    const { js, language, dark, width, height } = self.options;
    self.context = await (await openBrowser()).newContext({
      javaScriptEnabled: js,
      locale: language === "fr" ? "fr-FR" : "en-GB",
      timezoneId: "Europe/Paris",
      colorScheme: dark ? "dark" : "light",
      viewport: { width, height },
      ...(options.scale ? { deviceScaleFactor: options.scale } : {}),
    });
    self.context.setDefaultTimeout(patience);
    self.language = language;
    self.keyboard = self.options.hand === "keyboard";
    self.foreign = [];
    self.complaints = [];
    self.seen = []; // What every page held, for "never shown before".
    self.context.on("request", (request) => {
      if (new URL(request.url()).origin !== town.base && !request.url().startsWith("data:"))
        self.foreign.push(request.url());
    });
    self.page = self.watch(await self.context.newPage());
    return self;
  }

  watch(page) {
    page.on("pageerror", (error) => this.complaints.push(`${page.url()}: ${error}`));
    page.on("console", (message) => {
      // That a page answers 4xx is checked where it matters; the browser says so each time.
      if (message.type() === "error" && !/Failed to load resource.*status of 4\d\d/.test(message.text()))
        this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on("response", (response) => {
      if (response.request().isNavigationRequest() && response.frame() === page.mainFrame())
        this.status = response.status();
    });
    return page;
  }

  get path() {
    const url = new URL(this.page.url());
    return url.pathname + url.search;
  }
  heading = () => this.page.locator("h1").innerText();
  text = () => this.page.locator("body").innerText();
  has = async (selector) => (await this.page.locator(selector).count()) > 0;

  // -- Going somewhere --------------------------------------------------------------------------------

  async go(path, status = 200) {
    await this.leave(() => this.page.goto(this.town.base + path));
    assert.equal(this.status, status, `${path}: ${await this.heading()}`);
  }
  async back() {
    await this.leave(() => this.page.goBack());
  }
  async reload() {
    await this.leave(() => this.page.reload());
  }
  /// Does something that leads to another page, and looks at that one.
  async leave(action) {
    const loaded = this.page.waitForEvent("load", { timeout: patience });
    loaded.catch(() => {});
    await action();
    await loaded;
    await this.look();
  }

  // -- Hands ------------------------------------------------------------------------------------------

  /// Tabs until the element (or, of a group of radios, one of them) has the focus.
  async tabTo(selector) {
    const at = () =>
      this.page.evaluate((wanted) => {
        const target = document.querySelector(wanted);
        const now = document.activeElement;
        if (!target) return "missing";
        if (now === target) return now.matches(":focus-visible") ? "there" : "unseen";
        const group = (e) => e?.type === "radio" && e.name;
        return group(target) && group(now) === group(target) && now.form === target.form ? "group" : "";
      }, selector);
    for (let i = 0; i < 150; ++i) {
      const found = await at();
      assert.notEqual(found, "missing", `${this.path} has no ${selector}`);
      if (found === "unseen" && i > 0) assert.fail(`${selector} has the focus, but it does not show`);
      if (found && !(i === 0 && found === "unseen")) return found;
      await this.page.keyboard.press("Tab");
    }
    assert.fail(`${this.path}: the Tab key does not reach ${selector}`);
  }

  async type(selector, text) {
    if (!this.keyboard) return this.page.locator(selector).fill(text);
    await this.tabTo(selector);
    await this.page.keyboard.press("Control+A");
    if (text) await this.page.keyboard.type(text);
    else await this.page.keyboard.press("Delete");
  }

  /// Chooses a radio or ticks a box.
  async choose(selector) {
    assert.ok(await this.has(selector), `${this.path} (${this.status}) has no ${selector}`);
    const box = this.page.locator(selector).first();
    if (await box.isChecked()) return;
    if (!this.keyboard) return box.check();
    const found = await this.tabTo(selector);
    for (let i = 0; found === "group" && i < 30 && !(await box.isChecked()); ++i)
      await this.page.keyboard.press("ArrowDown");
    if (!(await box.isChecked())) await this.page.keyboard.press("Space");
    assert.ok(await box.isChecked(), `${selector} is chosen by keyboard`);
  }

  async unfold(selector) {
    const open = () => this.page.locator(selector).evaluate((e) => e.parentElement.open);
    if (await open()) return;
    if (this.keyboard) {
      await this.tabTo(selector);
      await this.page.keyboard.press("Enter");
    } else {
      await this.page.locator(selector).click();
    }
    assert.ok(await open(), `${selector} unfolds`);
  }

  /// A link or a button that leads to another page; by default the form's own button.
  async press(selector = "main form button[type=submit]") {
    assert.ok(await this.has(selector), `${this.path} (${this.status}) has no ${selector}`);
    await this.leave(async () => {
      if (!this.keyboard) return this.page.locator(selector).first().click();
      await this.tabTo(selector);
      await this.page.keyboard.press("Enter");
    });
  }

  /// An address where one is asked for: from the suggestions, or in the step that stands in for them.
  async address(text) {
    if (!this.options.js) return this.type("#address_text", text);
    if (this.keyboard) {
      await this.tabTo("#address_text");
      await this.page.keyboard.press("Control+A");
      await this.page.keyboard.type(text);
    } else {
      await this.page.locator("#address_text").pressSequentially(text);
    }
    await this.page.locator("[role=option]").first().waitFor();
    await this.page.keyboard.press("ArrowDown");
    await this.page.keyboard.press("Enter");
    await this.page.locator("[role=listbox]").waitFor({ state: "hidden" });
    assert.match(await this.page.locator("#address_text").inputValue(), /89777 Valombre/);
  }

  /// The page says that something is wrong with this field: beside it and on top, from where a link
  /// leads to it, and that is where the focus is.
  async refused(field, ...kept) {
    const at = this.path;
    assert.equal(this.status, 422, `${at}: what was sent is refused`);
    const link = this.page.locator(`.errors a[href='#${field}']`);
    assert.ok(await link.count(), `${at}: the summary leads to ${field}`);
    const told = await this.page.locator(`[id='${field}-error']`).innerText();
    assert.ok(told.includes(await link.first().innerText()), `${at}: the same is said beside ${field}`);
    const focused = await this.page.evaluate(() => document.activeElement?.className);
    assert.equal(focused, "errors", `${at}: the summary has the focus`);
    await link.first().click();
    const landed = await this.page.evaluate(() => document.activeElement?.id);
    assert.equal(landed, field, `${at}: the link leads to the field`);
    for (const [selector, value] of kept)
      assert.equal(await this.page.locator(selector).first().inputValue(), value, `${at}: ${selector} is kept`);
  }

  // -- Looking ----------------------------------------------------------------------------------------

  async look() {
    const { page } = this;
    this.seen.push(await page.content());
    const found = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      title: document.title,
      headings: [...document.querySelectorAll("h1")].map((h) => h.innerText.trim()),
      ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
      over: document.scrollingElement.scrollWidth - innerWidth,
      skip: document.querySelector("a")?.getAttribute("href"),
      text: document.body.innerText,
      kind: document.contentType,
    }));
    if (found.kind !== "text/html") return;
    const at = `${this.path} (${this.status})`;
    assert.ok(this.status < 500, `${at}: ${found.text}`);
    assert.equal(found.lang, this.language, `${at}: language`);
    assert.equal(found.headings.length, 1, `${at}: one h1, not ${JSON.stringify(found.headings)}`);
    assert.ok(found.headings[0], `${at}: the h1 says something`);
    assert.ok(found.title.includes("Entraide Valombre") && found.title.length > 10, `${at}: title ${found.title}`);
    assert.equal(found.skip, "#content", `${at}: the first link skips to the content`);
    assert.ok(found.over <= 0, `${at}: wider than the window by ${found.over} px`);
    assert.equal(new Set(found.ids).size, found.ids.length, `${at}: an id is there twice: ${twice(found.ids)}`);
    if (this.language === "fr")
      for (const sentence of englishSentences())
        assert.ok(!found.text.includes(sentence), `${at}: not translated: ${sentence}`);
    titles.set(`${this.language} ${shape(page.url(), this.status)}`, found.title);
    assert.deepEqual(this.foreign, [], `${at}: asked another machine`);
    assert.deepEqual(this.complaints, [], `${at}: the browser complains`);
    const cookies = await this.context.cookies();
    assert.ok(cookies.length <= 1, `${at}: more than one cookie: ${cookies.map((c) => c.name)}`);
    for (const cookie of cookies) assert.ok(cookie.httpOnly && cookie.sameSite === "Lax", `${at}: ${cookie.name}`);
    await this.axe(at);
  }

  /// Once for each kind of page, in each language and colour scheme.
  async axe(at) {
    // It needs timers, which a page without JavaScript has not; the markup is the same.
    const { js, language, dark, width } = this.options;
    if (!js) return;
    const key = `${language} ${dark} ${width < 500} ${shape(this.page.url(), this.status)}`;
    if (looked.has(key)) return;
    looked.add(key);
    await this.page.evaluate(axeSource);
    const violations = await this.page.evaluate(
      (tags) =>
        axe
          .run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] })
          .then((r) => r.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`)),
      rules,
    );
    assert.deepEqual(violations, [], `${at}: axe`);
  }

  /// Nothing of this was on any page so far.
  neverSaw(...secrets) {
    for (const html of this.seen)
      for (const secret of secrets)
        if (html.includes(secret)) assert.fail(`“${secret}” was shown too early, on: ${/<title>(.*?)<\/title>/.exec(html)?.[1]}`);
  }

  async picture(name) {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }

  close() {
    return this.context.close();
  }
}

const twice = (ids) => ids.filter((id, i) => ids.indexOf(id) !== i).join(", ");
