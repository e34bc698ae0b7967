// A letter is answered from a mailbox with a real mail program (s-nail, by msmtp over LMTP), and neither side
// sees the other's address.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { neighbour, townOfFile } from "./steps.mjs";

const port = await new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port: free } = probe.address();
    probe.close(() => done(free));
  });
});
const place = await townOfFile({
  settings: `[mail.replies]
address = "reply@valombre.example"
lmtp_listen = "127.0.0.1:${port}"
`,
});
const limit = { timeout: 120_000 };
const idOf = (first) => place.sql(`select id from accounts where first_name = '${first}'`);
const mail = (name) => `${name.toLowerCase()}@valombre.example`;

const msmtprc = join(place.data, "msmtprc");
writeFileSync(msmtprc, `account default\nhost 127.0.0.1\nport ${port}\nprotocol lmtp\nauto_from off\n`, { mode: 0o600 });

/// Opens the letter in s-nail and answers it; `quote` puts the letter above the answer.
function answer(letter, from, words, { quote = true } = {}) {
  const box = join(place.data, `box-${from}`);
  writeFileSync(box, `From palier@valombre.example Tue Nov 24 13:00:00 2026\n${letter.raw.replaceAll("\r\n", "\n")}\n`, "latin1");
  writeFileSync(join(place.data, "mta.sh"), `#!/bin/sh\nexec /usr/bin/msmtp -C '${msmtprc}' -f '${from}' "$@"\n`, { mode: 0o755 });
  const options = ["v15-compat", "sendwait", "dot", "reply-to-honour", "ttycharset=utf-8", `from=${from}`];
  options.push(`mta=file://${join(place.data, "mta.sh")}`);
  if (quote) options.push("quote");
  return new Promise((done, failed) => {
    const child = spawn("s-nail", ["-#", "-n", ...options.flatMap((o) => ["-S", o]), "-f", box], {
      env: { ...process.env, LC_ALL: "C.UTF-8", HOME: place.data },
    });
    let said = "";
    child.stdout.on("data", (bytes) => (said += bytes));
    child.stderr.on("data", (bytes) => (said += bytes));
    child.on("exit", (code) => (code === 0 ? done(said) : failed(new Error(said))));
    child.stdin.end(`reply 1\n${words}\n.\nxit\n`);
  });
}
/// Hands a message in as a mail server does.
const handIn = (to, message) =>
  new Promise((done) => {
    const child = execFile("/usr/bin/msmtp", ["-C", msmtprc, "-f", "somebody@elsewhere.example", to], (error, out, err) =>
      done({ ok: !error, said: out + err }),
    );
    child.stdin.end(message);
  });
const shows = async (v, path, words) => {
  for (let i = 0; i < 75; ++i) {
    await v.go(path);
    if ((await v.page.locator("#messages").innerText()).includes(words)) return;
    await v.page.waitForTimeout(200);
  }
  assert.fail(`${path} does not show “${words}”: ${await v.text()}`);
};

test("a letter is answered by e-mail", limit, async () => {
  const street = "rue du Moulin Valombre";
  const jeanne = await neighbour(place, { to: mail("Jeanne"), first: "Jeanne", address: `3 ${street}` });
  const karim = await neighbour(place, { to: mail("Karim"), first: "Karim", address: `5 ${street}` });
  await jeanne.go(`/messages/new/${await idOf("Karim")}`);
  await jeanne.type("#text", "Bonjour, auriez-vous une échelle ?");
  await jeanne.press("main form button[type=submit]");
  const thread = jeanne.path;
  await karim.go(thread);
  await karim.press("button[name=accept][value='1']");
  await karim.type("#text", "Oui, bien sûr.");
  await karim.press("#write button");

  // Jeanne reads the letter in her mailbox, and answers there.
  const letter = await place.letter(mail("Jeanne"), 0, (l) => l.text.includes("Oui, bien sûr."));
  assert.match(letter.from, /Karim \(via Entraide Valombre\)/);
  assert.match(letter.replyTo, /^<?reply\+[a-z2-7]{48}@valombre\.example>?$/);
  assert.ok(!letter.raw.includes(mail("Karim")), "Karim's address is not in the letter");
  const before = place.sentTo(mail("Karim")).length;
  await answer(letter, mail("Jeanne"), "Merci beaucoup. Je passe à 18 h, c’est possible ?");
  await shows(karim, thread, "Je passe à 18 h, c’est possible ?");
  const shown = await karim.page.locator("#messages").innerText();
  assert.equal(shown.match(/Oui, bien sûr/g).length, 1, "what was quoted is not said again");
  assert.ok(!shown.includes(mail("Jeanne")));

  // Karim answers from another mailbox of his than the one he gave: the address is what counts.
  const second = await place.letter(mail("Karim"), before, (l) => l.text.includes("18 h"));
  assert.ok(!second.raw.includes(mail("Jeanne")));
  await answer(second, "karim.perso@ailleurs.example", "Parfait.", { quote: false });
  await shows(jeanne, thread, "Parfait.");

  // A forged address is refused; the same message twice is one; an out-of-office note is dropped.
  const reply = letter.replyTo.replace(/[<>]/g, "");
  const forged = await handIn(`reply+${"a".repeat(48)}@valombre.example`, "Subject: x\n\nBonjour\n");
  assert.ok(!forged.ok && /550/.test(forged.said), forged.said);
  const message = "Message-ID: <meme@ailleurs.example>\nSubject: Re\n\nUne seule fois.\n";
  assert.ok((await handIn(reply, message)).ok);
  assert.ok((await handIn(reply.toUpperCase(), message)).ok);
  assert.ok((await handIn(reply, "Auto-Submitted: auto-replied\nMessage-ID: <absent@x>\n\nJe suis absente.\n")).ok);
  await shows(jeanne, thread, "Une seule fois.");
  const all = await jeanne.page.locator("#messages").innerText();
  assert.equal(all.match(/Une seule fois/g).length, 1);
  assert.ok(!all.includes("absente"));

  // Closed meanwhile: whoever answered is told, with what they wrote.
  await karim.go(thread);
  await karim.unfold("details:has(form[action^='/block/']) summary");
  await karim.press("form[action^='/block/'] button");
  const told = place.sentTo(mail("Jeanne")).length;
  await answer(letter, mail("Jeanne"), "À demain ?");
  const sorry = await place.letter(mail("Jeanne"), told, (l) => l.subject.includes("n’est pas arrivée"));
  assert.ok(sorry.text.includes("À demain ?"));
});
