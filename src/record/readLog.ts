import { describe, issue, throwIssues } from "../errors.js";
import { hashText } from "../numeric/digest.js";
import { isCount } from "../numeric/isCount.js";
import { NO_HEAD, type RunLogEntry, readEntry } from "./entry.js";
import { type LogIssue, logIssue } from "./logIssue.js";
import { isBeginning, TORN_END, tornText } from "./tear.js";

/** Torn text: where it begins, and what is left of the entries that were to be, line by line. */
export interface Torn {
  readonly line: number;
  readonly text: string;
}

/** What a log holds, up to its end or to the first line that is wrong. */
export interface LogReading {
  /** The line of each entry. */
  readonly lines: readonly number[];
  /** The hash of the last entry, 64 zeros where there is none. */
  readonly head: string;
  /** What a crash has left after the last entry. */
  readonly torn: Torn | undefined;
  readonly fault: LogIssue | undefined;
  /** Whether the last line has its newline, as an empty log does. */
  readonly isEnded: boolean;
}

/** Reads a log line by line and holds each against the one before. */
export function readLog(log: string | readonly string[], path: readonly string[]): LogReading {
  const texts = textOf(log, path).split("\n");
  const rest = texts[texts.length - 1];
  const lines: number[] = [];
  let head = NO_HEAD;
  let torn: Torn | undefined;
  const readingWith = (fault?: LogIssue): LogReading => ({ lines, head, torn, fault, isEnded: rest === "" });

  for (const [index, text] of texts.entries()) {
    const isLast = index === texts.length - 1;
    if (isLast && text === "") break;
    const line = index + 1;
    const left = isLast && isBeginning(text) ? text : tornText(text);
    if (left !== undefined) {
      torn = torn === undefined ? { line, text: left } : { line: torn.line, text: `${torn.text}\n${left}` };
      continue;
    }
    const entry = readEntry(text, line);
    if ("code" in entry) return readingWith(entry);
    const fault = chainFault(entry, line, { seq: lines.length + 1, previous: head, torn });
    if (fault !== undefined) return readingWith(fault);
    lines.push(line);
    head = entry.hash;
    torn = undefined;
  }
  return readingWith();
}

/** A log as one text. @throws E_TYPE */
function textOf(log: unknown, path: readonly string[]): string {
  if (typeof log === "string") return log;
  const isLines = Array.isArray(log) && log.every((line) => typeof line === "string");
  if (!isLines) {
    throwIssues([issue("E_TYPE", path, { expected: "a text or a list of lines", received: describe(log) })]);
  }
  const list = log as readonly string[];
  return list.map((line, index) => (index === list.length - 1 || line.endsWith("\n") ? line : `${line}\n`)).join("");
}

/** What is wrong with an entry's place. */
function chainFault(
  entry: RunLogEntry,
  line: number,
  due: { readonly seq: number; readonly previous: string; readonly torn: Torn | undefined },
): LogIssue | undefined {
  const { torn } = due;
  if (torn !== undefined && entry.event !== "resumed") {
    const received = "torn text that no entry accounts for";
    return logIssue(torn.line, { expected: "an entry, or torn text that an entry resumed follows", received });
  }
  if (entry.seq !== due.seq) {
    return logIssue(line, { expected: `entry number ${due.seq}`, received: `entry number ${entry.seq}` });
  }
  if (entry.previous !== due.previous) {
    const hint = "Another entry stood before it.";
    return logIssue(line, { expected: `an entry that follows ${due.previous}`, received: followsText(entry), hint });
  }
  if (entry.event !== "resumed" || accountsFor(entry.torn, torn)) return undefined;
  return torn === undefined
    ? logIssue(line, { expected: "an entry that follows what it resumes", received: "one that follows no torn text" })
    : logIssue(torn.line, { expected: "the torn text that was resumed after", received: "other text" });
}

function followsText({ previous }: RunLogEntry): string {
  return /^[0-9a-f]{64}$/.test(previous) ? `one that follows ${previous}` : "one that follows no hash";
}

function accountsFor(stated: unknown, torn: Torn | undefined): boolean {
  if (torn === undefined || typeof stated !== "object" || stated === null) return false;
  const { digest, length } = stated as { readonly [key: string]: unknown };
  return isCount(length) && length === torn.text.length && digest === hashText(torn.text);
}

/** What has to be written before a log goes on: the end of its last line. */
export function missingEnd({ torn, isEnded }: LogReading): string {
  if (isEnded) return "";
  return torn === undefined ? "\n" : `${TORN_END}\n`;
}
