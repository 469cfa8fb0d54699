import { toJsonSchemas } from "../../schema.js";
import type { Command, Outcome, Run } from "../command.js";
import { linesOf } from "../lines.js";

export const schema: Command = {
  name: "schema",
  summary: "print the JSON Schema of people or of policies",
  description:
    "Prints the JSON Schema (draft 2020-12) of people or of policies, for editors that check and complete JSON.",
  arguments: [{ name: "<of>", text: "people or policy", choices: ["people", "policy"] }],
  options: [],
  examples: ["telemachus schema policy > policy.schema.json"],
  run: runSchema,
};

async function runSchema({ arguments: [of] }: Run): Promise<Outcome> {
  const json = toJsonSchemas()[of as "people" | "policy"];
  return { code: 0, lines: linesOf(JSON.stringify(json, undefined, 2)), json };
}
