import { LISTED_ISSUES, quote } from "../errors.js";
import type { Policy } from "../policy.js";
import { type Parsed, parse } from "../problem/parse.js";
import { People } from "../problem/people.js";
import type { Problems } from "./attempt.js";
import { checkPeople } from "./checkPeople.js";
import type { Side } from "./fields.js";
import { type FilePeople, only } from "./filePeople.js";
import { type FileIssue, fileIssue, formatPlace } from "./place.js";
import { type InputFiles, relocate } from "./relocate.js";

/** A row that was left out: its line in the file (or row of the sheet), its cells as they stand there, and why. */
export interface RejectedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly issues: readonly FileIssue[];
}

/** What is left of the files, what was left out of each, and the problems that leaving out rows does not solve. */
export interface Sifted {
  readonly files: InputFiles;
  readonly rejected: { readonly [side in Side]: readonly RejectedRow[] };
  /** With the place of each. */
  readonly problems: Problems;
}

const SIDES = ["mentees", "mentors"] as const;

/** People who are checked together: of many at fault, a schema gives up. */
const PORTION = 64;

/** Checks of everybody, each of which finds all that does not hide behind others. */
const MOST_CHECKS = 50;

/**
 * Leaves out every row with problems, again and again until what is left is sound: rows that are too short or too long,
 * answers that cannot be read, all rows of an id that several have, and whatever `match` would refuse of a person.
 * A request that names someone who was left out is none: like any id that is not in the programme, it is a warning later.
 * Problems of the policy stay problems. Time O(people) for each layer of problems that others hide.
 */
export function rejectRows(files: InputFiles, policy: Policy): Sifted {
  const reasons = { mentees: new Reasons(files.mentees), mentors: new Reasons(files.mentors) };
  for (const side of SIDES) {
    reasons[side].addDuplicates();
    addUnread(side, files, reasons[side]);
  }
  for (let checks = 1; ; checks++) {
    const kept = { mentees: reasons.mentees.kept(), mentors: reasons.mentors.kept() };
    const left: InputFiles = {
      ...files,
      mentees: only(files.mentees, kept.mentees),
      mentors: only(files.mentors, kept.mentors),
    };
    const issues = checkPeople({ mentees: left.mentees.people, mentors: left.mentors.people }, policy);
    let found = 0;
    for (const problem of issues) {
      const [, side, index = ""] = problem.pointer.split("/");
      if ((side !== "mentees" && side !== "mentors") || !/^[0-9]+$/.test(index)) continue;
      reasons[side].add(kept[side][Number(index)], relocate([problem], left) as FileIssue[]);
      found++;
    }
    if (found > 0 && checks < MOST_CHECKS) continue;
    return {
      files: left,
      rejected: { mentees: reasons.mentees.rows(kept.mentees), mentors: reasons.mentors.rows(kept.mentors) },
      problems: {
        issues: relocate(issues.slice(0, LISTED_ISSUES), left),
        unlisted: Math.max(0, issues.length - LISTED_ISSUES),
      },
    };
  }
}

/** Adds what the schema refuses of each person, whoever the others are. */
function addUnread(side: Side, files: InputFiles, reasons: Reasons): void {
  const { people } = files[side];
  for (let from = 0; from < people.length; from += PORTION) {
    const portion = people.slice(from, from + PORTION);
    const nobody: { [other in Side]: readonly unknown[] } = { mentees: [], mentors: [] };
    const { issues }: Parsed<People> = parse(People, { ...nobody, [side]: portion }, []);
    for (const problem of issues) {
      const person = from + Number(problem.pointer.split("/")[2]);
      const pointer = problem.pointer.replace(/^\/[a-z]+\/[0-9]+/, `/${side}/${person}`);
      reasons.add(person, relocate([{ ...problem, pointer }], files) as FileIssue[]);
    }
  }
}

/** Why rows of one file are left out, by the index of the person. */
class Reasons {
  private readonly issues = new Map<number, FileIssue[]>();

  constructor(private readonly file: FilePeople) {
    for (const { person, issue } of file.faults) this.add(person, [issue]);
  }

  add(person: number, issues: readonly FileIssue[]): void {
    const known = this.issues.get(person);
    if (known === undefined) this.issues.set(person, [...issues]);
    else known.push(...issues);
  }

  /** Every row of an id that several rows have: which of them is meant, nobody can say. */
  addDuplicates(): void {
    const { people, locate } = this.file;
    const rowsOf = new Map<string, number[]>();
    for (const [person, entry] of people.entries()) {
      const id = (entry as { readonly id?: unknown } | null)?.id;
      if (typeof id !== "string") continue;
      const rows = rowsOf.get(id);
      if (rows === undefined) rowsOf.set(id, [person]);
      else rows.push(person);
    }
    for (const [id, rows] of rowsOf) {
      if (rows.length === 1) continue;
      for (const [at, person] of rows.entries()) {
        const { place, subject } = locate(person, ["id"]);
        const other = formatPlace(locate(rows[at === 0 ? 1 : 0], ["id"]).place);
        const received = `${quote(id)}, which ${other} has too`;
        this.add(person, [
          fileIssue("E_DUPLICATE", place, { subject, expected: "an id of one person only", received }),
        ]);
      }
    }
  }

  /** The people who are not left out so far, in their order. */
  kept(): number[] {
    return [...this.file.people.keys()].filter((person) => !this.issues.has(person));
  }

  /** The rows that are left out where just these people are kept, in the order of the file. */
  rows(kept: readonly number[]): RejectedRow[] {
    const isKept = new Set(kept);
    const { people, ragged, locate, cellsOf } = this.file;
    const unfit = [...people.keys()]
      .filter((person) => !isKept.has(person))
      .map((person): RejectedRow => {
        return { line: locate(person, []).place.line, cells: cellsOf(person), issues: this.issues.get(person) ?? [] };
      });
    const uneven = ragged.map(({ cells, issue }): RejectedRow => ({ line: issue.place.line, cells, issues: [issue] }));
    return [...unfit, ...uneven].sort((a, b) => a.line - b.line);
  }
}
