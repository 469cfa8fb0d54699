import { type Issue, issue, quote, throwIssues } from "../errors.js";
import type { Warning } from "../problem/problem.js";
import { scoreAll } from "../score/scoreAll.js";
import { belowMinimum, blocksOf, type Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import { stagesOf } from "../solve/objective.js";
import { checkMemory, type ReadProblem } from "../solve/readProblem.js";
import { type Control, followPhase } from "./progress.js";
import { signalWarnings, undecidedWarnings } from "./warnings.js";

/** What is left to solve once the pins are fixed: the mentees who are not pinned, and the seats that are not. */
export interface OpenProgramme {
  readonly scorer: Scorer;
  /** The problem's indices of the mentees who are not pinned: the rows. The columns are all mentors. */
  readonly mentees: readonly number[];
  readonly assignment: ReadProblem;
  readonly warnings: readonly Warning[];
}

/**
 * Fixes the pins and scores everyone else.
 *
 * @throws E_CONFLICT for a pin against a rule without `override`; E_TOO_LARGE before the scores are allocated
 */
export function openProgramme(scorer: Scorer, control: Control, memoryLimit: number | undefined): OpenProgramme {
  const { problem } = scorer;
  const pinWarnings = checkPinsAgainstRules(scorer);
  const pinned = new Set(problem.pins.map(({ mentee }) => mentee));
  const mentees = problem.mentees.map((_, index) => index).filter((index) => !pinned.has(index));
  const shape = { rows: mentees.length, columns: problem.mentors.length };
  checkMemory(shape, memoryLimit);

  const tick = followPhase(control, "score", mentees.length);
  const { scores, undecided } = scoreAll(scorer, mentees, tick);
  const capacities = [...problem.capacities];
  for (const { mentor } of problem.pins) capacities[mentor]--;
  const seats = capacities.reduce((sum, count) => Math.min(sum + count, shape.rows), 0);
  const stages = stagesOf(problem.policy.objective) ?? [];
  return {
    scorer,
    mentees,
    assignment: { ...shape, scores, capacities, stages, seats, largest: MILLIONTHS, unit: 1, rounded: false },
    warnings: [...pinWarnings, ...undecidedWarnings(scorer, undecided), ...signalWarnings(scorer, scores)],
  };
}

/** Precedence: pins, then bans, then rules, then requests. What gives way is named, or has to be overridden in words. */
function checkPinsAgainstRules(scorer: Scorer): Warning[] {
  const { problem } = scorer;
  const issues: Issue[] = [];
  const warnings: Warning[] = [];
  for (const { mentee, mentor, override, index } of problem.pins) {
    const [menteeId, mentorId] = [problem.mentees[mentee].id, problem.mentors[mentor].id];
    const ids = [menteeId, mentorId].sort();
    const pair = `the pin of mentee ${quote(menteeId)} with mentor ${quote(mentorId)}`;
    const blocks = blocksOf(scorer, mentee, mentor);
    // what gives way leaves the lowest score to be met
    const isLowAsked = blocks.length === 0 || blocks.some(({ kind }) => kind === "belowMinimum");
    const low = isLowAsked ? [] : belowMinimum(scorer, mentee, mentor);
    for (const block of [...blocks, ...low]) {
      if (block.kind === "avoid") {
        const message = `A request not to be matched gives way to ${pair}.`;
        warnings.push({ code: "W_OVERRIDDEN_REQUEST", message, ids });
      } else if ((block.kind === "rule" || block.kind === "belowMinimum") && override) {
        const message = `The rule ${quote(block.rule)} gives way to ${pair}.`;
        warnings.push({ code: "W_OVERRIDDEN_RULE", message, ids });
      } else if (block.kind === "rule" || block.kind === "belowMinimum") {
        const received = `one that the rule ${quote(block.rule)} forbids`;
        const hint = 'Set "override": true if the pin is to stand against the rule.';
        issues.push(
          issue("E_CONFLICT", ["policy", "pins", index], { expected: "a pair that the rules allow", received, hint }),
        );
      }
    }
  }
  throwIssues(issues);
  return warnings;
}
