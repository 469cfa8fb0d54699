import { defineConfig, type Options } from "tsup";

/** Development libraries that run inside an entry are bundled into it, so that installing the package brings three dependencies and no more. */
const shared: Options = {
  target: "es2022",
  noExternal: ["@noble/hashes", "canonicalize", "fastest-levenshtein"],
  external: ["zod", "ml-matrix", "munkres-js"],
  splitting: true,
  treeshake: true,
  sourcemap: false,
};

export default defineConfig([
  {
    ...shared,
    entry: { index: "src/index.ts", munkres: "src/munkres.ts" },
    format: ["esm", "cjs"],
    platform: "neutral",
    clean: true,
    // tsup 8 sets baseUrl for its declaration build, which TypeScript 6 reports as deprecated.
    dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
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
