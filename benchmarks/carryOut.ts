import { audit, explain, firmness, match, runLog, seatValue, solveAssignment, verifyLog, whyNot } from "telemachus";
import { readProgramme } from "telemachus/io";
import { renderReport } from "telemachus/report";
import { digestOf, identify } from "../src/matching/manifest.js";
import { type Bar, type Figures, judge } from "./bars.js";
import { timeChanges } from "./changes.js";
import { assertEqual, compare, measurePeaks, timeFirstCalls } from "./compare.js";
import { nameOfExplanations, nameOfFirmness, timeExplanations, timeFirmness } from "./explanations.js";
import { nameOfGovernance, timeGovernance } from "./governance.js";
import { fitGrowth } from "./growth.js";
import { nameOf, square } from "./instances.js";
import { matchCohort } from "./matchCohort.js";
import { munkres } from "./npmRunners.js";
import { timeLowest, timeStages } from "./objectives.js";
import { nameOfCommand, nameOfPage, timeCommand, timePage } from "./pages.js";
import type { Plan } from "./plan.js";
import { projectPath } from "./project.js";
import { nameOfReading, timeReading } from "./readFiles.js";
import {
  formatBars,
  formatChanges,
  formatComparison,
  formatExplanations,
  formatGovernance,
  formatGrowth,
  formatLowest,
  formatPages,
  formatPeaks,
  formatReading,
  formatScoring,
  formatStages,
  formatTimings,
  formatWorkers,
} from "./report.js";
import type { Runner } from "./runner.js";
import { compareScoring } from "./scoring.js";
import { matchInFreshProcess, nameOfWorkerMatch } from "./workerCohort.js";

/** How a plan is carried out. */
export interface Manner {
  readonly runners: readonly Runner[];
  /** Whether a part of the plan is wanted, by its name. */
  readonly isWanted: (part: string) => boolean;
  /** Why something that a bar is about was not measured. */
  readonly whyNot: string;
  /** Whether bars are listed whose figure was not measured. */
  readonly showUnmeasured: boolean;
  /** Hears every section as soon as it is known. */
  readonly say: (section: string) => void;
}

/**
 * Measures what is wanted of a plan, and holds it against the bars.
 * @throws Error where two solvers give different answers to an instance, before any time of it is said
 */
export async function carryOut(plan: Plan, manner: Manner): Promise<Bar[]> {
  const { isWanted, say } = manner;
  const wanted = <Part>(parts: readonly Part[], name: (part: Part) => string) =>
    parts.filter((part) => isWanted(name(part)));
  const { effort } = plan;
  const figures: { -readonly [Key in keyof Figures]: Figures[Key] } = {
    comparisons: [],
    peaks: [],
    changed: [],
    staged: [],
    lowest: [],
    explained: [],
    firm: [],
    governed: [],
    read: [],
    commands: [],
    pages: [],
    workers: [],
  };

  const cases = wanted(plan.cases, ({ family, shape }) => `solve ${nameOf(family, shape)}`);
  if (cases.length > 0) say("## Solving");
  for (const one of cases) {
    const comparison = await compare(one, manner.runners, effort);
    figures.comparisons = [...figures.comparisons, comparison];
    say(formatComparison(comparison));
  }
  const growths = fitGrowth(figures.comparisons);
  if (growths.length > 0) say(`## Growth on square instances\n\n${formatGrowth(growths)}`);

  for (const { family, shape } of wanted(plan.peaks, ({ family, shape }) => `memory ${nameOf(family, shape)}`)) {
    figures.peaks = [...figures.peaks, ...(await measurePeaks(family, shape))];
  }
  if (figures.peaks.length > 0) say(`## Peak memory of a process that solves once\n\n${formatPeaks(figures.peaks)}`);

  if (isWanted("first call")) {
    const cold = await timeFirstCalls("ment", square(500), plan.freshProcesses);
    const name = `solveAssignment, ${nameOf("ment", square(500))}`;
    say(`## The first call in a fresh process\n\n${formatTimings("call", [[name, cold]])}`);
  }

  if (isWanted("match() 500 × 500")) {
    const matched = await matchCohort(500, effort);
    assertEqual(matched.name, { by: "match()", ...matched.answer }, { by: munkres.name, ...matched.rival });
    figures.matched = matched;
    say(`## From people to a certified matching\n\n${formatTimings("call", [[matched.name, matched.timing]])}`);
  }

  const changed = wanted(plan.changed, ({ family, shape }) => `changes ${nameOf(family, shape)}`);
  if (changed.length > 0) say("## Single changes to a solved instance");
  for (const one of changed) {
    const changes = await timeChanges(one, plan.changes, effort);
    figures.changed = [...figures.changed, changes];
    say(formatChanges(changes));
  }

  const staged = wanted(plan.staged, (shape) => `objectives ${nameOf("unif", shape)}`);
  const lowest = wanted(plan.lowest, ({ aim, shape }) => `objectives ${aim.name} ${nameOf("unif", shape)}`);
  if (staged.length > 0 || lowest.length > 0) say("## Objectives");
  for (const shape of staged) {
    const stages = await timeStages(shape, effort, solveAssignment);
    figures.staged = [...figures.staged, stages];
    say(formatStages(stages));
  }
  for (const one of lowest) figures.lowest = [...figures.lowest, await timeLowest(one, effort, solveAssignment)];
  if (lowest.length > 0) say(formatLowest(figures.lowest));

  const explainer = { match, explain, whyNot, seatValue, firmness };
  const explained = wanted(plan.explained, nameOfExplanations);
  const firm = wanted(plan.firm, nameOfFirmness);
  if (explained.length > 0 || firm.length > 0) say("## Explanations");
  for (const size of explained) {
    const timings = await timeExplanations(size, plan.asking, effort, explainer);
    figures.explained = [...figures.explained, timings];
    say(formatExplanations(timings));
  }
  for (const size of firm) {
    figures.firm = [...figures.firm, await timeFirmness(size, plan.asking, effort, explainer)];
  }
  if (firm.length > 0) {
    say(
      formatTimings(
        "call",
        figures.firm.map(({ name, timing }) => [name, timing]),
      ),
    );
  }

  const governed = wanted(plan.governed, nameOfGovernance);
  if (governed.length > 0) say("## Governance");
  for (const size of governed) {
    const timings = await timeGovernance(size, effort, { match, audit, identify, digestOf, runLog, verifyLog });
    figures.governed = [...figures.governed, timings];
    say(formatGovernance(timings));
  }

  const files = wanted(plan.read, nameOfReading);
  if (files.length > 0) say("## From spreadsheets to people");
  for (const size of files) {
    const timings = await timeReading(size, readProgramme, effort);
    figures.read = [...figures.read, timings];
    say(formatReading(timings));
  }

  const [commands, pages] = [wanted(plan.commands, nameOfCommand), wanted(plan.pages, nameOfPage)];
  for (const size of commands) {
    const how = { program: projectPath("dist/cli.js"), runs: plan.commandRuns, matchHere: match };
    figures.commands = [...figures.commands, await timeCommand(size, how)];
  }
  for (const size of pages) {
    figures.pages = [...figures.pages, await timePage(size, { matchHere: match, render: renderReport }, effort)];
  }
  if (commands.length + pages.length > 0) say(`## From files to a page\n\n${formatPages(figures)}`);

  for (const size of wanted(plan.workers, nameOfWorkerMatch)) {
    figures.workers = [...figures.workers, await matchInFreshProcess(size)];
  }
  if (figures.workers.length > 0) {
    say(`## From people to a certified matching, in threads\n\n${formatWorkers(figures.workers)}`);
  }

  if (isWanted("scoring")) {
    const scored = await compareScoring(plan.scoring, effort);
    figures.scored = scored;
    say(`## Scoring all pairs on skills, goals, interests and shared hours\n\n${formatScoring(scored)}`);
  }

  const bars = judge(figures, manner.whyNot);
  const shown = manner.showUnmeasured ? bars : bars.filter(({ reached }) => reached !== "not measured");
  if (shown.length > 0) say(`## Bars\n\n${formatBars(shown)}`);
  return bars;
}
