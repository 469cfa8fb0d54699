import type { WhyNot } from "../explain/whyNot.js";
import type { OverriddenBecause } from "./entry.js";

/** What a log keeps of an answer to "why not?": what decided and what it costs, and nobody's score, wish or reason. */
export function becauseOf(answer: WhyNot): OverriddenBecause {
  switch (answer.kind) {
    case "banned":
    case "rule":
      return { kind: answer.kind, rules: answer.rules.map(({ rule }) => rule) };
    case "belowMinimum":
      return { kind: answer.kind, rules: answer.rules };
    case "pinned":
      return { kind: answer.kind, full: answer.full };
    case "manual":
      return { kind: answer.kind, left: answer.left };
    case "cost": {
      const { kind, cost, decidedBy } = answer;
      const { leximin: _, ...profiles } = answer.profiles;
      return { kind, cost, profiles, decidedBy };
    }
    default:
      return { kind: answer.kind };
  }
}
