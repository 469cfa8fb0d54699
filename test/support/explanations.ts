import fc from "fast-check";
import type { CriterionEvidence, CriterionReason, MatchExplanation, RuleEvidence, RuleReason, Stage } from "telemachus";
import type { Chain, StageChange, StageProfiles } from "../../src/explain/change.js";
import type { Named } from "../../src/explain/named.js";
import type { AnyExplanation } from "../../src/explain/toText.js";

/** What is in an explanation: made by hand, so that every kind and every case comes up, whether or not a programme has it. */
export type Kinds = { readonly [Kind in AnyExplanation["kind"]]: fc.Arbitrary<AnyExplanation & { kind: Kind }> };

const stages: readonly Stage[] = [
  "matched",
  "priority",
  "draw",
  "total",
  "floor",
  "leximin",
  "choices",
  "choices:generous",
  "balance",
  "continuity",
];

const share = fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => millionths / 1_000_000);
const count = fc.nat({ max: 20 });
const change = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((millionths) => millionths / 1_000_000);
const whole = fc.integer({ min: -12, max: 12 });
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

const someChanges: fc.Arbitrary<StageChange> = fc
  .tuple(...stages.map((stage) => fc.option(stage === "total" ? change : whole, { nil: undefined })))
  .map((values) =>
    Object.fromEntries(stages.flatMap((stage, k) => (values[k] === undefined ? [] : [[stage, values[k]]]))),
  );
const stageChanges = fc.oneof(
  { weight: 2, arbitrary: someChanges },
  { weight: 1, arbitrary: fc.constant({ matched: 0 }) },
);
const profiles: fc.Arbitrary<StageProfiles> = fc.dictionary(
  fc.constantFrom("matched", "priority", "leximin", "choices", "choices:generous"),
  fc.array(fc.record({ of: count, count: whole }), { maxLength: 2 }),
  { maxKeys: 2 },
);
const status = fc.constantFrom("optimal" as const, "stable" as const, "infeasible" as const);
const decision = fc.constantFrom("proposal" as const, "confirmed" as const);
const day = fc.constantFrom("Monday" as const, "Thursday" as const, "Sunday" as const);
const times = { day, from: fc.constantFrom("09:00", "00:00"), to: fc.constantFrom("10:30", "24:00") };

/** Explanations of every kind in which people write `text`. */
export function explanations(text: fc.Arbitrary<string>): Kinds {
  const few = fc.array(text, { maxLength: 3 });
  const some = fc.array(text, { minLength: 1, maxLength: 3 });
  const person: fc.Arbitrary<Named> = fc.record({ id: text, name: text }, { requiredKeys: ["id"] });
  const people = fc.array(person, { minLength: 1, maxLength: 3 });
  const pair = { status, decision, mentee: person, mentor: person };

  const criterion: fc.Arbitrary<CriterionReason> = fc.record({
    criterion: text,
    weight: fc.oneof(fc.constant(0), share),
    score: fc.oneof(share, fc.double({ min: 0, max: 1, noNaN: true })),
    contribution: share,
    status: fc.constantFrom("scored", "mentorUnanswered", "menteeUnanswered", "notAsked"),
    evidence: evidenceOf(text, few),
  });
  const rule: fc.Arbitrary<RuleReason> = fc
    .record({
      rule: text,
      holds: orNull(fc.boolean()),
      forbidsUnknown: fc.boolean(),
      evidence: ruleEvidenceOf(text, few),
    })
    .map(({ forbidsUnknown, ...reason }) => ({ ...reason, broken: !(reason.holds ?? !forbidsUnknown) }));
  const rules = fc.array(rule, { maxLength: 3 });

  const alternatives = fc.array(
    fc.record({ mentor: person, score: share, seats: fc.constantFrom("free" as const, "full" as const) }),
    { maxLength: 3 },
  );
  const standing = { score: share, rank: fc.integer({ min: 1, max: 4 }), of: fc.integer({ min: 0, max: 12 }) };
  const match: fc.Arbitrary<MatchExplanation> = fc.record({
    kind: fc.constant("match"),
    ...pair,
    ...standing,
    confidence: share,
    pin: orNull(text),
    criteria: fc.array(criterion, { maxLength: 4 }),
    rules,
    mentorAsked: fc.record({ choice: orNull(fc.integer({ min: 1, max: 3 })), choices: count, livedExperiences: few }),
    alternatives,
  });

  const excluded = fc.record({
    mentors: count,
    rules: fc.dictionary(text, count, { maxKeys: 2 }),
    bans: count,
    manual: count,
    requests: count,
  });
  const why = whyOf(text, excluded);
  const shortage = orNull(
    fc.record({ mentees: some, mentors: few, seats: count, over: fc.integer({ min: 1, max: 12 }) }),
  );
  const seats = fc.record({
    mentor: text,
    free: fc.integer({ min: 1, max: 3 }),
    reason: fc.constantFrom("MANUAL", "NO_ELIGIBLE_MENTEE", "MORE_SEATS_THAN_MENTEES", "QUOTA", "INFEASIBLE"),
  });
  const chain = chainsOf(person);
  const repairs = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("seats"), seats: fc.integer({ min: 1, max: 12 }), mentors: people }),
      fc.record({ kind: fc.constant("rule"), rule: text }),
      fc.record({ kind: fc.constant("ban"), with: people }),
      fc.record({
        kind: fc.constant("pin"),
        with: person,
        override: few,
        cost: orNull(stageChanges),
        chain: orNull(chain),
      }),
    ),
    { maxLength: 3 },
  );

  const facts = { ...pair, instead: fc.array(person, { maxLength: 2 }) };
  const side = fc.constantFrom("mentee", "mentor", "both");
  const whyNot = <Kind extends string, More extends object>(kind: Kind, more: More) =>
    fc.record({ kind: fc.constant(kind), ...facts, ...more } as never);
  const answer = fc.oneof(
    fc.record({ kind: fc.constant("term"), field: text, term: text, level: orNull(fc.integer({ min: 1, max: 5 })) }),
    fc.record({ kind: fc.constant("language"), field: fc.constant("languages"), language: text }),
    fc.record({ kind: fc.constant("hours"), ...times, minutes: count }),
  );
  const totals = fc.record({ matched: count, total: share, lowest: orNull(share) });

  return {
    match,
    mentor: fc.record({
      kind: fc.constant("mentor"),
      status,
      decision,
      mentor: person,
      seats: count,
      free: count,
      why: orNull(seats),
      matches: fc.array(match, { maxLength: 3 }),
    }),
    unmatched: fc.record({
      kind: fc.constant("unmatched"),
      status,
      decision,
      mentee: person,
      why,
      shortage,
      alternatives,
    }),
    unmatchedMentee: fc.record({
      kind: fc.constant("unmatchedMentee"),
      ...{ status, decision, mentee: person, why, shortage, excluded, repairs },
      ...{ allowed: count, withFreeSeats: count, chance: orNull(share) },
      best: fc.array(fc.record({ mentor: person, score: share, price: orNull(share) }), { maxLength: 2 }),
    }),
    unmatchedMentor: fc.record({
      kind: fc.constant("unmatchedMentor"),
      ...{ status, decision, mentor: person, why: seats, repairs },
      ...{ taken: count, allowed: count, unmatched: count },
      excluded: excluded.map(({ mentors, ...rest }) => ({ mentees: mentors, ...rest })),
    }),
    matched: whyNot("matched", {}),
    infeasible: whyNot("infeasible", {}),
    self: whyNot("self", {}),
    banned: whyNot("banned", { reason: text, rules }),
    manual: whyNot("manual", { left: side }),
    rule: whyNot("rule", { rules }),
    avoided: whyNot("avoided", { by: side }),
    belowMinimum: whyNot("belowMinimum", { score: share, minimum: share, rules: some }),
    pinned: whyNot("pinned", { full: fc.constantFrom("mentee", "mentor"), ...standing }),
    bounds: whyNot("bounds", standing),
    lottery: whyNot("lottery", { chance: orNull(share), chain: orNull(chain), ...standing }),
    cost: whyNot("cost", {
      ...{ cost: stageChanges, profiles, decidedBy: fc.constantFrom(...stages), chain: orNull(chain) },
      ...standing,
    }),
    preference: whyNot("preference", { unwilling: side, ...standing }),
    seatValue: fc.record({
      kind: fc.constant("seatValue"),
      ...{ status, decision, mentor: person, seats: count },
      more: orNull(fc.record({ gain: stageChanges, profiles, chain })),
      fewer: orNull(fc.record({ loss: stageChanges, profiles, chain })),
    }),
    whatWouldItTake: fc.record({
      kind: fc.constant("whatWouldItTake"),
      ...pair,
      now: fc.constantFrom(...whyNotKinds),
      score: orNull(share),
      raise: orNull(share),
      byScore: fc.constantFrom("yes", "no", "unknown"),
      proposals: fc.array(fc.record({ of: fc.constantFrom("mentee", "mentor"), answer, score: share }), {
        maxLength: 2,
      }),
    } as never),
    recruits: fc.record({
      kind: fc.constant("recruits"),
      status,
      decision,
      recruits: orNull(
        fc.array(
          fc.record(
            {
              ...{ answers: fc.dictionary(text, some, { maxKeys: 2 }), availability: few, timeZone: text },
              ...{ gain: stageChanges, mentee: person, reaches: people },
            },
            { requiredKeys: ["answers", "gain", "mentee", "reaches"] },
          ),
          { maxLength: 2 },
        ),
      ),
    }),
    shortlist: fc.record({
      kind: fc.constant("shortlist"),
      mentee: person,
      mentors: fc.array(fc.record({ mentor: person, score: share, price: share, net: share }), { maxLength: 3 }),
    }),
    firmness: fc.record({
      kind: fc.constant("firmness"),
      status,
      decision,
      ...{ seed: count, samples: count, spread: share, stays: share, unchanged: count },
      margin: orNull(stageChanges) as never,
      pairs: fc.array(
        fc.record({ mentee: text, mentor: text, stays: share, coinFlip: fc.boolean(), pinned: fc.boolean() }),
        { maxLength: 2 },
      ),
    }),
    comparison: fc.record({
      kind: fc.constant("comparison"),
      status,
      decision,
      with: fc.constantFrom("greedy", "random", "matching"),
      ...{
        gain: fc.oneof(stageChanges, fc.constant({})),
        profiles,
        here: totals,
        there: totals,
        better: count,
        worse: count,
        same: count,
      },
      mentees: fc.array(fc.record({ mentee: text, here: few, there: few, change }), { maxLength: 2 }),
    }),
  } as unknown as Kinds;
}

/** The kinds of which `whyNot` gives one. */
export const whyNotKinds = [
  "matched",
  "infeasible",
  "self",
  "banned",
  "manual",
  "rule",
  "avoided",
  "belowMinimum",
  "pinned",
  "bounds",
  "lottery",
  "cost",
  "preference",
] as const;

function evidenceOf(text: fc.Arbitrary<string>, few: fc.Arbitrary<string[]>): fc.Arbitrary<CriterionEvidence> {
  const field = fc.oneof(fc.constantFrom("skills", "goals", "interests"), text);
  const related = fc.array(fc.record({ wanted: text, through: text }), { maxLength: 2 });
  const kind = <Kind extends string>(name: Kind) => ({ kind: fc.constant(name) });
  const shown = fc.tuple(few, few).map(([open, hidden]) => ({ shared: [...open, ...hidden], shown: open }));
  return fc.oneof(
    fc.record({ ...kind("coverage"), field, covered: few, partly: few, related, missing: few }),
    fc.record({ ...kind("overlap"), field, shared: few }),
    fc.record({ ...kind("language"), field: fc.constant("languages"), shared: few }),
    fc.record({
      ...kind("schedule"),
      field: fc.constant("availability"),
      minutes: fc.nat({ max: 700 }),
      needed: count,
      shared: fc.array(fc.record(times), { maxLength: 2 }),
    }),
    fc.tuple(shown, shown).map(([forward, back]) => ({
      kind: "experience" as const,
      ...forward,
      ...{ sharedBack: back.shared, shownBack: back.shown },
    })),
    fc.record({ ...kind("proximity"), field, gap: fc.oneof(whole, change), onScale: fc.boolean(), ideal: whole }),
    fc.record({
      ...kind("equality"),
      field,
      prefer: fc.constantFrom("same", "different"),
      same: fc.boolean(),
      shared: fc.oneof(few, fc.constant(["true"])),
    }),
    fc.record({ ...kind("distance"), field: fc.constant("location"), kilometres: count, halfKilometres: count }),
    fc.record({ ...kind("quality"), field, value: change, from: whole, to: whole }),
    fc.record({
      ...kind("choices"),
      rank: orNull(fc.integer({ min: 1, max: 5 })),
      rankByMentor: orNull(fc.integer({ min: 1, max: 5 })),
    }),
    fc.record({ ...kind("history"), prefer: fc.constantFrom("again", "new"), met: fc.boolean() }),
    fc.record({
      ...kind("similarity"),
      fields: few,
      cosine: change,
      prefer: fc.constantFrom("similar", "complementary"),
    }),
    fc.record({ ...kind("text"), field, shared: few }),
    fc.record({ ...kind("custom"), name: text, version: text }),
  ) as fc.Arbitrary<CriterionEvidence>;
}

function ruleEvidenceOf(text: fc.Arbitrary<string>, few: fc.Arbitrary<string[]>): fc.Arbitrary<RuleEvidence> {
  const kind = <Kind extends string>(name: Kind) => ({ kind: fc.constant(name) });
  return fc.oneof(
    fc.record({
      kind: fc.constantFrom("sameAttribute", "differentAttribute", "sharedLanguage"),
      field: text,
      shared: few,
    }),
    fc.record({ ...kind("gap"), field: text, gap: orNull(whole), onScale: fc.boolean() }),
    fc.record({ ...kind("minimumOverlap"), field: fc.constant("availability"), minutes: orNull(count), needed: count }),
    fc.record({ ...kind("maximumDistance"), field: fc.constant("location"), kilometres: orNull(count), most: count }),
    fc.record({ ...kind("requiredExperience"), required: count }),
    fc.record({ ...kind("minimumScore"), minimum: share }),
    fc.record({ ...kind("eligible"), side: fc.constantFrom("mentor", "mentee"), fields: few }),
    fc.record({ ...kind("customRule"), name: text, version: text }),
  ) as unknown as fc.Arbitrary<RuleEvidence>;
}

function whyOf(text: fc.Arbitrary<string>, excluded: fc.Arbitrary<object>) {
  const id = text;
  const decidedBy = fc.constantFrom("cost", "draw", "lottery");
  const reason = <Name extends string>(...names: Name[]) => ({ id, reason: fc.constantFrom(...names) });
  return fc.oneof(
    fc.record(reason("MANUAL", "NO_MENTORS", "INFEASIBLE")),
    fc.record({ ...reason("NO_ELIGIBLE_MENTOR", "ALL_BELOW_MINIMUM_SCORE"), excluded }),
    fc.record({ ...reason("PINNED_ELSEWHERE"), mentors: fc.array(text, { minLength: 1, maxLength: 2 }) }),
    fc.record({ ...reason("CAPACITY_SHORT"), shortage: count, decidedBy }),
    fc.record({ ...reason("QUOTA"), quotas: fc.array(count, { minLength: 1, maxLength: 2 }), decidedBy }),
    fc.record({ ...reason("OUTPRICED"), decidedBy }),
  );
}

function chainsOf(person: fc.Arbitrary<Named>): fc.Arbitrary<Chain> {
  const move = fc.oneof(
    fc.record({ mentee: person, from: orNull(person), to: person, change }),
    fc.record({ mentee: person, from: person, to: fc.constant(null), change }),
  );
  const few = fc.array(person, { maxLength: 1 });
  return fc.record({ moves: fc.array(move, { maxLength: 3 }), fills: few, frees: few });
}
