import { confirm, explain, type Matching, match, reopen, replay } from "telemachus";
import { describe, expect, test } from "vitest";

import { checkMatching } from "../../src/checkMatching.js";
import { messageOf, refusal } from "../support/refusal.js";
import * as story from "../support/story.js";

const by = { actor: "programme lead", reason: "Read by the committee on 3 March." };
const matching = match(story.people, story.policy);
const confirmed = confirm(matching, by);
const stored = <Part>(part: Part): Part => JSON.parse(JSON.stringify(part)) as Part;

describe("confirm()", () => {
  test("confirm(): a result is a proposal until somebody takes it over", () => {
    expect(matching.decision).toEqual({ state: "proposal" });
    expect(confirmed.decision).toEqual({ state: "confirmed", ...by });
    expect({ ...confirmed, decision: matching.decision }).toEqual(matching);
    expect(Object.isFrozen(confirmed.decision)).toBe(true);
  });

  test("confirm(): what was open stays so, and what is stored can be confirmed and opened again", () => {
    expect(explain(confirmed, { mentee: "ada" }).kind).toBe("match");
    const late = confirm(stored(matching), by);
    expect(refusal(() => explain(late, { mentee: "ada" })).code).toBe("E_DETACHED");
    const open = reopen(stored(late), story.people, story.policy);
    expect(open).toEqual(confirmed);
    expect(explain(open, { mentee: "ada" }).kind).toBe("match");
  });

  test("reopen(): a decision that is none is refused", () => {
    const { decision: _, ...undecided } = stored(confirmed);
    const decisions = [
      undefined,
      null,
      "confirmed",
      { state: "published" },
      { state: "confirmed", actor: " ", reason: "x" },
    ];
    for (const decision of decisions) {
      const given = { ...undecided, ...(decision === undefined ? {} : { decision }) } as Matching;
      const { code, issues } = refusal(() => reopen(given, story.people, story.policy));
      expect([code, issues[0].path]).toEqual(["E_MANIFEST", "matching.decision"]);
    }
  });

  test("confirm(): the manifest and the check stand as they were", () => {
    expect(checkMatching(stored(confirmed), story.people, story.policy)).toEqual([]);
    expect(replay(confirmed.manifest, story.people, story.policy).identical).toBe(true);
  });

  test("confirm(): takes over what it checked, and leaves what it was given as it is", () => {
    const given = stored(matching);
    let reads = 0;
    const turning = Object.defineProperty({ ...given }, "pairs", {
      enumerable: true,
      get: () => (reads++ === 0 ? given.pairs : []),
    });
    expect(confirm(turning, by).pairs).toEqual(matching.pairs);
    expect(confirm(given, by)).toEqual(confirmed);
    expect(Object.isFrozen(given.pairs)).toBe(false);
    expect(Object.getPrototypeOf(confirm(given, by).pairs[0])).toBe(Object.prototype);
  });

  test("confirm(): not a manifest that says otherwise than the matching", () => {
    const { manifest, ...rest } = stored(matching);
    const saying = (part: object) => ({ ...rest, manifest: { ...manifest, ...part } }) as Matching;
    const lottery = { mentees: 0, mentors: 0, pairs: 77 };
    for (const part of [{ status: "stable" }, { warnings: [{ code: "W_NONE" }] }, { lottery }, { stages: [] }]) {
      const { code, issues } = refusal(() => confirm(saying(part), by));
      expect([code, issues[0].path]).toEqual(["E_MANIFEST", `matching.manifest.${Object.keys(part)[0]}`]);
    }
  });

  test("confirm(): not what was changed since it was made", () => {
    const [pair, ...others] = stored(matching).pairs;
    const changed = { ...stored(matching), pairs: [{ ...pair, mentor: "noor" }, ...others] };
    expect(messageOf(() => confirm(changed, by))).toMatchInlineSnapshot(
      `"Expected matching.manifest.result to be the digest of the matching, received another: it was changed since it was made."`,
    );
    expect(refusal(() => confirm({} as Matching, by)).code).toBe("E_MANIFEST");
  });

  test("confirm(): not twice, and not where nobody can be matched", () => {
    expect(messageOf(() => confirm(confirmed, by))).toMatchInlineSnapshot(
      `"Expected matching.decision to be a proposal, received a confirmed matching."`,
    );
    const people = { mentees: [{ id: "ada" }], mentors: [{ id: "lin", capacity: { min: 2, max: 2 } }] };
    const infeasible = match(people, { criteria: { skills: { kind: "coverage", field: "skills" } } });
    expect(messageOf(() => confirm(infeasible, by))).toMatchInlineSnapshot(
      `"Expected matching.status to be one in which somebody can be matched, received "infeasible"."`,
    );
  });

  test("confirm(): by nobody, or for no reason", () => {
    expect(refusal(() => confirm(matching, { actor: " ", reason: "" })).issues.map(({ path }) => path)).toEqual([
      "options.actor",
      "options.reason",
    ]);
    expect(refusal(() => confirm(matching, { actor: "lead" } as never)).code).toBe("E_OPTION");
    expect(refusal(() => confirm(matching, { ...by, at: 1 } as never)).code).toBe("E_UNKNOWN_KEY");
  });
});
