import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Download, Page } from "playwright-core";
import { buildPlayground } from "../../examples/playground/build.js";
import { serveFolder } from "./serveFolder.js";

/** The playground, built of the built library into a folder of its own: as a site and as one file. */
export interface PlaygroundPages {
  readonly served: string;
  readonly single: string;
  readonly close: () => void;
}

export async function buildPages(): Promise<PlaygroundPages> {
  const built = fileURLToPath(new URL("../../dist/io.js", import.meta.url));
  if (!existsSync(built)) throw new Error("The library is not built: run `npm run build` first.");
  const folder = mkdtempSync(join(tmpdir(), "telemachus-playground-"));
  await buildPlayground(folder);
  const { address, close } = await serveFolder(folder);
  return {
    served: address,
    single: pathToFileURL(join(folder, "telemachus.html")).href,
    close: () => {
      close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Drops files onto what a selector finds, all at once. */
export async function dropFiles(
  page: Page,
  selector: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    },
    files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") })),
  );
  await page.dispatchEvent(selector, "drop", { dataTransfer: transfer });
}

/** The names in the list of pairs, with the score as it is shown. */
export async function readPairs(page: Page): Promise<{ mentee: string; mentor: string; score: number }[]> {
  return page.$$eval(".pairs tbody tr", (rows) =>
    rows.map((row) => {
      const [mentee, mentor] = [...row.querySelectorAll(".person")].map((one) => one.textContent ?? "");
      return { mentee, mentor, score: Number(row.querySelector(".score span")?.textContent) };
    }),
  );
}

/** Clicks a button that saves a file, and reads the file. */
export async function download(page: Page, button: string): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const saved: Promise<Download> = page.waitForEvent("download");
  await page.locator(".downloads").getByRole("button", { name: button }).click();
  const file = await saved;
  return { name: file.suggestedFilename(), bytes: new Uint8Array(readFileSync(await file.path())) };
}
