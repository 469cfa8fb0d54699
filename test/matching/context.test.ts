import { explain, match, reopen, type TelemachusError, toText } from "telemachus";
import { describe, expect, test } from "vitest";
import { rewritten, seeded } from "../support/programmes.js";
import * as story from "../support/story.js";

const matching = match(story.people, story.policy);
const stored = JSON.parse(JSON.stringify(matching)) as typeof matching;

function thrownBy(work: () => unknown): Partial<TelemachusError> {
  try {
    work();
  } catch (error) {
    return error as TelemachusError;
  }
  return {};
}

describe("reopen()", () => {
  test("reopen(): gives a stored matching its explanations back, the same as before", () => {
    const open = reopen(stored, story.people, story.policy);
    expect(open).toEqual(matching);
    expect(JSON.stringify(open)).toBe(JSON.stringify(matching));
    for (const { id: mentee } of story.people.mentees) {
      const explanation = explain(open, { mentee });
      expect(explanation).toEqual(explain(matching, { mentee }));
      expect(toText(explanation, { audience: "mentee" })).toBe(
        toText(explain(matching, { mentee }), { audience: "mentee" }),
      );
    }
  });

  test("reopen(): people and policy may be in another order, and the stored matching stays as it is", () => {
    const below = seeded(5);
    const before = JSON.stringify(stored);
    const open = reopen(stored, rewritten(story.people, below), rewritten(story.policy, below));
    expect(explain(open, { mentee: "ada" })).toEqual(explain(matching, { mentee: "ada" }));
    expect(JSON.stringify(stored)).toBe(before);
    expect(thrownBy(() => explain(stored, { mentee: "ada" })).code).toBe("E_DETACHED");
  });

  test("reopen(): returns frozen data, as match does", () => {
    const open = reopen(stored, story.people, story.policy);
    const isFrozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(isFrozen(open)).toBe(true);
  });

  test.each([
    ["another policy", "policy", story.people, { ...story.policy, capacity: 2 }],
    ["another seed", "policy", story.people, { ...story.policy, seed: 1 }],
    ["other people", "projection", { ...story.people, mentors: story.people.mentors.slice(1) }, story.policy],
    [
      "other names",
      "input",
      { ...story.people, mentees: story.people.mentees.map((one) => ({ ...one, name: "X" })) },
      story.policy,
    ],
  ])("reopen(): refuses %s", (_, part, people, policy) => {
    const { code, issues } = thrownBy(() => reopen(stored, people, policy));
    expect(code).toBe("E_MANIFEST");
    expect(issues?.[0].path).toBe(`matching.manifest.${part}`);
  });

  test.each([
    ["of another version", { ...stored, manifest: { ...stored.manifest, version: "0.0.1" } }],
    ["of another engine", { ...stored, manifest: { ...stored.manifest, engine: "odysseus" } }],
    ["without a manifest", { ...stored, manifest: undefined }],
    ["that is null", null],
    ["that is a text", "{}"],
  ])("reopen(): refuses a matching %s", (_, broken) => {
    expect(thrownBy(() => reopen(broken as never, story.people, story.policy)).code).toBe("E_MANIFEST");
  });

  test.each([
    [
      "a pair that was changed",
      { pairs: stored.pairs.map((pair) => (pair.mentee === "ada" ? { ...pair, mentor: "noor" } : pair)) },
    ],
    [
      "a score that was changed",
      { pairs: stored.pairs.map((pair) => (pair.mentee === "ada" ? { ...pair, score: 1 } : pair)) },
    ],
    ["a mentee who was taken out", { pairs: stored.pairs.slice(1) }],
  ])("reopen(): refuses %s since it was stored", (_, change) => {
    expect(thrownBy(() => reopen({ ...stored, ...change }, story.people, story.policy)).code).toBe("E_MANIFEST");
  });
});

describe("explain(): a matching that is not open", () => {
  test("explain(): a stored, sent or copied one names reopen", () => {
    for (const copy of [stored, structuredClone(matching), { ...matching }]) {
      const { code, message } = thrownBy(() => explain(copy, { mentee: "ada" }));
      expect(code).toBe("E_DETACHED");
      expect(message).toMatchInlineSnapshot(
        `"Expected matching to be a matching as match or reopen returned it, received a copy, or something else. Use reopen(matching, people, policy) to give a stored matching its explanations back."`,
      );
    }
  });

  test.each([null, undefined, "x", 5])("explain(): %s is no matching", (value) => {
    expect(thrownBy(() => explain(value as never, { mentee: "ada" })).code).toBe("E_DETACHED");
  });
});
