import * as z from "zod";
import { expected, strictObject } from "../problem/expected.js";
import type { Cohort } from "./cohort.js";
import type { Groups } from "./groups.js";

/** What every rule may state. */
export interface RuleBase {
  /** What becomes of a pair for which the rule cannot be decided, because an answer is missing; `"allow"` where it is not given. */
  readonly unknown?: "allow" | "forbid";
  /** `"relax"`: the rule gives way for a mentee who would otherwise have no allowed mentor at all. `"forbid"` where it is not given. */
  readonly otherwise?: "forbid" | "relax";
}

/** A rule made ready for one cohort. Indices are the cohort's. Pure: the same answer every time. */
export interface CompiledRule<Evidence = unknown> {
  /** Whether the pair meets the rule; undefined where an answer is missing. */
  readonly holds: (mentee: number, mentor: number) => boolean | undefined;
  /** Mentors of a group stand alike with every mentee. */
  readonly groups?: Groups;
  /** With groups: the few mentors who may stand otherwise than the rest of theirs. */
  readonly exceptions?: RuleExceptions;
  /** The lowest score, in millionths, that a pair may have. */
  readonly minimum?: number;
  /** What the decision rests on, as plain data for explanations. */
  readonly evidence: (mentee: number, mentor: number) => Evidence;
}

export interface RuleExceptions {
  /** What the rule says of a mentor as one of a group. */
  readonly usual: (mentee: number, mentor: number) => boolean | undefined;
  /** All mentors of whom `holds` may say something else; undefined where that may be any. */
  readonly of: (mentee: number) => readonly number[] | undefined;
}

/** A kind of rule: one file each, all of this shape. */
export interface RuleKind<Rule extends RuleBase, Evidence = unknown> {
  readonly schema: z.ZodType<Rule>;
  readonly compile: (rule: Rule, cohort: Cohort, name: string) => CompiledRule<Evidence>;
}

/** The schema of a kind: what every rule may state, and the fields of its own. */
export function ruleSchema<Shape extends z.ZodRawShape>(kind: string, own: Shape) {
  const unknown = z.enum(["allow", "forbid"], expected("E_TYPE", '"allow" or "forbid"')).optional();
  const otherwise = z.enum(["forbid", "relax"], expected("E_TYPE", '"forbid" or "relax"')).optional();
  return strictObject({ kind: z.literal(kind), ...own, unknown, otherwise }, `a rule of the kind ${kind} (an object)`);
}
