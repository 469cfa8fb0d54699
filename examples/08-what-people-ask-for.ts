// What people ask for themselves: ranked choices, what matters most to them, lived experience they prefer or require.
import { choices, match, type People, type Policy, requiredExperience } from "telemachus";
import { people, policy } from "./story.js";

const [ada, ben, ...others] = people.mentees;
const asking = {
  mentees: [
    // Ada chose Noor first, and public speaking is not what moves her: interests count twice, skills half.
    { ...ada, requests: { choices: ["noor", "lin"], emphasis: { interests: 2, skills: 0.5 } } },
    // Ben requires what he preferred before. Only a mentor who lets a match read it can meet it.
    { ...ben, requests: { livedExperiences: [{ name: "first in family at university", strength: "require" }] } },
    ...others,
  ],
  mentors: people.mentors,
} satisfies People;

const withChoices = {
  ...policy,
  criteria: { ...policy.criteria, choices: choices({ weight: 2 }) },
  rules: { ...policy.rules, required: requiredExperience() },
} satisfies Policy;

const matching = match(asking, withChoices);
for (const { mentee, mentor, score } of matching.pairs) console.log(`${mentee} with ${mentor}: ${score}`);
const { required } = matching.exclusions.rules;
console.log(`\nThe rule "required" forbids ${required.forbidden} pairs.`);
for (const { code, message } of matching.warnings) console.log(`${code}: ${message}`);
