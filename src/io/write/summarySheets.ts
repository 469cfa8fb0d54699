import { isOpenPolicy } from "../../explain/openScorer.js";
import { isOpenWarning } from "../../explain/openWarnings.js";
import type { Warning } from "../../problem/problem.js";
import type { ProgrammeView } from "./programmeView.js";
import type { Cell, Sheet } from "./sheet.js";

/** What the matching warns of that the audience may read. */
export function warningsSheet({ matching, audience }: ProgrammeView): Sheet {
  const shown = matching.warnings.filter((warning) => audience === "administrator" || isOpenWarning(warning));
  return {
    name: "Warnings",
    header: ["Code", "Warning", "Count", "Whom or what it is about"],
    rows: shown.map((warning) => [warning.code, warning.message, warning.count ?? null, aboutOf(warning)]),
  };
}

/** The first of them; `count` says how many there are. */
function aboutOf({ ids = [], pairs = [], terms = [] }: Warning): string {
  const couples = pairs.map(({ mentee, mentor }) => `${mentee} with ${mentor}`);
  const words = terms.map(({ term, nearest }) => (nearest === undefined ? term : `${term} (nearest: ${nearest})`));
  return [...ids, ...couples, ...words].join("; ");
}

/** The numbers of the matching, and what tells its run apart from any other. */
export function summarySheet({ matching, audience, scorer }: ProgrammeView): Sheet {
  const { status, decision, manifest, total, infeasibility, objective } = matching;
  const { counts, lottery } = manifest;
  const { policy } = scorer.problem;
  const whole: [string, Cell][] = [
    ["Total score", total],
    ...objective.stages.map(({ stage, value }): [string, Cell] => [`Reached: ${stage}`, value]),
    ["Allowed pairs", counts.allowedPairs],
    ["Pairs that the lottery decided between", lottery.pairs],
    ...(infeasibility === undefined
      ? []
      : [["Why nobody is matched", infeasibility.conflict.message] as [string, Cell]]),
  ];
  const isWhole = audience === "administrator";
  // without a key, whoever knows nearly all answers can try what the others are
  const digests: [string, Cell][] = [
    ["Digest of the people", manifest.input],
    ["Digest of what was read of them", manifest.projection],
  ];
  const rows: [string, Cell][] = [
    ["Programme", policy.name ?? null],
    ["Date", policy.date ?? null],
    ["Status", status],
    ["Decision", decision.state === "proposal" ? "a proposal: nobody has confirmed it yet" : "confirmed"],
    ...(decision.state === "confirmed" ? [["Confirmed by", decision.actor] as [string, Cell]] : []),
    ["Scores", SCORES[audience]],
    ["Mentees", counts.mentees],
    ["Mentors", counts.mentors],
    ["Seats", counts.seats],
    ["Matched mentees", counts.matched],
    ["Unmatched mentees", counts.unmatched],
    ["Free seats", counts.freeSeats],
    ...(isWhole ? whole : []),
    ["Made by", `${manifest.engine} ${manifest.version}`],
    ["Seed of the lottery", manifest.seed],
    ...(isWhole || isOpenPolicy(policy) ? [["Digest of the policy", manifest.policy] as [string, Cell]] : []),
    ...(isWhole || manifest.keyed ? digests : []),
    // exact scores are in it, and it has no key
    ...(isWhole ? [["Digest of the result", manifest.result] as [string, Cell]] : []),
  ];
  return { name: "Summary", header: ["What", "Value"], rows };
}

const SCORES = {
  committee:
    "from answers that a committee may see: what people said in confidence counted in the matching and is in no number here",
  administrator: "exact: contributions add up to the score",
} as const;
