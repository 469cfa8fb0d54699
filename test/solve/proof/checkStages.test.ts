import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Component, ProofPrices } from "../../../src/solve/assignment.js";
import { type StagedClaim, type StagedInstance, stagedViolations } from "../../../src/solve/proof/checkStages.js";
import { runs } from "../../support/instances.js";
import { type LoadedInstance, loadedInstances, stageLists } from "../../support/loadedInstances.js";
import {
  compare,
  componentsFor,
  everyAssignment,
  list,
  minus,
  type Pairs,
  plus,
  proofOf,
  type SmallProblem,
  standingIn,
  toInstance,
  toSparseInstance,
  valuesOf,
  worths,
} from "../../support/stagedProofs.js";

const X = -Infinity;
const prices = (...parts: number[][]) => parts.map((part) => Float64Array.from(part));

/** A right claim, made by hand. */
interface Example extends SmallProblem, Pick<StagedClaim, "pairs" | "components" | "values" | "floor"> {
  readonly rowPrices: readonly Float64Array[];
  readonly columnPrices: readonly Float64Array[];
  readonly quotaPrices?: readonly Float64Array[];
}

const examples: Readonly<Record<string, Example>> = {
  "a demand of 2 that only one column is left for": {
    scores: [
      [5, 4],
      [3, X],
    ],
    capacities: [1, 1],
    demands: [2, 1],
    stages: ["matched", "total"],
    pairs: [
      [0, 1],
      [1, 0],
    ],
    components: [{ stage: "matched", of: 1 }, { stage: "matched", of: 2 }, { stage: "total" }],
    rowPrices: prices([0, 0], [0, 0], [0, 0]),
    columnPrices: prices([1, 0], [0, 1], [3, 4]),
    values: [
      {
        stage: "matched",
        value: 2,
        profile: [
          { of: 1, count: 2 },
          { of: 2, count: 0 },
        ],
      },
      { stage: "total", value: 7 },
    ],
  },
  "a minimum that costs": {
    scores: [[-5, 2]],
    capacities: [2, 1],
    minimums: [1, 0],
    stages: ["total"],
    pairs: [[0, 0]],
    components: [{ stage: "total" }],
    rowPrices: prices([2]),
    columnPrices: prices([-7, 0]),
    values: [{ stage: "total", value: -5 }],
  },
  "a quota of rows at its maximum": {
    scores: [
      [4, X],
      [X, 3],
    ],
    capacities: [2, 2],
    quotas: [{ side: "rows", members: [0, 1], max: 1 }],
    stages: ["total"],
    pairs: [[0, 0]],
    components: [{ stage: "total" }],
    rowPrices: prices([1, 0]),
    columnPrices: prices([0, 0]),
    quotaPrices: prices([3]),
    values: [{ stage: "total", value: 4 }],
  },
  "a quota of columns at its minimum": {
    scores: [[4, 1]],
    capacities: [2, 2],
    quotas: [{ side: "columns", members: [1], min: 1 }],
    stages: ["total"],
    pairs: [[0, 1]],
    components: [{ stage: "total" }],
    rowPrices: prices([4]),
    columnPrices: prices([0, 0]),
    quotaPrices: prices([-3]),
    values: [{ stage: "total", value: 1 }],
  },
  "a quota per column": {
    scores: [
      [5, 1],
      [4, 2],
    ],
    capacities: [3, 3],
    quotas: [{ side: "rows", of: "perColumn", members: [0, 1], max: 1 }],
    stages: ["total"],
    pairs: [
      [0, 0],
      [1, 1],
    ],
    components: [{ stage: "total" }],
    rowPrices: prices([3, 2]),
    columnPrices: prices([0, 0]),
    quotaPrices: prices([2, 0]),
    values: [{ stage: "total", value: 7 }],
  },
  "a balance in which what is taken already counts": {
    scores: [
      [0, 0],
      [0, 0],
    ],
    capacities: [2, 3],
    taken: [2, 0],
    stages: ["matched", "balance"],
    pairs: [
      [0, 1],
      [1, 1],
    ],
    components: [{ stage: "matched", of: 1 }, { stage: "balance" }],
    rowPrices: prices([1, 1], [-3, -3]),
    columnPrices: prices([0, 0], [5, 3]),
    values: [
      { stage: "matched", value: 2 },
      { stage: "balance", value: 8 },
    ],
  },
  "choices, of which the second gives way": {
    scores: [
      [0, 0],
      [0, 0],
    ],
    capacities: [1, 1],
    choices: [[0, 1], [0]],
    stages: ["choices"],
    pairs: [
      [0, 1],
      [1, 0],
    ],
    components: [
      { stage: "choices", of: 1 },
      { stage: "choices", of: 2 },
    ],
    rowPrices: prices([0, 0], [1, 0]),
    columnPrices: prices([1, 0], [0, 0]),
    values: [
      {
        stage: "choices",
        value: 1,
        profile: [
          { of: 1, count: 1 },
          { of: 2, count: 1 },
        ],
      },
    ],
  },
  "two middling scores before a poor and a good one": {
    scores: [
      [2, 1],
      [5, 2],
    ],
    capacities: [1, 1],
    stages: ["leximin"],
    pairs: [
      [0, 0],
      [1, 1],
    ],
    components: [{ stage: "leximin" }, { stage: "leximin", of: 2 }],
    rowPrices: prices([0, 0], [0, 1]),
    columnPrices: prices([1, 1], [-1, -2]),
    values: [{ stage: "leximin", value: 2, profile: [{ of: 2, count: 2 }] }],
  },
  "a floor with its witness": {
    scores: [
      [2, 1],
      [5, 2],
    ],
    capacities: [1, 1],
    stages: ["floor", "total"],
    pairs: [
      [0, 0],
      [1, 1],
    ],
    components: [{ stage: "floor" }, { stage: "floor", of: 2 }, { stage: "total" }],
    rowPrices: prices([0, 0], [0, 0], [0, 3]),
    columnPrices: prices([1, 1], [0, 0], [2, -1]),
    floor: {
      component: { stage: "leximin", of: 2 },
      pairs: [
        [0, 0],
        [1, 1],
      ],
      rowPrices: prices([0, 0], [0, 1]),
      columnPrices: prices([1, 1], [-1, -2]),
    },
    values: [
      { stage: "floor", value: 2 },
      { stage: "total", value: 4 },
    ],
  },
};

function kinds(instance: StagedInstance, claim: StagedClaim): string[] {
  return [...new Set(stagedViolations(instance, claim).map(({ kind }) => kind))];
}

function messages(example: SmallProblem & StagedClaim): string[] {
  return stagedViolations(toInstance(example), example).map(({ message }) => message);
}

/** The list with one entry replaced by others, none or several. */
function replaced<Entry>(entries: readonly Entry[], at: number, ...by: readonly Entry[]): Entry[] {
  return [...entries.slice(0, at), ...by, ...entries.slice(at + 1)];
}

const vectors = ["rowPrices", "columnPrices", "quotaPrices"] as const;

/** The prices with one of them changed, for each of them. */
function priceChanges<Proof extends ProofPrices>(proof: Proof, change: (price: number) => number): Proof[] {
  return vectors.flatMap((name) =>
    (proof[name] ?? []).flatMap((part, k) =>
      Array.from(part, (price, at) => ({
        ...proof,
        [name]: replaced(proof[name]!, k, part.with(at, change(price))),
      })),
    ),
  );
}

/** The claim with each of its pairs dropped, given twice, or at another column. */
function pairChanges(instance: StagedInstance, claim: StagedClaim): StagedClaim[] {
  return claim.pairs.flatMap(([row, column], at) =>
    [
      replaced(claim.pairs, at),
      [...claim.pairs, claim.pairs[at]],
      ...list(instance.columns + 1)
        .filter((other) => other !== column)
        .map((other) => replaced(claim.pairs, at, [row, other] as const)),
    ].map((pairs) => ({ ...claim, pairs })),
  );
}

/** The claim with each of its components dropped, given twice, or about something else. */
function componentChanges(claim: StagedClaim): StagedClaim[] {
  const { components } = claim;
  const withParts = (changed: readonly Component[], parts: (vector: readonly Float64Array[]) => Float64Array[]) => ({
    ...claim,
    components: changed,
    rowPrices: parts(claim.rowPrices),
    columnPrices: parts(claim.columnPrices),
    ...(claim.quotaPrices !== undefined && { quotaPrices: parts(claim.quotaPrices) }),
  });
  return components.flatMap((component, k) => [
    withParts(replaced(components, k), (vector) => replaced(vector, k)),
    withParts(replaced(components, k, component, component), (vector) => replaced(vector, k, vector[k], vector[k])),
    { ...claim, components: replaced(components, k, { ...component, of: (component.of ?? 0) + 1 }) },
    { ...claim, components: replaced(components, k, { ...component, stage: "continuity" }) },
  ]);
}

/** The claim with each of its values, and each count of a profile, changed. */
function valueChanges(claim: StagedClaim): StagedClaim[] {
  return claim.values.flatMap((result, at) => {
    const { profile } = result;
    const others = [
      { ...result, value: (result.value ?? 0) + 1 },
      { ...result, profile: profile === undefined ? [{ of: 1, count: 1 }] : undefined },
      ...(profile ?? []).flatMap(({ of, count }, k) => [
        { ...result, profile: replaced(profile!, k) },
        { ...result, profile: replaced(profile!, k, { of: of + 1, count }) },
        { ...result, profile: replaced(profile!, k, { of, count: count + 1 }) },
      ]),
    ];
    return [...others.map((other) => replaced(claim.values, at, other)), replaced(claim.values, at)].map((values) => {
      return { ...claim, values };
    });
  });
}

/** Whether the prices prove the pairs, condition by condition as `ProofPrices` says it. */
function isProof(
  instance: StagedInstance,
  components: readonly Component[],
  proof: ProofPrices & { readonly pairs: Pairs },
): boolean {
  const { rows, columns, capacities, loads, scores } = instance;
  const { place, seat, pair } = worths(instance, components);
  const zero = components.map(() => 0);
  const of = (parts: readonly Float64Array[] | undefined, at: number) => (parts ?? []).map((part) => part[at]);
  const isOwn = (i: number, j: number) => proof.pairs.some(([row, column]) => row === i && column === j);
  let limit = 0;
  const quotas = loads.quotas.map((quota) => {
    const first = limit;
    limit += quota.of === "perColumn" ? columns : 1;
    return { ...quota, first };
  });
  const counts = (quota: (typeof quotas)[number], [i, j]: readonly [number, number]) =>
    quota.members.includes(quota.side === "rows" ? i : j);

  const holdsAtPair = (i: number, j: number) => {
    if (scores.form === "dense" && scores.data[i * columns + j] === X) return true;
    const ofQuotas = quotas
      .filter((quota) => counts(quota, [i, j]))
      .map((quota) => of(proof.quotaPrices, quota.first + (quota.of === "perColumn" ? j : 0)));
    const paid = [of(proof.rowPrices, i), of(proof.columnPrices, j), ...ofQuotas].reduce(plus, zero);
    const excess = compare(paid, plus(pair(i, j), place(i, loads.demands[i])));
    return isOwn(i, j) ? excess <= 0 : excess >= 0;
  };
  const holdsAtRow = (i: number) => {
    const places = proof.pairs.filter(([row]) => row === i).length;
    const last = loads.demands[i];
    const most = minus(zero, minus(place(i, places + 1), place(i, last)));
    const least = minus(zero, minus(place(i, places), place(i, last)));
    const price = of(proof.rowPrices, i);
    return (places === 0 || compare(price, least) >= 0) && (places === last || compare(price, most) <= 0);
  };
  const holdsAtColumn = (j: number) => {
    const seats = proof.pairs.filter(([, column]) => column === j).length;
    const price = of(proof.columnPrices, j);
    const isAbove = seats <= loads.minimums[j] || compare(price, minus(zero, seat(j, seats))) >= 0;
    return isAbove && (seats === capacities[j] || compare(price, minus(zero, seat(j, seats + 1))) <= 0);
  };
  const holdsAtLimit = (quota: (typeof quotas)[number], j: number) => {
    const counted = proof.pairs.filter((own) => counts(quota, own) && (quota.of === "all" || own[1] === j)).length;
    const sign = compare(of(proof.quotaPrices, quota.first + (quota.of === "all" ? 0 : j)), zero);
    return sign === 0 || counted === (sign > 0 ? quota.max : quota.min);
  };
  return (
    list(rows).every((i) => holdsAtRow(i) && list(columns).every((j) => holdsAtPair(i, j))) &&
    list(columns).every(holdsAtColumn) &&
    quotas.every((quota) => list(quota.of === "all" ? 1 : columns).every((j) => holdsAtLimit(quota, j)))
  );
}

describe("stagedViolations(): finds nothing wrong with claims made by hand, and something with each change of them", () => {
  test.each(Object.entries(examples))("%s", (_, example) => {
    const instance = toInstance(example);
    expect(stagedViolations(instance, example)).toEqual([]);
    expect(stagedViolations(toSparseInstance(instance), example)).toEqual([]);
    expect(isProof(instance, example.components, example)).toBe(true);

    const changes = [...pairChanges(instance, example), ...componentChanges(example), ...valueChanges(example)];
    expect(changes.length).toBeGreaterThan(6);
    for (const changed of changes) {
      expect(stagedViolations(instance, changed), JSON.stringify(changed)).not.toEqual([]);
      expect(stagedViolations(toSparseInstance(instance), changed)).toEqual(stagedViolations(instance, changed));
    }
  });

  test.each(Object.entries(examples))(
    "%s: a price that is more or less proves it or not, as the conditions say",
    (_, example) => {
      const instance = toInstance(example);
      // by so much, too, that components no longer go into one number with the others
      const caught = [1, -1, 2 ** 26, -(2 ** 26), 2 ** 51, -(2 ** 51)]
        .flatMap((by) => priceChanges(example, (price) => price + by))
        .filter((changed) => {
          const holds = isProof(instance, example.components, changed);
          expect(stagedViolations(instance, changed).length === 0, JSON.stringify(changed)).toBe(holds);
          return !holds;
        });
      expect(caught.length).toBeGreaterThan(1);
      for (const no of [0.5, NaN, Infinity, 2 ** 53]) {
        for (const changed of priceChanges(example, () => no)) expect(kinds(instance, changed)).toEqual(["shape"]);
      }
    },
  );

  test("prices of a witness that are 1 more or less prove it or not; so does it without pairs or with another component", () => {
    const example = examples["a floor with its witness"];
    const instance = toInstance(example);
    const witness = example.floor!;
    const parts = [{ stage: "floor" }, witness.component] as const;
    const caught = [1, -1]
      .flatMap((by) => priceChanges(witness, (price) => price + by))
      .filter((floor) => {
        const holds = isProof(instance, parts, floor);
        expect(stagedViolations(instance, { ...example, floor }).length === 0).toBe(holds);
        return !holds;
      });
    expect(caught.length).toBeGreaterThan(4);

    const wrong = [
      undefined,
      { ...witness, component: { stage: "leximin", of: 3 } },
      { ...witness, component: { stage: "floor", of: 2 } },
      { ...witness, pairs: [] },
      { ...witness, pairs: [...witness.pairs, ...witness.pairs] },
      { ...witness, pairs: [[1, 0]] },
      { ...witness, rowPrices: witness.rowPrices.slice(1) },
      ...priceChanges(witness, () => 0.5),
    ] as const;
    for (const floor of wrong) expect(stagedViolations(instance, { ...example, floor })).not.toEqual([]);
    const plain = examples["a minimum that costs"];
    expect(messages({ ...plain, floor: witness })).toMatchInlineSnapshot(`
      [
        "There is a witness of a floor, but no floor.",
      ]
    `);
  });

  test("a witness whose scores are all above the floor proves nothing", () => {
    const claim = (score: number) => ({
      scores: [[1, score]],
      capacities: [1, 1],
      stages: ["floor"] as const,
      pairs: [[0, 0]] as const,
      components: [{ stage: "floor" }, { stage: "floor", of: 1 }] as const,
      rowPrices: prices([1], [0]),
      columnPrices: prices([0, 0], [0, 0]),
      values: [{ stage: "floor", value: 1 }] as const,
    });
    const witness = (column: number) => ({
      component: { stage: "leximin", of: 1 } as const,
      pairs: [[0, column]] as const,
      rowPrices: prices([1], [column === 0 ? -1 : 0]),
      columnPrices: prices([0, 0], [0, 0]),
    });
    expect(messages({ ...claim(1), floor: witness(0) })).toEqual([]);
    expect(messages({ ...claim(3), floor: witness(1) })).toMatchInlineSnapshot(`
      [
        "The witness of the floor has no score of at most 1.",
      ]
    `);
    expect(messages({ ...claim(3), floor: witness(0) })).toMatchInlineSnapshot(`
      [
        "Witness of the floor: Row 0 and column 1 are worth more than their prices.",
      ]
    `);
  });

  test("the highest level of leximin may be left out only where no allowed pair scores more", () => {
    const claim = (other: number) => ({
      scores: [[3, other]],
      capacities: [1, 1],
      stages: ["leximin"] as const,
      pairs: [[0, 0]] as const,
      components: [{ stage: "leximin" }] as const,
      rowPrices: prices([1]),
      columnPrices: prices([0, 0]),
      values: [{ stage: "leximin", value: 3, profile: [{ of: 3, count: 1 }] }] as const,
    });
    expect(messages(claim(2))).toEqual([]);
    expect(messages(claim(5))).toMatchInlineSnapshot(`
      [
        "Component 1 is nothing instead of leximin 3.",
      ]
    `);
  });
});

describe("stagedViolations(): what it says", () => {
  const [quotaOfRows, perColumn] = [examples["a quota of rows at its maximum"], examples["a quota per column"]];
  const minimum = examples["a minimum that costs"];
  const demand = examples["a demand of 2 that only one column is left for"];

  test("of pairs, loads and quotas that are not kept", () => {
    expect({
      range: messages({ ...minimum, pairs: [[0, 2]] }),
      twice: messages({ ...demand, pairs: [...demand.pairs, demand.pairs[0]] }),
      forbidden: messages({ ...demand, pairs: [[1, 1]] }),
      demand: messages({
        ...minimum,
        pairs: [
          [0, 0],
          [0, 1],
        ],
      }),
      minimum: messages({ ...minimum, pairs: [] }),
      quota: messages({
        ...quotaOfRows,
        pairs: [
          [0, 0],
          [1, 1],
        ],
      }),
      quotaMinimum: messages({ ...examples["a quota of columns at its minimum"], pairs: [[0, 0]] }),
      quotaPerColumn: messages({
        ...perColumn,
        pairs: [
          [0, 0],
          [1, 0],
        ],
      }),
    }).toMatchInlineSnapshot(`
      {
        "demand": [
          "Row 0 has more columns (2) than it wants (1).",
        ],
        "forbidden": [
          "Row 1 is forbidden column 1.",
        ],
        "minimum": [
          "Column 0 has fewer rows (0) than its minimum (1).",
        ],
        "quota": [
          "Quota 0 counts 2 pairs instead of at most 1.",
        ],
        "quotaMinimum": [
          "Quota 0 counts 0 pairs instead of at least 1.",
        ],
        "quotaPerColumn": [
          "Quota 0 counts 2 pairs at column 0 instead of at most 1.",
        ],
        "range": [
          "Pair number 0 is of row 0 and column 2, and there are 1 rows and 2 columns.",
        ],
        "twice": [
          "Row 0 has column 1 more than once.",
          "Column 1 has more rows (2) than seats (1).",
        ],
      }
    `);
  });

  test("of prices that prove nothing", () => {
    expect({
      row: messages({ ...demand, rowPrices: prices([1, 0], [0, 0], [0, 0]) }),
      column: messages({ ...minimum, columnPrices: prices([-7, 1]) }),
      quota: messages({ ...quotaOfRows, quotaPrices: prices([-1]) }),
      quotaPerColumn: messages({ ...perColumn, pairs: [[0, 0]], quotaPrices: prices([2, 1]) }),
      pair: messages({ ...perColumn, rowPrices: prices([4, 1]) }),
      shape: messages({ ...perColumn, quotaPrices: prices([2]), rowPrices: [] }),
      inexact: messages({
        ...quotaOfRows,
        rowPrices: prices([Number.MAX_SAFE_INTEGER, 0]),
      }),
    }).toMatchInlineSnapshot(`
      {
        "column": [
          "The price of column 1 is too high for the 0 rows it has.",
        ],
        "inexact": [
          "Prices with those of quotas add up to 2^53 or more.",
        ],
        "pair": [
          "Row 0 and column 0 are assigned, but their prices add up to more than the pair's value.",
          "Row 1 and column 0 are worth more than their prices.",
        ],
        "quota": [
          "The price of quota 0 is below zero above its minimum.",
          "Row 1 and column 1 are worth more than their prices.",
        ],
        "quotaPerColumn": [
          "The price of row 1 is too high for the 0 columns it has.",
          "The price of quota 0 at column 1 is above zero below its maximum.",
          "Stage 0 is said to reach {"stage":"total","value":7}, and reaches {"stage":"total","value":5}.",
        ],
        "row": [
          "The price of row 0 is too high for the 1 columns it has.",
          "Row 0 and column 1 are assigned, but their prices add up to more than the pair's value.",
        ],
        "shape": [
          "rowPrices has 0 entries instead of 1.",
          "rowPrices[0] has no entries instead of 2.",
          "quotaPrices[0] has 1 entries instead of 2.",
        ],
      }
    `);
  });

  test("of components and values that are others", () => {
    const choices = examples["choices, of which the second gives way"];
    expect({
      component: messages({ ...demand, components: replaced(demand.components, 1, { stage: "matched", of: 3 }) }),
      missing: messages({
        ...choices,
        components: choices.components.slice(0, 1),
        rowPrices: choices.rowPrices.slice(0, 1),
        columnPrices: choices.columnPrices.slice(0, 1),
      }),
      value: messages({ ...minimum, values: [{ stage: "total", value: 2 }] }),
      values: messages({ ...minimum, values: [] }),
    }).toMatchInlineSnapshot(`
      {
        "component": [
          "Component 1 is matched 3 instead of matched 2.",
        ],
        "missing": [
          "Component 1 is nothing instead of choices 2.",
        ],
        "value": [
          "Stage 0 is said to reach {"stage":"total","value":2}, and reaches {"stage":"total","value":-5}.",
        ],
        "values": [
          "There are 0 values of 1 stages.",
        ],
      }
    `);
  });

  test("of at most 100 violations", () => {
    const rows = list(300);
    const many = {
      scores: rows.map(() => [1]),
      capacities: [300],
      stages: ["total"] as const,
      pairs: [],
      components: [{ stage: "total" }] as const,
      rowPrices: prices(rows.map(() => 0)),
      columnPrices: prices([0]),
      values: [{ stage: "total", value: 0 }] as const,
    };
    expect(messages(many)).toHaveLength(100);
    expect(messages({ ...many, pairs: rows.map((row) => [row, 1] as const) })).toHaveLength(100);
    expect(messages({ ...many, rowPrices: prices(rows.map(() => 2)) })).toHaveLength(100);
  });
});

describe("stagedViolations(): a claim can be proven if and only if it is best by the definition of the stages", () => {
  const small = loadedInstances({ rows: 3, columns: 3 });

  function toStaged({ scores, options }: LoadedInstance, stages: SmallProblem["stages"]): StagedInstance {
    const capacities = Array.from(options.capacities);
    const listOf = (numbers: ArrayLike<number> | undefined) => numbers && Array.from(numbers);
    return toInstance({
      scores,
      capacities,
      stages,
      demands: listOf(options.demands)?.map((wanted) => Math.min(wanted, capacities.length)),
      minimums: listOf(options.minimums),
      quotas: options.quotas?.map((quota) => ({ ...quota, members: Array.from(quota.members) })),
      priorities: listOf(options.priorities),
      choices: options.choices?.map((chosen) => Array.from(chosen)),
      taken: listOf(options.loads),
      current: options.current,
      lottery: options.lottery,
    });
  }

  /** All assignments, and which of them are best. */
  function ranked(instance: StagedInstance): { all: Pairs[]; isBest: (pairs: Pairs) => boolean } {
    const standing = (pairs: Pairs) => standingIn(instance.stages, instance, pairs);
    const all = everyAssignment(instance);
    const best = all
      .map(standing)
      .reduce((one, other) => (compare(one, other) < 0 ? other : one), standing(all[0] ?? []));
    return { all, isBest: (pairs) => compare(standing(pairs), best) === 0 };
  }

  test("every optimum has a proof that passes, and nothing else has one", () => {
    const seen = { best: 0, worse: 0, borrowed: 0, floor: 0, levels: 0, rows: 0 };
    fc.assert(
      fc.property(small, stageLists, fc.nat(), (loaded, stages, at) => {
        const instance = toStaged(loaded, stages);
        const { all, isBest } = ranked(instance);
        if (all.length === 0) return;
        const best = all.find(isBest)!;
        const proof = proofOf(instance, best)!;
        expect(proof).toBeDefined();
        expect(stagedViolations(instance, proof)).toEqual([]);
        expect(stagedViolations(toSparseInstance(instance), proof)).toEqual([]);

        const pairs = all[at % all.length];
        expect(proofOf(instance, pairs) !== undefined).toBe(isBest(pairs));
        seen[isBest(pairs) ? "best" : "worse"] += 1;
        if (proof.floor !== undefined) seen.floor += 1;
        if (proof.components.filter(({ stage, of }) => stage === "leximin" && of !== undefined).length > 1)
          seen.levels += 1;
        if (proof.components.some(({ stage, of }) => stage === "draw" && of !== undefined)) seen.rows += 1;

        // the prices of one optimum prove every other
        const components = componentsFor(instance, pairs);
        if (components.length !== proof.components.length) return;
        const borrowed = { ...proof, pairs, components, values: valuesOf(instance, pairs) };
        expect(stagedViolations(instance, borrowed).length === 0).toBe(isBest(pairs));
        seen.borrowed += 1;
      }),
      runs(3000),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(25);
    expect(Math.min(seen.best, seen.worse, seen.borrowed)).toBeGreaterThan(250);
  });

  test("changed prices pass if and only if all conditions hold", () => {
    const seen = { holds: 0, fails: 0 };
    const changes = fc.array(
      fc.record({
        name: fc.constantFrom(...vectors),
        part: fc.nat(),
        at: fc.nat(),
        by: fc.integer({ min: -3, max: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(small, stageLists, changes, (loaded, stages, changed) => {
        const instance = toStaged(loaded, stages);
        const { all, isBest } = ranked(instance);
        if (all.length === 0) return;
        const claim = proofOf(instance, all.find(isBest)!)!;
        for (const { name, part, at, by } of changed) {
          const vector = claim[name]?.[part % Math.max(1, claim.components.length)];
          if (vector !== undefined && vector.length > 0) vector[at % vector.length] += by;
        }
        const holds = isProof(instance, claim.components, claim);
        expect(stagedViolations(instance, claim).length === 0).toBe(holds);
        seen[holds ? "holds" : "fails"] += 1;
      }),
      runs(1500),
    );
    expect(Math.min(seen.holds, seen.fails)).toBeGreaterThan(200);
  });
});
