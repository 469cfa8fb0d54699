import { auditText } from "../../audit/text.js";
import { isOpenPolicy } from "../../explain/openScorer.js";
import { recruit } from "../../explain/recruit.js";
import { toText } from "../../explain/toText.js";
import type { Decision, Manifest, Matching } from "../../matching/matching.js";
import { digest } from "../../numeric/digest.js";
import { compareText } from "../../numeric/nearest.js";
import type { ReportAudience, ReportOptions } from "../options.js";
import { shown, shownSentence } from "../words/shown.js";
import { type GroupingReport, groupingReports, openAudit, type TellingGrouping } from "./groups.js";
import { type InfeasibleReport, infeasibleReport } from "./infeasible.js";
import { loadsOf, type MentorLoad } from "./load.js";
import { looksAtOthers, type PairRow, pairRows } from "./pairRows.js";
import { type ProgrammeReport, programmeReport } from "./programme.js";
import { warningsOf } from "./remarks.js";
import { type ScoreReport, scoreReport } from "./scores.js";
import { type FieldSupply, supplyOf } from "./supply.js";
import { type Unmatched, unmatchedOf } from "./unmatched.js";
import type { View } from "./view.js";

/** Everything that a report says, before it is worded. Scores are in millionths, people and criteria indices. */
export interface ReportData {
  readonly audience: ReportAudience;
  readonly title: string;
  readonly status: Matching["status"];
  readonly decision: Decision;
  readonly mentees: readonly string[];
  readonly mentors: readonly string[];
  /** The names of the criteria that scores on this page are made of. */
  readonly criteria: readonly string[];
  readonly matched: number;
  readonly seats: number;
  readonly pairs: readonly PairRow[];
  /** Whether everybody's other mentors were looked at. */
  readonly hasOthers: boolean;
  readonly infeasible: InfeasibleReport | undefined;
  readonly unmatched: Unmatched;
  readonly scores: ScoreReport | undefined;
  readonly loads: readonly MentorLoad[];
  readonly supply: readonly FieldSupply[];
  /** What further mentors should bring, line by line; undefined where it is not told, or where there are too many pairs. */
  readonly recruits: readonly string[] | "too many pairs" | undefined;
  readonly audit: AuditReport | undefined;
  readonly programme: ProgrammeReport;
  readonly warnings: readonly string[];
  readonly findings: readonly { readonly message: string; readonly advice: string }[];
  readonly notes: readonly string[];
  readonly record: RecordReport;
}

export interface AuditReport {
  readonly groupings: readonly GroupingReport[];
  readonly minimumCell: number;
  /** Attributes left out, as with the names on this page they would tell people's groups. */
  readonly telling: readonly TellingGrouping[];
  readonly comparisons: { readonly made: number; readonly called: number; readonly byChance: number };
  /** All of it, as text. */
  readonly text: string;
}

/** What a run can be told by. */
export interface RecordReport {
  /** SHA-256 of the list of pairs, as `mentee` and `mentor` in canonical JSON: the same whoever reads. */
  readonly pairs: string;
  readonly version: string;
  /** Undefined for a committee where there are pins or bans: their reasons could be guessed and tried. */
  readonly policy: string | undefined;
  readonly seed: number;
  /** Undefined for a committee: digests and counts that rest on what people said in confidence. */
  readonly manifest: Manifest | undefined;
  /** What the certificate says, for an auditor. */
  readonly certificate: Matching["certificate"] | undefined;
}

/** With more pairs to score, what to recruit is not worked out, and the page says so. */
const MOST_FOR_RECRUITS = 60_000;

/** Gathers what a report says. */
export function reportData(view: View, options: ReportOptions): ReportData {
  const { matching, audience, whole } = view;
  const { problem } = whole;
  const isTold = audience !== "committee";
  const pairs = pairRows(view);
  return {
    audience,
    title: shown(options.title ?? problem.policy.name ?? "") || "Mentoring matches",
    status: matching.status,
    decision: matching.decision,
    mentees: view.mentees,
    mentors: view.mentors,
    criteria: view.scorer.criteria.map(({ name }) => name),
    matched: new Set(matching.pairs.map(({ mentee }) => mentee)).size,
    seats: Math.max(
      matching.pairs.length,
      problem.capacities.reduce((sum, seats) => sum + seats, 0),
    ),
    pairs,
    hasOthers: looksAtOthers(view),
    infeasible: infeasibleReport(view),
    unmatched: unmatchedOf(view),
    scores: scoreReport(view, pairs),
    loads: loadsOf(view),
    supply: supplyOf(view),
    recruits: isTold ? recruitsOf(view) : undefined,
    audit: options.audit && auditReport(isTold ? { audit: options.audit, telling: [] } : openAudit(options.audit)),
    programme: programmeReport(view),
    warnings: warningsOf(view),
    findings: isTold
      ? (options.readiness?.findings ?? []).map(({ message, advice }) => ({
          message: shownSentence(message),
          advice: shownSentence(advice),
        }))
      : [],
    notes: (options.notes ?? []).map(shownSentence),
    record: recordOf(view),
  };
}

function auditReport({ audit, telling }: ReturnType<typeof openAudit>): AuditReport {
  const { minimumCell, comparisons } = audit;
  return { telling, groupings: groupingReports(audit), minimumCell, comparisons, text: auditText(audit) };
}

function recruitsOf({ matching, audience, mentees, mentors }: View): string[] | "too many pairs" {
  if (mentees.length * mentors.length > MOST_FOR_RECRUITS) return "too many pairs";
  const reader = audience === "auditor" ? "auditor" : "administrator";
  // how many they would reach is enough here: their names may be hundreds
  const reaches = ({ count }: { count: number }) =>
    count === 1 ? "" : "The programme would gain with any of {count:exact} mentees.";
  return toText(recruit(matching), { audience: reader, terms: { unconfirmed: "", proof: "", reaches } }).split("\n");
}

function recordOf({ matching, audience, whole }: View): RecordReport {
  const { manifest, certificate } = matching;
  const pairs = matching.pairs
    .map(({ mentee, mentor }) => ({ mentee, mentor }))
    .sort((a, b) => compareText(a.mentee, b.mentee) || compareText(a.mentor, b.mentor));
  return {
    pairs: digest(pairs),
    version: manifest.version,
    policy: audience !== "committee" || isOpenPolicy(whole.problem.policy) ? manifest.policy : undefined,
    seed: manifest.seed,
    manifest: audience === "committee" ? undefined : manifest,
    certificate: audience === "auditor" ? certificate : undefined,
  };
}
