import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk, story } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

describe("telemachus schema", () => {
  test.each(["people", "policy"])("telemachus schema %s: a JSON Schema, with and without --json", async (of) => {
    const { code, stdout, stderr } = await desk.run(["schema", of]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout).$id).toBe(`telemachus/schema/${of}.json`);
    expect(JSON.parse((await desk.run(["schema", of, "--json"])).stdout)).toEqual(JSON.parse(stdout));
  });

  test("telemachus schema policy: accepts the policies of the examples, and no nonsense", async () => {
    const { stdout } = await desk.run(["schema", "policy"]);
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(stdout));
    const example = new URL("../../../examples/policies/civilService.json", import.meta.url);
    expect(validate(JSON.parse(readFileSync(example, "utf8")))).toBe(true);
    expect(validate(story.policy)).toBe(true);
    expect(validate({ criteria: 1 })).toBe(false);
  });
});
