import fc from "fast-check";
import { explain, match, type People, type TextSimilarity, text, toText } from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { contributionsOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf, seeded, shuffle } from "../../support/programmes.js";
import { refusal } from "../../support/refusal.js";

type Options = Omit<TextSimilarity, "kind" | "field">;
type Texts = readonly (string | undefined)[];

/** Every problem for which a call is refused: its code and its sentence. */
function problemsOf(call: () => unknown): string[] {
  return refusal(call).issues.map(({ code, message }) => `${code} ${message}`);
}

/** People who wrote these texts, in code-unit order of their ids. */
function peopleOf(mentees: Texts, mentors: Texts): People {
  const person = (side: string) => (about: string | undefined, index: number) => {
    const id = `${side}${String(index).padStart(3, "0")}`;
    return about === undefined ? { id } : { id, attributes: { about } };
  };
  return { mentees: mentees.map(person("mentee")), mentors: mentors.map(person("mentor")) };
}

function compile(mentees: Texts, mentors: Texts, options: Options = {}) {
  const policy = { criteria: { it: text({ field: "about", ...options }) } };
  return scorerOf(peopleOf(mentees, mentors), policy).criteria[0].compiled;
}

function scoreOf(own: string, theirs: string | undefined, options?: Options): number {
  return compile([own], [theirs], options).score(0, 0);
}

/** The formula as it stands in the books, over words between spaces. */
function cosineOf(own: string, theirs: string, all: readonly string[]): number {
  const words = (one: string) => one.split(" ").filter((word) => word !== "");
  const weightOf = (word: string, one: string) => {
    const times = words(one).filter((other) => other === word).length;
    const holding = all.filter((other) => words(other).includes(word)).length;
    return times === 0 ? 0 : (1 + Math.log(times)) * (1 + Math.log((1 + all.length) / (1 + holding)));
  };
  const everyWord = [...new Set(all.flatMap(words))];
  const dot = (a: string, b: string) => everyWord.reduce((sum, word) => sum + weightOf(word, a) * weightOf(word, b), 0);
  return dot(own, theirs) / Math.sqrt(dot(own, own) * dot(theirs, theirs));
}

describe("text()", () => {
  test("text(): is a plain object", () => {
    expect(text({ field: "about", weight: 2 })).toEqual({ kind: "text", field: "about", weight: 2 });
  });

  test("text(): 1 for the same words as often, 0 for none in common", () => {
    expect(scoreOf("Rust and data", "Data, RUST!")).toBe(1);
    expect(scoreOf("Rust", "data")).toBe(0);
  });

  test("text(): the cosine of the words' weights", () => {
    // 2 texts. "rust" is in both, idf 1 + ln(3/3) = 1; "data" in one, idf 1 + ln(3/2) = 1.405465
    // own: rust (1 + ln 2) · 1 = 1.693147, data 1.405465, length √(2.866747 + 1.975332) = 2.200472; theirs: rust alone
    expect(scoreOf("Rust, rust: data", "rust")).toBe(0.769447073);
  });

  test("text(): a word that fewer write counts for more", () => {
    const mentors = ["rust cobol", "data sql", "data go", "data java"];
    const { score } = compile(["rust data"], mentors, { stem: false });
    expect(score(0, 0)).toBeGreaterThan(score(0, 1));
    expect(score(0, 1)).toBe(score(0, 2));
  });

  test("text(): English stems are one unless they are turned off, and stop words do not count unless they are", () => {
    expect(scoreOf("mentoring", "mentors")).toBe(1);
    expect(scoreOf("mentoring", "mentors", { stem: false })).toBe(0);
    expect(scoreOf("the mentors of Rust", "a mentor in Rust")).toBe(1);
    expect(scoreOf("the mentors", "the coach", { stopWords: [] })).toBeGreaterThan(0);
    expect(scoreOf("mentor COBOL", "mentor Ada", { stopWords: ["cobol", "Ada"] })).toBe(1);
    expect(scoreOf("the mentor", "the coach", { stopWords: ["mentor"] })).toBeGreaterThan(0);
  });

  test("text(): a text without a word that counts is no answer", () => {
    for (const own of [undefined, "", " ", "…", "of the"]) {
      const { asks, answered } = compile([own], ["rust"]);
      expect([asks(0), answered(0)]).toEqual([false, false]);
      expect(scoreOf("rust", own)).toBeNaN();
    }
    const { asks, answered } = compile(["of the"], ["rust"], { stopWords: [] });
    expect([asks(0), answered(0)]).toEqual([true, true]);
  });

  test("text(): a text that is no answer is not counted", () => {
    const score = scoreOf("rust data", "rust go");
    expect(compile(["rust data", "of the"], ["rust go", "…", undefined]).score(0, 0)).toBe(score);
    // one more answer moves it: rust is then in three texts of three rather than in two of two, data in one of three
    expect(compile(["rust data"], ["rust go", "rust"]).score(0, 0)).not.toBe(score);
  });

  test("text(): a person on both sides counts twice", () => {
    const about = (id: string, words: string) => ({ id, attributes: { about: words } });
    const scoreIn = (people: People) =>
      scorerOf(people, { criteria: { it: text({ field: "about" }) } }).criteria[0].compiled.score(0, 0);
    const twice = scoreIn({
      mentees: [about("ada", "rust data"), about("sam", "rust")],
      mentors: [about("lin", "rust go"), about("sam", "rust")],
    });
    const apart = scoreIn({
      mentees: [about("ada", "rust data"), about("ben", "rust")],
      mentors: [about("lin", "rust go"), about("sam", "rust")],
    });
    expect(twice).toBe(apart);
  });

  test("text(): a mentor without an answer takes the middle, or the criterion's own value", () => {
    const partOf = (missing?: number) => {
      const it = { kind: "text", field: "about", ...(missing !== undefined && { missing }) } as const;
      return contributionsOf(scorerOf(peopleOf(["rust"], [undefined]), { criteria: { it } }), 0, 0)[0].contribution;
    };
    expect([partOf(), partOf(0.1)]).toEqual([500_000, 100_000]);
  });

  const word = fc.constantFrom("rust", "go", "sql", "chess", "data", "travail");
  const words = fc.array(word, { minLength: 1, maxLength: 7 }).map((list) => list.join(" "));
  const side = fc.array(words, { minLength: 1, maxLength: 4 });

  test("text(): is what its definition says, from 0 to 1, and the same from both sides", () => {
    let between = 0;
    fc.assert(
      fc.property(side, side, (mentees, mentors) => {
        const { score } = compile(mentees, mentors, { stem: false, stopWords: [] });
        const { score: back } = compile(mentors, mentees, { stem: false, stopWords: [] });
        mentees.forEach((own, i) => {
          mentors.forEach((theirs, j) => {
            expect(score(i, j)).toBeCloseTo(cosineOf(own, theirs, [...mentees, ...mentors]), 8);
            expect(score(i, j)).toBeLessThanOrEqual(1);
            expect(back(j, i)).toBe(score(i, j));
            if (score(i, j) > 0 && score(i, j) < 1) between += 1;
          });
        });
      }),
      runs(300),
    );
    expect(between).toBeGreaterThan(700);
  });

  test("text(): the order of people and of words leaves no trace, in scores and in evidence", () => {
    let moved = 0;
    fc.assert(
      fc.property(side, side, fc.nat(), (mentees, mentors, seed) => {
        const below = seeded(seed);
        const order = shuffle([...mentees.keys()], below);
        const wordsOf = (one: string) => shuffle(one.split(" "), below).join(" - ").toUpperCase();
        const one = compile(mentees, mentors);
        const other = compile(
          order.map((index) => wordsOf(mentees[index])),
          mentors.map(wordsOf),
        );
        order.forEach((index, i) => {
          mentors.forEach((_, j) => {
            expect(other.score(i, j)).toBe(one.score(index, j));
            expect(other.evidence(i, j)).toEqual(one.evidence(index, j));
          });
          if (index !== i) moved += 1;
        });
      }),
      runs(300),
    );
    expect(moved).toBeGreaterThan(200);
  });

  test("text(): scoring a row gives exactly what scoring each of its pairs gives", () => {
    let several = 0;
    const some = fc.array(fc.option(words, { nil: undefined }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(some, some, (mentees, mentors) => {
        const scorer = scorerOf(peopleOf(mentees, mentors), { criteria: { it: text({ field: "about" }) } });
        const { scores } = scoreAll(scorer, [...mentees.keys()]);
        const again = mentees.flatMap((_mentee, i) =>
          mentors.map((_mentor, j) => contributionsOf(scorer, i, j)[0].contribution),
        );
        expect([...scores]).toEqual(again);
        if (new Set(again).size > 2) several += 1;
      }),
      runs(300),
    );
    expect(several).toBeGreaterThan(150);
  });

  test("text(): evidence lists up to five words in common, those that give most first, as the mentee wrote them first", () => {
    const own = "Don't mentoring Mentors e'en sql, SQL sql; Rust go data chess";
    const theirs = "mentor mentor dont een sql rust go data";
    // of two texts, both have each of these: "sql" is three times in one, "mentor" twice in both, the others once in both
    const { evidence } = compile([own], [theirs, undefined]);
    expect(evidence(0, 0)).toEqual({
      kind: "text",
      field: "about",
      // (1 + ln 2)² = 2.87 for mentor, 1 + ln 3 = 2.10 for sql, then 1 for each in code-unit order
      shared: ["mentoring", "sql", "data", "e'en", "go"],
    });
    expect(evidence(0, 1)).toMatchObject({ shared: [] });
    expect(compile(["rust"], ["go"]).evidence(0, 0)).toMatchObject({ shared: [] });
    expect(compile([undefined], [theirs]).evidence(0, 0)).toMatchObject({ shared: [] });
  });

  test("text(): a participant reads at most three words that they wrote too, an administrator all of the evidence", () => {
    const people = peopleOf(
      ["I like mentoring, Rust, data and chess", undefined, "gardens"],
      ["Data teams; Rust, mentors, chess. And COBOL"],
    );
    const told = (mentee: string) => {
      const pins = [{ mentee, mentor: "mentor000", reason: "x" }];
      const explanation = explain(match(people, { criteria: { words: text({ field: "about" }) }, pins }), { mentee });
      return (["mentee", "mentor", "administrator"] as const).map((audience) => toText(explanation, { audience }));
    };
    expect(told("mentee000")).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is mentor000. The programme's team arranged this match. You both write about chess, data and mentoring.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is mentee000. The programme's team arranged this match. You both write about chess, data and mentoring.",
        "mentee000 with mentor000: score 0.611953, confidence 100 %.
      Pinned: x
      words: 0.611953 = 1 × 0.611953. Both write: chess, data, mentoring and rust.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    expect(told("mentee001")).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is mentor000. The programme's team arranged this match. Your about was not given.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is mentee001. The programme's team arranged this match. mentee001's about was not given.",
        "mentee001 with mentor000: score 0, confidence 0 %.
      Pinned: x
      words: not scored, the mentee gave no answer.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    expect(told("mentee002")).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is mentor000. The programme's team arranged this match.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is mentee002. The programme's team arranged this match.",
        "mentee002 with mentor000: score 0, confidence 100 %.
      Pinned: x
      words: 0 = 1 × 0. No words in common.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
  });
});

describe("text(): what is refused", () => {
  const refused = (options: object) => problemsOf(() => compile([], [], options as Options));

  test("text(): options that are none", () => {
    expect(refused({ field: undefined })).toMatchInlineSnapshot(`
      [
        "E_MISSING Expected policy.criteria.it.field to be the name of a field, received nothing.",
      ]
    `);
    expect(refused({ field: "livedExperiences" })).toMatchInlineSnapshot(`
      [
        "E_OUT_OF_RANGE Expected policy.criteria.it.field to be another field: lived experience is scored by the kind "experience" only, received "livedExperiences".",
      ]
    `);
    expect(refused({ field: "embedding" })).toMatchInlineSnapshot(`
      [
        "E_OUT_OF_RANGE Expected policy.criteria.it.field to be another field: vectors are read by the kind "similarity" only, received "embedding".",
      ]
    `);
    expect(refused({ stem: "English" })).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected policy.criteria.it.stem to be true or false, received "English".",
      ]
    `);
    expect(refused({ stopWords: "the" })).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected policy.criteria.it.stopWords to be a list of words, received "the".",
      ]
    `);
    expect(refused({ stopWords: ["the", "of course", "", 3] })).toMatchInlineSnapshot(`
      [
        "E_OUT_OF_RANGE Expected policy.criteria.it.stopWords[1] to be a single word, received "of course".",
        "E_OUT_OF_RANGE Expected policy.criteria.it.stopWords[2] to be a single word, received "".",
        "E_TYPE Expected policy.criteria.it.stopWords[3] to be a word, received 3.",
      ]
    `);
    expect(refused({ stopwords: [] })).toMatchInlineSnapshot(`
      [
        "E_UNKNOWN_KEY Expected policy.criteria.it.stopwords to be a known key, received an unknown one. Did you mean "stopWords"?",
      ]
    `);
  });

  test("text(): answers that are no text", () => {
    const people = {
      mentees: [
        { id: "ada", attributes: { about: ["Rust", "data"] } },
        { id: "ben", attributes: { about: true } },
      ],
      mentors: [
        { id: "lin", attributes: { about: 3 } },
        { id: "sam", attributes: { about: "Rust" } },
      ],
    };
    const policy = { criteria: { it: text({ field: "about" }) } };
    expect(problemsOf(() => scorerOf(people, policy))).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected mentors[0].attributes.about to be a text, received 3.",
        "E_TYPE Expected mentees[0].attributes.about to be a text, received a list of 2.",
        "E_TYPE Expected mentees[1].attributes.about to be a text, received true.",
      ]
    `);
    const learner = { mentees: [{ id: "ada", skills: ["Rust"] }], mentors: [] };
    const ofSkills = { criteria: { it: text({ field: "skills" }) } };
    expect(problemsOf(() => scorerOf(learner, ofSkills))).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected mentees[0].skills to be a text, received a list of 1.",
      ]
    `);
  });
});
