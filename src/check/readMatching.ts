import { describe, type ErrorCode, issue, TelemachusError, throwIssues } from "../errors.js";
import type { Manifest, Matching } from "../matching/matching.js";
import { snapshot } from "../problem/snapshot.js";
import { stageNames } from "../solve/objective.js";
import {
  count,
  finite,
  finiteOrNull,
  flag,
  list,
  object,
  oneOf,
  type Reading,
  record,
  type Shape,
  text,
  variant,
} from "./shapes.js";
import type { MatchingViolation } from "./violation.js";

/* The form of a matching, part by part as its type states it. */

const pair = object({
  mentee: text,
  mentor: text,
  score: finite,
  confidence: finite,
  contributions: record(finite),
  pinned: flag,
  tied: flag,
  gaveWay: list(text),
});

const excluded = object({ mentors: count, rules: record(count), bans: count, manual: count, requests: count });
const reason = (name: string) => oneOf(name);
const decidedBy = oneOf("cost", "draw", "lottery");
const unmatchedMentee = variant("reason", {
  MANUAL: object({ id: text, reason: reason("MANUAL") }),
  NO_MENTORS: object({ id: text, reason: reason("NO_MENTORS") }),
  NO_ELIGIBLE_MENTOR: object({ id: text, reason: reason("NO_ELIGIBLE_MENTOR"), excluded }),
  ALL_BELOW_MINIMUM_SCORE: object({ id: text, reason: reason("ALL_BELOW_MINIMUM_SCORE"), excluded }),
  PINNED_ELSEWHERE: object({ id: text, reason: reason("PINNED_ELSEWHERE"), mentors: list(text) }),
  CAPACITY_SHORT: object({ id: text, reason: reason("CAPACITY_SHORT"), shortage: count, decidedBy }),
  QUOTA: object({ id: text, reason: reason("QUOTA"), quotas: list(count), decidedBy }),
  OUTPRICED: object({ id: text, reason: reason("OUTPRICED"), decidedBy }),
  INFEASIBLE: object({ id: text, reason: reason("INFEASIBLE") }),
});

const unmatched = object({
  mentees: list(unmatchedMentee),
  seats: list(
    object({
      mentor: text,
      free: count,
      reason: oneOf("MANUAL", "NO_ELIGIBLE_MENTEE", "MORE_SEATS_THAN_MENTEES", "QUOTA", "INFEASIBLE"),
    }),
  ),
  places: list(
    object({
      mentee: text,
      missing: count,
      reason: oneOf("MANUAL", "NO_FURTHER_MENTOR", "SEATS_TAKEN", "QUOTA", "OBJECTIVE"),
    }),
  ),
});

const boundForms = (further: object) => ({
  minimum: object({ kind: oneOf("minimum"), mentor: text, min: count, ...further }),
  quota: object({ kind: oneOf("quota"), quota: count, min: count, ...further }, { mentor: text }),
});
const infeasibility = object({
  conflict: object({
    bounds: list(variant("kind", boundForms({}))),
    missing: count,
    mentees: list(text),
    mentors: list(text),
    message: text,
  }),
  repairs: list(
    variant("kind", {
      bounds: object({
        kind: oneOf("bounds"),
        by: count,
        bounds: list(variant("kind", boundForms({ to: count }))),
        message: text,
      }),
      seats: object({
        kind: oneOf("seats"),
        seats: count,
        mentors: list(text),
        split: list(object({ mentor: text, seats: count })),
        message: text,
      }),
      rule: object({ kind: oneOf("rule"), rule: text, count, mentees: list(text), message: text }),
    }),
  ),
});

const shortage = object({ mentees: list(text), mentors: list(text), seats: count, over: count });

const exclusions = object({
  banned: count,
  manual: count,
  avoided: count,
  forbidden: count,
  rules: record(object({ forbidden: count, alone: count, undecided: count })),
});

const status = oneOf("optimal", "stable", "infeasible");
const stages = list(
  object({ stage: oneOf(...stageNames), value: finiteOrNull }, { profile: list(object({ of: finite, count })) }),
);
const objective = object({
  stages,
  lottery: object({
    seed: count,
    mentees: list(object({ mentee: text }, { chance: finite })),
    mentors: list(text),
    pairs: count,
  }),
});

const component = object({ stage: oneOf(...stageNames) }, { of: finite });
const price = list(finite);
const prices = {
  mentees: list(object({ mentee: text, price })),
  seats: list(object({ mentor: text, price })),
};
const quotas = list(object({ quota: count, price }, { mentor: text }));
const certificate = object(
  { method: text, components: list(component), ...prices },
  {
    quotas,
    floor: object({ component, pairs: list(object({ mentee: text, mentor: text })), ...prices }, { quotas }),
    stable: object({
      method: oneOf("stable"),
      proposing: oneOf("mentees", "mentors"),
      from: oneOf("scores", "choices"),
      blockingPairs: count,
      ties: object({ mentees: count, mentors: count }),
    }),
  },
);

const warning = object(
  { code: text, message: text },
  {
    ids: list(text),
    pairs: list(object({ mentee: text, mentor: text })),
    terms: list(object({ term: text, people: count }, { nearest: text })),
    count,
  },
);

const manifest = object(
  {
    engine: text,
    version: text,
    policy: text,
    input: text,
    projection: text,
    keyed: flag,
    fields: object({ mentees: list(text), mentors: list(text) }),
    seed: count,
    status,
    stages,
    lottery: object({ mentees: count, mentors: count, pairs: count }),
    counts: object({
      mentees: count,
      mentors: count,
      seats: count,
      allowedPairs: count,
      matched: count,
      unmatched: count,
      freeSeats: count,
    }),
    warnings: list(object({ code: text }, { count })),
    result: text,
  },
  { rarity: record(list(object({ term: text, weight: finite }))) },
);

const decision = variant("state", {
  proposal: object({ state: oneOf("proposal") }),
  confirmed: object({ state: oneOf("confirmed"), actor: text, reason: text }),
});

const parts = {
  status,
  pairs: list(pair),
  unmatched,
  shortages: list(shortage),
  exclusions,
  total: finite,
  objective,
  certificate,
  warnings: list(warning),
  decision,
  manifest,
};
const whole = object(parts, { infeasibility });

/** What JSON can hold though no matching does: it is nonsense in a matching, not something else in its place. */
const ofJson: ReadonlySet<ErrorCode> = new Set(["E_KEY", "E_UNICODE", "E_TOO_DEEP", "E_TOO_LARGE"]);

/** A matching copied once, which nothing that its owner does can change any more; or what is wrong with its form. */
export type ReadMatching =
  | { readonly matching: Matching }
  | { readonly violations: readonly [MatchingViolation, ...MatchingViolation[]] };

/**
 * Reads plain data that claims to be a matching.
 *
 * @throws E_TYPE and the like for what is no data, or no object with any part of a matching
 */
export function readMatching(given: unknown): ReadMatching {
  const { value, issues, notFinite, cause } = snapshot(given, ["matching"]);
  const unreadable = issues.filter(({ code }) => !ofJson.has(code));
  throwIssues(unreadable, cause);
  const hasPart = typeof value === "object" && value !== null && Object.keys(parts).some((key) => key in value);
  if (!hasPart && issues.length === 0) {
    throwIssues([issue("E_TYPE", ["matching"], { expected: "a matching", received: describe(value) })]);
  }
  const violations = [...issues, ...notFinite].map(({ message }): MatchingViolation => ({ check: "form", message }));
  const reading: Reading = { path: ["matching"], violations };
  if (violations.length === 0) whole(value, reading);
  const [first, ...others] = violations;
  return first === undefined ? { matching: value as Matching } : { violations: [first, ...others] };
}

/** A matching that was stored. @throws E_MANIFEST for anything that has not its form */
export function readStored(given: unknown): Matching {
  return readWhole(given, "matching", whole) as Matching;
}

/** A manifest that was stored. @throws E_MANIFEST for anything that has not its form */
export function readManifest(given: unknown): Manifest {
  return readWhole(given, "manifest", manifest) as Manifest;
}

function readWhole(given: unknown, name: string, shape: Shape): unknown {
  const { value, issues, notFinite, cause } = snapshot(given, [name]);
  throwIssues([...issues, ...notFinite], cause);
  const reading: Reading = { path: [name], violations: [] };
  shape(value, reading);
  const [first] = reading.violations;
  if (first === undefined) return value;
  const expected = `a ${name} as it was made`;
  throw new TelemachusError([
    issue("E_MANIFEST", [name], { expected, received: "something else", hint: first.message }),
  ]);
}
