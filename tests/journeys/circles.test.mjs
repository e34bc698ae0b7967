// A circle around one person, from its beginning to a substitute who steps in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, signIn, settle, townOfFile, typeDay } from "./steps.mjs";
import { Visitor } from "./visitor.mjs";

const place = await townOfFile();
const limit = { timeout: 120_000 };
const mail = (name) => `${name.toLowerCase()}@valombre.example`;
const who = (first, address) => ({ to: mail(first), first, address });

const day = (ahead) => new Date(Date.now() + ahead * 86_400_000);
const lastLink = async (to, kind, seen = 0) => {
  const { text } = await place.letter(to, seen, (l) => l.text.includes(kind));
  return new URL(new RegExp(`http\\S+${kind}\\S+`).exec(text)[0]).pathname;
};

async function journey({ js, names: [lucie, karim, noor], person }) {
  const street = "3 rue des Tilleuls Valombre";
  const organiser = await neighbour(place, who(lucie, street), { js, width: 1280 });

  // She starts it for her mother, who has a landline.
  await organiser.go("/circles");
  await organiser.press("a[href='/circles/new']");
  await organiser.press();
  await organiser.refused("for");
  await organiser.choose("[name=for][value=other]");
  await organiser.press();
  await organiser.type("#first_name", person);
  await organiser.press();
  await organiser.refused("consent", ["#first_name", person]);
  await organiser.choose("[name=consent][value=spoken]");
  await organiser.press();
  await organiser.address("6 rue du Moulin Valombre");
  await organiser.type("#home_details", "3e étage, code 12A4");
  await organiser.type("#phone", "01 99 00 55 66");
  await organiser.press();
  if (organiser.status === 422) {
    await organiser.choose("[name=address_id][type=radio]");
    await organiser.press();
  }
  assert.equal(organiser.path, "/circles/new/check");
  assert.match(await organiser.text(), /6 Rue du Moulin/);
  await organiser.picture(`circle-check-${js}`);
  await organiser.press();
  const circle = organiser.path;
  assert.match(circle, /^\/circles\/\d+$/);

  // She invites one by e-mail, and passes a link on to the other.
  await organiser.press(`a[href='${circle}/invite']`);
  await organiser.choose("[name=way][value=email]");
  await organiser.press();
  await organiser.refused("to");
  await organiser.type("#to", mail(karim));
  await organiser.press();
  assert.equal(organiser.path, `${circle}/members`);
  await organiser.go(`${circle}/invite`);
  await organiser.choose("[name=way][value=link]");
  await organiser.press();
  const link = new URL(await organiser.page.locator("input[readonly]").inputValue()).pathname;

  // He accepts from the letter, and makes himself an account on the way; she has one already.
  const first = await Visitor.at(place, { js });
  await first.go(await lastLink(mail(karim), "/circles/join/"));
  assert.match(await first.text(), new RegExp(person));
  await first.picture(`circle-join-${js}`);
  await first.press("button[value=yes]");
  await signIn(first, mail(karim));
  await settle(first, { first: karim, address: "5 rue du Moulin Valombre" });
  await first.press("button[value=yes]");
  assert.equal(first.path, `${circle}/days`);
  await first.press();
  await first.refused("slots");
  for (let d = 0; d < 7; ++d)
    await first.choose(`[name=slots][value=${["mon", "tue", "wed", "thu", "fri", "sat", "sun"][d]}-morning]`);
  await first.type("#per_week", "4");
  await first.picture(`circle-days-${js}`);
  await first.press();
  assert.equal(first.path, circle);

  const second = await neighbour(place, who(noor, "2 rue du Moulin Valombre"), { js });
  await second.go(link);
  await second.press("button[value=yes]");
  for (let d = 0; d < 7; ++d)
    await second.choose(`[name=slots][value=${["mon", "tue", "wed", "thu", "fri", "sat", "sun"][d]}-morning]`);
  await second.press();
  await second.go("/circles");
  assert.match(await second.text(), new RegExp(person));

  // What is to be done: shopping, two mornings a week, from in four days on.
  await organiser.go(`${circle}/tasks/new`);
  await organiser.choose("[name=kind][value=shopping]");
  await organiser.choose("[name=repeats][value=weekly]");
  await organiser.press();
  await organiser.refused("days");
  for (let d = 0; d < 7; ++d)
    await organiser.choose(`[name=days][value=${["mon", "tue", "wed", "thu", "fri", "sat", "sun"][d]}]`);
  await typeDay(organiser, "first", day(4));
  await organiser.type("#notes", "La liste est sur le frigo.");
  await organiser.type("#from", "9h30");
  await organiser.type("#to", "11:00");
  await organiser.picture(`circle-task-${js}`);
  await organiser.press();
  assert.equal(organiser.path, circle);

  // It is shared out; each is told once, and sees no address yet.
  await place.letter(mail(karim), 0, (l) => l.text.includes("/circles/answer/"));
  await place.letter(mail(noor), 0, (l) => l.text.includes("/circles/answer/"));
  await first.go(circle);
  first.neverSaw("6 Rue du Moulin", "12A4", "99005566", "01 99 00 55 66");
  assert.ok(await first.has("#waiting"), "turns wait for his word");
  await first.picture(`circle-waiting-${js}`);
  await first.press("form[action$='/take'] button");
  const turn = first.path;
  assert.match(turn, /\/turns\/\d+$/);
  assert.match(await first.text(), /6 Rue du Moulin/, "he comes, so he sees where");
  assert.match(await first.text(), /12A4/);
  await first.picture(`circle-turn-${js}`);
  await second.go(turn);
  second.neverSaw("6 Rue du Moulin", "12A4", "99005566");

  // He cannot come after all: the others are asked at once, and the first who says yes has it.
  const before = place.sentTo(mail(noor)).length;
  await first.press("form[action$='/cannot'] button");
  const substitute = await Visitor.at(place, { js: false });
  const path = await lastLink(mail(noor), "/circles/answer/", before);
  await substitute.go(path);
  assert.match(await substitute.heading(), /relais/);
  await substitute.press("button[value=yes]");
  assert.equal(substitute.status, 200);
  await second.go(turn);
  assert.match(await second.text(), /6 Rue du Moulin/, "now she sees it");
  await place.letter(mail(lucie), 0, (l) => l.subject.includes(`${noor} vient chez ${person}`));
  await first.go(turn);
  assert.ok(!(await first.text()).includes("12A4"), "and he no longer does");
  await first.go(circle);
  await first.press("form[action$='/yes'] button");
  assert.ok(!(await first.has("#waiting")), "yes to all that was proposed to him");

  // Who comes when, on the screen and on paper.
  await organiser.go(circle);
  await organiser.press(`a[href^='${circle}?week=']:last-child`);
  await organiser.picture(`circle-${js}`);
  await organiser.press(`a[href='${circle}/print']`);
  assert.match(await organiser.text(), new RegExp(noor));
  await organiser.picture(`circle-print-${js}`);
  await organiser.go(`${circle}/members`);
  await organiser.picture(`circle-members-${js}`);
  await organiser.go(`${circle}/tasks`);
  await organiser.picture(`circle-tasks-${js}`);
  await organiser.go(`${circle}/pause`);
  await organiser.go(`${circle}/end`);
  await second.go(`${circle}/away`);
  await second.go(`${circle}/feed`);
  await second.go(`${turn}/swap`);
  await second.go(`${circle}/leave`);
  await second.press();
  assert.equal(second.path, "/circles");
  await second.go(circle, 404);

  const phone = await Visitor.at(place, { js, width: 360, height: 740 });
  await phone.context.addCookies(await organiser.context.cookies());
  for (const [name, where] of [["", circle], ["members", `${circle}/members`], ["tasks", `${circle}/tasks`], ["new", "/circles/new"], ["task", `${circle}/tasks/new`], ["print", `${circle}/print`], ["turn", turn], ["days", `${circle}/days`], ["list", "/circles"]]) {
    await phone.go(where);
    await phone.picture(`circle-360-${name}-${js}`);
  }
  for (const v of [organiser, first, second, substitute, phone]) await v.close();
}

test("a circle: start, invite, accept, share out, cannot come, a substitute steps in", limit, () =>
  journey({ js: true, names: ["Lucie", "Karim", "Noor"], person: "Odette" }));

test("the same without JavaScript", limit, () =>
  journey({ js: false, names: ["Sylvie", "Amir", "Ines"], person: "Germaine" }));

test("a link from a message does nothing by being opened, and ends", limit, async () => {
  const v = await Visitor.at(place, { js: false });
  await v.go("/circles/answer/nonsense", 410);
  await v.go("/circles/join/nonsense", 410);
  await v.go("/circles/swap/nonsense", 410);
  await v.close();
});
