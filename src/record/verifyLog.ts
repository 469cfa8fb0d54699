import { type Checks, checkOptions } from "../matching/checkMatchOptions.js";
import { isCount } from "../numeric/isCount.js";
import { type LogIssue, logIssue } from "./logIssue.js";
import { type LogReading, readLog } from "./readLog.js";

/** What the log has to end with, known from elsewhere. */
export interface VerifyLogOptions {
  /** The hash of the last entry: `RunLog.head`, or that of an earlier check. */
  readonly head?: string;
  /** How many entries there are: `RunLog.entries`. */
  readonly entries?: number;
}

/** What became of a check. `entries` and `head` are of what is sound: the number of entries and the hash of the last one. */
export type LogCheck =
  | {
      readonly intact: true;
      readonly entries: number;
      readonly head: string;
      /** What a crash left of an entry that never was: the line it begins at, and its length in UTF-16 units. */
      readonly torn?: { readonly line: number; readonly length: number };
    }
  | {
      readonly intact: false;
      /** Those before the first line that is wrong. */
      readonly entries: number;
      readonly head: string;
      /** The first line that is wrong; lines after it were not looked at. */
      readonly first: LogIssue;
    };

const checks: Checks<VerifyLogOptions> = {
  head: {
    expected: "a hash (64 hexadecimal digits)",
    holds: (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value),
  },
  entries: { expected: "a number of entries", holds: isCount },
};

/**
 * Holds a run log against itself: every entry is unchanged, and is the one that followed the entry before.
 *
 * A line that was changed, removed, moved, inserted, repeated or written otherwise is named. A torn last line, which a
 * crash left, is no fault and is told; one in the middle is none where the entry `resumed` after it accounts for it.
 *
 * What it cannot see from the log alone: lines cut off at the end, and a log that was written anew from some line on, as
 * there is no secret in it. So keep the head elsewhere, out of reach of whoever can write the log, and give it as `head`
 * (or the number of entries, which sees only the cut). Whether what an entry says was true, no log can prove. Whoever
 * knows an earlier head gives the log up to that entry.
 *
 * `log` is the text, or its lines, with or without their newlines. Time linear in its length: 100 000 entries in seconds.
 * @throws E_TYPE for a log that is no text and no list of texts; E_OPTION, E_UNKNOWN_KEY
 * @example verifyLog(readFileSync("run.jsonl", "utf8"), { head }).intact // true
 */
export function verifyLog(log: string | readonly string[], options: VerifyLogOptions = {}): LogCheck {
  checkOptions(options, checks);
  const reading = readLog(log, ["log"]);
  const { lines, head, torn } = reading;
  const first = reading.fault ?? endFault(reading, options);
  if (first !== undefined) return { intact: false, entries: lines.length, head, first };
  const entries = lines.length;
  if (torn === undefined) return { intact: true, entries, head };
  return { intact: true, entries, head, torn: { line: torn.line, length: torn.text.length } };
}

/** What is wrong with the end of a log whose entries are all sound. */
function endFault({ lines, head }: LogReading, { head: known, entries }: VerifyLogOptions): LogIssue | undefined {
  const last = lines[lines.length - 1] ?? 0;
  if (entries !== undefined && lines.length < entries) {
    return logIssue(last + 1, { expected: `entry number ${lines.length + 1} of ${entries}`, received: "the end" });
  }
  if (entries !== undefined && lines.length > entries) {
    const received = `entry number ${entries + 1}`;
    return logIssue(lines[entries], { expected: `absent, where entries is ${entries}`, received });
  }
  if (known === undefined || known === head) return undefined;
  const hint = "Lines are missing at the end, or there are more than were known, or the log was written anew.";
  return logIssue(Math.max(1, last), { expected: `the last entry, ${known}`, received: head, hint });
}
