// What must hold (rules), what an administrator decides (pins and bans), and what each of them costs.
import { differentAttribute, gap, match, type Policy } from "telemachus";
import { people, policy } from "./story.js";

const show = (title: string, changed: Policy) => {
  const { pairs, unmatched, total } = match(people, changed);
  console.log(title);
  console.log(`  ${pairs.map(({ mentee, mentor }) => `${mentee}-${mentor}`).join(", ")}`);
  console.log(`  without a mentor: ${unmatched.mentees.map(({ id }) => id).join(", ")}; total ${total}\n`);
};

// Without any rule, Chidi would be mentored by Lin, who is his manager.
show("No rules:", { ...policy, rules: {} });

// `notInManagementChain` follows `manager` all the way up: Dora reports to Chidi, so Lin is not for her either.
show("The rules of the programme:", policy);

// A rule is a hard condition, never a big number: a pair that breaks one does not exist for the solver.
show("A mentor from another team, one or two grades above:", {
  ...policy,
  rules: {
    ...policy.rules,
    otherTeam: differentAttribute({ field: "team" }),
    above: gap({ field: "seniority", min: 1, max: 2 }),
  },
});

// A pin fixes a pair before anything is solved. It takes its seat, and the others are matched around it.
show("With a pin:", {
  ...policy,
  pins: [{ mentee: "chidi", mentor: "sam", reason: "They have met since January and want to go on." }],
});

// A ban removes one pair. Elif now needs Noor, Dora Sam; Ben gets a mentor who shares nothing with him (a score of 0),
// because the default objective matches as many mentees as it can before it looks at scores.
const bans = [{ mentee: "elif", mentor: "lin", reason: "Elif moves to Lin's team in April." }];
show("With a ban:", { ...policy, bans });

// "best" asks for the greatest total alone, and rather leaves a seat free.
show('With the ban, and the objective "best":', { ...policy, bans, objective: "best" });
