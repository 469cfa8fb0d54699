// Why her, why not him, why nobody, and what it would take: the conversation after a round of matching.
import {
  checkMatching,
  compareWith,
  explain,
  firmness,
  match,
  recruit,
  seatValue,
  shortlist,
  toText,
  whatWouldItTake,
  whyNot,
  whyUnmatched,
} from "telemachus";
import { people, policy } from "./story.js";

const matching = match(people, policy);
const contact = "mentoring@example.org";

// What each mentee reads, and what she asks next: why not that one?
const wishes = [
  { mentee: "ada", mentor: "noor" },
  { mentee: "ben", mentor: "noor" },
  { mentee: "chidi", mentor: "sam" },
  { mentee: "dora", mentor: "sam" },
  { mentee: "elif", mentor: "noor" },
];
for (const { mentee, mentor } of wishes) {
  console.log(`To ${mentee}:`);
  console.log(toText(explain(matching, { mentee }), { audience: "mentee", contact }));
  console.log(`"Why not ${mentor}?"`);
  console.log(toText(whyNot(matching, { mentee, mentor }), { audience: "mentee" }));

  // The administrator reads the same question with its price.
  console.log("To the administrator:");
  console.log(toText(whyNot(matching, { mentee, mentor }), { audience: "administrator" }));
  console.log();
}

// Chidi has nobody. What would help was tried before it is named.
console.log("To the administrator, about Chidi:");
console.log(toText(whyUnmatched(matching, { mentee: "chidi" }), { audience: "administrator" }));

console.log("\nWhat would it take that Chidi gets Sam?");
console.log(toText(whatWouldItTake(matching, { mentee: "chidi", mentor: "sam" }), { audience: "administrator" }));

console.log("\nWhat is a seat worth?");
for (const { id: mentor } of people.mentors) {
  console.log(toText(seatValue(matching, { mentor }), { audience: "administrator" }));
}

console.log("\nWhom to recruit?");
console.log(toText(recruit(matching, { top: 1 }), { audience: "administrator" }));

console.log("\nHow firm is it?");
console.log(toText(firmness(matching, { seed: 1 }), { audience: "administrator" }));

console.log("\nWhat did the optimum gain over taking the best pair first?");
console.log(toText(compareWith(matching, "greedy"), { audience: "administrator" }));

// Before any round: whom a self-service page shows first.
console.log("\nAda's shortlist:");
console.log(toText(shortlist(people, policy, { mentee: "ada", top: 2 }), { audience: "mentee" }));

// An auditor takes nobody's word.
console.log(`\nWhat the independent check finds wrong: ${JSON.stringify(checkMatching(matching, people, policy))}`);
