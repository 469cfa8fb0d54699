import fc from "fast-check";
import { type EmbeddingOptions, fillEmbeddings, match, type People, similarity, TelemachusError } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "./support/instances.js";
import { cohorts } from "./support/programmes.js";

/** A model of two numbers: a text's length, and how many letters e it has. */
const lengthAndEs: EmbeddingOptions["embed"] = async (texts) =>
  texts.map((text) => [text.length, text.split("e").length - 1]);

/** The same, which keeps the texts of every call. */
function recording() {
  const calls: (readonly string[])[] = [];
  const embed: EmbeddingOptions["embed"] = (texts, options) => {
    calls.push([...texts]);
    return lengthAndEs(texts, options);
  };
  return { calls, embed };
}

async function errorOf(work: Promise<unknown>): Promise<TelemachusError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof TelemachusError) return error;
  throw error ?? new Error("Expected the call to be refused, but it returned.");
}

/** Every problem for which a call is refused: its code and its sentence. */
async function problemsOf(work: Promise<unknown>): Promise<string[]> {
  const { issues } = await errorOf(work);
  return issues.map(({ code, message }) => `${code} ${message}`);
}

const people: People = {
  mentors: [
    { id: "lin", name: "Lin", attributes: { about: "gardens", traits: [1, 2] }, display: { photo: ["l.png"] } },
    { id: "sam", attributes: { about: "the sea" }, embedding: [9, 9], capacity: 2 },
    { id: "noor" },
  ],
  mentees: [
    { id: "ada", attributes: { about: "trees" } },
    { id: "ben", attributes: { about: " " } },
    { id: "chidi", attributes: { about: "gardens" }, requests: { avoid: ["sam"] } },
    { id: "dora", embedding: [1, 1] },
  ],
};

describe("fillEmbeddings()", () => {
  test("fillEmbeddings(): fills who has a text and no embedding, and changes nothing else", async () => {
    const before = structuredClone(people);
    const filled = await fillEmbeddings(people, { embed: lengthAndEs, text: "about" });
    // "gardens" has seven letters and one e, "trees" five and two
    expect(filled).toEqual({
      mentors: [{ ...people.mentors[0], embedding: [7, 1] }, people.mentors[1], people.mentors[2]],
      mentees: [
        { ...people.mentees[0], embedding: [5, 2] },
        people.mentees[1],
        { ...people.mentees[2], embedding: [7, 1] },
        people.mentees[3],
      ],
    });
    expect(people).toEqual(before);
  });

  test("fillEmbeddings(): the result is an ordinary copy that shares nothing with the input or within itself", async () => {
    const filled = await fillEmbeddings(people, { embed: lengthAndEs, text: "about" });
    const lin = filled.mentors[0];
    const chidi = filled.mentees[2];
    expect(lin.attributes).not.toBe(people.mentors[0].attributes);
    expect(Object.getPrototypeOf(lin.attributes)).toBe(Object.prototype);
    expect(lin.embedding).not.toBe(chidi.embedding);
    expect(Object.isFrozen(lin) || Object.isFrozen(lin.embedding) || Object.isFrozen(lin.display)).toBe(false);
  });

  test("fillEmbeddings(): equal texts are sent once, in code-unit order, in one call", async () => {
    const { calls, embed } = recording();
    await fillEmbeddings(people, { embed, text: "about" });
    expect(calls).toEqual([["gardens", "trees"]]);
    const { mentors, mentees } = people;
    await fillEmbeddings(
      { mentees: [...mentees].reverse(), mentors: [...mentors].reverse() },
      { embed, text: "about" },
    );
    expect(calls[1]).toEqual(calls[0]);
  });

  test("fillEmbeddings(): where there is nobody to embed the hook is not called", async () => {
    const { calls, embed } = recording();
    const nobody = {
      mentors: [{ id: "sam", embedding: [9, 9], attributes: { about: "x" } }],
      mentees: [{ id: "ada" }],
    };
    expect(await fillEmbeddings(nobody, { embed, text: "about" })).toEqual(nobody);
    expect(await fillEmbeddings(nobody, { embed, text: () => " \n" })).toEqual(nobody);
    expect(await fillEmbeddings({ mentors: [], mentees: [] }, { embed, text: () => "x" })).toEqual({
      mentors: [],
      mentees: [],
    });
    expect(calls).toEqual([]);
  });

  test("fillEmbeddings(): a function may put the text together, of what criteria may rest on", async () => {
    const seen: unknown[] = [];
    const given: People = {
      mentors: [{ id: "lin", skills: ["Rust"], name: "Lin", display: { a: 1 }, auditOnly: { gender: "f" } }],
      mentees: [{ id: "ada", team: "Apps", livedExperiences: ["carer"], requests: { avoid: [] }, auditOnly: {} }],
    };
    const { calls, embed } = recording();
    const text: EmbeddingOptions["text"] = (person) => {
      seen.push({ ...person });
      expect(Object.isFrozen(person)).toBe(true);
      return person.skills === undefined ? undefined : "a text";
    };
    const filled = await fillEmbeddings(given, { embed, text });
    expect(seen).toEqual([
      { attributes: {}, id: "lin", skills: ["Rust"] },
      { attributes: {}, id: "ada", team: "Apps" },
    ]);
    expect(calls).toEqual([["a text"]]);
    expect(filled.mentors[0]).toEqual({ ...given.mentors[0], embedding: [6, 1] });
    expect(filled.mentees).toEqual(given.mentees);
  });

  test("fillEmbeddings(): typed arrays become plain lists, without −0", async () => {
    const embed: EmbeddingOptions["embed"] = async (texts) => texts.map(() => Float32Array.of(0.5, -0));
    const filled = await fillEmbeddings({ mentors: [], mentees: [{ id: "ada", team: "x" }] }, { embed, text: "team" });
    expect(filled.mentees[0].embedding).toEqual([0.5, 0]);
    expect(Array.isArray(filled.mentees[0].embedding)).toBe(true);
  });

  test("fillEmbeddings(): the hook may take its list apart", async () => {
    const embed: EmbeddingOptions["embed"] = async (texts) => {
      const list = texts as string[];
      const vectors: number[][] = [];
      while (list.length > 0) vectors.push([list.shift()!.length]);
      return vectors;
    };
    const filled = await fillEmbeddings(people, { embed, text: "about" });
    expect(filled.mentees[0].embedding).toEqual([5]);
  });

  test("fillEmbeddings(): input that changes while the hook works leaves no trace", async () => {
    const given = { mentors: [], mentees: [{ id: "ada", attributes: { about: "trees" } }] };
    const work = fillEmbeddings(given, { embed: lengthAndEs, text: "about" });
    given.mentees[0].attributes.about = "the sea";
    expect((await work).mentees).toEqual([{ id: "ada", attributes: { about: "trees" }, embedding: [5, 2] }]);
  });

  test("fillEmbeddings(): what it returns can be matched by similarity", async () => {
    const filled = await fillEmbeddings(people, { embed: lengthAndEs, text: "about" });
    const { pairs } = match(filled, { criteria: { like: similarity({ field: "embedding" }) } });
    expect(pairs.find(({ mentee }) => mentee === "chidi")).toMatchObject({ mentor: "lin", score: 1 });
  });

  test("fillEmbeddings(): everyone else stays as they are, whoever they are", async () => {
    let filledSome = 0;
    await fc.assert(
      fc.asyncProperty(cohorts({ mentees: 4, mentors: 4 }), async (given) => {
        const { calls, embed } = recording();
        const text: EmbeddingOptions["text"] = ({ team, interests = [] }) => team && [team, ...interests].join(" ");
        const filled = await fillEmbeddings(given, { embed, text });
        const texts = new Set<string>();
        for (const side of ["mentors", "mentees"] as const) {
          filled[side].forEach((person, index) => {
            const { embedding, ...rest } = person;
            const { embedding: own, ...same } = given[side][index];
            expect(rest).toEqual(same);
            const words = own === undefined ? text(same) : undefined;
            if (words === undefined) expect(embedding).toEqual(own);
            else {
              texts.add(words);
              expect(embedding).toEqual([words.length, words.split("e").length - 1]);
            }
          });
        }
        expect(calls).toEqual(texts.size === 0 ? [] : [[...texts].sort()]);
        if (texts.size > 1) filledSome += 1;
      }),
      runs(500),
    );
    expect(filledSome).toBeGreaterThan(50);
  });
});

describe("fillEmbeddings(): what is refused", () => {
  const refused = (options: unknown, given: unknown = people) =>
    problemsOf(fillEmbeddings(given as People, options as EmbeddingOptions));

  test("fillEmbeddings(): options that are none", async () => {
    expect(await refused(undefined)).toMatchInlineSnapshot(`
      [
        "E_OPTION Expected options to be an object of options, received nothing.",
      ]
    `);
    expect(await refused([])).toMatchInlineSnapshot(`
      [
        "E_OPTION Expected options to be an object of options, received a list of 0.",
      ]
    `);
    expect(await refused({})).toMatchInlineSnapshot(`
      [
        "E_OPTION Expected options.embed to be a function that embeds texts, received nothing.",
        "E_OPTION Expected options.text to be the name of a field or an attribute alone that may be scored, or a function that returns a person's text, received nothing.",
      ]
    `);
    expect(await refused({ embed: "model", text: " ", signal: {}, texts: "about" })).toMatchInlineSnapshot(`
      [
        "E_OPTION Expected options.embed to be a function that embeds texts, received a text.",
        "E_OPTION Expected options.text to be the name of a field or an attribute alone that may be scored, or a function that returns a person's text, received an empty text.",
        "E_OPTION Expected options.signal to be an AbortSignal, received an object.",
        "E_UNKNOWN_KEY Expected options.texts to be a known option, received an unknown one. Did you mean "text"?",
      ]
    `);
    expect(await refused({ embed: lengthAndEs, text: "about", signal: null })).toMatchInlineSnapshot(`
      [
        "E_OPTION Expected options.signal to be an AbortSignal, received null.",
      ]
    `);
  });

  test("fillEmbeddings(): people that are none, every problem at once", async () => {
    const { calls, embed } = recording();
    const given = { mentors: [{ id: "lin", embedding: [] }], mentees: [{ id: "" }, { id: "ben", embedding: ["1"] }] };
    expect(await refused({ embed, text: "about" }, given)).toMatchInlineSnapshot(`
      [
        "E_SHAPE Expected mentors[0].embedding to be a list of at least one number, received a list of 0.",
        "E_ID Expected mentees[0].id to be an id that is not blank, received an empty text.",
        "E_TYPE Expected mentees[1].embedding[0] to be a finite number, received a text.",
      ]
    `);
    expect(await refused({ embed, text: "about" }, null)).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected the input to be an object with mentors and mentees, received null.",
      ]
    `);
    expect(calls).toEqual([]);
  });

  test("fillEmbeddings(): a field that holds no text", async () => {
    const { calls, embed } = recording();
    expect(await refused({ embed, text: "traits" })).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected mentors[0].attributes.traits to be a text, received a list of 2.",
      ]
    `);
    const given = { mentees: [{ id: "ada", skills: [] }], mentors: [{ id: "lin", skills: ["Rust"] }] };
    expect(await refused({ embed, text: "skills" }, given)).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected mentees[0].skills to be a text, received a list of 0.",
        "E_TYPE Expected mentors[0].skills to be a text, received a list of 1.",
      ]
    `);
    expect(calls).toEqual([]);
  });

  test("fillEmbeddings(): a text function that fails, or returns something else", async () => {
    const cause = new Error("no such field");
    const failing = fillEmbeddings(people, {
      embed: lengthAndEs,
      text: () => {
        throw cause;
      },
    });
    expect((await errorOf(failing)).cause).toBe(cause);
    expect(await problemsOf(failing)).toMatchInlineSnapshot(`
      [
        "E_SCORER Expected options.text to be a function that returns a text, or undefined, received an exception for mentor "lin".",
      ]
    `);
    const text = ({ id }: { id: string }) => (id === "ada" ? 3 : undefined);
    expect(await refused({ embed: lengthAndEs, text })).toMatchInlineSnapshot(`
      [
        "E_SCORER Expected options.text to be a function that returns a text, or undefined, received 3 for mentee "ada".",
      ]
    `);
  });

  test.each([
    [
      "throws",
      () => () => {
        throw "offline";
      },
    ],
    ["rejects", () => () => Promise.reject("offline")],
  ])("fillEmbeddings(): a hook that %s; the cause is kept", async (_, embed) => {
    const error = await errorOf(fillEmbeddings(people, { embed: embed(), text: "about" }));
    expect(error).toMatchObject({ code: "E_SCORER", cause: "offline" });
    expect(error.message).toMatchInlineSnapshot(
      `"Expected options.embed to be a function that returns a vector of numbers between ±2^53 for each text, all of one length, received an exception."`,
    );
  });

  test.each<[received: string, answer: unknown]>([
    ["nothing for 2 texts", undefined],
    ["an object for 2 texts", { length: 2 }],
    ["a list of 1 for 2 texts", [[1, 2]]],
    ["a list of 3 for 2 texts", [[1], [1], [1]]],
    ["vectors of different lengths", [[1, 2], [1]]],
    ["a text for a vector", [[1, 2], "1,2"]],
    ["a list of 0 for a vector", [[], []]],
    ["an object for a vector", [[1, 2], new DataView(new ArrayBuffer(2))]],
    ["a vector with NaN in it", [[1, 2], Float32Array.of(1, Number.NaN)]],
    ["a vector with Infinity in it", [Float32Array.of(1, Infinity), [1, 2]]],
    ["a vector with 1e+300 in it", [[1, 2], Float64Array.of(1, 1e300)]],
    [
      "a vector with a text in it",
      [
        [1, 2],
        ["1", "2"],
      ],
    ],
    ["a vector with a bigint in it", [[1, 2], new BigInt64Array(2)]],
    ["a vector with nothing in it", [[1, 2], new Array(2)]],
    ["nothing for a vector", new Array(2)],
  ])("fillEmbeddings(): a hook that answers with %s", async (received, answer) => {
    const embed = (async () => answer) as unknown as EmbeddingOptions["embed"];
    const error = await errorOf(fillEmbeddings(people, { embed, text: "about" }));
    expect(error.issues).toMatchObject([{ code: "E_SCORER", path: "options.embed", received }]);
  });

  test("fillEmbeddings(): a hook that leaves out the only text", async () => {
    const one = { mentors: [], mentees: [people.mentees[0]] };
    expect(await refused({ embed: () => [], text: "about" }, one)).toMatchInlineSnapshot(`
      [
        "E_SCORER Expected options.embed to be a function that returns a vector of numbers between ±2^53 for each text, all of one length, received a list of 0 for 1 text.",
      ]
    `);
  });

  test("fillEmbeddings(): a signal aborted before the call stops it", async () => {
    const { calls, embed } = recording();
    const reason = new Error("closed");
    const error = await errorOf(fillEmbeddings(people, { embed, text: "about", signal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({ code: "E_ABORTED", cause: reason });
    expect(error.message).toMatchInlineSnapshot(`"Expected signal to be not aborted, received an aborted one."`);
    expect(calls).toEqual([]);
  });

  test("fillEmbeddings(): a signal aborted while the hook works stops it, whatever the hook answers", async () => {
    const answers: EmbeddingOptions["embed"][] = [
      lengthAndEs,
      () => Promise.reject(new Error("aborted")),
      () => {
        throw new Error("aborted");
      },
      async () => [],
    ];
    for (const answer of answers) {
      const controller = new AbortController();
      const embed: EmbeddingOptions["embed"] = (texts, options) => {
        expect(options.signal).toBe(controller.signal);
        controller.abort("closed");
        return answer(texts, options);
      };
      const error = await errorOf(fillEmbeddings(people, { embed, text: "about", signal: controller.signal }));
      expect(error).toMatchObject({ code: "E_ABORTED", cause: "closed" });
    }
  });

  test("fillEmbeddings(): a signal that is not aborted is passed on", async () => {
    const { signal } = new AbortController();
    const seen: unknown[] = [];
    const embed: EmbeddingOptions["embed"] = (texts, options) => {
      seen.push(options);
      return lengthAndEs(texts, options);
    };
    await fillEmbeddings(people, { embed, text: "about", signal });
    await fillEmbeddings(people, { embed, text: "about" });
    expect(seen).toEqual([{ signal }, {}]);
  });
});
