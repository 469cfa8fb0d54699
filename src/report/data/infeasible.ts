import { isOpen } from "../../explain/openScorer.js";
import type { PolicyBound, ProgrammeRepair } from "../../matching/infeasibility.js";
import { counted } from "../../numeric/counted.js";
import { whySpecial } from "../../problem/specialFields.js";
import { inWords, listed, shown } from "../words/shown.js";
import type { View } from "./view.js";

/** Why nobody is matched, and what would help, in sentences. */
export interface InfeasibleReport {
  readonly bounds: readonly string[];
  /** How many matches short; undefined where that would tell how many people gave an answer of a special kind. */
  readonly missing: number | undefined;
  readonly repairs: readonly string[];
  /** What an administrator reads besides. */
  readonly message: string | undefined;
}

export function infeasibleReport(view: View): InfeasibleReport | undefined {
  const found = view.matching.infeasibility;
  if (found === undefined) return undefined;
  const { conflict, repairs } = found;
  const isTold = view.audience !== "committee";
  return {
    bounds: conflict.bounds.map((bound) => `${boundWords(view, bound)} at least ${bound.min}`),
    missing: conflict.bounds.some((bound) => isHidden(view, bound)) ? undefined : conflict.missing,
    repairs: repairs.flatMap((repair) => (isTold ? [repair.message] : openRepair(view, repair))),
    message: isTold ? conflict.message : undefined,
  };
}

/** Whether a bound counts people by answers that the audience may not know of. */
function isHidden({ audience, whole }: View, bound: PolicyBound): boolean {
  if (audience !== "committee" || bound.kind === "minimum") return false;
  const { policy } = whole.problem;
  return whySpecial(policy, policy.quotas![bound.quota].attribute) !== undefined;
}

/** `Lin has to have`, `Mentees with site “Leeds”:`. */
function boundWords(view: View, bound: PolicyBound): string {
  const withMentor = bound.mentor === undefined ? "" : ` with ${view.mentors[view.mentorOf.get(bound.mentor)!]}`;
  if (bound.kind === "minimum") return `Matches${withMentor}:`;
  const { policy } = view.whole.problem;
  const { side, attribute, value } = policy.quotas![bound.quota];
  const group = isHidden(view, bound)
    ? "of a group that the programme set"
    : `with ${shown(attribute)} “${shown(String(value))}”`;
  return `Matches of ${side} ${group}${withMentor}:`;
}

/** Whom others may have follows from what they asked for in confidence: so nobody is named who could take a seat. */
function openRepair(view: View, repair: ProgrammeRepair): string[] {
  switch (repair.kind) {
    case "bounds":
      return [
        `Lower ${listed(
          repair.bounds.map((bound) => {
            const stated = `“${boundWords(view, bound)} at least ${bound.min}”`;
            return isHidden(view, bound) ? stated : `${stated} to ${bound.to}`;
          }),
        )}.`,
      ];
    case "seats":
      return [`${counted(repair.seats, "more seat")}, with mentors whom the programme's team can name.`];
    case "rule": {
      const rule = view.whole.problem.policy.rules![repair.rule];
      if (!isOpen(view.whole, rule)) return [];
      return [`Lift the rule “${inWords(repair.rule)}” for ${counted(repair.count, "mentee")}.`];
    }
  }
}
