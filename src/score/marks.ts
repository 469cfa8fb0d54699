import type { Groups } from "./groups.js";
import { indexKeys } from "./postings.js";
import type { NamedRule, Scorer } from "./scorer.js";

/** How many pairs a rule stands in the way of, of those that no ban and no request to avoid forbids, and of which nobody is left to a human. */
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
  /** Not banned, and one of the two is left to a human. */
  manual: number;
  /** Neither of these, and one asked to avoid the other. */
  avoided: number;
  /** None of these, and forbidden by rules. */
  forbidden: number;
  /** In the order of the rules' names. */
  readonly rules: readonly RuleCounts[];
}

/** Counts of no pairs at all. */
export function noCounts(rules: number): PairCounts {
  const ofRules = Array.from({ length: rules }, () => ({ forbidden: 0, alone: 0, undecided: 0 }));
  return { banned: 0, manual: 0, avoided: 0, forbidden: 0, rules: ofRules };
}

/** Adds the counts of other pairs. */
export function addCounts(to: PairCounts, { banned, manual, avoided, forbidden, rules }: PairCounts): void {
  to.banned += banned;
  to.manual += manual;
  to.avoided += avoided;
  to.forbidden += forbidden;
  rules.forEach((rule, index) => {
    to.rules[index].forbidden += rule.forbidden;
    to.rules[index].alone += rule.alone;
    to.rules[index].undecided += rule.undecided;
  });
}

export function resetCounts(counts: PairCounts): void {
  Object.assign(counts, { banned: 0, manual: 0, avoided: 0, forbidden: 0 });
  for (const rule of counts.rules) Object.assign(rule, { forbidden: 0, alone: 0, undecided: 0 });
}

/** What a mentor is to one mentee before scoring. */
export const ALLOWED = 0;
/** Forbidden by rules that give way where nobody is left. */
export const SOFT = 1;
export const FORBIDDEN = 2;

/** What each mentor is to one mentee. Those who are not allowed are listed too, as there are few of them. */
export interface Marks {
  /** By mentor. */
  readonly of: Uint8Array;
  /** The first `count` are those who are not allowed, each once. */
  readonly list: Int32Array;
  count: number;
}

/** Marks of so many mentors, who are all allowed. */
export function createMarks(mentors: number): Marks {
  return { of: new Uint8Array(mentors), list: new Int32Array(mentors), count: 0 };
}

/** Allows everyone again. */
export function resetMarks(marks: Marks): void {
  const { of, list, count } = marks;
  for (let k = 0; k < count; k++) of[list[k]] = ALLOWED;
  marks.count = 0;
}

/**
 * Marks the mentors whom this mentee cannot have for their own sakes: themselves, those banned, those left to a human (all
 * where the mentee is), those avoided. Each is counted under the first of these.
 */
export function peopleMarker({ problem, cohort }: Scorer, marks: Marks, counts: PairCounts): (mentee: number) => void {
  const mentorOf = new Map(cohort.mentors.map(({ id }, index) => [id, index]));
  const avoidedBy = indexKeys(cohort.mentors.map(({ requests }) => requests?.avoid ?? []));
  const everyone = [...cohort.mentors.keys()];
  const manual = everyone.filter((mentor) => problem.mentors[mentor].manual === true);
  /** How many of them were not marked before. */
  const forbid = (mentors: Iterable<number>): number => {
    const before = marks.count;
    for (const mentor of mentors) {
      if (marks.of[mentor] === FORBIDDEN) continue;
      marks.of[mentor] = FORBIDDEN;
      marks.list[marks.count++] = mentor;
    }
    return marks.count - before;
  };
  return (mentee) => {
    const { id, requests } = cohort.mentees[mentee];
    const self = mentorOf.get(id);
    const avoided = (requests?.avoid ?? []).flatMap((other) => mentorOf.get(other) ?? []);
    counts.banned += forbid([...(problem.bans.get(mentee) ?? []), ...(self === undefined ? [] : [self])]);
    counts.manual += forbid(problem.mentees[mentee].manual === true ? everyone : manual);
    counts.avoided += forbid([...(avoidedBy.get(id) ?? []), ...avoided]);
  };
}

/** Marks the mentors that rules forbid, of those not marked yet. Rules that ask for a score have their say later. */
export function ruleMarker(rules: readonly NamedRule[], marks: Marks, counts: PairCounts): (mentee: number) => void {
  const { of, list } = marks;
  const columns = of.length;
  const hits = new Uint16Array(columns);
  const firm = new Uint8Array(columns);
  const last = new Uint16Array(columns);
  const deciding = rules.flatMap((named, index) =>
    named.compiled.minimum === undefined ? [{ ...named, index, find: createFinder(named.compiled, columns) }] : [],
  );
  return (mentee) => {
    const first = marks.count;
    for (let r = 0; r < deciding.length; r++) {
      const { rule, index, find } = deciding[r];
      const { failing, undecided } = find(mentee);
      const isFirm = rule.otherwise === "relax" ? 0 : 1;
      const forbid = (found: Found): number => {
        let open = 0;
        let end = marks.count;
        for (let k = 0; k < found.count; k++) {
          const j = found.list[k];
          if (of[j] !== ALLOWED) continue;
          open++;
          if (hits[j]++ === 0) list[end++] = j;
          last[j] = index;
          firm[j] |= isFirm;
        }
        marks.count = end;
        return open;
      };
      const rulesCount = counts.rules[index];
      rulesCount.forbidden += forbid(failing);
      if (undecided.count === 0) continue;
      const open = rule.unknown === "forbid" ? forbid(undecided) : countAllowed(undecided, of);
      rulesCount.undecided += open;
      if (rule.unknown === "forbid") rulesCount.forbidden += open;
    }
    for (let k = first; k < marks.count; k++) {
      const j = list[k];
      of[j] = firm[j] === 1 ? FORBIDDEN : SOFT;
      if (hits[j] === 1) counts.rules[last[j]].alone++;
      hits[j] = 0;
      firm[j] = 0;
    }
    counts.forbidden += marks.count - first;
  };
}

/** The first `count` of a list of mentors. */
interface Found {
  readonly list: Int32Array;
  count: number;
}

function countAllowed({ list, count }: Found, marks: Uint8Array): number {
  let open = 0;
  for (let k = 0; k < count; k++) if (marks[list[k]] === ALLOWED) open++;
  return open;
}

/**
 * Makes a function that finds the mentors for whom a rule does not hold with a mentee, and those for whom it cannot be
 * decided. Where the rule has groups, only their first members are asked about, and those who stand out.
 */
function createFinder({ holds, groups, exceptions }: NamedRule["compiled"], columns: number) {
  const failing: Found = { list: new Int32Array(columns), count: 0 };
  const undecided: Found = { list: new Int32Array(columns), count: 0 };
  const everyone = Array.from({ length: columns }, (_, mentor) => mentor);
  const members = groups === undefined ? undefined : membersOf(groups);
  const isException = new Uint8Array(columns);

  const askEach = (mentee: number, mentors: readonly number[]): void => {
    for (let k = 0; k < mentors.length; k++) {
      const answer = holds(mentee, mentors[k]);
      if (answer === undefined) undecided.list[undecided.count++] = mentors[k];
      else if (!answer) failing.list[failing.count++] = mentors[k];
    }
  };
  return (mentee: number): { readonly failing: Found; readonly undecided: Found } => {
    failing.count = 0;
    undecided.count = 0;
    const standOut = exceptions === undefined ? [] : exceptions.of(mentee);
    if (groups === undefined || members === undefined || standOut === undefined) {
      askEach(mentee, everyone);
      return { failing, undecided };
    }
    const ask = exceptions === undefined ? holds : exceptions.usual;
    for (const mentor of standOut) isException[mentor] = 1;
    for (let group = 0; group < groups.first.length; group++) {
      const answer = ask(mentee, groups.first[group]);
      if (answer === true) continue;
      const into = answer === undefined ? undecided : failing;
      let count = into.count;
      for (let k = members.start[group]; k < members.start[group + 1]; k++) {
        into.list[count] = members.mentor[k];
        if (isException[members.mentor[k]] === 0) count++;
      }
      into.count = count;
    }
    for (const mentor of standOut) isException[mentor] = 0;
    askEach(mentee, standOut);
    return { failing, undecided };
  };
}

/** The mentors of each group. */
function membersOf({ of, first }: Groups): { readonly start: Int32Array; readonly mentor: Int32Array } {
  const start = new Int32Array(first.length + 1);
  for (const group of of) start[group + 1]++;
  for (let group = 0; group < first.length; group++) start[group + 1] += start[group];
  const next = start.slice();
  const mentor = new Int32Array(of.length);
  of.forEach((group, at) => {
    mentor[next[group]++] = at;
  });
  return { start, mentor };
}
