// Before anything is matched: what stands in the way of a good matching, and what can be done about it.
import { type Policy, readiness } from "telemachus";
import { people, policy } from "./story.js";

// What a first version often looks like: a rule too strict for some, and a wish spelt in another way.
const strict = {
  ...policy,
  rules: { ...policy.rules, above: { kind: "gap", field: "seniority", min: 2 } },
} satisfies Policy;
const [ada, ...others] = people.mentees;
const asking = { ...people, mentees: [{ ...ada, skills: ["Rustlang", "public speaking"] }, ...others] };

const { counts, findings } = readiness(asking, strict);
console.log(`${counts.mentees} mentees, ${counts.seats} seats, ${counts.canBeMatched} can be matched at most.`);
for (const { message, advice, ids = [], terms = [] } of findings) {
  console.log(
    `\n${message} ${[...ids, ...terms.map(({ term, nearest }) => `${term} (near ${nearest})`)].join(", ")}`.trimEnd(),
  );
  console.log(`  ${advice}`);
}

// A synonym, and a rule that gives way to whoever would have nobody, settle two of these.
const milder = {
  ...strict,
  synonyms: { Rust: ["Rustlang"] },
  rules: { ...strict.rules, above: { ...strict.rules.above, otherwise: "relax" } },
} satisfies Policy;
console.log("\nAfterwards:");
for (const { message } of readiness(asking, milder).findings) console.log(`  ${message}`);
