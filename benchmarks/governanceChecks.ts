import { createHash, createHmac } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Audit, Figure, GroupingAudit, Matching, MeasureAudit, People, Policy } from "telemachus";
import { policyForm } from "../src/policy.js";
import { checkProblem } from "../src/problem/checkProblem.js";
import { compileScorer, type Scorer } from "../src/score/scorer.js";
import type { Governed, Governor, Written } from "./governance.js";

type Side = "mentees" | "mentors";

/** Fisher's p as the library finds it may differ from the exact one by rounding alone. */
const ROUNDING = 1e-10;
/** Tables count as equally likely within this part of a probability, as in R's fisher.test; and digits of an exact p. */
const TIE = 10n ** 7n;
const DIGITS = 10n ** 18n;

/**
 * Holds an audit against a plain recount from the matching: people, matched people and match rates of every group, and
 * Fisher's p of every group of mentees; and against an audit of the same people in another order.
 *
 * @throws Error naming what is not so
 */
export function checkAudit(governed: Governed, { audit }: Pick<Governor, "audit">): void {
  const { name, people, matching, options } = governed;
  const report = audit(matching, people, options);
  for (const side of ["mentees", "mentors"] as const) checkCounts(governed, report, side);
  checkFisher(name, matchRateOf(report, "mentees").measure);
  const again = audit(matching, reverseOrder(people), options);
  expectEqual(`bytes of the audit of ${name}, asked again`, digestText(again), digestText(report));
}

/**
 * Holds the digests of people and matching against Node's own of texts that are written here, and against those of the
 * same people and policy with keys and lists in another order; one answer less gives others.
 *
 * @throws Error naming the digest that is not so
 */
export function checkDigests(
  { name, people, policy, matching }: Governed,
  { identify, digestOf }: Pick<Governor, "identify" | "digestOf">,
): void {
  const digests = identify(scorerOf(people, policy), undefined);
  const { manifest: _, decision: __, certificate, ...rest } = matching;
  const { method: ___, ...proof } = certificate;
  expectEqual(`digest of the people of ${name}`, sha256(peopleText(people)), digests.input);
  expectEqual(`digest of ${name}`, sha256(textOf({ ...rest, certificate: proof })), digestOf(matching));

  const rewritten = identify(scorerOf(reverseOrder(people), reverseKeys(policy) as Policy), undefined);
  expectEqual(`digests of ${name}, rewritten`, digests, rewritten);
  expectEqual(`digest of ${name}, rewritten`, digestOf(matching), digestOf(reverseKeys(matching) as Matching));
  const [first, ...others] = people.mentees;
  const fewer = { ...people, mentees: [{ ...first, skills: first.skills?.slice(1) }, ...others] };
  const changed = identify(scorerOf(fewer, policy), undefined);
  const isOther = [changed.policy !== digests.policy, changed.input !== digests.input];
  expectEqual(`digests of ${name} that a changed answer changes`, [false, true], isOther);
}

/**
 * Holds a log against what it was made of: as many entries, each about whom it should be, under an id that Node's own
 * HMAC gives; it is intact, and with one byte changed it is not, from that line on.
 *
 * @throws Error naming what is not so
 */
export function checkLog(
  name: string,
  { idKey, log, lines, mentees }: Written,
  { verifyLog }: Pick<Governor, "verifyLog">,
): void {
  const entries = mentees.length;
  const text = lines.join("");
  const told = { intact: true, entries, head: log.head };
  expectEqual(`check of the log of ${name}`, told, verifyLog(text, { head: log.head, entries }));
  lines.forEach((line, index) => {
    const { seq, mentee, actor } = JSON.parse(line) as { seq: number; mentee: string; actor: string };
    const id = `hmac-sha256:${createHmac("sha256", idKey).update(mentees[index]).digest("hex")}`;
    expectEqual(`entry ${index + 1} of the log of ${name}`, [index + 1, id, id], [seq, mentee, actor]);
  });
  const at = entries >> 1;
  const altered = lines[at].replace('"audience":"mentee"', '"audience":"mentef"');
  const { intact, entries: sound } = verifyLog([...lines.slice(0, at), altered, ...lines.slice(at + 1)].join(""));
  expectEqual(`check of the log of ${name} with a byte of line ${at + 1} changed`, [false, at], [intact, sound]);
}

/** People and policy as they are read before digests are made of them. */
export function scorerOf(people: People, policy: Policy): Scorer {
  return compileScorer(checkProblem(people, policy, policyForm));
}

/** Groups with their people and their matched, counted one by one. */
function checkCounts({ name, people, matching, options }: Governed, report: Audit, side: Side): void {
  const { group: groupOf } = options.groups as { readonly group: { readonly [id: string]: string } };
  const matched = new Set(matching.pairs.map(({ mentee, mentor }) => (side === "mentees" ? mentee : mentor)));
  const counted = new Map<string, { people: number; matched: number }>();
  for (const { id } of people[side]) {
    const group = counted.get(groupOf[id]) ?? { people: 0, matched: 0 };
    group.people++;
    if (matched.has(id)) group.matched++;
    counted.set(groupOf[id], group);
  }
  const { grouping, measure } = matchRateOf(report, side);
  const told = grouping.groups.map(({ labels: [label], count }, at) => {
    const { value, rate } = measure.byGroup[at];
    return [label, numberOf(count), rate?.selected, numberOf(value)];
  });
  const expected = [...counted].map(([label, group]) => {
    return [label, group.people, group.matched, group.matched / group.people];
  });
  const byLabel = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);
  expectEqual(`groups of ${side} of ${name}`, expected.sort(byLabel), told.sort(byLabel));
}

/** Every group's p against all others, of whom all are shown, by counting the ways to draw each table. */
function checkFisher(name: string, { byGroup }: MeasureAudit): void {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const groups = byGroup.map(({ people, rate }) => ({ people: numberOf(people)!, rate: rate! }));
  const all = {
    selected: sum(groups.map(({ rate }) => rate.selected)),
    people: sum(groups.map(({ people }) => people)),
  };
  for (const { people, rate } of groups) {
    const table = [rate.selected, people, all.selected - rate.selected, all.people - people];
    const p = fisherCounted(table.map(BigInt));
    const told = numberOf(rate.fisher.p);
    if (told === undefined || Math.abs(told - p) > ROUNDING) {
      throw new Error(`Expected Fisher's p of [${table}] of ${name} to be ${p}, received ${told}.`);
    }
  }
}

/** The share of all tables with the same totals, each as often as it can be drawn, that are no more likely. */
function fisherCounted([selected, people, otherSelected, otherPeople]: readonly bigint[]): number {
  const chosen = selected + otherSelected;
  const waysOf = (k: bigint) => choose(people, k) * choose(otherPeople, chosen - k);
  const most = waysOf(selected) * (TIE + 1n);
  let all = 0n;
  let unlikely = 0n;
  for (let k = 0n; k <= people; k++) {
    const ways = waysOf(k);
    all += ways;
    if (ways * TIE <= most) unlikely += ways;
  }
  return Number((unlikely * DIGITS) / all) / Number(DIGITS);
}

function choose(all: bigint, some: bigint): bigint {
  if (some < 0n || some > all) return 0n;
  let ways = 1n;
  for (let k = 1n; k <= some; k++) ways = (ways * (all - some + k)) / k;
  return ways;
}

function matchRateOf(report: Audit, side: Side): { grouping: GroupingAudit; measure: MeasureAudit } {
  const [grouping] = report[side].groupings;
  return { grouping, measure: grouping.measures.find(({ measure }) => measure === "matchRate")! };
}

function numberOf(figure: Figure): number | undefined {
  return "value" in figure && figure.value !== null ? figure.value : undefined;
}

/** People as a canonical text: by their ids, with every list in order but that of their managers. */
function peopleText({ mentees, mentors }: People): string {
  const byId = (side: readonly { readonly id: string }[]) => [...side].sort((a, b) => (a.id < b.id ? -1 : 1));
  const sorted = (side: readonly { readonly id: string }[]) =>
    byId(side).map((person) =>
      Object.fromEntries(
        Object.entries(person).map(([key, value]: [string, unknown]) => {
          if (!Array.isArray(value) || key === "managers") return [key, value];
          return [key, [...value].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))];
        }),
      ),
    );
  return textOf({ mentees: sorted(mentees), mentors: sorted(mentors) });
}

/** JSON with keys in order. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The same people, with everything that has no order the other way round. */
function reverseOrder({ mentees, mentors }: People): People {
  const turned = <Person extends object>(side: readonly Person[]) =>
    side.map((person) => reverseKeys(person, (key) => key !== "managers") as Person).reverse();
  return { mentors: turned(mentors), mentees: turned(mentees) };
}

/** Keys in reverse order at any depth; and lists, where `isSet` says so of the key that they stand under. */
function reverseKeys(value: unknown, isSet: (key: string) => boolean = () => false, key = ""): unknown {
  if (Array.isArray(value)) {
    const list = value.map((entry) => reverseKeys(entry, isSet));
    return isSet(key) ? list.reverse() : list;
  }
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).reverse();
  return Object.fromEntries(fields.map(([name, inner]) => [name, reverseKeys(inner, isSet, name)]));
}

function digestText(report: Audit): string {
  return sha256(JSON.stringify(report));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function expectEqual(what: string, expected: unknown, received: unknown): void {
  if (isDeepStrictEqual(expected, received)) return;
  throw new Error(`Expected the ${what} to be ${JSON.stringify(expected)}, received ${JSON.stringify(received)}.`);
}
