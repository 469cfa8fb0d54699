import { type Issue, LISTED_ISSUES } from "../errors.js";
import { type Policy, policyForm } from "../policy.js";
import { parse } from "../problem/parse.js";
import type { People } from "../problem/people.js";
import { type Attempt, attempt, type Problems } from "./attempt.js";
import { checkColumns } from "./checkColumns.js";
import { checkPeople } from "./checkPeople.js";
import { columnsToPeople } from "./columnsToPeople.js";
import { decodeText } from "./decodeText.js";
import type { Side } from "./fields.js";
import { extensionOf } from "./fileKind.js";
import { type FilePeople, jsonToPeople, nobody } from "./filePeople.js";
import { type InputFile, tooLarge } from "./inputFile.js";
import { type JsonFile, parseJson } from "./parseJson.js";
import type { FileIssue, Place } from "./place.js";
import { readTable } from "./readTable.js";
import { type RejectedRow, rejectRows, type Sifted } from "./rejectRows.js";
import { type InputFiles, relocate } from "./relocate.js";
import { resolveNames } from "./resolveNames.js";
import type { Table } from "./table.js";

/** The files of a programme. */
export interface ProgrammeFiles {
  readonly mentees: InputFile;
  readonly mentors: InputFile;
  /** A JSON file, or what it would hold. */
  readonly policy: InputFile | Policy;
}

export interface ReadOptions {
  /** Leave out rows with problems instead of refusing all of them; `false` where it is not given. */
  readonly rejectRows?: boolean;
}

/** What became of the file of one side. */
export interface ReadSide {
  /** Invariant: `people` and `rejected` add up to it. */
  readonly rows: number;
  readonly people: number;
  readonly rejected: readonly RejectedRow[];
  /** Of the file, and so of the cells of `rejected`. */
  readonly header: readonly string[];
  /** Columns that fill no field: their cells are in `display`, under the header. */
  readonly carried: readonly string[];
  /** Columns of lists whose entries look separated by something else than `;`: the field, and how many cells do. */
  readonly unsplit: FilePeople["unsplit"];
  /** Fields that a column fills, where it is not blank. */
  readonly filled: ReadonlySet<string>;
}

/** What the files of a programme hold. */
export interface ReadProgramme {
  /** Undefined where the files have problems (`issues`): nothing is dropped or guessed. */
  readonly people?: People;
  readonly policy?: Policy;
  /** Every problem of files, people and policy, each with file, line and column; empty where people and policy can be matched. */
  readonly issues: readonly Issue[];
  /** How many more problems were found than listed. */
  readonly unlisted: number;
  readonly mentees: ReadSide;
  readonly mentors: ReadSide;
  /** Says of problems that come later (of `match`) where in the files they stand. */
  readonly relocate: (issues: readonly Issue[]) => readonly Issue[];
}

/**
 * Reads a programme's files into people and a policy that can be matched, or into every problem that keeps them from it.
 *
 * People may be a table (see `readTable`), whose columns the policy explains, or JSON, a list of people; the policy is JSON.
 * With `rejectRows`, rows with problems are left out and listed, until what is left is sound; problems of a file, of its
 * header or of the policy are never solved that way. Invariant: of each side, `rows` is `people` and `rejected` together.
 * Nothing is thrown for what files hold. Time O(bytes) for files without problems.
 */
export async function readProgramme(files: ProgrammeFiles, options: ReadOptions = {}): Promise<ReadProgramme> {
  const { policy, ...read } = readPolicy(files.policy);
  const mentees = await readPeople("mentees", files.mentees, policy);
  const mentors = await readPeople("mentors", files.mentors, policy);
  const { columns = {} } = policy ?? {};
  const given: InputFiles = {
    mentees: resolveNames(columns.mentees ?? {}, { file: mentees, otherSide: "mentors", others: mentors }),
    mentors: resolveNames(columns.mentors ?? {}, { file: mentors, otherSide: "mentees", others: mentees }),
    ...(read.file === undefined ? {} : { policy: read.file }),
  };
  const ofFiles = [
    ...read.fileIssues,
    ...given.mentees.issues,
    ...given.mentors.issues,
    ...relocate(read.problems, given),
  ];
  const isSifted = options.rejectRows === true && ofFiles.length === 0 && policy !== undefined;
  const sifted: Sifted = isSifted ? rejectRows(given, policy) : whole(given, policy, ofFiles);
  const order = [files.mentees.name, files.mentors.name, read.file?.place("").file ?? ""];
  const issues = [...ofFiles, ...sifted.problems.issues];
  const people = { mentees: sifted.files.mentees.people, mentors: sifted.files.mentors.people } as People;
  return {
    ...(issues.length === 0 && policy !== undefined ? { people, policy } : {}),
    issues: inPlace(issues, order).slice(0, LISTED_ISSUES),
    unlisted: sifted.problems.unlisted + Math.max(0, issues.length - LISTED_ISSUES),
    mentees: sideOf("mentees", given.mentees, sifted),
    mentors: sideOf("mentors", given.mentors, sifted),
    relocate: (later) => relocate(later, sifted.files),
  };
}

/** All rows, and the problems of every one of them beside those of the files themselves. */
function whole(files: InputFiles, policy: Policy | undefined, ofFiles: readonly Issue[]): Sifted {
  const ofRows = [files.mentees, files.mentors].flatMap(({ ragged, faults }) =>
    [...ragged, ...faults].map(({ issue }) => issue),
  );
  const isDamaged = ofFiles.length + ofRows.length > 0;
  const ofPeople: Problems =
    policy === undefined ? { issues: [], unlisted: 0 } : peopleProblems(files, policy, isDamaged);
  // what the schema makes of a cell that cannot be read is no news
  const told = new Set(ofRows.map(({ path }) => path));
  const news = relocate(ofPeople.issues, files).filter(({ path }) => !told.has(path));
  const problems = { issues: [...ofRows, ...news], unlisted: ofPeople.unlisted };
  return { files, rejected: { mentees: [], mentors: [] }, problems };
}

function sideOf(
  side: Side,
  { people, ragged, header, carried, unsplit, filled }: FilePeople,
  { rejected }: Sifted,
): ReadSide {
  const rows = people.length + ragged.length;
  return { rows, people: rows - rejected[side].length, rejected: rejected[side], header, carried, unsplit, filled };
}

/** By file, line and column; what stands in no file comes last, in its order. */
function inPlace(issues: readonly Issue[], files: readonly string[]): Issue[] {
  const placed = issues.map((issue: Issue & { readonly place?: Place }) => {
    const file = issue.place === undefined ? -1 : files.indexOf(issue.place.file);
    const { line = 0, column = 0 } = issue.place ?? {};
    return { issue, file: file === -1 ? files.length : file, line, column };
  });
  placed.sort((a, b) => a.file - b.file || a.line - b.line || a.column - b.column);
  return placed.map(({ issue }) => issue);
}

/** What a policy's source holds: `policy` only where nothing is wrong with it, `file` only where it is a file. */
interface ReadPolicy {
  readonly policy?: Policy;
  readonly file?: JsonFile;
  readonly fileIssues: readonly Issue[];
  /** Found in the policy itself, still to be placed. */
  readonly problems: readonly Issue[];
}

function readPolicy(source: InputFile | Policy): ReadPolicy {
  if (!isFile(source)) return checkedPolicy(source, policyForm.allowsFunction);
  const json = readJson(source);
  if (!json.ok) return { file: noFile(source.name), fileIssues: json.problems.issues, problems: [] };
  return { file: json.value, ...checkedPolicy(json.value.value) };
}

function checkedPolicy(source: unknown, allowsFunction?: typeof policyForm.allowsFunction): ReadPolicy {
  const { issues, value } = parse(policyForm.schema, source, ["policy"], allowsFunction);
  const problems = issues.length > 0 ? issues : checkColumns(value.columns);
  return { ...(problems.length === 0 ? { policy: source as Policy } : {}), fileIssues: [], problems };
}

function isFile(source: InputFile | Policy): source is InputFile {
  return "bytes" in source && source.bytes instanceof Uint8Array;
}

function readJson(file: InputFile): Attempt<JsonFile> {
  const large = tooLarge(file);
  if (large !== undefined) return { ok: false, problems: { issues: [large], unlisted: 0 } };
  return attempt(() => parseJson(decodeText(file.bytes, file.name), file.name));
}

function noFile(file: string): JsonFile {
  return { value: undefined, place: () => ({ file, line: 1, column: 1 }) };
}

async function readPeople(side: Side, file: InputFile, policy: Policy | undefined): Promise<FilePeople> {
  if (extensionOf(file.name) === "json") {
    const json = readJson(file);
    return json.ok ? jsonToPeople(json.value) : { ...nobody, issues: json.problems.issues as readonly FileIssue[] };
  }
  const { table, issues } = await readTable(file);
  if (table === undefined) return { ...nobody, issues };
  const ofRows = new Set([...table.ragged, ...table.spoilt].map(({ issue }) => issue));
  const ofTable = issues.filter((one) => !ofRows.has(one));
  if (policy === undefined) return { ...unread(table), issues: ofTable };
  const people = columnsToPeople(table, side, { columns: policy.columns?.[side], scales: policy.scales });
  return { ...people, issues: [...ofTable, ...people.issues] };
}

/** The rows of a table of which nobody can say what they mean, as there is no policy. */
function unread({ header, rows, ragged, spoilt, rowPlace }: Table): FilePeople {
  const faults = spoilt.map(({ row, issue }) => ({ person: row, issue }));
  const locate = (person: number) => ({ place: rowPlace(person), subject: "the row" });
  return { ...nobody, people: rows.map(() => ({})), locate, header, cellsOf: (row) => rows[row], ragged, faults };
}

/** The problems of people; where the files have problems of their own, those that follow from them are left out. */
function peopleProblems(files: InputFiles, policy: Policy, isDamaged: boolean): Problems {
  const people = { mentees: identified(files.mentees), mentors: identified(files.mentors) };
  // a pin may name someone whose row could not be read
  const issues = checkPeople(people, policy).filter(
    ({ pointer }) => !isDamaged || !/^\/policy\/(?:pins|bans)\//.test(pointer),
  );
  return { issues: issues.slice(0, LISTED_ISSUES), unlisted: Math.max(0, issues.length - LISTED_ISSUES) };
}

/** Where the file has no column of ids, that was said once; ids of our own keep it from being said for every row. */
function identified({ people, absent }: FilePeople): readonly unknown[] {
  return absent.has("id") ? people.map((person, row) => ({ ...(person as object), id: `row ${row + 1}` })) : people;
}
