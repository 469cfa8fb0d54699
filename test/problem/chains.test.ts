import { describe, expect, test } from "vitest";
import { findChains } from "../../src/problem/chains.js";
import type { Mentee, Mentor } from "../../src/problem/people.js";
import { people } from "../support/story.js";

const idsOf = (everybody: readonly Mentee[]) => [
  ...new Set(everybody.flatMap(({ id, manager = id, managers = [] }) => [id, manager, ...managers])),
];

/** For everyone who says something of it: who stands above them, in code-unit order. */
function chainsOf(mentees: readonly Mentee[], mentors: readonly Mentor[] = []): { [id: string]: string[] } {
  const { chains, issues } = findChains({ mentees, mentors });
  expect(issues).toEqual([]);
  const ids = idsOf([...mentees, ...mentors]).sort();
  const known = ids.filter((id) => chains.isKnown(id));
  for (const id of ids) if (!known.includes(id)) expect(ids.filter((other) => chains.isAbove(other, id))).toEqual([]);
  return Object.fromEntries(known.map((id) => [id, ids.filter((other) => chains.isAbove(other, id))]));
}

/** Where a chain does not end. */
function cyclesOf(mentees: readonly Mentee[], mentors: readonly Mentor[] = []): string[] {
  const { issues } = findChains({ mentees, mentors });
  for (const { code } of issues) expect(code).toBe("E_CYCLE");
  return issues.map(({ pointer }) => pointer);
}

describe("findChains", () => {
  test("findChains(): the story's", () => {
    expect(chainsOf(people.mentees, people.mentors)).toEqual({
      ada: ["mara"],
      ben: ["mara"],
      chidi: ["lin", "mara"],
      dora: ["chidi", "lin", "mara"],
      elif: ["mara"],
      lin: ["mara"],
    });
  });

  test("findChains(): nobody stands above themselves, and no report above the manager", () => {
    const { chains } = findChains(people);
    expect(chains.isAbove("lin", "lin")).toBe(false);
    expect(chains.isAbove("dora", "lin")).toBe(false);
    expect(chains.isAbove("nobody", "dora")).toBe(false);
    expect(chains.isAbove("lin", "nobody")).toBe(false);
  });

  test("findChains(): people of two branches do not stand above each other", () => {
    const branches = [
      { id: "ada", manager: "ben" },
      { id: "ben", manager: "mara" },
      { id: "dora", manager: "elif" },
      { id: "elif", manager: "mara" },
    ];
    expect(chainsOf(branches)).toEqual({ ada: ["ben", "mara"], ben: ["mara"], dora: ["elif", "mara"], elif: ["mara"] });
  });

  test("findChains(): who says nothing is unknown, and who says that there is nobody is not", () => {
    expect(chainsOf([{ id: "ada" }, { id: "ben", managers: [] }])).toEqual({ ben: [] });
  });

  test("findChains(): a list of managers counts in full and is not followed further", () => {
    const mentees = [
      { id: "ada", manager: "ben" },
      { id: "ben", managers: ["x", "lin"] },
      { id: "dora", manager: "ada" },
    ];
    expect(chainsOf(mentees, [{ id: "lin", manager: "mara" }])).toEqual({
      ada: ["ben", "lin", "x"],
      ben: ["lin", "x"],
      dora: ["ada", "ben", "lin", "x"],
      lin: ["mara"],
    });
  });

  test("findChains(): a list of managers is taken instead of a manager", () => {
    expect(chainsOf([{ id: "ada", manager: "ben", managers: ["lin"] }])).toEqual({ ada: ["lin"] });
  });

  test("findChains(): what one person says on both sides is said once, wherever it is said", () => {
    const said = { ada: ["lin"], ben: ["ada", "lin"] };
    const [silent, speaking, ben] = [{ id: "ada" }, { id: "ada", manager: "lin" }, { id: "ben", manager: "ada" }];
    expect(chainsOf([silent, ben], [speaking])).toEqual(said);
    expect(chainsOf([speaking, ben], [silent])).toEqual(said);
    expect(chainsOf([speaking, ben], [speaking])).toEqual(said);
  });

  test("findChains(): ids that objects have already", () => {
    const mentees = [
      { id: "__proto__", manager: "constructor" },
      { id: "constructor", manager: "toString" },
    ];
    const { chains } = findChains({ mentees, mentors: [] });
    expect(chains.isAbove("toString", "__proto__")).toBe(true);
    expect(chains.isAbove("__proto__", "toString")).toBe(false);
    expect([chains.isKnown("constructor"), chains.isKnown("toString")]).toEqual([true, false]);
  });

  test("findChains(): a manager of themselves", () => {
    expect(cyclesOf([{ id: "ada", manager: "ada" }])).toEqual(["/mentees/0/manager"]);
    expect(cyclesOf([{ id: "ada", managers: ["ben", "ada"] }])).toEqual(["/mentees/0/managers"]);
    expect(
      cyclesOf([
        { id: "ada", manager: "ben" },
        { id: "ben", managers: ["x", "ada"] },
      ]),
    ).toContain("/mentees/0/manager");
  });

  test("findChains(): a circle of three, and everyone below it, mentors first; nobody else", () => {
    const mentees = [
      { id: "ada", manager: "ben" },
      { id: "ben", manager: "lin" },
      { id: "dora", manager: "ada" },
      { id: "elif", manager: "mara" },
    ];
    expect(cyclesOf(mentees, [{ id: "noor" }, { id: "lin", manager: "ada" }])).toEqual([
      "/mentors/1/manager",
      "/mentees/0/manager",
      "/mentees/1/manager",
      "/mentees/2/manager",
    ]);
  });

  test("findChains(): a list that names somebody twice", () => {
    expect(cyclesOf([{ id: "ada", managers: ["x", "y", "x"] }])).toEqual(["/mentees/0/managers"]);
  });

  test("findChains(): fifty thousand levels, and the same in a circle", () => {
    const mentees = Array.from({ length: 50_000 }, (_, index) => ({ id: `m${index}`, manager: `m${index + 1}` }));
    const { chains, issues } = findChains({ mentees, mentors: [] });
    expect(issues).toEqual([]);
    expect([chains.isAbove("m50000", "m0"), chains.isAbove("m0", "m50000")]).toEqual([true, false]);
    expect(cyclesOf([...mentees, { id: "m50000", manager: "m0" }])).toHaveLength(50_001);
  });
});
