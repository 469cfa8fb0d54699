import type * as z from "zod";
import type { Exact } from "../../exact.js";
import type { Disclosure, LivedExperienceRequest } from "../../problem/people.js";
import { normaliseTerm } from "../../problem/terms.js";
import { type Cohort, readTerms, type ScoredPerson } from "../cohort.js";
import { type CompiledCriterion, type CriterionBase, type CriterionKind, criterionSchema } from "../criterionKind.js";

/** How much of the lived experience that someone asked for the other disclosed. Both sides opt in; nothing is inferred. */
export interface Experience extends CriterionBase {
  readonly kind: "experience";
}

/** For whoever runs the programme: what was asked for and disclosed. `shown` alone may be read by the mentee. */
export interface ExperienceEvidence {
  readonly kind: "experience";
  /** What the mentee asked for and the mentor disclosed. */
  readonly shared: readonly string[];
  /** Those of them that the mentor lets a match read. */
  readonly shown: readonly string[];
  /** What the mentor asked for and the mentee disclosed. */
  readonly sharedBack: readonly string[];
  /** Those of them that the mentee lets a match read. */
  readonly shownBack: readonly string[];
}

/** A criterion of the kind experience: `{ kind: "experience", weight }`. */
export function experience<const Options extends Omit<Experience, "kind">>(
  options: Exact<Options, Experience>,
): Options & { kind: "experience" } {
  return { kind: "experience", ...(options as Options) };
}

/**
 * The share, by importance, of the lived experience that the mentee asked for and the mentor disclosed; where the mentor
 * asks too, the mean of both directions. A mentee without a request is not scored.
 */
export const experienceKind: CriterionKind<Experience, ExperienceEvidence> = {
  schema: criterionSchema("experience", {}) as z.ZodType<Experience>,
  missing: 0,
  compile,
};

interface Answers {
  /** Importance by what is asked for. */
  readonly asked: ReadonlyMap<string, { readonly name: string; readonly importance: number }>;
  /** Whether a match may read it, by what is disclosed; undefined where the person did not answer. */
  readonly disclosed: ReadonlyMap<string, boolean> | undefined;
}

function compile(_criterion: Experience, cohort: Cohort): CompiledCriterion<ExperienceEvidence> {
  const mentees = cohort.mentees.map(readAnswers);
  const mentors = cohort.mentors.map(readAnswers);
  return {
    asks: (mentee) => mentees[mentee].asked.size > 0,
    // who asks for nothing has left nothing open
    answered: () => true,
    score(mentee, mentor) {
      const [seeker, giver] = [mentees[mentee], mentors[mentor]];
      if (giver.disclosed === undefined) return Number.NaN;
      const forward = shareMet(seeker, giver);
      return giver.asked.size === 0 ? forward : (forward + shareMet(giver, seeker)) / 2;
    },
    evidence(mentee, mentor) {
      const [seeker, giver] = [mentees[mentee], mentors[mentor]];
      const forward = keysMet(seeker, giver);
      const back = keysMet(giver, seeker);
      const names = (keys: readonly string[], { asked }: Answers) => keys.map((key) => asked.get(key)!.name);
      const shown = (keys: readonly string[], { disclosed }: Answers) =>
        keys.filter((key) => disclosed?.get(key) === true);
      return {
        kind: "experience",
        shared: names(forward, seeker),
        shown: names(shown(forward, giver), seeker),
        sharedBack: names(back, giver),
        shownBack: names(shown(back, seeker), giver),
      };
    },
  };
}

function readAnswers({ requests, livedExperiences }: ScoredPerson): Answers {
  const asked = readTerms(requests?.livedExperiences ?? ([] as readonly LivedExperienceRequest[]));
  return {
    asked: new Map([...asked].map(([key, { name, importance = 1 }]) => [key, { name, importance }])),
    disclosed: livedExperiences && readDisclosures(livedExperiences),
  };
}

/** Repeated disclosures fold into one, which is shown only if each of them is. */
function readDisclosures(list: readonly Disclosure[]): Map<string, boolean> {
  const shown = new Map<string, boolean>();
  for (const item of list) {
    const key = normaliseTerm(typeof item === "string" ? item : item.name);
    shown.set(key, (shown.get(key) ?? true) && typeof item !== "string" && item.show === "toMyMatch");
  }
  return shown;
}

function keysMet(seeker: Answers, giver: Answers): string[] {
  return [...seeker.asked.keys()].filter((key) => giver.disclosed?.has(key));
}

function shareMet(seeker: Answers, giver: Answers): number {
  let met = 0;
  let all = 0;
  for (const [key, { importance }] of seeker.asked) {
    all += importance;
    if (giver.disclosed?.has(key)) met += importance;
  }
  return met / all;
}
