import type { Component, ProofPrices } from "../assignment.js";
import { scoreOf } from "../read/scores.js";
import { loadViolations, standingOf } from "./checkLoads.js";
import { priceViolations } from "./checkPrices.js";
import { LISTED_VIOLATIONS, type Violation } from "./claim.js";
import { countsOf } from "./componentCounts.js";
import { componentViolations } from "./stageComponents.js";
import { type ClaimedPair, limitStarts, type StagedClaim, type StagedInstance } from "./stagedClaim.js";
import { valueViolations } from "./stageValues.js";

/**
 * Checks pairs, their prices and what the stages reached by them against the definitions in `assignment.ts`, and nothing
 * else: it shares no code with any solver. The list is empty if and only if the claim holds; at most 100 are listed.
 *
 * That prices which pass prove the pairs best is linear-programming duality over vectors that compare lexicographically.
 * What an assignment counts is a sum of parts: of each pair its value less its prices, of each row its premiums and its
 * price for every place it has, of each column and each limit what its seats count and its price for every pair. The
 * conditions say that each part by itself is greatest in the claim, as places and seats count less and less.
 * Time O((rows + columns + limits) · components + pairs), and a step more for each pair and component up to the first
 * component in which the pair is worth less than its prices.
 */
export function stagedViolations(instance: StagedInstance, claim: StagedClaim): Violation[] {
  const { components, pairs } = claim;
  const shape = shapeViolations(instance, claim, components.length);
  if (shape.length > 0) return shape;
  const infeasible = loadViolations(instance, pairs);
  if (infeasible.length > 0) return infeasible;
  const wrong = componentViolations(instance, claim);
  if (wrong.length > 0) return wrong;

  return [
    ...priceViolations(instance, countsOf(instance, components), standingOf(instance, pairs), claim),
    ...floorViolations(instance, claim),
    ...valueViolations(instance, claim),
  ].slice(0, LISTED_VIOLATIONS);
}

/** Lengths, and numbers that are not whole or too large to be exact. */
function shapeViolations(instance: StagedInstance, prices: ProofPrices, parts: number): Violation[] {
  const limits = limitStarts(instance)[instance.loads.quotas.length];
  const violations: Violation[] = [];
  const expect = (what: string, list: ArrayLike<unknown> | undefined, length: number) => {
    if (list?.length === length) return;
    violations.push({ kind: "shape", message: `${what} has ${list?.length ?? "no"} entries instead of ${length}.` });
  };
  const expectWhole = (what: string, list: readonly ArrayLike<number>[] | undefined, length: number) => {
    expect(what, list, parts);
    for (let part = 0; part < parts; part++) {
      expect(`${what}[${part}]`, list?.[part], length);
      const at = firstUnsafe(list?.[part] ?? []);
      if (at >= 0)
        violations.push({ kind: "shape", message: `${what}[${part}][${at}] is no whole number below 2^53.` });
    }
  };
  expectWhole("rowPrices", prices.rowPrices, instance.rows);
  expectWhole("columnPrices", prices.columnPrices, instance.columns);
  if (limits > 0 || prices.quotaPrices !== undefined) expectWhole("quotaPrices", prices.quotaPrices, limits);
  return violations.slice(0, LISTED_VIOLATIONS);
}

/** Where the first number is that is not whole or too large; -1 if there is none. */
function firstUnsafe(numbers: ArrayLike<number>): number {
  for (let at = 0; at < numbers.length; at++) if (!Number.isSafeInteger(numbers[at])) return at;
  return -1;
}

/**
 * The witness has to be there where there is a floor, and to be best in the components before `floor`, that of its places,
 * and its own. Then no assignment that is as good as the claim in those before has all its scores above the floor: it
 * would have none below, so it would be compared in the last one, and win.
 */
function floorViolations(instance: StagedInstance, claim: StagedClaim): Violation[] {
  const { components, floor: witness } = claim;
  const at = components.findIndex(({ stage, of }) => stage === "floor" && of !== undefined);
  const of = components[at]?.of;
  if (of === undefined) {
    if (witness === undefined) return [];
    return [{ kind: "floor", message: "There is a witness of a floor, but no floor." }];
  }
  if (witness === undefined) return [{ kind: "floor", message: `Nothing proves that the floor ${of} is the highest.` }];
  if (!isFloorComponent(witness.component, of)) {
    return [{ kind: "floor", message: `The witness of the floor is not about leximin ${of}.` }];
  }
  const inWitness = (violation: Violation) => ({ ...violation, message: `Witness of the floor: ${violation.message}` });
  const shape = shapeViolations(instance, witness, at + 1);
  if (shape.length > 0) return shape.map(inWitness);
  const infeasible = loadViolations(instance, witness.pairs);
  if (infeasible.length > 0) return infeasible.map(inWitness);

  const violations = hasPairAtMost(instance, witness.pairs, of)
    ? []
    : [{ kind: "floor" as const, message: `The witness of the floor has no score of at most ${of}.` }];
  const standing = standingOf(instance, witness.pairs);
  const parts = [...components.slice(0, at), witness.component];
  const found = priceViolations(instance, countsOf(instance, parts), standing, witness);
  return [...violations, ...found.map(inWitness)];
}

function isFloorComponent(component: Component | undefined, of: number): boolean {
  return component?.stage === "leximin" && component.of === of;
}

function hasPairAtMost({ scores, columns }: StagedInstance, pairs: readonly ClaimedPair[], of: number): boolean {
  return pairs.some(([row, column]) => scoreOf(scores, columns, row, column) <= of);
}

export type { StagedClaim, StagedInstance } from "./stagedClaim.js";
