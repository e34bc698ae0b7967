// Joins docs/api/base.yaml and each room's openapi.yaml into one OpenAPI 3.1 document.
//   node tools/openapi.mjs --out openapi.json BASE FRAGMENTS…
// Two rooms that define the same path or component differently are a build error.
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { parse } from "yaml";

const args = process.argv.slice(2);
const out = args[0] === "--out" ? args.splice(0, 2)[1] : "";
if (!out || args.length === 0) {
  console.error("usage: openapi.mjs --out FILE BASE FRAGMENTS…");
  process.exit(2);
}

const read = (file) => {
  try {
    return parse(readFileSync(file, "utf8")) ?? {};
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    process.exit(1);
  }
};

function add(into, from, file, what) {
  for (const [key, value] of Object.entries(from ?? {})) {
    if (into[key] !== undefined && JSON.stringify(into[key]) !== JSON.stringify(value)) {
      console.error(`${file}: ${what} ${key} is defined elsewhere already, differently`);
      process.exit(1);
    }
    into[key] = value;
  }
}

const [base, ...fragments] = args;
const document = read(base);
for (const file of fragments) {
  const room = read(file);
  add(document.paths, room.paths, file, "path");
  for (const [kind, parts] of Object.entries(room.components ?? {})) {
    document.components[kind] ??= {};
    add(document.components[kind], parts, file, kind);
  }
  for (const tag of room.tags ?? [])
    if (!document.tags.some((known) => known.name === tag.name)) document.tags.push(tag);
}
document.paths = Object.fromEntries(Object.entries(document.paths).sort(([a], [b]) => (a < b ? -1 : 1)));
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, JSON.stringify(document, null, 1) + "\n");
