import type { Certificate } from "../matching/matching.js";
import type { Component, ProofPrices } from "../solve/assignment.js";
import type { Ground } from "./ground.js";
import { exactMillionths } from "./millionths.js";
import { expectSame, type MatchingViolation, type Violations } from "./violation.js";

/** Where prices stand: in the certificate itself, or in what proves its floor. */
export type Priced = Pick<Certificate, "mentees" | "seats" | "quotas">;

/**
 * Public prices as the whole numbers they stand for, component by component: millionths under `total`, else as they are.
 * Undefined where the lists are not those of the rows, the mentors and the quotas, or a price is no vector of such numbers.
 */
export function* readPrices(
  ground: Ground,
  { mentees, seats, quotas }: Priced,
  components: readonly Component[],
): Generator<MatchingViolation, ProofPrices | undefined> {
  const { problem, rows } = ground;
  let sound = true;
  const expectNames = function* (what: string, received: readonly unknown[], expected: readonly unknown[]): Violations {
    const violations = [...expectSame("certificate", what, [received, expected])];
    sound &&= violations.length === 0;
    yield* violations;
  };
  const limits = problem.quotas.flatMap(({ of, index }): { quota: number; mentor?: string }[] =>
    of === "perMentor" ? problem.mentors.map(({ id }) => ({ quota: index, mentor: id })) : [{ quota: index }],
  );
  const named = (quotas ?? []).map(({ price: _, ...limit }) => limit);
  yield* expectNames(
    "the mentees that have prices",
    mentees.map(({ mentee }) => mentee),
    rows.map((mentee) => problem.mentees[mentee].id),
  );
  yield* expectNames(
    "the mentors whose seats have prices",
    seats.map(({ mentor }) => mentor),
    problem.mentors.map(({ id }) => id),
  );
  yield* expectNames("the quotas that have prices", named, components.length === 0 ? [] : limits);
  if (quotas !== undefined && named.length === 0) {
    sound = false;
    yield { check: "certificate", message: "There is a list of prices of quotas, and no quota." };
  }

  const wholes = function* (
    list: readonly { readonly price: readonly number[]; readonly mentee?: string; readonly mentor?: string }[],
  ) {
    const parts = components.map(() => new Float64Array(list.length));
    for (const [index, { price, mentee, mentor }] of list.entries()) {
      const whole = price.map((part, k) => (components[k]?.stage === "total" ? exactMillionths(part) : part));
      if (price.length === components.length && whole.every(Number.isSafeInteger)) {
        for (const [k, part] of whole.entries()) parts[k][index] = part!;
        continue;
      }
      sound = false;
      const message = `A price is no list of ${components.length} whole numbers (of millionths under total).`;
      yield { check: "certificate" as const, message, ...(mentee && { mentee }), ...(mentor && { mentor }) };
    }
    return parts;
  };
  const rowPrices = yield* wholes(mentees);
  const columnPrices = yield* wholes(seats);
  const quotaPrices = yield* wholes(quotas ?? []);
  if (!sound) return undefined;
  return { rowPrices, columnPrices, ...(limits.length > 0 ? { quotaPrices } : {}) };
}

/** A component whose scores are whole millionths; of others `of` is no number. */
export function wholeComponent({ stage, of }: Component): Component {
  if (of === undefined) return { stage };
  return { stage, of: stage === "floor" || stage === "leximin" ? (exactMillionths(of) ?? Number.NaN) : of };
}
