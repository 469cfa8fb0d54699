import type * as z from "zod";
import { type Issue, issue, type Path, quote, TelemachusError, throwIssues } from "../errors.js";
import { digest } from "../numeric/digest.js";
import { compareText } from "../numeric/nearest.js";
import { findChains } from "./chains.js";
import { inInputOrder } from "./inputOrder.js";
import { parse } from "./parse.js";
import { type Mentee, type Mentor, People } from "./people.js";
import { checkPins } from "./pins.js";
import type { PolicyOf } from "./policy.js";
import { type Problem, type Warning, warnAbout } from "./problem.js";
import { normaliseTerm } from "./terms.js";

/** What makes a policy: its schema, and where in it a function may stand. */
export interface PolicyForm<Criterion, Rule> {
  readonly schema: z.ZodType<PolicyOf<Criterion, Rule>>;
  readonly allowsFunction: (path: Path) => boolean;
}

/**
 * Checks people and policy and brings them into canonical order: the one door through which input comes.
 *
 * The input is read once and never changed. @throws TelemachusError with every independent problem at once
 */
export function checkProblem<Criterion extends { readonly weight?: number }, Rule>(
  people: unknown,
  policy: unknown,
  form: PolicyForm<Criterion, Rule>,
): Problem<Criterion, Rule> {
  const readPeople = parse(People, people, []);
  const readPolicy = parse(form.schema, policy, ["policy"], form.allowsFunction);
  const arePeople = readPeople.issues.length === 0;
  const isPolicy = readPolicy.issues.length === 0;
  const { chains, issues: chainIssues } = findChains(arePeople ? readPeople.value : { mentees: [], mentors: [] });
  const peopleIssues = [...readPeople.issues, ...duplicateIds(readPeople.value), ...chainIssues];
  const policyIssues = [...readPolicy.issues, ...(isPolicy ? weightIssues(readPolicy.value) : [])];
  const found = [...inInputOrder(peopleIssues, readPeople.value), ...policyIssues];
  if (!arePeople || !isPolicy) throw new TelemachusError(found, { cause: readPeople.cause ?? readPolicy.cause });

  const mentees = inOrder(readPeople.value.mentees);
  const mentors = inOrder(readPeople.value.mentors);
  const capacities = mentors.people.map(({ capacity }) => capacity ?? readPolicy.value.capacity ?? 1);
  const { pins, bans, issues: pinIssues } = checkPins(readPolicy.value, mentees.people, mentors.people, capacities);
  throwIssues([...found, ...pinIssues]);

  return {
    mentees: mentees.people,
    mentors: mentors.people,
    menteePlace: mentees.place,
    mentorPlace: mentors.place,
    policy: readPolicy.value,
    capacities,
    pins,
    bans,
    chains,
    seed: readPolicy.value.seed ?? derivedSeed(readPolicy.value),
    warnings: [
      ...ignoredWarnings([...readPeople.ignored, ...readPolicy.ignored]),
      ...idWarnings(mentees.people, mentors.people),
      ...capacityWarnings(mentors.people, readPolicy.value.capacity ?? 1),
    ],
  };
}

function inOrder<Person extends Mentee | Mentor>(people: readonly Person[]) {
  const place = people.map((_, index) => index).sort((a, b) => compareText(people[a].id, people[b].id));
  return { place, people: place.map((index) => people[index]) };
}

/** Equal ids on one side. Entries that are not people are passed over: they are reported already. */
function duplicateIds(people: People | undefined): Issue[] {
  const issues: Issue[] = [];
  for (const side of ["mentors", "mentees"] as const) {
    const list: unknown = people?.[side];
    if (!Array.isArray(list)) continue;
    const firstPlace = new Map<string, number>();
    list.forEach((person, index) => {
      const id: unknown = person?.id;
      if (typeof id !== "string") return;
      const first = firstPlace.get(id);
      if (first === undefined) firstPlace.set(id, index);
      else {
        const received = `${quote(id)}, which ${side}[${first}] has too`;
        issues.push(issue("E_DUPLICATE", [side, index, "id"], { expected: "an id of one person only", received }));
      }
    });
  }
  return issues;
}

function weightIssues(policy: PolicyOf<{ readonly weight?: number }, unknown>): Issue[] {
  if (Object.values(policy.criteria).some(({ weight = 1 }) => weight > 0)) return [];
  const expected = "at least one criterion with a weight above 0";
  return [issue("E_WEIGHTS", ["policy", "criteria"], { expected, received: "none" })];
}

/** From what identifies the programme, never from answers: correcting a typo must not draw everyone anew. */
function derivedSeed({ name = "", date = "" }: PolicyOf<unknown, unknown>): number {
  return Number.parseInt(digest([name, date]).slice(0, 12), 16);
}

function ignoredWarnings(ignored: readonly Path[]): Warning[] {
  if (ignored.length === 0) return [];
  const message = "Named properties of lists are not read.";
  return [{ code: "W_IGNORED_PROPERTY", message, count: ignored.length }];
}

function idWarnings(mentees: readonly Mentee[], mentors: readonly Mentor[]): Warning[] {
  const warnings: Warning[] = [];
  const known = new Set([...mentees, ...mentors].map(({ id }) => id));
  const confusable = lookAlikes(known);
  if (confusable.length > 0) {
    warnings.push(warnAbout("W_CONFUSABLE", "Different people have ids that look the same.", confusable));
  }
  const avoided = [...mentees, ...mentors].flatMap(({ requests }) => requests?.avoid ?? []);
  const unknown = [...new Set(avoided.filter((id) => !known.has(id)))];
  if (unknown.length > 0) {
    warnings.push(warnAbout("W_UNKNOWN_ID", "People whom someone asked to avoid are not in the programme.", unknown));
  }
  return warnings;
}

/** Ids that differ only in case, in width, in white space or in characters that do not show. */
function lookAlikes(ids: Iterable<string>): string[] {
  const byLook = new Map<string, string[]>();
  for (const id of ids) {
    const look = normaliseTerm(id.replace(/\p{Cf}/gu, ""));
    byLook.set(look, [...(byLook.get(look) ?? []), id]);
  }
  return [...byLook.values()].filter((alike) => alike.length > 1).flat();
}

/** Said where other mentors do state theirs: an answer may have been forgotten. */
function capacityWarnings(mentors: readonly Mentor[], fallback: number): Warning[] {
  const blank = mentors.filter(({ capacity }) => capacity === undefined).map(({ id }) => id);
  if (blank.length === 0 || blank.length === mentors.length) return [];
  return [warnAbout("W_DEFAULT_CAPACITY", `Mentors who state no capacity take ${fallback}.`, blank)];
}
