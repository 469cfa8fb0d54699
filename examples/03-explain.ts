// Why this mentor, and why none: the same facts in the words of three readers.
import { explain, match, toText } from "telemachus";
import { people, policy } from "./story.js";

const matching = match(people, policy);

// Words for a mentee hold reasons, not numbers, and nothing that somebody else did not choose to share.
console.log("To Ada:");
console.log(toText(explain(matching, { mentee: "ada" }), { audience: "mentee" }));

// Ben asked for a lived experience. Sam disclosed it, and chose that his match may read so.
console.log("\nTo Ben:");
console.log(toText(explain(matching, { mentee: "ben" }), { audience: "mentee" }));

// The same pair for the mentor, and for whoever runs the programme.
console.log("\nTo Sam, about Ben:");
console.log(toText(explain(matching, { mentee: "ben" }), { audience: "mentor" }));
console.log("\nTo the administrator, about Ben:");
console.log(toText(explain(matching, { mentee: "ben" }), { audience: "administrator" }));

// Chidi has no mentor. He learns why, and the administrator learns what stood in the way.
console.log("\nTo Chidi:");
console.log(toText(explain(matching, { mentee: "chidi" }), { audience: "mentee" }));
console.log("\nTo the administrator, about Chidi:");
console.log(toText(explain(matching, { mentee: "chidi" }), { audience: "administrator" }));

// Words come last: an explanation is plain data, for whoever words it in another way.
const ada = explain(matching, { mentee: "ada" });
if (ada.kind === "match") {
  console.log("\nTo Ada, as data:");
  for (const { criterion, contribution, evidence } of ada.criteria) {
    console.log(`  ${criterion} ${contribution} ${JSON.stringify(evidence)}`);
  }
}
