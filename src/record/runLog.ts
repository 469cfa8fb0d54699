import { describe, issue, TelemachusError } from "../errors.js";
import { type Checks, checkOptions } from "../matching/checkMatchOptions.js";
import { deepFreeze } from "../matching/deepFreeze.js";
import { digestParts, hashText } from "../numeric/digest.js";
import { type EntryFacts, type RunLogEntry, sealLine } from "./entry.js";
import { factsOf, type Pseudonym, type RunEvent } from "./events.js";
import { INSTANT, isInstant } from "./instant.js";
import { missingEnd, readLog } from "./readLog.js";

export interface RunLogOptions {
  /**
   * Takes the log's next line, newline included, and has stored it, or has it in order, when it returns. What it throws
   * passes through `append`. It must not return a promise: to store asynchronously, put lines into a queue.
   */
  readonly write: (line: string) => void;
  /** The time in UTC as ISO 8601 text, such as `() => new Date().toISOString()`: the library has no clock. */
  readonly now: () => string;
  /** The log so far, as text or as lines; where it is not given, a new log begins. */
  readonly after?: string | readonly string[];
  /**
   * A secret of at least 16 characters, kept apart from the log. Ids of participants are then written as `hmac-sha256:` and
   * their HMAC-SHA256 (RFC 2104) under it. Without the key nobody can tell whom an entry is about, so to erase the key is
   * to unlink everybody. Without an `idKey`, ids are written as they are.
   */
  readonly idKey?: string;
}

/** An entry of one kind. */
type EntryOf<Event extends RunEvent> = Extract<RunLogEntry, { readonly event: Event["event"] }>;

/** An open run log. */
export interface RunLog {
  /**
   * Records what happened, and returns the entry as it was written, frozen.
   *
   * @throws E_OPTION, E_MISSING, E_TYPE, E_UNKNOWN_KEY for what is no event; E_DATE for a time that is none; E_OPTION for a
   * sink that returns a promise or that appends; for `overridden` also E_DETACHED and E_UNKNOWN_ID; whatever the sink throws
   */
  readonly append: <const Event extends RunEvent>(event: Event) => EntryOf<Event>;
  /** The hash of the last entry, 64 zeros where there is none. Kept elsewhere, it lets `verifyLog` see a cut. */
  readonly head: string;
  /** How many entries there are. */
  readonly entries: number;
}

const checks: Checks<RunLogOptions> = {
  write: { expected: "a function", holds: (value) => typeof value === "function", isRequired: true },
  now: { expected: "a function", holds: (value) => typeof value === "function", isRequired: true },
  // what a log is checked for is said when it is read
  after: { expected: "a text or a list of lines", holds: () => true },
  idKey: {
    expected: "a secret text of at least 16 characters",
    holds: (value) => typeof value === "string" && value.length >= 16,
  },
};

/**
 * Opens a run log: an append-only chain of entries in JSON Lines, written to a sink of the host's, that says what was done
 * about a matching, by whom and why. `verifyLog` checks it.
 *
 * A line is canonical JSON (RFC 8785) of an entry's facts with `version`, `seq`, `at`, `previous` and `hash`; `hash` is the
 * SHA-256 of the line without it, `previous` the hash of the entry before. So no entry can be changed, moved or left out
 * without a trace, other than at the end: see `verifyLog`. It holds no names, no answers and no scores of single people;
 * ids keyed or not (see `idKey`); of free text nothing but what is given as `actor`, `reason` and `programme`.
 *
 * Invariant: an entry counts once `write` has returned. Where it throws, the chain is as before, and the next entry takes
 * the same place; if part of the line may have been stored, open the log again with `after`. One log has one writer.
 *
 * `after` is verified first. If a crash tore its last line, the torn text stays, is ended by ` (torn)` and a newline, and an
 * entry `resumed` with its digest and length follows, so that it is no fault: all this before `runLog` returns. Given as
 * lines, each is one whether or not its newline is there.
 *
 * How long to keep a log, where, and who may read it is the host's to decide.
 *
 * Time: an entry takes well below a millisecond; `overridden` the time of `whyNot` on top.
 * @throws E_OPTION, E_UNKNOWN_KEY; E_LOG with the line, where `after` is not intact; E_TYPE where it is no text
 * @example
 * const log = runLog({ write: (line) => appendFileSync("run.jsonl", line), now: () => new Date().toISOString() });
 * log.append({ event: "solved", matching }).seq // 1
 */
export function runLog(options: RunLogOptions): RunLog {
  checkOptions(options, checks);
  const { write, now, after = "", idKey } = options;
  const reading = readLog(after, ["options", "after"]);
  if (reading.fault !== undefined) throw new TelemachusError([reading.fault]);
  const pseudonym: Pseudonym = (id) => (idKey === undefined ? id : `hmac-sha256:${digestParts([id], idKey)}`);
  let { head } = reading;
  let entries = reading.lines.length;
  let isWriting = false;

  const store = (line: string) => {
    if (isWriting) throw misuse("write", "a function that appends nothing itself", "one that does");
    isWriting = true;
    try {
      refusePromise(write(line));
    } finally {
      isWriting = false;
    }
  };
  const add = (facts: EntryFacts): RunLogEntry => {
    const at = timeOf(now());
    const line = sealLine(facts, { seq: entries + 1, at, previous: head });
    store(`${line}\n`);
    const entry = deepFreeze(JSON.parse(line) as RunLogEntry);
    head = entry.hash;
    entries = entry.seq;
    return entry;
  };

  const end = missingEnd(reading);
  const { torn } = reading;
  // of a list, each entry is a whole line
  if (end !== "" && (torn !== undefined || typeof after === "string")) store(end);
  if (torn !== undefined) {
    add({ event: "resumed", torn: { digest: hashText(torn.text), length: torn.text.length } });
  }
  return Object.freeze({
    append: <const Event extends RunEvent>(event: Event) => add(factsOf(event, pseudonym)) as EntryOf<Event>,
    get head() {
      return head;
    },
    get entries() {
      return entries;
    },
  });
}

function timeOf(time: unknown): string {
  if (typeof time === "string" && isInstant(time)) return time;
  const problem = { expected: `a function that returns ${INSTANT}`, received: `one that returns ${describe(time)}` };
  throw new TelemachusError([issue("E_DATE", ["options", "now"], problem)]);
}

function refusePromise(returned: unknown): void {
  if (typeof returned !== "object" || returned === null || !("then" in returned)) return;
  // whatever becomes of it has been answered by this error
  Promise.resolve(returned).catch(() => undefined);
  const hint = "Put lines into a queue, and store them from there in their order.";
  throw misuse("write", "a function that has taken the line when it returns", "one that returns a promise", hint);
}

function misuse(option: string, expected: string, received: string, hint?: string): TelemachusError {
  return new TelemachusError([issue("E_OPTION", ["options", option], { expected, received, hint })]);
}
