import type { Matching } from "../matching/matching.js";
import { counted } from "../numeric/counted.js";
import { formatMillionths } from "./numbers.js";

type StageResult = Matching["objective"]["stages"][number];

/** What came out and what is proven of it; where nobody could be matched, why, and what would help. */
export function outcomeLines(matching: Matching): string[] {
  const total = `Total score: ${formatMillionths(matching.total)}`;
  switch (matching.status) {
    case "optimal":
      return isPlain(matching.objective.stages)
        ? [`${total}, proven optimal`]
        : [total, `Proven optimal: ${matching.objective.stages.map(stageWords).join(", then ")}`];
    case "stable":
      return [total, "Proven stable: no mentee and mentor would rather have each other than whom they have"];
    case "infeasible":
      return infeasibleLines(matching);
  }
}

/** Whether counts and total, which are shown anyway, say all that the stages reached. */
function isPlain(stages: readonly StageResult[]): boolean {
  return stages.every(({ stage, profile }) => (stage === "matched" || stage === "total") && profile === undefined);
}

function stageWords(result: StageResult): string {
  const { stage, value, profile = [] } = result;
  if (value === null) return "no pair whose score could be raised";
  switch (stage) {
    case "matched": {
      const further = profile.filter(({ of }) => of > 1).map(({ of, count }) => `${count} with ${of} mentors`);
      return `${counted(value, "mentee")} matched${further.length === 0 ? "" : ` (${further.join(", ")})`}`;
    }
    case "priority":
      return `${counted(value, "mentee")} of the highest priority`;
    case "draw":
      return `${counted(value, "mentee")} as drawn`;
    case "total":
      return `total ${formatMillionths(value)}`;
    case "floor":
      return `lowest score ${formatMillionths(value)}`;
    case "leximin":
      return `lowest score ${formatMillionths(value)} and each next one`;
    case "choices":
      return counted(value, "first choice");
    case "choices:generous":
      return `${counted(value, "pair")} that nobody chose`;
    case "balance":
      return `sum of squared loads ${value}`;
    case "continuity":
      return `${counted(value, "current pair")} kept`;
  }
}

function infeasibleLines({ infeasibility }: Matching): string[] {
  const { conflict, repairs } = infeasibility!;
  const help = repairs.map(({ message }) => `  ${message}`);
  return [
    "No matching meets the policy's minimums and quotas, so nobody is matched:",
    `  ${conflict.message}`,
    ...(help.length === 0 ? [] : [help.length === 1 ? "What would help:" : "Any one of these would help:", ...help]),
  ];
}
