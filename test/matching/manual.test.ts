import fc from "fast-check";
import {
  type Ban,
  blockingPairs,
  checkMatching,
  custom,
  explain,
  type Matching,
  type Mentee,
  type Mentor,
  match,
  minimumScore,
  type People,
  type Policy,
  readiness,
  recruit,
  reopen,
  sameAttribute,
  scoreBest,
  scorePair,
  scorePairs,
  seatValue,
  shortlist,
  skills,
  toText,
  whatWouldItTake,
  whyNot,
  whyUnmatched,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { matchInWorker } from "../support/matchInWorker.js";
import { loadedProgrammes, policies, programmes, rewritten, seeded, stableProgrammes } from "../support/programmes.js";
import { refusal } from "../support/refusal.js";
import { sealed } from "../support/sealed.js";
import { validateMatching } from "../support/validateMatching.js";

const criteria = { skills: skills({ weight: 1 }) };

/** Ada scores 1 with Lin and 0.5 with Noor, Ben 0.5 and 1, Chidi 1 with Sam; nobody else has anything in common. */
const mentees = [
  { id: "ada", team: "Apps", skills: ["SQL", "Go"] },
  { id: "ben", team: "Data", skills: ["SQL", "Java"] },
  { id: "chidi", team: "Data", skills: ["Rust"] },
] satisfies Mentee[];
const mentors = [
  { id: "lin", team: "Apps", skills: ["SQL", "Go"] },
  { id: "noor", team: "Data", skills: ["SQL", "Java"] },
  { id: "sam", team: "Data", skills: ["Rust"] },
] satisfies Mentor[];
const people: People = { mentees, mentors };

/** The same people with more said of some. */
function withMore(more: { readonly [id: string]: Partial<Mentee & Mentor> }): People {
  return {
    mentees: mentees.map((one) => ({ ...one, ...more[one.id] })),
    mentors: mentors.map((one) => ({ ...one, ...more[one.id] })),
  };
}

function solve(given: People, policy: Policy = { criteria }): Matching {
  const matching = match(given, policy);
  validateMatching(matching, given, policy);
  return matching;
}

function pairsOf({ pairs }: Matching): string[] {
  return pairs.map(({ mentee, mentor, pinned }) => `${mentee} ${mentor}${pinned ? " pinned" : ""}`);
}

const manual = { manual: true } as const;
const pin = (mentee: string, mentor: string) => ({ mentee, mentor, reason: "a human said so" });

describe("manual: a mentee", () => {
  test("manual: a mentee gets nobody, is unmatched as MANUAL, and has no part in the proof", () => {
    expect(pairsOf(solve(people))).toEqual(["ada lin", "ben noor", "chidi sam"]);
    const matching = solve(withMore({ ada: manual }));
    expect(pairsOf(matching)).toEqual(["ben noor", "chidi sam"]);
    expect(matching.unmatched).toEqual({
      mentees: [{ id: "ada", reason: "MANUAL" }],
      seats: [{ mentor: "lin", free: 1, reason: "MORE_SEATS_THAN_MENTEES" }],
      places: [],
    });
    expect(matching.certificate.mentees.map(({ mentee }) => mentee)).toEqual(["ben", "chidi"]);
    expect(matching.exclusions).toEqual({ banned: 0, manual: 0, avoided: 0, forbidden: 0, rules: {} });
    expect(matching.manifest.counts).toMatchObject({ mentees: 3, allowedPairs: 6, matched: 2, unmatched: 1 });
    expect(matching.warnings).toEqual([]);
  });

  test("manual: false is as if nothing were said", () => {
    const { manifest, ...rest } = solve(withMore({ ada: { manual: false }, lin: { manual: false } }));
    const { manifest: plain, ...others } = solve(people);
    expect(rest).toEqual(others);
    expect(manifest.counts).toEqual(plain.counts);
  });

  test("manual: the flag counts in the manifest's digest of the people", () => {
    const [plain, marked] = [match(people, { criteria }), match(withMore({ ada: manual }), { criteria })];
    expect(marked.manifest.input).not.toBe(plain.manifest.input);
    expect(marked.manifest.policy).toBe(plain.manifest.policy);
  });

  test("manual: the reason comes before every other, also where there are no mentors, but not before INFEASIBLE", () => {
    const given = withMore({ ada: manual });
    expect(solve({ ...given, mentors: [] }).unmatched.mentees).toEqual([
      { id: "ada", reason: "MANUAL" },
      { id: "ben", reason: "NO_MENTORS" },
      { id: "chidi", reason: "NO_MENTORS" },
    ]);
    // nobody but Ada is of the team
    const quotas = [{ side: "mentees", attribute: "team", value: "Apps", min: 1 }] as const;
    expect(solve(people, { criteria, quotas }).status).toBe("optimal");
    const infeasible = solve(given, { criteria, quotas });
    expect(infeasible.status).toBe("infeasible");
    expect(infeasible.unmatched.mentees.map(({ reason }) => reason)).toEqual(Array(3).fill("INFEASIBLE"));
    expect(infeasible.infeasibility?.conflict).toMatchObject({ missing: 1, mentees: [], mentors: [] });
    // the human's pin meets it
    expect(pairsOf(solve(given, { criteria, quotas, pins: [pin("ada", "sam")] }))).toContain("ada sam pinned");
  });

  test("manual: a pin matches the mentee, also against a rule if it says so, and needs no override for the flag", () => {
    const given = withMore({ ada: manual });
    const matching = solve(given, { criteria, pins: [pin("ada", "noor")] });
    expect(pairsOf(matching)).toEqual(["ada noor pinned", "ben lin", "chidi sam"]);
    expect(matching.pairs[0].gaveWay).toEqual([]);
    expect(matching.unmatched.mentees).toEqual([]);
    expect(matching.warnings).toEqual([]);
    const rules = { team: sameAttribute({ field: "team" }), enough: minimumScore({ score: 0.8 }) };
    const { issues } = refusal(() => match(given, { criteria, rules, pins: [pin("ada", "noor")] }));
    expect(issues.map(({ code, received }) => [code, received])).toEqual([
      ["E_CONFLICT", 'one that the rule "team" forbids'],
      ["E_CONFLICT", 'one that the rule "enough" forbids'],
    ]);
    const pins = [{ ...pin("ada", "noor"), override: true }];
    expect(solve(given, { criteria, rules, pins }).pairs[0].gaveWay).toEqual(["enough", "team"]);
  });

  test("manual: places that no pin fills stay empty as MANUAL, and ask for nothing", () => {
    const given = withMore({ ada: { ...manual, demand: 2 } });
    const matching = solve(given, { criteria, pins: [pin("ada", "noor")] });
    expect(pairsOf(matching)).toEqual(["ada noor pinned", "ben lin", "chidi sam"]);
    expect(matching.unmatched.places).toEqual([{ mentee: "ada", missing: 1, reason: "MANUAL" }]);
    // nobody else wants two: the plain form of the proof, by a kernel
    expect(matching.certificate.mentees.map(({ mentee }) => mentee)).toEqual(["ben", "chidi"]);
    expect(matching.objective.stages[0]).toEqual({ stage: "matched", value: 3 });
    expect(matching.certificate.method).toBe(solve(people).certificate.method);
    const twice = solve(given, { criteria, pins: [pin("ada", "noor"), pin("ada", "sam")] });
    expect(pairsOf(twice)).toEqual(["ada noor pinned", "ada sam pinned", "ben lin"]);
    expect(twice.unmatched.mentees).toMatchObject([{ id: "chidi", reason: "CAPACITY_SHORT" }]);
    expect(twice.unmatched.places).toEqual([]);
    expect(solve(given).unmatched).toMatchObject({ mentees: [{ id: "ada", reason: "MANUAL" }], places: [] });
  });

  test("manual: no shortage names the mentee, and no lottery draws them", () => {
    const alike: People = {
      mentees: ["ada", "ben", "chidi"].map((id) => ({ id, skills: ["SQL"] })),
      mentors: [{ id: "lin", skills: ["SQL"] }],
    };
    const given = { ...alike, mentees: alike.mentees.map((one) => (one.id === "ada" ? { ...one, ...manual } : one)) };
    const matching = solve(given);
    expect(matching.shortages).toEqual([{ mentees: ["ben", "chidi"], mentors: ["lin"], seats: 1, over: 1 }]);
    expect(matching.objective.lottery).toMatchObject({
      mentees: [
        { mentee: "ben", chance: 0.5 },
        { mentee: "chidi", chance: 0.5 },
      ],
      pairs: 2,
    });
  });

  test("manual: rules do not give way for the mentee", () => {
    const rules = { team: sameAttribute({ field: "team", otherwise: "relax" }) };
    const lonely = { ada: { team: "Design" }, ben: { team: "Legal" } };
    const relaxed = solve(withMore(lonely), { criteria, rules });
    expect(relaxed.warnings.find(({ code }) => code === "W_RULE_RELAXED")?.ids).toEqual(["ada", "ben"]);
    const matching = solve(withMore({ ...lonely, ada: { ...lonely.ada, ...manual } }), { criteria, rules });
    expect(matching.warnings.find(({ code }) => code === "W_RULE_RELAXED")?.ids).toEqual(["ben"]);
    expect(pairsOf(matching)).toEqual(["ben noor", "chidi sam"]);
  });
});

describe("manual: a mentor", () => {
  test("manual: a mentor's seats stay free as MANUAL; others compete for those that are left", () => {
    const matching = solve(withMore({ lin: { ...manual, capacity: 4 } }));
    // Noor is worth more to Ben, Sam to Chidi
    expect(pairsOf(matching)).toEqual(["ben noor", "chidi sam"]);
    expect(matching.unmatched.mentees).toEqual([
      { id: "ada", reason: "CAPACITY_SHORT", shortage: 0, decidedBy: "cost" },
    ]);
    expect(matching.unmatched.seats).toEqual([{ mentor: "lin", free: 4, reason: "MANUAL" }]);
    expect(matching.shortages).toEqual([
      { mentees: ["ada", "ben", "chidi"], mentors: ["noor", "sam"], seats: 2, over: 1 },
    ]);
    expect(matching.exclusions).toMatchObject({ banned: 0, manual: 3 });
  });

  test("manual: a mentor is what keeps a mentee from everybody", () => {
    const matching = solve(withMore({ lin: manual, noor: manual, sam: manual }), {
      criteria,
      bans: [{ mentee: "ada", mentor: "lin", reason: "they know each other" }],
    });
    const excluded = { mentors: 3, rules: {}, bans: 1, manual: 3, requests: 0 };
    expect(matching.unmatched.mentees[0]).toEqual({ id: "ada", reason: "NO_ELIGIBLE_MENTOR", excluded });
    expect(matching.unmatched.mentees[1]).toMatchObject({ reason: "NO_ELIGIBLE_MENTOR", excluded: { manual: 3 } });
    // each pair is counted once: banned before manual
    expect(matching.exclusions).toMatchObject({ banned: 1, manual: 8 });
  });

  test("manual: is counted before requests and rules, which have no say in such a pair", () => {
    const given = withMore({ lin: manual, ada: { requests: { avoid: ["lin", "sam"] } } });
    const { exclusions } = solve(given, { criteria, rules: { team: sameAttribute({ field: "team" }) } });
    expect(exclusions).toEqual({
      ...{ banned: 0, manual: 3, avoided: 1, forbidden: 1 },
      // Ada with Noor
      rules: { team: { forbidden: 1, alone: 1, undecided: 0 } },
    });
  });

  test("manual: what is never relaxed lets rules give way to others, as a ban does", () => {
    const rules = { team: sameAttribute({ field: "team", otherwise: "relax" }) };
    const matching = solve(withMore({ lin: manual, chidi: { ...manual } }), { criteria, rules });
    expect(pairsOf(matching)).toEqual(["ada sam", "ben noor"]);
    expect(matching.pairs[0].gaveWay).toEqual(["team"]);
  });

  test("manual: a mentor's minimum binds nobody, with pins and without", () => {
    const capacity = { min: 4, max: 5 };
    expect(solve(withMore({ lin: { capacity } })).status).toBe("infeasible");
    const given = withMore({ lin: { ...manual, capacity } });
    const matching = solve(given);
    expect(pairsOf(matching)).toEqual(["ben noor", "chidi sam"]);
    expect(matching.unmatched.seats).toEqual([{ mentor: "lin", free: 5, reason: "MANUAL" }]);
    expect(matching.certificate.method).toBe(solve(people).certificate.method);
    const pinned = solve(given, { criteria, pins: [pin("ada", "lin")] });
    expect(pairsOf(pinned)).toEqual(["ada lin pinned", "ben noor", "chidi sam"]);
    expect(pinned.unmatched.seats).toEqual([{ mentor: "lin", free: 4, reason: "MANUAL" }]);
    expect(readiness(given, { criteria }).findings.map(({ code }) => code)).not.toContain("INFEASIBLE");
  });

  test("manual: the minimum of the policy binds no mentor who is left to a human", () => {
    const policy = { criteria, capacity: { min: 1, max: 1 } };
    expect(solve(withMore({ ada: manual }), policy).status).toBe("infeasible");
    expect(pairsOf(solve(withMore({ ada: manual, lin: manual }), policy))).toEqual(["ben noor", "chidi sam"]);
  });

  test("manual: quotas count what pins give, and their minimums stay as they are", () => {
    const given = withMore({ lin: manual });
    const quotas = [{ side: "mentors", attribute: "team", value: "Apps", min: 1 }] as const;
    expect(solve(given, { criteria, quotas }).status).toBe("infeasible");
    expect(pairsOf(solve(given, { criteria, quotas, pins: [pin("ben", "lin")] }))).toContain("ben lin pinned");
    const most = [{ side: "mentees", attribute: "team", value: "Data", max: 1 }] as const;
    const matching = solve(withMore({ ben: manual }), { criteria, quotas: most, pins: [pin("ben", "lin")] });
    expect(pairsOf(matching)).toEqual(["ada noor", "ben lin pinned"]);
    expect(matching.unmatched.mentees).toMatchObject([{ id: "chidi", reason: "QUOTA", quotas: [0] }]);
  });
});

describe("manual: a stable matching", () => {
  const method = { kind: "stable", from: "choices" } as const;

  test("manual: takes part in no blocking pair, though everybody would rather have it", () => {
    const chosen = { requests: { choices: ["lin"] } };
    const given = withMore({ ada: { ...manual, ...chosen }, ben: chosen, chidi: chosen, lin: manual });
    const matching = solve(given, { criteria, method });
    expect(matching.status).toBe("stable");
    expect(pairsOf(matching)).toEqual(["ben noor", "chidi sam"]);
    expect(matching.unmatched).toMatchObject({
      mentees: [{ id: "ada", reason: "MANUAL" }],
      seats: [{ mentor: "lin", free: 1, reason: "MANUAL" }],
    });
    expect(blockingPairs(matching)).toEqual([]);
    expect(blockingPairs(match(given, { criteria }), { from: "choices" })).toEqual([]);
    const pinned = solve(given, { criteria, method, pins: [pin("chidi", "lin")] });
    expect(pairsOf(pinned)).toEqual(["ben noor", "chidi lin pinned"]);
    expect(blockingPairs(pinned)).toEqual([]);
  });

  test("manual: a minimum that binds nobody is no contradiction", () => {
    const capacity = { min: 1, max: 2 };
    expect(refusal(() => match(withMore({ lin: { capacity } }), { criteria, method })).code).toBe("E_CONFLICT");
    expect(pairsOf(solve(withMore({ lin: { ...manual, capacity } }), { criteria, method }))).toEqual([
      "ben noor",
      "chidi sam",
    ]);
  });
});

describe("manual: who sees the flag", () => {
  test("manual: criteria and functions of the policy's own do not see it", () => {
    const seen = new Set<string>();
    const own = custom({
      name: "looks",
      version: "1",
      score: (mentor: object, mentee: object) => {
        for (const key of [...Object.keys(mentor), ...Object.keys(mentee)]) seen.add(key);
        return 0.5;
      },
    });
    const given = withMore({ ada: { manual: false }, lin: { manual: false }, sam: manual });
    match(given, { criteria: { own }, pins: [pin("chidi", "sam")] });
    expect([...seen].sort()).toEqual(["attributes", "id", "skills", "team"]);
  });

  test("manual: anything but a truth value is an error", () => {
    const given = withMore({ ada: { manual: "yes" as unknown as boolean } });
    expect(refusal(() => match(given, { criteria })).message).toContain(
      "Expected mentees[0].manual to be true or false, received a text.",
    );
  });

  test("manual: scores of such pairs are -Infinity, as of all that are not allowed; pins play no part", () => {
    const given = withMore({ ada: manual, sam: manual });
    const policy = { criteria, pins: [pin("ada", "lin")] };
    expect(Array.from(scorePairs(given, policy).scores)).toEqual([
      ...[-Infinity, -Infinity, -Infinity],
      ...[500_000, 1_000_000, -Infinity],
      ...[0, 0, -Infinity],
    ]);
    expect(Array.from(scoreBest(given, policy, { best: 3 }).start)).toEqual([0, 0, 2, 4]);
    expect(scorePair(given, policy, { mentee: "ada", mentor: "lin" })).toMatchObject({ allowed: false, score: 1 });
    expect(scorePair(given, policy, { mentee: "ben", mentor: "lin" })).toMatchObject({ allowed: true, score: 0.5 });
  });

  test("manual: whom somebody chose and cannot have is told to the administrator", () => {
    const given = withMore({ lin: manual, ada: { requests: { choices: ["lin", "noor"] } } });
    expect(solve(given).warnings).toEqual([
      {
        code: "W_OVERRIDDEN_REQUEST",
        message: "These choices give way to somebody being left to a human.",
        count: 1,
        pairs: [{ mentee: "ada", mentor: "lin" }],
      },
    ]);
  });
});

describe("manual: explanations", () => {
  const given = withMore({ ada: manual, lin: { ...manual, capacity: 2 } });
  const policy = { criteria, pins: [pin("chidi", "lin")] };
  const matching = match(given, policy);

  test("whyNot(): left to a human, on either side or both, after bans and before rules", () => {
    const answers = whyNot(matching, { mentee: "ada" });
    expect(answers.map((one) => [one.mentor.id, one.kind, "left" in one && one.left])).toEqual([
      ["lin", "manual", "both"],
      ["noor", "manual", "mentee"],
      ["sam", "manual", "mentee"],
    ]);
    const ben = whyNot(matching, { mentee: "ben", mentor: "lin" });
    expect(ben).toMatchObject({ kind: "manual", left: "mentor", instead: [{ id: "noor" }] });
    expect(toText(ben, { audience: "administrator" })).toBe(
      "ben does not have lin: the mentor is left to a human, and only a pin matches them. The mentee has noor.\nThis is a proposal: nobody has confirmed the matching yet.",
    );
    const rules = { team: sameAttribute({ field: "team" }) };
    const bans: Ban[] = [{ mentee: "ben", mentor: "lin", reason: "they know each other" }];
    const strict = match(given, { criteria, rules, bans });
    expect(whyNot(strict, { mentee: "ben", mentor: "lin" }).kind).toBe("banned");
    expect(whyNot(strict, { mentee: "chidi", mentor: "lin" }).kind).toBe("manual");
    expect(whyNot(matching, { mentee: "chidi", mentor: "lin" }).kind).toBe("matched");
  });

  test("whatWouldItTake(): no answer and no score does it", () => {
    expect(whatWouldItTake(matching, { mentee: "ben", mentor: "lin" })).toMatchObject({
      ...{ now: "manual", score: null, raise: null, byScore: "no", proposals: [] },
    });
    expect(
      toText(whatWouldItTake(matching, { mentee: "ada", mentor: "sam" }), { audience: "administrator" }),
    ).toContain("As it is, one of the two is left to a human, and only a pin matches them.");
  });

  test("whyUnmatched(): a mentee has no repairs, and a human's pin is named; so for a mentor", () => {
    const mentee = whyUnmatched(matching, { mentee: "ada" });
    expect(mentee).toMatchObject({
      why: { id: "ada", reason: "MANUAL" },
      ...{ excluded: { mentors: 3, rules: {}, bans: 0, manual: 3, requests: 0 }, allowed: 0, best: [], repairs: [] },
    });
    expect(toText(mentee, { audience: "administrator" })).toMatchInlineSnapshot(`
      "ada is unmatched (MANUAL): the mentee is left to a human, and only a pin matches them. No mentor is allowed for this mentee. 3 can be pinned only, as one of the two is left to a human.
      A human decides: a pin in the policy matches them.
      This is a proposal: nobody has confirmed the matching yet."
    `);
    const mentor = whyUnmatched(matching, { mentor: "lin" });
    expect(mentor).toMatchObject({
      why: { mentor: "lin", free: 1, reason: "MANUAL" },
      ...{ taken: 1, allowed: 1, excluded: { mentees: 3, manual: 3 }, repairs: [] },
    });
    expect(toText(mentor, { audience: "auditor" })).toMatchInlineSnapshot(`
      "lin has 2 seats, of which 1 is free. The mentor is left to a human, and only pins fill the free seats (MANUAL). 1 mentee is allowed for this mentor, all of them matched. 3 can be pinned only, as one of the two is left to a human.
      A human decides: a pin in the policy matches them.
      This is a proposal: nobody has confirmed the matching yet.
      Proven: no other assignment does better under the weights and rules this programme chose."
    `);
  });

  test("whyUnmatched(): no repair for anybody else takes what is left to a human", () => {
    const short = match(withMore({ lin: manual, ben: manual }), { criteria, bans: [], capacity: 1, seed: 3 });
    expect(short.unmatched.mentees).toEqual([{ id: "ben", reason: "MANUAL" }]);
    const without = match(withMore({ lin: manual }), { criteria });
    const { repairs } = whyUnmatched(without, { mentee: "ada" });
    expect(repairs).toMatchObject([{ kind: "seats", seats: 1 }, { kind: "pin" }]);
    expect(JSON.stringify(repairs)).not.toContain('"lin"');
    const seats = whyUnmatched(match(withMore({ ada: manual }), { criteria }), { mentor: "lin" }).repairs;
    expect(seats).toMatchObject([{ kind: "pin", with: { id: "ben" } }]);
  });

  test("explain(): a pinned pair stands alone, and nobody who is left to a human is an alternative", () => {
    const pair = explain(matching, { mentee: "chidi" });
    expect(pair).toMatchObject({ kind: "match", pin: "a human said so" });
    expect(pair.alternatives.map(({ mentor }) => mentor.id)).toEqual(["sam", "noor"]);
    expect(explain(matching, { mentee: "ada" })).toMatchObject({ kind: "unmatched", alternatives: [] });
    expect(explain(matching, { mentee: "ben" })).toMatchObject({ alternatives: [{ mentor: { id: "sam" } }] });
    expect(explain(matching, { mentor: "lin" })).toMatchObject({ seats: 2, free: 1, why: { reason: "MANUAL" } });
  });

  test("seatValue(), recruit(), shortlist(): seats of a human's own are worth nothing here, and on no list", () => {
    expect(seatValue(matching, { mentor: "lin" })).toMatchObject({
      ...{ seats: 2, more: { gain: { matched: 0, total: 0 } }, fewer: { loss: { matched: 0, total: 0 } } },
    });
    expect(recruit(match(withMore({ ada: manual }), { criteria })).recruits).toEqual([]);
    // Ada wants more mentors than there are, and asks for none
    const greedy = withMore({ ada: { ...manual, demand: 9 } });
    expect(recruit(match(greedy, { criteria })).recruits).toEqual([]);
    const listOf = (mentee: string) => shortlist(matching, { mentee }).mentors.map(({ mentor }) => mentor.id);
    expect(["ada", "ben", "chidi"].map(listOf)).toEqual([[], ["noor", "sam"], []]);
  });

  test("reopen(): a stored matching is explained like the one that was made", () => {
    const stored = reopen(JSON.parse(JSON.stringify(matching)), given, policy);
    expect(whyNot(stored, { mentee: "ada" })).toEqual(whyNot(matching, { mentee: "ada" }));
    expect(whyUnmatched(stored, { mentor: "lin" })).toEqual(whyUnmatched(matching, { mentor: "lin" }));
  });

  test("toText(): participants read what everybody reads who has nobody, or asks for somebody else", () => {
    const bans: Ban[] = given.mentors.map(({ id }) => ({ mentee: "ada", mentor: id, reason: "none of these" }));
    const plain = match(people, { criteria, bans });
    const [marked, banned] = [matching, plain].map((one) => [
      toText(explain(one, { mentee: "ada" }), { audience: "mentee" }),
      toText(whyUnmatched(one, { mentee: "ada" }), { audience: "mentee" }),
      ...whyNot(one, { mentee: "ada" }).map((answer) => toText(answer, { audience: "mentee" })),
      toText(shortlist(one, { mentee: "ada" }), { audience: "mentee" }),
    ]);
    expect(marked).toEqual(banned);
    const lonely = match(withMore({ lin: manual }), { criteria });
    const [ofManual, ofOther] = [lonely, plain].map((one) => [
      toText(explain(one, { mentor: "lin" }), { audience: "mentor" }),
      toText(whyUnmatched(one, { mentor: "lin" }), { audience: "mentor" }),
    ]);
    expect(ofManual).toEqual(ofOther);
  });
});

test("readiness(): counts who is left to a human, says what to do, and leaves them out of what is short", () => {
  const given = withMore({ ada: manual, lin: { ...manual, capacity: 3 }, sam: { capacity: 0 } });
  const { findings, counts, exclusions } = readiness(given, { criteria });
  expect(counts).toMatchObject({ mentees: 3, mentors: 3, seats: 4, pairs: 6, allowedPairs: 4, canBeMatched: 1 });
  expect(exclusions.manual).toBe(2);
  const advice = "Pin them to whom they should have (policy.pins), or match them outside the programme.";
  expect(findings.filter(({ code }) => code === "MANUAL")).toEqual([
    {
      code: "MANUAL",
      message: "These mentees are left to a human, and no pin gives them a mentor.",
      advice,
      ids: ["ada"],
    },
    {
      code: "MANUAL",
      message: "These mentors are left to a human, and have seats that no pin takes.",
      advice,
      ids: ["lin"],
    },
  ]);
  expect(findings.find(({ code }) => code === "SEATS_SHORT")?.message).toBe(
    "There are 1 seats for 2 mentees; at most 1 can be matched.",
  );
  const all = readiness(withMore({ lin: manual, noor: manual, sam: manual }), { criteria }).findings;
  expect(all.find(({ code }) => code === "NO_ELIGIBLE_MENTOR")?.message).toBe(
    "No mentor is allowed for these mentees: mentors who are left to a human.",
  );
  const pinned = readiness(withMore({ ada: manual }), { criteria, pins: [pin("ada", "noor")] }).findings;
  expect(pinned.map(({ code }) => code)).not.toContain("MANUAL");
});

test("matchInWorker(): the same bytes", async () => {
  const given = withMore({ ada: { ...manual, demand: 2 }, lin: { ...manual, capacity: { min: 2, max: 3 } } });
  const policy = { criteria, pins: [pin("ada", "noor")] };
  const matching = await matchInWorker(given, policy);
  expect(JSON.stringify(matching)).toBe(JSON.stringify(match(given, policy)));
  expect(whyNot(matching, { mentee: "ben", mentor: "lin" }).kind).toBe("manual");
});

describe("checkMatching(): lies about who is left to a human", () => {
  const given = withMore({ ada: { ...manual, demand: 2 }, sam: { ...manual, capacity: 2 } });
  const policy = { criteria, pins: [pin("ada", "sam")] };
  const stored = (): Matching => JSON.parse(JSON.stringify(match(given, policy)));
  const checksOf = (edit: (matching: { -readonly [Key in keyof Matching]: Matching[Key] }) => void): string[] => {
    const matching = stored();
    edit(matching);
    return [...new Set(checkMatching(sealed(matching), given, policy).map(({ check }) => check))];
  };

  test("checkMatching(): finds nothing in the truth", () => {
    expect(checksOf(() => {})).toEqual([]);
  });

  test("checkMatching(): a pair that no pin fixed, other reasons, and another count", () => {
    const extra = { ...stored().pairs[0], mentor: "lin", pinned: false };
    const forged = { ...stored(), pairs: [extra, ...stored().pairs] };
    expect(checkMatching(forged, given, policy)).toContainEqual({
      check: "precedence",
      message: "One of the two is left to a human, and no pin says so.",
      ...{ mentee: "ada", mentor: "lin" },
    });
    expect(
      checksOf((matching) => {
        const [place] = matching.unmatched.places;
        matching.unmatched = { ...matching.unmatched, places: [{ ...place, reason: "NO_FURTHER_MENTOR" }] };
      }),
    ).toEqual(["reasons"]);
    expect(
      checksOf((matching) => {
        const [seats] = matching.unmatched.seats;
        matching.unmatched = { ...matching.unmatched, seats: [{ ...seats, reason: "NO_ELIGIBLE_MENTEE" }] };
      }),
    ).toEqual(["reasons"]);
    expect(
      checksOf((matching) => {
        matching.exclusions = { ...matching.exclusions, manual: 0, banned: matching.exclusions.manual };
      }),
    ).toEqual(["reconciliation"]);
  });

  test("checkMatching(): a shortage that names somebody who is left to a human", () => {
    const short = withMore({ ada: manual, lin: { capacity: 0 }, noor: { capacity: 0 } });
    const matching: Matching = JSON.parse(JSON.stringify(match(short, { criteria })));
    const [{ mentees: names, over, ...shortage }] = matching.shortages;
    expect(names).toEqual(["ben", "chidi"]);
    const shortages = [{ ...shortage, mentees: ["ada", ...names], over: over + 1 }];
    expect(checkMatching({ ...matching, shortages }, short, { criteria })).toContainEqual({
      check: "reasons",
      message: "A mentee of shortages[0] is left to a human, and competes for none of its seats.",
      mentee: "ada",
    });
  });
});

describe("manual: in random programmes", () => {
  /** Each person with the flag by lot, so that a good part of everyone is left to a human. */
  function marked({ mentees, mentors }: People, number: number): People {
    const below = seeded(number);
    const mark = <Given extends Mentee | Mentor>({ manual: _, ...person }: Given) =>
      below(3) === 0 ? { ...person, manual: true } : person;
    return { mentees: mentees.map(mark), mentors: mentors.map(mark) };
  }

  /** Lets everyone with the flag and a pin want one mentor more than the pins give. */
  function wantingMore({ mentees, mentors }: People, { pins = [] }: Policy): People {
    const wanting = mentees.map((mentee) => {
      const pinned = pins.filter((one) => one.mentee === mentee.id).length;
      return mentee.manual && pinned > 0 ? { ...mentee, demand: pinned + 1 } : mentee;
    });
    return { mentees: wanting, mentors };
  }

  /** The same people without the flag: minimums of those who had it bind nobody, and bans keep them from all but pins. */
  function asBans(given: People, policy: Policy): { people: People; policy: Policy } {
    const key = ({ mentee, mentor }: { mentee: string; mentor: string }) => JSON.stringify([mentee, mentor]);
    const known = new Set([...(policy.pins ?? []), ...(policy.bans ?? [])].map(key));
    const pairs = given.mentees.flatMap((mentee) =>
      given.mentors.flatMap((mentor) =>
        mentee.manual || mentor.manual ? [{ mentee: mentee.id, mentor: mentor.id }] : [],
      ),
    );
    const bans = pairs.filter((pair) => !known.has(key(pair))).map((pair) => ({ ...pair, reason: "left to a human" }));
    const usual = policy.capacity ?? 1;
    return {
      people: {
        mentees: given.mentees.map(({ manual: isManual, ...mentee }) => {
          const pinned = (policy.pins ?? []).filter((one) => one.mentee === mentee.id).length;
          return isManual ? { ...mentee, demand: Math.max(1, pinned) } : mentee;
        }),
        mentors: given.mentors.map(({ manual: isManual, ...mentor }) => {
          const { capacity = usual } = mentor;
          if (!isManual) return mentor;
          return { ...mentor, capacity: typeof capacity === "number" ? capacity : { max: capacity.max } };
        }),
      },
      policy: { ...policy, bans: [...(policy.bans ?? []), ...bans] },
    };
  }

  const kinds = {
    plain: programmes({ mentees: 6, mentors: 5 }),
    loaded: loadedProgrammes({ mentees: 5, mentors: 4, demand: 2 }),
    stable: stableProgrammes({ mentees: 6, mentors: 5, demand: 2 }),
  };
  test.each(Object.entries(kinds))(
    "manual: all that match() says holds, and it is as if such pairs were banned: %s",
    (kind, arbitrary) => {
      const seen = { feasible: 0, left: 0, places: 0, pinned: 0, seats: 0 };
      const given = arbitrary as fc.Arbitrary<{ people: People; policy: Policy }>;
      fc.assert(
        fc.property(given, fc.nat(), ({ people: drawn, policy }, number) => {
          const people = wantingMore(marked(drawn, number), policy);
          const matching = match(people, policy);
          validateMatching(matching, people, policy);
          const below = seeded(number);
          expect(JSON.stringify(match(rewritten(people, below), rewritten(policy, below)))).toBe(
            JSON.stringify(matching),
          );
          const other = asBans(people, policy);
          const banned = match(other.people, other.policy);
          expect(matching.status).toBe(banned.status);
          if (matching.status === "infeasible") return;
          seen.feasible += 1;
          expect(matching.pairs).toEqual(banned.pairs);
          expect(matching.shortages).toEqual(banned.shortages);
          expect(matching.objective.lottery).toEqual(banned.objective.lottery);
          expect(matching.objective.stages.map(({ stage, value }) => [stage, value])).toEqual(
            banned.objective.stages.map(({ stage, value }) => [stage, value]),
          );
          const isManual = new Set(
            [...people.mentees, ...people.mentors].flatMap((one) => (one.manual ? [one.id] : [])),
          );
          const others = ({ unmatched }: Matching) => ({
            mentees: unmatched.mentees.filter(({ id }) => !isManual.has(id)).map(({ id, reason }) => [id, reason]),
            places: unmatched.places.filter(({ mentee }) => !isManual.has(mentee)),
          });
          expect(others(matching)).toEqual(others(banned));
          const { mentees, places, seats } = matching.unmatched;
          if (mentees.some(({ reason }) => reason === "MANUAL")) seen.left += 1;
          if (places.some(({ reason }) => reason === "MANUAL")) seen.places += 1;
          if (seats.some(({ reason }) => reason === "MANUAL")) seen.seats += 1;
          if (matching.pairs.some(({ mentee, mentor }) => isManual.has(mentee) || isManual.has(mentor)))
            seen.pinned += 1;
        }),
        runs(150),
      );
      const least = {
        plain: { feasible: 150, left: 100, places: 10, seats: 60, pinned: 10 },
        loaded: { feasible: 70, left: 50, places: 5, seats: 30, pinned: 10 },
        stable: { feasible: 150, left: 100, places: 5, seats: 60, pinned: 20 },
      }[kind] as typeof seen;
      for (const [name, fewest] of Object.entries(least)) {
        expect(seen[name as keyof typeof seen], name).toBeGreaterThanOrEqual(fewest);
      }
    },
  );

  /** Criteria that score a pair by itself, whoever else is there. */
  const alone = policies().map(({ criteria: { goals, choices, "10": own }, objective, seed, capacity }): Policy => {
    const stated = Object.entries({ goals, choices, "10": own }).filter(
      ([, one]) => one !== undefined && one.weight !== 0,
    );
    const rules = { goals: minimumScore({ score: 0.2 }) };
    const chosen = Object.fromEntries(
      stated.length === 0 ? [["skills", skills({ weight: 1 })]] : stated,
    ) as Policy["criteria"];
    return {
      criteria: chosen,
      rules,
      ...(objective && { objective }),
      ...(seed && { seed }),
      ...(capacity && { capacity }),
    };
  });

  test("manual: the result is that of the programme without them, and their records", () => {
    const seen = { matched: 0, short: 0, tied: 0, left: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 6, mentors: 5 }), alone, fc.nat(), ({ people: drawn }, policy, number) => {
        const people = marked(withoutEmphasisOf(drawn), number);
        const rest = {
          mentees: people.mentees.filter((one) => !one.manual),
          mentors: people.mentors.filter((one) => !one.manual),
        };
        const [matching, without] = [match(people, policy), match(rest, policy)];
        expect(matching.pairs).toEqual(without.pairs);
        expect(matching.total).toBe(without.total);
        expect(matching.shortages).toEqual(without.shortages);
        expect(matching.objective).toEqual(without.objective);
        expect(matching.certificate.mentees).toEqual(without.certificate.mentees);
        const isThere = new Set(rest.mentors.map(({ id }) => id));
        expect(matching.certificate.seats.filter(({ mentor }) => isThere.has(mentor))).toEqual(
          without.certificate.seats,
        );
        const left = people.mentees.filter((one) => one.manual).map(({ id }) => id);
        const reasons = new Map(matching.unmatched.mentees.map((one) => [one.id, one.reason]));
        expect(left.map((id) => reasons.get(id))).toEqual(left.map(() => "MANUAL"));
        expect(matching.unmatched.mentees.length).toBe(without.unmatched.mentees.length + left.length);
        if (without.pairs.length > 0) seen.matched += 1;
        if (without.shortages.length > 0) seen.short += 1;
        if (without.objective.lottery.pairs > 0) seen.tied += 1;
        if (left.length > 0) seen.left += 1;
      }),
      runs(200),
    );
    expect(seen.matched).toBeGreaterThan(100);
    expect(seen.short).toBeGreaterThan(20);
    expect(seen.tied).toBeGreaterThan(10);
    expect(seen.left).toBeGreaterThan(120);
  });

  /** People without factors on criteria and without what points at others. */
  function withoutEmphasisOf({ mentees, mentors }: People): People {
    const bare = <Given extends Mentee | Mentor>({ requests, ...person }: Given) => ({
      ...person,
      ...(requests && { requests: { choices: requests.choices ?? [], avoid: requests.avoid ?? [] } }),
    });
    return { mentees: mentees.map(bare), mentors: mentors.map(bare) };
  }

  test("toText(): whose match stays reads the same, whoever is left to a human", () => {
    const seen = { stayed: 0, matched: 0, changed: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 4, mentors: 4 }), fc.nat(), ({ people, policy }, number) => {
        const plain = { mentees: people.mentees.map(unmarked), mentors: people.mentors.map(unmarked) };
        const [before, after] = [match(plain, policy), match(marked(plain, number), policy)];
        for (const { id } of plain.mentees) {
          const own = ({ pairs }: Matching) => JSON.stringify(pairs.filter(({ mentee }) => mentee === id));
          const ofOne = (matching: Matching) => [
            ...(own(matching) === "[]" ? [whyUnmatched(matching, { mentee: id })] : []),
            explain(matching, { mentee: id }),
            ...whyNot(matching, { mentee: id }),
          ];
          if (
            own(before).replaceAll('"tied":true', '"tied":false') !==
            own(after).replaceAll('"tied":true', '"tied":false')
          )
            continue;
          const [was, is] = [ofOne(before), ofOne(after)];
          const read = (answers: ReturnType<typeof ofOne>) => answers.map((one) => toText(one, { audience: "mentee" }));
          expect(read(is)).toEqual(read(was));
          seen.stayed += 1;
          if (own(before) !== "[]") seen.matched += 1;
          if (JSON.stringify(is) !== JSON.stringify(was)) seen.changed += 1;
        }
      }),
      runs(120),
    );
    expect(seen.stayed).toBeGreaterThan(150);
    expect(seen.matched).toBeGreaterThan(40);
    expect(seen.changed).toBeGreaterThan(100);
  });

  function unmarked<Given extends Mentee | Mentor>({ manual: _, ...person }: Given) {
    return person;
  }
});
