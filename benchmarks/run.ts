import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { carryOut } from "./carryOut.js";
import { exitCodeOf } from "./exitCode.js";
import { findInstalled } from "./installedRunners.js";
import { telemachus, telemachusOnCopies } from "./libraryRunners.js";
import { linearSumAssignment, munkres, munkresJs } from "./npmRunners.js";
import { full, quick } from "./plan.js";
import { projectPath } from "./project.js";
import { describeMachine } from "./report.js";

const METHOD = `Each solver gets the instance in the form it takes best; converting it (costs instead of
scores, a finite cost above any total for forbidden pairs, copied columns for capacities, a network of arcs) is outside
the timing for every solver alike. Solvers are warmed up and then take turns; times are medians. SciPy and LEMON run in
processes of their own and time the solver's call alone. A solver that needs more than a few seconds is run once, and
one that would need minutes is left out. Fresh processes load the solver (or \`matchInWorker\`) and nothing else.
Before any time is printed, all answers to an instance are checked: no forbidden pair, no column beyond its capacity,
and the same number of matched rows and the same exact total from every solver. telemachus also checks its own
certificate in each timed call. Instances are drawn from fixed seeds: \`unif\` uniform in [0, 1) to 6 decimals, \`ties\`
whole numbers 0 to 10, \`mw\` Machol and Wien's (i + 1)(j + 1), \`ment\` mentoring scores with 35–39 % of the pairs
forbidden, \`equal\` 1 everywhere, \`block\` one score for each of 10 × 10 blocks, \`rank 1\` products of two drawn numbers
from 1 to 1000, \`sparse\` 50 evenly drawn candidates for each row with scores as in \`unif\`.

Memory is judged by what a solve adds to a process that holds Node and the scores already: these are the same for every
solver, copied columns are not. What the whole process takes is printed beside it.

Objectives are solved with drawn priorities (0 to 2), five choices for each row and a current pair for two rows of five. What a
stage adds is the time with it less that of \`total\` alone, which the kernels for plain scores solve, as a multiple of
that; and the same against \`total\` on the network, the way that \`balance\`, several columns for each row, minimums and quotas take. Each answer is counted anew from its
pairs, is equal when the problem is told as a sparse matrix in another order, and is held against a second way to find
it: as many levels as fit into one exact number by the kernels on copied columns, and the lowest score by augmenting paths.

Explanations are of matchings under the policy that \`match()\` is timed with, about drawn people: pairs that are asked about are allowed and
not matched. \`explain\` is each mentee's first and scores the row; the first question of a matching is timed on fresh
matchings, all others on one of which questions were asked before. Some of the same answers are held against matching
again: with the pair pinned, with one seat more and one fewer, and with the weights of a sample of \`firmness\`; every
explanation adds up to its pair's score.

Governance is an audit, a manifest and a run log of one matching under the same policy, of which one mentor of five has
no seat. The first audit of a matching scores its pairs and is timed on fresh matchings; a manifest is made of people who
were read, without scoring; an entry of the log is stored in memory, and is timed by the mean of 500. Every group is
counted anew, its Fisher's p is the exact count of tables, the digests are Node's of the same texts and stay when keys
and lists are turned round, and a log with one byte changed is found out.

Spreadsheets are CSV files of drawn people, with texts that hold commas, quotes and line breaks, read into people who are
checked as \`match\` checks them; in the damaged ones a row of sixty has a cell too few or a number that is none. Everybody
is read as written, the rejected rows are the damaged ones, and people and rejected rows add up to the rows.

The command line is the built one (\`dist/cli.js\`), each run in a process of its own, from its start to its end; what it writes is
what \`match\` gives here. A report is a committee's; every pair is on it. It is opened once, from disk, and timed until it is drawn.`;

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
});
const installed = findInstalled();
process.exitCode = await exitCodeOf(run, console.error);

/** Measures everything, printing as it goes, and writes RESULTS.md; a part of everything is printed only. */
async function run(): Promise<void> {
  const sections: string[] = [];
  const say = (section: string) => {
    sections.push(section);
    console.log(`${section}\n`);
  };
  say(`## Machine\n\n${describeMachine(installed.lines)}`);
  const began = performance.now();
  await carryOut(options.quick ? quick : full, {
    runners: [telemachus, telemachusOnCopies, munkresJs, munkres, linearSumAssignment, ...installed.runners],
    isWanted: (part) => options.only === undefined || plain(part).includes(plain(options.only)),
    whyNot: options.quick ? "only in the full run" : "",
    showUnmeasured: options.only === undefined,
    say,
  });
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(`Done in ${minutes} minutes.`);
  if (options.only !== undefined && sections.length === 1) {
    throw new Error(
      `Expected --only to be within the name of a part, such as "solve ment 500", received "${options.only}".`,
    );
  }
  if (options.only !== undefined) return;

  const command = `npm run bench${options.quick ? " -- --quick" : ""}`;
  const bars = sections.pop()!;
  const head = ["# Benchmark results", `Written by \`${command}\` in ${minutes} minutes. ${METHOD}`, bars];
  writeFileSync(projectPath("benchmarks/RESULTS.md"), `${[...head, ...sections].join("\n\n")}\n`);
}

/** A name as it is easily typed. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll("×", "x").replaceAll(" ", "");
}
