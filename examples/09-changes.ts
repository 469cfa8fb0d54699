// A programme that goes on: people join and leave after the matching, and few others should have to change.
import { createAssignment, verifyAssignment } from "telemachus";

// Rows are mentees, columns are mentors, as in 04-bring-your-own-matrix.ts.
const scores = [
  [9, 8, 1],
  [8, 2, 1],
  [7, 1, Number.NEGATIVE_INFINITY],
  [6, 5, 4],
];
const open = createAssignment(scores, { capacities: [1, 1, 2] });
console.log(`Columns of the rows: ${open.assignment().columnOfRow.join(", ")}`);

function report(what: string, { changed }: { readonly changed: readonly { row: number; from: number; to: number }[] }) {
  const moves = changed.map(({ row, from, to }) => `row ${row} from ${from} to ${to}`);
  console.log(`${what}: ${moves.length === 0 ? "nobody changes" : moves.join(", ")}`);
}

// Each change costs a search or a few, not a new solve, and is checked before it is reported. −1 is unmatched.
const joined = open.add({ row: [1, 7, 2] });
report(`Mentee ${joined.row} joins`, joined);
report("Mentor 0 leaves", open.remove({ column: 0 }));
report("Mentor 2 takes one more", open.setCapacity(2, 3));
report("Mentee 2 may have mentor 2 after all", open.setScore(2, 2, 3));
report("Mentee 0 leaves", open.remove({ row: 0 }));
report("Another mentor joins", open.add({ column: [9, 9, 9, 9, 9], capacity: 1 }));

// The indices of those who stay never shift: whoever left is a row without a column, or a column without rows.
const assignment = open.assignment();
console.log(`Columns of the rows: ${assignment.columnOfRow.join(", ")}, total ${assignment.total}`);

// It is what a new solve of the same numbers would reach, and its prices prove it.
const none = Number.NEGATIVE_INFINITY;
const now = [
  [none, none, none, none],
  [none, 2, 1, 9],
  [none, 1, 3, 9],
  [none, 5, 4, 9],
  [none, 7, 2, 9],
];
console.log(`Violations: ${verifyAssignment(now, assignment, { capacities: [0, 1, 3, 1] }).length}`);
