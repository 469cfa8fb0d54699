import type { Policy } from "../policy.js";

/** What Harbourline decided for the sample programme, whoever takes part. */
export const samplePolicy = {
  name: "Harbourline mentoring, spring 2026",
  date: "2026-03-02",
  criteria: {
    skills: { kind: "coverage", field: "skills", weight: 4 },
    goals: { kind: "coverage", field: "goals", weight: 3 },
    experience: { kind: "experience", weight: 2 },
    interests: { kind: "overlap", field: "interests", weight: 1 },
    seniority: { kind: "proximity", field: "seniority", ideal: 2, tolerance: 3, weight: 1 },
  },
  rules: {
    reportingLine: { kind: "notInManagementChain" },
    otherTeam: { kind: "differentAttribute", field: "team" },
    moreSenior: { kind: "gap", field: "seniority", min: 1, max: 4 },
    commonLanguage: { kind: "sharedLanguage" },
    canMeet: { kind: "sameAttribute", field: "waysToMeet" },
  },
  scales: { seniority: ["Apprentice", "Junior", "Intermediate", "Senior", "Lead", "Head", "Director"] },
  capacity: 2,
} as const satisfies Policy;

/** What the programme's team decided about people of the usual sample: those that the usual seed draws in the usual size. */
export const usualDecisions = {
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
} as const satisfies Partial<Policy>;
