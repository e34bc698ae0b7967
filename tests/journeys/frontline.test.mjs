// In the front line: a nurse, a grandmother with a landline, a helper, and the keeper's pages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, settle, signIn, townOfFile } from "./steps.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 120_000 };

/// From the choice of a questionnaire, counting the pages.
async function begin(v, code) {
  let pages = 0;
  const press = v.press.bind(v);
  v.press = async (...what) => {
    pages += 1;
    await press(...what);
  };
  await v.go("/front-line");
  await v.press(`a[href='/front-line/${code}']`);
  return () => pages;
}

/// Without JavaScript an address is chosen in a second step.
async function toNext(v) {
  await v.press();
  if (v.status === 422 && (await v.has("[name=address_id][type=radio]"))) {
    if (await v.has("[name='q.consent'][type=checkbox]")) await v.choose("[name='q.consent'][type=checkbox]");
    await v.choose("[name=address_id][type=radio]");
    await v.press();
  }
  assert.ok(v.status < 400, `${v.path}: ${v.status === 422 ? await v.text() : v.status}`);
}

for (const [language, js] of [
  ["fr", true],
  ["en", false],
])
  test(`a nurse asks for two things at once, ${language}, ${js ? "with" : "without"} JavaScript`, limit, async () => {
    const v = await Visitor.at(place, { language, js, width: 360, height: 640 });
    const pages = await begin(v, "worker");
    await v.picture(`frontline-worker-${language}-360`);
    await v.press(); // Nothing chosen.
    await v.refused("q.job");
    await v.choose("[name='q.job'][value=health]");
    await v.choose("[name='q.needs'][value=shopping]");
    await v.choose("[name='q.needs'][value=childcare]");
    await v.press();
    assert.match(v.path, /\/need-shopping$/);
    await v.type("[name='need.shopping.questions.list']", "Du pain, du lait");
    await v.choose("[name='need.shopping.questions.repaid'][value=cash]");
    await v.press();
    assert.match(v.path, /\/need-childcare$/);
    await v.picture(`frontline-childcare-${language}-360`);
    await v.type("[name='need.childcare.questions.children']", "2");
    await v.choose("[name='need.childcare.questions.ages'][value='1-2']");
    await v.choose("[name='need.childcare.questions.ages'][value='6-9']");
    await v.choose("[name='need.childcare.questions.prefers_parent'][value=yes]");
    await v.press();
    await v.picture(`frontline-when-${language}-360`);
    await v.press();
    await v.type("[name='q.first-name']", "Samia");
    await v.address("3 rue des Tilleuls Valombre");
    await v.choose("[name='q.consent'][type=checkbox]");
    await v.picture(`frontline-you-${language}-360`);
    await toNext(v);
    assert.match(v.path, /\/check$/);
    await v.picture(`frontline-check-${language}-360`);
    for (const said of ["Du pain, du lait", "Samia", "3 Rue des Tilleuls"])
      assert.ok((await v.text()).includes(said), said);
    // Back and reload lose nothing; somebody else does not see it.
    await v.reload();
    const other = await Visitor.at(place, { language, js });
    await other.go(v.path, 404);
    await other.close();
    await v.press("form[action$='/send'] button");
    const to = `samia.${language}@valombre.example`;
    await signIn(v, to);
    assert.match(v.path, /\/check$/, "everything asked was known: no more questions");
    await v.press("form[action$='/send'] button");
    assert.match(v.path, /\/sent$/);
    await v.picture(`frontline-sent-${language}-360`);
    // Ten pages, one of them sent back empty on purpose: under a minute.
    assert.ok(pages() <= 13, `${pages()} pages`);
    await v.go("/mine");
    assert.ok((await v.page.locator("main a[href^='/needs/']").count()) >= 2, "two requests stand");
    assert.equal(
      await place.sql(
        "select count(*) from aid_posts p join aid_categories c on c.id = p.category_id " +
          "where c.code = 'childcare' and p.replies like '%prefers_parent\":[\"yes%'",
      ),
      language === "fr" ? "1" : "2",
    );
    await v.close();
  });

test("a relative asks for a grandmother with a landline, through the desk", limit, async () => {
  const v = await Visitor.at(place, {});
  await begin(v, "ask");
  await v.picture("frontline-ask");
  await v.choose("[name='q.whom'][value=other]");
  await v.choose("[name='q.needs'][value=shopping]");
  await v.press();
  await v.type("[name='need.shopping.questions.list']", "Du riz");
  await v.choose("[name='need.shopping.questions.repaid'][value=cash]");
  await v.press();
  await v.type("[name='q.other-name']", "Odette Perrin");
  await v.choose("[name='q.consent-how'][value=spoken]");
  await v.press();
  await v.type("[name='q.first-name']", "Lina");
  await v.type("[name='q.last-name']", "Perrin");
  await v.press();
  await v.address("5 rue du Moulin Valombre");
  await v.choose("[name=contact_way][value=call]");
  await v.choose("[name='q.consent'][type=checkbox]");
  await v.press();
  await v.refused("contact_phone");
  await v.type("#contact_phone", "01 99 00 56 78");
  await v.picture("frontline-contact");
  await v.choose("[name='q.consent'][type=checkbox]");
  await toNext(v);
  await v.press("form[action$='/send'] button");
  assert.match(v.path, /\/sent$/);
  assert.ok(!v.seen.join("").match(/href="[^"]*(vulnerable|fragile|person)/), "no such word in an address");
  await v.close();

  const desk = await neighbour(place, {
    to: "accueil@valombre.example",
    first: "Amina",
    address: "1 rue du Moulin Valombre",
  });
  await desk.go("/front-line/desk", 403);
  await place.palier("user", "role", "accueil@valombre.example", "--grant", "operator");
  await desk.go("/front-line/desk");
  await desk.picture("frontline-desk");
  await desk.press("main ul.rows a");
  assert.match(await desk.text(), /Odette Perrin/);
  await desk.picture("frontline-desk-one");
  await desk.press("form[action$='/complete'] button");
  await desk.refused("consent");
  await desk.press("form[action$='/letter'] button");
  await desk.picture("frontline-letter");
  assert.match(await desk.text(), /[A-Z2-9]{4}-[A-Z2-9]{4}/);
  await desk.press("a.back");
  await desk.choose("[name=consent][value=spoken]");
  await desk.press("form[action$='/complete'] button");
  assert.equal(desk.path, "/front-line/desk");
  assert.equal(await place.sql("select count(*) from aid_posts where made_by <> 0 and made_by <> owner_id"), "1");
  await desk.close();
});

test("a helper says what they can do, without JavaScript", limit, async () => {
  const v = await Visitor.at(place, { js: false, language: "en" });
  await begin(v, "helper");
  await v.choose("[name='q.helps'][value=childcare]");
  await v.choose("[name='q.fragile'][value=yes]");
  await v.press();
  await v.choose("[name='q.children'][value='2']");
  await v.choose("[name='q.ages'][value='6-9']");
  await v.press();
  await v.choose("[name='q.radius'][value='1000']");
  await v.choose("[name='q.per-week'][value='2']");
  await v.press();
  await v.type("[name='q.first-name']", "Karim");
  await v.type("#address_text", "2 avenue de la Gare Valombre");
  await v.choose("[name='q.consent'][type=checkbox]");
  await toNext(v);
  await v.press("form[action$='/send'] button");
  await signIn(v, "06 39 98 12 34");
  if (v.path.startsWith("/welcome/")) await settle(v, { first: "Karim", address: "2 avenue de la Gare Valombre" });
  await v.press("form[action$='/send'] button");
  assert.match(v.path, /\/sent$/);
  await v.close();
});

test("the keeper changes a question, copies the questionnaire and looks at it", limit, async () => {
  const v = await neighbour(place, {
    to: "mairie@valombre.example",
    first: "Paul",
    address: "2 rue du Moulin Valombre",
  });
  await place.palier("user", "role", "mairie@valombre.example", "--grant", "keeper");
  await v.go("/keeper/questionnaires");
  await v.picture("frontline-keeper");
  await v.press("a[href='/keeper/questionnaires/worker']");
  await v.picture("frontline-keeper-one");
  await v.press("a[href$='/preview']");
  await v.picture("frontline-preview");
  await v.press("a.back");
  await v.press("a[href$='/questions/job']");
  await v.picture("frontline-keeper-question");
  const options = await v.page.locator("#options").inputValue();
  await v.type("#options", `${options}school | École | School`);
  await v.press();
  await v.go("/front-line/worker");
  assert.ok(await v.has("[name='q.job'][value=school]"), "a new job type is there at once");
  await v.go("/keeper/questionnaires/worker/copy");
  await v.type("#code", "crue-2026");
  await v.type("#title_fr", "Crue de la Vanne");
  await v.press();
  assert.equal(v.path, "/keeper/questionnaires/crue-2026");
  await v.go("/front-line/crue-2026", 404);
  await v.go("/keeper/questionnaires/crue-2026");
  await v.choose("[name=open][type=checkbox]");
  await v.press("main form[novalidate] button[type=submit]");
  await v.go("/front-line");
  assert.match(await v.text(), /Crue de la Vanne/);
  await v.close();
});
