// A first match: five mentees, three mentors, four seats.
import { match } from "telemachus";
import { people, policy } from "./story.js";

// People say what they can teach, want to learn, aim for and enjoy. A policy weighs these and sets rules.
// Both are plain data: print them, store them, send them.
console.log("Criteria and weights:");
for (const [name, { weight }] of Object.entries(policy.criteria)) console.log(`  ${name} ${weight}`);

// Of all ways to fill the seats that the rules allow, match() finds the one that matches the greatest number of mentees
// and, among those, has the greatest total score.
const matching = match(people, policy);

console.log("\nMatches:");
for (const { mentee, mentor, score } of matching.pairs) console.log(`  ${mentee} with ${mentor}, score ${score}`);

// A pair's score is the sum of what each criterion contributes, exactly.
const ada = matching.pairs[0];
console.log(`\nAda's ${ada.score} consists of:`);
for (const [name, contribution] of Object.entries(ada.contributions)) console.log(`  ${name} ${contribution}`);

// Everybody is either matched or listed here with a reason.
console.log("\nUnmatched:");
for (const { id, reason } of matching.unmatched.mentees) console.log(`  ${id}: ${reason}`);

console.log(`\nTotal ${matching.total}, ${matching.status}.`);
