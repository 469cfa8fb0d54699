import fc from "fast-check";
import { type Manifest, type Matching, match, type People, type Policy, reopen, replay } from "telemachus";
import { describe, expect, test } from "vitest";

import { checkMatching } from "../../src/checkMatching.js";
import { runs } from "../support/instances.js";
import { loadedProgrammes, rewritten, seeded } from "../support/programmes.js";
import { refusal } from "../support/refusal.js";
import * as story from "../support/story.js";
import { storyWith } from "../support/storyWith.js";

const matching = match(story.people, story.policy);
const stored = JSON.parse(JSON.stringify(matching.manifest)) as Manifest;
const key = "a secret of the host's own";

/** The story with something else said of Ada. */
function withAda(ada: object): People {
  return storyWith({ ada }) as People;
}

/** The path of what diverged first. */
function firstPath(manifest: Manifest, people: People, policy: Policy): string | undefined {
  const replayed = replay(manifest, people, policy);
  return replayed.identical ? undefined : replayed.first.path;
}

describe("replay()", () => {
  test("replay(): the same people and policy, in any order, give the same bytes", () => {
    const replayed = replay(stored, story.people, story.policy);
    expect(replayed.identical).toBe(true);
    expect(JSON.stringify(replayed.matching)).toBe(JSON.stringify(matching));
    let solved = 0;
    fc.assert(
      fc.property(loadedProgrammes({ mentees: 4, mentors: 3, demand: 2 }), fc.nat(), ({ people, policy }, order) => {
        const below = seeded(order);
        const { manifest } = match(people, policy);
        expect(replay(manifest, rewritten(people, below), rewritten(policy, below)).identical).toBe(true);
        if (manifest.counts.matched > 0) solved += 1;
      }),
      runs(150),
    );
    expect(solved).toBeGreaterThan(50);
  });

  test.each<[string, string, People, Policy]>([
    ["another policy", "manifest.policy", story.people, { ...story.policy, name: "another" }],
    ["another weight", "manifest.policy", story.people, { ...story.policy, objective: "best" }],
    ["an answer that is read", "manifest.projection", withAda({ skills: ["SQL"] }), story.policy],
    ["an answer that is not", "manifest.input", withAda({ team: "Web" }), story.policy],
    ["the lane of an audit", "manifest.input", withAda({ auditOnly: { gender: "f" } }), story.policy],
  ])("replay(): %s diverges first at %s", (_, path, people, policy) => {
    expect(firstPath(stored, people, policy)).toBe(path);
  });

  test("replay(): what is not read makes another input and the same result", () => {
    const replayed = replay(stored, withAda({ name: "Another" }), story.policy);
    if (replayed.identical) throw new Error("Expected a difference.");
    expect(replayed.differences.map(({ path }) => path)).toEqual(["manifest.input"]);
    expect(replayed.first.recorded).toBe(stored.input);
    expect(replayed.first.replayed).toBe(replayed.matching.manifest.input);
    expect(replayed.matching.manifest.result).toBe(stored.result);
  });

  test("replay(): every part of a manifest that is edited is named", () => {
    const edits: { readonly [Part in keyof Manifest]?: unknown } = {
      version: "0.0.1",
      policy: "0".repeat(64),
      projection: "0".repeat(64),
      input: "0".repeat(64),
      fields: { mentees: ["id"], mentors: [] },
      seed: 1,
      status: "infeasible",
      stages: [{ stage: "matched", value: 3 }],
      lottery: { mentees: 1, mentors: 0, pairs: 0 },
      counts: { ...stored.counts, matched: 3 },
      warnings: [],
      result: "0".repeat(64),
    };
    for (const [part, value] of Object.entries(edits)) {
      expect(firstPath({ ...stored, [part]: value } as Manifest, story.people, story.policy)).toBe(`manifest.${part}`);
    }
    const untouched = Object.keys(stored).filter((part) => !(part in edits));
    // the first two have one value each, the last is there where terms are weighed
    expect(untouched).toEqual(["engine", "keyed"]);
  });

  test("replay(): something that is no manifest", () => {
    for (const broken of [null, "{}", {}, { ...stored, counts: undefined }, { ...stored, more: 1 }, matching]) {
      expect(refusal(() => replay(broken as never, story.people, story.policy)).code).toBe("E_MANIFEST");
    }
    expect(refusal(() => replay({} as never, story.people, story.policy)).message).toMatchInlineSnapshot(
      `"Expected manifest to be a manifest as it was made, received something else. Expected manifest.engine to be a text, received nothing."`,
    );
  });

  test("replay(): people who can no longer be matched are refused as match refuses them", () => {
    expect(refusal(() => replay(stored, { mentees: [{ id: "" }], mentors: [] }, story.policy)).code).toBe("E_ID");
  });
});

describe("digests with a key of the host's own", () => {
  const keyed = match(story.people, story.policy, { digestKey: key });

  test("match(): people's digests change, nothing else does", () => {
    const { input, projection, ...rest } = keyed.manifest;
    expect(rest).toEqual({ ...stored, keyed: true, input: undefined, projection: undefined });
    expect(input).not.toBe(stored.input);
    expect(projection).not.toBe(stored.projection);
    const other = match(story.people, story.policy, { digestKey: "another secret of theirs" });
    expect(other.manifest.input).not.toBe(input);
  });

  test("replay(), reopen(), checkMatching(): with the key, and not without", () => {
    const again = JSON.parse(JSON.stringify(keyed)) as Matching;
    expect(replay(again.manifest, story.people, story.policy, { digestKey: key }).identical).toBe(true);
    expect(JSON.stringify(reopen(again, story.people, story.policy, { digestKey: key }))).toBe(JSON.stringify(keyed));
    expect(checkMatching(again, story.people, story.policy, { digestKey: key })).toEqual([]);
    expect(refusal(() => replay(again.manifest, story.people, story.policy)).message).toMatchInlineSnapshot(
      `"Expected options.digestKey to be the host's key, as the manifest's digests of people are keyed, received nothing."`,
    );
    expect(refusal(() => reopen(again, story.people, story.policy)).code).toBe("E_MISSING");
    expect(checkMatching(again, story.people, story.policy).map(({ check }) => check)).toEqual([
      "manifest",
      "manifest",
    ]);
    const wrong = { digestKey: "another secret of theirs" };
    expect(refusal(() => reopen(again, story.people, story.policy, wrong)).code).toBe("E_MANIFEST");
  });

  test("match(): a key that could be found by trying is refused", () => {
    expect(refusal(() => match(story.people, story.policy, { digestKey: "secret" })).message).toMatchInlineSnapshot(
      `"Expected options.digestKey to be a text of at least 16 characters, received a text."`,
    );
  });
});
