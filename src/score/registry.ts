import * as z from "zod";
import { expected } from "../problem/expected.js";
import { type Choices, type ChoicesEvidence, choicesKind } from "./criteria/choices.js";
import { type Coverage, type CoverageEvidence, coverageKind } from "./criteria/coverage.js";
import { type Custom, type CustomEvidence, customKind } from "./criteria/custom.js";
import { type Distance, type DistanceEvidence, distanceKind } from "./criteria/distance.js";
import { type Equality, type EqualityEvidence, equalityKind } from "./criteria/equality.js";
import { type Experience, type ExperienceEvidence, experienceKind } from "./criteria/experience.js";
import { type History, type HistoryEvidence, historyKind } from "./criteria/history.js";
import { type LanguageEvidence, type LanguageFit, languageKind } from "./criteria/language.js";
import { type Overlap, type OverlapEvidence, overlapKind } from "./criteria/overlap.js";
import { type Proximity, type ProximityEvidence, proximityKind } from "./criteria/proximity.js";
import { type Quality, type QualityEvidence, qualityKind } from "./criteria/quality.js";
import { type Schedule, type ScheduleEvidence, scheduleKind } from "./criteria/schedule.js";
import { type Similarity, type SimilarityEvidence, similarityKind } from "./criteria/similarity.js";
import { type TextEvidence, type TextSimilarity, textKind } from "./criteria/text.js";
import type { CriterionKind } from "./criterionKind.js";
import type { RuleKind } from "./ruleKind.js";
import { type CustomRule, type CustomRuleEvidence, customRuleKind } from "./rules/customRule.js";
import { type DifferentAttribute, differentAttributeKind } from "./rules/differentAttribute.js";
import { type Eligible, type EligibleEvidence, eligibleKind } from "./rules/eligible.js";
import { type Gap, type GapEvidence, gapKind } from "./rules/gap.js";
import { type MaximumDistance, type MaximumDistanceEvidence, maximumDistanceKind } from "./rules/maximumDistance.js";
import { type MinimumOverlap, type MinimumOverlapEvidence, minimumOverlapKind } from "./rules/minimumOverlap.js";
import { type MinimumScore, type MinimumScoreEvidence, minimumScoreKind } from "./rules/minimumScore.js";
import { type NoRepeat, type NoRepeatEvidence, noRepeatKind } from "./rules/noRepeat.js";
import {
  type NotInManagementChain,
  type NotInManagementChainEvidence,
  notInManagementChainKind,
} from "./rules/notInManagementChain.js";
import {
  type RequiredExperience,
  type RequiredExperienceEvidence,
  requiredExperienceKind,
} from "./rules/requiredExperience.js";
import { type SameAttribute, type SharedEvidence, sameAttributeKind } from "./rules/sameAttribute.js";
import { type SharedLanguage, sharedLanguageKind } from "./rules/sharedLanguage.js";

/** A soft preference: what makes a pair good. */
export type Criterion =
  | Coverage
  | Overlap
  | Experience
  | Proximity
  | Equality
  | LanguageFit
  | Schedule
  | Distance
  | Quality
  | Choices
  | History
  | Similarity
  | TextSimilarity
  | Custom;

/** A hard condition: what a pair must meet. */
export type Rule =
  | NotInManagementChain
  | SameAttribute
  | DifferentAttribute
  | Gap
  | SharedLanguage
  | MinimumOverlap
  | RequiredExperience
  | Eligible
  | CustomRule
  | MaximumDistance
  | NoRepeat
  | MinimumScore;

/** What a criterion's score rests on. */
export type CriterionEvidence =
  | CoverageEvidence
  | OverlapEvidence
  | ExperienceEvidence
  | ProximityEvidence
  | EqualityEvidence
  | LanguageEvidence
  | ScheduleEvidence
  | DistanceEvidence
  | QualityEvidence
  | ChoicesEvidence
  | HistoryEvidence
  | SimilarityEvidence
  | TextEvidence
  | CustomEvidence;

/** What a rule's decision rests on. */
export type RuleEvidence =
  | NotInManagementChainEvidence
  | SharedEvidence<"sameAttribute" | "differentAttribute" | "sharedLanguage">
  | GapEvidence
  | MinimumOverlapEvidence
  | RequiredExperienceEvidence
  | EligibleEvidence
  | CustomRuleEvidence
  | MaximumDistanceEvidence
  | NoRepeatEvidence
  | MinimumScoreEvidence;

const criterionKinds = {
  coverage: coverageKind,
  overlap: overlapKind,
  experience: experienceKind,
  proximity: proximityKind,
  equality: equalityKind,
  language: languageKind,
  schedule: scheduleKind,
  distance: distanceKind,
  quality: qualityKind,
  choices: choicesKind,
  history: historyKind,
  similarity: similarityKind,
  text: textKind,
  custom: customKind,
};

const ruleKinds = {
  notInManagementChain: notInManagementChainKind,
  sameAttribute: sameAttributeKind,
  differentAttribute: differentAttributeKind,
  gap: gapKind,
  sharedLanguage: sharedLanguageKind,
  minimumOverlap: minimumOverlapKind,
  requiredExperience: requiredExperienceKind,
  eligible: eligibleKind,
  customRule: customRuleKind,
  maximumDistance: maximumDistanceKind,
  noRepeat: noRepeatKind,
  minimumScore: minimumScoreKind,
};

/** The kind of a criterion; the schema has made sure that there is one. */
export function criterionKindOf(criterion: Criterion): CriterionKind<Criterion, CriterionEvidence> {
  return criterionKinds[criterion.kind] as unknown as CriterionKind<Criterion, CriterionEvidence>;
}

/** The kind of a rule; the schema has made sure that there is one. */
export function ruleKindOf(rule: Rule): RuleKind<Rule, RuleEvidence> {
  return ruleKinds[rule.kind] as unknown as RuleKind<Rule, RuleEvidence>;
}

export const criterionSchema = unionOf<Criterion>(criterionKinds, "E_UNKNOWN_CRITERION", "a kind of criterion");
export const ruleSchema = unionOf<Rule>(ruleKinds, "E_UNKNOWN_RULE", "a kind of rule");

function unionOf<Value>(
  kinds: Record<string, { readonly schema: unknown }>,
  code: "E_UNKNOWN_CRITERION" | "E_UNKNOWN_RULE",
  phrase: string,
): z.ZodType<Value> {
  const schemas = Object.values(kinds).map(({ schema }) => schema) as unknown as [z.core.$ZodTypeDiscriminable];
  return z.discriminatedUnion("kind", schemas, {
    error: (found) =>
      (found.code === "invalid_union" ? expected(code, phrase) : expected("E_TYPE", `${phrase} (an object)`)).error,
  }) as unknown as z.ZodType<Value>;
}
