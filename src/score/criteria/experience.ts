import type * as z from "zod";
import type { Exact } from "../../exact.js";
import type { Cohort, ScoredPerson } from "../cohort.js";
import { type CompiledCriterion, type CriterionBase, type CriterionKind, criterionSchema } from "../criterionKind.js";
import { type LivedExperience, readLivedExperience } from "../livedExperience.js";
import { fillWith, indexKeys, silentAmong } from "../postings.js";

/** How much of the lived experience that someone asked for the other disclosed. Both sides opt in; nothing is inferred. Who asks for nothing is not scored. */
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
  options: Exact<Options, Omit<Experience, "kind">>,
): Options & { kind: "experience" } {
  return { ...(options as Options), kind: "experience" };
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

function compile(_criterion: Experience, cohort: Cohort): CompiledCriterion<ExperienceEvidence> {
  const read = (person: ScoredPerson) => readLivedExperience(person, cohort.vocabulary);
  const mentees = cohort.mentees.map(read);
  const mentors = cohort.mentors.map(read);
  const score = (mentee: number, mentor: number) => {
    const [seeker, giver] = [mentees[mentee], mentors[mentor]];
    if (giver.disclosed === undefined) return Number.NaN;
    const forward = shareMet(seeker, giver);
    return giver.asked.size === 0 ? forward : (forward + shareMet(giver, seeker)) / 2;
  };
  const disclosers = indexKeys(mentors.map(({ disclosed }) => [...(disclosed?.keys() ?? [])]));
  const askers = indexKeys(mentors.map(({ asked, disclosed }) => (disclosed === undefined ? [] : [...asked.keys()])));
  return {
    asks: (mentee) => mentees[mentee].asked.size > 0,
    // who asks for nothing has left nothing open
    answered: () => true,
    score,
    sparse: {
      silent: silentAmong(mentors.map(({ disclosed }) => disclosed)),
      fill(mentee, into) {
        const { asked, disclosed } = mentees[mentee];
        const met = new Set([...asked.keys()].flatMap((key) => disclosers.get(key) ?? []));
        for (const key of disclosed?.keys() ?? []) for (const mentor of askers.get(key) ?? []) met.add(mentor);
        fillWith(into, met, (mentor) => score(mentee, mentor));
      },
    },
    evidence(mentee, mentor) {
      const [seeker, giver] = [mentees[mentee], mentors[mentor]];
      const forward = keysMet(seeker, giver);
      const back = keysMet(giver, seeker);
      const names = (keys: readonly string[], { asked }: LivedExperience) => keys.map((key) => asked.get(key)!.name);
      const shown = (keys: readonly string[], { disclosed }: LivedExperience) =>
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

function keysMet(seeker: LivedExperience, giver: LivedExperience): string[] {
  return [...seeker.asked.keys()].filter((key) => giver.disclosed?.has(key));
}

function shareMet(seeker: LivedExperience, giver: LivedExperience): number {
  let met = 0;
  let all = 0;
  for (const [key, { importance }] of seeker.asked) {
    all += importance;
    if (giver.disclosed?.has(key)) met += importance;
  }
  return met / all;
}
