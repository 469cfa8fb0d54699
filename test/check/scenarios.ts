import {
  choices,
  goals,
  type Matching,
  match,
  type Objective,
  type People,
  type Policy,
  sameAttribute,
  skills,
} from "telemachus";

import * as story from "../support/story.js";

/** People and policy, with the matching that comes of them. */
export interface Scenario {
  readonly people: People;
  readonly policy: Policy;
  readonly matching: Matching;
}

function scenario(people: People, policy: Policy): Scenario {
  return { people, policy, matching: match(people, policy) };
}

/** Three mentees whom nothing tells apart, for two mentors with a seat each. */
const alike: People = {
  mentees: ["ada", "ben", "cai"].map((id) => ({ id, skills: ["SQL"] })),
  mentors: ["lin", "sam"].map((id) => ({ id, skills: ["SQL"] })),
};
const bySkills = { criteria: { skills: skills({ weight: 1 }) } } satisfies Policy;

/** Nine mentees of two teams, who differ in what they know, want and chose; four mentors with minimums, loads and limits. */
const team: People = {
  mentees: Array.from({ length: 9 }, (_, at) => ({
    id: `mentee-${at}`,
    skills: [["SQL"], ["SQL", "Rust"], ["Rust", "Go", "SQL"]][at % 3],
    goals: [["lead"], ["grow"]][at % 2],
    team: at % 3 === 0 ? "Data" : "Apps",
    demand: at % 4 === 1 ? 2 : 1,
    priority: at % 2,
    requests: { choices: [`mentor-${at % 4}`, `mentor-${(at + 1) % 4}`] },
  })),
  mentors: Array.from({ length: 4 }, (_, at) => ({
    id: `mentor-${at}`,
    skills: [["SQL"], ["SQL", "Rust"], ["Go"], ["Rust", "SQL"]][at],
    goals: [["lead"], ["lead", "grow"]][at % 2],
    capacity: { min: at % 2, max: at === 0 ? 1 : 2 },
    load: at === 3 ? 1 : 0,
  })),
};
const byAll: Policy = {
  criteria: { skills: skills({ weight: 2 }), goals: goals({ weight: 1 }), choices: choices({ weight: 1 }) },
  quotas: [
    { side: "mentees", attribute: "team", value: "Data", max: 2 },
    { side: "mentees", attribute: "team", value: "Apps", max: 1, of: "perMentor" },
  ],
  history: { past: [], current: [{ mentee: "mentee-2", mentor: "mentor-1" }] },
};
const underObjective = (objective: Objective) => scenario(team, { ...byAll, objective });

const fewSeats: People = {
  mentees: team.mentees.map(({ demand: _, ...mentee }) => mentee),
  mentors: team.mentors.map(({ capacity: _, ...mentor }) => ({ ...mentor, capacity: 2, load: 0 })),
};

/** One for each kind of matching there is, by name. */
export const scenarios = {
  story: scenario(story.people, story.policy),
  tied: scenario(alike, bySkills),
  pinned: scenario(story.people, {
    ...story.policy,
    pins: [
      { mentee: "chidi", mentor: "lin", reason: "asked for", override: true },
      { mentee: "ada", mentor: "noor", reason: "asked for", override: true },
    ],
    bans: [{ mentee: "ben", mentor: "sam", reason: "they know each other" }],
  }),
  pinnedTied: scenario(
    {
      mentees: [
        { id: "ada", skills: ["SQL"], demand: 2 },
        { id: "ben", skills: ["SQL"] },
      ],
      mentors: [
        { id: "lin", skills: ["SQL"], capacity: 2 },
        { id: "sam", skills: ["SQL"] },
      ],
    },
    {
      ...bySkills,
      objective: ["total"],
      pins: [{ mentee: "ada", mentor: "lin", reason: "asked for" }],
      bans: [{ mentee: "ben", mentor: "lin", reason: "they know each other" }],
    },
  ),
  relaxed: scenario(
    {
      mentees: [
        { id: "ada", skills: ["SQL"], attributes: { site: "Leeds" } },
        { id: "ben", skills: ["SQL"], attributes: { site: "Hull" } },
        { id: "cai", skills: ["Go"], attributes: { site: "York" }, requests: { avoid: ["lin", "sam"] } },
      ],
      mentors: [
        { id: "lin", skills: ["SQL"], attributes: { site: "Leeds" } },
        { id: "sam", skills: ["SQL"], attributes: { site: "Leeds" }, capacity: 2 },
      ],
    },
    { ...bySkills, rules: { site: sameAttribute({ field: "site", otherwise: "relax" }) } },
  ),
  everyone: underObjective("everyone"),
  best: underObjective(["total", "matched"]),
  floor: underObjective(["matched", "floor", "total"]),
  leximin: underObjective("fairest"),
  choices: underObjective("choices"),
  generous: underObjective(["choices:generous", "total"]),
  balance: underObjective(["matched", "balance", "continuity"]),
  priority: underObjective(["priority", "matched", "total"]),
  draw: scenario(fewSeats, { criteria: byAll.criteria, objective: ["matched", "draw", "total"] }),
  outpriced: scenario(fewSeats, { criteria: { choices: choices({ weight: 1 }) }, objective: "best" }),
  quota: scenario(fewSeats, {
    criteria: byAll.criteria,
    quotas: [{ side: "mentees", attribute: "team", value: "Data", max: 1 }],
  }),
  stable: scenario(fewSeats, { criteria: byAll.criteria, method: "stable" }),
  stableChoices: scenario(fewSeats, {
    criteria: byAll.criteria,
    method: { kind: "stable", from: "choices", proposing: "mentors" },
  }),
  infeasible: scenario(team, {
    ...byAll,
    quotas: [
      { side: "mentees", attribute: "team", value: "Data", min: 3 },
      { side: "mentees", attribute: "team", value: "Apps", min: 3 },
      { side: "mentees", attribute: "team", value: "Data", max: 0, of: "perMentor" },
    ],
  }),
  shortOfSeats: scenario(team, { ...byAll, quotas: [{ side: "mentees", attribute: "team", value: "Apps", min: 7 }] }),
  forbidden: scenario(
    {
      mentees: [{ id: "ada", skills: ["SQL"], attributes: { site: "Leeds" } }],
      mentors: [{ id: "lin", skills: ["SQL"], attributes: { site: "Hull" }, capacity: { min: 1, max: 1 } }],
    },
    { ...bySkills, rules: { site: sameAttribute({ field: "site" }) } },
  ),
  manual: scenario(
    {
      mentees: team.mentees.map((mentee, at) => (at % 3 === 1 ? { ...mentee, manual: true } : mentee)),
      mentors: team.mentors.map((mentor, at) => (at === 1 ? { ...mentor, manual: true } : mentor)),
    },
    { ...byAll, pins: [{ mentee: "mentee-1", mentor: "mentor-3", reason: "asked for" }] },
  ),
  empty: scenario({ mentees: [], mentors: [] }, bySkills),
  noMentors: scenario({ mentees: [{ id: "ada" }], mentors: [] }, bySkills),
} satisfies Record<string, Scenario>;
