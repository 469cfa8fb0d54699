import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { defineConfig, type Options } from "tsup";
import { toJsonSchemas } from "./src/schema.js";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

const root = import.meta.dirname;

/** Folders of the packages whose code ends up in dist, over all builds. */
const bundled = new Set<string>();

/** Whose code is bundled goes along with its licence, as licences ask: dist/THIRD-PARTY-LICENSES.txt. */
const licences: Plugin = {
  name: "licences",
  setup(build) {
    build.initialOptions.metafile = true;
    build.onEnd(({ metafile }) => {
      const used = Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.keys(inputs));
      for (const path of used) {
        const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
        if (folder !== undefined) bundled.add(folder);
      }
      mkdirSync("dist", { recursive: true });
      writeFileSync("dist/THIRD-PARTY-LICENSES.txt", [...bundled].sort().map(licenceOf).join("\n"));
    });
  },
};

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} comes without the text of its licence.`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}

/** A file that is asked for with `?raw` is its text: styles and scripts are made small, as they stand in a page as they are. */
export const rawText: Plugin = {
  name: "raw-text",
  setup({ onResolve, onLoad, esbuild }) {
    // the path keeps its ending, as tsup would take one of a stylesheet for itself
    onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: relative(root, join(resolveDir, path)),
      namespace: "raw-text",
    }));
    onLoad({ filter: /./, namespace: "raw-text" }, async ({ path: asked }) => {
      const path = join(root, asked.slice(0, -"?raw".length));
      const loader = path.endsWith(".css") ? "css" : "js";
      const { code } = await esbuild.transform(readFileSync(path, "utf8"), { loader, minify: true, target: "es2022" });
      return { contents: code, loader: "text" };
    });
  },
};

/** Archives are packed in the thread that asks: packing elsewhere needs what neither Node nor a page with a strict policy gives. */
const packHere: Plugin = {
  name: "packHere",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^fflate$/ }, () => ({ path: "fflate", namespace: "packHere" }));
    onLoad({ filter: /.*/, namespace: "packHere" }, () => ({
      resolveDir: root,
      contents: `
        export * from "fflate/browser";
        import { zipSync } from "fflate/browser";
        export const zip = (files, done) => done(null, zipSync(files));`,
    }));
  },
};

/** Development libraries that run inside an entry are bundled into it, so that installing the package brings three dependencies and no more. */
const shared: Options = {
  target: "es2022",
  noExternal: [
    "@noble/hashes",
    "canonicalize",
    "d3-scale",
    "d3-shape",
    "fastest-levenshtein",
    "fflate",
    "papaparse",
    "pure-rand",
    "read-excel-file",
    "stemmer",
    "write-excel-file",
  ],
  external: ["zod", "ml-matrix", "munkres-js"],
  splitting: true,
  treeshake: true,
  sourcemap: false,
  esbuildPlugins: [rawText, packHere, licences],
};

export default defineConfig([
  {
    ...shared,
    entry: {
      index: "src/index.ts",
      io: "src/io.ts",
      munkres: "src/munkres.ts",
      report: "src/report.ts",
      sample: "src/sample.ts",
      worker: "src/worker.ts",
    },
    format: ["esm", "cjs"],
    platform: "neutral",
    // CommonJS modules know their address by another name, which the worker asks for
    esbuildOptions: (options) => {
      options.logOverride = { "empty-import-meta": "silent" };
    },
    clean: true,
    // tsup 8 sets baseUrl for its declaration build, which TypeScript 6 reports as deprecated.
    dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
    async onSuccess() {
      mkdirSync("dist/schema", { recursive: true });
      for (const [name, schema] of Object.entries(toJsonSchemas())) {
        writeFileSync(`dist/schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
      }
    },
  },
  {
    // one file with all it needs, as a thread in a browser knows no import map; it is fetched for each thread
    ...shared,
    entry: { "worker-thread": "src/worker/thread.ts" },
    format: ["esm"],
    platform: "neutral",
    noExternal: [...(shared.noExternal ?? []), "zod", "ml-matrix"],
    external: [],
    minify: true,
  },
  {
    ...shared,
    entry: { cli: "src/cli/main.ts" },
    format: ["esm"],
    platform: "node",
    noExternal: [...(shared.noExternal ?? []), "cli-progress", "commander", "picocolors"],
    // what is bundled is partly CommonJS, which asks for Node's modules by require
    banner: {
      js: '#!/usr/bin/env node\nimport { createRequire as toRequire } from "node:module"; const require = toRequire(import.meta.url);',
    },
  },
]);
