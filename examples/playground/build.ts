/** Builds the playground: `npm run playground` writes dist/index.html with its files, and the same as one file, dist/telemachus.html. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Builds both pages into a folder, which is emptied before. */
export async function buildPlayground(folder: string): Promise<void> {
  const configFile = join(root, "vite.config.ts");
  await build({ configFile, logLevel: "warn", build: { outDir: folder } });
  const page = readFileSync(join(folder, "index.html"), "utf8");
  writeFileSync(
    join(folder, "telemachus.html"),
    inOneFile(page, (path) => readFileSync(join(folder, path), "utf8")),
  );
}

/** A page with its script and its style in itself; its policy allows these two by what they hash to, and nothing else. */
function inOneFile(page: string, read: (path: string) => string): string {
  const script = /<script type="module"[^>]* src="\.\/([^"]+)"><\/script>/.exec(page);
  const style = /<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/.exec(page);
  if (script === null || style === null) throw new Error("The built page has no script or no style of its own.");
  // within a script element nothing may look like its end, or like a comment that hides it
  const code = read(script[1]).replace(/<(?=\/script|!--|script)/gi, "\\x3C");
  const rules = read(style[1]);
  return page
    .replace(script[0], "")
    .replace(style[0], () => `<style>${rules}</style>`)
    .replace("</body>", () => `<script type="module">${code}</script>\n  </body>`)
    .replace("script-src 'self'", `script-src '${hashOf(code)}'`)
    .replace("style-src 'self'", `style-src '${hashOf(rules)}'`);
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

const [, script = ""] = process.argv;
if (import.meta.url === pathToFileURL(script).href) {
  const folder = join(root, "dist");
  await buildPlayground(folder);
  console.log(`Open ${join(folder, "telemachus.html")} in a browser, or serve ${folder}.`);
}
