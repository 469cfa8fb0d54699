import * as z from "zod";
import type { Objective } from "../solve/assignment.js";
import { presetNames, stageNames } from "../solve/objective.js";
import { expected, strictObject } from "./expected.js";

/** Deferred acceptance: no mentee and mentor who are not matched would both rather have each other. */
export interface StableMethod {
  readonly kind: "stable";
  /** The side that proposes, for whose people it is the best of all stable matchings; `"mentees"` where it is not given. */
  readonly proposing?: "mentees" | "mentors";
  /** Whom each prefers: by the score of the pair (`"scores"`, where it is not given), or as they chose themselves. */
  readonly from?: "scores" | "choices";
}

/** How a matching is found: the best one by `objective`, or a stable one. */
export type Method = "optimal" | "stable" | StableMethod;

const orList = (names: readonly string[]) => {
  const quoted = names.map((name) => JSON.stringify(name));
  return `${quoted.slice(0, -1).join(", ")} or ${quoted[quoted.length - 1]}`;
};

const aPreset = `the preset ${orList(presetNames)}, or a list of stages`;

export const objectiveSchema: z.ZodType<Objective> = z.union(
  [
    z.enum(presetNames, expected("E_OBJECTIVE", aPreset)),
    z
      .array(z.enum(stageNames, expected("E_OBJECTIVE", `a stage (${orList(stageNames)})`)))
      .min(1, expected("E_OBJECTIVE", "at least one stage"))
      .refine((list) => new Set(list).size === list.length, expected("E_OBJECTIVE", "a list of different stages"))
      .meta({ uniqueItems: true }),
  ],
  expected("E_OBJECTIVE", aPreset),
);

export const methodSchema: z.ZodType<Method> = z.union(
  [
    z.enum(["optimal", "stable"], expected("E_OPTION", '"optimal" or "stable"')),
    strictObject(
      {
        kind: z.enum(["stable"], expected("E_OPTION", '"stable"')),
        proposing: z.enum(["mentees", "mentors"], expected("E_OPTION", '"mentees" or "mentors"')).optional(),
        from: z.enum(["scores", "choices"], expected("E_OPTION", '"scores" or "choices"')).optional(),
      },
      "a method (an object)",
    ),
  ],
  expected("E_OPTION", '"optimal" or "stable", or an object of the kind "stable"'),
);
