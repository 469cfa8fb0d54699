import type * as z from "zod";
import type { Exact } from "../../exact.js";
import type { Cohort } from "../cohort.js";
import { type CompiledCriterion, type CriterionBase, type CriterionKind, criterionSchema } from "../criterionKind.js";
import { FLUENT, languagesInCommon, readLanguages } from "../languages.js";

/** How well the two can talk in the language that they share best: the lower of their two levels in it, of 5. */
export interface LanguageFit extends CriterionBase {
  readonly kind: "language";
}

export interface LanguageEvidence {
  readonly kind: "language";
  readonly field: "languages";
  /** The languages in common, as the mentee spelt them, the best shared first. */
  readonly shared: readonly string[];
}

/** A criterion of the kind language: `{ kind: "language", weight }`. */
export function language<const Options extends Omit<LanguageFit, "kind"> = object>(
  options?: Exact<Options, Omit<LanguageFit, "kind">>,
): Options & { kind: "language" } {
  return { ...(options as Options), kind: "language" };
}

/**
 * Over the languages that both speak, the greatest of the lower of their two levels, divided by 5; 0 where they share
 * none. A language without a level counts as 5.
 */
export const languageKind: CriterionKind<LanguageFit, LanguageEvidence> = {
  schema: criterionSchema("language", {}) as z.ZodType<LanguageFit>,
  missing: 0.5,
  compile,
};

function compile(_criterion: LanguageFit, cohort: Cohort): CompiledCriterion<LanguageEvidence> {
  const { mentees, mentors, groups } = readLanguages(cohort);
  const common = (mentee: number, mentor: number) => languagesInCommon(mentees[mentee], mentors[mentor]);
  return {
    asks: (mentee) => mentees[mentee] !== undefined,
    answered: (mentee) => mentees[mentee] !== undefined,
    score(mentee, mentor) {
      if (mentors[mentor] === undefined) return Number.NaN;
      return common(mentee, mentor).reduce((best, { level }) => Math.max(best, level), 0) / FLUENT;
    },
    groups,
    evidence: (mentee, mentor) => ({
      kind: "language",
      field: "languages",
      // equal levels keep the order of the languages' keys
      shared: common(mentee, mentor)
        .sort((a, b) => b.level - a.level)
        .map(({ name }) => name),
    }),
  };
}
