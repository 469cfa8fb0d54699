import { deepFreeze } from "../matching/deepFreeze.js";
import type { Matching } from "../matching/matching.js";
import { type Control, followPhase, stopIfAborted } from "../matching/progress.js";
import type { People } from "../problem/people.js";
import type { Warning } from "../problem/problem.js";
import { auditSide, type OpenSide } from "./auditSide.js";
import { findOptions } from "./findOptions.js";
import { listGroupings, toCells } from "./groupings.js";
import { measureMentees, measureMentors } from "./measured.js";
import { type AuditOptions, checkAuditOptions } from "./options.js";
import { readGroups } from "./readGroups.js";
import { readPrevious } from "./readPrevious.js";
import { inRoundOrder, type Round, readRound } from "./readRound.js";
import type { Audit } from "./report.js";
import { shownCells } from "./shownCells.js";
import { countComparisons, statementsOf } from "./statements.js";

/**
 * Audits how groups fared in a matching, on both sides: who is matched, how well, and what there was to choose from, by
 * each attribute and by their intersections. See `Audit` for what it says, `MenteeMeasure` and `MentorMeasure` for what
 * is measured, and `auditText` for words.
 *
 * Hidden are groups of fewer people than `minimumCell`, and what would tell them. What everybody's figures rest on are
 * the people of a group; what scores rest on, those of them who are matched, also where the others count as 0; a share
 * of those who chose rests on these. A hidden figure is `{ suppressed: true }`, and no difference, ratio, test or gap
 * is computed over it. How many of a shown group are matched is told, however few they are: a rate of 1 in 10 is what
 * an audit is for.
 *
 * A stored matching has no scores of the pairs that were not made: `topThreeShare`, `eligibleMentors`, `bestScore` and
 * `eligibleMentees` need one that `match` or `reopen` returned.
 *
 * Invariant: no number is NaN or infinite, and nobody is named. The order of people, attributes and rounds makes no
 * difference; the same seed gives the same bytes. All matchings but the first may come from other policies.
 * Time O(pairs + permutations · people · measures · sets of people), where groupings that hide nobody and miss nobody
 * share one set; space 8 bytes for each permutation, measure and grouping.
 *
 * @throws E_OPTION, E_UNKNOWN_KEY; E_UNKNOWN_GROUP for an attribute that nobody has; E_UNKNOWN_ID, E_MISSING where
 * people are not those of the matching; E_TYPE and the like for what is no matching, no people or no answer; E_ABORTED
 * @example audit(matching, people, { groups: ["gender"] }).mentees.groupings[0].measures[0].byGroup
 *
 * Source: the shape follows S. Bird et al., "Fairlearn: a toolkit for assessing and improving fairness in AI",
 * MSR-TR-2020-32, 2020; rates and ratios 29 CFR 1607.4(D) and 6 RCNY § 5-300 (New York City, Local Law 144 of 2021).
 */
export function audit(matching: Matching, people: People, options: AuditOptions): Audit {
  checkAuditOptions(options);
  stopIfAborted(options);
  const { minimumCell = 5, permutations = 2000, audience = "administrator", pooled = [] } = options;
  const previous = readPrevious(options.previous);
  const first = readRound(matching, people, { matching: ["matching"], people: [] });
  const rounds = inRoundOrder([first, ...pooled.map(readPooled)]);
  const { seed = first.seed } = options;
  const grouped = readGroups(rounds, options.groups);
  const { groupings, left } = listGroupings(grouped.attributes.length);
  const cells = groupings.map((grouping) => toCells(grouped, grouping));
  const found = optionsOf(rounds, options);
  const [mentees, mentors] = [measureMentees(rounds, found, audience), measureMentors(rounds, found)].map((measured) =>
    auditSide({
      ...{ measured, grouped, cells },
      disclosure: shownCells(grouped, cells, { measured, minimumCell, previous }),
    }),
  );
  runTests([mentees, mentors], { seed, permutations }, options);
  const sides = { mentees: mentees.finish(), mentors: mentors.finish() };
  return deepFreeze({
    kind: "audit",
    attributes: grouped.attributes,
    rounds: rounds.length,
    ...{ audience, seed, permutations, minimumCell },
    statements: statementsOf(sides),
    comparisons: countComparisons(sides),
    ...sides,
    warnings: left === 0 ? [] : [truncated(groupings.length, left)],
  });
}

function readPooled(round: { readonly matching: Matching; readonly people: People }, index: number): Round {
  const path = ["options", "pooled", index];
  return readRound(round.matching, round.people, { matching: [...path, "matching"], people: [...path, "people"] });
}

function optionsOf(rounds: readonly Round[], control: Control) {
  const tick = followPhase(
    control,
    "score",
    rounds.reduce((sum, { mentees }) => sum + mentees.length, 0),
  );
  let done = 0;
  return rounds.map((round) => findOptions(round, () => tick(++done)));
}

function runTests(
  sides: readonly OpenSide[],
  { seed, permutations }: { readonly seed: number; readonly permutations: number },
  control: Control,
): void {
  const tick = followPhase(control, "sample", permutations * sides.reduce((sum, { tests }) => sum + tests.sets, 0));
  let done = 0;
  for (const { tests } of sides) tests.run({ seed, permutations, onShuffle: () => tick(++done) });
}

function truncated(looked: number, left: number): Warning {
  const message = `There are more groupings than are looked at: ${looked} were, those of the fewest attributes, and ${left} were not. Name fewer attributes.`;
  return { code: "W_TRUNCATED", message, count: left };
}
