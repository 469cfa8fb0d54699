// Problem: who takes part, and what the programme decides
export { type ErrorCode, type Issue, TelemachusError } from "./errors.js";
export type { Exact } from "./exact.js";
// Explain: data first, words last
export {
  type CriterionReason,
  type Explanation,
  explain,
  type MatchExplanation,
  type Named,
  type RuleReason,
  type UnmatchedExplanation,
} from "./explain/explain.js";
export { type Audience, toText } from "./explain/toText.js";
// Match: people again
export { match, reopen } from "./match.js";
export type { MatchOptions } from "./matching/checkMatchOptions.js";
export type {
  Certificate,
  Exclusions,
  Manifest,
  Matching,
  Pair,
  Shortage,
  UnmatchedMentee,
  UnmatchedSeats,
} from "./matching/matching.js";
export type { Control, Progress } from "./matching/progress.js";
export { type CriterionName, definePolicy, Policy } from "./policy.js";
export {
  type AttributeValue,
  type Disclosure,
  type LivedExperienceRequest,
  type Mentee,
  type Mentor,
  People,
  type Person,
  type Requests,
  type Term,
} from "./problem/people.js";
export type { Ban, CellValue, Column, ColumnMap, Pin, PolicyOf } from "./problem/policy.js";
export type { Warning, WarningCode } from "./problem/problem.js";
// Score: criteria and rules
export type { CustomPerson } from "./score/cohort.js";
export { type Coverage, type CoverageEvidence, coverage } from "./score/criteria/coverage.js";
export { type Custom, type CustomEvidence, custom } from "./score/criteria/custom.js";
export { type Equality, type EqualityEvidence, equality } from "./score/criteria/equality.js";
export { type Experience, type ExperienceEvidence, experience } from "./score/criteria/experience.js";
export { type Overlap, type OverlapEvidence, overlap } from "./score/criteria/overlap.js";
export { type Proximity, type ProximityEvidence, proximity } from "./score/criteria/proximity.js";
export type { CriterionBase } from "./score/criterionKind.js";
export { goals, interests, livedExperience, seniority, skills } from "./score/presets.js";
export type { Criterion, CriterionEvidence, Rule, RuleEvidence } from "./score/registry.js";
export type { RuleBase } from "./score/ruleKind.js";
export { type DifferentAttribute, differentAttribute } from "./score/rules/differentAttribute.js";
export { type Gap, type GapEvidence, gap } from "./score/rules/gap.js";
export { type MinimumScore, type MinimumScoreEvidence, minimumScore } from "./score/rules/minimumScore.js";
export {
  type NotInManagementChain,
  type NotInManagementChainEvidence,
  notInManagementChain,
} from "./score/rules/notInManagementChain.js";
export { type SameAttribute, type SharedEvidence, sameAttribute } from "./score/rules/sameAttribute.js";
export { type SharedLanguage, sharedLanguage } from "./score/rules/sharedLanguage.js";
export type { ContributionStatus } from "./score/scorer.js";
export { type ScoreTable, scorePairs } from "./scorePairs.js";
// Solve: numbers only
export type {
  Assignment,
  AssignmentOptions,
  AssignmentSolver,
  KernelAnswer,
  KernelProblem,
  Lottery,
  Objective,
  ScoreMatrix,
  Stage,
} from "./solve/assignment.js";
export { solveAssignment } from "./solve/solveAssignment.js";
export type { Violation } from "./solve/verify.js";
export { type ClaimedAssignment, verifyAssignment } from "./solve/verifyAssignment.js";
