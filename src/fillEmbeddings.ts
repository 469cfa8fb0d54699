import { describe, type Issue, issue, quote, TelemachusError, throwIssues } from "./errors.js";
import { type Checks, checkOptions, matchChecks } from "./matching/checkMatchOptions.js";
import { stopIfAborted } from "./matching/progress.js";
import { compareText } from "./numeric/nearest.js";
import { type Policy, policyForm } from "./policy.js";
import { answerOf } from "./problem/answers.js";
import type { Governance } from "./problem/governance.js";
import { inInputOrder } from "./problem/inputOrder.js";
import { parse } from "./problem/parse.js";
import { type Mentee, type Mentor, People } from "./problem/people.js";
import { needsBasis, whySpecial } from "./problem/specialFields.js";
import { type CustomPerson, fieldPath, type Side } from "./score/cohort.js";
import { hiddenFields, toCustomPerson } from "./score/functionView.js";

/** How texts become vectors. */
export interface EmbeddingOptions {
  /**
   * Answers with a vector for each text, in their order, all of one length. It is the caller's own, such as a model that
   * runs here or elsewhere, and is called at most once.
   */
  readonly embed: (
    texts: readonly string[],
    options: { readonly signal?: AbortSignal },
  ) => Promise<readonly (Float32Array | readonly number[])[]>;
  /**
   * What stands for a person: the name of a field that holds a text, or a function that returns one. The function sees what
   * custom criteria see: no names, no lived experience, no requests, nothing that is kept for display or for an audit, and
   * nothing special without a basis.
   */
  readonly text: string | ((person: CustomPerson) => string | undefined);
  /** The policy that will score the vectors: they rest on nothing that it blinds, and on special answers only under its basis. */
  readonly policy?: Policy;
  readonly signal?: AbortSignal;
}

/**
 * Returns a copy of people in which everyone with a text, and without an embedding of their own, has one: for the
 * criterion `similarity`. Nothing else is changed, and the input not at all.
 *
 * The hook gets each different text once, in code-unit order, whoever wrote it; where there is none it is not called.
 *
 * @throws TelemachusError E_OPTION; E_SCORER where a function of the caller's fails or answers with something else;
 *   E_ABORTED where the signal is aborted before or after the call; every problem of the people at once
 */
export async function fillEmbeddings(people: People, options: EmbeddingOptions): Promise<People> {
  checkOptions(options, optionChecks);
  const { embed, text, signal } = options;
  stopIfAborted({ signal });
  const policy = readPolicy(options.policy);
  if (typeof text === "string") checkField(policy, text);
  const { value, issues, cause } = parse(People, people, []);
  throwIssues(inInputOrder(issues, value), cause);
  const texts = readTexts(value, text, policy);
  const different = [...new Set([...texts.mentors, ...texts.mentees])].filter((one) => one !== undefined);
  const sent = different.sort(compareText);
  const vectors = sent.length === 0 ? [] : await embedded(sent, { embed, signal });

  const vectorOf = new Map(sent.map((one, index) => [one, vectors[index]]));
  const fill = <Given extends Mentor | Mentee>(person: Given, one: string | undefined): Given =>
    one === undefined ? person : { ...person, embedding: [...vectorOf.get(one)!] };
  const { mentors, mentees } = structuredClone(value);
  return {
    mentors: mentors.map((mentor, index) => fill(mentor, texts.mentors[index])),
    mentees: mentees.map((mentee, index) => fill(mentee, texts.mentees[index])),
  };
}

const optionChecks: Checks<EmbeddingOptions> = {
  embed: { expected: "a function that embeds texts", holds: (value) => typeof value === "function", isRequired: true },
  text: {
    expected:
      "the name of a field or an attribute alone that may be scored, or a function that returns a person's text",
    holds: (value) => typeof value === "function" || (typeof value === "string" && isReadable(value)),
    isRequired: true,
  },
  policy: { expected: "a policy (an object)", holds: (value) => typeof value === "object" && value !== null },
  signal: matchChecks.signal,
};

/** What the policy says of answers that need care; nothing where none is given. */
function readPolicy(policy: Policy | undefined): Governance {
  if (policy === undefined) return {};
  const { value, issues, cause } = parse(policyForm.schema, policy, ["options", "policy"], ([, ...path]) =>
    policyForm.allowsFunction(path),
  );
  throwIssues(issues, cause);
  return value;
}

/** @throws E_BLIND_READ, E_POLICY_REQUIRED */
function checkField(policy: Governance, field: string): void {
  const fail = (code: "E_BLIND_READ" | "E_POLICY_REQUIRED", expected: string, received: string): never => {
    throw new TelemachusError([issue(code, ["options", "text"], { expected, received })]);
  };
  if (policy.blind?.includes(field)) fail("E_BLIND_READ", "a field that policy.blind does not list", quote(field));
  if (!needsBasis(policy, field)) return;
  const received = `${quote(field)} (${whySpecial(policy, field)})`;
  fail("E_POLICY_REQUIRED", "a field that is not special, or one for which policy.basis is recorded", received);
}

/** Names, requests and lived experience are not for vectors; an attribute is named without `attributes.` before it. */
function isReadable(field: string): boolean {
  const hidden = ["id", "name", "display", "auditOnly", "requests", "livedExperiences"];
  return field.trim() !== "" && !hidden.includes(field) && !field.startsWith("attributes.");
}

type Texts = { readonly [side in Side]: readonly (string | undefined)[] };

/** The text of everyone who is to be embedded. @throws E_TYPE with everyone whose answer is no text; E_SCORER */
function readTexts(people: People, text: EmbeddingOptions["text"], policy: Governance): Texts {
  const isHidden = hiddenFields(policy);
  const issues: Issue[] = [];
  const textOf = (person: CustomPerson, side: Side, index: number): string | undefined => {
    if (typeof text === "function") return callText(text, person, side);
    const answer = answerOf(person, text);
    if (answer === undefined || typeof answer === "string") return answer;
    issues.push(issue("E_TYPE", [side, index, ...fieldPath(text)], { expected: "a text", received: describe(answer) }));
    return undefined;
  };
  const read = (side: Side) =>
    people[side].map((person, index) => {
      const own = person.embedding === undefined ? textOf(toSeenPerson(person, isHidden), side, index) : undefined;
      return own?.trim() === "" ? undefined : own;
    });
  const texts = { mentors: read("mentors"), mentees: read("mentees") };
  throwIssues(inInputOrder(issues, people));
  return texts;
}

/** A vector may be scored, so that it must not rest on what never is. */
function toSeenPerson(person: Mentor | Mentee, isHidden: (field: string) => boolean): CustomPerson {
  const { name: _name, display: _display, auditOnly: _auditOnly, ...rest } = person;
  return toCustomPerson(rest, isHidden);
}

function callText(text: (person: CustomPerson) => unknown, person: CustomPerson, side: Side): string | undefined {
  const fail = (received: string, options?: { cause: unknown }): never => {
    const expected = "a function that returns a text, or undefined";
    const whose = `for ${side === "mentors" ? "mentor" : "mentee"} ${quote(person.id)}`;
    const found = issue("E_SCORER", ["options", "text"], { expected, received: `${received} ${whose}` });
    throw new TelemachusError([found], options);
  };
  let answer: unknown;
  try {
    answer = text(person);
  } catch (cause) {
    return fail("an exception", { cause });
  }
  return answer === undefined || typeof answer === "string" ? answer : fail(describe(answer));
}

/** What the hook makes of texts, one plain vector for each. @throws E_SCORER, E_ABORTED */
async function embedded(
  texts: readonly string[],
  { embed, signal }: Pick<EmbeddingOptions, "embed" | "signal">,
): Promise<number[][]> {
  const fail = (received: string, options?: { cause: unknown }): never => {
    const expected = "a function that returns a vector of numbers between ±2^53 for each text, all of one length";
    throw new TelemachusError([issue("E_SCORER", ["options", "embed"], { expected, received })], options);
  };
  let answer: unknown;
  try {
    // a copy, which the hook may take apart
    answer = await embed([...texts], signal === undefined ? {} : { signal });
  } catch (cause) {
    // a hook that was aborted fails for that reason
    stopIfAborted({ signal });
    return fail("an exception", { cause });
  }
  stopIfAborted({ signal });
  if (!Array.isArray(answer) || answer.length !== texts.length) {
    return fail(`${describe(answer)} for ${texts.length} ${texts.length === 1 ? "text" : "texts"}`);
  }
  const vectors = Array.from(answer, (vector) => toNumbers(vector, fail));
  if (new Set(vectors.map(({ length }) => length)).size > 1) return fail("vectors of different lengths");
  return vectors;
}

/** A vector as a list of numbers that a person may have. */
function toNumbers(vector: unknown, fail: (received: string) => never): number[] {
  const entries = Array.isArray(vector) || ArrayBuffer.isView(vector) ? Array.from(vector as ArrayLike<unknown>) : [];
  if (entries.length === 0) return fail(`${describe(vector)} for a vector`);
  return entries.map((entry) => {
    const isFit = typeof entry === "number" && Math.abs(entry) <= Number.MAX_SAFE_INTEGER;
    // Adding 0 turns -0 into 0.
    return isFit ? entry + 0 : fail(`a vector with ${describe(entry)} in it`);
  });
}
