import pico from "picocolors";
import { plainText } from "./plainText.js";
import type { Output, Streams } from "./streams.js";

/** What a line is, so that a terminal can show it. */
export type Look = "heading" | "warning" | "good" | "bad" | "quiet";

/** One line of what a command says; a text alone is a line like any other. */
export type Line = string | { readonly look: Look; readonly text: string };

export const heading = (text: string): Line => ({ look: "heading", text });
export const warning = (text: string): Line => ({ look: "warning", text });
export const good = (text: string): Line => ({ look: "good", text });
export const bad = (text: string): Line => ({ look: "bad", text });
export const quiet = (text: string): Line => ({ look: "quiet", text });

/** A text of several lines, cut at its line breaks and nowhere else: what else would break a line is made harmless later. */
export function linesOf(text: string): string[] {
  return text.replace(/\n+$/, "").split("\n");
}

/** Blocks of lines with an empty line between them; empty blocks are left out. */
export function inBlocks(blocks: readonly (readonly Line[])[]): Line[] {
  const shown = blocks.filter((lines) => lines.length > 0);
  return shown.flatMap((lines, at) => (at === 0 ? lines : ["", ...lines]));
}

/** The one way to a terminal: whatever a line holds, it is made plain before it is coloured. */
export function render(lines: readonly Line[], hasColours: boolean): string {
  const colours = pico.createColors(hasColours);
  const looks: { readonly [Name in Look]: (text: string) => string } = {
    heading: colours.bold,
    warning: colours.yellow,
    good: colours.green,
    bad: colours.red,
    quiet: colours.dim,
  };
  const shown = lines.map((line) =>
    typeof line === "string" ? plainText(line) : looks[line.look](plainText(line.text)),
  );
  return shown.length === 0 ? "" : `${shown.join("\n")}\n`;
}

/**
 * Whether a stream gets colours: never with `--no-color` or a `NO_COLOR` that is not empty, always with a `FORCE_COLOR`
 * other than 0, and else where it is a terminal.
 */
export function hasColours(output: Output, { env = {} }: Streams, isAllowed: boolean): boolean {
  if (!isAllowed || (env.NO_COLOR ?? "") !== "") return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return output.isTTY === true && env.TERM !== "dumb";
}

/** A value as JSON, in which nothing is left that a terminal would act on: what does not show is escaped. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const harmless = text.replace(/[^\P{C}\n]|[\u2028\u2029]/gu, (found) =>
    Array.from({ length: found.length }, (_, at) => escaped(found[at])).join(""),
  );
  return `${harmless}\n`;
}
