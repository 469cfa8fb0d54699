import type { LivedExperienceRequest } from "../problem/people.js";
import type { Vocabulary } from "../problem/vocabulary.js";
import { readTerms, type ScoredPerson } from "./cohort.js";

/** What a person asked for and disclosed, by the keys of terms. */
export interface LivedExperience {
  readonly asked: ReadonlyMap<string, AskedExperience>;
  /** Whether a match may read it, by what is disclosed; undefined where the person did not answer. */
  readonly disclosed: ReadonlyMap<string, boolean> | undefined;
}

export interface AskedExperience {
  readonly name: string;
  readonly importance: number;
  readonly required: boolean;
}

/** Of most people, who ask for nothing and disclose nothing. */
const nothing: LivedExperience = { asked: new Map(), disclosed: undefined };

/** Repeated requests fold into the strongest; a repeated disclosure is shown only if each of them is. */
export function readLivedExperience(
  { requests, livedExperiences }: ScoredPerson,
  vocabulary: Vocabulary,
): LivedExperience {
  if (requests?.livedExperiences === undefined && livedExperiences === undefined) return nothing;
  const stated: readonly LivedExperienceRequest[] = requests?.livedExperiences ?? [];
  const required = new Set(
    stated.flatMap((request) =>
      typeof request === "object" && request.strength === "require" ? [vocabulary.keyOf(request.name)] : [],
    ),
  );
  const asked = [...readTerms(vocabulary, stated)].map(([key, { name, importance = 1 }]): [string, AskedExperience] => {
    return [key, { name, importance, required: required.has(key) }];
  });
  if (livedExperiences === undefined) return { asked: new Map(asked), disclosed: undefined };
  const disclosed = new Map<string, boolean>();
  for (const item of livedExperiences) {
    const key = vocabulary.keyOf(typeof item === "string" ? item : item.name);
    const isShown = typeof item !== "string" && item.show === "toMyMatch";
    disclosed.set(key, (disclosed.get(key) ?? true) && isShown);
  }
  return { asked: new Map(asked), disclosed };
}
