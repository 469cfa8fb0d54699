// Best for all together, or so that no two people would rather have each other? Both, and what lies between.
import { blockingPairs, type Matching, type Mentor, match, type People } from "telemachus";
import { people, policy } from "./story.js";

const mentors: readonly Mentor[] = people.mentors;
const cohort = {
  mentees: people.mentees,
  mentors: mentors.map((mentor) => (mentor.id === "noor" ? { ...mentor, capacity: 2 } : mentor)),
} satisfies People;

function show(title: string, matching: Matching): void {
  const { status, pairs, total, unmatched } = matching;
  console.log(`${title} ${pairs.map(({ mentee, mentor, score }) => `${mentee}-${mentor} ${score}`).join(", ")}`);
  console.log(
    `  ${status}, total ${total}, without a mentor: ${unmatched.mentees.map(({ id }) => id).join(", ") || "nobody"}`,
  );
  for (const { mentee, mentor, why } of blockingPairs(matching)) {
    const over = (side: (typeof why)["mentee" | "mentor"]) => (typeof side === "string" ? side : `over ${side.over}`);
    console.log(`  ${mentee} and ${mentor} would rather have each other: ${over(why.mentee)}, ${over(why.mentor)}`);
  }
}

// The best matching finds Chidi a mentor. Elif and Noor, who suit each other better than whom they got, pay for it.
show("Optimal:", match(cohort, policy));

// In the stable one no two people could do better by themselves, and Chidi has nobody. Here it is also what "best" gives.
show("Stable:", match(cohort, { ...policy, method: "stable" }));

// People's own choices instead of scores. Where both sides chose, the stable matching is the best for whichever proposes.
const [ada, ben] = people.mentees;
const [lin, , sam] = people.mentors;
const choosing = {
  mentees: [
    { ...ada, requests: { choices: ["sam"] } },
    { ...ben, requests: { choices: ["lin"] } },
  ],
  mentors: [
    { ...lin, capacity: 1, requests: { choices: ["ada"] } },
    { ...sam, requests: { choices: ["ben"] } },
  ],
} satisfies People;
for (const proposing of ["mentees", "mentors"] as const) {
  const method = { kind: "stable", proposing, from: "choices" } as const;
  show(`By choices, ${proposing} propose:`, match(choosing, { ...policy, method }));
}
