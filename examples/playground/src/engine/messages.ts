import type { Issue, People, Policy, WarningCode } from "telemachus";
import type { Answers, InputFile, Proposal } from "telemachus/io";

/** What the page asks of its engine, and what it gets: plain data, as small as what is shown. */
export interface Questions {
  /** The first policy for two tables. */
  propose: { ask: { files: Tables; answers: Answers }; answer: Proposal };
  /** People from files; without a policy by the usual one. */
  read: { ask: { files: Tables; policy: InputFile | Policy | undefined; rejectRows: boolean }; answer: ReadFiles };
  /** People and a policy from JSON. */
  readPeople: { ask: { people: InputFile; policy: InputFile | undefined }; answer: Opened };
  sample: { ask: { mentees: number; mentors: number }; answer: Opened };
  /** Gives the engine its people; after it was stopped, with the policy that they were last matched by. */
  open: { ask: Held; answer: null };
  match: { ask: { policy: Policy }; answer: Outcome };
  /** What would change under another policy; the matching stays as it is. */
  preview: { ask: { policy: Policy; asked?: { mentee: string; mentor: string } | undefined }; answer: Preview };
  explain: { ask: { person: PersonKey }; answer: Explained };
  /** Everybody whom a person is not matched with, and in a few words why. */
  others: { ask: { person: PersonKey }; answer: readonly Other[] };
  whyNot: { ask: { mentee: string; mentor: string }; answer: string };
  write: { ask: { kind: FileKind; reader: Reader }; answer: WrittenFile };
}

export type QuestionKind = keyof Questions;
export type Ask<Kind extends QuestionKind> = Questions[Kind]["ask"];
export type Answer<Kind extends QuestionKind> = Questions[Kind]["answer"];

export interface Tables {
  readonly mentees: InputFile;
  readonly mentors: InputFile;
}

export interface Opened {
  readonly people: People;
  readonly policy: Policy;
}

/** What the engine works with. */
export interface Held {
  readonly people: People;
  readonly policy?: Policy | undefined;
}

export interface ReadFiles {
  readonly opened: Opened | undefined;
  readonly issues: readonly Issue[];
  readonly unlisted: number;
  /** How many rows of each file were left out. */
  readonly rejected: { readonly mentees: number; readonly mentors: number };
  /** The rows that were left out, with what is wrong with each, as a CSV file for each side. */
  readonly rejectFiles: readonly WrittenFile[];
}

export type Side = "mentees" | "mentors";
export interface PersonKey {
  readonly side: Side;
  readonly id: string;
}

export interface ShownPair {
  readonly mentee: string;
  readonly mentor: string;
  readonly score: number;
  readonly confidence: number;
  readonly pinned: boolean;
  /** The lottery decided. */
  readonly tied: boolean;
}

export interface Outcome {
  readonly status: "optimal" | "stable" | "infeasible";
  readonly pairs: readonly ShownPair[];
  readonly unmatched: readonly { readonly id: string; readonly why: string }[];
  readonly seats: readonly { readonly mentor: string; readonly free: number }[];
  readonly total: number;
  readonly counts: { readonly mentees: number; readonly mentors: number; readonly seats: number };
  readonly warnings: readonly { readonly code: WarningCode; readonly message: string }[];
  /** Why nobody is matched, where that is so. */
  readonly infeasible: string | undefined;
}

export interface Change {
  readonly mentee: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export interface Preview {
  readonly changes: readonly Change[];
  readonly matched: number;
  readonly total: number;
  readonly status: Outcome["status"];
  /** Why they are not matched now, in the library's words; undefined where they are. */
  readonly whyNot: string | undefined;
}

export interface Explained {
  readonly texts: readonly { readonly audience: "administrator" | "mentee" | "mentor"; readonly text: string }[];
  /** What each criterion gives to the pair's score, the pairs in the order of their partners' ids. */
  readonly parts: readonly {
    readonly partner: string;
    readonly score: number;
    readonly criteria: readonly { readonly name: string; readonly contribution: number; readonly weight: number }[];
  }[];
}

export interface Other {
  readonly id: string;
  readonly note: string;
}

/** Who reads a file: a committee gets nothing that people said in confidence. */
export type Reader = "committee" | "administrator";
export type FileKind = "csv" | "xlsx" | "policy" | "report" | "matching";
export interface WrittenFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What went wrong, in the library's words where it is the library that says so. */
export interface Failure {
  readonly message: string;
  readonly issues: readonly Issue[];
  readonly total: number;
}

export type ToEngine = {
  readonly [Kind in QuestionKind]: { readonly id: number; readonly kind: Kind; readonly ask: Ask<Kind> };
}[QuestionKind];

export type FromEngine =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: Failure }
  | {
      readonly id: number;
      readonly progress: { readonly phase: string; readonly done: number; readonly total: number };
    };
