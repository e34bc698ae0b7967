// Makes what the browser is sent: one style sheet, the scripts, one sprite of icons, the pictures;
// each beside itself in brotli and gzip, as small as they get. CMake embeds the result.
//   node web/build.mjs --out build/dev/web-dist
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const web = dirname(fileURLToPath(import.meta.url));
const at = process.argv.indexOf("--out");
if (at < 0 || !process.argv[at + 1]) {
  console.error("usage: build.mjs --out DIR");
  process.exit(2);
}
const out = process.argv[at + 1];
mkdirSync(out, { recursive: true });

// Phones of about 2020: what is newer is either lowered by esbuild or only an ornament.
const cssTarget = ["chrome87", "firefox78", "safari14"];
const jsTarget = "es2020";

function emit(name, content) {
  const bytes = Buffer.from(content);
  const path = join(out, name);
  writeFileSync(path, bytes);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      },
    }),
  );
}

async function bundle(entry, name, options = {}) {
  const result = await build({
    entryPoints: [join(web, entry)],
    bundle: true,
    minify: true,
    write: false,
    legalComments: "none",
    logLevel: "warning",
    target: entry.endsWith(".css") ? cssTarget : jsTarget,
    ...options,
  });
  emit(name, result.outputFiles[0].contents);
}

// Comments, line breaks and indentation mean nothing in our SVG files.
const squeeze = (svg) =>
  svg
    .replace(/<!--[^]*?-->/g, "")
    .replace(/\s*\n\s*/g, "")
    .trim();

async function picture(file) {
  let svg = squeeze(readFileSync(join(web, "pictures", file), "utf8"));
  const style = /<style>([^]*?)<\/style>/.exec(svg);
  if (style) {
    const css = await transform(style[1], { loader: "css", minify: true, target: cssTarget });
    svg = svg.replace(style[0], `<style>${css.code.trim()}</style>`);
  }
  emit(file, svg);
}

function sprite() {
  const symbols = readdirSync(join(web, "icons"))
    .filter((file) => file.endsWith(".svg"))
    .sort()
    .map((file) => {
      const svg = squeeze(readFileSync(join(web, "icons", file), "utf8"));
      const inner = /^<svg [^>]*viewBox="0 0 24 24"[^>]*>([^]*)<\/svg>$/.exec(svg);
      if (!inner) throw new Error(`web/icons/${file}: not a single <svg viewBox="0 0 24 24">`);
      return `<symbol id="${file.slice(0, -4)}" viewBox="0 0 24 24">${inner[1]}</symbol>`;
    });
  emit("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

/// Turbo puts the style of a progress bar into the page, which our Content-Security-Policy refuses with a
/// complaint in the console; we use its streams alone, which have no bar.
const turboWithoutStyle = {
  name: "turbo-without-style",
  setup(builder) {
    builder.onLoad({ filter: /@hotwired\/turbo\/dist\/.*\.js$/ }, ({ path }) => {
      const call = "this.installStylesheetElement();";
      const source = readFileSync(path, "utf8");
      if (!source.includes(call)) throw new Error(`${path}: where is ${call}?`);
      return { contents: source.replace(call, ""), loader: "js" };
    });
  },
};

await Promise.all([
  bundle("css/app.css", "app.css"),
  bundle("ts/app.ts", "app.js", { format: "iife" }),
  bundle("ts/controllers.ts", "controllers.js", { format: "esm" }),
  bundle("ts/turbo.ts", "turbo.js", { format: "esm", plugins: [turboWithoutStyle] }),
  bundle("ts/sw.ts", "sw.js", { format: "iife" }),
  ...readdirSync(join(web, "pictures")).map(picture),
]);
sprite();
