import { extname } from "node:path";
import { type Issue, TelemachusError } from "../errors.js";
import { checkColumns } from "../io/checkColumns.js";
import { columnsToPeople } from "../io/columnsToPeople.js";
import { decodeText } from "../io/decodeText.js";
import type { Side } from "../io/fields.js";
import { type FilePeople, jsonToPeople, nobody } from "../io/filePeople.js";
import { parseCsv } from "../io/parseCsv.js";
import { type JsonFile, parseJson } from "../io/parseJson.js";
import { type InputFiles, relocate } from "../io/relocate.js";
import { type Policy, policyForm } from "../policy.js";
import { parse } from "../problem/parse.js";
import type { MatchFiles } from "./parseCommand.js";
import { readBytes } from "./readBytes.js";

/** What the files hold; `policy` is undefined where its file or its schema has problems, and then no column can be read. */
export interface Inputs {
  readonly files: InputFiles;
  readonly policy?: Policy;
  /** Problems of the files themselves; those of people are still to be found. */
  readonly issues: readonly Issue[];
}

/** Reads the files of `telemachus match`, as far as they can be read, and collects all that keeps them from being so. */
export function readInputs(paths: MatchFiles): Inputs {
  const issues: Issue[] = [];
  const policyFile = collect(issues, () => parseJson(readText(paths.policy, "--policy"), paths.policy));
  const found = policyFile === undefined ? [] : policyIssues(policyFile.value);
  const policy = policyFile === undefined || found.length > 0 ? undefined : (policyFile.value as Policy);
  const mentees = collect(issues, () => readPeople("mentees", paths.mentees, policy)) ?? nobody;
  const mentors = collect(issues, () => readPeople("mentors", paths.mentors, policy)) ?? nobody;
  const files = { mentees, mentors, policy: policyFile ?? noFile(paths.policy) };
  return { files, policy, issues: [...issues, ...mentees.issues, ...mentors.issues, ...relocate(found, files)] };
}

function policyIssues(policy: unknown): readonly Issue[] {
  const { issues, value } = parse(policyForm.schema, policy, ["policy"]);
  return issues.length > 0 ? issues : checkColumns(value.columns);
}

function readPeople(side: Side, path: string, policy: Policy | undefined): FilePeople {
  const text = readText(path, `--${side}`);
  if (extname(path).toLowerCase() === ".json") return jsonToPeople(parseJson(text, path));
  const { table, issues } = parseCsv(text, path);
  if (table === undefined || policy === undefined) return { ...nobody, issues };
  const people = columnsToPeople(table, side, { columns: policy.columns?.[side], scales: policy.scales });
  return { ...people, issues: [...issues, ...people.issues] };
}

function readText(path: string, option: string): string {
  return decodeText(readBytes(path, option), path);
}

function noFile(file: string): JsonFile {
  return { value: undefined, place: () => ({ file, line: 1, column: 1 }) };
}

/** Runs a step; its problems go to the list, and others' errors further up. */
function collect<Value>(issues: Issue[], step: () => Value): Value | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof TelemachusError)) throw error;
    issues.push(...error.issues);
    return undefined;
  }
}
