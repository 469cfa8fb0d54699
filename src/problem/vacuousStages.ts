import type { Stage } from "../solve/assignment.js";
import { stagesOf } from "../solve/objective.js";
import type { Problem } from "./problem.js";

/** A stage of the objective that decides nothing, and why. */
export interface VacuousStage {
  readonly stage: Stage;
  /** The end of a sentence that begins with the stage. */
  readonly why: string;
}

type Facts = Pick<
  Problem<unknown, unknown>,
  "policy" | "mentees" | "demands" | "priorities" | "choices" | "current" | "capacities" | "taken"
>;

/**
 * The stages that, as can be shown without solving, decide nothing beyond what the stages before them do, or nothing
 * that their name says. None where there is nobody to match.
 */
export function vacuousStages(problem: Facts): VacuousStage[] {
  if (problem.mentees.length === 0 || problem.capacities.length === 0) return [];
  const stages = stagesOf(problem.policy.objective) ?? [];
  return stages.flatMap((stage, index) => {
    const why = whyVacuous(stage, stages.slice(0, index), problem);
    return why === undefined ? [] : [{ stage, why }];
  });
}

function whyVacuous(stage: Stage, before: readonly Stage[], problem: Facts): string | undefined {
  const { demands, priorities, choices, current } = problem;
  const isSingle = demands.every((demand) => demand === 1);
  switch (stage) {
    case "matched":
      return isSingle ? fixedBy(numberOfPairs(problem), before, "how many are matched") : undefined;
    case "priority": {
      const decided = fixedBy(["draw"], before, "who is matched");
      if (decided !== undefined || new Set(priorities).size > 1) return decided;
      const counting: Stage[] = isSingle ? numberOfPairs(problem) : ["matched"];
      const counted = fixedBy(counting, before, "how many are matched");
      const rest = counted === undefined ? ", so it only matches as many as possible" : `; ${counted}`;
      return `every mentee has the same priority${rest}`;
    }
    case "total":
    case "floor":
      return fixedBy(["leximin"], before, "every score");
    case "choices":
      if (choices.every((list) => list.length === 0)) return "nobody chose anybody of the programme";
      return fixedBy(["choices:generous"], before, "how many choices of each rank are met");
    case "choices:generous":
      if (choices.some((list) => list.length > 0)) return undefined;
      return "nobody chose anybody of the programme, so it only fills as many places as possible";
    case "balance":
      return isLevel(problem) ? fixedBy(numberOfPairs(problem), before, "how many seats are taken") : undefined;
    case "continuity":
      return current.size === 0 ? "history.current names no pair of the programme" : undefined;
    default:
      return undefined;
  }
}

/**
 * Whether seats are levelled before any stage asks for pairs: the loads that add up to the least are none at all.
 */
export function matchesNobody({ policy, mentees, capacities }: Facts): boolean {
  return mentees.length > 0 && capacities.length > 0 && stagesOf(policy.objective)?.[0] === "balance";
}

/** The first of the stages before that decides what this one would. */
function fixedBy(deciding: readonly Stage[], before: readonly Stage[], what: string): string | undefined {
  const stage = before.find((one) => deciding.includes(one));
  return stage === undefined ? undefined : `${JSON.stringify(stage)} before it decides ${what} already`;
}

/** The stages after which the number of pairs is settled. */
function numberOfPairs({ demands }: Facts): Stage[] {
  const filling: Stage[] = ["matched", "floor", "leximin", "choices:generous"];
  return demands.every((demand) => demand === 1) ? [...filling, "priority", "draw"] : filling;
}

/** Whether every mentor who has a seat has one, with as many mentees already: then only the number of pairs counts. */
function isLevel({ capacities, taken }: Facts): boolean {
  const loads = new Set(taken.filter((_, mentor) => capacities[mentor] > 0));
  return loads.size <= 1 && capacities.every((capacity) => capacity <= 1);
}
