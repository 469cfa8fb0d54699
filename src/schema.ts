import * as z from "zod";
import { Policy } from "./policy.js";
import { People } from "./problem/people.js";

/** A JSON Schema (draft 2020-12). */
export type JsonSchema = { [keyword: string]: unknown };

/** The kinds that hold a function, which JSON cannot. */
const inCode: readonly unknown[] = ["custom", "customRule"];

/**
 * JSON Schemas of people and of policies in JSON: what the package ships as files. They check forms, types and ranges;
 * what holds between people and policy is checked by `match` and the like.
 */
export function toJsonSchemas(): { readonly people: JsonSchema; readonly policy: JsonSchema } {
  return {
    people: describeSchema(People, "people", "The people of a mentoring programme."),
    policy: describeSchema(Policy, "policy", "What a mentoring programme decides."),
  };
}

function describeSchema(schema: z.ZodType, name: string, title: string): JsonSchema {
  const options = { unrepresentable: "any", io: "input", reused: "ref", override: dropFunctions } as const;
  const { $schema, ...rest } = z.toJSONSchema(schema, options) as JsonSchema;
  return { $schema, $id: `telemachus/schema/${name}.json`, title, ...rest };
}

/** Leaves the kinds that hold a function out of the unions of kinds. */
function dropFunctions({ jsonSchema }: { readonly jsonSchema: object }): void {
  const union = jsonSchema as { oneOf?: JsonSchema[] };
  if (union.oneOf === undefined) return;
  const kindOf = ({ properties }: JsonSchema) =>
    (properties as { kind?: { const?: unknown } } | undefined)?.kind?.const;
  union.oneOf = union.oneOf.filter((member) => !inCode.includes(kindOf(member)));
}
