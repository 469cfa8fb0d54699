import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import {
  type explain,
  type firmness,
  type Matching,
  type match,
  type People,
  type Policy,
  type ScoreTable,
  scorePairs,
  type seatValue,
  type whyNot,
} from "telemachus";
import { drawCohort, toPeople } from "./cohort.js";
import { collectGarbage } from "./collectGarbage.js";
import { checkExplanations, checkSamples } from "./explanationChecks.js";
import { type Effort, summarise, type Timing, takeTurns, time, WARM_UP, warmUp } from "./measure.js";
import { mentoringPolicy } from "./mentoringPolicy.js";

const SEED = 20_260_106;
/** How many times weights are changed in a call of `firmness`. */
export const SAMPLES = 100;

/** What is asked, or in tests what pretends to be it. */
export interface Explainer {
  readonly match: typeof match;
  readonly explain: typeof explain;
  readonly whyNot: typeof whyNot;
  readonly seatValue: typeof seatValue;
  readonly firmness: typeof firmness;
}

export interface ProgrammeSize {
  readonly mentees: number;
  readonly mentors: number;
  /** The seats of each mentor. */
  readonly capacity: number;
}

/** How many questions of each kind are drawn, and of how many the answers are held against matching again. */
export interface Asking {
  readonly asked: number;
  readonly checked: number;
}

/** How long an answer takes. */
export interface ExplanationTimings {
  readonly name: string;
  /** The first explanation of each mentee, for which the row is scored. */
  readonly explain: Timing;
  readonly whyNot: Timing;
  /** All mentors of one mentee. */
  readonly whyNotAll: Timing;
  readonly seatValue: Timing;
  /** The first question that is asked of a matching. */
  readonly firstExplain: Timing;
  readonly firstWhyNot: Timing;
}

export interface FirmnessTiming {
  readonly name: string;
  readonly timing: Timing;
}

/** A programme that was matched, as it is asked about and as it is checked. */
export interface Explained {
  readonly name: string;
  readonly people: People;
  readonly policy: Policy;
  readonly matching: Matching;
  /** The scores of all pairs, from the people alone. */
  readonly table: ScoreTable;
}

/** People that are asked about, by their ids. */
export interface Questions {
  readonly mentees: readonly string[];
  readonly mentors: readonly string[];
  /** Allowed, and not matched. */
  readonly pairs: readonly { readonly mentee: string; readonly mentor: string }[];
}

/** `explanations 2000 × 500, 4 each`. */
export function nameOfExplanations(size: ProgrammeSize): string {
  return `explanations ${sizeOf(size)}`;
}

/** `explanations firmness 500 × 150, 4 each`. */
export function nameOfFirmness(size: ProgrammeSize): string {
  return `explanations firmness ${sizeOf(size)}`;
}

/**
 * Times single answers about drawn people, the kinds taking turns, after checking answers to the same questions.
 *
 * @throws Error where an answer is not what matching again gives
 */
export async function timeExplanations(
  size: ProgrammeSize,
  { asked, checked }: Asking,
  effort: Effort,
  explainer: Explainer,
): Promise<ExplanationTimings> {
  const explained = matchDrawn(nameOfExplanations(size), size, explainer);
  const { people, policy, matching } = explained;
  // warming up is done with questions of its own
  const questions = drawQuestions(explained, asked + WARM_UP.runs);
  const { mentees, mentors, pairs } = questions;
  checkExplanations(explained, questions, checked, explainer);

  const matchAnew = () => explainer.match(people, policy);
  // all rows of the checked one were scored for whyNot
  const onlyExplained = matchAnew();
  const tasks = [
    inTurn(mentees, (mentee) => explainer.explain(onlyExplained, { mentee })),
    inTurn(pairs, (pair) => explainer.whyNot(matching, pair)),
    inTurn(mentees, (mentee) => explainer.whyNot(matching, { mentee })),
    inTurn(mentors, (mentor) => explainer.seatValue(matching, { mentor })),
  ];
  const warm: number[] = [];
  for (const task of tasks) warm.push(await warmUp(task));
  const timings = await takeTurns(tasks, warm, { ...effort, mostRuns: asked });
  const [explain, whyNot, whyNotAll, seatValue] = timings;
  const first = (ask: (asked: Matching, k: number) => unknown) =>
    timeFirst({ rounds: effort.fewestRuns, matchAnew, ask });
  return {
    name: explained.name,
    ...{ explain, whyNot, whyNotAll, seatValue },
    firstExplain: first((fresh, k) => explainer.explain(fresh, { mentee: mentees[k % mentees.length] })),
    firstWhyNot: first((fresh, k) => explainer.whyNot(fresh, pairs[k % pairs.length])),
  };
}

/**
 * Times `firmness`, after checking some samples.
 *
 * @throws Error where a sample is not what matching under changed weights gives
 */
export async function timeFirmness(
  size: ProgrammeSize,
  { checked }: Asking,
  effort: Effort,
  explainer: Explainer,
): Promise<FirmnessTiming> {
  const explained = matchDrawn(nameOfFirmness(size), size, explainer);
  checkSamples(explained, checked, explainer);
  const task = () => time(() => void explainer.firmness(explained.matching, { samples: SAMPLES }));
  const [timing] = await takeTurns([task], [await warmUp(task)], effort);
  return { name: explained.name, timing };
}

function matchDrawn(name: string, size: ProgrammeSize, explainer: Explainer): Explained {
  const people = toPeople(drawCohort(SEED, size));
  const policy = { ...mentoringPolicy, capacity: size.capacity };
  return { name, people, policy, matching: explainer.match(people, policy), table: scorePairs(people, policy) };
}

/** Draws people, and pairs that are allowed and not matched, as many of each as there are or are asked for. */
function drawQuestions({ matching, table }: Explained, count: number): Questions {
  const random = xoroshiro128plus(SEED);
  const { mentees, mentors, scores } = table;
  const matched = new Set(matching.pairs.map(({ mentee, mentor }) => `${mentee} ${mentor}`));
  const open: number[] = [];
  scores.forEach((score, at) => {
    const [mentee, mentor] = [mentees[Math.floor(at / mentors.length)], mentors[at % mentors.length]];
    if (Number.isFinite(score) && !matched.has(`${mentee} ${mentor}`)) open.push(at);
  });
  return {
    mentees: drawSome(random, mentees, count),
    mentors: drawSome(random, mentors, count),
    pairs: drawSome(random, open, count).map((at) => ({
      mentee: mentees[Math.floor(at / mentors.length)],
      mentor: mentors[at % mentors.length],
    })),
  };
}

/** Some of them in drawn order, each once. */
function drawSome<Value>(random: RandomGenerator, all: readonly Value[], count: number): Value[] {
  const left = [...all];
  const some = Math.min(count, left.length);
  for (let at = 0; at < some; at++) {
    const other = uniformInt(random, at, left.length - 1);
    [left[at], left[other]] = [left[other], left[at]];
  }
  return left.slice(0, some);
}

/** A task that asks one question after the other, and begins again after the last. */
function inTurn<Question>(questions: readonly Question[], ask: (question: Question) => unknown): () => number {
  let next = 0;
  return () => {
    const question = questions[next++ % questions.length];
    return time(() => void ask(question));
  };
}

/** Times the first question of a fresh matching. The code is warm, the matching is not. */
function timeFirst({
  rounds,
  matchAnew,
  ask,
}: {
  readonly rounds: number;
  readonly matchAnew: () => Matching;
  readonly ask: (fresh: Matching, round: number) => unknown;
}): Timing {
  const times = Array.from({ length: rounds }, (_, round) => {
    const fresh = matchAnew();
    collectGarbage();
    return time(() => void ask(fresh, round));
  });
  return summarise(times);
}

function sizeOf({ mentees, mentors, capacity }: ProgrammeSize): string {
  return `${mentees} × ${mentors}, ${capacity} each`;
}
