import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^telemachus\/munkres$/, replacement: source("munkres.ts") },
      { find: /^telemachus$/, replacement: source("index.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/seed.ts"],
    testTimeout: 60_000,
    reporters: ["default", ["json", { outputFile: ".vitest-report.json" }]],
    coverage: { include: ["src/**/*.ts"], reporter: ["text-summary", "text"] },
  },
});
