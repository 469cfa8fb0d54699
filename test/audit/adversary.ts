import loadHighs from "highs";
import type { Audit, Figure, GroupingAudit, SideAudit } from "telemachus";

import { plain } from "./storedRound.js";

/** A hidden figure that can be no other than it is. */
export interface Recovered {
  readonly where: string;
  readonly figure: number;
}

export interface Attack {
  /** How many hidden figures were asked for. */
  readonly hidden: number;
  readonly recovered: readonly Recovered[];
}

/** What changed between two reports, as far as readers know it. */
export interface Turnover {
  readonly joined: number;
  readonly left: number;
  /** At most so many people changed groups. */
  readonly moved: number;
}

export interface ReportAdversary {
  /** Reads the JSON of a report. `truth` is the same report with nothing hidden, to check guesses against. */
  readonly attack: (report: Audit, truth: Audit) => Attack;
  /** The same of both of two successive reports read together. */
  readonly attackBoth: (reports: readonly [Audit, Audit], truths: readonly [Audit, Audit], of: Turnover) => Attack;
}

type Side = "mentees" | "mentors";
/** Coefficients by variable. */
type Sum = Map<string, number>;

/** People alike: a label by attribute (null is unknown), and which of the further populations they are in. */
interface Atom {
  readonly groups: readonly (string | null)[];
  readonly isMatched: boolean;
  readonly isFurther: boolean;
  readonly name: string;
}

const furtherMeasures = ["firstChoiceShare", "seatsUsed"];
const furtherMeasure = { mentees: "firstChoiceShare", mentors: "seatsUsed" } as const;
const aboutMatched = ["meanScore", "medianScore", "lowestScore", "scoringRate", "topThreeShare"];
/** Measures of which the same sum is told in two ways. */
const sumOf: { readonly [measure: string]: string } = { meanScoreOfEveryone: "meanScore" };

/** The unit in which sums of a measure are whole; undefined where they are not looked at. */
function scaleOf(side: Side, measure: string): number | undefined {
  if (["matchRate", "load"].includes(measure)) return 1;
  if (side === "mentors") return undefined;
  if (measure === "meanScore" || measure === "meanScoreOfEveryone") return 100;
  return measure === "scoringRate" || measure === "firstChoiceShare" ? 1 : undefined;
}

function numberIn(figure: Figure): number {
  return numberOr(figure, 0);
}

function numberOr(figure: Figure, otherwise: number): number {
  const value = plain(figure);
  return typeof value === "number" ? value : otherwise;
}

function has(measure: string, atom: Atom): boolean {
  if (furtherMeasures.includes(measure)) return atom.isFurther;
  return aboutMatched.includes(measure) ? atom.isMatched : true;
}

/**
 * Whoever reads a report and knows the totals. States everything that is printed as equations over how many people of
 * each kind there are, and over the sums of what is measured of them; a hidden figure is recovered where no other people
 * would give the same report.
 */
export async function openReportAdversary(): Promise<ReportAdversary> {
  const { solve } = await loadHighs();

  function extreme(direction: "Minimize" | "Maximize", model: Model, goal: Sum, measure: string): Found {
    const own = model.ofMeasure.get(sumOf[measure] ?? measure) ?? { lines: [], whole: [] };
    const lines = [...new Set([...model.lines, ...own.lines])].join("\n ");
    const whole = [...model.whole, ...own.whole].join("\n ");
    const programme = `${direction}\n ${written(goal)}\nSubject To\n ${lines}\nGeneral\n ${whole}\nEnd`;
    const solution = solve(programme, { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
    if (solution.Status === "Unbounded") return new Map();
    if (solution.Status !== "Optimal") throw new Error(`HiGHS ended with ${solution.Status}\n${programme}`);
    return new Map(Object.entries(solution.Columns).map(([name, { Primal }]) => [name, Primal]));
  }

  /** Whether a sum can be no other than it is. Other people that were found before serve for all sums. */
  function isFixed(model: Model, goal: Sum, measure: string): boolean {
    const found = model.found.get(measure) ?? [];
    model.found.set(measure, found);
    for (const direction of ["Maximize", "Minimize"] as const) {
      if (goal.size === 0 || !isSame(goal, found)) break;
      const one = extreme(direction, model, goal, measure);
      if (one.size === 0) return false;
      found.push(one);
    }
    return isSame(goal, found);
  }

  function targetsOf(model: Model, statement: Stated, report: Audit, truth: Audit, where: string): Attack {
    let hidden = 0;
    const recovered: Recovered[] = [];
    const ask = (at: string, told: Figure, figure: number, goalOf: () => Sum, measure = "") => {
      if (plain(told) !== "hidden") return;
      hidden++;
      if (isFixed(model, goalOf(), measure)) recovered.push({ where: `${where} ${at}`, figure });
    };
    const { side } = statement;
    report[side].groupings.forEach((grouping, index) => {
      const real = truth[side].groupings[index];
      const name = grouping.attributes.join();
      ask(`${name} unknown`, grouping.unknown, numberIn(real.unknown), () => statement.count(grouping, null, ""));
      grouping.groups.forEach(({ labels, count }, at) => {
        const cell = `${name}=${labels.join()}`;
        const people = numberIn(real.groups[at].count);
        ask(`${cell} count`, count, people, () => statement.count(grouping, labels, ""));
        for (const { measure, byGroup } of grouping.measures) {
          const told = byGroup[at];
          const so = real.measures.find((one) => one.measure === measure)!.byGroup[at];
          const size = numberIn(so.people);
          const counted = statement.count(grouping, labels, measure);
          ask(`${cell} ${measure} people`, told.people, size, () => counted);
          if (size === 0 || scaleOf(side, measure) === undefined || plain(so.value) === "detached") continue;
          // a mean is known where size · sum − total · size can be nothing but 0
          const total = Math.round(numberIn(so.value) * size * scaleOf(side, measure)!);
          const goal = () => plus(plus(new Map(), statement.sum(grouping, labels, measure), size), counted, -total);
          ask(`${cell} ${measure} value`, told.value, numberIn(so.value), goal, measure);
        }
      });
    });
    return { hidden, recovered };
  }

  return {
    attack(report, truth) {
      return joined(
        (["mentees", "mentors"] as const).map((side) => {
          const model = emptyModel();
          const stated = state(model, report, side, "x");
          return targetsOf(model, stated, report, truth, side);
        }),
      );
    },
    attackBoth(reports, truths, turnover) {
      const side = "mentees";
      const model = emptyModel();
      const atoms = [
        ...new Set(reports.flatMap((report) => combinationsOf(report[side]).map((one) => JSON.stringify(one)))),
      ];
      const stated = reports.map((report, at) => state(model, report, side, at === 0 ? "y" : "x", at === 1, atoms));
      stateTurnover(model, stated[0].atoms, turnover);
      return joined(reports.map((report, at) => targetsOf(model, stated[at], report, truths[at], `report ${at + 1}`)));
    },
  };
}

function joined(attacks: readonly Attack[]): Attack {
  return {
    hidden: attacks.reduce((sum, { hidden }) => sum + hidden, 0),
    recovered: attacks.flatMap(({ recovered }) => recovered),
  };
}

/** Everybody, as whole numbers by variable; empty where there is no bound. */
type Found = ReadonlyMap<string, number>;

/** Whether a sum is the same of all these people. */
function isSame(goal: Sum, all: readonly Found[]): boolean {
  if (goal.size === 0) return true;
  const sums = all.map((found) =>
    [...goal].reduce((sum, [name, by]) => sum + by * Math.round(found.get(name) ?? 0), 0),
  );
  return sums.every((sum) => sum === sums[0]);
}

/** Equations over how many people there are, and for each measure those over its sums. */
interface Model {
  readonly lines: string[];
  readonly whole: Set<string>;
  readonly ofMeasure: Map<string, { readonly lines: string[]; readonly whole: Set<string> }>;
  /** By measure: people of whom everything that is printed is so. */
  readonly found: Map<string, Found[]>;
}

function emptyModel(): Model {
  return { lines: [], whole: new Set(), ofMeasure: new Map(), found: new Map() };
}

interface Stated {
  readonly side: Side;
  readonly atoms: readonly Atom[];
  /** How many people of a group (of unknown group where there are no labels) a measure is about. */
  readonly count: (grouping: GroupingAudit, labels: readonly string[] | null, measure: string) => Sum;
  readonly sum: (grouping: GroupingAudit, labels: readonly string[] | null, measure: string) => Sum;
}

function combinationsOf(side: SideAudit): (string | null)[][] {
  const single = side.groupings.filter(({ attributes }) => attributes.length === 1);
  return single.reduce<(string | null)[][]>(
    (all, { groups }) =>
      all.flatMap((one) => [null, ...groups.map(({ labels: [label] }) => label)].map((g) => [...one, g])),
    [[]],
  );
}

function state(
  model: Model,
  report: Audit,
  side: Side,
  prefix: string,
  isLater = false,
  known?: readonly string[],
): Stated {
  const audit = report[side];
  const combinations = known?.map((one) => JSON.parse(one) as (string | null)[]) ?? combinationsOf(audit);
  const { attributes } = report;
  const isListed = (groups: readonly (string | null)[]) =>
    audit.groupings.every((grouping) => {
      const own = grouping.attributes.map((attribute) => groups[attributes.indexOf(attribute)]);
      return own.includes(null) || grouping.groups.some(({ labels }) => labels.join("|") === own.join("|"));
    });
  const atoms: Atom[] = combinations.flatMap((groups, at) =>
    [true, false].flatMap((isMatched) =>
      [true, false].map((isFurther) => ({
        ...{ groups, isMatched, isFurther },
        name: `${prefix}${at}${isMatched ? "m" : "u"}${isFurther ? "f" : "n"}`,
      })),
    ),
  );
  for (const { name, groups } of atoms) {
    model.whole.add(name);
    if (!isListed(groups)) model.lines.push(`${name} = 0`);
  }
  const isIn = (atom: Atom, grouping: GroupingAudit, labels: readonly string[] | null) => {
    const own = grouping.attributes.map((attribute) => atom.groups[attributes.indexOf(attribute)]);
    return labels === null ? own.includes(null) : own.every((one, k) => one === labels[k]);
  };
  const names = audit.groupings[0].measures
    .map(({ measure }) => measure as string)
    .filter((one) => scaleOf(side, one) !== undefined);
  const ownOf = (measure: string) => {
    const name = sumOf[measure] ?? measure;
    const own = model.ofMeasure.get(name) ?? { lines: [], whole: new Set<string>() };
    model.ofMeasure.set(name, own);
    return own;
  };
  const variable = (atom: Atom, measure: string) => `${atom.name}${sumOf[measure] ?? measure}`;
  const count: Stated["count"] = (grouping, labels, measure) =>
    new Map(atoms.filter((a) => isIn(a, grouping, labels) && has(measure, a)).map(({ name }) => [name, 1]));
  const sum: Stated["sum"] = (grouping, labels, measure) => {
    const inside = atoms.filter((atom) => isIn(atom, grouping, labels));
    if (measure === "matchRate") return new Map(inside.filter((a) => a.isMatched).map(({ name }) => [name, 1]));
    const about = inside.filter((atom) => has(sumOf[measure] ?? measure, atom));
    return new Map(about.map((atom) => [variable(atom, measure), 1]));
  };
  const equal = (terms: Sum, value: number, lines = model.lines) => {
    if (terms.size > 0) lines.push(`${written(terms)} = ${value}`);
  };
  // whole numbers from 0 to one unit each; loads have no bound
  for (const measure of names.filter((one) => one !== "matchRate" && sumOf[one] === undefined)) {
    const { lines, whole } = ownOf(measure);
    for (const atom of atoms.filter((one) => has(measure, one))) {
      const name = variable(atom, measure);
      whole.add(name);
      if (measure !== "load") lines.push(`${name} - ${scaleOf(side, measure)} ${atom.name} <= 0`);
      else lines.push(atom.isMatched ? `${name} - ${atom.name} >= 0` : `${name} = 0`);
    }
  }
  equal(new Map(atoms.map(({ name }) => [name, 1])), audit.people);
  equal(new Map(atoms.filter((a) => a.isMatched).map(({ name }) => [name, 1])), audit.matched);
  const further = audit.groupings[0].measures.find(({ measure }) => measure === furtherMeasure[side])!;
  equal(new Map(atoms.filter((a) => a.isFurther).map(({ name }) => [name, 1])), further.people);
  for (const measure of audit.groupings[0].measures) {
    if (!names.includes(measure.measure) || measure.measure === "matchRate") continue;
    const overall = plain(measure.overall);
    if (typeof overall !== "number") continue;
    const all = atoms.filter((atom) => has(sumOf[measure.measure] ?? measure.measure, atom));
    const total = Math.round(overall * measure.people * scaleOf(side, measure.measure)!);
    equal(new Map(all.map((atom) => [variable(atom, measure.measure), 1])), total, ownOf(measure.measure).lines);
  }
  for (const grouping of audit.groupings) {
    const isSeen = grouping.groups.some(({ count: one }) => plain(one) !== "hidden");
    const unknown = plain(grouping.unknown);
    if (typeof unknown === "number") equal(count(grouping, null, "everybody"), unknown);
    grouping.groups.forEach(({ labels, count: size }, at) => {
      const told = plain(size);
      if (typeof told === "number") equal(count(grouping, labels, "everybody"), told);
      else if (isSeen && !isLater) model.lines.push(`${written(count(grouping, labels, "everybody"))} >= 1`);
      for (const { measure, byGroup } of grouping.measures) {
        const people = plain(byGroup[at].people);
        const value = plain(byGroup[at].value);
        if (typeof people === "number") equal(count(grouping, labels, measure), people);
        if (typeof value !== "number" || !names.includes(measure)) continue;
        const total = Math.round(value * (people as number) * scaleOf(side, measure)!);
        equal(sum(grouping, labels, measure), total, measure === "matchRate" ? model.lines : ownOf(measure).lines);
      }
    });
  }
  return { side, atoms, count, sum };
}

/** After = before − left + joined − moved out + moved in, of every kind of people. */
function stateTurnover({ lines, whole }: Model, atoms: readonly Atom[], { joined, left, moved }: Turnover): void {
  const kinds = [...new Set(atoms.map(({ groups }) => JSON.stringify(groups)))];
  const all = (prefix: string, sign = "+") => kinds.map((_, k) => `${sign} ${prefix}${k}`).join(" ");
  lines.push(`${all("in")} = ${joined}`, `${all("le")} = ${left}`, `${all("ou")} <= ${moved}`);
  lines.push(`${all("ou")} ${all("co", "-")} = 0`);
  kinds.forEach((kind, k) => {
    for (const prefix of ["in", "le", "ou", "co"]) whole.add(`${prefix}${k}`);
    const own = atoms.filter(({ groups }) => JSON.stringify(groups) === kind).map(({ name }) => name.slice(1));
    const now = own.map((name) => `+ x${name}`).join(" ");
    const then = own.map((name) => `- y${name}`).join(" ");
    lines.push(`${now} ${then} + le${k} - in${k} + ou${k} - co${k} = 0`);
    lines.push(`${own.map((name) => `+ y${name}`).join(" ")} - le${k} - ou${k} >= 0`);
  });
}

function plus(one: Sum, other: Sum, times: number): Sum {
  const result = new Map(one);
  for (const [name, coefficient] of other) {
    const sum = (result.get(name) ?? 0) + times * coefficient;
    if (sum === 0) result.delete(name);
    else result.set(name, sum);
  }
  return result;
}

function written(sum: Sum): string {
  return [...sum].map(([name, by]) => `${by < 0 ? "-" : "+"} ${Math.abs(by)} ${name}`).join(" ");
}
