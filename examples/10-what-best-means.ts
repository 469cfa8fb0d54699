// What "best" means: the same programme under the four presets, and what each gives up for what it puts first.
import { type Matching, type Mentee, type Mentor, match, type People, type Preset } from "telemachus";
import { people, policy } from "./story.js";

// Noor takes two mentees this time, so that there is a seat for everybody. The mentees chose mentors, the first choice first.
const choices: Record<string, readonly string[]> = {
  ada: ["noor", "lin"],
  ben: ["lin", "sam"],
  chidi: ["sam", "noor"],
  dora: ["noor"],
  elif: ["noor", "lin"],
};
const mentees: readonly Mentee[] = people.mentees;
const mentors: readonly Mentor[] = people.mentors;
const cohort = {
  mentees: mentees.map((one) => ({ ...one, requests: { ...one.requests, choices: choices[one.id] } })),
  mentors: mentors.map((mentor) => (mentor.id === "noor" ? { ...mentor, capacity: 2 } : mentor)),
} satisfies People;

// What an administrator may want to see as high as possible, read off a matching.
const measures: Record<string, (matching: Matching) => number> = {
  matched: ({ manifest }) => manifest.counts.matched,
  total: ({ total }) => total,
  lowest: ({ pairs }) => Math.min(...pairs.map(({ score }) => score)),
  "first choices": ({ pairs }) => pairs.filter(({ mentee, mentor }) => choices[mentee][0] === mentor).length,
};

const presets: readonly Preset[] = ["everyone", "best", "fairest", "choices"];
const matchings = presets.map((objective) => match(cohort, { ...policy, objective }));

const list = ({ pairs }: Matching) =>
  pairs.map(({ mentee, mentor, score }) => `${mentee}-${mentor} ${score}`).join(", ");
for (const [index, matching] of matchings.entries()) console.log(`${presets[index]}: ${list(matching)}`);

// In brackets: how far a preset stays behind the one that reaches most.
const table = [["", ...presets]];
for (const [measure, read] of Object.entries(measures)) {
  const values = matchings.map(read);
  const most = Math.max(...values);
  // scores are whole millionths, so that rounding takes away nothing but what subtracting made inexact
  const behind = values.map((value) => Math.round((most - value) * 1e6) / 1e6);
  table.push([measure, ...values.map((value, at) => (behind[at] === 0 ? `${value}` : `${value} (−${behind[at]})`))]);
}
console.log(
  `\n${table
    .map((row) =>
      row
        .map((cell) => cell.padEnd(18))
        .join("")
        .trimEnd(),
    )
    .join("\n")}\n`,
);

// A programme may order the stages itself; each is decided among the best of those before it. Here Ada, who meets Noor
// already, keeps her before scores are looked at.
const history = { current: [{ mentee: "ada", mentor: "noor" }] };
const kept = match(cohort, { ...policy, history, objective: ["matched", "continuity", "total"] });
console.log(`Ada keeps Noor: ${list(kept)}`);
for (const { stage, value } of kept.objective.stages) console.log(`  ${stage} ${value}`);
