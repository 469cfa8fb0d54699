// Scores of your own: the solver knows no people, only numbers.
import { solveAssignment, verifyAssignment } from "telemachus";

// Rows are mentees, columns are mentors; -Infinity forbids a pair.
const scores = [
  [9, 8, 1],
  [8, 2, 1],
  [7, 1, Number.NEGATIVE_INFINITY],
  [6, 5, 4],
];
const capacities = [1, 1, 2];

const assignment = solveAssignment(scores, { capacities });
console.log(`Columns of the rows: ${assignment.columnOfRow.join(", ")}`);
console.log(`Total: ${assignment.total}`);

// Each column has a price, the gain of one more seat there. Together with the rows' prices they prove the optimum:
// row + column is at least the score of every pair, and equal to it on every pair that was chosen.
// There is one list of prices for each stage of the objective: how many are matched, then the total score.
for (const [k, { stage, value }] of assignment.stages.entries()) {
  console.log(`Stage "${stage}" reached ${value}; prices of the columns: ${assignment.columnPrices[k].join(", ")}`);
}

// The verifier shares no code with the solver. An empty list means: feasible, and nothing is better.
console.log(`Violations of the answer: ${verifyAssignment(scores, assignment, { capacities }).length}`);

// It checks anybody's answer, such as that of taking the best pair that is left, again and again.
const greedy = { columnOfRow: [0, 2, -1, 1] };
for (const { message } of verifyAssignment(scores, greedy, { capacities })) console.log(`Greedy answer: ${message}`);

// The default objective matches the greatest number of rows first; "best" asks for the greatest total, whoever stays out.
const contested = [
  [9, 2],
  [4, Number.NEGATIVE_INFINITY],
];
for (const objective of ["everyone", "best"] as const) {
  const { columnOfRow, total } = solveAssignment(contested, { capacities: [1, 1], objective });
  console.log(`Under "${objective}": ${columnOfRow.join(", ")}, total ${total}`);
}
