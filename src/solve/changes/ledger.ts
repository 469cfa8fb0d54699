import { type Path, TelemachusError, throwIssues } from "../../errors.js";
import { largestScore } from "../objective.js";
import { finestUnit, rangeIssue } from "../read/toUnits.js";
import {
  findFault,
  NOTHING_PROVEN,
  type PackedClaim,
  type Proven,
  type Rewritten,
  separatesStages,
} from "./changeProof.js";
import { type Demand, demandOf, makeRoom, type OpenProblem } from "./openProblem.js";
import { areMultiples, isMultiple } from "./scoreTable.js";

/** A row whose column is another than before; −1 stands for unmatched. */
export interface ChangedRow {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** An open problem with what was proven of it last. */
export interface Ledger {
  readonly problem: OpenProblem;
  proven: Proven;
  /** Why the problem can no longer be trusted. */
  defect?: unknown;
}

/** A change that was read and can be made. */
export interface Step {
  /** What the problem will demand. */
  readonly demand: Demand;
  /** The scores that come in, and the pair whose score goes out. */
  readonly scores: readonly number[];
  readonly replaced?: readonly [row: number, column: number];
  /** What is at fault where a sum would be too great. */
  readonly path: Path;
  readonly rewritten: Rewritten;
  /** Makes the change, and the assignment optimal again. */
  readonly repair: () => void;
}

/**
 * Opens the ledger of a problem.
 *
 * @throws E_CERTIFICATE
 */
export function openLedger(problem: OpenProblem): Ledger {
  const ledger: Ledger = { problem, proven: NOTHING_PROVEN };
  ledger.proven = prove(ledger, { rows: [], columns: [] });
  return ledger;
}

/**
 * Makes a change, proves what came of it, and returns the rows that have another column, in ascending order. `plan` reads
 * the change and throws where it cannot be made; until it has returned nothing is changed.
 *
 * @throws E_RANGE; E_CERTIFICATE, which every later call throws too
 */
export function carryOut(ledger: Ledger, plan: () => Step): ChangedRow[] {
  throwDefect(ledger);
  const { problem, proven: before } = ledger;
  const step = plan();
  checkRange(problem, step);
  try {
    // what is there and what comes must both fit while one replaces the other
    const isRefitted = makeRoom(problem, joined(demandOf(problem), step.demand));
    step.repair();
    if (makeRoom(problem, demandOf(problem)) || isRefitted) ledger.proven = NOTHING_PROVEN;
    ledger.proven = prove(ledger, step.rewritten);
  } catch (error) {
    ledger.defect = error;
    throw error;
  }
  return changedRows(before.columnOfRow, ledger.proven.columnOfRow);
}

/** @throws what made the problem unfit to be trusted */
export function throwDefect({ defect }: Ledger): void {
  if (defect !== undefined) throw defect;
}

function joined(first: Demand, second: Demand): Demand {
  return {
    largest: Math.max(first.largest, second.largest),
    whole: first.whole && second.whole,
    seats: Math.max(first.seats, second.seats),
  };
}

/** As in a new solve, no score may be rounded to a unit above 1. */
function checkRange({ table }: OpenProblem, { demand, scores, replaced = [-1, -1], path }: Step): void {
  const unit = finestUnit(demand, demand.seats);
  if (unit <= 1 || (scores.every((score) => isMultiple(score, unit)) && areMultiples(table, unit, replaced))) return;
  throwIssues([rangeIssue(path, demand.largest, largestScore(demand.seats))]);
}

/** Checks the problem as it is now; returns a copy of what was found right. */
function prove({ problem, proven }: Ledger, rewritten: Rewritten): Proven {
  const { table, stages, packing } = problem;
  const { largest, seats } = demandOf(problem);
  const units = Math.round(largest / table.unit);
  if (!separatesStages({ stages, scale: packing.scale, bonus: packing.bonus, seats, largest: units })) {
    withhold("The stages are not far enough apart.");
  }
  const fault = findFault(claimOf(problem), proven, rewritten);
  if (fault !== undefined) withhold(fault);
  return {
    columnOfRow: problem.columnOfRow.slice(0, table.rows),
    rowPrice: problem.rowPrice.slice(0, table.rows),
    columnPrice: problem.price.slice(0, table.columns),
  };
}

function claimOf({ table, packing, capacities, columnOfRow, rowPrice, price }: OpenProblem): PackedClaim {
  const { rows, columns, byRow, byColumn } = table;
  const { bonus } = packing;
  return { rows, columns, byRow, byColumn, bonus, capacities, columnOfRow, rowPrice, columnPrice: price };
}

function withhold(received: string): never {
  const expected = "a change that proves itself";
  const message = `Expected ${expected}. ${received}`;
  throw new TelemachusError([{ code: "E_CERTIFICATE", path: "", pointer: "", expected, received, message }]);
}

/** A row that was not there before was unmatched. */
function changedRows(before: Int32Array, after: Int32Array): ChangedRow[] {
  const changed: ChangedRow[] = [];
  for (let row = 0; row < after.length; row++) {
    const from = row < before.length ? before[row] : -1;
    const to = after[row];
    if (from !== to) changed.push({ row, from, to });
  }
  return changed;
}
