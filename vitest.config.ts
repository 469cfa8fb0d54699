import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^telemachus\/(io|munkres|report|sample)$/, replacement: source("$1.ts") },
      // the source of a thread is no file that Node runs
      { find: /^telemachus\/worker$/, replacement: source("../test/support/matchInWorker.ts") },
      { find: /^telemachus$/, replacement: source("index.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/seed.ts"],
    testTimeout: 60_000,
    // what a report imports as text is its real styles
    css: true,
    reporters: ["default", ["json", { outputFile: ".vitest-report.json" }]],
    coverage: { include: ["src/**/*.ts"], reporter: ["text-summary", "text"] },
  },
});
