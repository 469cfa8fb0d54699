import {
  accessibility,
  availability,
  biography,
  crossDepartment,
  culturalAwareness,
  embedding,
  goals,
  interests,
  livedExperience,
  type Mentee,
  type Mentor,
  meetingCadence,
  meetingMode,
  mentoringStyle,
  type Policy,
  personality,
  sameSite,
  scorePairs,
  seniority,
  skills,
  trackRecord,
} from "telemachus";
import { describe, expect, test } from "vitest";

describe("presets", () => {
  test("skills(), goals(), interests(), livedExperience(), seniority(): are plain objects", () => {
    expect(skills({ weight: 4 })).toEqual({ kind: "coverage", field: "skills", weight: 4 });
    expect(goals({ weight: 3, missing: 0.2 })).toEqual({ kind: "coverage", field: "goals", weight: 3, missing: 0.2 });
    expect(interests({})).toEqual({ kind: "overlap", field: "interests" });
    expect(livedExperience({ weight: 2 })).toEqual({ kind: "experience", weight: 2 });
    expect(seniority({ weight: 1 })).toEqual({
      kind: "proximity",
      field: "seniority",
      ideal: 2,
      tolerance: 3,
      weight: 1,
    });
  });

  test("seniority(): takes its ideal and its tolerance", () => {
    const people = {
      mentees: [{ id: "ada", seniority: 1 }],
      mentors: [
        { id: "lin", seniority: 3 },
        { id: "noor", seniority: 2 },
        { id: "sam", seniority: 6 },
      ],
    };
    // gaps 2, 1 and 5: at the ideal 2 of the preset 1 − 0, 1 − 1/3 and 1 − 3/3
    expect([...scorePairs(people, { criteria: { seniority: seniority({}) } }).scores]).toEqual([1_000_000, 666_667, 0]);
    // at the ideal 0 with a tolerance of 10: 1 − 2/10, 1 − 1/10 and 1 − 5/10
    const own = seniority({ ideal: 0, tolerance: 10 });
    expect([...scorePairs(people, { criteria: { seniority: own } }).scores]).toEqual([800_000, 900_000, 500_000]);
  });

  /** What each preset scores for a pair in which one thing differs from the second mentor's. */
  const pairs: [
    string,
    Policy["criteria"][string],
    Partial<Mentee>,
    [Partial<Mentor>, number],
    [Partial<Mentor>, number],
  ][] = [
    // one of two styles
    [
      "mentoringStyle",
      mentoringStyle(),
      { attributes: { mentoringStyle: ["listener", "adviser"] } },
      [{ attributes: { mentoringStyle: ["adviser"] } }, 500_000],
      [{ attributes: { mentoringStyle: ["sponsor"] } }, 0],
    ],
    [
      "accessibility",
      accessibility(),
      { attributes: { accessibility: ["step-free", "captions"] } },
      [{ attributes: { accessibility: ["Captions", "step-free", "quiet room"] } }, 1_000_000],
      [{ attributes: { accessibility: ["captions"] } }, 500_000],
    ],
    // half an hour of an hour
    [
      "availability",
      availability(),
      { availability: [{ day: "Monday", from: "09:00", to: "10:00" }] },
      [{ availability: [{ day: "Monday", from: "09:30", to: "12:00" }] }, 500_000],
      [{ availability: [{ day: "Tuesday", from: "09:00", to: "10:00" }] }, 0],
    ],
    ["crossDepartment", crossDepartment(), { team: "Data" }, [{ team: "Apps" }, 1_000_000], [{ team: "data" }, 0]],
    [
      "sameSite",
      sameSite(),
      { attributes: { site: "Hull" } },
      [{ attributes: { site: "hull" } }, 1_000_000],
      [{ attributes: { site: "Leeds" } }, 0],
    ],
    [
      "meetingMode",
      meetingMode(),
      { attributes: { meetingMode: ["video", "in person"] } },
      [{ attributes: { meetingMode: "video" } }, 1_000_000],
      [{ attributes: { meetingMode: ["phone"] } }, 0],
    ],
    [
      "meetingCadence",
      meetingCadence(),
      { attributes: { meetingCadence: "monthly" } },
      [{ attributes: { meetingCadence: "Monthly" } }, 1_000_000],
      [{ attributes: { meetingCadence: "weekly" } }, 0],
    ],
    // (4 − 1) / 4 and (1 − 1) / 4
    [
      "culturalAwareness",
      culturalAwareness(),
      {},
      [{ attributes: { culturalAwareness: 4 } }, 750_000],
      [{ attributes: { culturalAwareness: 1 } }, 0],
    ],
    ["trackRecord", trackRecord(), {}, [{ attributes: { trackRecord: 0.8 } }, 800_000], [{}, 0]],
    // less the middle, (2, −2) and (1, −1) point the same way, (−1, 1) the opposite one
    [
      "personality",
      personality(),
      { attributes: { personality: [5, 1] } },
      [{ attributes: { personality: [4, 2] } }, 1_000_000],
      [{ attributes: { personality: [2, 4] } }, 0],
    ],
    // at right angles: (1 + 0) / 2
    [
      "embedding",
      embedding(),
      { embedding: [1, 0] },
      [{ embedding: [3, 0] }, 1_000_000],
      [{ embedding: [0, 2] }, 500_000],
    ],
    [
      "biography",
      biography(),
      { attributes: { biography: "I write compilers." } },
      [{ attributes: { biography: "writing a compiler" } }, 1_000_000],
      [{ attributes: { biography: "gardening" } }, 0],
    ],
  ];

  test.each(pairs)("%s(): scores its field as its kind does", (_, criterion, ada, [first, one], [second, two]) => {
    const mentors = [
      { id: "lin", ...first },
      { id: "sam", ...second },
    ];
    const { scores } = scorePairs({ mentees: [{ id: "ada", ...ada }], mentors }, { criteria: { it: criterion } });
    expect([...scores]).toEqual([one, two]);
  });

  test("every preset takes options, which go before its own", () => {
    expect(crossDepartment({ field: "organisation", weight: 2 })).toEqual({
      kind: "equality",
      field: "organisation",
      prefer: "different",
      weight: 2,
    });
    expect(availability({ minutes: 90 })).toEqual({ kind: "schedule", minutes: 90 });
  });
});
