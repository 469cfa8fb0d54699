import { type Issue, TelemachusError } from "../errors.js";
import { relocate } from "../io/relocate.js";
import { match } from "../match.js";
import { type Policy, policyForm } from "../policy.js";
import { capacityWords } from "../problem/capacity.js";
import { checkProblem } from "../problem/checkProblem.js";
import type { People } from "../problem/people.js";
import type { Warning } from "../problem/problem.js";
import { compileScorer } from "../score/scorer.js";
import { matchedPeople } from "./matchedPeople.js";
import type { MatchFiles } from "./parseCommand.js";
import { problemsText } from "./problemsText.js";
import { type Inputs, readInputs } from "./readInputs.js";
import type { Streams } from "./streams.js";
import { summary } from "./summary.js";
import { checkTarget, writeAtomically } from "./writeAtomically.js";

/** Problems to tell, and how many more were found and are not listed. */
interface Problems {
  readonly issues: readonly Issue[];
  readonly unlisted: number;
}

/** Runs `telemachus match`: reads, matches, writes, shows. Returns the exit code. */
export function matchCommand(paths: MatchFiles, streams: Streams): number {
  const fail = ({ issues, unlisted }: Problems) => {
    streams.stderr.write(problemsText(issues, unlisted, [paths.mentees, paths.mentors, paths.policy]));
    return 1;
  };
  const inputs = readInputs(paths);
  const target = paths.out === undefined ? [] : checkTarget(paths.out, [paths.mentees, paths.mentors, paths.policy]);
  const { mentees, mentors } = inputs.files;
  const people = { mentees: mentees.people, mentors: mentors.people } as People;
  if (inputs.policy === undefined || inputs.issues.length + target.length > 0) {
    const { issues, unlisted } = peopleProblems(inputs);
    return fail({ issues: [...inputs.issues, ...issues, ...target], unlisted });
  }

  const matched = attempt(() => match(people, inputs.policy as Policy));
  if (!matched.ok) return fail({ ...matched.problems, issues: relocate(matched.problems.issues, inputs.files) });
  const shown = matchedPeople(people);
  if (paths.out !== undefined) {
    const text = `${JSON.stringify({ ...matched.value, people: shown }, undefined, 2)}\n`;
    const written = attempt(() => writeAtomically(paths.out as string, text));
    if (!written.ok) return fail(written.problems);
  }
  const warnings = [...matched.value.warnings, ...blankCapacities(mentors, inputs.policy)];
  streams.stdout.write(summary({ ...matched.value, warnings }, shown, { mentees, mentors }));
  return matched.value.status === "infeasible" ? 3 : 0;
}

/** A column of capacities in which nobody wrote anything: that the default was meant is a guess, so it is said. */
function blankCapacities({ people, filled }: Inputs["files"]["mentors"], { capacity = 1 }: Policy): Warning[] {
  const hasColumn = ["capacity", "capacity.max"].some((field) => filled.has(field));
  const isBlank = hasColumn && people.every((person) => !Object.hasOwn(person as object, "capacity"));
  if (!isBlank || people.length === 0) return [];
  const message = `The column of capacities is blank: every mentor takes ${capacityWords(capacity)}.`;
  return [{ code: "W_DEFAULT_CAPACITY", message, count: people.length }];
}

/** The problems of people in files that have problems of their own, so that all are told at once. */
function peopleProblems({ files, policy }: Inputs): Problems {
  if (policy === undefined) return { issues: [], unlisted: 0 };
  const people = { mentees: identified(files.mentees), mentors: identified(files.mentors) };
  const checked = attempt(() => compileScorer(checkProblem(people, policy, policyForm)));
  if (checked.ok) return { issues: [], unlisted: 0 };
  // A pin may name someone whose row could not be read.
  const issues = checked.problems.issues.filter(({ pointer }) => !/^\/policy\/(?:pins|bans)\//.test(pointer));
  return { issues: relocate(issues, files), unlisted: checked.problems.unlisted };
}

/** Where the file has no column of ids, that was said once; ids of our own keep it from being said for every row. */
function identified({ people, absent }: Inputs["files"]["mentees"]): readonly unknown[] {
  return absent.has("id") ? people.map((person, row) => ({ ...(person as object), id: `row ${row + 1}` })) : people;
}

type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: Problems };

/** The result of a step, or the problems that it threw. */
function attempt<Value>(step: () => Value): Attempt<Value> {
  try {
    return { ok: true, value: step() };
  } catch (error) {
    if (!(error instanceof TelemachusError)) throw error;
    return { ok: false, problems: { issues: error.issues, unlisted: error.total - error.issues.length } };
  }
}
