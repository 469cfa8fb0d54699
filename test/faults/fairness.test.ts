import {
  type Audit,
  audit,
  type CustomPerson,
  custom,
  explain,
  type Figure,
  match,
  type People,
  type Policy,
  toText,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { groupingOf, measureOf, plain } from "../audit/storedRound.js";
import { messageOf, problemsOf } from "../support/refusal.js";

const policy = { criteria: { skills: { kind: "coverage", field: "skills" } }, seed: 7 } as const satisfies Policy;

/** Mentees of these groups, so many of each, who all want the same of enough mentors; every third finds what they want. */
function programme(groups: { readonly [group: string]: number }, seats = 400): People {
  const labels = Object.entries(groups).flatMap(([group, count]) => Array.from({ length: count }, () => group));
  return {
    mentees: labels.map((group, index) => ({
      id: `mentee ${String(index).padStart(3, "0")}`,
      skills: index % 3 === 0 ? ["SQL"] : ["SQL", "Rust"],
      auditOnly: group === "" ? {} : { group },
    })),
    mentors: [{ id: "lin", skills: ["SQL"], capacity: seats, auditOnly: { group: "mentors only" } }],
  };
}

function auditOf(people: People, options: object = {}): Audit {
  return audit(match(people, policy), people, { groups: ["group"], permutations: 100, ...options });
}

/** Every figure of a report, wherever it stands. */
function figuresIn(value: unknown): Figure[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "suppressed" in value || "reason" in value ? [value as Figure] : [];
  return [...own, ...Object.values(value).flatMap(figuresIn)];
}

/** No figure of any report is NaN, infinite or a number in a text. */
function expectSound(report: Audit): void {
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(JSON.stringify(report)).not.toMatch(/NaN|Infinity|null,"value"/);
}

describe("groups", () => {
  test("98: a group of nobody is undefined, and listed", () => {
    const report = auditOf(programme({ a: 10, b: 10 }));
    const grouping = groupingOf(report, "group");
    const index = grouping.groups.findIndex(({ labels }) => labels[0] === "mentors only");
    expect(plain(grouping.groups[index].count)).toBe(0);
    expect(plain(measureOf(grouping, "matchRate").byGroup[index].value)).toBe("nobody");
    expectSound(report);
  });

  test("99: a group of 1 to k − 1 is hidden, with what would tell it, and not told by totals, rates or a second report", () => {
    const people = programme({ a: 20, b: 12, c: 3 });
    const report = auditOf(people);
    const counts = groupingOf(report, "group").groups.map(({ labels, count }) => [labels[0], plain(count)]);
    // 35 less 20 is told, which is 12 and 3 together: neither by itself
    expect(counts).toEqual([
      ["a", 20],
      ["b", "hidden"],
      ["c", "hidden"],
      ["mentors only", 0],
    ]);
    for (const { byGroup } of groupingOf(report, "group").measures) {
      expect(byGroup.slice(1, 3).map(({ value }) => plain(value))).toEqual(["hidden", "hidden"]);
    }
    expect(figuresIn(report).some((figure) => "suppressed" in figure)).toBe(true);
    // five by now: beside the first report that would tell the three, so it stays hidden
    const later = auditOf(programme({ a: 20, b: 12, c: 5 }), { previous: report });
    expect(groupingOf(later, "group").groups.map(({ count }) => plain(count))).toEqual([20, "hidden", "hidden", 0]);
    expect(
      groupingOf(auditOf(programme({ a: 20, b: 12, c: 5 })), "group").groups.map(({ count }) => plain(count)),
    ).toEqual([...[20, 12, 5, 0]]);
  });

  test("100: where nobody's group is known, the report says so", () => {
    const report = auditOf(programme({ "": 20 }));
    expect(report.statements).toContainEqual({ code: "ALL_UNKNOWN", side: "mentees", attributes: ["group"] });
    expectSound(report);
  });

  test("101: where all scores are equal, the ratio of scoring rates is undefined", () => {
    const people = programme({ a: 10, b: 10 });
    const alike = { ...people, mentees: people.mentees.map((mentee) => ({ ...mentee, skills: ["SQL"] })) };
    const rate = measureOf(groupingOf(auditOf(alike), "group"), "scoringRate");
    expect([plain(rate.ratio), plain(rate.overall)]).toEqual(["allZero", 0]);
  });

  test("102: where nobody is matched, ratios are undefined", () => {
    const people = programme({ a: 10, b: 10 }, 0);
    const report = auditOf(people);
    expect(plain(measureOf(groupingOf(report, "group"), "matchRate").ratio)).toBe("allZero");
    expect(plain(measureOf(groupingOf(report, "group"), "meanScore").ratio)).toBe("noComparison");
    expect(report.statements).toContainEqual({ code: "NOBODY_MATCHED", side: "mentees" });
    expectSound(report);
  });

  test("103: a single group has nothing to be compared with", () => {
    const report = auditOf(programme({ a: 20 }));
    const rate = measureOf(groupingOf(report, "group"), "matchRate");
    expect([plain(rate.ratio), plain(rate.difference), rate.highest]).toEqual(["noComparison", "noComparison", null]);
    expect(report.statements).toContainEqual({ code: "ONE_GROUP", side: "mentees", attributes: ["group"] });
  });

  test("104: a group under 2 % is flagged, with its count and its rate", () => {
    const grouping = groupingOf(auditOf(programme({ a: 200, b: 195, c: 5 })), "group");
    expect(grouping.groups.map(({ isSmall }) => isSmall)).toEqual([false, false, true, false]);
    expect(plain(grouping.groups[2].count)).toBe(5);
    expect(plain(measureOf(grouping, "matchRate").byGroup[2].value)).toBe(1);
  });

  test("105: twenty attributes meet in a million ways: bounded, and said", () => {
    const { mentees, mentors } = programme({ a: 40 });
    const names = Array.from({ length: 20 }, (_, at) => `attribute ${at}`);
    const answers = (index: number) =>
      Object.fromEntries(names.map((name, at) => [name, (index * (at + 3)) % 4 < 2 ? "x" : "y"]));
    const people = { mentees: mentees.map((one, index) => ({ ...one, auditOnly: answers(index) })), mentors };
    const report = auditOf(people, { groups: names });
    expect(report.mentees.groupings).toHaveLength(50);
    expect(report.warnings).toContainEqual(expect.objectContaining({ code: "W_TRUNCATED", count: 2 ** 20 - 1 - 50 }));
  });
});

describe("blind and special fields", () => {
  test("106: a blinded field that a function reads", () => {
    const score = (_: CustomPerson, mentee: CustomPerson) => (mentee.attributes?.["gender"] === "f" ? 1 : 0);
    const people = { mentees: [{ id: "ada", attributes: { gender: "f" } }], mentors: [{ id: "lin" }] };
    const reading = { criteria: { own: custom({ name: "own", version: "1", score }) }, blind: ["gender"] };
    expect(problemsOf(() => match(people, reading, { watchReads: true }))).toEqual([
      ["E_BLIND_READ", "mentees[0].attributes.gender", "/mentees/0/attributes/gender"],
    ]);
    expect(match(people, reading).pairs[0].score).toBe(0);
  });

  test("107: a weight on a special category without a basis", () => {
    const people = { mentees: [{ id: "ada" }], mentors: [{ id: "lin" }] };
    expect(messageOf(() => match(people, { criteria: { faith: { kind: "equality", field: "religion" } } }))).toMatch(
      /^Expected policy\.criteria\.faith to be one that reads no special field without a basis/,
    );
  });

  test("108: a participant's text holds nobody else's canary, no score and no price", () => {
    const canary = "zzcanary";
    const person = (id: string) => ({
      id,
      skills: ["SQL"],
      livedExperiences: [`${canary} of ${id}`],
      display: { note: canary },
      auditOnly: { group: canary },
      requests: { avoid: [`${canary} avoided`], livedExperiences: [`${canary} of lin`, `${canary} of sam`] },
    });
    const people = {
      mentees: ["ada", "ben", "chidi"].map((id) => ({ ...person(id), skills: ["SQL", `wish of ${id}`] })),
      mentors: ["lin", "sam"].map(person),
    };
    const matching = match(people, { criteria: { ...policy.criteria, asked: { kind: "experience" } } });
    for (const { id } of people.mentees) {
      const text = toText(explain(matching, { mentee: id }), { audience: "mentee" });
      expect(text).not.toContain(canary);
      expect(text).not.toMatch(/\d/);
      for (const other of people.mentees) if (other.id !== id) expect(text).not.toContain(`wish of ${other.id}`);
    }
    for (const { id } of people.mentors) {
      const text = toText(explain(matching, { mentor: id }), { audience: "mentor" });
      expect(text).not.toContain(canary);
      expect(text).not.toMatch(/\d/);
    }
  });
});
