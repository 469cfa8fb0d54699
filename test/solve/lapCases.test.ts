import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

import { munkres } from "../../src/munkres.js";
import { verifyAssignment } from "../../src/solve/proof/verifyAssignment.js";
import { solveAssignment } from "../../src/solve/solveAssignment.js";
import { validateAssignment } from "../support/validateAssignment.js";

/** A published case of another library: costs or profits, `null` where a pair is forbidden. */
interface LapCase {
  readonly name: string;
  readonly source: string;
  readonly goal: "min" | "max";
  readonly matrix: readonly (readonly (number | null)[])[];
  readonly expectedCost: number | null;
  readonly infeasible?: boolean;
  readonly raggedInput?: boolean;
  readonly perRowCost?: readonly number[];
  readonly assignment?: readonly (readonly [number, number])[];
  readonly rowAssignments?: readonly number[];
  readonly identityExpected?: boolean;
}

const file = fileURLToPath(new URL("../../../shared/data/lap-cases/cases.json", import.meta.url));
const isPresent = existsSync(file);
if (!isPresent) console.log("lap-cases/cases.json is not beside this checkout: the published cases are left out.");
const cases: LapCase[] = isPresent ? JSON.parse(readFileSync(file, "utf8")).cases : [];

const isRagged = ({ matrix }: LapCase) => matrix.some((row) => row.length !== matrix[0].length);
const solvable = cases.filter((lap) => !isRagged(lap) && lap.infeasible !== true);
const infeasible = cases.filter((lap) => lap.infeasible === true);
const ragged = cases.filter(isRagged);

const sign = ({ goal }: LapCase) => (goal === "min" ? -1 : 1);
const scoresOf = (lap: LapCase) =>
  lap.matrix.map((row) => row.map((cost) => (cost === null ? -Infinity : sign(lap) * cost)));
const oneSeatEach = ({ matrix }: LapCase) => matrix[0].map(() => 1);
const smallerSide = ({ matrix }: LapCase) => Math.min(matrix.length, matrix[0].length);

/** The assignment that was published with the case, where one was. */
function published({ matrix, assignment, rowAssignments }: LapCase): number[] | undefined {
  if (rowAssignments !== undefined) return [...rowAssignments];
  if (assignment === undefined) return undefined;
  return matrix.map((_, row) => assignment.find(([index]) => index === row)?.[1] ?? -1);
}

describe.skipIf(!isPresent)("solveAssignment(): published cases of other libraries", () => {
  test("solveAssignment(): all cases are read, each of one kind", () => {
    expect(cases.length).toBe(40);
    expect([solvable.length, infeasible.length, ragged.length]).toEqual([34, 3, 3]);
    expect(cases.filter(({ raggedInput }) => raggedInput === true)).toEqual(ragged);
    expect(cases.filter((lap) => published(lap) !== undefined).length).toBeGreaterThan(10);
  });

  test.each(solvable)("solveAssignment(): $name ($source)", (lap) => {
    const scores = scoresOf(lap);
    const capacities = oneSeatEach(lap);
    const assignment = solveAssignment(scores, { capacities });
    expect(assignment.stages[0]).toEqual({ stage: "matched", value: smallerSide(lap) });
    expect(sign(lap) * assignment.total).toBeCloseTo(lap.expectedCost ?? NaN, 9);
    if (!assignment.rounded) expect(sign(lap) * assignment.total === lap.expectedCost).toBe(true);
    validateAssignment(scores, capacities, assignment);
  });

  test.each(solvable.filter(({ matrix }) => matrix.length <= 20))("munkres: $name ($source)", (lap) => {
    const scores = scoresOf(lap);
    const capacities = oneSeatEach(lap);
    const other = solveAssignment(scores, { capacities, solver: munkres });
    expect(other.total).toBe(solveAssignment(scores, { capacities }).total);
    validateAssignment(scores, capacities, other);
  });

  test.each(solvable.filter((lap) => published(lap) !== undefined))(
    "verifyAssignment(): proves the published assignment of $name ($source)",
    (lap) => {
      const columnOfRow = Int32Array.from(published(lap) ?? []);
      expect(verifyAssignment(scoresOf(lap), { columnOfRow }, { capacities: oneSeatEach(lap) })).toEqual([]);
    },
  );

  test.each(cases.filter(({ perRowCost }) => perRowCost !== undefined))(
    "solveAssignment(): the cost of each row of $name ($source)",
    (lap) => {
      const { columnOfRow } = solveAssignment(scoresOf(lap), { capacities: oneSeatEach(lap) });
      expect(Array.from(columnOfRow, (column, row) => lap.matrix[row][column])).toEqual(lap.perRowCost);
    },
  );

  test.each(cases.filter(({ identityExpected }) => identityExpected === true))(
    "solveAssignment(): a lottery in the given order leaves $name on the diagonal",
    (lap) => {
      const inOrder = [...lap.matrix.keys()];
      const lottery = { rows: inOrder, columns: inOrder };
      const { columnOfRow } = solveAssignment(scoresOf(lap), { capacities: oneSeatEach(lap), lottery });
      expect(Array.from(columnOfRow)).toEqual(inOrder);
    },
  );

  test.each(infeasible)("solveAssignment(): $name has no complete assignment ($source)", (lap) => {
    const scores = scoresOf(lap);
    const assignment = solveAssignment(scores, { capacities: oneSeatEach(lap) });
    expect(assignment.stages[0].value).toBeLessThan(smallerSide(lap));
    validateAssignment(scores, oneSeatEach(lap), assignment);
  });

  test.each(ragged)("solveAssignment(): $name is refused ($source)", (lap) => {
    const solve = () => solveAssignment(scoresOf(lap), { capacities: oneSeatEach(lap) });
    expect(solve).toThrow(expect.objectContaining({ code: "E_SHAPE" }));
  });
});
