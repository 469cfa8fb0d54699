import type { Matching } from "telemachus";

import type { Component } from "../../src/solve/assignment.js";
import { stagedViolations } from "../../src/solve/proof/checkStages.js";
import type { StagedInstance } from "../../src/solve/proof/stagedClaim.js";
import { stageResults } from "../../src/solve/stageResults.js";
import { stagesOf } from "./exhaustive.js";
import type { WholeProgramme } from "./wholeProgramme.js";

const MILLIONTHS = 1_000_000;

/** What pins left open of a programme, by index: the rows are the mentees who want further mentors. */
export interface OpenInstance {
  /** Of each row, its index in the whole. */
  readonly rows: readonly number[];
  readonly instance: StagedInstance;
}

/** Takes the pins of a programme off everything they count towards. */
export function openInstance({ mentees, mentors, scores, options }: WholeProgramme): OpenInstance {
  const { required, quotas = [] } = options;
  const pinsOf = (counts: (row: number, column: number) => boolean) => required.filter(([i, j]) => counts(i, j)).length;
  const filled = mentees.map((_, row) => pinsOf((i) => i === row));
  const taken = mentors.map((_, column) => pinsOf((_, j) => j === column));
  const rows = [...mentees.keys()].filter((row) => options.demands[row] > filled[row]);
  const rowOf = new Map(rows.map((whole, row) => [whole, row]));
  const isPinned = (row: number, column: number) => required.some(([i, j]) => i === row && j === column);
  const data = rows.flatMap((row) => scores[row].map((score, column) => (isPinned(row, column) ? -Infinity : score)));
  const ofRows = <Item>(list: readonly Item[]) => rows.map((row) => list[row]);
  return {
    rows,
    instance: {
      rows: rows.length,
      columns: mentors.length,
      scores: { form: "dense", data: Float64Array.from(data) },
      capacities: options.capacities.map((seats, column) => seats - taken[column]),
      stages: stagesOf(options.objective),
      loads: {
        demands: Int32Array.from(rows, (row) => Math.min(options.demands[row] - filled[row], mentors.length)),
        filled: Int32Array.from(ofRows(filled)),
        minimums: options.minimums.map((min, column) => Math.max(0, min - taken[column])),
        priorities: ofRows(options.priorities),
        choices: ofRows(options.choices),
        taken: options.loads.map((load, column) => load + taken[column]),
        current: rows.map((row) => new Set(options.current.filter(([i]) => i === row).map(([, column]) => column))),
        lottery: {
          rows: Array.from(options.lottery!.rows).flatMap((row) => rowOf.get(row) ?? []),
          columns: options.lottery!.columns,
        },
        quotas: quotas.map(({ side, of = "all", members, min = 0, max = Infinity }) => {
          const isMember = new Set(Array.from(members));
          const counts = ([i, j]: readonly [number, number]) => isMember.has(side === "rows" ? i : j);
          const used =
            of === "perColumn"
              ? mentors.map((_, column) => required.filter((pair) => counts(pair) && pair[1] === column).length)
              : [required.filter(counts).length];
          const own = side === "columns" ? [...isMember] : [...isMember].flatMap((row) => rowOf.get(row) ?? []);
          return {
            side,
            of,
            members: Int32Array.from(own.sort((a, b) => a - b)),
            min,
            max,
            used: Int32Array.from(used),
          };
        }),
      },
    },
  };
}

/** Whether nothing but capacities, `matched` and `total` is asked for: such a certificate has the plain form. */
export function isPlain({ options }: WholeProgramme): boolean {
  const { demands, minimums, quotas = [], objective } = options;
  const isSimple = stagesOf(objective).every((stage) => stage === "matched" || stage === "total");
  return isSimple && quotas.length === 0 && demands.every((one) => one <= 1) && minimums.every((one) => one === 0);
}

/** What is wrong with the certificate of a programme that asks for more: its prices, components and values, checked anew. */
export function stagedFaults(matching: Matching, whole: WholeProgramme): string[] {
  const { certificate } = matching;
  const { rows, instance } = openInstance(whole);
  const names = rows.map((row) => whole.mentees[row]);
  const limits = instance.loads.quotas.flatMap(({ of }, quota) =>
    of === "perColumn" ? whole.mentors.map((mentor) => ({ quota, mentor })) : [{ quota }],
  );
  const faults: string[] = [];
  const expectNames = (what: string, list: readonly string[], expected: readonly string[]) => {
    if (list.join("\n") !== expected.join("\n")) faults.push(`${what} of the certificate are ${list}, not ${expected}`);
  };
  const proofOf = (
    part: Pick<typeof certificate, "mentees" | "seats" | "quotas">,
    components: readonly Component[],
  ) => {
    const quotas = part.quotas ?? [];
    expectNames(
      "mentees",
      part.mentees.map(({ mentee }) => mentee),
      names,
    );
    expectNames(
      "seats",
      part.seats.map(({ mentor }) => mentor),
      whole.mentors,
    );
    if (components.length > 0) {
      const nameOf = ({ quota, mentor = "" }: { readonly quota: number; readonly mentor?: string }) =>
        `${quota} ${mentor}`;
      expectNames("quotas", quotas.map(nameOf), limits.map(nameOf));
    }
    const pricesOf = (list: readonly { readonly price: readonly number[] }[]) =>
      components.map((component, k) => Float64Array.from(list, ({ price }) => inMillionths(component, price[k])));
    return {
      rowPrices: pricesOf(part.mentees),
      columnPrices: pricesOf(part.seats),
      ...(limits.length > 0 && { quotaPrices: pricesOf(quotas) }),
    };
  };
  const indexPair = ({ mentee, mentor }: { readonly mentee: string; readonly mentor: string }) =>
    [names.indexOf(mentee), whole.mentors.indexOf(mentor)] as const;
  const components = certificate.components.map(scaled);
  const pairs = matching.pairs.filter(({ pinned }) => !pinned).map(indexPair);
  const scores = pairs.map(([row, column]) => whole.scores[rows[row]][column]);
  const { floor } = certificate;
  const floorAt = components.findIndex(({ stage, of }) => stage === "floor" && of !== undefined);
  const claim = {
    pairs,
    components,
    ...proofOf(certificate, certificate.components),
    ...(floor !== undefined && {
      floor: {
        component: scaled(floor.component),
        pairs: floor.pairs.map(indexPair),
        ...proofOf(floor, [...certificate.components.slice(0, floorAt), floor.component]),
      },
    }),
    values: stageResults(instance.stages, { columns: instance.columns, loads: instance.loads, pairs, scores }),
  };
  if (faults.length > 0) return faults;
  return stagedViolations(instance, claim).map(({ kind, message }) => `certificate, ${kind}: ${message}`);
}

/** A component whose scores are in millionths. */
function scaled({ stage, of }: Component): Component {
  if (of === undefined) return { stage };
  return { stage, of: stage === "floor" || stage === "leximin" ? Math.round(of * MILLIONTHS) : of };
}

function inMillionths({ stage }: Component, price: number): number {
  return stage === "total" ? Math.round(price * MILLIONTHS) : price;
}
