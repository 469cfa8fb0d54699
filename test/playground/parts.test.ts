import type { Policy } from "telemachus";
import { describe, expect, it } from "vitest";
import { toChanges } from "../../examples/playground/src/engine/toChanges.js";
import {
  carryOver,
  decisionAbout,
  decisionsOf,
  withDecision,
  withoutDecisions,
  withWeight,
} from "../../examples/playground/src/policy/edits.js";
import { endGesture, record, redo, startHistory, undo } from "../../examples/playground/src/policy/history.js";
import { shorten } from "../../examples/playground/src/shared/people.js";
import { sortFiles } from "../../examples/playground/src/start/sortFiles.js";

const file = (name: string, text = "") => ({ name, bytes: new TextEncoder().encode(text) });
const namesOf = (chosen: ReturnType<typeof sortFiles>) =>
  Object.fromEntries(Object.entries(chosen).map(([slot, one]) => [slot, one?.name]));

describe("sortFiles()", () => {
  it("tells mentees from mentors by the names of the files", () => {
    expect(namesOf(sortFiles([file("Mentors 2026.xlsx"), file("MENTEES.csv")]))).toEqual({
      mentors: "Mentors 2026.xlsx",
      mentees: "MENTEES.csv",
    });
    expect(namesOf(sortFiles([file("coaches.csv"), file("students.csv")]))).toEqual({
      mentors: "coaches.csv",
      mentees: "students.csv",
    });
  });

  it("takes the first of two files whose names say nothing for the mentees, and fills what is free", () => {
    expect(namesOf(sortFiles([file("a.csv"), file("b.csv")]))).toEqual({ mentees: "a.csv", mentors: "b.csv" });
    expect(namesOf(sortFiles([file("a.csv"), file("mentees.csv")]))).toEqual({
      mentees: "mentees.csv",
      mentors: "a.csv",
    });
    expect(namesOf(sortFiles([file("mentoring of mentees.csv")]))).toEqual({ mentees: "mentoring of mentees.csv" });
  });

  it("tells JSON by its keys", () => {
    const people = file("all.json", '{"mentees": [], "mentors": []}');
    const policy = file("spring.json", '{"criteria": {}}');
    expect(namesOf(sortFiles([policy, people]))).toEqual({ policy: "spring.json", people: "all.json" });
    expect(namesOf(sortFiles([file("policy.json", "{")]))).toEqual({ policy: "policy.json" });
  });
});

describe("a history", () => {
  it("goes back and forward, and forgets what lay ahead when something new comes", () => {
    const three = record(record(startHistory(1), 2), 3);
    expect(undo(undo(three)).present).toBe(1);
    expect(undo(undo(undo(three))).present).toBe(1);
    expect(redo(undo(three)).present).toBe(3);
    expect(record(undo(three), 4).future).toEqual([]);
  });

  it("takes what belongs to one gesture as one step", () => {
    const moved = record(record(record(startHistory(1), 2, "a"), 3, "a"), 4, "a");
    expect(moved).toMatchObject({ past: [1], present: 4 });
    expect(record(endGesture(moved), 5, "a").past).toEqual([1, 4]);
    expect(record(moved, 5, "b").past).toEqual([1, 4]);
    expect(record(moved, 4, "b")).toBe(moved);
  });
});

describe("edits of a policy", () => {
  const policy: Policy = { criteria: { skills: { kind: "coverage", field: "skills", weight: 4 } } };
  const pair = { mentee: "ada", mentor: "noor" };

  it("change nothing of the policy they are given", () => {
    const frozen = Object.freeze(policy);
    expect(withWeight(frozen, "skills", 2).criteria["skills"].weight).toBe(2);
    expect(withWeight(frozen, "skills", 4)).toBe(frozen);
  });

  it("put a pin in the place of a ban, and take it away without a trace", () => {
    const banned = withDecision(policy, { kind: "ban", ...pair, reason: " no " });
    expect(banned.bans).toEqual([{ ...pair, reason: "no" }]);
    const pinned = withDecision(banned, { kind: "pin", ...pair, reason: "yes", override: true });
    expect(pinned.bans).toBeUndefined();
    expect(decisionAbout(pinned, pair)).toEqual({ kind: "pin", ...pair, reason: "yes", override: true });
    expect(decisionsOf(pinned)).toHaveLength(1);
    expect(withoutDecisions(pinned, pair)).toEqual(policy);
  });

  it("are carried over to another policy as far as they make sense there", () => {
    const goals = { kind: "overlap", fields: { mentee: "goals", mentor: "goals" }, weight: 3 } as const;
    const from: Policy = { criteria: { ...policy.criteria, goals: { ...goals } as never } };
    const decided = withDecision(withWeight(withWeight(from, "skills", 9), "goals", 5), {
      kind: "ban",
      ...pair,
      reason: "no",
    });
    const to = withDecision(decided, { kind: "pin", mentee: "gone", mentor: "noor", reason: "yes" });
    const people = { mentees: [{ id: "ada" }], mentors: [{ id: "noor" }] };
    const next: Policy = { criteria: { skills: { kind: "coverage", field: "skills", weight: 2 } } };
    expect(carryOver({ from, to }, { people, policy: next })).toEqual({
      criteria: { skills: { kind: "coverage", field: "skills", weight: 9 } },
      bans: [{ ...pair, reason: "no" }],
    });
    expect(carryOver({ from: to, to }, { people, policy: next }).criteria).toEqual(next.criteria);
  });
});

describe("toChanges()", () => {
  it("names everybody whose mentors differ, with those who lost or found one", () => {
    const of = (...pairs: string[]) => ({ pairs: pairs.map((one) => ({ mentee: one[0], mentor: one[1] })) });
    expect(toChanges(of("ax", "by", "cz"), of("ax", "bz", "dy"))).toEqual([
      { mentee: "b", from: ["y"], to: ["z"] },
      { mentee: "c", from: ["z"], to: [] },
      { mentee: "d", from: [], to: ["y"] },
    ]);
  });
});

describe("shorten()", () => {
  it("makes one short line of any text", () => {
    expect(shorten(" a\n\u202Eb\u2028c\u0000 ")).toBe("a b c");
    expect([...shorten("😀".repeat(500))]).toHaveLength(80);
  });
});
