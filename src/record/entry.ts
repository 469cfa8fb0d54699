import { describe } from "../errors.js";
import type { StageChange, StageProfiles } from "../explain/change.js";
import type { Audience } from "../explain/toText.js";
import type { Manifest } from "../matching/matching.js";
import { canonicalJson, hashText } from "../numeric/digest.js";
import { isCount } from "../numeric/isCount.js";
import type { FindingCode, ReadinessCounts } from "../readiness/report.js";
import type { Stage } from "../solve/assignment.js";
import { isInstant } from "./instant.js";
import { type LogIssue, logIssue } from "./logIssue.js";

/** The version of what a line holds. */
export const LOG_VERSION = 1;

/** What the first entry follows. */
export const NO_HEAD = "0".repeat(64);

/** What every entry holds beside its facts. */
export interface Sealed {
  /** Of the log's form, not of the library. */
  readonly version: typeof LOG_VERSION;
  /** The entry's number, from 1. */
  readonly seq: number;
  /** When it was written, by the host's clock: ISO 8601 in UTC. */
  readonly at: string;
  /** The hash of the entry before; 64 zeros in the first one. */
  readonly previous: string;
  /** The SHA-256 of the entry without this field, as canonical JSON (RFC 8785). */
  readonly hash: string;
}

/** How many of a kind there were. */
interface Counted<Code extends string> {
  readonly code: Code;
  readonly count?: number;
}

/** What stands against a pair that somebody decided on, in the words of `whyNot` and without what it says of people. */
export type OverriddenBecause =
  | {
      /** `matched`: the two are matched, so the decision parts them; `lottery`: the pair costs nothing at any stage. */
      readonly kind: "matched" | "infeasible" | "self" | "avoided" | "bounds" | "lottery" | "preference";
    }
  | { readonly kind: "banned" | "rule" | "belowMinimum"; readonly rules: readonly string[] }
  | { readonly kind: "pinned"; readonly full: "mentee" | "mentor" }
  | { readonly kind: "manual"; readonly left: "mentee" | "mentor" | "both" }
  | {
      readonly kind: "cost";
      /** The exact price: what the best matching with this pair loses by stage. */
      readonly cost: StageChange;
      /** By how much counts change, but for those of `leximin`, whose kinds are scores of people. */
      readonly profiles: StageProfiles;
      /** The first stage that loses. */
      readonly decidedBy: Stage;
    };

/**
 * What an entry states. `mentee`, `mentor` and, where a participant reads, `actor` are ids, or
 * `hmac-sha256:` and their keyed digest. `result` is that of the matching's manifest.
 */
export type EntryFacts =
  | { readonly event: "created"; readonly actor: string; readonly programme?: string }
  | {
      readonly event: "validated";
      readonly actor?: string;
      readonly counts: ReadinessCounts;
      readonly findings: readonly Counted<FindingCode>[];
      readonly warnings: Manifest["warnings"];
    }
  | ({
      readonly event: "solved";
      readonly actor?: string;
      /** The version of the library. */
      readonly engine: string;
    } & Pick<
      Manifest,
      "status" | "policy" | "input" | "projection" | "keyed" | "seed" | "counts" | "warnings" | "result"
    >)
  | {
      readonly event: "explanationViewed";
      readonly actor: string;
      readonly audience: Audience;
      readonly result: string;
      readonly mentee?: string;
      readonly mentor?: string;
    }
  | {
      readonly event: "overridden";
      readonly actor: string;
      readonly reason: string;
      readonly result: string;
      readonly mentee: string;
      readonly mentor: string;
      readonly because: OverriddenBecause;
    }
  | { readonly event: "confirmed"; readonly actor: string; readonly reason: string; readonly result: string }
  | { readonly event: "published"; readonly actor: string; readonly reason?: string; readonly result: string }
  | { readonly event: "withdrawn"; readonly actor: string; readonly reason: string; readonly result: string }
  | {
      /** The log was opened again after a crash that tore its last line. */
      readonly event: "resumed";
      /** Of the torn text, as it was read: its SHA-256 and its length in UTF-16 units. */
      readonly torn: { readonly digest: string; readonly length: number };
    };

/** One line of a run log. */
export type RunLogEntry = Sealed & EntryFacts;

const events: { readonly [Event in EntryFacts["event"]]: true } = {
  created: true,
  validated: true,
  solved: true,
  explanationViewed: true,
  overridden: true,
  confirmed: true,
  published: true,
  withdrawn: true,
  resumed: true,
};

/** Facts as a line of the log, without its end. */
export function sealLine(facts: EntryFacts, { seq, at, previous }: Pick<Sealed, "seq" | "at" | "previous">): string {
  const open = { ...facts, version: LOG_VERSION, seq, at, previous };
  return canonicalJson({ ...open, hash: hashText(canonicalJson(open)) });
}

/** Reads one line by itself: whatever it is, it is an entry whose hash is right, or what is wrong with it. */
export function readEntry(text: string, line: number): RunLogEntry | LogIssue {
  const refuse = (received: string, expected = "an entry", hint?: string) =>
    logIssue(line, { expected, received, ...(hint === undefined ? {} : { hint }) });
  if (text === "") return refuse("an empty line");
  if (text.endsWith("\r")) {
    return refuse(
      "one with a carriage return",
      "an entry that ends at the newline",
      "Something rewrote the line ends.",
    );
  }
  const value = parseLine(text);
  if (value === undefined) return refuse("what is no JSON object");
  const { hash, ...open } = value;
  if (value.version !== LOG_VERSION) {
    return refuse(sayVersion(value.version), `an entry of version ${LOG_VERSION}`);
  }
  const written = [value, open].map(canonicalText);
  if (written[0] !== text) return refuse("the same data written otherwise", "canonical JSON (RFC 8785)");
  if (hash !== hashText(written[1]!)) {
    return refuse("another hash or other data", "an entry with the SHA-256 of its data as hash", "It was changed.");
  }
  const isEntry =
    isCount(value.seq) &&
    typeof value.at === "string" &&
    isInstant(value.at) &&
    typeof value.previous === "string" &&
    typeof value.event === "string" &&
    Object.hasOwn(events, value.event);
  return isEntry ? (value as unknown as RunLogEntry) : refuse("an object that is none");
}

function parseLine(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where data is too deep to be written, or holds a number beyond all that JSON can write. */
function canonicalText(value: unknown): string | undefined {
  try {
    return canonicalJson(value);
  } catch {
    return undefined;
  }
}

function sayVersion(version: unknown): string {
  return version === undefined ? "one that states none" : `version ${describe(version)}`;
}
