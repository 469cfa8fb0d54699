import {
  type Audit,
  type AuditOptions,
  audit,
  match,
  type People,
  type Policy,
  reopen,
  scorePairs,
  TelemachusError,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { fisherExact } from "../../src/audit/statistics/fisherExact.js";
import { seeded } from "../support/programmes.js";
import { problemsOf } from "../support/refusal.js";
import { policy, people as storyPeople } from "../support/story.js";
import { block, groupingOf, measureOf, plain, storedRound } from "./storedRound.js";

const groups = ["group"];
const auditOf = (round: ReturnType<typeof storedRound>, options: Partial<AuditOptions> = {}): Audit =>
  audit(round.matching, round.people, { groups, permutations: 199, ...options });

/** Ada and her cohort, with groups that only an audit sees. */
const people: People = {
  mentees: storyPeople.mentees.map((mentee, at) => ({
    ...mentee,
    auditOnly: { side: at < 2 ? "north" : "south" },
    requests: { ...("requests" in mentee ? mentee.requests : {}), choices: at < 3 ? ["somebody", "lin", "sam"] : [] },
  })),
  mentors: storyPeople.mentors.map((mentor, at) => ({
    ...mentor,
    auditOnly: { side: at === 0 ? "North" : " south " },
  })),
};
const matching = match(people, policy);

/** Everything in a report that is a number. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe("audit()", () => {
  test("in New York City's form: male 667 of 1390, female 555 of 1181", () => {
    // 667/1390 = 0.4799, 555/1181 = 0.4699; (555 · 1390) / (667 · 1181) = 771450 / 787727 = 0.9793
    const report = auditOf(storedRound([block("Male", 667, 1390), block("Female", 555, 1181), block(undefined, 3, 9)]));
    const grouping = groupingOf(report, "group");
    expect(plain(grouping.unknown)).toBe(9);
    expect(grouping.groups.map(({ labels }) => labels)).toEqual([["Female"], ["Male"]]);
    const rate = measureOf(grouping, "matchRate");
    expect(rate.byGroup.map(({ rate: of }) => [of?.selected, plain(of?.impactRatio), of?.belowFourFifths])).toEqual([
      [555, 771450 / 787727, false],
      [667, 1, false],
    ]);
    expect(rate.byGroup.map(({ people: count, value }) => [plain(count), plain(value)])).toEqual([
      [1181, 555 / 1181],
      [1390, 667 / 1390],
    ]);
    expect(rate.people).toBe(2580);
    expect(plain(rate.overall)).toBe(1225 / 2580);
    expect(rate.highest).toBe(1);
    expect(plain(rate.ratio)).toBe(771450 / 787727);
    // SciPy's fisher_exact([[555, 626], [667, 723]])
    expect(plain(rate.byGroup[0].rate?.fisher.p)).toBeCloseTo(0.6344861896, 9);
    expect(plain(rate.byGroup[1].rate?.fisher.p)).toBe("reference");
  });

  test("four-fifths is compared exactly: 8 of 20 against 10 of 20 is not below it, 39 of 98 against 1 of 2 is", () => {
    const flags = (low: [number, number], high: [number, number]) =>
      measureOf(
        groupingOf(auditOf(storedRound([block("a", ...low), block("b", ...high)]), { minimumCell: 1 }), "group"),
        "matchRate",
      ).byGroup.map(({ rate }) => rate?.belowFourFifths);
    expect(flags([8, 20], [10, 20])).toEqual([false, false]);
    expect(flags([7, 20], [10, 20])).toEqual([true, false]);
    // 39/98 = 0.39796 and 0.4 = 4/5 of 1/2
    expect(flags([39, 98], [1, 2])).toEqual([true, false]);
    // 0.28 / 0.35 is 0.8 exactly, though not in binary
    expect(flags([28, 100], [35, 100])).toEqual([false, false]);
  });

  test("Fisher's test is of a group against all others that are shown, its gap on the side that it is on", () => {
    const rounds = storedRound([block("a", 18, 20), block("b", 4, 20), block("c", 17, 20), block("d", 2, 2)]);
    const rate = measureOf(groupingOf(auditOf(rounds, { minimumCell: 1 }), "group"), "matchRate");
    const others = fisherExact({ selected: 4, people: 20, otherSelected: 37, otherPeople: 42 });
    expect(rate.byGroup[1].rate?.fisher).toEqual({ p: { value: others.p }, detectable: { value: others.detectable } });
    // a is above the others, whose gap below it is looked for
    const above = fisherExact({ selected: 23, people: 42, otherSelected: 18, otherPeople: 20 });
    expect(rate.byGroup[0].rate?.fisher).toEqual({ p: { value: above.p }, detectable: { value: above.detectable } });
    // the impact ratio is to the highest
    expect(plain(rate.byGroup[1].rate?.impactRatio)).toBe(0.2);
  });

  test("of twenty groups that fare alike, Fisher's tests call no more than one in twenty", () => {
    const below = seeded(5);
    let [made, called] = [0, 0];
    for (let time = 0; time < 150; time++) {
      const blocks = Array.from({ length: 20 }, (_, at) => {
        const selected = Array.from({ length: 30 }, () => below(100)).filter((draw) => draw < 60).length;
        return block(`g${at}`, selected, 30);
      });
      const { byGroup } = measureOf(
        groupingOf(auditOf(storedRound(blocks), { permutations: 1 }), "group"),
        "matchRate",
      );
      const ps = byGroup.map(({ rate }) => plain(rate?.fisher.p));
      made += ps.filter((one) => typeof one === "number").length;
      called += ps.filter((one) => typeof one === "number" && one <= 0.05).length;
    }
    expect(made).toBe(3000);
    // against the highest group it would be one in eight
    expect(called).toBeLessThanOrEqual(0.05 * made + 1.96 * Math.sqrt(0.05 * 0.95 * made));
    expect(called).toBeGreaterThan(30);
  });

  test("the scoring rate is the share strictly above the median of all matched", () => {
    // matched: 0.1 0.2 0.3 | 0.4 0.5 0.6, median 0.35: of a 0 of 3, of b 3 of 3. The unmatched do not count
    const report = auditOf(
      storedRound([
        { group: "a", scores: [0.1, 0.2, 0.3, null, null] },
        { group: "b", scores: [0.4, 0.5, 0.6, null, null] },
      ]),
      { minimumCell: 1 },
    );
    const rate = measureOf(groupingOf(report, "group"), "scoringRate");
    expect(rate.byGroup.map(({ value, rate: of }) => [plain(value), plain(of?.impactRatio)])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  test("means, medians and lowest scores, by hand, whole and with unmatched as 0", () => {
    // a: 0.2 0.4 and one unmatched; b: 0.5 0.6 0.9
    const round = storedRound([
      { group: "a", scores: [0.2, 0.4, null] },
      { group: "b", scores: [0.5, 0.6, 0.9] },
    ]);
    const grouping = groupingOf(auditOf(round, { minimumCell: 1, audience: "auditor" }), "group");
    const values = (name: string) => measureOf(grouping, name).byGroup.map(({ value }) => plain(value));
    expect(values("meanScore")).toEqual([0.3, 2 / 3]);
    expect(values("meanScoreOfEveryone")).toEqual([0.2, 2 / 3]);
    expect(values("medianScore")).toEqual([0.3, 0.6]);
    expect(values("medianScoreOfEveryone")).toEqual([0.2, 0.6]);
    expect(values("lowestScore")).toEqual([0.2, 0.5]);
    const mean = measureOf(grouping, "meanScore");
    expect(plain(mean.difference)).toBeCloseTo(2 / 3 - 0.3, 15);
    expect(plain(mean.ratio)).toBeCloseTo(0.45, 15);
    expect(plain(mean.overall)).toBe(0.52);
    expect(auditOf(round).mentees.groupings[0].measures.map(({ measure }) => measure)).not.toContain("lowestScore");
  });

  test("all scores equal: nobody is above the median, so 0/0", () => {
    const report = auditOf(storedRound([block("a", 6, 8), block("b", 7, 8)]));
    const rate = measureOf(groupingOf(report, "group"), "scoringRate");
    expect(plain(rate.ratio)).toBe("allZero");
    expect(rate.byGroup.map(({ rate: of }) => [plain(of?.impactRatio), of?.belowFourFifths])).toEqual([
      ["allZero", null],
      ["allZero", null],
    ]);
    expect(plain(rate.permutation?.p)).toBe("allEqual");
    expect(plain(rate.byGroup[1].rate?.fisher.p)).toBe("allEqual");
  });

  test("nobody matched: rates are 0, ratios 0/0, scores of nobody, and the report says so", () => {
    const report = auditOf(storedRound([block("a", 0, 8), block("b", 0, 8)]));
    const grouping = groupingOf(report, "group");
    expect(plain(measureOf(grouping, "matchRate").ratio)).toBe("allZero");
    expect(plain(measureOf(grouping, "meanScore").overall)).toBe("nobody");
    expect(plain(measureOf(grouping, "meanScore").ratio)).toBe("noComparison");
    expect(report.statements).toContainEqual({ code: "NOBODY_MATCHED", side: "mentees" });
    expect(report.comparisons).toEqual({ made: 0, called: 0, byChance: 0 });
  });

  test("everybody matched: the report says that match rates say nothing, and quality comes first", () => {
    const report = auditOf(storedRound([block("a", 8, 8), block("b", 8, 8, 0.7)]));
    expect(report.statements).toContainEqual({ code: "EVERYONE_MATCHED", side: "mentees" });
    expect(
      groupingOf(report, "group")
        .measures.map(({ measure }) => measure)
        .at(0),
    ).toBe("meanScore");
    expect(
      groupingOf(report, "group")
        .measures.map(({ measure }) => measure)
        .at(-1),
    ).toBe("matchRate");
    const some = auditOf(storedRound([block("a", 7, 8), block("b", 8, 8)]));
    expect(groupingOf(some, "group").measures[0].measure).toBe("matchRate");
  });

  test("one group: nothing to compare, and the report says so", () => {
    const report = auditOf(storedRound([block("a", 6, 8)]));
    const rate = measureOf(groupingOf(report, "group"), "matchRate");
    expect([plain(rate.difference), plain(rate.ratio), rate.highest]).toEqual(["noComparison", "noComparison", null]);
    expect(plain(rate.byGroup[0].rate?.impactRatio)).toBe("noComparison");
    expect(plain(rate.permutation?.p)).toBe("noComparison");
    expect(report.statements).toContainEqual({ code: "ONE_GROUP", side: "mentees", attributes: ["group"] });
  });

  test("all unknown: there is no group, and the report says so", () => {
    const report = auditOf(storedRound([block(" ", 6, 8)]));
    const grouping = groupingOf(report, "group");
    expect([plain(grouping.unknown), grouping.groups]).toEqual([8, []]);
    expect(report.statements).toContainEqual({ code: "ALL_UNKNOWN", side: "mentees", attributes: ["group"] });
  });

  test("a group of one is hidden, and with it another that would tell it; nothing is computed over them", () => {
    const report = auditOf(
      storedRound([block("a", 1, 1, 0.9), block("b", 20, 30), block("c", 10, 30), block("d", 5, 6)]),
    );
    const grouping = groupingOf(report, "group");
    expect(grouping.groups.map(({ count, share, isSmall }) => [plain(count), plain(share), isSmall])).toEqual([
      ["hidden", "hidden", null],
      [30, 30 / 67, false],
      [30, 30 / 67, false],
      ["hidden", "hidden", null],
    ]);
    const rate = measureOf(grouping, "matchRate");
    expect(rate.byGroup.map(({ value, rate: of }) => [plain(value), of?.selected])).toEqual([
      ["hidden", undefined],
      [20 / 30, 20],
      [10 / 30, 10],
      ["hidden", undefined],
    ]);
    // of b and c alone, though a has a rate of 1
    expect([plain(rate.difference), plain(rate.ratio), rate.highest]).toEqual([1 / 3, 0.5, 1]);
    const without = auditOf(storedRound([block("b", 20, 30), block("c", 10, 30)]));
    expect(rate.permutation).toEqual(measureOf(groupingOf(without, "group"), "matchRate").permutation);
    expect(report.statements).toContainEqual({ code: "HIDDEN", side: "mentees", attributes: ["group"], count: 2 });
  });

  test("a hidden group is not told by all who are hidden being matched: one of whom some are not is hidden with it", () => {
    const blocks = [block("a", 1, 1), block("b", 20, 30), block("c", 10, 25), block("d", 6, 6)];
    const counts = groupingOf(auditOf(storedRound(blocks)), "group").groups.map(({ count }) => plain(count));
    expect(counts).toEqual(["hidden", 30, "hidden", 6]);
    // where everybody is matched there is nothing to keep
    const all = blocks.map(({ group, scores }) => block(group, scores.length, scores.length));
    const matched = groupingOf(auditOf(storedRound(all)), "group").groups.map(({ count }) => plain(count));
    expect(matched).toEqual(["hidden", 30, 25, "hidden"]);
  });

  test("of fewer people than the minimum nothing is told, not even that nobody is unknown", () => {
    const grouping = groupingOf(auditOf(storedRound([block("a", 1, 3)])), "group");
    expect([plain(grouping.unknown), plain(grouping.groups[0].count)]).toEqual(["hidden", "hidden"]);
  });

  test("scores of few who are matched are hidden, the rate of their group is not", () => {
    const report = auditOf(storedRound([block("a", 2, 20, 0.9), block("b", 20, 30), block("c", 10, 30)]));
    const grouping = groupingOf(report, "group");
    expect(measureOf(grouping, "matchRate").byGroup.map(({ value }) => plain(value))).toEqual([0.1, 2 / 3, 1 / 3]);
    for (const name of ["meanScore", "meanScoreOfEveryone", "medianScore", "medianScoreOfEveryone", "scoringRate"]) {
      expect(measureOf(grouping, name).byGroup.map(({ value }) => plain(value) === "hidden")).toEqual([
        true,
        false,
        true,
      ]);
    }
  });

  test("minimumCell 1 hides nothing", () => {
    const report = auditOf(storedRound([block("a", 1, 1), block("b", 20, 30)]), { minimumCell: 1 });
    expect(JSON.stringify(report)).not.toContain("suppressed");
  });

  test("a group of nobody is listed where the other side has it", () => {
    const { matching: stored, people: both } = storedRound([block("a", 8, 9), block("b", 8, 9)]);
    const mentors = both.mentors.map((mentor, at) => ({ ...mentor, auditOnly: { group: at === 0 ? "c" : "a" } }));
    const report = audit(stored, { ...both, mentors }, { groups, permutations: 19, minimumCell: 1 });
    const grouping = groupingOf(report, "group");
    expect(grouping.groups.map(({ labels, count }) => [...labels, plain(count)])).toEqual([
      ["a", 9],
      ["b", 9],
      ["c", 0],
    ]);
    const third = measureOf(grouping, "matchRate").byGroup[2];
    expect([plain(third.people), plain(third.value), third.rate]).toEqual([0, "nobody", undefined]);
    expect(plain(measureOf(grouping, "matchRate").ratio)).toBe(1);
  });

  test("under 2 % of a side: flagged, with count and rate; 2 % is not under it", () => {
    const report = auditOf(storedRound([block("a", 6, 19), block("b", 500, 941), block("c", 10, 40)]), {
      minimumCell: 1,
    });
    const grouping = groupingOf(report, "group");
    expect(grouping.groups.map(({ isSmall }) => isSmall)).toEqual([true, false, false]);
    expect(plain(measureOf(grouping, "matchRate").byGroup[0].value)).toBe(6 / 19);
    const exact = auditOf(storedRound([block("a", 6, 20), block("b", 500, 980)]));
    expect(groupingOf(exact, "group").groups[0].isSmall).toBe(false);
  });

  test("twenty attributes: fifty groupings, the smallest first, and a warning with the count of the others", () => {
    const { matching: stored, people: both } = storedRound([block("x", 8, 12)]);
    const names = Array.from({ length: 20 }, (_, at) => `attribute ${String.fromCharCode(97 + at)}`);
    const below = seeded(2);
    const mentees = both.mentees.map((mentee) => ({
      ...mentee,
      auditOnly: Object.fromEntries(names.map((name) => [name, below(2)])),
    }));
    const report = audit(stored, { ...both, mentees }, { groups: names, permutations: 19 });
    const sizes = report.mentees.groupings.map(({ attributes }) => attributes.length);
    expect([sizes.length, sizes.filter((size) => size === 1).length, Math.max(...sizes)]).toEqual([50, 20, 2]);
    expect(report.warnings).toEqual([expect.objectContaining({ code: "W_TRUNCATED", count: 2 ** 20 - 1 - 50 })]);
  });

  test("intersections: every combination that somebody has, and unknown is whoever lacks either answer", () => {
    const { matching: stored, people: both } = storedRound([block("x", 3, 6)]);
    const answers = [["a", "p"], ["a", "p"], ["a", "q"], ["b", "q"], ["b"], [undefined, "q"]];
    const mentees = both.mentees.map((mentee, at) => ({
      ...mentee,
      auditOnly: { one: answers[at][0] ?? "", ...(answers[at][1] === undefined ? {} : { two: answers[at][1] }) },
    }));
    const report = audit(stored, { ...both, mentees }, { groups: ["two", "one"], permutations: 19, minimumCell: 1 });
    const grouping = groupingOf(report, "one", "two");
    expect(grouping.groups.map(({ labels, count }) => [labels.join(), plain(count)])).toEqual([
      ["a,p", 2],
      ["a,q", 1],
      ["b,q", 1],
    ]);
    expect(plain(grouping.unknown)).toBe(2);
    // matched are the first three
    expect(measureOf(grouping, "matchRate").byGroup.map(({ value }) => plain(value))).toEqual([1, 1, 0]);
  });

  test("answers fold by case, width and white space, and show in the first spelling; lists are one answer in any order", () => {
    const answers = [
      "Woman",
      " woman ",
      "ＷＯＭＡＮ",
      1,
      "1",
      true,
      "TRUE",
      ["b", "a"],
      ["A", "b", "a"],
      [],
      null,
      " ",
    ];
    const { matching: stored, people: both } = storedRound(answers.map((group) => block(group, 1, 1)));
    const report = audit(stored, both, { groups, minimumCell: 1, permutations: 19 });
    const grouping = groupingOf(report, "group");
    expect(grouping.groups.map(({ labels, count }) => [labels[0], plain(count)])).toEqual([
      ["1", 2],
      ["A, b", 2],
      ["TRUE", 2],
      ["Woman", 3],
    ]);
    expect(plain(grouping.unknown)).toBe(3);
  });

  test("a table gives the same report as auditOnly", () => {
    const round = storedRound([block("a", 7, 9), block("b", 6, 9)]);
    const table = Object.fromEntries(
      round.people.mentees.map(({ id, auditOnly }) => [id, auditOnly!["group"] as string]),
    );
    const bare = { ...round.people, mentees: round.people.mentees.map(({ id }) => ({ id })) };
    const options = { groups: { group: table }, permutations: 199 };
    expect(JSON.stringify(audit(round.matching, bare, options))).toBe(JSON.stringify(auditOf(round)));
  });

  test("a person with several mentors counts with the mean of their scores", () => {
    const round = storedRound([block("a", 2, 2, 0.8), block("b", 1, 2)]);
    const [first] = round.matching.pairs;
    const pairs = [...round.matching.pairs, { ...first, mentor: round.matching.pairs[1].mentor, score: 0.1 }];
    const report = audit({ ...round.matching, pairs }, round.people, { groups, permutations: 19, minimumCell: 1 });
    // (0.8 + 0.1) / 2 = 0.45, and 0.8
    expect(plain(measureOf(groupingOf(report, "group"), "meanScore").byGroup[0].value)).toBe(0.625);
    const load = report.mentors.groupings[0].measures.find(({ measure }) => measure === "load")!;
    expect(plain(load.overall)).toBe(4 / 3);
  });

  test("the story: what there was to choose from is counted from scorePairs", () => {
    const report = audit(matching, people, { groups: ["side"], minimumCell: 1, permutations: 199 });
    const { mentees, mentors, scores } = scorePairs(people, policy);
    const rows = mentees.map((_, row) => [...scores.subarray(row * mentors.length, (row + 1) * mentors.length)]);
    const isNorth = (id: string) => ["ada", "ben"].includes(id);
    const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
    const grouping = groupingOf(report, "side");
    for (const [at, north] of [true, false].entries()) {
      const own = rows.filter((_, row) => isNorth(mentees[row]) === north);
      const allowed = own.map((row) => row.filter((score) => score >= 0));
      expect(plain(measureOf(grouping, "eligibleMentors").byGroup[at].value)).toBe(
        mean(allowed.map(({ length }) => length)),
      );
      const best = mean(allowed.map((row) => Math.max(0, ...row) / 1e6));
      expect(plain(measureOf(grouping, "bestScore").byGroup[at].value)).toBeCloseTo(best, 12);
    }
    // three mentors in all, so whoever is matched has one of the three best
    expect(plain(measureOf(grouping, "topThreeShare").overall)).toBe(1);
    // ada, ben and chidi named "somebody", who is not there, then lin: of these, lin's mentees have their first choice
    const withLin = matching.pairs.filter(
      ({ mentee, mentor }) => mentor === "lin" && ["ada", "ben", "chidi"].includes(mentee),
    );
    const first = measureOf(grouping, "firstChoiceShare");
    expect([first.people, plain(first.overall)]).toEqual([3, withLin.length / 3]);
    const eligible = report.mentors.groupings[0].measures.find(({ measure }) => measure === "eligibleMentees")!;
    expect(plain(eligible.overall)).toBe(scores.filter((score) => score >= 0).length / 3);
    expect(report.mentors.groupings[0].groups.map(({ labels, count }) => [labels[0], plain(count)])).toEqual([
      ["North", 1],
      ["south", 2],
    ]);
  });

  test("pinned mentors are among those whom a mentee may have, and a mentee whose places are all pinned has others too", () => {
    const pinned = { ...policy, pins: [{ mentee: "ada", mentor: "noor", reason: "asked" }] };
    const report = audit(match(people, pinned), people, { groups: ["side"], minimumCell: 1, permutations: 19 });
    const free = audit(matching, people, { groups: ["side"], minimumCell: 1, permutations: 19 });
    for (const name of ["eligibleMentors", "bestScore"]) {
      expect(measureOf(groupingOf(report, "side"), name).byGroup).toEqual(
        measureOf(groupingOf(free, "side"), name).byGroup,
      );
    }
  });

  test("a pin counts beside free places, and where it overrides a rule", () => {
    const eligible = (pins: Policy["pins"], demand: number) => {
      const asked = { ...policy, demand, ...(pins && { pins }) };
      const report = audit(match(people, asked), people, { groups: ["side"], minimumCell: 1, permutations: 19 });
      return plain(measureOf(groupingOf(report, "side"), "eligibleMentors").overall);
    };
    const free = eligible(undefined, 1);
    expect(eligible([{ mentee: "ada", mentor: "noor", reason: "asked" }], 2)).toBe(free);
    // lin manages chidi, which the rule forbids: with the pin there is one more of five mentees' mentors
    const pin = { mentee: "chidi", mentor: "lin", reason: "agreed", override: true };
    expect(eligible([pin], 1)).toBeCloseTo(Number(free) + 1 / 5, 12);
  });

  test("a stored matching: the same report, but for what needs scores", () => {
    const options: AuditOptions = { groups: ["side"], minimumCell: 1, permutations: 199 };
    const open = audit(matching, people, options);
    const stored = audit(JSON.parse(JSON.stringify(matching)), people, options);
    const needsScores = ["topThreeShare", "eligibleMentors", "bestScore", "eligibleMentees"];
    for (const side of ["mentees", "mentors"] as const) {
      stored[side].groupings[0].measures.forEach((measure, at) => {
        if (needsScores.includes(measure.measure)) expect(plain(measure.overall)).toBe("detached");
        else expect(measure).toEqual(open[side].groupings[0].measures[at]);
      });
    }
    expect(stored.statements).toContainEqual({ code: "DETACHED" });
    const reopened = reopen(JSON.parse(JSON.stringify(matching)), people, policy);
    expect(JSON.stringify(audit(reopened, people, options))).toBe(JSON.stringify(open));
  });

  test("the order of people, of attributes and of rounds makes no difference", () => {
    const round = storedRound([block("a", 7, 9), block("b", 6, 9, 0.3)]);
    const other = storedRound([block("b", 5, 9), block("a", 9, 9, 0.8)], "group", "second ");
    const third = storedRound([block("a", 2, 9, 0.1)], "group", "third ");
    Object.assign(other.matching.manifest, { seed: 8 });
    Object.assign(third.matching.manifest, { seed: 9 });
    const turned = ({ matching: one, people: both }: typeof round) => ({
      matching: { ...one, pairs: [...one.pairs].reverse() },
      people: { mentees: [...both.mentees].reverse(), mentors: [...both.mentors].reverse() },
    });
    const one = auditOf(round, { pooled: [other, third] });
    const same = auditOf(turned(round), { pooled: [turned(third), turned(other)] });
    expect(JSON.stringify(same)).toBe(JSON.stringify(one));
  });

  test("the same seed gives the same bytes, and another seed other shuffles", () => {
    const round = storedRound([
      { group: "a", scores: [0.1, 0.5, 0.3, 0.9, 0.2, 0.4] },
      { group: "b", scores: [0.6, 0.2, 0.7, 0.8, 0.5, 0.7] },
    ]);
    const pWith = (seed?: number) =>
      plain(measureOf(groupingOf(auditOf(round, { seed }), "group"), "meanScore").permutation?.p);
    expect(JSON.stringify(auditOf(round))).toBe(JSON.stringify(auditOf(round, { seed: 7 })));
    expect(new Set([1, 2, 3, 4, 5].map(pWith)).size).toBeGreaterThan(1);
  });

  test("what else is asked changes no answer", () => {
    const { matching: stored, people: both } = storedRound([block("a", 7, 19), block("b", 16, 19, 0.3)]);
    const mentees = both.mentees.map(({ auditOnly, ...mentee }, at) => ({
      ...mentee,
      auditOnly: { ...auditOnly, another: at % 3 },
    }));
    const alone = audit(stored, { ...both, mentees }, { groups });
    const beside = audit(stored, { ...both, mentees }, { groups: ["another", "group"] });
    expect(groupingOf(beside, "group")).toEqual(groupingOf(alone, "group"));
  });

  test("pooled rounds are added up, and labels are shuffled within a round", () => {
    // in both rounds groups fare alike, but the rounds differ in who took part and in how many were matched
    const first = storedRound([block("a", 18, 20), block("b", 9, 10)]);
    const second = storedRound([block("a", 1, 10), block("b", 2, 20)], "group", "second ");
    const report = auditOf(first, { pooled: [second], permutations: 999 });
    const rate = measureOf(groupingOf(report, "group"), "matchRate");
    expect(report.rounds).toBe(2);
    expect(rate.byGroup.map(({ value }) => plain(value))).toEqual([19 / 30, 11 / 30]);
    // every round by itself is as even as it can be, so no shuffle is more so
    expect(plain(rate.permutation?.p)).toBeGreaterThan(0.5);
  });

  test("beside an earlier report, a hidden group is not told by the difference", () => {
    const before = auditOf(storedRound([block("a", 3, 4), block("b", 20, 30), block("c", 5, 6), block("d", 20, 30)]));
    expect(groupingOf(before, "group").groups.map(({ count }) => plain(count))).toEqual(["hidden", 30, "hidden", 30]);
    // one more of c: alone, a report would still hide a and c; with two of each more it would show both
    const now = storedRound([block("A", 4, 6), block("b", 20, 30), block("c", 5, 8), block("d", 20, 30)]);
    expect(groupingOf(auditOf(now), "group").groups.map(({ count }) => plain(count))).toEqual([6, 30, 8, 30]);
    const counts = groupingOf(auditOf(now, { previous: before }), "group").groups.map(({ count }) => plain(count));
    expect(counts).toEqual(["hidden", 30, "hidden", 30]);
    expect(JSON.stringify(auditOf(now, { previous: JSON.parse(JSON.stringify(before)) }))).toBe(
      JSON.stringify(auditOf(now, { previous: before })),
    );
  });

  test("counts its comparisons, and how many of them chance would call", () => {
    const report = auditOf(storedRound([block("a", 18, 20), block("b", 4, 20, 0.3), block("c", 9, 20, 0.9)]), {
      permutations: 999,
    });
    const ps = [report.mentees, report.mentors].flatMap(({ groupings }) =>
      groupings.flatMap(({ measures }) =>
        measures.flatMap(({ permutation, byGroup }) => [permutation?.p, ...byGroup.map(({ rate }) => rate?.fisher.p)]),
      ),
    );
    const made = ps.map(plain).filter((p) => typeof p === "number");
    expect(report.comparisons).toEqual({
      made: made.length,
      called: made.filter((p) => p <= 0.05).length,
      byChance: made.length / 20,
    });
    expect(report.comparisons.called).toBeGreaterThan(2);
  });

  test("is plain JSON, frozen, without ids, NaN or infinities", () => {
    const report = audit(matching, people, { groups: ["side"], minimumCell: 1, permutations: 19, audience: "auditor" });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(Object.isFrozen(report.mentees.groupings[0].measures[0].byGroup)).toBe(true);
    expect(numbersIn(report).every(Number.isFinite)).toBe(true);
    expect(JSON.stringify(report)).not.toMatch(/ada|chidi|noor/);
  });

  test("an empty side and a programme of nobody are no error", () => {
    const report = audit(
      match({ mentees: [], mentors: [] }, policy),
      { mentees: [], mentors: [] },
      { groups: { group: {} } },
    );
    expect([report.mentees.people, report.mentors.people, report.comparisons.made]).toEqual([0, 0, 0]);
  });

  test("hostile labels are labels like any other", () => {
    const labels = ["constructor", "<script>alert(1)</script>", "a | b", "__proto__", "x".repeat(5000)];
    const report = auditOf(storedRound(labels.map((label) => block(label, 5, 6))));
    expect(groupingOf(report, "group").groups.map(({ labels: [label] }) => label)).toEqual([...labels].sort());
  });

  test("tells its progress, and stops where it is told to", () => {
    const phases = new Set<string>();
    const control = new AbortController();
    audit(matching, people, {
      groups: ["side"],
      minimumCell: 1,
      permutations: 50,
      onProgress: ({ phase }) => phases.add(phase),
    });
    expect([...phases]).toEqual(["score", "sample"]);
    const stop = () =>
      audit(matching, people, {
        groups: ["side"],
        minimumCell: 1,
        onProgress: ({ phase }) => phase === "sample" && control.abort(),
        signal: control.signal,
      });
    expect(stop).toThrow(expect.objectContaining({ code: "E_ABORTED" }));
  });
});

describe("audit(): refusals", () => {
  const round = storedRound([block("a", 7, 9), block("b", 6, 9)]);
  const call = (options: unknown, both: unknown = round.people, stored: unknown = round.matching) =>
    problemsOf(() => (audit as (...of: unknown[]) => unknown)(stored, both, options)).map(([code, path]) => [
      code,
      path,
    ]);

  test("options", () => {
    expect(call({})).toEqual([["E_OPTION", "options.groups"]]);
    expect(call({ groups: [] })).toEqual([["E_OPTION", "options.groups"]]);
    expect(call({ groups: ["group", "group"] })).toEqual([["E_OPTION", "options.groups"]]);
    expect(call({ groups, minimumCell: 0, permutations: 0.5, audience: "mentee", grups: 1 })).toEqual([
      ["E_OPTION", "options.minimumCell"],
      ["E_OPTION", "options.permutations"],
      ["E_OPTION", "options.audience"],
      ["E_UNKNOWN_KEY", "options.grups"],
    ]);
    expect(call({ groups, previous: { kind: "audit", mentees: 1 } })[0][0]).toBe("E_TYPE");
  });

  test("an attribute that nobody has, with the nearest that somebody has", () => {
    expect(() => audit(round.matching, round.people, { groups: ["gruop"] })).toThrowErrorMatchingInlineSnapshot(
      `[TelemachusError: Expected options.groups[0] to be an attribute that somebody has in auditOnly, received one that nobody has. Did you mean "group"?]`,
    );
  });

  test("a table about somebody else, and a table that is none", () => {
    expect(call({ groups: { group: { e00000: "a", nobody: "b" } } })).toEqual([
      ["E_UNKNOWN_ID", "options.groups.group.nobody"],
    ]);
    expect(call({ groups: { group: ["a"] } })).toEqual([["E_TYPE", "options.groups.group"]]);
    expect(call({ groups: { group: { e00000: { a: 1 } } } })).toEqual([["E_TYPE", "options.groups.group.e00000"]]);
    expect(call({ groups: JSON.parse('{ "__proto__": { "e00000": "a" }, "group": {} }') })[0][0]).toBe("E_KEY");
  });

  test("an answer that names no group", () => {
    const mentees = round.people.mentees.map((mentee, at) =>
      at === 2 ? { ...mentee, auditOnly: { group: { a: 1 } } } : mentee,
    );
    expect(call({ groups }, { ...round.people, mentees })).toEqual([["E_TYPE", "mentees[2].auditOnly.group"]]);
  });

  test("other people than the matching's", () => {
    const { mentees, mentors } = round.people;
    expect(call({ groups }, { mentees: mentees.slice(1), mentors })).toEqual([["E_MISSING", "mentees"]]);
    expect(call({ groups }, { mentees, mentors: mentors.slice(1) })).toEqual([["E_MISSING", "mentors"]]);
    expect(call({ groups }, { mentees: [{ id: "new" }, ...mentees], mentors })).toEqual([
      ["E_UNKNOWN_ID", "mentees[0].id"],
    ]);
    expect(call({ groups }, { mentees, mentors: [...mentors, { id: "new" }] })).toEqual([
      ["E_UNKNOWN_ID", "mentors[13].id"],
    ]);
    expect(call({ groups }, { mentees: [...mentees, mentees[0]], mentors })).toEqual([
      ["E_DUPLICATE", "mentees[18].id"],
    ]);
    expect(call({ groups, pooled: [{ ...round, people: { mentees: [], mentors } }] })[0]).toEqual([
      "E_MISSING",
      "options.pooled[0].people.mentees",
    ]);
  });

  test("a mentor without a seat stands nowhere in a matching and is no stranger, unless the matching is open and knows better", () => {
    const idle = { ...people, mentors: [...people.mentors, { id: "idle", capacity: 0 }] };
    const open = match(idle, policy);
    expect(audit(open, idle, { groups: ["side"], permutations: 19 }).mentors.people).toBe(4);
    const swapped = { ...people, mentors: [...people.mentors, { id: "zoe", capacity: 0 }] };
    expect(() => audit(open, swapped, { groups: ["side"] })).toThrow(TelemachusError);
  });

  test("what is no matching", () => {
    expect(call({ groups }, round.people, null)).toEqual([["E_TYPE", "matching"]]);
    expect(call({ groups }, round.people, { pairs: [] }).map(([code]) => code)).toEqual(["E_MISSING", "E_MISSING"]);
    const twice = { ...round.matching, pairs: [...round.matching.pairs, round.matching.pairs[0]] };
    expect(call({ groups }, round.people, twice)).toEqual([["E_DUPLICATE", "matching.pairs[13]"]]);
  });
});
