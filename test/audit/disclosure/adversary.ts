import loadHighs from "highs";

import type {
  Disclosure,
  DisclosureRequest,
  Grouped,
  Grouping,
} from "../../../src/audit/disclosure/decideDisclosure.js";

/** A cell of a report, and what the report says of it. */
export interface ReportedCell {
  readonly population: number;
  readonly grouping: number;
  /** −1 is "not known". */
  readonly cell: readonly number[];
  readonly count: number;
  readonly isShown: boolean;
}

/** Everything that one report says, and what its readers know beside it. */
export interface Report {
  readonly grouped: Grouped;
  readonly groupings: readonly Grouping[];
  readonly populations: readonly Uint8Array[];
  readonly cells: readonly ReportedCell[];
  /** Whether a hidden cell is known to have somebody in it. */
  readonly isKnownToBeThere: (cell: ReportedCell) => boolean;
}

/** Every cell there could be, "not known" among the groups. */
export function allCells(grouped: Grouped, grouping: Grouping): number[][] {
  return grouping.reduce<number[][]>(
    (cells, attribute) =>
      cells.flatMap((cell) =>
        Array.from({ length: grouped.groups[attribute] + 1 }, (_, index) => [...cell, index - 1]),
      ),
    [[]],
  );
}

/** What a report says when printed by these decisions. */
export function printReport(request: DisclosureRequest, { isShown }: Disclosure): Report {
  const { grouped, groupings, populations, earlier } = request;
  const cells = populations.flatMap((members, population) =>
    groupings.flatMap((attributes, grouping) =>
      allCells(grouped, attributes).map((cell): ReportedCell => {
        let count = 0;
        for (let person = 0; person < grouped.people; person++) {
          const isIn = attributes.every((attribute, k) => grouped.groupOf[attribute][person] === cell[k]);
          if (isIn && members[person] === 1) count++;
        }
        return { population, grouping, cell, count, isShown: isShown(population, grouping, cell) };
      }),
    ),
  );
  const shownOfAll = new Set(
    cells.filter((one) => one.population === 0 && one.isShown).map((one) => `${one.grouping} ${one.cell}`),
  );
  const seen = new Set(cells.filter((one) => one.isShown).map((one) => `${one.population} ${one.grouping}`));
  return {
    grouped,
    groupings,
    populations,
    cells,
    // readers see empty cells, unless nothing is shown of the grouping; what was hidden before may be empty by now, and
    // what is hidden of everybody is hidden of those matched whether or not anybody is
    isKnownToBeThere: ({ population, grouping, cell }) =>
      earlier?.(population, grouping, cell) === undefined &&
      seen.has(`${population} ${grouping}`) &&
      (population === 0 || shownOfAll.has(`${grouping} ${cell}`)),
  };
}

/** Everybody whom a report could be about: one group by each attribute, and the populations they belong to. */
interface Atom {
  readonly groups: readonly number[];
  readonly memberships: readonly number[];
}

function atomsOf({ grouped, populations }: Report): Atom[] {
  const everything = grouped.groups.map((_, attribute) => attribute);
  const memberships = populations.slice(1).reduce<number[][]>(
    (sets, _) =>
      sets.flatMap((set) => [
        [...set, 0],
        [...set, 1],
      ]),
    [[1]],
  );
  return allCells(grouped, everything).flatMap((groups) => memberships.map((one) => ({ groups, memberships: one })));
}

function isIn(atom: Atom, population: number, attributes: Grouping, cell: readonly number[]): boolean {
  return atom.memberships[population] === 1 && attributes.every((attribute, k) => atom.groups[attribute] === cell[k]);
}

/** The least and the greatest that a cell could be, in whole numbers. */
export interface Range {
  readonly cell: ReportedCell;
  readonly least: number;
  readonly greatest: number;
}

/** What changed between two reports, as far as readers know it. */
export interface Turnover {
  readonly joined: number;
  readonly left: number;
  /** At most so many people changed groups. */
  readonly moved: number;
}

export interface Adversary {
  /** What one report tells of every cell that it hides and that has people. */
  readonly attack: (report: Report) => Range[];
  /** The same of the later of two reports, both read together with how many came, left and changed groups. */
  readonly attackBoth: (before: Report, after: Report, turnover: Turnover) => Range[];
  /** The least and greatest sum over a hidden cell of something between 0 and 1 about each person, whose group all know. */
  readonly attackSums: (report: Report, values: readonly number[]) => Range[];
}

/**
 * Someone who takes everything that is printed and computes what each hidden cell can be, by integer programmes over the
 * number of people of every kind that there could be.
 *
 * Source: the attacker's problem of M. Fischetti and J. J. Salazar-González, "Models and algorithms for optimizing cell
 * suppression in tabular data with linear constraints", JASA 95(451):916–928, 2000.
 */
export async function openAdversary(): Promise<Adversary> {
  const { solve } = await loadHighs();

  function extremes(conditions: readonly string[], kind: string, variables: readonly string[], goal: string) {
    return ["Minimize", "Maximize"].map((direction) => {
      const programme = `${direction}\n ${goal}\nSubject To\n ${conditions.join("\n ")}\n${kind}\n ${variables.join("\n ")}\nEnd`;
      const solution = solve(programme, { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
      if (solution.Status === "Unbounded") return Number.POSITIVE_INFINITY;
      if (solution.Status !== "Optimal") throw new Error(`HiGHS ended with ${solution.Status}`);
      return solution.ObjectiveValue;
    });
  }

  function rangesOf(report: Report, conditions: readonly string[], prefix: string, variables: readonly string[]) {
    const atoms = atomsOf(report);
    return report.cells
      .filter(({ isShown, count }) => !isShown && count > 0)
      .map((cell): Range => {
        const goal = sumOver(atoms, prefix, (atom) =>
          isIn(atom, cell.population, report.groupings[cell.grouping], cell.cell),
        );
        const [least, greatest] = extremes(conditions, "General", variables, goal).map(Math.round);
        return { cell, least, greatest };
      });
  }

  return {
    attack: (report) => rangesOf(report, stateReport(report, "x"), "x", named("x", atomsOf(report).length)),
    attackBoth: (before, after, turnover) => {
      const count = atomsOf(before).length;
      const conditions = [...stateReport(before, "y"), ...stateReport(after, "x"), ...stateTurnover(before, turnover)];
      const variables = ["x", "y", "joined", "left", "out", "in"].flatMap((prefix) => named(prefix, count));
      return rangesOf(after, conditions, "x", variables);
    },
    attackSums: (report, values) => {
      const people = Array.from(values.keys());
      const sumOf = ({ population, grouping, cell }: ReportedCell) =>
        people.filter(
          (person) =>
            report.populations[population][person] === 1 &&
            report.groupings[grouping].every((attribute, k) => report.grouped.groupOf[attribute][person] === cell[k]),
        );
      const known = (members: readonly number[]) =>
        `${members.map((person) => `+ x${person}`).join(" ")} = ${members.reduce((sum, person) => sum + values[person], 0)}`;
      const conditions = [
        ...report.populations.map((members) => people.filter((person) => members[person] === 1)),
        ...report.cells.filter(({ isShown }) => isShown).map(sumOf),
      ];
      return report.cells
        .filter(({ isShown, count }) => !isShown && count > 0)
        .map((cell) => {
          const goal = sumOf(cell)
            .map((person) => `+ x${person}`)
            .join(" ");
          const lines = [
            ...conditions.filter((members) => members.length > 0).map(known),
            ...people.map((p) => `x${p} <= 1`),
          ];
          const [least, greatest] = extremes(
            lines,
            "Bounds",
            people.map((p) => `0 <= x${p}`),
            goal,
          );
          return { cell, least, greatest };
        });
    },
  };
}

/** What a report says, as equations: totals, shown cells, and that hidden ones have somebody. */
function stateReport(report: Report, prefix: string): string[] {
  const atoms = atomsOf(report);
  const totals = report.populations.map((members, population) => {
    const sum = sumOver(atoms, prefix, ({ memberships }) => memberships[population] === 1);
    return `${sum} = ${members.reduce((count, one) => count + one, 0)}`;
  });
  const cells = report.cells.flatMap((one) => {
    const sum = sumOver(atoms, prefix, (atom) => isIn(atom, one.population, report.groupings[one.grouping], one.cell));
    if (one.isShown) return [`${sum} = ${one.count}`];
    return report.isKnownToBeThere(one) ? [`${sum} >= 1`] : [];
  });
  return [...totals, ...cells];
}

/** After = before − left + joined − moved out + moved in, of every kind of people; whoever leaves or moves was there. */
function stateTurnover(report: Report, { joined, left, moved }: Turnover): string[] {
  const atoms = atomsOf(report);
  // whether somebody is matched changes freely from round to round, so kinds are added up over it
  const kinds = [...new Set(atoms.map(({ groups }) => groups.join()))];
  const sum = (prefix: string, sign: string, kind?: string) =>
    atoms
      .flatMap(({ groups }, index) =>
        kind === undefined || groups.join() === kind ? [`${sign} ${prefix}${index}`] : [],
      )
      .join(" ");
  return [
    `${sum("joined", "+")} = ${joined}`,
    `${sum("left", "+")} = ${left}`,
    `${sum("out", "+")} <= ${moved}`,
    `${sum("out", "+")} ${sum("in", "-")} = 0`,
    ...kinds.flatMap((kind) => [
      `${sum("x", "+", kind)} ${sum("y", "-", kind)} ${sum("left", "+", kind)} ${sum("joined", "-", kind)} ${sum("out", "+", kind)} ${sum("in", "-", kind)} = 0`,
      `${sum("y", "+", kind)} ${sum("left", "-", kind)} ${sum("out", "-", kind)} >= 0`,
    ]),
  ];
}

function sumOver(atoms: readonly Atom[], prefix: string, counts: (atom: Atom) => boolean): string {
  return atoms.flatMap((atom, index) => (counts(atom) ? [`+ ${prefix}${index}`] : [])).join(" ");
}

function named(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}
