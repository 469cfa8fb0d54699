import type { Component, Stage } from "../assignment.js";
import type { Violation } from "./claim.js";
import type { ClaimedPair, StagedClaim, StagedInstance } from "./stagedClaim.js";
import { counting, greatest, levels, mostChoices, placesOf, scoresOf } from "./stageOrders.js";

/*
 * Which components make lexicographic optimality in them the same as optimality in the stages.
 *
 * `priority` and `draw` compare sets of rows lexicographically, and one weight for each row is enough, whatever its
 * size: the sets of rows that can have a first place together, also among the optima of earlier components, are a
 * generalised matroid, because each row enters the flow by itself. Such a family has, for any weights above zero, the
 * same best members as for any others in the same order, and these are lexicographically best; equal weights count.
 * A quota of rows joins the rows before they enter; then this is no longer so, and each rank is a component.
 * Sources: J. Edmonds & D. R. Fulkerson, "Transversals and Matroid Partition", J. Res. NBS 69B:147–153, 1965; A. Frank,
 * "Generalized Polymatroids", 1984; K. Murota, "Discrete Convex Analysis", SIAM, 2003, chapters 4 and 9.
 *
 * `leximin` needs the levels at which the claim itself has scores, and no others. Let the sorted scores of another
 * assignment with as many pairs be greater at the first difference k, and let t be the claim's k-th score. Then it has
 * fewer pairs of at most t, and as many of at most each level before: it wins in the components. Let them be less there:
 * then it has a pair between t and the level before, or more pairs of at most a level before, and loses. So the components decide as
 * the sorted scores do. At the highest level only assignments with a greater score can differ.
 */

/** What a component has to be; one that can decide nothing may be left out. */
interface Required extends Component {
  readonly mayLack?: () => boolean;
}

/** The components that are claimed, held against those that the stages call for. At most one violation. */
export function componentViolations(instance: StagedInstance, { components, pairs }: StagedClaim): Violation[] {
  let at = 0;
  for (const wanted of instance.stages.flatMap((stage) => componentsOf(stage, instance, pairs))) {
    if (isSame(components[at], wanted)) at++;
    else if (wanted.mayLack?.() !== true) return [wrongComponent(at, components[at], wanted)];
  }
  return at === components.length ? [] : [wrongComponent(at, components[at])];
}

function isSame(one: Component | undefined, other: Component): boolean {
  return one?.stage === other.stage && one.of === other.of;
}

function wrongComponent(at: number, received: Component | undefined, wanted?: Component): Violation {
  const name = (component: Component | undefined) =>
    component === undefined
      ? "nothing"
      : [component.stage, component.of].filter((part) => part !== undefined).join(" ");
  return { kind: "component", message: `Component ${at} is ${name(received)} instead of ${name(wanted)}.` };
}

function componentsOf(stage: Stage, instance: StagedInstance, pairs: readonly ClaimedPair[]): readonly Required[] {
  const { rows, loads } = instance;
  switch (stage) {
    case "matched":
      return counting(1, Math.max(1, greatest(placesOf(loads)))).map((of) => ({ stage, of }));
    case "priority":
      if (!joinsRows(instance)) return [{ stage }];
      return levels(loads.priorities)
        .reverse()
        .map((of) => ({ stage, of }));
    case "draw":
      if (!joinsRows(instance)) return [{ stage }];
      return counting(0, rows - 1).map((of) => ({ stage, of }));
    case "total":
    case "balance":
    case "continuity":
      return [{ stage }];
    case "choices":
      return counting(1, mostChoices(instance)).map((of) => ({ stage, of }));
    case "choices:generous":
      return [
        { stage },
        { stage, of: 0 },
        ...counting(2, mostChoices(instance))
          .map((of) => ({ stage, of }))
          .reverse(),
      ];
    case "floor":
      return [
        { stage },
        ...scoresOf(instance, pairs)
          .slice(0, 1)
          .map((of) => ({ stage, of })),
      ];
    case "leximin":
      return [{ stage }, ...scoresOf(instance, pairs).map((of) => levelOf(of, instance, pairs))];
  }
}

function levelOf(of: number, instance: StagedInstance, pairs: readonly ClaimedPair[]): Required {
  return {
    stage: "leximin",
    of,
    mayLack: () => of === scoresOf(instance, pairs).at(-1) && of >= greatestScore(instance),
  };
}

/** Whether some quota bounds rows together. */
function joinsRows({ loads }: StagedInstance): boolean {
  return loads.quotas.some(({ side, of }) => side === "rows" && of === "all");
}

/** The greatest score of any allowed pair. */
function greatestScore({ scores }: StagedInstance): number {
  return greatest(scores.form === "dense" ? scores.data : scores.score);
}
