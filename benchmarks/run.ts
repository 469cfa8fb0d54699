import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { judge } from "./bars.js";
import { assertEqual, type Comparison, compare, comparePeaks, type Peak, timeFirstCalls } from "./compare.js";
import { nameOf, square } from "./instances.js";
import { matchCohort } from "./matchCohort.js";
import { capacityShapes, full, type Plan, quick } from "./plan.js";
import { describeMachine, formatBars, formatComparison, formatPeaks, formatScoring, formatTimings } from "./report.js";
import { munkres } from "./runner.js";
import { compareScoring } from "./scoring.js";

const METHOD = `Each solver gets the instance in the form it takes best; converting it (costs instead of
scores, a finite cost above any total for forbidden pairs, copied columns for capacities) is outside the timing for
every solver alike. Solvers are warmed up and then take turns; times are medians.
Before any is printed, all answers to an instance are checked: no forbidden pair, no column beyond its capacity, and
the same number of matched rows and the same exact total from every solver. telemachus also checks its own certificate
in each timed call. Instances are drawn from fixed seeds: \`unif\` uniform in [0, 1) to 6 decimals, \`ties\` whole numbers
0 to 10, \`mw\` Machol and Wien's (i + 1)(j + 1), \`ment\` mentoring scores with 35–39 % of the pairs forbidden.`;

const { values: options } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
try {
  await run(options.quick ? quick : full);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Measures everything in a plan, printing as it goes, and writes RESULTS.md. */
async function run({ effort, cases, freshProcesses, scoring }: Plan): Promise<void> {
  const sections: string[] = [];
  const say = (section: string) => {
    sections.push(section);
    console.log(`${section}\n`);
  };
  say(`## Machine\n\n${describeMachine()}`);

  say("## Solving");
  const comparisons: Comparison[] = [];
  for (const one of cases) {
    const comparison = compare(one, effort);
    comparisons.push(comparison);
    say(formatComparison(comparison));
  }

  const peaks: Peak[] = [];
  for (const shape of capacityShapes) peaks.push(...(await comparePeaks(shape)));
  say(`## Peak memory of a process that solves once\n\n${formatPeaks(peaks)}`);

  const warm = comparisons.find(({ name }) => name === nameOf("ment", square(500)));
  if (warm === undefined) throw new Error("Expected the plan to hold ment 500 × 500.");
  const cold = await timeFirstCalls(500, freshProcesses, warm.answer);
  say(`## The first call in a fresh process\n\n${formatTimings("call", [[`solveAssignment, ${warm.name}`, cold]])}`);

  const matched = matchCohort(500, effort);
  assertEqual(matched.name, { by: "match()", ...matched.answer }, { by: munkres.name, ...matched.rival });
  say(`## From people to a certified matching\n\n${formatTimings("call", [[matched.name, matched.timing]])}`);

  const scored = compareScoring(scoring, effort);
  say(`## Scoring all pairs on skills, goals, interests and shared hours\n\n${formatScoring(scored)}`);

  const written = `Written by \`npm run bench${options.quick ? " -- --quick" : ""}\`.`;
  const bars = `## Bars\n\n${formatBars(judge(comparisons, matched, scored))}`;
  console.log(bars);
  writeFileSync(
    new URL("./RESULTS.md", import.meta.url),
    `${["# Benchmark results", `${written} ${METHOD}`, bars, ...sections].join("\n\n")}\n`,
  );
}
