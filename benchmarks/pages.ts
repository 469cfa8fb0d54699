import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import type { Matching, match, People } from "telemachus";
import type { renderReport } from "telemachus/report";
import { findChromium } from "../test/support/browser.js";
import type { CommandOnce, CommandOrder } from "./commandOnce.js";
import { askFreshProcess } from "./freshProcess.js";
import { largePeople } from "./largePeople.js";
import { type Effort, summarise, type Timing, takeTurns, time, warmUp } from "./measure.js";
import { largePolicy } from "./mentoringPolicy.js";
import { drawnFiles } from "./readFiles.js";

export interface ProgrammeSize {
  readonly mentees: number;
  readonly mentors: number;
}

/** What whole runs of `telemachus match` take, each in a process of its own, from CSV files to JSON and a page. */
export interface CommandTimings {
  readonly name: string;
  readonly cold: Timing;
  /** In MiB, of the run that took most. */
  readonly peak: number;
}

/** What a page takes to make and to open. */
export interface PageTimings {
  readonly name: string;
  readonly render: Timing;
  readonly bytes: number;
  /** Milliseconds until Chromium has loaded and drawn it; undefined where the machine has none. */
  readonly open?: number;
}

export function nameOfCommand({ mentees, mentors }: ProgrammeSize): string {
  return `command line ${mentees} + ${mentors}`;
}

export function nameOfPage({ mentees, mentors }: ProgrammeSize): string {
  return `report ${mentees} + ${mentors}`;
}

/** Times the command line that `program` is, once its answer is the one that `matchHere` gives. */
export async function timeCommand(
  size: ProgrammeSize,
  { program, runs, matchHere }: { program: string; runs: number; matchHere: typeof match },
): Promise<CommandTimings> {
  const name = nameOfCommand(size);
  const { people, files } = drawnFiles(size);
  const folder = mkdtempSync(join(tmpdir(), "telemachus-command-"));
  const path = (file: string) => join(folder, file);
  try {
    writeFileSync(path("mentees.csv"), files.mentees.bytes);
    writeFileSync(path("mentors.csv"), files.mentors.bytes);
    writeFileSync(path("policy.json"), JSON.stringify(files.policy));
    const inputs = ["mentees", "mentors"].flatMap((side) => [`--${side}`, path(`${side}.csv`)]);
    const outputs = ["--out", path("matching.json"), "--report", path("page.html")];
    const order: CommandOrder = {
      program,
      argv: ["match", ...inputs, "--policy", path("policy.json"), ...outputs],
    };
    const times: number[] = [];
    const peaks: number[] = [];
    while (times.length < runs) {
      const start = performance.now();
      const { exitCode, peak } = await askFreshProcess<CommandOnce>("commandOnce", order);
      times.push(performance.now() - start);
      peaks.push(peak);
      if (exitCode !== 0) throw new Error(`${name}: expected exit code 0, received ${exitCode}.`);
      checkAnswer(name, JSON.parse(readFileSync(path("matching.json"), "utf8")), matchHere(people, files.policy));
      if (statSync(path("page.html")).size === 0) throw new Error(`${name}: the page is empty.`);
    }
    return { name, cold: summarise(times), peak: Math.max(...peaks) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws Error where what was written is another matching */
export function checkAnswer(name: string, written: Matching, here: Matching): void {
  const answerOf = ({ pairs, total }: Matching) =>
    JSON.stringify([total, pairs.map(({ mentee, mentor, score }) => [mentee, mentor, score])]);
  if (answerOf(written) !== answerOf(here)) throw new Error(`${name}: its matching is not that of match().`);
}

/** Times making a committee's page, and opening it, once every pair is found on it. */
export async function timePage(
  size: ProgrammeSize,
  { matchHere, render }: { matchHere: typeof match; render: typeof renderReport },
  effort: Effort,
): Promise<PageTimings> {
  const name = nameOfPage(size);
  const people: People = largePeople(size);
  const matching = matchHere(people, largePolicy);
  const page = render(matching, people);
  checkPage(name, page, matching);
  const task = () => time(() => void render(matching, people));
  const [timing] = await takeTurns([task], [await warmUp(task)], effort);
  const open = await timeOpening(page);
  return { name, render: timing, bytes: Buffer.byteLength(page), ...(open === undefined ? {} : { open }) };
}

function checkPage(name: string, page: string, { pairs }: Matching): void {
  const table = page.slice(page.indexOf("<table"), page.lastIndexOf("</table>"));
  const lost = pairs.filter(({ mentee, mentor }) => !table.includes(`>${mentee}<`) || !table.includes(`>${mentor}<`));
  if (lost.length > 0) throw new Error(`${name}: ${lost.length} of ${pairs.length} pairs are not on the page.`);
}

async function timeOpening(page: string): Promise<number | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "telemachus-page-"));
  const file = join(folder, "page.html");
  writeFileSync(file, page);
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const tab = await browser.newPage();
    const start = performance.now();
    await tab.goto(pathToFileURL(file).href);
    await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    return performance.now() - start;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
