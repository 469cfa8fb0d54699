import type { Certificate } from "../matching/matching.js";
import type { Component, FloorWitness, ProofPrices } from "../solve/assignment.js";
import { createRowCheck } from "../solve/proof/checkPairs.js";
import { stagedViolations } from "../solve/proof/checkStages.js";
import type { Violation } from "../solve/proof/claim.js";
import type { ClaimedPair, StagedInstance } from "../solve/proof/stagedClaim.js";
import { claimViolations } from "../solve/proof/verify.js";
import { stageResults } from "../solve/stageResults.js";
import type { Examination } from "./examination.js";
import { readPrices, wholeComponent } from "./readPrices.js";
import { expectSame, listed, type MatchingViolation, type Violations } from "./violation.js";

/** Prices that have been read, with what they are about. */
export interface ReadProof extends ProofPrices {
  readonly components: readonly Component[];
}

/**
 * The prices prove that no other matching is better under the policy. They are held against every allowed pair, place,
 * seat and quota by the conditions written at `Certificate` and `ProofPrices`; `solve/proof` does that, which says there
 * why it is a proof, and shares no code with what solves.
 *
 * Returns the proof where it is one.
 */
export function* checkCertificate(examination: Examination): Generator<MatchingViolation, ReadProof | undefined> {
  const { certificate } = examination.said;
  const components = certificate.components.map(wholeComponent);
  const prices = yield* readPrices(examination, certificate, components);
  if (prices === undefined) return undefined;
  const proof = { components, ...prices };
  const violations = listed(checkProof(examination, proof));
  yield* violations;
  return violations.length === 0 ? proof : undefined;
}

function* checkProof(examination: Examination, proof: ReadProof): Violations {
  const { said, isPlain, open } = examination;
  const { certificate } = said;
  if (certificate.stable !== undefined) {
    yield { check: "certificate", message: "The certificate is of a stable matching, and none was asked for." };
  }
  if (!isPlain) return yield* checkStaged(examination, proof);
  if (certificate.floor !== undefined) yield { check: "certificate", message: "There is a floor, and no such stage." };
  const different = listed(
    expectSame("certificate", "the components", [certificate.components, plainComponents(open.stages)]),
  );
  yield* different;
  if (different.length === 0) yield* checkPlain(examination, proof);
}

function plainComponents(stages: Examination["open"]["stages"]): Component[] {
  return stages.map((stage) => (stage === "matched" ? { stage, of: 1 } : { stage }));
}

/** The plain form, row by row, so that the matrix need not be there. */
function* checkPlain({ open, openPairs, scored, ...ground }: Examination, prices: ProofPrices): Violations {
  const columnOfRow = new Int32Array(open.rows).fill(-1);
  for (const [row, column] of openPairs) columnOfRow[row] = column;
  const claim = { columnOfRow, ...prices };
  const inWords = words(ground);
  const misshapen = claimViolations(open, claim);
  for (const violation of misshapen) yield inWords(violation);
  if (misshapen.some(({ kind }) => kind === "shape" || kind === "column")) return;
  const checkRow = createRowCheck(open, claim);
  for (let row = 0; row < open.rows; row++) {
    for (const violation of checkRow(row, scored.scoresOf(row), 0)) yield inWords(violation);
  }
}

function* checkStaged(examination: Examination, proof: ReadProof): Violations {
  const { open, openPairs, scored, said } = examination;
  const data = scored.matrix!;
  const instance: StagedInstance = { ...open, scores: { form: "dense", data } };
  const floor =
    said.certificate.floor === undefined ? undefined : yield* readFloor(examination, said.certificate.floor);
  if (said.certificate.floor !== undefined && floor === undefined) return;
  const scores = openPairs.map(([row, column]) => data[row * open.columns + column]);
  // what stages reached with the pins is counted elsewhere; here they only have to be there
  const values = stageResults(open.stages, { columns: open.columns, loads: open.loads, pairs: openPairs, scores });
  const claim = { ...proof, pairs: openPairs, values, ...(floor === undefined ? {} : { floor }) };
  const inWords = words(examination);
  for (const violation of stagedViolations(instance, claim)) yield inWords(violation);
}

/** Other pairs, which prove with prices of their own that the lowest score cannot be higher. */
function* readFloor(
  examination: Examination,
  floor: NonNullable<Certificate["floor"]>,
): Generator<MatchingViolation, FloorWitness | undefined> {
  const { said, menteeOf, mentorOf, rowOf } = examination;
  const components = said.certificate.components.map(wholeComponent);
  const at = components.findIndex(({ stage, of }) => stage === "floor" && of !== undefined);
  const component = wholeComponent(floor.component);
  const prices = yield* readPrices(examination, floor, [...components.slice(0, Math.max(0, at)), component]);
  const pairs = floor.pairs.map(({ mentee, mentor }): ClaimedPair => {
    return [rowOf[menteeOf.get(mentee) ?? -1] ?? -1, mentorOf.get(mentor) ?? -1];
  });
  return prices === undefined ? undefined : { component, pairs, ...prices };
}

/** The prover speaks of rows and columns; here they are people again. */
function words({ problem, rows }: Pick<Examination, "problem" | "rows">): (violation: Violation) => MatchingViolation {
  const menteeOf = (row: number | undefined) => problem.mentees[rows[row ?? -1]]?.id;
  const mentorOf = (column: number | undefined) => problem.mentors[column ?? -1]?.id;
  return ({ message, row, column }) => {
    const [mentee, mentor] = [menteeOf(row), mentorOf(column)];
    const named = message
      .replace(/\b([Rr])ow \d+\b/, (found, first) =>
        mentee === undefined ? found : `${first === "R" ? "The" : "the"} mentee`,
      )
      .replace(/\b([Cc])olumn \d+\b/, (found, first) =>
        mentor === undefined ? found : `${first === "C" ? "The" : "the"} mentor`,
      );
    return {
      check: "certificate",
      message: named,
      ...(mentee === undefined ? {} : { mentee }),
      ...(mentor === undefined ? {} : { mentor }),
    };
  };
}
