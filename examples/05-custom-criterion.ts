// A criterion of your own beside the built-in ones: days on which both are in the office.
import { custom, explain, match, type Policy, toText } from "telemachus";
import { people, policy } from "./story.js";

const daysOf = (days: unknown): readonly string[] | undefined => (Array.isArray(days) ? days : undefined);

// A score lies in [0, 1]; `undefined` says that it is unknown, which is not the same as 0. The function must depend on
// its two arguments alone. Name and version go into the manifest, so that a later reader knows which one was used.
const officeDays = custom({
  name: "officeDays",
  version: "1",
  weight: 4,
  score: (mentor, mentee) => {
    const wanted = daysOf(mentee.attributes?.officeDays);
    const present = daysOf(mentor.attributes?.officeDays);
    if (wanted === undefined || present === undefined || wanted.length === 0) return undefined;
    return wanted.filter((day) => present.includes(day)).length / wanted.length;
  },
});

const withDays = { ...policy, criteria: { ...policy.criteria, officeDays } } satisfies Policy;
const matching = match(people, withDays);

console.log("Score, and the part of it that comes from shared office days:");
for (const { mentee, mentor, score, contributions } of matching.pairs) {
  console.log(`  ${mentee} with ${mentor}: ${score}, of it ${contributions.officeDays}`);
}

console.log("\nTo the administrator, about Dora:");
console.log(toText(explain(matching, { mentee: "dora" }), { audience: "administrator" }));
