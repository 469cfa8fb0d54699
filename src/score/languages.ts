import { type Cohort, readTerms, type ScoredPerson, type Terms } from "./cohort.js";
import { type Groups, groupBy } from "./groups.js";

/** How well whoever states no level speaks a language. */
export const FLUENT = 5;

/** The languages of both sides; undefined where someone did not answer. */
export interface Languages {
  readonly mentees: readonly (Terms | undefined)[];
  readonly mentors: readonly (Terms | undefined)[];
  readonly groups: Groups;
}

/** Reads the languages of both sides. */
export function readLanguages(cohort: Cohort): Languages {
  // many people speak the same languages
  const known = new Map<string, Terms | undefined>();
  const read = (person: ScoredPerson) => {
    const text = JSON.stringify(person.languages) ?? "";
    const spoken = known.has(text) ? known.get(text) : spokenBy(person, cohort);
    known.set(text, spoken);
    return spoken;
  };
  const mentors = cohort.mentors.map(read);
  const said = mentors.map((spoken) => {
    if (spoken === undefined) return "";
    return JSON.stringify([...spoken].map(([key, { level }]) => [key, level]));
  });
  return { mentees: cohort.mentees.map(read), mentors, groups: groupBy(said) };
}

/** Repeated languages fold into the best spoken. */
function spokenBy({ languages }: ScoredPerson, { vocabulary }: Cohort): Terms | undefined {
  const keyOf = (name: string) => {
    const key = vocabulary.keyOf(name);
    const bare = languageOf(key);
    return bare === key ? key : vocabulary.keyOf(bare);
  };
  const stated = languages?.map((entry) => (typeof entry === "string" ? { name: entry } : entry));
  return (
    stated &&
    readTerms(
      { keyOf },
      stated.map((entry) => ({ level: FLUENT, ...entry })),
    )
  );
}

/** A tag such as `pt-BR` counts as its language, `pt`: people from different places understand each other. */
function languageOf(key: string): string {
  return /^[a-z]{2,3}(?:[-_][a-z0-9]{1,8})+$/.test(key) ? key.slice(0, key.search(/[-_]/)) : key;
}

/** The languages that both speak, as the mentee spelt them, with the level of whoever speaks it less well. */
export function languagesInCommon(
  own: Terms | undefined,
  theirs: Terms | undefined,
): { readonly name: string; readonly level: number }[] {
  return [...(own ?? [])].flatMap(([key, { name, level = FLUENT }]) => {
    const other = theirs?.get(key);
    return other === undefined ? [] : [{ name, level: Math.min(level, other.level ?? FLUENT) }];
  });
}
