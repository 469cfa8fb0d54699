import { defineConfig } from "tsup";
import { rawText } from "../tsup.config.js";

/**
 * The benchmarks and the sources they import, compiled as the package is: a loader that compiles on the fly slows the
 * library by a quarter. Each program stands alone, so that a fresh process loads what it runs and no more.
 */
export default defineConfig({
  entry: {
    run: "benchmarks/run.ts",
    solveOnce: "benchmarks/solveOnce.ts",
    matchOnce: "benchmarks/matchOnce.ts",
    commandOnce: "benchmarks/commandOnce.ts",
    "worker-thread": "src/worker/thread.ts",
  },
  outDir: "node_modules/.cache/telemachus-benchmarks",
  format: ["esm"],
  target: "es2022",
  platform: "node",
  skipNodeModulesBundle: true,
  esbuildPlugins: [rawText],
  splitting: false,
  treeshake: true,
  clean: true,
});
