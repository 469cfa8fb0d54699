import { type Matching, type People, type Policy, type PolicyBound, scorePairs } from "telemachus";

import type { Bound } from "../../src/solve/assignment.js";
import { boundsOf, fewestSeats, shortfall } from "./exhaustive.js";
import type { WholeProgramme } from "./wholeProgramme.js";

/** So many pairs are tried in all their combinations. */
const MOST_PAIRS = 24;

/**
 * What is wrong with the explanation of a programme that nobody can be matched in. Small ones are held against trying
 * every assignment: the bounds named cannot be met together, any others of them can; every repair, carried out, makes it
 * feasible, and one step less does not.
 */
export function infeasibilityFaults(
  matching: Matching,
  people: People,
  policy: Policy,
  whole: WholeProgramme,
): string[] {
  const { infeasibility } = matching;
  if (infeasibility === undefined) return ["it is infeasible, and nothing says why"];
  const { mentees, mentors, scores, options } = whole;
  if (mentees.length * mentors.length > MOST_PAIRS) return [];
  const { conflict, repairs } = infeasibility;
  const faults: string[] = [];
  const demand = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  // what pins meet is taken off what is said, and not off what is tried
  const pinsUnder = (bound: PolicyBound) => {
    const columns = bound.mentor === undefined ? undefined : mentors.indexOf(bound.mentor);
    const isMember = (row: number, column: number) => {
      if (bound.kind === "minimum") return true;
      const { side, members } = options.quotas![bound.quota];
      return Array.from(members).includes(side === "rows" ? row : column);
    };
    return options.required.filter(
      ([row, column]) => isMember(row, column) && (columns === undefined || columns === column),
    ).length;
  };
  const toBound = (bound: PolicyBound, min = bound.min): Bound => {
    const least = min + pinsUnder(bound);
    if (bound.kind === "minimum") return { kind: "minimum", column: mentors.indexOf(bound.mentor), min: least };
    const at = bound.mentor === undefined ? {} : { column: mentors.indexOf(bound.mentor) };
    return { kind: "quota", quota: bound.quota, ...at, min: least };
  };
  const bounds = conflict.bounds.map((bound) => toBound(bound));
  const missing = shortfall(scores, options, bounds);
  demand(missing === conflict.missing && missing > 0, `the conflict misses ${missing}, not ${conflict.missing}`);
  bounds.forEach((_, left) => {
    const others = bounds.filter((__, at) => at !== left);
    demand(shortfall(scores, options, others) === 0, `the conflict is one without its bound ${left} too`);
  });

  const all = boundsOf(options);
  const isFeasible = (changed: Partial<WholeProgramme["options"]>, given = scores) =>
    shortfall(given, { ...options, ...changed }, boundsOf({ ...options, ...changed })) === 0;
  const addSeats = (added: readonly { readonly mentor: string; readonly seats: number }[]) => ({
    capacities: options.capacities.map((seats, column) =>
      added.reduce((sum, one) => sum + (one.mentor === mentors[column] ? one.seats : 0), seats),
    ),
  });
  const fewest = fewestSeats(scores, options);
  demand(
    repairs.some(({ kind }) => kind === "bounds"),
    "no repair lowers bounds",
  );
  demand(repairs.some(({ kind }) => kind === "seats") === fewest < Infinity, `${fewest} seats would do`);
  for (const repair of repairs) {
    if (repair.kind === "bounds") {
      const lowered = repair.bounds.map((bound) => toBound(bound, bound.to));
      const by = repair.bounds.reduce((sum, { min, to }) => sum + min - to, 0);
      const isSame = (one: Bound, other: Bound) =>
        JSON.stringify({ ...one, min: 0 }) === JSON.stringify({ ...other, min: 0 });
      const after = all.map((bound) => lowered.find((one) => isSame(one, bound)) ?? bound);
      demand(
        repair.bounds.every(({ min, to }) => to < min && to >= 0),
        "a bound is not lowered",
      );
      demand(by === repair.by && by === shortfall(scores, options, all), `bounds are lowered by ${by}`);
      demand(shortfall(scores, options, after) === 0, "lower bounds do not do");
    } else if (repair.kind === "seats") {
      demand(repair.seats === fewest, `${fewest} seats would do, not ${repair.seats}`);
      demand(isFeasible(addSeats(repair.split)), "seats as in the split do not do");
      demand(repair.split.reduce((sum, { seats }) => sum + seats, 0) === fewest, "the split has other seats");
      for (const mentor of mentors) {
        const alone = isFeasible(addSeats([{ mentor, seats: repair.seats }]));
        demand(alone === repair.mentors.includes(mentor), `${repair.seats} seats at ${mentor} alone: ${alone}`);
      }
    }
  }
  return [...faults, ...liftFaults({ matching, people, policy, whole, isFeasible })];
}

interface Lifted {
  readonly matching: Matching;
  readonly people: People;
  readonly policy: Policy;
  readonly whole: WholeProgramme;
  readonly isFeasible: (changed: Partial<WholeProgramme["options"]>, scores: number[][]) => boolean;
}

/**
 * Every rule whose lifting alone would do is named, and no other; for the mentees named it does, for fewer it does not.
 */
function liftFaults({ matching, people, policy, whole, isFeasible }: Lifted): string[] {
  const { mentees, mentors, scores } = whole;
  return Object.keys(policy.rules ?? {}).flatMap((rule) => {
    const { [rule]: _, ...others } = policy.rules!;
    const freed = withoutRelaxing(people, { ...policy, rules: others }, whole);
    const liftedFor = (ids: readonly string[]) =>
      scores.map((row, i) =>
        row.map((score, j) =>
          score === -Infinity && ids.includes(mentees[i]) ? freed[i * mentors.length + j] : score,
        ),
      );
    const does = (ids: readonly string[]) => isFeasible({}, liftedFor(ids));
    const repair = matching.infeasibility!.repairs.find((one) => one.kind === "rule" && one.rule === rule);
    if (repair === undefined) return does(mentees) ? [`lifting ${rule} would do`] : [];
    if (repair.kind !== "rule") return [];
    const faults = does(repair.mentees) ? [] : [`lifting ${rule} for ${repair.mentees} does not do`];
    if (repair.count !== repair.mentees.length) faults.push(`lifting ${rule} counts ${repair.count}`);
    // where mentees want several, others might be fewer: then those named are held against each other only
    const isSingle = whole.options.demands.every((demand) => demand <= 1);
    const candidates = isSingle ? mentees : repair.mentees;
    const smaller = subsets(candidates).filter((ids) => ids.length < repair.count && does(ids));
    return smaller.length === 0 ? faults : [...faults, `lifting ${rule} for ${smaller[0]} would do`];
  });
}

/** Scores under other rules, none of which gives way: whoever needs that has it already. */
function withoutRelaxing(people: People, policy: Policy, { scores }: WholeProgramme): Float64Array {
  const rules = Object.entries(policy.rules ?? {}).map(([name, rule]) => [name, { ...rule, otherwise: "forbid" }]);
  const found = scorePairs(people, { ...policy, rules: Object.fromEntries(rules) }).scores;
  return found.map((score, at) => (score === -Infinity ? scores.flat()[at] : score));
}

function subsets<Item>([first, ...others]: readonly Item[]): Item[][] {
  if (first === undefined) return [[]];
  return subsets(others).flatMap((set) => [set, [first, ...set]]);
}
