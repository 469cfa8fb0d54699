import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

/** The page is made of the published entry points, as anybody's is: the paths of this repository's tsconfig.json do not count. */
const publishedOnly = (): Plugin => ({
  name: "published-only",
  load(id) {
    if (id.startsWith(source)) this.error(`${id} is no published file: import "telemachus" and its entries alone.`);
  },
});

const rolldownOptions = { tsconfig: false };

/** One page with one script, one style and the worker within the script: what `build.ts` puts into a single file. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [publishedOnly()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    cssCodeSplit: false,
    // a picture or a font would have to stand in the page as well
    assetsInlineLimit: 1_000_000,
    chunkSizeWarningLimit: 4000,
    rolldownOptions,
  },
  worker: { format: "iife", plugins: () => [publishedOnly()], rolldownOptions },
});
