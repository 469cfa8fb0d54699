import { indexKeys } from "./postings.js";
import type { NamedRule, Scorer } from "./scorer.js";

/** How many pairs a rule stands in the way of, of those that no ban and no request to avoid forbids. */
export interface RuleCounts {
  /** Pairs that it forbids, whatever other rules say. */
  forbidden: number;
  /** Pairs that it forbids and no other rule does. */
  alone: number;
  /** Pairs that it cannot decide, because an answer is missing. */
  undecided: number;
}

/** What stood in the way of pairs, over all rows that were scored. */
export interface PairCounts {
  /** One person in two parts, or banned. */
  banned: number;
  /** Not banned, and one asked to avoid the other. */
  avoided: number;
  /** Not banned or avoided, and forbidden by rules. */
  forbidden: number;
  /** In the order of the rules' names. */
  readonly rules: readonly RuleCounts[];
}

/** What a mentor is to one mentee before scoring. */
export const ALLOWED = 0;
/** Forbidden by rules that give way where nobody is left. */
export const SOFT = 1;
export const FORBIDDEN = 2;

/** Marks the mentors whom this mentee cannot have for their own sakes: themselves, those banned, those avoided. */
export function peopleMarker(
  { problem, cohort }: Scorer,
  marks: Uint8Array,
  counts: PairCounts,
): (mentee: number) => number {
  const mentorOf = new Map(cohort.mentors.map(({ id }, index) => [id, index]));
  const avoidedBy = indexKeys(cohort.mentors.map(({ requests }) => requests?.avoid ?? []));
  return (mentee) => {
    const { id, requests } = cohort.mentees[mentee];
    const self = mentorOf.get(id);
    const banned = new Set([...(problem.bans.get(mentee) ?? []), ...(self === undefined ? [] : [self])]);
    const avoided = new Set(avoidedBy.get(id));
    for (const other of requests?.avoid ?? []) if (mentorOf.has(other)) avoided.add(mentorOf.get(other)!);
    for (const mentor of banned) avoided.delete(mentor);
    for (const mentor of banned) marks[mentor] = FORBIDDEN;
    for (const mentor of avoided) marks[mentor] = FORBIDDEN;
    counts.banned += banned.size;
    counts.avoided += avoided.size;
    return banned.size + avoided.size;
  };
}

const HOLDS = 0;
const FAILS = 1;
const UNDECIDED = 2;

/** Marks the mentors that rules forbid, of those not marked yet. Rules that ask for a score have their say later. */
export function ruleMarker(
  rules: readonly NamedRule[],
  marks: Uint8Array,
  counts: PairCounts,
): (mentee: number) => number {
  const columns = marks.length;
  const hits = new Uint16Array(columns);
  const firm = new Uint8Array(columns);
  const last = new Uint16Array(columns);
  const deciding = rules.flatMap((named, index) => (named.compiled.minimum === undefined ? [{ ...named, index }] : []));
  const deciders = deciding.map(({ compiled }) => deciderOf(compiled, columns));
  return (mentee) => {
    if (deciding.length === 0) return 0;
    hits.fill(0);
    firm.fill(0);
    for (let r = 0; r < deciding.length; r++) {
      const { rule, index } = deciding[r];
      const { verdicts, of } = deciders[r](mentee);
      const count = counts.rules[index];
      const allowsUnknown = rule.unknown !== "forbid";
      const isFirm = rule.otherwise === "relax" ? 0 : 1;
      for (let j = 0; j < columns; j++) {
        const verdict = verdicts[of === undefined ? j : of[j]];
        if (verdict === HOLDS || marks[j] !== ALLOWED) continue;
        if (verdict === UNDECIDED) {
          count.undecided++;
          if (allowsUnknown) continue;
        }
        count.forbidden++;
        hits[j]++;
        last[j] = index;
        firm[j] |= isFirm;
      }
    }
    let marked = 0;
    for (let j = 0; j < columns; j++) {
      if (hits[j] === 0) continue;
      marked++;
      marks[j] = firm[j] === 1 ? FORBIDDEN : SOFT;
      if (hits[j] === 1) counts.rules[last[j]].alone++;
    }
    counts.forbidden += marked;
    return marked;
  };
}

/** What a rule says of a mentee's mentors, one by one or, where `of` is given, group by group. */
function deciderOf({ holds, groups }: NamedRule["compiled"], columns: number) {
  const size = groups?.first.length ?? columns;
  const verdicts = new Uint8Array(size);
  return (mentee: number): { readonly verdicts: Uint8Array; readonly of: Int32Array | undefined } => {
    for (let k = 0; k < size; k++) {
      const answer = holds(mentee, groups === undefined ? k : groups.first[k]);
      verdicts[k] = answer === undefined ? UNDECIDED : answer ? HOLDS : FAILS;
    }
    return { verdicts, of: groups?.of };
  };
}
