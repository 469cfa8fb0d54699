import { runInNewContext } from "node:vm";
import { type People, type Policy, skills } from "telemachus";
import { describe, expect, test } from "vitest";
import { inOwnProcess } from "../support/inOwnProcess.js";
import { matchAny, messageOf, problemsOf, refusal } from "../support/refusal.js";
import { people, policy } from "../support/story.js";
import { adaAndLin, skillsOnly, storyWith } from "../support/storyWith.js";
import { validateMatching } from "../support/validateMatching.js";

const given = (input: unknown, by: unknown = skillsOnly) => problemsOf(() => matchAny(input, by));
const bytes = (input: unknown, by: unknown) => JSON.stringify(matchAny(input, by));
const story = bytes(people, policy);

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

describe("people and policy as a whole", () => {
  test.each([[null], [undefined], [5], ["people"], [true], [[]]])("match(): people that are %o", (input) => {
    expect(given(input)).toEqual([["E_TYPE", "", ""]]);
  });

  test("match(): a policy that is null, a list or missing", () => {
    expect(given(people, null)).toEqual([["E_TYPE", "policy", "/policy"]]);
    expect(given(people, [])).toEqual([["E_TYPE", "policy", "/policy"]]);
    expect(problemsOf(() => matchAny(people))).toEqual([["E_MISSING", "policy", "/policy"]]);
  });

  test.each([
    ["an object", {}],
    ["a text", "lin"],
    ["a Set", new Set(people.mentors)],
    ["an iterator", people.mentors.values()],
    ["a generator", (function* () {})()],
    ["a typed array", new Float64Array(3)],
  ])("match(): mentors that are %s", (_what, mentors) => {
    expect(given({ mentees: people.mentees, mentors })).toEqual([["E_TYPE", "mentors", "/mentors"]]);
  });

  test("match(): an unknown top-level key, with the nearest name", () => {
    const call = () => matchAny({ mentors: [], mentess: [] }, skillsOnly);
    expect(problemsOf(call).sort()).toEqual([
      ["E_MISSING", "mentees", "/mentees"],
      ["E_UNKNOWN_KEY", "mentess", "/mentess"],
    ]);
    expect(messageOf(call)).toMatchInlineSnapshot(`
      "2 problems:
      - Expected mentees to be a list of mentees, received nothing.
      - Expected mentess to be a known key, received an unknown one. Did you mean "mentees"?"
    `);
  });

  test("match(): an unknown option", () => {
    const call = (options: object) => problemsOf(() => matchAny(people, policy, options));
    expect(call({ maximise: true })).toEqual([["E_UNKNOWN_KEY", "options.maximise", "/options/maximise"]]);
    expect(call({ maximize: true, signals: 1 }).map(([, , pointer]) => pointer)).toEqual([
      "/options/maximize",
      "/options/signals",
    ]);
  });
});

describe("nobody there", () => {
  const empty = (input: People) => {
    const matching = matchAny(input, skillsOnly);
    validateMatching(matching, input, skillsOnly);
    expect(JSON.stringify(matching)).not.toMatch(/null|NaN/);
    return matching.unmatched;
  };

  test("match(): no mentors", () => {
    const { mentees, seats } = empty({ mentees: people.mentees, mentors: [] });
    expect(mentees.map(({ reason }) => reason)).toEqual(people.mentees.map(() => "NO_MENTORS"));
    expect(seats).toEqual([]);
  });

  test("match(): no mentees", () => {
    const { mentees, seats } = empty({ mentees: [], mentors: people.mentors });
    expect(mentees).toEqual([]);
    expect(seats.map(({ mentor, free }) => [mentor, free])).toEqual(
      people.mentors.map(({ id, capacity }) => [id, capacity]),
    );
  });

  test("match(): both empty", () => {
    expect(empty({ mentees: [], mentors: [] })).toEqual({ mentees: [], seats: [], places: [] });
  });
});

describe("entries that are no people", () => {
  test("match(): entries that are null, a number, a list, a text", () => {
    const mentees = [...people.mentees.slice(0, 3), null, 7, [], "ben"];
    expect(given({ mentees, mentors: people.mentors })).toEqual([
      ["E_TYPE", "mentees[3]", "/mentees/3"],
      ["E_TYPE", "mentees[4]", "/mentees/4"],
      ["E_TYPE", "mentees[5]", "/mentees/5"],
      ["E_TYPE", "mentees[6]", "/mentees/6"],
    ]);
  });

  test("match(): a hole in a list", () => {
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    const call = () => matchAny({ mentees: [{ id: "ada" }, , { id: "ben" }], mentors: [] }, skillsOnly);
    expect(problemsOf(call)).toEqual([["E_HOLE", "mentees[1]", "/mentees/1"]]);
    expect(messageOf(call)).toMatchInlineSnapshot(`"Expected mentees[1] to be an entry, received a hole."`);
  });

  test("match(): a list of four thousand million holes ends as soon as one is seen", async () => {
    const { status, stdout } = await inOwnProcess("hostileInput.ts", {
      flags: ["--max-old-space-size=256"],
      arguments: ["holes"],
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "E_HOLE /mentees/0" });
  });

  test("match(): a list with named properties is read without them, and says so", () => {
    const skillsOfAda = Object.assign(["Rust"], { level: 5, extra: { name: "SQL" } });
    const { warnings } = matchAny(storyWith({ ada: { skills: skillsOfAda } }), policy);
    expect(warnings).toContainEqual(expect.objectContaining({ code: "W_IGNORED_PROPERTY", count: 1 }));
    const withoutWarnings = (skills: unknown) => {
      const { warnings: _, manifest, ...rest } = matchAny(storyWith({ ada: { skills } }), policy);
      return JSON.stringify([rest, { ...manifest, warnings: [], result: "" }]);
    };
    expect(withoutWarnings(skillsOfAda)).toBe(withoutWarnings(["Rust"]));
  });
});

describe("values that are no plain data", () => {
  class Grade {
    readonly value = 3;
  }
  test.each([
    ["a Map", new Map()],
    ["a Date", new Date(0)],
    ["an instance of a class", new Grade()],
    ["a boxed number", new Number(1)],
    ["a BigInt", 1n],
    ["a Symbol", Symbol("grade")],
    ["a function", () => 1],
    ["a promise", Promise.resolve(1)],
    ["a regular expression", /x/],
  ])("match(): an attribute that is %s", (_what, grade) => {
    const expected = [["E_TYPE", "mentees[0].attributes.grade", "/mentees/0/attributes/grade"]];
    expect(given(storyWith({ ada: { attributes: { grade } } }))).toEqual(expected);
  });

  test("match(): a function in a policy, other than the score of a custom criterion", () => {
    expect(given(people, { ...skillsOnly, name: () => "x" })).toEqual([["E_TYPE", "policy.name", "/policy/name"]]);
    const criteria = { skills: { ...skills({ weight: 1 }), score: () => 1 } };
    expect(given(people, { criteria })).toEqual([
      ["E_UNKNOWN_KEY", "policy.criteria.skills.score", "/policy/criteria/skills/score"],
    ]);
  });

  test("match(): a circular reference", () => {
    const display: Record<string, unknown> = { team: "Apps" };
    display["self"] = { again: display };
    const call = () => matchAny(storyWith({ ada: { display } }), skillsOnly);
    expect(problemsOf(call)).toEqual([["E_CYCLE", "mentees[0].display.self.again", "/mentees/0/display/self/again"]]);
    expect(messageOf(call)).toMatchInlineSnapshot(
      `"Expected mentees[0].display.self.again to be data without cycles, received an object that contains itself."`,
    );
  });

  test("match(): 20,000 levels of nesting", () => {
    let display: object = {};
    for (let level = 0; level < 20_000; level++) display = { inner: display };
    const [[code, path]] = given(storyWith({ ada: { display } }));
    expect([code, path.slice(0, 31)]).toEqual(["E_TOO_DEEP", "mentees[0].display.inner.inner."]);
    expect(path.length).toBeLessThan(300);
  });

  test("match(): an object in several places is no cycle", () => {
    const shared = { label: "Rust", from: ["2020", "2021"] };
    const [ada, ben, ...others] = people.mentees;
    const display = { first: shared, second: shared, all: [shared, shared] };
    const mentees = [{ ...ada, display }, { ...ben, display }, ...others];
    expect(bytes({ ...people, mentees }, policy)).toBe(bytes(structuredClone({ ...people, mentees }), policy));
  });

  test("match(): objects shared at each of 25 levels, millions as JSON, are refused before they are copied", async () => {
    const { status, stdout } = await inOwnProcess("hostileInput.ts", {
      flags: ["--max-old-space-size=256"],
      arguments: ["sharedObjects"],
    });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^E_TOO_LARGE \/mentees\/0\/display/)]);
  });

  test("match(): hundreds of thousands of problems in one list", () => {
    const wrong = new Array(200_000).fill(5);
    const { code, issues } = refusal(() => matchAny(storyWith({ ada: { skills: wrong } }), skillsOnly));
    expect(code).toBe("E_TOO_LARGE");
    expect(issues).toHaveLength(1);
  });

  test("match(): hundreds of thousands of people with a problem, where code from strings is not allowed", async () => {
    const flags = ["--disallow-code-generation-from-strings"];
    const { status, stdout } = await inOwnProcess("hostileInput.ts", { flags, arguments: ["misspelt"] });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^E_TOO_LARGE /)]);
  });
});

describe("input that reacts to being read", () => {
  test("match(): a getter that throws", () => {
    const cause = new Error("the database is gone");
    const entry = {
      id: "ada",
      get skills(): never {
        throw cause;
      },
    };
    const call = () => matchAny({ mentees: [entry], mentors: [] }, skillsOnly);
    expect(problemsOf(call)).toEqual([["E_READ", "mentees[0].skills", "/mentees/0/skills"]]);
    expect(refusal(call).cause).toBe(cause);
  });

  test.each(["ownKeys", "getPrototypeOf", "get", "getOwnPropertyDescriptor"])(
    "match(): a Proxy whose %s throws",
    (trap) => {
      const hostile = new Proxy(
        { id: "ada" },
        {
          [trap]() {
            throw new Error("no");
          },
        },
      );
      const [[code, path], ...more] = given({ mentees: [hostile], mentors: [] });
      expect([code, path.startsWith("mentees[0]"), more]).toEqual(["E_READ", true, []]);
    },
  );

  test("match(): a Proxy that was revoked", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(given({ mentees: [proxy], mentors: [] })).toEqual([["E_READ", "mentees[0]", "/mentees/0"]]);
  });

  test("match(): each field is read once, so a Proxy that changes between reads is believed the first time", () => {
    const reads = new Map<string, number>();
    const watch = (value: object, at: string): object =>
      new Proxy(value, {
        get(target, key) {
          const place = `${at}.${String(key)}`;
          reads.set(place, (reads.get(place) ?? 0) + 1);
          const field: unknown = Reflect.get(target, key);
          return typeof field === "object" && field !== null ? watch(field, place) : field;
        },
      });
    expect(bytes(watch(people, "people"), watch(policy, "policy"))).toBe(story);
    const fields = [...reads].filter(([place]) => !place.endsWith(".length"));
    expect(fields.length).toBeGreaterThan(200);
    expect(fields.filter(([, count]) => count > 1)).toEqual([]);
  });

  test("match(): a capacity that changes each time it is read", () => {
    let capacity = 0;
    const lin = {
      id: "lin",
      get capacity() {
        capacity += 1;
        return capacity;
      },
    };
    const { manifest } = matchAny({ mentees: [{ id: "ada" }], mentors: [lin] }, skillsOnly);
    expect([manifest.counts.seats, capacity]).toEqual([1, 1]);
  });

  test("match(): deep-frozen input gives the same, and nobody's input is changed", () => {
    const before = JSON.stringify({ people, policy });
    const frozen = deepFreeze(structuredClone({ people, policy }));
    expect(bytes(frozen.people, frozen.policy)).toBe(story);
    expect(bytes(people, policy)).toBe(story);
    refusal(() => matchAny(people, { ...policy, seed: -1 }));
    expect(JSON.stringify({ people, policy })).toBe(before);
  });

  test("match(): objects of another realm and objects without a prototype are plain data", () => {
    const foreign = runInNewContext(`(${JSON.stringify({ people, policy })})`) as { people: People; policy: Policy };
    expect(Object.getPrototypeOf(foreign.people)).not.toBe(Object.prototype);
    expect(bytes(foreign.people, foreign.policy)).toBe(story);
    const bare = Object.assign(Object.create(null), people);
    expect(bytes(bare, Object.assign(Object.create(null), policy))).toBe(story);
  });
});

describe("inherited and polluted properties", () => {
  test("match(): inherited properties supply nothing", () => {
    const inherited = Object.create(Object.assign(Object.create(null), { id: "ada" }));
    expect(given({ mentees: [inherited], mentors: [] })).toEqual([["E_MISSING", "mentees[0].id", "/mentees/0/id"]]);
    const derived = Object.create({ id: "ada" });
    expect(given({ mentees: [derived], mentors: [] })).toEqual([["E_TYPE", "mentees[0]", "/mentees/0"]]);
  });

  test.each(["__proto__", "constructor", "prototype"])("match(): the key %s in people and in a policy", (key) => {
    const parsed = JSON.parse(`{ "id": "ada", "attributes": { "${key}": { "polluted": true } } }`);
    expect(given({ mentees: [parsed], mentors: [] })).toEqual([
      ["E_KEY", `mentees[0].attributes.${key}`, `/mentees/0/attributes/${key}`],
    ]);
    const criteria = JSON.parse(`{ "skills": ${JSON.stringify(skills({}))}, "${key}": { "weight": 0 } }`);
    expect(given(people, { criteria })).toEqual([["E_KEY", `policy.criteria.${key}`, `/policy/criteria/${key}`]]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each(["toString", "valueOf", "hasOwnProperty", "isPrototypeOf"])(
    "match(): %s as key, criterion, rule and field",
    (name) => {
      expect(given(adaAndLin({ [name]: 1 }))).toEqual([["E_UNKNOWN_KEY", `mentees[0].${name}`, `/mentees/0/${name}`]]);
      const named = {
        criteria: { [name]: skills({ weight: 1 }), near: { kind: "proximity", field: name, tolerance: 1 } },
        rules: { [name]: { kind: "sharedLanguage" }, above: { kind: "gap", field: name, min: 0 } },
      } as const satisfies Policy;
      const matching = matchAny(people, named);
      validateMatching(matching, people, named);
      expect(matching.pairs.map(({ contributions }) => Object.keys(contributions))).toContainEqual([name]);
    },
  );

  test.each([true, false])(
    "match(): an Object.prototype that other code has polluted changes nothing (enumerable: %s)",
    (enumerable) => {
      const pollution = { seed: 1, objective: "best", missing: 1, requests: { avoid: ["lin"] }, anything: 1 };
      for (const [key, value] of Object.entries(pollution)) {
        Object.defineProperty(Object.prototype, key, { value, enumerable, configurable: true, writable: true });
        try {
          expect([key, bytes(people, policy) === story]).toEqual([key, true]);
        } finally {
          delete (Object.prototype as Record<string, unknown>)[key];
        }
      }
    },
  );
});
