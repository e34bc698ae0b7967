// A Palier of our own for a test: a free port, a fresh folder of data, forty invented addresses, a mail
// server and a stand-in for the SMS gateway that keep what they are given.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
export const root = dirname(dirname(here));
const binary = process.env.PALIER_BINARY ?? join(root, "build/dev/palier");

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/// Asks until the answer is something, or fails saying what was waited for.
export async function until(what, ask, patience = 15_000) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    assert.ok(Date.now() < end, `waited ${patience / 1000} s in vain: ${what}`);
    await pause(40);
  }
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

async function postbox(letters) {
  const port = await freePort();
  const child = spawn("/usr/bin/python3", [join(here, "postbox.py"), String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((ready, failed) => {
    child.once("exit", () => failed(new Error("the mail server did not start")));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const letter = JSON.parse(line);
      if (letter.to) letters.push(letter);
      else ready();
    });
  });
  return { port, stop: () => child.kill() };
}

const psql = (url, sql) => run("psql", [url, "-AtqX", "-v", "ON_ERROR_STOP=1", "-c", sql]);

/// Starts one. `postgres`: on a fresh database of PALIER_TEST_POSTGRES. `addresses: false` leaves the
/// town without an address file. `zone`: the time zone of its clocks. `settings`: more lines of palier.toml.
export async function town({ postgres = false, addresses = true, zone = "Europe/Paris", settings = "" } = {}) {
  assert.ok(existsSync(binary), `there is no ${binary}: build it first`);
  const data = mkdtempSync(join(tmpdir(), "palier-journey-"));
  const letters = [];
  const post = await postbox(letters);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;

  let where = ["--data", data];
  let dropDatabase = async () => {};
  if (postgres) {
    const server = process.env.PALIER_TEST_POSTGRES;
    const name = `journey_${randomBytes(6).toString("hex")}`;
    await psql(server, `create database ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    where = ["--data", data, "--database", url.href];
    dropDatabase = () => psql(server, `drop database if exists ${name} with (force)`);
  }

  const sms = join(data, "sms.sh");
  writeFileSync(sms, `#!/bin/sh\n{ printf '%s\\n' "$1"; cat; printf '\\f'; } >> '${data}/sms.txt'\n`, {
    mode: 0o755,
  });
  // Limits are for floods; a journey types faster than people do.
  writeFileSync(
    join(data, "palier.toml"),
    `[site]
name = "Entraide Valombre"
public_url = "${base}"
time_zone = "${zone}"
[host]
name = "Les voisins de Valombre"
phone = "01 99 00 12 34"
[mail]
from = "Palier <palier@valombre.example>"
smtp_host = "127.0.0.1"
smtp_port = ${post.port}
[sms]
command = "${sms}"
[rates]
sign_in = 10000
sign_in_account = 10000
posting = 10000
messages = 10000
search = 10000
${settings}`,
  );
  const palier = (...words) => run(binary, [...words, ...where]);
  if (addresses) {
    await palier("import", "addresses", join(here, "data/addresses.csv"));
    await palier("import", "areas", join(here, "data/quarters.geojson"));
  }

  let log = "";
  let code = null;
  const server = spawn(binary, ["serve", ...where, "--listen", `127.0.0.1:${port}`, "--metrics", "none"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  server.stderr.on("data", (bytes) => (log += bytes));
  const ended = new Promise((done) => server.once("exit", (status, signal) => done((code = status ?? signal))));
  await until("palier to be ready", async () => {
    assert.equal(code, null, `palier ended at once:\n${log}`);
    return fetch(`${base}/readyz`).then((answer) => answer.ok, () => false);
  });

  const texts = () => {
    if (!existsSync(`${data}/sms.txt`)) return [];
    const parts = readFileSync(`${data}/sms.txt`, "utf8").split("\f").slice(0, -1);
    return parts.map((part) => {
      const at = part.indexOf("\n");
      return { to: part.slice(0, at), subject: "", text: part.slice(at + 1) };
    });
  };

  const self = {
    base,
    data,
    palier,
    /// Everything sent to this e-mail address or phone number, oldest first.
    sentTo: (to) => (to.startsWith("+") ? texts() : letters).filter((letter) => letter.to === to),
    /// Waits for a message for `to` beyond the first `seen`, that `fits`.
    letter: (to, seen = 0, fits = () => true) =>
      until(`a message for ${to}`, () => self.sentTo(to).slice(seen).find(fits)),
    /// The six digits in the next message beyond the first `seen`.
    async code(to, seen = 0) {
      const { text } = await self.letter(to, seen, (l) => /(?<!\d)\d{6}(?!\d)/.test(l.text));
      return /(?<!\d)\d{6}(?!\d)/.exec(text)[0];
    },
    /// Straight into the database, to move its times: what no page can do.
    async sql(text) {
      if (postgres) return (await psql(where[3], text)).stdout.trim();
      const { stdout } = await run("sqlite3", ["-cmd", ".timeout 5000", join(data, "palier.db"), text]);
      return stdout.trim();
    },
    log: () => log,
    /// `failed`: the test has failed already; then what it said is not drowned in what else is wrong.
    async stop(failed = false) {
      server.kill("SIGTERM");
      const late = setTimeout(() => server.kill("SIGKILL"), 12_000);
      await ended;
      clearTimeout(late);
      post.stop();
      await dropDatabase();
      rmSync(data, { recursive: true, force: true });
      const errors = log.split("\n").filter((line) => /level=(error|critical)/.test(line));
      if (failed) {
        if (errors.length) console.error(errors.join("\n"));
        return;
      }
      assert.equal(code, 0, `palier should end well when asked to, and ended with ${code}:\n${log}`);
      assert.deepEqual(errors, [], "the server's log has errors");
    },
  };
  return self;
}
