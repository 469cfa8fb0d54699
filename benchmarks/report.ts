import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import type { Timing } from "./measure.js";

/** A demand on a figure of this run. */
export interface Bar {
  readonly what: string;
  readonly required: string;
  readonly measured: string;
  readonly reached: boolean;
}

const packages = ["munkres-js", "munkres", "linear-sum-assignment"];

/** A table in Markdown, its columns padded so that it also reads well in a terminal. The first column is flush left. */
export function formatTable(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...body.map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(" | ")} |`, ...body.map(line)].join("\n");
}

/** The bars with what was measured, plainly. */
export function formatBars(bars: readonly Bar[]): string {
  return formatTable(
    ["bar", "required", "measured", "reached"],
    bars.map(({ what, required, measured, reached }) => [what, required, measured, reached ? "yes" : "NOT REACHED"]),
  );
}

/** The machine and the versions that figures depend on. */
export function formatMachine(): string {
  const processors = cpus();
  const versions = packages.map((name) => `${name} ${versionOf(`../node_modules/${name}/package.json`)}`);
  return [
    `- Processor: ${processors[0]?.model.trim() ?? "unknown"}, ${processors.length} cores`,
    `- Memory: ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `- Node ${process.versions.node} (V8 ${process.versions.v8}), ${process.platform} ${process.arch}`,
    `- Load when the run began: ${loadavg()[0].toFixed(2)}`,
    `- telemachus ${versionOf("../package.json")}, ${versions.join(", ")}`,
  ].join("\n");
}

/** Milliseconds to three figures, or whole ones from 100. */
export function formatMilliseconds(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0);
}

/** `1.20–1.35`, the quickest and the slowest run. */
export function formatSpread({ least, most }: Timing): string {
  return `${formatMilliseconds(least)}–${formatMilliseconds(most)}`;
}

/** `1.43×`, or `431×` from 100. */
export function formatRatio(ratio: number): string {
  return `${ratio.toFixed(ratio < 100 ? 2 : 0)}×`;
}

function versionOf(path: string): string {
  return (JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as { version: string }).version;
}
