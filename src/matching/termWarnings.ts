import { quote } from "../errors.js";
import { compareText, nearest } from "../numeric/nearest.js";
import { LISTED, type UnknownTerm, type Warning } from "../problem/problem.js";
import { type Cohort, listOf, type Side, termsOf } from "../score/cohort.js";
import type { Scorer } from "../score/scorer.js";
import { readTermTable, type TermLists } from "../score/termTable.js";

/** Terms that find nobody: wishes that no mentor can meet, and names that stand for several concepts. */
export function termWarnings(scorer: Scorer): Warning[] {
  const { cohort, problem } = scorer;
  const fields = wishedFields(scorer);
  const unknown = problem.mentors.length === 0 ? [] : fields.flatMap((field) => unknownWarning(cohort, field));
  return [
    ...unknown,
    ...(problem.policy.taxonomy === undefined ? [] : fields.flatMap((field) => ambiguous(cohort, field))),
  ];
}

/** The fields in which mentees seek and mentors offer. */
function wishedFields({ criteria }: Scorer): string[] {
  const fields = criteria.flatMap(({ criterion }) => (criterion.kind === "coverage" ? [criterion.field] : []));
  return [...new Set(fields)].sort();
}

function unknownWarning(cohort: Cohort, field: string): Warning[] {
  const terms = unknownTerms(cohort, field);
  if (terms.length === 0) return [];
  const message = `No mentor offers these terms of ${quote(field)}, nor one that is near them.`;
  return [
    {
      code: "W_UNKNOWN_TERM",
      message,
      count: terms.length,
      terms: terms.slice(0, LISTED).map(({ nearestOf, ...term }) => withNearest(term, nearestOf())),
    },
  ];
}

function withNearest(term: UnknownTerm, near: string | undefined): UnknownTerm {
  return near === undefined ? term : { ...term, nearest: near };
}

/** The terms that mentees seek and no mentor offers, those of most mentees first. */
function unknownTerms(
  cohort: Cohort,
  field: string,
): (UnknownTerm & { readonly nearestOf: () => string | undefined })[] {
  const table = readTermTable(cohort, field);
  const numbers = [...table.keys.keys()];
  const offered = countPeople(table.mentors, numbers.length);
  const wanted = countPeople(table.mentees, numbers.length);
  const nearTo = cohort.vocabulary.nearAmong(table.keys.filter((_, number) => offered.people[number] > 0));
  /** As the first person spelt it who gave it. */
  const spelling = (side: Side, { first }: Counted, number: number): string =>
    termsOf(cohort, cohort[side][first[number]], field)!.get(table.keys[number])!.name;
  const names = () =>
    numbers.flatMap((number) => (offered.people[number] > 0 ? [spelling("mentors", offered, number)] : []));
  return numbers
    .filter((number) => wanted.people[number] > 0 && nearTo(table.keys[number]).size === 0)
    .map((number) => {
      const term = spelling("mentees", wanted, number);
      return { term, people: wanted.people[number], nearestOf: () => nearest(term, names()) };
    })
    .sort((a, b) => b.people - a.people || compareText(a.term, b.term));
}

/** By a term's number, how many people gave it and who was the first of them. */
interface Counted {
  readonly people: Int32Array;
  readonly first: Int32Array;
}

function countPeople({ start, term }: TermLists, terms: number): Counted {
  const people = new Int32Array(terms);
  const first = new Int32Array(terms);
  for (let person = 0; person + 1 < start.length; person++) {
    for (let k = start[person]; k < start[person + 1]; k++) {
      if (people[term[k]]++ === 0) first[term[k]] = person;
    }
  }
  return { people, first };
}

function ambiguous({ mentees, mentors, vocabulary }: Cohort, field: string): Warning[] {
  const names = [...mentees, ...mentors].flatMap((person) => [
    ...new Set((listOf(person, field) ?? []).map((term) => (typeof term === "string" ? term : term.name))),
  ]);
  const several = new Map<string, number>();
  for (const name of names) if (vocabulary.isAmbiguous(name)) several.set(name, (several.get(name) ?? 0) + 1);
  if (several.size === 0) return [];
  const terms = [...several]
    .map(([term, people]) => ({ term, people }))
    .sort((a, b) => b.people - a.people || compareText(a.term, b.term));
  const message = `These terms of ${quote(field)} are aliases of several concepts, so they stand for none of them.`;
  return [{ code: "W_AMBIGUOUS_TERM", message, count: terms.length, terms: terms.slice(0, LISTED) }];
}
