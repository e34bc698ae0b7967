// `npm ci`, but only when what package-lock.json asks for is not there yet.
//   node web/install.mjs [--with-tests]   the tests' own tools too
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "node_modules", ".palier");
const lock = createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
const withTests = process.argv.includes("--with-tests");

const had = existsSync(stamp) ? readFileSync(stamp, "utf8").trim().split(" ") : [];
if (had[0] !== lock || (withTests && had[1] !== "tests")) {
  // Packages' own install scripts are not run: nothing we use needs one.
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const keepTests = withTests || had[1] === "tests";
  if (!keepTests) args.push("--omit=dev");
  const npm = spawnSync("npm", args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (npm.status !== 0) {
    console.error("npm ci failed: is the npm registry reachable?");
    process.exit(1);
  }
  writeFileSync(stamp, `${lock} ${keepTests ? "tests" : "build"}\n`);
}
