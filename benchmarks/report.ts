import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import type { Bar } from "./bars.js";
import type { Comparison, Peak } from "./compare.js";
import { formatMilliseconds, formatRatio } from "./figures.js";
import type { Timing } from "./measure.js";
import { telemachus } from "./runner.js";
import type { ScoringComparison } from "./scoring.js";

const rivals = ["munkres-js", "munkres", "linear-sum-assignment"];

/** The machine and the versions that the figures depend on. */
export function describeMachine(): string {
  const processors = cpus();
  const versions = rivals.map((name) => `${name} ${versionIn(`../node_modules/${name}/package.json`)}`);
  return [
    `- Processor: ${processors[0]?.model.trim() ?? "unknown"}, ${processors.length} cores`,
    `- Memory: ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `- Node ${process.versions.node} (V8 ${process.versions.v8}), ${process.platform} ${process.arch}`,
    `- Load when the run began: ${loadavg()[0].toFixed(2)}`,
    `- telemachus ${versionIn("../package.json")}; ${versions.join(", ")}`,
  ].join("\n");
}

/** The bars with what was measured beside them, plainly. */
export function formatBars(bars: readonly Bar[]): string {
  const body = bars.map(({ what, required, measured, reached }) => [
    what,
    required,
    measured,
    reached ? "yes" : "NOT REACHED",
  ]);
  return formatTable(["bar", "required", "measured", "reached"], body);
}

/** One instance: its answer, and a line for each runner. */
export function formatComparison({ name, answer, timings }: Comparison): string {
  const own = timings.get(telemachus)?.median ?? Number.NaN;
  const body = [...timings].map(([runner, timing]) => [
    runner.name,
    ...cellsOf(timing),
    formatRatio(timing.median / own),
  ]);
  const table = formatTable(["solver", "median ms", "min–max", "runs", "÷ telemachus"], body);
  return `**${name}** (all agree: ${answer.matched} matched, total ${answer.total})\n\n${table}`;
}

/** Times of one thing that has no rival. */
export function formatTimings(what: string, timings: readonly (readonly [string, Timing])[]): string {
  const body = timings.map(([name, timing]) => [name, ...cellsOf(timing)]);
  return formatTable([what, "median ms", "min–max", "runs"], body);
}

/** Peak memory, a line for each process. */
export function formatPeaks(peaks: readonly Peak[]): string {
  const body = peaks.map(({ name, runner, peak, added }) => [name, runner, peak.toFixed(0), added.toFixed(0)]);
  return formatTable(["instance", "solver", "peak MiB", "beyond Node and the scores"], body);
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
  return (JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as { version: string }).version;
}
