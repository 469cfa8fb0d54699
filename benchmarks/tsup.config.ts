import { defineConfig } from "tsup";

/**
 * The benchmarks and the sources they import, compiled as the package is: a loader that compiles on the fly slows the
 * library by a quarter. Each program stands alone, so that a fresh process loads what it runs and no more.
 */
export default defineConfig({
  entry: {
    run: "benchmarks/run.ts",
    solveOnce: "benchmarks/solveOnce.ts",
    matchOnce: "benchmarks/matchOnce.ts",
    "worker-thread": "src/worker/thread.ts",
  },
  outDir: "node_modules/.cache/telemachus-benchmarks",
  format: ["esm"],
  target: "es2022",
  platform: "node",
  skipNodeModulesBundle: true,
  splitting: false,
  treeshake: true,
  clean: true,
});
