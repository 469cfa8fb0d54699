import fc from "fast-check";
import type { Disclosure, LivedExperienceRequest, Policy } from "telemachus";
import { describe, expect, test } from "vitest";

import { readVocabulary } from "../../src/problem/vocabulary.js";
import { readLivedExperience } from "../../src/score/livedExperience.js";
import { runs } from "../support/instances.js";
import { seeded, shuffle } from "../support/programmes.js";

interface Stated {
  readonly asks?: readonly LivedExperienceRequest[];
  readonly discloses?: readonly Disclosure[];
}

function read({ asks, discloses }: Stated, words: Pick<Policy, "synonyms" | "taxonomy"> = {}) {
  const { asked, disclosed } = readLivedExperience(
    { id: "ada", livedExperiences: discloses, requests: asks && { livedExperiences: asks } },
    readVocabulary(words).vocabulary,
  );
  return { asked: Object.fromEntries(asked), disclosed: disclosed && Object.fromEntries(disclosed) };
}

const shown = (name: string) => ({ name, show: "toMyMatch" as const });

describe("readLivedExperience()", () => {
  test("readLivedExperience(): a request is a preference of importance 1 unless it says otherwise", () => {
    const asks = [
      "carer",
      { name: "migrated", importance: 4 },
      { name: "first in family", strength: "require" as const },
      { name: "left-handed", strength: "prefer" as const },
    ];
    expect(read({ asks }).asked).toEqual({
      carer: { name: "carer", importance: 1, required: false },
      migrated: { name: "migrated", importance: 4, required: false },
      "first in family": { name: "first in family", importance: 1, required: true },
      "left-handed": { name: "left-handed", importance: 1, required: false },
    });
  });

  test("readLivedExperience(): repeated requests fold into the strongest, the first spelling in code-unit order", () => {
    const asks = [
      { name: "carer", strength: "prefer" as const, importance: 5 },
      { name: "CARER ", strength: "require" as const, importance: 2 },
      "Carer",
    ];
    expect(read({ asks }).asked).toEqual({ carer: { name: "CARER ", importance: 5, required: true } });
  });

  test("readLivedExperience(): only what says so may be read by a match", () => {
    expect(read({ discloses: ["carer", { name: "migrated" }, shown("first in family")] }).disclosed).toEqual({
      carer: false,
      migrated: false,
      "first in family": true,
    });
  });

  test("readLivedExperience(): a repeated disclosure may be read only if each of them may", () => {
    expect(read({ discloses: [shown("carer"), "CARER"] }).disclosed).toEqual({ carer: false });
    expect(read({ discloses: ["CARER", shown("carer")] }).disclosed).toEqual({ carer: false });
    expect(read({ discloses: [shown("Carer"), shown("carer ")] }).disclosed).toEqual({ carer: true });
  });

  test("readLivedExperience(): other spellings are the same, what is wider or narrower is not", () => {
    const synonyms = { carer: ["caregiver"] };
    expect(read({ asks: ["caregiver"], discloses: [shown("Caregiver")] }, { synonyms })).toEqual({
      asked: { carer: { name: "caregiver", importance: 1, required: false } },
      disclosed: { carer: true },
    });
    expect(read({ discloses: [shown("carer"), "caregiver"] }, { synonyms }).disclosed).toEqual({ carer: false });
    const taxonomy = [
      { id: "1", label: "carer" },
      { id: "2", label: "parent", broader: "1" },
    ];
    expect(read({ discloses: ["parent"] }, { taxonomy }).disclosed).toEqual({ parent: false });
  });

  test("readLivedExperience(): to disclose nothing is an answer, silence is none; to ask for nothing is all the same", () => {
    expect(read({})).toEqual({ asked: {}, disclosed: undefined });
    expect(read({ asks: [], discloses: [] })).toEqual({ asked: {}, disclosed: {} });
  });

  test("readLivedExperience(): the order of requests and disclosures leaves no trace", () => {
    const name = fc.constantFrom("carer", "Carer", "migrated", "MIGRATED", "caregiver");
    const request = fc.record(
      {
        name,
        strength: fc.constantFrom("require" as const, "prefer" as const),
        importance: fc.integer({ min: 1, max: 5 }),
      },
      { requiredKeys: ["name"] },
    );
    const disclosure = fc.record({ name, show: fc.constant("toMyMatch" as const) }, { requiredKeys: ["name"] });
    const seen = { required: 0, folded: 0, hidden: 0 };
    const synonyms = { carer: ["caregiver"] };
    fc.assert(
      fc.property(
        fc.array(fc.oneof(name, request), { maxLength: 5 }),
        fc.array(fc.oneof(name, disclosure), { maxLength: 5 }),
        fc.nat(),
        (asks, discloses, order) => {
          const below = seeded(order);
          const result = read({ asks, discloses }, { synonyms });
          const again = read({ asks: shuffle(asks, below), discloses: shuffle(discloses, below) }, { synonyms });
          expect(again).toEqual(result);
          expect(Object.keys(again.asked)).toEqual(Object.keys(result.asked).sort());
          if (Object.values(result.asked).some(({ required }) => required)) seen.required += 1;
          if (Object.keys(result.asked).length < asks.length) seen.folded += 1;
          if (Object.values(result.disclosed ?? {}).some((isShown) => !isShown)) seen.hidden += 1;
        },
      ),
      runs(400),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });
});
