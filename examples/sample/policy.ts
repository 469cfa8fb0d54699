import {
  differentAttribute,
  gap,
  goals,
  interests,
  livedExperience,
  notInManagementChain,
  type Policy,
  sameAttribute,
  seniority,
  sharedLanguage,
  skills,
} from "telemachus";

/** What Harbourline decided for the sample programme. */
export const policy = {
  name: "Harbourline mentoring, spring 2026",
  date: "2026-03-02",

  // What makes a pair good, and how much each counts.
  criteria: {
    skills: skills({ weight: 4 }),
    goals: goals({ weight: 3 }),
    experience: livedExperience({ weight: 2 }),
    interests: interests({ weight: 1 }),
    seniority: seniority({ ideal: 2, tolerance: 3, weight: 1 }),
  },

  // What every pair must meet. An unanswered question forbids nothing.
  rules: {
    reportingLine: notInManagementChain(),
    otherTeam: differentAttribute({ field: "team" }),
    moreSenior: gap({ field: "seniority", min: 1, max: 4 }),
    commonLanguage: sharedLanguage(),
    canMeet: sameAttribute({ field: "waysToMeet" }),
  },

  // What the order of seniority is, and how many mentees a mentor takes who did not say.
  scales: { seniority: ["Apprentice", "Junior", "Intermediate", "Senior", "Lead", "Head", "Director"] },
  capacity: 2,

  // What the programme's team decided itself.
  pins: [
    {
      mentee: "emre-demir",
      mentor: "quang-dinh",
      reason: "They began in the autumn round and asked to go on.",
    },
  ],
  bans: [
    {
      mentee: "owain-pugh",
      mentor: "moana-tupai",
      reason: "Moana sits on the panel that decides on Owain's promotion.",
    },
  ],
} as const satisfies Policy;
