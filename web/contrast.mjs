// Holds the colours of tokens.css to WCAG 2.2, light and dark: 7:1 for text, 3:1 for what shows where
// a control is. A colour that is changed and no longer fits fails ./test.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const css = readFileSync(fileURLToPath(new URL("css/tokens.css", import.meta.url)), "utf8");
const colours = (text) => Object.fromEntries([...text.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
const [before, after] = css.split("@media (prefers-color-scheme: dark)");
const light = colours(before);
const dark = { ...light, ...colours(after) };

function luminance(hex) {
  const [r, g, b] = [1, 3, 5]
    .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function ratio(a, b) {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}

const text = [
  ...["paper", "card", "sunk"].flatMap((ground) => ["ink", "soft"].map((ink) => [ink, ground])),
  ...["paper", "card", "sunk"].map((ground) => ["door", ground]),
  ...["paper", "card"].map((ground) => ["bad", ground]),
  ["tile", "card"], ["card", "tile"], ["on-door", "door"], ["on-door", "door-deep"], ["on-wash", "door-wash"],
  ["on-tile-wash", "tile-wash"], ["on-bad", "bad"], ["bad", "bad-wash"], ["on-warn", "warn-wash"],
  ["on-official", "official"], ["on-official-wash", "official-wash"],
];
const shapes = [["edge", "card"], ["edge", "paper"], ["edge", "sunk"], ["door", "card"], ["ring", "paper"], ["ring", "glow"], ["official", "paper"], ["official", "official-wash"]];

let failed = 0;
let least = Infinity;
for (const [theme, c] of [["light", light], ["dark", dark]])
  for (const [pairs, limit] of [[text, 7], [shapes, 3]])
    for (const [a, b] of pairs) {
      const r = ratio(c[a], c[b]);
      if (limit === 7) least = Math.min(least, r);
      if (r < limit) {
        failed++;
        console.error(`${theme}: --${a} on --${b} is ${r.toFixed(2)}:1, wanted ${limit}:1`);
      }
    }
if (failed) process.exit(1);
console.log(`All pairs hold; the least contrast of text is ${least.toFixed(2)}:1.`);
