import { type Cohort, readTerms, type ScoredPerson, type Terms } from "./cohort.js";
import { type Groups, groupBy } from "./groups.js";
import { oncePer } from "./oncePer.js";

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
  // equal lists are mostly the same list, and so are their terms then
  const read = oncePer((stated: Stated) => (stated === undefined ? undefined : spokenOf(stated, cohort)));
  const said = oncePer((spoken: Terms | undefined) =>
    spoken === undefined ? "" : JSON.stringify([...spoken].map(([key, { level }]) => [key, level])),
  );
  const mentees = cohort.mentees.map(({ languages }) => read(languages));
  const mentors = cohort.mentors.map(({ languages }) => read(languages));
  return { mentees, mentors, groups: groupBy(mentors.map(said)) };
}

type Stated = ScoredPerson["languages"];

/** Repeated languages fold into the best spoken. */
function spokenOf(stated: NonNullable<Stated>, { vocabulary }: Cohort): Terms {
  const keyOf = (name: string) => {
    const key = vocabulary.keyOf(name);
    const bare = languageOf(key);
    return bare === key ? key : vocabulary.keyOf(bare);
  };
  const levelled = stated.map((entry) => ({ level: FLUENT, ...(typeof entry === "string" ? { name: entry } : entry) }));
  return readTerms({ keyOf }, levelled);
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
