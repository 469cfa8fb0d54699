import { compareText } from "../../numeric/nearest.js";
import { termsOf } from "../../score/cohort.js";
import type { View } from "./view.js";

/** What is asked for and what is offered of one term, under one spelling. */
export interface TermSupply {
  readonly term: string;
  /** Mentees who ask for it, and those of them who have a mentor. */
  readonly wanted: number;
  /** Mentors who offer exactly it, and their seats. */
  readonly offered: number;
  readonly seats: number;
}

/** A field in which mentees ask and mentors offer. */
export interface FieldSupply {
  readonly field: string;
  /** The terms that most ask for first. */
  readonly terms: readonly TermSupply[];
}

/** Supply and demand by term, in the fields of criteria of the kind coverage. */
export function supplyOf({ scorer }: View): FieldSupply[] {
  const fields = scorer.criteria.flatMap(({ criterion }) => (criterion.kind === "coverage" ? [criterion.field] : []));
  return [...new Set(fields)]
    .map((field) => ({ field, terms: termsIn(scorer, field) }))
    .filter(({ terms }) => terms.length > 0);
}

function termsIn({ cohort, problem }: View["scorer"], field: string): TermSupply[] {
  const found = new Map<string, { term: string; wanted: number; offered: number; seats: number }>();
  cohort.mentees.forEach((mentee) => {
    for (const [key, { name }] of termsOf(cohort, mentee, field) ?? []) {
      const entry = found.get(key) ?? { term: name, wanted: 0, offered: 0, seats: 0 };
      found.set(key, entry);
      entry.wanted++;
    }
  });
  cohort.mentors.forEach((mentor, index) => {
    for (const key of termsOf(cohort, mentor, field)?.keys() ?? []) {
      const entry = found.get(key);
      if (entry === undefined) continue;
      entry.offered++;
      entry.seats += problem.capacities[index];
    }
  });
  return [...found.values()].sort((a, b) => b.wanted - a.wanted || compareText(a.term, b.term));
}

/** Terms for which there are fewer seats than people who ask, those that lack most first. */
export function shortTerms(supply: readonly FieldSupply[], most: number): (TermSupply & { readonly field: string })[] {
  return supply
    .flatMap(({ field, terms }) => terms.map((term) => ({ ...term, field })))
    .filter(({ wanted, seats }) => wanted > seats)
    .sort((a, b) => b.wanted - b.seats - (a.wanted - a.seats) || compareText(a.term, b.term))
    .slice(0, most);
}
