import { createHash } from "node:crypto";

import { type Mentee, type Mentor, type People, type Policy, type Quota, scorePairs } from "telemachus";

import type { SeatQuota } from "../../src/solve/assignment.js";
import type { Asked } from "./exhaustive.js";
import { calm, placesOf, seatsLeftOf } from "./stated.js";

/** Everything that people and policy ask for, by index: read from them alone, pins among what is required. */
export interface WholeProgramme {
  readonly mentees: readonly string[];
  readonly mentors: readonly string[];
  /** In millionths, -Infinity where a pair is not allowed and not pinned. */
  readonly scores: number[][];
  /** Every list complete. */
  readonly options: Asked & {
    readonly capacities: number[];
    readonly minimums: number[];
    readonly demands: number[];
    readonly quotas: readonly SeatQuota[];
    readonly priorities: number[];
    readonly choices: number[][];
    readonly loads: number[];
    readonly current: (readonly [row: number, column: number])[];
    readonly required: (readonly [row: number, column: number])[];
  };
}

/** People and policy as one problem of indices, in code-unit order of ids, with the documented lottery. */
export function wholeProgramme(people: People, policy: Policy, seed: number): WholeProgramme {
  const { mentees, mentors, scores: flat } = scorePairs(people, policy);
  const bare = bareScores(people, policy);
  const findMentee = (id: string) => people.mentees.find((one) => one.id === id)!;
  const findMentor = (id: string) => people.mentors.find((one) => one.id === id)!;
  const indexPair = ({ mentee, mentor }: { readonly mentee: string; readonly mentor: string }) =>
    [mentees.indexOf(mentee), mentors.indexOf(mentor)] as const;
  const scores = mentees.map((_, row) => Array.from(flat.subarray(row * mentors.length, (row + 1) * mentors.length)));
  const required = (policy.pins ?? []).map(indexPair);
  for (const [row, column] of required) scores[row][column] = bare[row * mentors.length + column];
  const { current = [] } = "length" in (policy.history ?? []) ? {} : (policy.history as { current?: readonly never[] });
  const quotas = (policy.quotas ?? []).map(({ side, of, min, max, ...group }): SeatQuota => {
    const members = (side === "mentees" ? mentees.map(findMentee) : mentors.map(findMentor)).flatMap((one, index) =>
      isInGroup(one, group, policy) ? [index] : [],
    );
    return {
      side: side === "mentees" ? "rows" : "columns",
      members,
      ...(side === "mentees" && { of: of === "perMentor" ? ("perColumn" as const) : ("all" as const) }),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    };
  });
  return {
    mentees,
    mentors,
    scores,
    options: {
      capacities: mentors.map((id) => seatsLeftOf(findMentor(id), policy)),
      minimums: mentors.map((id) => seatsToFill(findMentor(id), policy)),
      demands: mentees.map((id) => placesOf(findMentee(id), policy)),
      quotas,
      priorities: mentees.map((id) => findMentee(id).priority ?? 0),
      choices: mentees.map((id) =>
        (findMentee(id).requests?.choices ?? []).map((chosen) => mentors.indexOf(chosen)).filter((index) => index >= 0),
      ),
      loads: mentors.map((id) => findMentor(id).load ?? 0),
      current: different(current.map(indexPair).filter(([row, column]) => row >= 0 && column >= 0)),
      required,
      ...(policy.objective !== undefined && { objective: policy.objective }),
      lottery: { rows: drawn(mentees, seed), columns: drawn(mentors, seed) },
    },
  };
}

/** The seats of a mentor that have to be filled yet: none of one whom a human is to match. */
function seatsToFill({ capacity, load = 0, manual }: Mentor, policy: Policy): number {
  if (manual === true) return 0;
  const stated = capacity ?? policy.capacity ?? 1;
  return typeof stated === "number" ? 0 : Math.max(0, (stated.min ?? 0) - load);
}

/** Indices by the SHA-256 of seed and id. */
export function drawn(ids: readonly string[], seed: number): number[] {
  const ticket = (id: string) =>
    createHash("sha256")
      .update(JSON.stringify([seed, id]))
      .digest("hex");
  return ids.map((_, index) => index).sort((a, b) => (ticket(ids[a]) < ticket(ids[b]) ? -1 : 1));
}

/** Every pair's score as if there were no rules, no bans, nobody to avoid and nobody left to a human. */
function bareScores(people: People, { rules: _rules, bans: _bans, pins: _pins, ...bare }: Policy): Float64Array {
  return scorePairs(calm(people), bare).scores;
}

/** Whether someone's answer is a quota's value, or lists it. */
export function isInGroup(
  person: Mentee | Mentor,
  { attribute, value }: Pick<Quota, "attribute" | "value">,
  policy: Policy,
): boolean {
  const stated = statedBy(person, attribute);
  if (stated === undefined || (typeof stated === "string" && stated.trim() === "")) return false;
  const meant = wordOf(value, policy);
  return (Array.isArray(stated) ? stated : [stated]).some((entry) => wordOf(entry, policy) === meant);
}

function statedBy(person: Mentee | Mentor, field: string): unknown {
  const own = ["skills", "goals", "interests", "languages", "seniority", "team", "organisation"];
  if (own.includes(field)) return (person as unknown as Record<string, unknown>)[field];
  return new Map(Object.entries(person.attributes ?? {})).get(field);
}

/** The word that a term stands for: of a synonym the term, of an alias the label, of numbers and truth values themselves. */
function wordOf(entry: unknown, { synonyms = {}, taxonomy = [] }: Policy): string {
  const name = typeof entry === "object" && entry !== null && "name" in entry ? entry.name : entry;
  const form = formOf(name);
  if (typeof name !== "string") return form;
  const [meant = form] = Object.entries(synonyms).flatMap(([term, spellings]) =>
    spellings.some((one) => formOf(one) === form) ? [formOf(term)] : [],
  );
  const concept = taxonomy.find(({ id, label, aliases = [] }) =>
    [id, label, ...aliases].some((one) => formOf(one) === meant),
  );
  return concept === undefined ? meant : `concept ${concept.id}`;
}

function formOf(term: unknown): string {
  return String(term).normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().trim().split(/\s+/u).join(" ");
}

function different(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return pairs.filter(([row, column], at) => pairs.findIndex(([i, j]) => i === row && j === column) === at);
}
