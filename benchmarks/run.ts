import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type FirstSolve, solveInFreshProcess } from "./freshProcess.js";
import { type Family, families, makeInstance, type Shape, square } from "./instances.js";
import { type MatchedCohort, matchCohort } from "./matchCohort.js";
import { type Effort, measure, summarise, type Timing } from "./measure.js";
import {
  type Bar,
  formatBars,
  formatMachine,
  formatMilliseconds,
  formatRatio,
  formatSpread,
  formatTable,
} from "./report.js";
import {
  type Answer,
  linearSumAssignment,
  munkres,
  munkresJs,
  type Runner,
  runners,
  telemachus,
  telemachusOnCopies,
} from "./runner.js";

/** One instance with the runners that are left out of it to save time. */
interface Case {
  readonly family: Family;
  readonly shape: Shape;
  readonly leftOut?: readonly Runner[];
}

interface Result {
  readonly name: string;
  readonly answer: Answer;
  readonly timings: ReadonlyMap<Runner, Timing>;
}

interface Plan {
  readonly effort: Effort;
  readonly cases: readonly Case[];
  readonly freshProcesses: number;
}

const evenSeats: Shape = { rows: 4000, columns: 1000, capacity: 8 };
const capacityShapes: readonly Shape[] = [
  { rows: 1000, columns: 250, capacity: 8 },
  { rows: 1000, columns: 250, capacity: { from: 1, to: 8 } },
  evenSeats,
  { rows: 4000, columns: 1000, capacity: { from: 1, to: 8 } },
];

const quick: Plan = {
  effort: { budget: 500, fewestRuns: 2, mostRuns: 30 },
  cases: [
    ...families.map((family): Case => ({ family, shape: square(100) })),
    ...families.map(
      (family): Case => ({ family, shape: square(500), leftOut: family === "ment" ? [] : [munkresJs] }),
    ),
    { family: "ment", shape: square(1000) },
    { family: "ment", shape: square(2000), leftOut: [linearSumAssignment] },
    ...capacityShapes.map((shape): Case => ({ family: "ment", shape, leftOut: shape.rows > 1000 ? [munkres] : [] })),
  ],
  freshProcesses: 3,
};

const full: Plan = {
  effort: { budget: 3000, fewestRuns: 3, mostRuns: 60 },
  cases: [
    ...[100, 500, 1000, 2000].flatMap((size) => families.map((family): Case => ({ family, shape: square(size) }))),
    ...capacityShapes.map((shape): Case => ({ family: "ment", shape })),
  ],
  freshProcesses: 7,
};

const { values: options } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
await run(options.quick ? quick : full);

async function run(plan: Plan): Promise<void> {
  const machine = formatMachine();
  console.log(`${machine}\n`);
  const results = plan.cases.map((one) => {
    const result = compare(one, plan.effort);
    console.log(`${formatResult(result)}\n`);
    return result;
  });
  const memory = await comparePeaks();
  console.log(`${memory}\n`);
  const cold = await timeFirstSolves(plan.freshProcesses);
  console.log(`${cold}\n`);
  const matched = matchCohort(500, plan.effort);
  assertEqual(matched.name, "match()", matched.answer, { name: munkres.name, answer: matched.rival });
  console.log(`${formatMatched(matched)}\n`);
  const bars = formatBars(judge(results, matched));
  console.log(bars);
  const sections = { machine, bars, results: results.map(formatResult), memory, cold, matched: formatMatched(matched) };
  writeFileSync(new URL("./RESULTS.md", import.meta.url), formatResults(sections));
}

/** Lets the runners solve an instance, checks that their answers are equal, and only then times them. */
function compare({ family, shape, leftOut = [] }: Case, effort: Effort): Result {
  const instance = makeInstance(family, shape);
  const taking = runners.filter((runner) => runner.supports(instance) && !leftOut.includes(runner));
  const prepared = taking.map((runner) => runner.prepare(instance));
  const answers = prepared.map(({ solve, answer }) => {
    solve();
    return answer();
  });
  answers.forEach((answer, index) => {
    assertEqual(instance.name, taking[0].name, answers[0], { name: taking[index].name, answer });
  });
  const timings = measure(
    prepared.map(({ solve }) => solve),
    effort,
  );
  return { name: instance.name, answer: answers[0], timings: new Map(taking.map((runner, i) => [runner, timings[i]])) };
}

function assertEqual(instance: string, name: string, answer: Answer, other: { name: string; answer: Answer }): void {
  if (answer.matched === other.answer.matched && answer.total === other.answer.total) return;
  const say = (who: string, { matched, total }: Answer) => `${who} matched ${matched} with a total of ${total}`;
  throw new Error(`Unequal answers on ${instance}: ${say(name, answer)}, ${say(other.name, other.answer)}.`);
}
