import { quote } from "../errors.js";
import { compareText, nearest } from "../numeric/nearest.js";
import { LISTED, type UnknownTerm, type Warning } from "../problem/problem.js";
import { type Cohort, listOf, type Terms, termReader } from "../score/cohort.js";
import type { Scorer } from "../score/scorer.js";

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
  const read = termReader(cohort, field);
  const offered = spellings(cohort.mentors.map(read));
  const wanted = spellings(cohort.mentees.map(read));
  const names = [...offered.values()].map(({ term }) => term);
  const nearTo = cohort.vocabulary.nearAmong(offered.keys());
  return [...wanted]
    .filter(([key]) => nearTo(key).size === 0)
    .map(([, counted]) => ({ ...counted, nearestOf: () => nearest(counted.term, names) }))
    .sort((a, b) => b.people - a.people || compareText(a.term, b.term));
}

/** Each term by its key: as it was first spelt, and how many people gave it. */
function spellings(lists: readonly (Terms | undefined)[]): Map<string, UnknownTerm> {
  const found = new Map<string, UnknownTerm>();
  for (const terms of lists) {
    for (const [key, { name }] of terms ?? []) {
      const known = found.get(key);
      found.set(key, { term: known?.term ?? name, people: (known?.people ?? 0) + 1 });
    }
  }
  return found;
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
