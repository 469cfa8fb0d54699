// Problem: who takes part, and what the programme decides

// Audit: how groups fared
export { audit } from "./audit/audit.js";
export type { Figure, FigureReason } from "./audit/figure.js";
export type { AuditGroups, AuditOptions, GroupAnswer } from "./audit/options.js";
// Audit: groups
export { type Proxies, type ProxyAssociation, type ProxyFlag, type ProxyOptions, proxies } from "./audit/proxies.js";
export type {
  Audit,
  AuditGroup,
  AuditMeasure,
  AuditStatement,
  GapTest,
  GroupFigure,
  GroupingAudit,
  Interval,
  MeasureAudit,
  MenteeMeasure,
  MentorMeasure,
  RateFigures,
  SideAudit,
} from "./audit/report.js";
export {
  type AttributeRepresentation,
  type Representation,
  type RepresentationOptions,
  type RepresentationReference,
  type RepresentedGroup,
  representation,
  type SideRepresentation,
} from "./audit/representation.js";
export { type AuditTextOptions, auditText } from "./audit/text.js";
// Blind: what does not decide
export {
  type Application,
  type BlindCopy,
  type BlindCopyOptions,
  blindCopy,
  type FieldCount,
} from "./blind/blindCopy.js";
export { type BlindOptions, type BlindProof, type DealtField, proveBlind } from "./blind/proveBlind.js";
// Check: an auditor's view of a matching
export type { MatchingCheck, MatchingViolation } from "./check/violation.js";
export { checkMatching } from "./checkMatching.js";
export { type ErrorCode, type Issue, TelemachusError } from "./errors.js";
export type { Exact } from "./exact.js";
// Explain: data first, words last
export type { Answer, Proposal } from "./explain/actionableAnswers.js";
export type { Chain, Move, StageChange, StageProfiles } from "./explain/change.js";
export { type ComparedMentee, type ComparedTotals, type Comparison, compareWith } from "./explain/compareWith.js";
export {
  type Alternative,
  type Explanation,
  explain,
  type MatchExplanation,
  type MentorAsked,
  type MentorExplanation,
  type UnmatchedExplanation,
} from "./explain/explain.js";
export { type Firmness, type FirmnessOptions, firmness, type PairFirmness } from "./explain/firmness.js";
export type { Named } from "./explain/named.js";
export type { CriterionReason, RuleReason } from "./explain/reasons.js";
export { type Recruit, type RecruitOptions, type Recruits, recruit } from "./explain/recruit.js";
export type { UnmatchedRepair } from "./explain/repairs.js";
export { type SeatGain, type SeatLoss, type SeatValue, seatValue } from "./explain/seatValue.js";
export { type Shortlist, type ShortlistedMentor, type ShortlistQuestion, shortlist } from "./explain/shortlist.js";
export type { PairStanding } from "./explain/standing.js";
export { defaultTerms, type Terms } from "./explain/text/terms.js";
export { type AnyExplanation, type Audience, type TextOptions, toText } from "./explain/toText.js";
export { type WhatWouldItTake, whatWouldItTake } from "./explain/whatWouldItTake.js";
export { type PairQuestion, type WhyNot, type WhyNotFacts, whyNot } from "./explain/whyNot.js";
export {
  type PricedMentor,
  type WhyUnmatchedMentee,
  type WhyUnmatchedMentor,
  whyUnmatched,
} from "./explain/whyUnmatched.js";
// Fill: texts into vectors
export { type EmbeddingOptions, fillEmbeddings } from "./fillEmbeddings.js";
// Match: people again
export { match, reopen } from "./match.js";
export { type BlockingPair, type BlockingPairOptions, blockingPairs } from "./matching/blockingPairs.js";
export type { MatchOptions } from "./matching/checkMatchOptions.js";
export type { Infeasibility, PolicyBound, ProgrammeRepair } from "./matching/infeasibility.js";
export type {
  Certificate,
  DecidedBy,
  Decision,
  Exclusions,
  LotteryRecord,
  Manifest,
  Matching,
  Pair,
  PairExclusions,
  RuleExclusions,
  Shortage,
  UnmatchedMentee,
  UnmatchedPlaces,
  UnmatchedSeats,
} from "./matching/matching.js";
export type { Control, Progress } from "./matching/progress.js";
export type { StableCertificate } from "./matching/stableMatching.js";
// Papers: what a policy says, for whoever checks it and for whoever takes part
export { modelCard } from "./papers/modelCard.js";
export { type NoticeOptions, notice } from "./papers/notice.js";
export { type CriterionName, definePolicy, Policy } from "./policy.js";
export type { Method, StableMethod } from "./problem/aims.js";
export type { Capacity } from "./problem/capacity.js";
export type { Basis, Governance } from "./problem/governance.js";
export type { EarlierPair, Rounds } from "./problem/history.js";
export {
  type AttributeValue,
  type Availability,
  type Disclosure,
  type Language,
  type LivedExperienceRequest,
  type Location,
  type Mentee,
  type MenteeRequests,
  type Mentor,
  People,
  type Person,
  type Requests,
  type Term,
} from "./problem/people.js";
export type {
  Ban,
  CellValue,
  Column,
  ColumnMap,
  ColumnOptions,
  Concept,
  Degrees,
  Pin,
  PolicyOf,
  WeighedTerm,
} from "./problem/policy.js";
export type { UnknownTerm, Warning, WarningCode } from "./problem/problem.js";
export type { Quota } from "./problem/quota.js";
export type { Day } from "./problem/times.js";
export type { Finding, FindingCode, Readiness, ReadinessCounts } from "./readiness/report.js";
export { readiness } from "./readiness.js";
// Record: what was done, and done again
export { type Confirmation, confirm } from "./record/confirm.js";
// Record: who did what, in a chain that shows what was changed
export type { OverriddenBecause, RunLogEntry } from "./record/entry.js";
export type { RunEvent } from "./record/events.js";
export type { LogIssue } from "./record/logIssue.js";
export { type ManifestDifference, type Replay, replay } from "./record/replay.js";
export { type RunLog, type RunLogOptions, runLog } from "./record/runLog.js";
export { type LogCheck, type VerifyLogOptions, verifyLog } from "./record/verifyLog.js";
// Score: criteria and rules
export type { CustomPerson } from "./score/cohort.js";
export type { Condition, ConditionValue, FieldIs, FieldWithin } from "./score/conditions.js";
export { type Choices, type ChoicesEvidence, choices } from "./score/criteria/choices.js";
export { type Coverage, type CoverageEvidence, coverage } from "./score/criteria/coverage.js";
export { type Custom, type CustomEvidence, custom } from "./score/criteria/custom.js";
export { type Distance, type DistanceEvidence, distance } from "./score/criteria/distance.js";
export { type Equality, type EqualityEvidence, equality } from "./score/criteria/equality.js";
export { type Experience, type ExperienceEvidence, experience } from "./score/criteria/experience.js";
export { type History, type HistoryEvidence, history } from "./score/criteria/history.js";
export { type LanguageEvidence, type LanguageFit, language } from "./score/criteria/language.js";
export { type Overlap, type OverlapEvidence, overlap } from "./score/criteria/overlap.js";
export { type Proximity, type ProximityEvidence, proximity } from "./score/criteria/proximity.js";
export { type Quality, type QualityEvidence, quality } from "./score/criteria/quality.js";
export { type Schedule, type ScheduleEvidence, schedule } from "./score/criteria/schedule.js";
export { type Similarity, type SimilarityEvidence, similarity } from "./score/criteria/similarity.js";
export { type TextEvidence, type TextSimilarity, text } from "./score/criteria/text.js";
export type { CriterionBase } from "./score/criterionKind.js";
export {
  accessibility,
  availability,
  biography,
  crossDepartment,
  culturalAwareness,
  embedding,
  goals,
  interests,
  livedExperience,
  meetingCadence,
  meetingMode,
  mentoringStyle,
  personality,
  sameSite,
  seniority,
  skills,
  trackRecord,
} from "./score/presets.js";
export type { Criterion, CriterionEvidence, Rule, RuleEvidence } from "./score/registry.js";
export type { RuleBase } from "./score/ruleKind.js";
export { type CustomRule, type CustomRuleEvidence, customRule } from "./score/rules/customRule.js";
export { type DifferentAttribute, differentAttribute } from "./score/rules/differentAttribute.js";
export { type Eligible, type EligibleEvidence, eligible } from "./score/rules/eligible.js";
export { type Gap, type GapEvidence, gap } from "./score/rules/gap.js";
export { type MaximumDistance, type MaximumDistanceEvidence, maximumDistance } from "./score/rules/maximumDistance.js";
export {
  type MinimumOverlap,
  type MinimumOverlapEvidence,
  minimumOverlap,
} from "./score/rules/minimumOverlap.js";
export { type MinimumScore, type MinimumScoreEvidence, minimumScore } from "./score/rules/minimumScore.js";
export { type NoRepeat, type NoRepeatEvidence, noRepeat } from "./score/rules/noRepeat.js";
export {
  type NotInManagementChain,
  type NotInManagementChainEvidence,
  notInManagementChain,
} from "./score/rules/notInManagementChain.js";
export {
  type RequiredExperience,
  type RequiredExperienceEvidence,
  requiredExperience,
} from "./score/rules/requiredExperience.js";
export { type SameAttribute, type SharedEvidence, sameAttribute } from "./score/rules/sameAttribute.js";
export { type SharedLanguage, sharedLanguage } from "./score/rules/sharedLanguage.js";
export type { ContributionStatus } from "./score/scorer.js";
export { type BestScores, scoreBest } from "./scoreBest.js";
export { type PairScore, scorePair } from "./scorePair.js";
export { type ScoreTable, scorePairs } from "./scorePairs.js";
// Solve: numbers only
export type {
  Assignment,
  AssignmentOptions,
  AssignmentSolver,
  Bound,
  Component,
  Conflict,
  FeasibleOptions,
  FloorWitness,
  InfeasibleAssignment,
  KernelAnswer,
  KernelProblem,
  Lottery,
  Objective,
  Preset,
  Profile,
  ProofPrices,
  Repair,
  ScoreMatrix,
  SeatQuota,
  SparseScoreMatrix,
  Stage,
  StageResult,
  Ties,
} from "./solve/assignment.js";
export {
  type AssignmentChange,
  createAssignment,
  type OpenAssignment,
  type OpenAssignmentOptions,
} from "./solve/changes/createAssignment.js";
export type { ChangedRow } from "./solve/changes/ledger.js";
export type { ClaimedAssignment, Violation } from "./solve/proof/claim.js";
export { verifyAssignment } from "./solve/proof/verifyAssignment.js";
export { solveAssignment } from "./solve/solveAssignment.js";
