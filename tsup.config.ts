import { mkdirSync, writeFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";
import { toJsonSchemas } from "./src/schema.js";

/** Development libraries that run inside an entry are bundled into it, so that installing the package brings three dependencies and no more. */
const shared: Options = {
  target: "es2022",
  noExternal: ["@noble/hashes", "canonicalize", "fastest-levenshtein", "stemmer"],
  external: ["zod", "ml-matrix", "munkres-js"],
  splitting: true,
  treeshake: true,
  sourcemap: false,
};

export default defineConfig([
  {
    ...shared,
    entry: { index: "src/index.ts", munkres: "src/munkres.ts", worker: "src/worker.ts" },
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
    noExternal: [...(shared.noExternal ?? []), "papaparse"],
    banner: { js: "#!/usr/bin/env node" },
  },
]);
