import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import type { Bar } from "./bars.js";
import type { ChangeTimings } from "./changes.js";
import type { Comparison, Peak } from "./compare.js";
import type { ExplanationTimings } from "./explanations.js";
import { formatMilliseconds, formatRatio, formatSeconds } from "./figures.js";
import type { GovernanceTimings } from "./governance.js";
import type { Growth } from "./growth.js";
import { telemachus } from "./libraryRunners.js";
import type { Timing } from "./measure.js";
import { type AimTimings, addedTo, total, totalOnNetwork } from "./objectives.js";
import type { CommandTimings, PageTimings } from "./pages.js";
import { projectPath } from "./project.js";
import type { ReadingTimings } from "./readFiles.js";
import type { ScoringComparison } from "./scoring.js";
import type { Aim } from "./wishes.js";
import type { WorkerMatch } from "./workerCohort.js";

const rivals = ["munkres-js", "munkres", "linear-sum-assignment"];

/** The machine and the versions that the figures depend on; `installed` has a line for each solver that npm does not bring. */
export function describeMachine(installed: readonly string[]): string {
  const processors = cpus();
  const versions = rivals.map((name) => `${name} ${versionIn(`node_modules/${name}/package.json`)}`);
  return [
    `- Processor: ${processors[0]?.model.trim() ?? "unknown"}, ${processors.length} cores`,
    `- Memory: ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `- Node ${process.versions.node} (V8 ${process.versions.v8}), ${process.platform} ${process.arch}`,
    `- Load when the run began: ${loadavg()[0].toFixed(2)}`,
    `- telemachus ${versionIn("package.json")}; ${versions.join(", ")}`,
    ...installed.map((line) => `- ${line}`),
  ].join("\n");
}

/** The bars with what was measured beside them, plainly. */
export function formatBars(bars: readonly Bar[]): string {
  const body = bars.map(({ what, required, goal, measured, reached }) => [what, required, goal, measured, reached]);
  return formatTable(["bar", "required", "goal", "measured", "reached"], body);
}

/** One instance: its answer, and a line for each runner. */
export function formatComparison({ name, answer, timings }: Comparison): string {
  const own = timings.get(telemachus.name)?.median ?? Number.NaN;
  const body = [...timings].map(([runner, timing]) => [runner, ...cellsOf(timing), formatRatio(timing.median / own)]);
  const table = formatTable(["solver", "median ms", "min–max", "runs", "÷ telemachus"], body);
  return `**${name}** (all agree: ${answer.matched} matched, total ${answer.total})\n\n${table}`;
}

/** Times of one thing that has no rival. */
export function formatTimings(what: string, timings: readonly (readonly [string, Timing])[]): string {
  const body = timings.map(([name, timing]) => [name, ...cellsOf(timing)]);
  return formatTable([what, "median ms", "min–max", "runs"], body);
}

/** Reading the files of one programme. */
export function formatReading({ name, bytes, sound, damaged }: ReadingTimings): string {
  const table = formatTimings("files", [
    ["sound", sound],
    ["damaged, rows left out", damaged],
  ]);
  return `**${name}**, ${(bytes / 2 ** 20).toFixed(1)} MiB of CSV\n\n${table}`;
}

/** Whole runs of the command line, and the pages that it writes. */
export function formatPages({
  commands,
  pages,
}: {
  readonly commands: readonly CommandTimings[];
  readonly pages: readonly PageTimings[];
}): string {
  const peaks = commands.map(({ name, peak }) => `${name}: ${peak.toFixed(0)} MiB at most`);
  const opened = pages.map(({ name, bytes, open }) => {
    const opens = open === undefined ? "not opened, without Chromium" : `opens in ${formatMilliseconds(open)} ms`;
    return `${name}: ${(bytes / 1e6).toFixed(1)} MB, ${opens}`;
  });
  const table = formatTimings("from CSV to JSON and a page, cold; making a page", [
    ...commands.map(({ name, cold }) => [name, cold] as const),
    ...pages.map(({ name, render }) => [name, render] as const),
  ]);
  return `${table}\n\n${[...peaks, ...opened].join("  \n")}`;
}

/** The exponents of growth, a line for each family and solver. */
export function formatGrowth(growths: readonly Growth[]): string {
  const body = growths.map(({ family, runner, sizes, exponent }) => [
    `${family} ${sizes.join(", ")}`,
    runner,
    `n^${exponent.toFixed(2)}`,
  ]);
  return formatTable(["family, sizes", "solver", "time grows as"], body);
}

/** Single changes to a solved instance, beside solving it anew. */
export function formatChanges({ name, solve, kinds }: ChangeTimings): string {
  const body = kinds.map(([kind, { median, p95, most, runs }]) => [
    kind,
    ...[median, p95, most].map(formatMilliseconds),
    String(runs),
    formatRatio(solve.median / median),
  ]);
  const anew = [
    "solving anew",
    formatMilliseconds(solve.median),
    "",
    formatMilliseconds(solve.most),
    String(solve.runs),
  ];
  const table = formatTable(
    ["change", "median ms", "95 % within", "most", "runs", "solving anew ÷ change"],
    [...body, [...anew, formatRatio(1)]],
  );
  return `**${name}**\n\n${table}`;
}

/** The total alone and with other stages: the time of each, and what it adds to that of the total, as a multiple of it. */
export function formatStages(stages: AimTimings): string {
  const body = stages.aims.map(({ aim, method, timing }) => {
    const adds = (base: Aim) => (aim === base ? "" : formatRatio(addedTo(stages, aim, base)));
    return [aim.name, method, ...cellsOf(timing), adds(total), method === "network" ? adds(totalOnNetwork) : ""];
  });
  const head = [
    "objective",
    "solved by",
    "median ms",
    "min–max",
    "runs",
    "adds ÷ total",
    "adds ÷ total on the network",
  ];
  return `**${stages.name}** (every answer agrees with a second way to find it)\n\n${formatTable(head, body)}`;
}

/** Objectives that raise the lowest score, a line for each. */
export function formatLowest(timings: readonly AimTimings[]): string {
  const all = timings.flatMap(({ name, aims }) => aims.map((one) => ({ name, ...one })));
  return formatTimings(
    "objective",
    all.map(({ name, aim, timing }) => [`${name}: ${aim.name}`, timing] as const),
  );
}

/** Single answers about a matching; those for all mentors of a mentee beside that for one. */
export function formatExplanations(timings: ExplanationTimings): string {
  const { name, explain, whyNot, whyNotAll, seatValue, firstExplain, firstWhyNot } = timings;
  const lines = formatTimings("question", [
    ["explain", explain],
    ["whyNot", whyNot],
    [`whyNot, all mentors of a mentee (${formatRatio(whyNotAll.median / whyNot.median)} the time for one)`, whyNotAll],
    ["seatValue", seatValue],
    ["the first question of a matching: explain", firstExplain],
    ["the first question of a matching: whyNot", firstWhyNot],
  ]);
  return `**${name}** (checked answers agree with matching again)\n\n${lines}`;
}

/** What accounts for one matching: an audit, a manifest, a log. */
export function formatGovernance(timings: GovernanceTimings): string {
  const { name, size, firstAudit, audit, auditStored, manifest, append, verify } = timings;
  const sampled = `${size.groups} groups, ${size.permutations} permutations`;
  const lines = formatTimings("work", [
    [`the first audit of a matching, ${sampled}`, firstAudit],
    ["audit, again", audit],
    ["audit of the stored matching, which has no scores", auditStored],
    ["manifest and digests", manifest],
    ["an entry of the run log, ids keyed", append],
    [`verifyLog, ${size.lines} lines`, verify],
  ]);
  return `**${name}** (checked against a recount, Node's hashes and exact counts of tables)\n\n${lines}`;
}

/** Calls of `matchInWorker`, each in a process of its own. */
export function formatWorkers(workers: readonly WorkerMatch[]): string {
  const body = workers.map(({ name, threads, answer, milliseconds, peak, compared }) => [
    name,
    String(threads),
    formatSeconds(milliseconds),
    peak.toFixed(0),
    `${answer.matched} matched, total ${answer.total}`,
    compared ? "solving the matrix" : "its own certificate",
  ]);
  return formatTable(["call", "threads", "time", "peak MiB", "answer", "held against"], body);
}

/** Peak memory, a line for each process. */
export function formatPeaks(peaks: readonly Peak[]): string {
  const body = peaks.map(({ name, runner, peak, added }) => [name, runner, peak.toFixed(0), added.toFixed(0)]);
  return formatTable(["instance", "solver", "peak MiB", "of this, after reading the scores"], body);
}

/** Scoring by the library and by naive code, on one cohort. */
export function formatScoring(scored: ScoringComparison): string {
  const { name, call, rows, pairsPerSecond, naivePairsPerSecond } = scored;
  const timings = formatTimings("scoreBest()", [
    [name, call],
    ["of this, scoring and picking", rows],
  ]);
  const rates = formatTable(
    ["code", "million pairs/s", "÷ naive"],
    [
      [
        "telemachus, scoring and picking",
        (pairsPerSecond / 1e6).toFixed(1),
        formatRatio(pairsPerSecond / naivePairsPerSecond),
      ],
      ["naive: objects with Sets", (naivePairsPerSecond / 1e6).toFixed(1), formatRatio(1)],
    ],
  );
  return `Both pick the same mentors with the same scores.\n\n${timings}\n\n${rates}`;
}

function cellsOf({ median, least, most, runs }: Timing): string[] {
  return [formatMilliseconds(median), `${formatMilliseconds(least)}–${formatMilliseconds(most)}`, String(runs)];
}

/** A table in Markdown, padded so that it also reads well in a terminal. The first column is flush left. */
function formatTable(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...body.map((row) => row[column].length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), line(rule), ...body.map(line)].join("\n");
}

function versionIn(path: string): string {
  return (JSON.parse(readFileSync(projectPath(path), "utf8")) as { version: string }).version;
}
