import { describe, type Issue, issue, type Path } from "../errors.js";
import type { Method, StableMethod } from "./aims.js";

/** A stable method with nothing left open. */
export type FullStableMethod = Required<Omit<StableMethod, "kind">>;

/** The policy's method, complete; undefined where it is the optimal one. */
export function stableMethodOf(method: Method | undefined): FullStableMethod | undefined {
  if (method === undefined || method === "optimal") return undefined;
  const { proposing = "mentees", from = "scores" } = method === "stable" ? {} : method;
  return { proposing, from };
}

type Seats = number | { readonly min?: number } | undefined;

/** The parts of a policy that say what a matching should be like. */
interface Wanted {
  readonly method?: Method;
  readonly objective?: unknown;
  readonly quotas?: readonly unknown[];
  readonly capacity?: Seats;
}

const NO_MINIMUMS =
  "With lower bounds a stable matching need not exist (Hamada, Iwama and Miyazaki, 2011): " +
  'leave them out, or use the method "optimal".';
const NO_QUOTAS =
  "Under quotas a stable matching need not exist, as a pair may be kept apart for the sake of others: " +
  'leave them out, or use the method "optimal".';
const NO_OBJECTIVE =
  "Stability decides who is matched with whom, and the side that proposes where it leaves a choice: " +
  'leave the objective out, or use the method "optimal".';

/**
 * What a policy asks for that a stable matching cannot give: an objective, quotas, and seats that have to be filled.
 * `mentors` are the input's, in their order; they need not be sound. Seats of those who are left to a human need not be
 * filled.
 */
export function stableIssues({ method, objective, quotas, capacity }: Wanted, mentors: readonly unknown[]): Issue[] {
  if (stableMethodOf(method) === undefined) return [];
  const issues: Issue[] = [];
  const refuse = (path: Path, received: string, hint: string) => {
    issues.push(issue("E_CONFLICT", path, { expected: 'left out under the method "stable"', received, hint }));
  };
  mentors.forEach((mentor, index) => {
    const { capacity, manual } = (mentor ?? {}) as { readonly capacity?: Seats; readonly manual?: unknown };
    const min = manual === true ? 0 : minimumOf(capacity);
    if (min > 0) refuse(["mentors", index, "capacity", "min"], describe(min), NO_MINIMUMS);
  });
  const usual = minimumOf(capacity);
  if (usual > 0) refuse(["policy", "capacity", "min"], describe(usual), NO_MINIMUMS);
  if (objective !== undefined) refuse(["policy", "objective"], describe(objective), NO_OBJECTIVE);
  if (quotas !== undefined && quotas.length > 0) refuse(["policy", "quotas"], describe(quotas), NO_QUOTAS);
  return issues;
}

/** 0 where none is stated, or none that is a number. */
function minimumOf(capacity: Seats): number {
  const min: unknown = typeof capacity === "object" && capacity !== null ? capacity.min : undefined;
  return typeof min === "number" ? min : 0;
}
