import type * as z from "zod";
import type { Cohort, ScoredPerson } from "../cohort.js";
import { type LivedExperience, readLivedExperience } from "../livedExperience.js";
import { type CompiledRule, type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";

/** Lived experience that one side requires (`strength: "require"`) is met by the other. */
export interface RequiredExperience extends RuleBase {
  readonly kind: "requiredExperience";
}

/** For whoever runs the programme. */
export interface RequiredExperienceEvidence {
  readonly kind: "requiredExperience";
  /** What the two require of each other, both taken together. */
  readonly required: number;
}

/** A rule of the kind requiredExperience. */
export function requiredExperience(options: Omit<RequiredExperience, "kind"> = {}): RequiredExperience {
  return { kind: "requiredExperience", ...options };
}

/**
 * Only what its owner lets a match read (`show: "toMyMatch"`) meets a requirement, because being matched would itself
 * disclose it. Whoever did not disclose it, or not for the match to read, does not meet it: it is never undecided, so
 * that the two cannot be told apart.
 */
export const requiredExperienceKind: RuleKind<RequiredExperience, RequiredExperienceEvidence> = {
  schema: ruleSchema("requiredExperience", {}) as z.ZodType<RequiredExperience>,
  compile,
};

function compile(_rule: RequiredExperience, cohort: Cohort): CompiledRule<RequiredExperienceEvidence> {
  const read = (person: ScoredPerson) => readLivedExperience(person, cohort.vocabulary);
  const mentees = cohort.mentees.map(read);
  const mentors = cohort.mentors.map(read);
  const requiredBy = ({ asked }: LivedExperience) =>
    [...asked].flatMap(([key, { required }]) => (required ? [key] : []));
  const ofMentees = mentees.map(requiredBy);
  const ofMentors = mentors.map(requiredBy);
  const meets = (required: readonly string[], { disclosed }: LivedExperience) =>
    required.every((key) => disclosed?.get(key) === true);
  return {
    holds: (mentee, mentor) => meets(ofMentees[mentee], mentors[mentor]) && meets(ofMentors[mentor], mentees[mentee]),
    evidence: (mentee, mentor) => ({
      kind: "requiredExperience",
      required: ofMentees[mentee].length + ofMentors[mentor].length,
    }),
  };
}
