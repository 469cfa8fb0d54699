import type { ChangeTimings } from "./changes.js";
import type { Comparison, Peak } from "./compare.js";
import {
  type ExplanationTimings,
  type FirmnessTiming,
  nameOfExplanations,
  nameOfFirmness,
  type ProgrammeSize,
  SAMPLES,
} from "./explanations.js";
import { formatMillions, formatMilliseconds, formatRatio, formatSeconds } from "./figures.js";
import { type GovernanceTimings, nameOfGovernance } from "./governance.js";
import { scipy } from "./installedRunners.js";
import { type Family, nameOf, type Shape, square } from "./instances.js";
import { telemachus, telemachusOnCopies } from "./libraryRunners.js";
import type { MatchedCohort } from "./matchCohort.js";
import { munkres, munkresJs } from "./npmRunners.js";
import {
  type AimTimings,
  addedTo,
  addingStages,
  everyone,
  everyoneDrawn,
  type LowestCase,
  total,
  totalOnNetwork,
} from "./objectives.js";
import { type CommandTimings, nameOfCommand, nameOfPage, type PageTimings } from "./pages.js";
import {
  commandSize,
  evenSeats,
  explainedSizes,
  firmSizes,
  governedSizes,
  largeSparseShapes,
  lowestCases,
  pageSizes,
  readSizes,
  stagedSeats,
  workerSizes,
} from "./plan.js";
import { nameOfReading, type ReadingTimings } from "./readFiles.js";
import type { ScoringComparison } from "./scoring.js";
import type { Aim } from "./wishes.js";
import { nameOfWorkerMatch, type WorkerMatch, type WorkerSize } from "./workerCohort.js";

/** A demand on a figure of this run, and what is aimed at beyond it. */
export interface Bar {
  readonly what: string;
  readonly required: string;
  readonly goal: string;
  /** The figure, or why there is none. */
  readonly measured: string;
  readonly reached: "yes" | "NOT REACHED" | "not measured";
}

/** What a run measured. */
export interface Figures {
  readonly comparisons: readonly Comparison[];
  readonly peaks: readonly Peak[];
  readonly matched?: MatchedCohort;
  readonly changed: readonly ChangeTimings[];
  readonly staged: readonly AimTimings[];
  readonly lowest: readonly AimTimings[];
  readonly explained: readonly ExplanationTimings[];
  readonly firm: readonly FirmnessTiming[];
  readonly governed: readonly GovernanceTimings[];
  readonly read: readonly ReadingTimings[];
  readonly commands: readonly CommandTimings[];
  readonly pages: readonly PageTimings[];
  readonly workers: readonly WorkerMatch[];
  readonly scored?: ScoringComparison;
}

/** A figure as it is printed, and in the unit of its bar. */
interface Measured {
  readonly value: number;
  readonly text: string;
}

/** Holds the figures of one run against what is demanded of them; `whyNot` says why an instance was not measured. */
export function judge(figures: Figures, whyNot: string): Bar[] {
  const { peaks, matched, changed, staged, lowest, explained, firm, governed, read, commands, pages, workers, scored } =
    figures;
  const bar = (what: string, limit: Limit, measured: Measured | string): Bar => ({
    what,
    required: `${limit.sign} ${limit.required}${limit.unit}`,
    goal: limit.goal === undefined ? "" : `${limit.sign} ${limit.goal}${limit.unit}`,
    measured: typeof measured === "string" ? measured : measured.text,
    reached: typeof measured === "string" ? "not measured" : verdict(limit, measured.value),
  });
  const againstScipy = (family: Family, shape: Shape, required: number, goal?: number) => {
    const name = nameOf(family, shape);
    const limit: Limit = { sign: "≤", required, goal, unit: "× its time" };
    return bar(`${name} against SciPy`, limit, ratio(figures, name, [telemachus.name, scipy], whyNot));
  };
  const fasterThan = (rival: string, shape: Shape, required: number, goal?: number) => {
    const name = nameOf("ment", shape);
    const limit: Limit = { sign: "≥", required, goal, unit: "× faster" };
    return bar(`${name} against ${rival}`, limit, ratio(figures, name, [rival, telemachus.name], whyNot));
  };
  const sparseSeconds = (shape: Shape, required: number, goal: number) => {
    const name = nameOf("sparse", shape);
    const limit: Limit = { sign: "≤", required, goal, unit: " s" };
    return bar(name, limit, seconds(figures, name, whyNot));
  };
  const sparseMemory = (shape: Shape) => {
    const name = nameOf("sparse", shape);
    const limit: Limit = { sign: "≤", required: 256, unit: " MiB" };
    const own = peaks.find((peak) => peak.name === name);
    const solve = own && {
      value: own.added,
      text: `${own.added.toFixed(0)} MiB (the whole process ${own.peak.toFixed(0)})`,
    };
    return bar(`${name}: memory of the solve`, limit, solve ?? whyNot);
  };
  const inWorker = (size: WorkerSize, required: number, goal?: number) => {
    const name = nameOfWorkerMatch(size);
    const own = workers.find((worker) => worker.name === name);
    const took = own && { value: own.milliseconds / 1000, text: formatSeconds(own.milliseconds) };
    return bar(`${name}, two threads, cold`, { sign: "≤", required, goal, unit: " s" }, took ?? whyNot);
  };
  const inWorkerMemory = (size: WorkerSize) => {
    const name = nameOfWorkerMatch(size);
    const own = workers.find((worker) => worker.name === name);
    const limit: Limit = { sign: "≤", required: 1024, goal: 512, unit: " MiB" };
    const peak = own && { value: own.peak, text: `${own.peak.toFixed(0)} MiB` };
    return bar(`${name}: memory of the process`, limit, peak ?? whyNot);
  };
  const stagesName = nameOf("unif", stagedSeats.balanced);
  const stages = staged.find(({ name }) => name === stagesName);
  const addsTo = (what: string, aims: readonly Aim[], shape: Shape) => {
    const name = nameOf("unif", shape);
    const limit: Limit = { sign: "≤", required: 3, unit: "× its time" };
    return bar(
      `${name}: what ${what} adds to the total`,
      limit,
      greatestAdded(
        staged.find((one) => one.name === name),
        aims,
      ) ?? whyNot,
    );
  };
  const lowestSeconds = ({ aim, shape }: LowestCase) => {
    const name = nameOf("unif", shape);
    const own = lowest.flatMap((one) => (one.name === name ? one.aims : [])).find((one) => one.aim.name === aim.name);
    const took = own && { value: own.timing.median / 1000, text: formatSeconds(own.timing.median) };
    return bar(`${name}: ${aim.name}`, { sign: "≤", required: 2, unit: " s" }, took ?? whyNot);
  };
  const answerWithin = (size: ProgrammeSize, question: "explain" | "whyNot" | "seatValue", required: number) => {
    const name = nameOfExplanations(size);
    const own = explained.find((one) => one.name === name);
    const took = own && milliseconds(own[question].median);
    return bar(`${name}: ${question}`, { sign: "≤", required, unit: " ms" }, took ?? whyNot);
  };
  const firmWithin = (size: ProgrammeSize) => {
    const name = nameOfFirmness(size);
    const own = firm.find((one) => one.name === name);
    const took = own && { value: own.timing.median / 1000, text: formatSeconds(own.timing.median) };
    return bar(`${name}, ${SAMPLES} samples`, { sign: "≤", required: 5, unit: " s" }, took ?? whyNot);
  };
  const account = governed.find(({ name }) => name === nameOfGovernance(governedSizes.large));
  const accountFor = (what: string, limit: Limit, measured: (one: GovernanceTimings) => Measured) =>
    bar(`${nameOfGovernance(governedSizes.large)}: ${what}`, limit, account ? measured(account) : whyNot);
  const reading = read.find(({ name }) => name === nameOfReading(readSizes.large));
  const readWithin = (what: "sound" | "damaged") => {
    const took = reading && { value: reading[what].median / 1000, text: formatSeconds(reading[what].median) };
    return bar(`${nameOfReading(readSizes.large)}: ${what}`, { sign: "≤", required: 5, unit: " s" }, took ?? whyNot);
  };
  const command = commands.find(({ name }) => name === nameOfCommand(commandSize));
  const page = pages.find(({ name }) => name === nameOfPage(pageSizes.large));
  const ofCommand = (what: string, limit: Limit, measured: (one: CommandTimings) => Measured) =>
    bar(`${nameOfCommand(commandSize)}: ${what}`, limit, command ? measured(command) : whyNot);
  const ofPage = (what: string, limit: Limit, measured: (one: PageTimings) => Measured | string) =>
    bar(`${nameOfPage(pageSizes.large)}: ${what}`, limit, page ? measured(page) : whyNot);
  const inSeconds = (value: number): Measured => ({ value: value / 1000, text: formatSeconds(value) });
  const changeName = nameOf("ment", square(2000));
  const matchName = "match() 500 × 500";

  return [
    againstScipy("ment", square(500), 1.3, 1),
    againstScipy("ment", square(2000), 0.35, 0.2),
    againstScipy("ment", square(5000), 0.3, 0.12),
    againstScipy("ties", square(1000), 2.5),
    againstScipy("mw", square(1000), 4, 1.5),
    fasterThan(munkresJs.name, square(500), 500, 800),
    fasterThan(munkres.name, square(500), 1.3, 2),
    fasterThan(munkres.name, square(2000), 4, 6),
    fasterThan(telemachusOnCopies.name, evenSeats, 12, 20),
    bar(
      `${nameOf("ment", evenSeats)}: memory of the solve against that on copies`,
      { sign: "≤", required: 0.25, unit: "×" },
      memoryRatio(peaks, nameOf("ment", evenSeats), whyNot),
    ),
    sparseSeconds(largeSparseShapes.even, 0.4, 0.15),
    sparseSeconds(largeSparseShapes.scarce, 4, 2),
    sparseSeconds(largeSparseShapes.balanced, 16, 4),
    ...Object.values(largeSparseShapes).map(sparseMemory),
    inWorker(workerSizes.small, 3),
    inWorker(workerSizes.large, 90, 20),
    inWorkerMemory(workerSizes.large),
    bar(
      `${matchName}, warm, every check on`,
      { sign: "≤", required: 100, goal: 40, unit: " ms" },
      matched ? milliseconds(matched.timing.median) : whyNot,
    ),
    bar(
      `one change at ${changeName}, the slowest kind's median`,
      { sign: "≤", required: 5, unit: " ms" },
      slowestChange(changed, changeName) ?? whyNot,
    ),
    ...addingStages.map((aim) => addsTo(`"${aim.name}"`, [aim], stagedSeats.balanced)),
    addsTo("the slowest of these", addingStages, stagedSeats.scarce),
    addsTo("the slowest of these", addingStages, stagedSeats.even),
    bar(
      `${stagesName}: "${everyone.name}" with a lottery against without`,
      { sign: "≤", required: 2, unit: "× its time" },
      stages === undefined ? whyNot : toRatio(1 + addedTo(stages, everyoneDrawn, everyone)),
    ),
    ...Object.values(lowestCases).map(lowestSeconds),
    ...explainedSizes.flatMap((size) => [
      answerWithin(size, "explain", 1),
      answerWithin(size, "whyNot", 20),
      answerWithin(size, "seatValue", 20),
    ]),
    ...firmSizes.map(firmWithin),
    accountFor("a first audit", { sign: "≤", required: 3, unit: " s" }, ({ firstAudit: { median } }) => ({
      value: median / 1000,
      text: formatSeconds(median),
    })),
    accountFor("manifest and digests", { sign: "≤", required: 300, unit: " ms" }, ({ manifest: { median } }) =>
      milliseconds(median),
    ),
    readWithin("sound"),
    readWithin("damaged"),
    ofCommand("cold, to JSON and a page", { sign: "≤", required: 2, unit: " s" }, ({ cold }) => inSeconds(cold.median)),
    ofCommand("peak memory", { sign: "≤", required: 300, unit: " MiB" }, ({ peak }) => ({
      value: peak,
      text: `${peak.toFixed(0)} MiB`,
    })),
    ofPage("opens in Chromium", { sign: "≤", required: 2, unit: " s" }, ({ open }) =>
      open === undefined ? "without Chromium" : inSeconds(open),
    ),
    ofPage("size", { sign: "≤", required: 5, unit: " MB" }, ({ bytes }) => ({
      value: bytes / 1e6,
      text: `${(bytes / 1e6).toFixed(1)} MB`,
    })),
    accountFor("an entry of the run log", { sign: "≤", required: 1, unit: " ms" }, ({ append: { median } }) =>
      milliseconds(median),
    ),
    bar(
      "scoring with the best 50, one core",
      { sign: "≥", required: 80, goal: 200, unit: " M pairs/s" },
      scored ? pairsPerSecond(scored) : whyNot,
    ),
  ];
}

interface Limit {
  readonly sign: "≤" | "≥";
  readonly required: number;
  readonly goal?: number;
  readonly unit: string;
}

function verdict({ sign, required }: Limit, value: number): Bar["reached"] {
  return (sign === "≤" ? value <= required : value >= required) ? "yes" : "NOT REACHED";
}

/** The first solver's median over the second's. */
function ratio(
  { comparisons }: Figures,
  name: string,
  solvers: readonly [string, string],
  whyNot: string,
): Measured | string {
  const timings = comparisons.find((comparison) => comparison.name === name)?.timings;
  if (timings === undefined) return whyNot;
  const [above, below] = solvers.map((solver) => timings.get(solver)?.median);
  if (above === undefined || below === undefined) {
    return `without ${solvers[above === undefined ? 0 : 1]}`;
  }
  return toRatio(above / below);
}

function seconds({ comparisons }: Figures, name: string, whyNot: string): Measured | string {
  const own = comparisons.find((comparison) => comparison.name === name)?.timings.get(telemachus.name);
  return own === undefined ? whyNot : { value: own.median / 1000, text: formatSeconds(own.median) };
}

function toRatio(value: number): Measured {
  return { value, text: formatRatio(value) };
}

/**
 * The greatest of what aims add to the total by the kernels for it. Where the network solves one of them, what it adds to
 * the total on the network stands beside that.
 */
function greatestAdded(stages: AimTimings | undefined, aims: readonly Aim[]): Measured | undefined {
  if (stages === undefined) return undefined;
  const adds = (base: Aim) => Math.max(...aims.map((aim) => addedTo(stages, aim, base)));
  const added = toRatio(adds(total));
  if (!stages.aims.some(({ aim, method }) => aims.includes(aim) && method === "network")) return added;
  return { ...added, text: `${added.text} (${formatRatio(adds(totalOnNetwork))} of that on the network)` };
}

function milliseconds(value: number): Measured {
  return { value, text: `${formatMilliseconds(value)} ms` };
}

/**
 * Of what a solve takes beside Node and the scores that were read, which are the same for both; on copies that includes
 * the copied scores. That of whole processes stands beside it.
 */
function memoryRatio(peaks: readonly Peak[], name: string, whyNot: string): Measured | string {
  const of = (runner: string) => peaks.find((peak) => peak.name === name && peak.runner === runner);
  const [own, copies] = [of(telemachus.name), of(telemachusOnCopies.name)];
  if (own === undefined || copies === undefined) return whyNot;
  const value = own.added / copies.added;
  const added = `${own.added.toFixed(0)} against ${copies.added.toFixed(0)} MiB`;
  return {
    value,
    text: `${formatRatio(value)} (${added}; the whole processes ${formatRatio(own.peak / copies.peak)})`,
  };
}

function slowestChange(changed: readonly ChangeTimings[], name: string): Measured | undefined {
  const kinds = changed.find((change) => change.name === name)?.kinds;
  return kinds && milliseconds(Math.max(...kinds.map(([, { median }]) => median)));
}

function pairsPerSecond({ pairsPerSecond, naivePairsPerSecond }: ScoringComparison): Measured {
  const [own, naive] = [pairsPerSecond, naivePairsPerSecond].map(formatMillions);
  return { value: pairsPerSecond / 1e6, text: `${own} pairs/s (naive Sets ${naive})` };
}
