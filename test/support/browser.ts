import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Milliseconds for anything in a page to come about: a test that waits in vain says for what. */
export const PATIENCE = 30_000;

/** Where a Chromium stands on this machine: where `CHROMIUM` says, else where Linux distributions put it. */
export function findChromium(): string | undefined {
  const named = process.env["CHROMIUM"];
  return (named === undefined || named === "" ? PLACES : [named]).find(canRun);
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A headless Chromium; where the machine has none, undefined and one line that says so. Tests skip then:
 * `const browser = await launchBrowser(); describe.skipIf(browser === undefined)(…)`, and close it in `afterAll`.
 */
export async function launchBrowser(): Promise<Browser | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.log("No Chromium is installed: the tests in a browser are skipped (`npm run browser` installs it).");
    return undefined;
  }
  // Chromium refuses its sandbox to root
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args, headless: true, timeout: 2 * PATIENCE });
}

/** A page with all that it said and asked for since it was opened. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Messages of the console that are warnings or errors (refusals of a Content-Security-Policy are among them). */
  readonly complaints: string[];
  /** Errors that nothing caught. */
  readonly errors: string[];
  /** The address of every request, the page's own among them; those of `data:` and `blob:` stay within the page. */
  readonly requests: string[];
  /** Dialogs that opened, as `alert(1)` in a hostile name would. */
  readonly dialogs: string[];
  readonly close: () => Promise<void>;
}

/** Opens a page of its own context, 1280 × 800 unless told otherwise, that records whatever goes wrong. */
export async function openWatched(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const watched = {
    complaints: [] as string[],
    errors: [] as string[],
    requests: [] as string[],
    dialogs: [] as string[],
  };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) watched.complaints.push(message.text());
  });
  page.on("pageerror", (error) => watched.errors.push(String(error)));
  context.on("request", (request) => watched.requests.push(request.url()));
  page.on("dialog", (dialog) => {
    watched.dialogs.push(`${dialog.type()}(${dialog.message()})`);
    void dialog.dismiss();
  });
  return { ...watched, page, context, close: () => context.close() };
}

/** What axe-core finds wrong on a page: one line for each place, empty where it finds nothing. */
export async function findBarriers(page: Page, within = "html"): Promise<string[]> {
  // evaluated by the debugger, which no Content-Security-Policy of the page holds back
  await page.evaluate(`if (window.axe === undefined) { ${axeSource()} }`);
  const found = await page.evaluate(async (root) => {
    // biome-ignore lint/suspicious/noExplicitAny: axe is a global of the page
    const { violations } = await (window as any).axe.run(root, { resultTypes: ["violations"] });
    return violations as { id: string; nodes: { target: string[]; failureSummary?: string }[] }[];
  }, within);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = "" }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
}

let axe: string | undefined;

function axeSource(): string {
  axe ??= readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  return axe;
}

/** What a page should not have done: complaints, uncaught errors, dialogs, and requests that none of `allowed` begins. */
export function misdeeds(
  { complaints, errors, requests, dialogs }: WatchedPage,
  { allowed }: { readonly allowed: readonly string[] },
): string[] {
  const inside = ["data:", "blob:", ...allowed];
  return [
    ...complaints,
    ...errors,
    ...dialogs,
    ...requests.filter((url) => !inside.some((start) => url.startsWith(start))).map((url) => `requested ${url}`),
  ];
}
