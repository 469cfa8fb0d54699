import { type Checks, checkOptions } from "../matching/checkMatchOptions.js";
import type { Decision, Matching } from "../matching/matching.js";
import { compareText } from "../numeric/nearest.js";
import type { Mentor, Term } from "../problem/people.js";
import { createRowScorer } from "../score/rows.js";
import { type Block, belowMinimum, blocksOf, compileScorer, contributionsOf, type Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import type { Component } from "../solve/assignment.js";
import { type Sensitivity, signOf } from "../solve/sensitivity/createSensitivity.js";
import { afterMoves } from "./chain.js";
import type { StageChange } from "./change.js";
import { type Named, named } from "./named.js";
import { type Opened, openedOf } from "./opened.js";
import { negated, stageLosses } from "./stageLosses.js";

/** What a further mentor with one seat should bring, and what that would gain. */
export interface Recruit {
  /**
   * Answers of the mentor sought, by field, in the words of the mentee who asks for them, all at the highest level; nothing
   * else is known of the person.
   */
  readonly answers: { readonly [field: string]: readonly string[] };
  /** Weekly windows in the time zone given, where hours count: `Monday 09:00–10:30`. */
  readonly availability?: readonly string[];
  readonly timeZone?: string;
  /** What the programme gains by stage, exactly: lexicographically above zero. */
  readonly gain: StageChange;
  /** The mentee whom the best matching would give this mentor, and all mentees with whom the programme would gain, the most first. */
  readonly mentee: Named;
  readonly reaches: readonly Named[];
}

/** What further mentors should bring. */
export interface Recruits {
  readonly kind: "recruits";
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  /** The best first; empty where no further mentor would help, null where that is not known. */
  readonly recruits: readonly Recruit[] | null;
}

export interface RecruitOptions {
  /** How many at most; 3 where it is not given. */
  readonly top?: number;
}

const checks: Checks<RecruitOptions> = {
  top: {
    expected: "a whole number from 1 to 20",
    holds: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 20,
  },
};

/** Mentors are made up for so many mentees at most. */
const MADE_FOR = 200;

/**
 * Which skills, goals, languages and hours a further mentor with one seat should bring to help most, and by what exact
 * amount: what matching again with that mentor would gain, stage by stage.
 *
 * A mentor is made up for each of the 200 mentees with whom a perfect mentor would gain most: one who offers what that
 * mentee asks for, of what the policy reads. Each is scored with every mentee, and what the programme would gain by the
 * pair is known from one search over the matching; where terms weigh by rarity, by that of this round. Those that gain
 * most are returned, each for another mentee; not those with whom somebody for whom rules gave way would have a mentor
 * without, as then others could have the one given. Not known for a matching that is not optimal, with `floor` or `leximin`, under
 * quotas that ask for something of each mentor or count mentors by their skills, goals or languages, and where a mentee wants
 * more mentors than there are.
 *
 * Time O(mentees · (mentors + 200)). @throws E_DETACHED for a stored matching (see `reopen`); E_OPTION, E_UNKNOWN_KEY
 * @example recruit(matching, { top: 1 }).recruits?.[0].answers // { skills: ["public speaking"] }
 */
export function recruit(matching: Matching, options: RecruitOptions = {}): Recruits {
  const opened = openedOf(matching);
  checkOptions(options, checks);
  const sensitivity = opened.sensitivity();
  const frame = { kind: "recruits", status: matching.status, decision: matching.decision.state } as const;
  const isUnknown = asksOfEachMentor(opened) || countsNewMentors(opened) || wantsMore(opened);
  if (sensitivity === undefined || isUnknown) return { ...frame, recruits: null };
  const { top = 3 } = options;
  const made = madeUp(opened, sensitivity);
  const gains = made.length === 0 ? [] : gainsOf(opened, sensitivity, made);
  const best = gains
    .flatMap(({ profile, pairs }) => (pairs.length === 0 ? [] : [{ profile, pairs, ...pairs[0] }]))
    .sort((a, b) => compareGains(b.gain, a.gain) || a.row - b.row || compareText(a.profile.id, b.profile.id));
  const chosen = best.filter(({ row }, at) => best.findIndex((other) => other.row === row) === at).slice(0, top);
  return { ...frame, recruits: chosen.map((one) => toRecruit(opened, one)) };
}

/** Quotas per mentor hold for new mentors as well. */
function asksOfEachMentor({ programme }: Opened): boolean {
  return programme.scorer.problem.quotas.some(({ of, min, max }) => of === "perMentor" && (min > 0 || max < 1));
}

/** Quotas of mentors by what a new one is made up to bring would count them as well. */
function countsNewMentors({ programme }: Opened): boolean {
  const brought = ["skills", "goals", "languages"];
  const { quotas = [] } = programme.scorer.problem.policy;
  return quotas.some(({ side, attribute }) => side === "mentors" && brought.includes(attribute));
}

/** Whether somebody wants more mentors than there are: a further one would have a place that the matching does not know of. */
function wantsMore({ programme }: Opened): boolean {
  const { demands, mentors } = programme.scorer.problem;
  return programme.mentees.some((mentee) => demands[mentee] > mentors.length);
}

/** What a row and a new mentor would gain together, by component. */
interface NewPair {
  readonly row: number;
  readonly gain: readonly number[];
  /** In millionths. */
  readonly score: number;
}

/** Mentors made up for the mentees with whom a perfect one would gain most, no two alike. */
function madeUp(opened: Opened, sensitivity: Sensitivity): Mentor[] {
  const { scorer, mentees } = opened.programme;
  const hopeful = mentees
    .map((mentee, row) => ({ mentee, gain: gainOf(opened, sensitivity, row, MILLIONTHS) }))
    .filter(({ gain }) => gain !== undefined && signOf(gain) > 0)
    .sort((a, b) => compareGains(b.gain!, a.gain!) || a.mentee - b.mentee);
  const profiles = new Map<string, Mentor>();
  for (const { mentee } of hopeful.slice(0, MADE_FOR)) {
    const profile = profileFor(scorer, mentee);
    const key = JSON.stringify(profile);
    if (!profiles.has(key)) profiles.set(key, { ...profile, id: newId(scorer, profiles.size) });
  }
  return [...profiles.values()];
}

/** What freeing a row gains with a pair of this score; undefined where the row cannot be freed. */
function gainOf(opened: Opened, sensitivity: Sensitivity, row: number, score: number): number[] | undefined {
  const freed = sensitivity.freeRow(row);
  const { components } = opened.matching.certificate;
  return freed?.loss.map((loss, k) => worthOf(components[k], score) - loss);
}

/** What a pair with somebody new counts: nobody chose them, nobody has them, and they have nobody. */
function worthOf({ stage, of }: Component, score: number): number {
  if (stage === "total") return score;
  if (stage === "balance") return -1;
  return stage === "choices:generous" && of === 0 ? -1 : 0;
}

function compareGains(one: readonly number[], other: readonly number[]): number {
  return signOf(one.map((part, k) => part - other[k]));
}

/** An id that nobody has. */
function newId({ problem }: Scorer, number: number): string {
  const ids = new Set([...problem.mentors, ...problem.mentees].map(({ id }) => id));
  let id = `recruit ${number}`;
  while (ids.has(id)) id += " ";
  return id;
}

/** Somebody who answers what a mentee asks for, in the fields that the policy reads. */
function profileFor({ criteria, rules, problem }: Scorer, mentee: number): Omit<Mentor, "id"> {
  const parts = [...criteria.map(({ criterion }) => criterion), ...rules.map(({ rule }) => rule)];
  const reads = (field: string) => parts.some((part) => part.kind === "coverage" && part.field === field);
  const has = (...kinds: readonly string[]) => parts.some(({ kind }) => kinds.includes(kind));
  const { skills = [], goals = [], languages = [], availability = [], timeZone } = problem.mentees[mentee];
  const atBest = (terms: readonly Term[]) => terms.map((term) => ({ name: nameOf(term), level: HIGHEST }));
  return {
    ...(reads("skills") && skills.length > 0 && { skills: atBest(skills) }),
    ...(reads("goals") && goals.length > 0 && { goals: atBest(goals) }),
    ...(has("language", "sharedLanguage") && languages.length > 0 && { languages: languages.map(nameOf) }),
    ...(has("schedule", "minimumOverlap") &&
      availability.length > 0 && { availability, ...(timeZone !== undefined && { timeZone }) }),
  };
}

/** The highest level of a term. */
const HIGHEST = 5;

function nameOf(term: string | { readonly name: string }): string {
  return typeof term === "string" ? term : term.name;
}

/** For each mentor made up, the rows with which the programme would gain, the most first. */
function gainsOf(opened: Opened, sensitivity: Sensitivity, made: readonly Mentor[]) {
  const { scorer, mentees, scoresOf } = opened.programme;
  const { problem } = scorer;
  const { rarity } = opened.matching.manifest;
  const among = compileScorer({
    ...problem,
    mentors: [...problem.mentors, ...made],
    policy: rarity === undefined ? problem.policy : { ...problem.policy, rarity },
  });
  const rows = createRowScorer(among);
  const line = new Float64Array(problem.mentors.length + made.length);
  const gains = made.map((profile) => ({ profile, pairs: [] as NewPair[] }));
  const isOut = new Uint8Array(made.length);
  const mayRelax = scorer.rules.some(({ rule }) => rule.otherwise === "relax");
  mentees.forEach((mentee, row) => {
    rows.score(mentee, line);
    const own = scoresOf(row);
    const isOpen = !mayRelax || hasOpenMentor(scorer, mentee, own);
    const hasAny = own.some((score) => score !== Number.NEGATIVE_INFINITY);
    gains.forEach(({ pairs }, at) => {
      const mentor = problem.mentors.length + at;
      const alone = isOpen ? { score: line[mentor], gaveWay: false } : scoreAlone(among, mentee, mentor);
      if (alone.score === Number.NEGATIVE_INFINITY) return;
      // rules that gave way for the mentee would hold again with a mentor whom they allow
      if (!isOpen && hasAny && !alone.gaveWay) isOut[at] = 1;
      const gain = gainOf(opened, sensitivity, row, alone.score);
      if (gain !== undefined && signOf(gain) > 0) pairs.push({ row, gain, score: alone.score });
    });
  });
  for (const { pairs } of gains) pairs.sort((a, b) => compareGains(b.gain, a.gain) || a.row - b.row);
  return gains.filter((_, at) => isOut[at] === 0);
}

/** Whether a mentee may have some mentor without any rule giving way. */
function hasOpenMentor(scorer: Scorer, mentee: number, scores: Float64Array): boolean {
  return scores.some(
    (score, mentor) => score !== Number.NEGATIVE_INFINITY && blocksOf(scorer, mentee, mentor).length === 0,
  );
}

/** What a pair scores where no other mentor is allowed to the mentee, so that rules may give way. */
function scoreAlone(
  scorer: Scorer,
  mentee: number,
  mentor: number,
): { readonly score: number; readonly gaveWay: boolean } {
  const givesWay = new Set(scorer.rules.flatMap(({ name, rule }) => (rule.otherwise === "relax" ? [name] : [])));
  const holds = (blocks: readonly Block[]) => blocks.every((block) => "rule" in block && givesWay.has(block.rule));
  const blocks = blocksOf(scorer, mentee, mentor);
  const isAllowed = holds(blocks) && holds(belowMinimum(scorer, mentee, mentor));
  const score = contributionsOf(scorer, mentee, mentor).reduce((sum, { contribution }) => sum + contribution, 0);
  return { score: isAllowed ? score : Number.NEGATIVE_INFINITY, gaveWay: blocks.length > 0 };
}

interface Chosen extends NewPair {
  readonly profile: Mentor;
  readonly pairs: readonly NewPair[];
}

function toRecruit(opened: Opened, { profile, pairs, row, score }: Chosen): Recruit {
  const { scorer, mentees } = opened.programme;
  const menteeOf = (one: number) => named(scorer.problem.mentees[mentees[one]]);
  const { skills, goals, languages, availability, timeZone } = profile;
  const answers = Object.entries({ skills, goals, languages }).flatMap(([field, terms]) =>
    terms === undefined ? [] : [[field, terms.map(nameOf)] as const],
  );
  return {
    answers: Object.fromEntries(answers),
    ...(availability !== undefined && {
      availability: availability.map(({ day, from, to }) => `${day} ${from}–${to}`),
    }),
    ...(timeZone !== undefined && { timeZone }),
    gain: gainInStages(opened, row, score),
    mentee: menteeOf(row),
    reaches: pairs.map((pair) => menteeOf(pair.row)),
  };
}

/** The gain by stage, counted from the pairs there would be. */
function gainInStages(opened: Opened, row: number, score: number): StageChange {
  const { programme, wholeLoads, stages } = opened;
  const { frame, mentees } = programme;
  // the new mentor comes after all others
  const counting = {
    programme: { ...programme, frame: { ...frame, columns: frame.columns + 1 } },
    wholeLoads: { ...wholeLoads, taken: [...wholeLoads.taken, 0] },
    stages,
  };
  const { pairs, scores } = afterMoves(opened, opened.sensitivity()!.freeRow(row)!.moves);
  const after = { pairs: [...pairs, [mentees[row], frame.columns] as const], scores: [...scores, score] };
  return negated(stageLosses(counting, opened.before(), after).loss);
}
