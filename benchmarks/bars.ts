import type { Comparison } from "./compare.js";
import { formatMillions, formatMilliseconds, formatRatio } from "./figures.js";
import { type Family, nameOf, type Shape, square } from "./instances.js";
import type { Timing } from "./measure.js";
import { munkres, munkresJs, type Runner, telemachus, telemachusOnCopies } from "./runner.js";
import type { ScoringComparison } from "./scoring.js";

/** A demand on a figure of this run. */
export interface Bar {
  readonly what: string;
  readonly required: string;
  readonly measured: string;
  readonly reached: boolean;
}

const PAIRS_PER_SECOND = 80e6;
const evenSeats: Shape = { rows: 4000, columns: 1000, capacity: 8 };

/** Holds the figures of one run against what is demanded of them. */
export function judge(
  comparisons: readonly Comparison[],
  matched: { readonly timing: Timing },
  { pairsPerSecond, naivePairsPerSecond }: ScoringComparison,
): Bar[] {
  const atMost = 250;
  const { median } = matched.timing;
  return [
    {
      what: "match() 500 × 500, warm, every check on",
      required: `≤ ${atMost} ms`,
      measured: `${formatMilliseconds(median)} ms`,
      reached: median <= atMost,
    },
    judgeRatio(comparisons, { shape: square(500), slower: munkresJs, atLeast: 300 }),
    judgeRatio(comparisons, { shape: square(500), slower: munkres, atLeast: 1 }),
    judgeRatio(comparisons, { shape: evenSeats, slower: telemachusOnCopies, atLeast: 8 }),
    {
      what: "scoring with the best 50, one core",
      required: `≥ ${formatMillions(PAIRS_PER_SECOND)} pairs/s`,
      measured: `${formatMillions(pairsPerSecond)} pairs/s (naive Sets ${formatMillions(naivePairsPerSecond)})`,
      reached: pairsPerSecond >= PAIRS_PER_SECOND,
    },
  ];
}

interface Demand {
  readonly shape: Shape;
  readonly slower: Runner;
  readonly atLeast: number;
}

function judgeRatio(comparisons: readonly Comparison[], { shape, slower, atLeast }: Demand): Bar {
  const family: Family = "ment";
  const name = nameOf(family, shape);
  const timings = comparisons.find((comparison) => comparison.name === name)?.timings;
  const ratio = (timings?.get(slower)?.median ?? Number.NaN) / (timings?.get(telemachus)?.median ?? Number.NaN);
  return {
    what: `${name}: solveAssignment against ${slower.name}`,
    required: `≥ ${atLeast}× faster`,
    measured: Number.isNaN(ratio) ? "not measured" : formatRatio(ratio),
    reached: ratio >= atLeast,
  };
}
