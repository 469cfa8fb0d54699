import type { Asking, ProgrammeSize } from "./explanations.js";
import type { GovernanceSize } from "./governance.js";
import { costScaling, networkSimplex, scipy } from "./installedRunners.js";
import { type Family, families, type Shape, square } from "./instances.js";
import { telemachusOnCopies } from "./libraryRunners.js";
import type { Effort } from "./measure.js";
import { linearSumAssignment, munkres, munkresJs } from "./npmRunners.js";
import { floor, type LowestCase, leximin } from "./objectives.js";
import type { ProgrammeSize as PageSize } from "./pages.js";
import type { ReadingSize } from "./readFiles.js";
import type { WorkerSize } from "./workerCohort.js";

/** One instance, and the runners left out of it to save time, by name. */
export interface Case {
  readonly family: Family;
  readonly shape: Shape;
  readonly leftOut: readonly string[];
}

/** What a whole run measures, and how long. */
export interface Plan {
  readonly effort: Effort;
  readonly cases: readonly Case[];
  /** The instances whose peak memory is measured. */
  readonly peaks: readonly Pick<Case, "family" | "shape">[];
  /** Processes started for the first solve of each. */
  readonly freshProcesses: number;
  /** The instances to which changes are made, and how many of each kind. */
  readonly changed: readonly Pick<Case, "family" | "shape">[];
  readonly changes: number;
  /** The shapes on which stages are added to the total. */
  readonly staged: readonly Shape[];
  /** What raises the lowest score. */
  readonly lowest: readonly LowestCase[];
  /** The programmes about which questions are asked, and how many. */
  readonly explained: readonly ProgrammeSize[];
  /** The programmes whose weights are changed. */
  readonly firm: readonly ProgrammeSize[];
  readonly asking: Asking;
  /** The programmes that are accounted for. */
  readonly governed: readonly GovernanceSize[];
  readonly read: readonly ReadingSize[];
  /** The programmes that the command line matches, in processes of their own, and how many of these. */
  readonly commands: readonly PageSize[];
  readonly commandRuns: number;
  /** The programmes whose reports are made and opened. */
  readonly pages: readonly PageSize[];
  readonly workers: readonly WorkerSize[];
  /** The cohort on which scoring is compared, and how many of its mentees the naive code scores. */
  readonly scoring: { readonly mentees: number; readonly mentors: number; readonly naiveMentees: number };
}

/** More seats than rows, seats that differ, and as many seats as rows. */
export const evenSeats: Shape = { rows: 4000, columns: 1000, capacity: 8 };
const unevenSeats: Shape = { rows: 4000, columns: 1000, capacity: { from: 1, to: 8 } };
const balancedSeats: Shape = { rows: 4000, columns: 1000, capacity: 4 };

/** Sparse instances at a tenth of the size, and at the size that the bars are about. */
const smallSparse = { rows: 10_000, columns: 2000, candidates: 50 };
const largeSparse = { rows: 100_000, columns: 20_000, candidates: 50 };
/** More seats than rows, fewer, and as many. */
const sparseSeats = { even: 8, scarce: { from: 1, to: 8 }, balanced: 5 } as const;
export const largeSparseShapes = {
  even: { ...largeSparse, capacity: sparseSeats.even },
  scarce: { ...largeSparse, capacity: sparseSeats.scarce },
  balanced: { ...largeSparse, capacity: sparseSeats.balanced },
} satisfies Record<string, Shape>;
const smallSparseShapes = Object.values(sparseSeats).map((capacity): Shape => ({ ...smallSparse, capacity }));

/** As many seats as rows, fewer, and more: where there are fewer, stages decide who gets one. */
export const stagedSeats = {
  balanced: { rows: 2000, columns: 500, capacity: 4 },
  scarce: { rows: 2000, columns: 500, capacity: 3 },
  even: { rows: 2000, columns: 500, capacity: 8 },
} satisfies Record<string, Shape>;

export const lowestCases = {
  leximinOfTwo: { aim: leximin, shape: { rows: 500, columns: 200, capacity: 2 } },
  leximinOfThree: { aim: leximin, shape: { rows: 500, columns: 200, capacity: 3 } },
  floor: { aim: floor, shape: { rows: 177, columns: 118, capacity: { from: 2, to: 4 } } },
} satisfies Record<string, LowestCase>;

/** A seat for everyone, and too few. */
export const explainedSizes: readonly ProgrammeSize[] = [
  { mentees: 2000, mentors: 500, capacity: 4 },
  { mentees: 2000, mentors: 500, capacity: 3 },
];
export const firmSizes: readonly ProgrammeSize[] = [
  { mentees: 500, mentors: 150, capacity: 4 },
  { mentees: 500, mentors: 150, capacity: 3 },
];

/** An audit, a manifest and a log of ten thousand people, which the bars are about, and of a tenth of them. */
export const governedSizes = {
  small: { mentees: 500, mentors: 500, groups: 20, permutations: 2000, lines: 10_000 },
  large: { mentees: 5000, mentors: 5000, groups: 20, permutations: 2000, lines: 100_000 },
} satisfies Record<string, GovernanceSize>;

/** Spreadsheets of a hundred thousand mentees, which the bar is about, and of a hundredth of them. */
export const readSizes = {
  small: { mentees: 1000, mentors: 250 },
  large: { mentees: 100_000, mentors: 25_000 },
} satisfies Record<string, ReadingSize>;

/** What the bars on the command line and on reports are about, and a smaller report. */
export const commandSize: PageSize = { mentees: 500, mentors: 500 };
export const pageSizes = {
  small: { mentees: 500, mentors: 500 },
  large: { mentees: 5000, mentors: 5000 },
} satisfies Record<string, PageSize>;

/** The sizes of `matchInWorker` that the bars are about. */
export const workerSizes = {
  small: { mentees: 10_000, mentors: 2000 },
  large: { mentees: 100_000, mentors: 20_000 },
} satisfies Record<string, WorkerSize>;

/** The solvers that take seconds where this library and SciPy do not. */
const slow = [munkresJs.name, linearSumAssignment.name];

/** Two minutes at most. */
export const quick: Plan = {
  effort: { budget: 400, fewestRuns: 3, mostRuns: 30, longRun: 2500 },
  cases: [
    ...families.map((family) => only(family, square(500), family === "ment" ? [] : slow)),
    only("ment", square(1000), slow),
    only("ties", square(1000), slow),
    only("mw", square(1000), slow),
    only("ment", square(2000), [...slow, networkSimplex]),
    only("ment", { rows: 1000, columns: 250, capacity: 8 }),
    only("ment", evenSeats, [munkres.name, costScaling]),
    only("rank 1", { rows: 1000, columns: 250, capacity: 4 }, [telemachusOnCopies.name]),
    ...smallSparseShapes.map((shape) => only("sparse", shape, [scipy])),
  ],
  peaks: [{ family: "ment", shape: evenSeats }],
  freshProcesses: 3,
  changed: [{ family: "ment", shape: square(2000) }],
  changes: 15,
  staged: [{ rows: 500, columns: 125, capacity: 4 }],
  lowest: [lowestCases.leximinOfThree, lowestCases.floor],
  explained: explainedSizes,
  firm: firmSizes,
  asking: { asked: 50, checked: 4 },
  governed: [governedSizes.small],
  read: [readSizes.small],
  commands: [commandSize],
  commandRuns: 3,
  pages: [pageSizes.small],
  workers: [workerSizes.small],
  scoring: { mentees: 2000, mentors: 20_000, naiveMentees: 30 },
};

/** A quarter of an hour at most. */
export const full: Plan = {
  effort: { budget: 1500, fewestRuns: 3, mostRuns: 40, longRun: 5000 },
  cases: [
    ...families.map((family) => only(family, square(100))),
    ...families.map((family) => only(family, square(500), family === "ment" ? [] : [munkresJs.name])),
    ...families.map((family) => only(family, square(1000))),
    ...families.map((family) => only(family, square(2000), [costScaling])),
    only("unif", square(5000), [munkres.name, networkSimplex, costScaling]),
    only("ment", square(5000), [munkres.name, networkSimplex, costScaling]),
    only("ment", { rows: 1000, columns: 250, capacity: 8 }),
    only("ment", { rows: 1000, columns: 250, capacity: { from: 1, to: 8 } }),
    only("ment", evenSeats),
    only("ment", unevenSeats),
    only("ment", balancedSeats),
    only("equal", balancedSeats),
    only("block", balancedSeats, [telemachusOnCopies.name, munkres.name]),
    only("rank 1", balancedSeats, [telemachusOnCopies.name, munkres.name, scipy]),
    ...smallSparseShapes.map((shape) => only("sparse", shape)),
    ...Object.values(largeSparseShapes).map((shape) => only("sparse", shape, [costScaling])),
  ],
  peaks: [
    { family: "ment", shape: { rows: 1000, columns: 250, capacity: 8 } },
    { family: "ment", shape: evenSeats },
    { family: "ment", shape: unevenSeats },
    ...Object.values(largeSparseShapes).map((shape) => ({ family: "sparse" as const, shape })),
  ],
  freshProcesses: 7,
  changed: [
    { family: "ment", shape: square(2000) },
    { family: "unif", shape: square(2000) },
    { family: "ment", shape: evenSeats },
  ],
  changes: 50,
  staged: Object.values(stagedSeats),
  lowest: Object.values(lowestCases),
  explained: explainedSizes,
  firm: firmSizes,
  asking: { asked: 200, checked: 12 },
  governed: [governedSizes.large],
  read: [readSizes.large],
  commands: [commandSize],
  commandRuns: 7,
  pages: Object.values(pageSizes),
  workers: [workerSizes.small, workerSizes.large],
  scoring: { mentees: 5000, mentors: 20_000, naiveMentees: 100 },
};

function only(family: Family, shape: Shape, leftOut: readonly string[] = []): Case {
  return { family, shape, leftOut };
}
