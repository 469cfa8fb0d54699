import { checkCertificate } from "./check/checkCertificate.js";
import { checkFeasibility } from "./check/checkFeasibility.js";
import { checkFeasible, checkInfeasibility } from "./check/checkInfeasibility.js";
import { checkLottery, checkNoLottery, nobodyUndecided } from "./check/checkLottery.js";
import { checkManifest } from "./check/checkManifest.js";
import { checkObjective } from "./check/checkObjective.js";
import { checkPairs, checkPeople } from "./check/checkPairs.js";
import { checkPrecedence } from "./check/checkPrecedence.js";
import { checkNobodyMatched, checkReasons } from "./check/checkReasons.js";
import { checkReconciliation } from "./check/checkReconciliation.js";
import { checkScores } from "./check/checkScores.js";
import { checkStability } from "./check/checkStability.js";
import { type Examination, examine } from "./check/examination.js";
import { type Ground, layGround } from "./check/ground.js";
import { readMatching } from "./check/readMatching.js";
import { scoreRows } from "./check/scoreRows.js";
import { listed, type MatchingViolation, type Violations } from "./check/violation.js";
import type { Exact } from "./exact.js";
import { checkOptions, keyCheck, type MatchOptions } from "./matching/checkMatchOptions.js";
import type { Matching } from "./matching/matching.js";
import { type Policy, policyForm } from "./policy.js";
import { checkProblem } from "./problem/checkProblem.js";
import type { People } from "./problem/people.js";
import { compileScorer } from "./score/scorer.js";

/**
 * Checks everything that a matching says against the people and the policy that it was made from, and lists what does not
 * hold: an empty list means that it is what it claims to be. The matching may be stored, sent or edited; nothing in it is
 * trusted, and nothing in it can make the check fail.
 *
 * What is asked of it stands below, in this order: its manifest; its pairs, by precedence (pins, bans, what is left to a
 * human, requests, rules)
 * and by places, seats, minimums and quotas; scores, which are sums of contributions; what the objective's stages
 * reached; the proof that nothing better can be had, or that nobody would rather have another, or that nothing is
 * feasible; the lottery; the reasons of whoever and whatever is left over; and that everybody is in one place. Where
 * something is wrong with pairs, what follows from them is not looked into.
 *
 * The check shares with `match` how people and policy are read, how a pair is scored (the criteria and rules of
 * `scorePairs`), how digests are made and lots are drawn, and the prover, which shares no code with the solvers. No
 * solver runs. Not looked into are the words of warnings and which of them there are, the kernel's name, whether prices are
 * the lowest there are, and the words of an infeasible programme. Of a stable matching it is checked that no pair blocks
 * it, not that of several it is the one that the side which proposes likes best, nor what the lottery decided.
 *
 * Result: plain data that names people by ids only, at most 100 violations; the same in whatever order people are given.
 * Time: every pair is scored once, and looked at once for each component of the certificate; space 8 bytes for each pair,
 * and where there are very many and no more is asked for than capacities, `matched` and `total`, O(mentees + mentors).
 *
 * @throws TelemachusError as `match` does for people and policy, and for a `matching` that is none; E_TOO_LARGE
 * @example checkMatching(JSON.parse(stored), people, policy) // []
 */
export function checkMatching<const Given extends Policy>(
  matching: Matching,
  people: People,
  policy: Exact<Given, Policy>,
  options: Pick<MatchOptions, "digestKey"> = {},
): MatchingViolation[] {
  checkOptions(options, { digestKey: keyCheck });
  const scorer = compileScorer(checkProblem(people, policy, policyForm));
  const read = readMatching(matching);
  if ("violations" in read) return listed(read.violations);
  return listed(violationsOf(read.matching, layGround(scorer), options.digestKey));
}

function* violationsOf(said: Matching, ground: Ground, digestKey: string | undefined): Violations {
  yield* checkManifest(ground, said, digestKey);
  const strangers = listed(checkPeople(ground, said));
  yield* strangers;
  if (strangers.length === 0) yield* checkEverything(examine(ground, said, scoreRows(ground)));
}

/** What is asked of a matching whose people are known, in this order. */
export function* checkEverything(examination: Examination): Violations {
  const { said, stable } = examination;
  if (said.status === "infeasible") return yield* checkNothingFeasible(examination);
  const ofPairs = listed(checkWhoIsMatched(examination));
  yield* ofPairs;
  yield* checkScores(examination);
  yield* checkObjective(examination);
  yield* checkReconciliation(examination);
  if (ofPairs.length === 0) yield* stable === undefined ? checkBest(examination) : checkStable(examination);
}

function* checkWhoIsMatched(examination: Examination): Violations {
  yield* checkPairs(examination.said);
  yield* checkPrecedence(examination);
  yield* checkFeasibility(examination);
  yield* checkFeasible(examination);
}

function* checkBest(examination: Examination): Violations {
  const proof = yield* checkCertificate(examination);
  // what the lottery decided, and who lost by it, is read from the proof
  if (proof !== undefined) yield* checkReasons(examination, yield* checkLottery(examination, proof));
}

function* checkStable(examination: Examination): Violations {
  const byLottery = yield* checkStability(examination);
  yield* checkNoLottery(examination);
  yield* checkReasons(examination, { ...nobodyUndecided, byLottery });
}

function* checkNothingFeasible(examination: Examination): Violations {
  yield* checkInfeasibility(examination);
  yield* checkObjective(examination);
  yield* checkNoLottery(examination);
  yield* checkNobodyMatched(examination);
  yield* checkReconciliation(examination);
}
