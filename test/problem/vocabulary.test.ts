import fc from "fast-check";
import type { Concept } from "telemachus";
import { describe, expect, test } from "vitest";

import { readVocabulary } from "../../src/problem/vocabulary.js";
import { runs } from "../support/instances.js";
import { matchAny, messageOf, problemsOf } from "../support/refusal.js";
import { skillsOnly } from "../support/storyWith.js";

const people = { mentees: [{ id: "ada" }], mentors: [{ id: "lin" }] };
const refused = (words: object) => () => matchAny(people, { ...skillsOnly, ...words });

const web: readonly Concept[] = [
  { id: "1", label: "Web" },
  { id: "2", label: "JavaScript", aliases: ["js", "script"], broader: "1" },
  { id: "3", label: "TypeScript", aliases: ["ts", "script"], broader: ["1"] },
];

describe("readVocabulary()", () => {
  const { vocabulary } = readVocabulary({ synonyms: { Rust: ["rustlang"], js: ["ES6"] }, taxonomy: web });

  test("readVocabulary(): a spelling means its synonym's term, then the concept of that id, label or alias", () => {
    expect(["RustLang ", "rust"].map(vocabulary.keyOf)).toEqual(["rust", "rust"]);
    expect(["JavaScript", "JS", "2", "es6"].map(vocabulary.keyOf)).toEqual(Array(4).fill("javascript"));
    expect(vocabulary.keyOf("COBOL")).toBe("cobol");
  });

  test("readVocabulary(): synonyms of a concept's own name all stand for the concept, and keys for themselves", () => {
    const words = readVocabulary({ synonyms: { Ecma: ["JavaScript", "es"] }, taxonomy: web }).vocabulary;
    expect(["Ecma", "es", "JS", "javascript"].map(words.keyOf)).toEqual(Array(4).fill("javascript"));
    for (const key of ["javascript", "typescript", "web"]) expect(words.keyOf(key)).toBe(key);
  });

  test("readVocabulary(): an alias of several concepts means none of them", () => {
    expect(vocabulary.keyOf("script")).toBe("script");
    expect(["script", " SCRIPT", "js", "cobol"].map(vocabulary.isAmbiguous)).toEqual([true, true, false, false]);
  });

  test("readVocabulary(): a label beats another's alias", () => {
    const words = readVocabulary({
      taxonomy: [
        { id: "go", label: "Go" },
        { id: "baduk", label: "Baduk", aliases: ["go"] },
      ],
    });
    expect(words.issues).toEqual([]);
    expect([words.vocabulary.keyOf("GO"), words.vocabulary.isAmbiguous("go")]).toEqual(["go", false]);
  });

  test("readVocabulary(): near is what a path of at most two steps reaches, in sixths", () => {
    const near = vocabulary.nearAmong(["web", "rust", "javascript", "typescript"]);
    expect(new Map([...near("javascript")].sort())).toEqual(
      new Map([
        ["javascript", 6],
        ["typescript", 2],
        ["web", 3],
      ]),
    );
    expect([...near("rust")]).toEqual([["rust", 6]]);
    // only what is asked for is found
    expect([...vocabulary.nearAmong(["web"])("javascript")]).toEqual([["web", 3]]);
    expect([...vocabulary.nearAmong(["rust"])("javascript")]).toEqual([]);
  });

  test("readVocabulary(): without words every term is its own form", () => {
    const plain = readVocabulary({});
    expect(plain.issues).toEqual([]);
    expect([plain.vocabulary.keyOf(" Public  Speaking"), [...plain.vocabulary.nearAmong(["x", "y"])("x")]]).toEqual([
      "public speaking",
      [["x", 6]],
    ]);
  });

  test("readVocabulary(): nearness is the same both ways, and the same whatever the order of concepts", () => {
    const ids = ["a", "b", "c", "d", "e", "f"];
    // a concept's wider ones come before it, so there is no cycle
    const concept = (at: number) =>
      fc
        .subarray(ids.slice(0, at), { maxLength: Math.min(2, at) })
        .map((broader): Concept => ({ id: ids[at], label: ids[at], broader }));
    const concepts = fc.tuple(...ids.map((_, at) => concept(at)));
    let far = 0;
    fc.assert(
      fc.property(
        concepts.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: 6 }))),
        ([list, shuffled]) => {
          const [first, second] = [list, shuffled].map((taxonomy) => readVocabulary({ taxonomy }));
          expect([first.issues, second.issues]).toEqual([[], []]);
          const [near, again] = [first, second].map(({ vocabulary: words }) => words.nearAmong(ids));
          for (const id of ids) {
            const reached = near(id);
            expect(new Map([...again(id)].sort())).toEqual(new Map([...reached].sort()));
            for (const [other, sixths] of reached) {
              expect(near(other).get(id)).toBe(sixths);
              if (sixths === 2) far += 1;
            }
          }
        },
      ),
      runs(300),
    );
    expect(far).toBeGreaterThan(300);
  });
});

describe("words that contradict each other", () => {
  test("match(): one spelling of two terms, a term that is a spelling, a term twice", () => {
    const words = { synonyms: { React: ["reactjs"], "React Native": ["reactjs", "React"], " react": [] } };
    expect(problemsOf(refused(words))).toEqual([
      ["E_DUPLICATE", 'policy.synonyms[" react"]', "/policy/synonyms/ react"],
      ["E_CONFLICT", 'policy.synonyms["React Native"][0]', "/policy/synonyms/React Native/0"],
      ["E_CONFLICT", 'policy.synonyms["React Native"][1]', "/policy/synonyms/React Native/1"],
    ]);
    expect(messageOf(refused({ synonyms: words.synonyms }))).toMatchInlineSnapshot(`
      "3 problems:
      - Expected policy.synonyms[" react"] to be a different term, received another spelling of "React".
      - Expected policy.synonyms["React Native"][0] to be a spelling of one term, received "reactjs", which stands for another term too.
      - Expected policy.synonyms["React Native"][1] to be a spelling of one term, received "React", which is a term with spellings of its own."
    `);
  });

  test("match(): concepts with the same id or label, an unknown wider concept, a cycle", () => {
    const taxonomy = [
      { id: "a", label: "A", broader: "b" },
      { id: "b", label: "B", broader: ["a"] },
      { id: "c", label: "C", broader: "a" },
      { id: "c", label: " c", broader: "javascrip" },
      { id: "javascript", label: "D" },
    ];
    expect(problemsOf(refused({ taxonomy }))).toEqual([
      ["E_DUPLICATE", "policy.taxonomy[3].id", "/policy/taxonomy/3/id"],
      ["E_DUPLICATE", "policy.taxonomy[3].label", "/policy/taxonomy/3/label"],
      ["E_UNKNOWN_ID", "policy.taxonomy[3].broader", "/policy/taxonomy/3/broader"],
      ["E_CYCLE", "policy.taxonomy[0].broader", "/policy/taxonomy/0/broader"],
      ["E_CYCLE", "policy.taxonomy[1].broader", "/policy/taxonomy/1/broader"],
    ]);
    expect(messageOf(refused({ taxonomy }))).toMatchInlineSnapshot(`
      "5 problems:
      - Expected policy.taxonomy[3].id to be a different id, received "c", which another concept has.
      - Expected policy.taxonomy[3].label to be a different label, received " c", which another concept has.
      - Expected policy.taxonomy[3].broader to be the id of a concept, received "javascrip". Did you mean "javascript"?
      - Expected policy.taxonomy[0].broader to be a way up that ends, received one that comes back to "a".
      - Expected policy.taxonomy[1].broader to be a way up that ends, received one that comes back to "b"."
    `);
  });

  test("match(): spellings of two concepts, and ids that differ in case alone", () => {
    const taxonomy = [
      { id: "R", label: "R language" },
      { id: "r", label: "Reading" },
    ];
    expect(problemsOf(refused({ taxonomy }))).toEqual([
      ["E_DUPLICATE", "policy.taxonomy[1].id", "/policy/taxonomy/1/id"],
    ]);
    const synonyms = { Reading: ["R language"] };
    expect(problemsOf(refused({ taxonomy: [taxonomy[0], { id: "2", label: "Reading" }], synonyms }))).toEqual([
      ["E_CONFLICT", "policy.synonyms.Reading", "/policy/synonyms/Reading"],
    ]);
  });

  test("match(): synonyms, a taxonomy and rarity of another form", () => {
    expect(problemsOf(refused({ synonyms: { React: "reactjs" } }))).toEqual([
      ["E_TYPE", "policy.synonyms.React", "/policy/synonyms/React"],
    ]);
    expect(problemsOf(refused({ taxonomy: [{ id: "a", lable: "A" }] }))).toEqual([
      ["E_MISSING", "policy.taxonomy[0].label", "/policy/taxonomy/0/label"],
      ["E_UNKNOWN_KEY", "policy.taxonomy[0].lable", "/policy/taxonomy/0/lable"],
    ]);
    expect(problemsOf(refused({ rarity: { skills: [{ term: "rust", weight: 0 }] } }))).toEqual([
      ["E_OUT_OF_RANGE", "policy.rarity.skills[0].weight", "/policy/rarity/skills/0/weight"],
    ]);
  });
});
