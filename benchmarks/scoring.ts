import { type BestScores, goals, interests, type People, type Policy, scoreBest, skills } from "telemachus";
import { policyForm } from "../src/policy.js";
import { checkProblem } from "../src/problem/checkProblem.js";
import { createBestOfRow } from "../src/score/best.js";
import { createRowScorer } from "../src/score/rows.js";
import { compileScorer } from "../src/score/scorer.js";
import {
  type Cohort,
  drawCohort,
  HOURS,
  hoursCriterion,
  type Participant,
  timesOf,
  toPeople,
  WINTER,
} from "./cohort.js";
import { type Effort, type Timing, takeTurns, time, warmUp } from "./measure.js";

const SEED = 20_260_103;
/** How many mentors of each mentee are kept. */
const BEST = 50;
/** The weights in millionths; the policy states them as 4 : 3 : 1 : 2. */
const WEIGHTS = { skills: 400_000, goals: 300_000, interests: 100_000, hours: 200_000 };

const policy: Policy = {
  name: "benchmark",
  date: WINTER,
  criteria: {
    skills: skills({ weight: 4 }),
    goals: goals({ weight: 3 }),
    interests: interests({ weight: 1 }),
    hours: hoursCriterion,
  },
};

/** How fast all pairs are scored and each mentee's best are picked, by the library and by plain objects with Sets. */
export interface ScoringComparison {
  readonly name: string;
  /** The whole call, from people to the best scores. */
  readonly call: Timing;
  /** Scoring and picking alone, once people are read and criteria made ready. */
  readonly rows: Timing;
  readonly pairsPerSecond: number;
  readonly naivePairsPerSecond: number;
}

interface ScoringSize {
  readonly mentees: number;
  readonly mentors: number;
  /** How many of the mentees the naive code scores: all would take minutes. */
  readonly naiveMentees: number;
}

/** Times both on one cohort, after asserting that they pick the same mentors with the same scores. */
export async function compareScoring(size: ScoringSize, effort: Effort): Promise<ScoringComparison> {
  const cohort = drawCohort(SEED, size);
  const people = withHours(cohort);
  const few = { ...people, mentees: people.mentees.slice(0, size.naiveMentees) };
  assertSame(scoreBest(few, policy, { best: BEST }), cohort, size.naiveMentees);

  const works = [
    () => void scoreBest(people, policy, { best: BEST }),
    rowsOf(people),
    () => void pickNaively(cohort, size.naiveMentees),
  ];
  const tasks = works.map((work) => () => time(work));
  const warm: number[] = [];
  for (const task of tasks) warm.push(await warmUp(task));
  const [call, rows, naive] = await takeTurns(tasks, warm, effort);
  const perSecond = (mentees: number, { median }: Timing) => (mentees * size.mentors * 1000) / median;
  return {
    name: `${size.mentees} × ${size.mentors}, the best ${BEST} of each mentee`,
    call,
    rows,
    pairsPerSecond: perSecond(size.mentees, rows),
    naivePairsPerSecond: perSecond(size.naiveMentees, naive),
  };
}

/** What `scoreBest` does row by row. */
function rowsOf(people: People): () => void {
  const problem = checkProblem(people, policy, policyForm);
  const scorer = compileScorer(problem);
  const row = new Float64Array(problem.mentors.length);
  return () => {
    const { score } = createRowScorer(scorer);
    const pick = createBestOfRow(BEST);
    problem.mentees.forEach((_, mentee) => {
      score(mentee, row);
      pick(row);
    });
  };
}

/** Everyone is free in working hours, nobody has a manager. Ids sort as the cohort does. */
function withHours(cohort: Cohort): People {
  const { mentees, mentors } = toPeople(cohort);
  const id = (at: number) => String(at).padStart(6, "0");
  return {
    mentees: mentees.map((mentee, at) => ({
      ...mentee,
      ...timesOf(cohort.mentees[at]),
      id: id(at),
      managers: undefined,
    })),
    mentors: mentors.map((mentor, at) => ({ ...mentor, ...timesOf(cohort.mentors[at]), id: `m${id(at)}` })),
  };
}

/** Pair by pair, with a Set for each person's answers, as a first version of anybody's would. */
function pickNaively(cohort: Cohort, count: number): { column: number; score: number }[][] {
  const asSets = ({ skills, goals, interests, zone }: Participant) => ({
    skills: new Set(skills),
    goals: new Set(goals),
    interests: new Set(interests),
    zone,
  });
  const mentors = cohort.mentors.map(asSets);
  const common = (own: Set<number>, theirs: Set<number>) => [...own].filter((answer) => theirs.has(answer)).length;
  return cohort.mentees.slice(0, count).map((participant) => {
    const mentee = asSets(participant);
    const scored = mentors.map((mentor, column) => {
      const shared = common(mentee.interests, mentor.interests);
      const hours = Math.max(0, HOURS - Math.abs(mentee.zone - mentor.zone));
      const score =
        Math.round(WEIGHTS.skills * (common(mentee.skills, mentor.skills) / mentee.skills.size)) +
        Math.round(WEIGHTS.goals * (common(mentee.goals, mentor.goals) / mentee.goals.size)) +
        Math.round(WEIGHTS.interests * (shared / (mentee.interests.size + mentor.interests.size - shared))) +
        Math.round(WEIGHTS.hours * (hours / HOURS));
      return { column, score };
    });
    scored.sort((a, b) => b.score - a.score || a.column - b.column);
    return scored.slice(0, BEST).sort((a, b) => a.column - b.column);
  });
}

/** @throws Error where the library and the naive code pick other mentors, or score them otherwise */
function assertSame({ start, column, score }: BestScores, cohort: Cohort, count: number): void {
  pickNaively(cohort, count).forEach((picked, row) => {
    const own = [...column.subarray(start[row], start[row + 1])].map((at, k) => ({
      column: at,
      score: score[start[row] + k],
    }));
    if (JSON.stringify(own) === JSON.stringify(picked)) return;
    throw new Error(`Expected the same best ${BEST} mentors of mentee ${row} from the library and the naive code.`);
  });
}
