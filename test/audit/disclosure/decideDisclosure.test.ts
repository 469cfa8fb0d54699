import { describe, expect, test } from "vitest";

import { type DisclosureRequest, decideDisclosure } from "../../../src/audit/disclosure/decideDisclosure.js";

/** By one attribute: so many people in each group, then so many whose group is not known. */
function oneAttribute(counts: readonly number[], unknown: number, minimumCell: number): DisclosureRequest {
  const groupOf = [...counts, unknown].flatMap((count, index) =>
    new Array<number>(count).fill(index === counts.length ? -1 : index),
  );
  return {
    grouped: { people: groupOf.length, groupOf: [Int32Array.from(groupOf)], groups: [counts.length] },
    groupings: [[0]],
    populations: [new Uint8Array(groupOf.length).fill(1)],
    minimumCell,
  };
}

/** By two attributes and both at once: a table of counts, of which so many are matched. */
function table(
  counts: readonly (readonly number[])[],
  { minimumCell, matched }: { minimumCell: number; matched?: readonly (readonly number[])[] },
): DisclosureRequest {
  const people = counts.flatMap((line, row) =>
    line.flatMap((count, column) =>
      Array.from({ length: count }, (_, index) => ({
        row,
        column,
        isMatched: index < (matched?.[row][column] ?? count),
      })),
    ),
  );
  const everybody = new Uint8Array(people.length).fill(1);
  return {
    grouped: {
      people: people.length,
      groupOf: [Int32Array.from(people, ({ row }) => row), Int32Array.from(people, ({ column }) => column)],
      groups: [counts.length, counts[0].length],
    },
    groupings: [[0], [1], [0, 1]],
    populations:
      matched === undefined ? [everybody] : [everybody, Uint8Array.from(people, ({ isMatched }) => Number(isMatched))],
    minimumCell,
  };
}

/** Which groups are shown, and last whether "not known" is. */
function shownGroups(request: DisclosureRequest, population = 0): boolean[] {
  const { isShown } = decideDisclosure(request);
  const groups = Array.from({ length: request.grouped.groups[0] }, (_, group) => isShown(population, 0, [group]));
  return [...groups, isShown(population, 0, [-1])];
}

/** A line for each row of a table: `#` where a cell is hidden. */
function tableText(request: DisclosureRequest, population = 0): string[] {
  const { isShown } = decideDisclosure(request);
  const [rows, columns] = request.grouped.groups;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => (isShown(population, 2, [row, column]) ? "." : "#")).join(""),
  );
}

describe("decideDisclosure, by one attribute", () => {
  test("nobody is few: everything is shown", () => {
    expect(shownGroups(oneAttribute([20, 12, 7], 0, 5))).toEqual([true, true, true, true]);
  });

  test("a group that is hidden alone would be what remains: the smallest of the others goes too", () => {
    expect(shownGroups(oneAttribute([20, 3, 9, 12], 0, 5))).toEqual([true, false, false, true, true]);
  });

  test("whoever is not known is hidden rather than a group, however many they are", () => {
    expect(shownGroups(oneAttribute([20, 3, 9], 15, 5))).toEqual([true, false, true, false]);
  });

  test("a few who are not known are hidden, and a group with them", () => {
    expect(shownGroups(oneAttribute([20, 9], 2, 5))).toEqual([true, false, false]);
  });

  test("two small groups hide each other where they leave room", () => {
    expect(shownGroups(oneAttribute([20, 4, 4, 9], 0, 5))).toEqual([true, false, false, true, true]);
  });

  test("two small groups that have too few together are joined by a third", () => {
    expect(shownGroups(oneAttribute([20, 1, 4, 9], 0, 5))).toEqual([true, false, false, false, true]);
  });

  test("a minimum of 1 hides nothing", () => {
    expect(shownGroups(oneAttribute([1, 1, 2], 1, 1))).toEqual([true, true, true, true]);
  });

  test("of fewer people than the minimum nothing is shown, not even who is nobody", () => {
    expect(shownGroups(oneAttribute([3, 1, 0], 0, 10))).toEqual([false, false, false, false]);
  });

  test("where each of so many groups has one person, nothing is shown, not even who is nobody", () => {
    expect(shownGroups(oneAttribute([1, 1, 1, 1, 1], 0, 5))).toEqual(new Array(6).fill(false));
    expect(shownGroups(oneAttribute([2, 4, 0], 0, 6))).toEqual(new Array(4).fill(false));
  });

  test("empty groups are shown, and hide nobody", () => {
    expect(shownGroups(oneAttribute([0, 8, 0, 6], 0, 5))).toEqual([true, true, true, true, true]);
    expect(shownGroups(oneAttribute([0, 8, 2, 6], 0, 5))).toEqual([true, true, false, false, true]);
  });

  test("everybody in one group, nobody in any, and nobody at all", () => {
    expect(shownGroups(oneAttribute([10, 0], 0, 5))).toEqual([true, true, true]);
    expect(shownGroups(oneAttribute([0, 0], 10, 5))).toEqual([true, true, true]);
    expect(shownGroups(oneAttribute([0, 0], 0, 5))).toEqual([true, true, true]);
  });

  test("the order of people does not matter", () => {
    const request = oneAttribute([20, 3, 9, 9], 0, 5);
    const reversed = { ...request.grouped, groupOf: request.grouped.groupOf.map((groups) => groups.toReversed()) };
    expect(shownGroups({ ...request, grouped: reversed })).toEqual(shownGroups(request));
  });
});

describe("decideDisclosure, by two attributes and both", () => {
  test("one small cell takes three others with it: its row and its column would give it away", () => {
    const counts = [
      [2, 9, 30],
      [7, 8, 30],
      [30, 30, 30],
    ];
    expect(tableText(table(counts, { minimumCell: 5 }))).toEqual(["##.", "##.", "..."]);
  });

  test("hidden cells in a staircase, which rows and columns would give away one after the other", () => {
    // 3 and 4 share a row, 4 and 2 a column: the first column gives 3, then the first row 4, then the second column 2
    const counts = [
      [3, 4, 40],
      [40, 2, 50],
      [40, 50, 60],
    ];
    const text = tableText(table(counts, { minimumCell: 5 }));
    expect(text).toEqual(["##.", "##.", "..."]);
  });

  test("margins stay, unless they are small themselves", () => {
    const request = table(
      [
        [2, 20, 20],
        [20, 20, 20],
        [1, 2, 0],
      ],
      { minimumCell: 5 },
    );
    const { isShown } = decideDisclosure(request);
    const margins = [0, 1].map((grouping) => [0, 1, 2].map((group) => isShown(0, grouping, [group])));
    expect(margins[0]).toEqual([false, true, false]);
    expect(margins[1]).toEqual([true, true, true]);
  });

  test("what a shown group has more than a shown part of it is hidden, though nobody named it", () => {
    // all of row 1 but two people are in column 1, by an attribute that no intersection was asked for
    const request = table(
      [
        [20, 2],
        [3, 20],
      ],
      { minimumCell: 5 },
    );
    const { isShown } = decideDisclosure({
      ...request,
      grouped: {
        ...request.grouped,
        groupOf: [
          Int32Array.from({ length: 45 }, (_, person) => (person < 20 ? 0 : 1)),
          Int32Array.from({ length: 45 }, (_, person) => (person < 22 ? 0 : 1)),
        ],
      },
      groupings: [[0], [1]],
    });
    expect(isShown(0, 0, [0]) && isShown(0, 1, [0])).toBe(false);
  });
});

describe("decideDisclosure, of everybody and of those matched", () => {
  test("a few matched are hidden, and one of the others with them; a few unmatched have no figures to hide", () => {
    const counts = [[20], [20], [20], [20]];
    const request = table(counts, { minimumCell: 5, matched: [[10], [3], [18], [10]] });
    expect(shownGroups(request)).toEqual([true, true, true, true, true]);
    expect(shownGroups(request, 1)).toEqual([false, false, true, true, true]);
  });

  test("what is hidden of everybody is hidden of those matched", () => {
    const request = table([[20], [3], [9]], { minimumCell: 5, matched: [[10], [0], [0]] });
    expect(shownGroups(request)).toEqual([true, false, false, true]);
    expect(shownGroups(request, 1)).toEqual([true, false, false, true]);
  });

  test("rectangles are hidden of those matched alone where that is enough", () => {
    const counts = [
      [40, 40, 40],
      [40, 40, 40],
      [40, 40, 40],
    ];
    const matched = [
      [2, 9, 30],
      [8, 9, 30],
      [30, 30, 30],
    ];
    const request = table(counts, { minimumCell: 5, matched });
    expect(tableText(request)).toEqual(["...", "...", "..."]);
    expect(tableText(request, 1)).toEqual(["##.", "##.", "..."]);
    const { isShown } = decideDisclosure(request);
    expect([0, 1, 2].flatMap((group) => [isShown(1, 0, [group]), isShown(1, 1, [group])])).toEqual(
      new Array(6).fill(true),
    );
  });

  test("a cell in which nobody is matched is shown, though hiding it would complete a rectangle", () => {
    const counts = [
      [40, 40, 40],
      [40, 40, 40],
      [40, 40, 40],
    ];
    const matched = [
      [2, 9, 30],
      [0, 9, 30],
      [30, 31, 30],
    ];
    expect(decideDisclosure(table(counts, { minimumCell: 5, matched })).isShown(1, 2, [1, 0])).toBe(true);
  });

  test("of fewer matched people than the minimum nothing is shown", () => {
    const request = table([[20], [20]], { minimumCell: 5, matched: [[3], [0]] });
    expect(shownGroups(request, 1)).toEqual([false, false, false]);
  });

  test("where nobody is matched, nobody is hidden", () => {
    const request = table([[20], [20]], { minimumCell: 5, matched: [[0], [0]] });
    expect(shownGroups(request, 1)).toEqual([true, true, true]);
  });
});

describe("decideDisclosure, after an earlier report", () => {
  const request = oneAttribute([20, 11, 9, 12], 0, 5);
  const shownAfter = (said: readonly (number | "hidden" | undefined)[]) =>
    shownGroups({ ...request, earlier: (_population, _grouping, [group]) => said[group] });

  test("what was hidden stays hidden, and not alone", () => {
    expect(shownAfter([20, "hidden", 9, 12])).toEqual([true, false, false, true, true]);
  });

  test("a count that differs by a few is hidden: the difference singles out who came", () => {
    expect(shownAfter([20, 10, 9, 12])).toEqual([true, false, false, true, true]);
  });

  test("counts that differ by many, or not at all, are shown", () => {
    expect(shownAfter([20, 5, 9, 20])).toEqual([true, true, true, true, true]);
  });

  test("groups of which nothing was said are as in a first report", () => {
    expect(shownAfter([undefined, undefined])).toEqual([true, true, true, true, true]);
  });

  test("a group that is empty by now stays hidden if it was", () => {
    const emptied = { ...oneAttribute([20, 0, 9, 12], 0, 5), earlier: () => "hidden" as const };
    expect(shownGroups(emptied)).toEqual([false, false, false, false, false]);
  });
});
