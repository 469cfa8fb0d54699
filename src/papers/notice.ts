import { type Checks, checkOptions } from "../matching/checkMatchOptions.js";
import { oneLine } from "../numeric/oneLine.js";
import type { Policy } from "../policy.js";
import { stableMethodOf } from "../problem/stableMethod.js";
import { isOfHost } from "../score/fieldsUsed.js";
import { stagesOf } from "../solve/objective.js";
import { doScoresDecide, specialFieldsRead } from "./fields.js";
import { aims, asksFor, looksAt, type Reader, noticeTerms as terms } from "./noticeTerms.js";
import { readPolicy } from "./readPolicy.js";
import { type Words, words, write } from "./words.js";

export interface NoticeOptions {
  /** Who reads it. */
  readonly audience: "mentee" | "mentor";
  /** What the programme is called; the policy's name where it is not given. */
  readonly programme?: string;
  /** Whom a participant may write to: an address, or a name. */
  readonly contact?: string;
}

const isFilled = (value: unknown) => typeof value === "string" && oneLine(value) !== "";

const checks: Checks<NoticeOptions> = {
  audience: {
    expected: '"mentee" or "mentor"',
    holds: (value) => value === "mentee" || value === "mentor",
    isRequired: true,
  },
  programme: { expected: "a text that is not blank", holds: isFilled },
  contact: { expected: "a text that is not blank", holds: isFilled },
};

/**
 * What a participant gets to read before matching, in plain words: that a program proposes and a person decides, which
 * answers count and which do not, what a match needs, how ties are decided, and how to see reasons, to correct, to object
 * and to reach a person.
 *
 * Plain text, which a host that puts it into a page escapes; what stands in the policy comes on one line without control
 * characters. It follows from its arguments alone, holds no weights and nothing of other people, and claims no effect and
 * no accordance with any law: whether more has to be said is for the host to find out.
 *
 * @throws TelemachusError with everything that is wrong with the policy by itself; E_OPTION, E_UNKNOWN_KEY
 * @example notice(policy, { audience: "mentee", contact: "mentoring@example.org" })
 */
export function notice(policy: Policy, options: NoticeOptions): string {
  checkOptions(options, checks);
  const read = readPolicy(policy);
  const { audience, programme = read.name ?? "", contact } = options;
  const name = oneLine(programme);
  const sections: Words[][] = [
    [terms.titleFor(audience), ...(name === "" ? [] : [words`${name}`])],
    [terms.proposes(), terms.sameWay()],
    countsLines(read, audience),
    mustLines(read, audience),
    aimLines(read),
    unreadLines(read),
    personalLines(read),
    [
      terms.rights(),
      contact === undefined ? terms.noContact() : terms.contact(contact),
      ...[terms.explanation(), terms.correct(), terms.object(), terms.person()].map(item),
    ],
  ];
  const text = (line: Words) => write(line, (value) => value);
  return `${sections.map((lines) => lines.map(text).join("\n")).join("\n\n")}\n`;
}

function item(line: Words): Words {
  return words`- ${line}`;
}

/** Lines that are the same are told once. */
function items(lines: readonly Words[]): Words[] {
  const seen = new Map(lines.map((line) => [write(line, (value) => value), line]));
  return [...seen.values()].map(item);
}

/** Criteria that weigh anything, the weightiest first. */
function countsLines(policy: Policy, reader: Reader): Words[] {
  const { criteria } = policy;
  if (!doScoresDecide(policy)) return [terms.counts(), item(terms.notScored())];
  const parts = Object.keys(criteria)
    .sort()
    .map((name) => criteria[name])
    .filter(({ weight = 1 }) => weight > 0)
    .sort((a, b) => (b.weight ?? 1) - (a.weight ?? 1));
  const isNeutral = parts.some(({ unanswered }) => unanswered === "neutral");
  const ofMentee = [isNeutral ? terms.neutralMentee() : terms.silentMentee(), terms.emphasis()];
  return [
    terms.counts(),
    ...items(parts.map((part) => looksAt[part.kind](part as never, reader))),
    ...(reader === "mentee" ? ofMentee : [terms.silentMentor()]),
  ];
}

function mustLines({ rules = {}, quotas = [] }: Policy, reader: Reader): Words[] {
  const parts = Object.keys(rules)
    .sort()
    .map((name) => rules[name]);
  const fields = [...new Set(quotas.map(({ attribute }) => attribute))].sort();
  return [
    terms.must(),
    ...items(parts.map((part) => asksFor[part.kind](part as never, reader))),
    ...(parts.some(({ otherwise }) => otherwise === "relax") ? [terms.relax()] : []),
    ...(fields.length === 0 ? [] : [terms.places(fields)]),
    ...(reader === "mentor" ? [terms.seats()] : []),
    terms.byHand(),
  ];
}

function aimLines({ objective, method }: Policy): Words[] {
  const stable = stableMethodOf(method);
  if (stable !== undefined) return [terms.aim(), terms.stable(stable.from), terms.ties()];
  const stages = stagesOf(objective) ?? [];
  return [terms.aim(), terms.inTurn(), ...stages.map((stage) => item(aims[stage]())), terms.ties()];
}

function unreadLines({ blind = [], criteria, rules = {} }: Policy): Words[] {
  const hasOwn = [...Object.values(criteria), ...Object.values(rules)].some(isOfHost);
  return [
    terms.unread(),
    ...[
      terms.name(),
      terms.lanes(),
      ...(blind.length === 0 ? [] : [terms.blind([...blind].sort())]),
      hasOwn ? terms.restOfOwn() : terms.rest(),
    ].map(item),
  ];
}

function personalLines(policy: Policy): Words[] {
  const { criteria, rules = {}, basis, special = [] } = policy;
  const kinds = [...Object.values(criteria), ...Object.values(rules)].map(({ kind }) => kind);
  const asks = kinds.includes("experience") || kinds.includes("requiredExperience");
  const cared = [...new Set(basis?.fields ?? [...special, ...specialFieldsRead(policy)])].sort();
  return [
    terms.personal(),
    asks ? terms.livedExperience() : terms.noLivedExperience(),
    ...(basis === undefined || cared.length === 0 ? [] : [terms.special(cared, basis.decidedBy, basis.purpose)]),
    terms.avoid(),
    terms.scores(),
  ];
}
