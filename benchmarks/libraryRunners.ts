import { solveAssignment } from "telemachus";
import { copyColumns, type Instance } from "./instances.js";
import { count, hasCapacities, prepareHere, type Runner, toOriginals } from "./runner.js";

/** Room for every kernel on the largest instance, 5000 × 5000: the library's default is 1 GiB. */
const MEMORY_LIMIT = 4 * 2 ** 30;

/** This library. */
export const telemachus: Runner = {
  name: "telemachus",
  supports: () => true,
  prepare: (instance) => prepareHere(instance, instance, solveWithLibrary),
};

/** This library without its capacities: the same engine on copied columns. */
export const telemachusOnCopies: Runner = {
  name: "telemachus on copies",
  supports: (instance) => instance.form === "dense" && hasCapacities(instance),
  prepare: (instance) => {
    if (instance.form === "sparse") throw new Error("Expected a dense instance to copy the columns of.");
    const { copied, originals } = copyColumns(instance);
    return prepareHere(instance, copied, (input) => {
      const read = solveWithLibrary(input);
      return () => toOriginals(read(), originals);
    });
  },
};

function solveWithLibrary(instance: Instance): () => Int32Array {
  const { rows, columns, capacities } = instance;
  const options = { capacities, memoryLimit: MEMORY_LIMIT };
  const assignment =
    instance.form === "dense"
      ? solveAssignment({ rows, columns, data: instance.scores }, options)
      : solveAssignment(
          { rows, columns, start: instance.start, column: instance.column, score: instance.scores },
          options,
        );
  return () => {
    const { total } = count(instance, assignment.columnOfRow);
    if (assignment.rounded || assignment.total !== total) {
      throw new Error(`Expected solveAssignment to report the total ${total}, received ${assignment.total}.`);
    }
    return assignment.columnOfRow;
  };
}
