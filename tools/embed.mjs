// Writes NAME.hpp/.cpp/.S that put files into the binary with the assembler's .incbin:
// no source of the size of the data is made, so a large asset costs no compile time.
import { mkdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";

const args = process.argv.slice(2);
const options = { out: "", symbol: "" };
const files = [];
while (args.length) {
  const word = args.shift();
  if (word === "--out") options.out = args.shift();
  else if (word === "--symbol") options.symbol = args.shift();
  else files.push(resolve(word));
}
if (!options.out || !options.symbol) {
  console.error("usage: embed.mjs --out DIR --symbol NAME FILES…");
  process.exit(2);
}

const { out, symbol } = options;
mkdirSync(out, { recursive: true });

function writeIfChanged(path, text) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  writeFileSync(path, text);
}

const label = (i) => `palier_embedded_${symbol}_${i}`;

writeIfChanged(
  join(out, `${symbol}.hpp`),
  `#pragma once
// Made by tools/embed.mjs.
#include <span>

#include "core/util/embedded.hpp"

namespace palier::embedded {
std::span<const File> ${symbol}();
}
`,
);

writeIfChanged(
  join(out, `${symbol}.S`),
  `/* Made by tools/embed.mjs. */
.section .rodata
${files
  .map(
    (file, i) => `.global ${label(i)}_begin
.global ${label(i)}_end
.balign 16
${label(i)}_begin:
.incbin "${file}"
${label(i)}_end:
.byte 0
`,
  )
  .join("")}
.section .note.GNU-stack,"",%progbits
`,
);

writeIfChanged(
  join(out, `${symbol}.cpp`),
  `// Made by tools/embed.mjs.
#include "embedded/${symbol}.hpp"

#include <array>

extern "C" {
${files.map((_, i) => `extern const char ${label(i)}_begin[];\nextern const char ${label(i)}_end[];`).join("\n")}
}

namespace palier::embedded {
std::span<const File> ${symbol}() {
  static const std::array<File, ${files.length}> files{{
${files
  .map(
    (file, i) =>
      `      {"${basename(file)}", {${label(i)}_begin, static_cast<std::size_t>(${label(i)}_end - ${label(i)}_begin)}},`,
  )
  .join("\n")}
  }};
  return files;
}
}  // namespace palier::embedded
`,
);
