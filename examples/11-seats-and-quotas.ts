// How much each takes part: minimums, several mentors, quotas; what a lottery decides; and when it cannot be done.
import { type Matching, match, type People, type Policy } from "telemachus";
import { people, policy } from "./story.js";

const [ada, ben, chidi, dora, elif] = people.mentees;
const [lin, noor, sam] = people.mentors;
const list = ({ pairs }: Matching) => pairs.map(({ mentee, mentor }) => `${mentee}-${mentor}`).join(", ");
function show(title: string, matching: Matching): void {
  console.log(`${title}\n  ${list(matching)}; total ${matching.total}`);
  for (const { id, reason } of matching.unmatched.mentees) console.log(`  ${id}: ${reason}`);
  for (const { mentee, missing, reason } of matching.unmatched.places)
    console.log(`  ${mentee} lacks ${missing}: ${reason}`);
}

// Seven seats for five mentees: nobody has to come to Sam but those who suit him.
const roomy = { ...people, mentors: [lin, { ...noor, capacity: 2 }, { ...sam, capacity: 3 }] } satisfies People;
show("Enough seats:", match(roomy, policy));

// A minimum has to be met, and is part of what is solved: the best of all matchings in which Sam has three.
const seats = {
  ...people,
  mentors: [lin, { ...noor, capacity: 2 }, { ...sam, capacity: { min: 3, max: 3 } }],
} satisfies People;
show("Sam has to have three mentees:", match(seats, policy));

// Quotas bound the matches of a group, with each mentor or in all. Chidi and Dora are both from Platform.
const oneTeam = { side: "mentees", attribute: "team", value: "Platform", max: 1, of: "perMentor" } as const;
show("And at most one from Platform with each mentor:", match(seats, { ...policy, quotas: [oneTeam] }));

// Everybody gets one mentor before anybody gets a second one, and nobody the same one twice.
const wanting = {
  ...roomy,
  mentees: [{ ...ada, demand: 2 }, { ...ben, demand: 3 }, chidi, dora, elif],
} satisfies People;
show("Ada wants two mentors, Ben three:", match(wanting, policy));

// Where no matching meets the minimums, nobody is matched; it is said why, and what would help.
const asked: Policy = {
  ...policy,
  pins: [{ mentee: "ben", mentor: "sam", reason: "They go on from last year." }],
  quotas: [{ side: "mentees", attribute: "team", value: "Platform", min: 2 }],
};
const { status, infeasibility } = match(people, asked);
console.log(`\nTwo from Platform need a seat, and Sam's is taken: ${status}\n  ${infeasibility?.conflict.message}`);
for (const { kind, message } of infeasibility?.repairs ?? []) console.log(`  ${kind}: ${message}`);
const repaired = { ...people, mentors: [lin, { ...noor, capacity: 2 }, sam] } satisfies People;
show("With one more seat at Noor's:", match(repaired, asked));

// A lottery decides between equals, whatever the order of the lists; another seed may decide otherwise.
const twins = { mentees: [ada, { ...ada, id: "abe" }, { ...ada, id: "ava" }], mentors: [lin] } satisfies People;
console.log("\nThree who are alike, and Lin's two seats:");
for (const seed of [1, 2, 3]) {
  const drawn = match(twins, { ...policy, seed });
  const { mentees } = drawn.objective.lottery;
  const chances = mentees.map(({ mentee, chance }) => `${mentee} ${chance?.toFixed(2)}`).join(", ");
  console.log(`  seed ${seed}: ${list(drawn)}; chances: ${chances}`);
}
