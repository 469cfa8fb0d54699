import type * as z from "zod";
import { type Issue, issue, type Path, quote, TelemachusError } from "../errors.js";
import { digest } from "../numeric/digest.js";
import { compareText, didYouMean } from "../numeric/nearest.js";
import { type Chains, findChains } from "./chains.js";
import { type FieldsOf, governanceIssues } from "./checkGovernance.js";
import { checkQuotas } from "./checkQuotas.js";
import { findPairs, roundsOf } from "./history.js";
import { inInputOrder } from "./inputOrder.js";
import { loadWarnings, readLoads } from "./loads.js";
import { type Parsed, parse } from "./parse.js";
import { type Mentee, type Mentor, People } from "./people.js";
import { type CheckedPins, checkPins } from "./pins.js";
import type { PolicyOf } from "./policy.js";
import { type Problem, type Warning, warnAbout } from "./problem.js";
import { stableIssues } from "./stableMethod.js";
import { normaliseTerm } from "./terms.js";
import { matchesNobody, vacuousStages } from "./vacuousStages.js";
import { readVocabulary, type Vocabulary } from "./vocabulary.js";

/** What makes a policy, and what else has to hold of it and the people. */
export interface PolicyForm<Criterion, Rule> {
  readonly schema: z.ZodType<PolicyOf<Criterion, Rule>>;
  /** Where in the policy a function may stand. */
  readonly allowsFunction: (path: Path) => boolean;
  /** The fields that a criterion or a rule reads. */
  readonly fieldsOf: FieldsOf<Criterion, Rule>;
  /** What criteria and rules find wrong with answers; asked where there are other problems already, to tell all at once. */
  readonly answerIssues: (problem: Problem<Criterion, Rule>) => readonly Issue[];
}

/**
 * Checks people and policy and brings them into canonical order: the one door through which input comes.
 *
 * The input is read once and never changed. @throws TelemachusError with every independent problem at once
 */
export function checkProblem<Criterion extends { readonly weight?: number }, Rule>(
  people: unknown,
  policy: unknown,
  form: PolicyForm<Criterion, Rule>,
): Problem<Criterion, Rule> {
  const readPeople = parse(People, people, []);
  const readPolicy = parse(form.schema, policy, ["policy"], form.allowsFunction);
  const sound = { mentees: soundPeople(readPeople, "mentees"), mentors: soundPeople(readPeople, "mentors") };
  const { chains, issues: chainIssues } = findChains(
    { mentees: sound.mentees.people, mentors: sound.mentors.people },
    (side, index) => sound[side].place[index],
  );
  const readIssues = [...readPeople.issues, ...duplicateIds(readPeople.value), ...chainIssues];
  const found = [...inInputOrder(readIssues, readPeople.value), ...readPolicy.issues];
  const fail = (issues: readonly Issue[]): never => {
    throw new TelemachusError(issues, { cause: readPeople.cause ?? readPolicy.cause });
  };
  // what follows reads the policy
  if (readPolicy.issues.length > 0) return fail(found);

  const unstable = stableIssues(readPolicy.value, listOf(readPeople.value, "mentors"));
  const isOfPolicy = ({ pointer }: Issue) => pointer.startsWith("/policy/");
  const peopleIssues = [
    ...readIssues,
    ...emphasisIssues(readPolicy.value, sound.mentees),
    ...unstable.filter((found) => !isOfPolicy(found)),
  ];
  const checkedPins = checkPins(readPolicy.value, readPeople.value);
  const { vocabulary, issues: wordIssues } = readVocabulary(readPolicy.value);
  const { pins = [], quotas = [] } = readPolicy.value;
  const checkedQuotas = checkQuotas({ quotas, pins, sides: sound, vocabulary });
  const policyIssues = [
    ...weightIssues(readPolicy.value),
    ...governanceIssues(readPolicy.value, form.fieldsOf),
    ...wordIssues,
    ...checkedPins.issues,
    ...checkedQuotas.issues,
    ...unstable.filter(isOfPolicy),
  ];
  const problem = toProblem(readPolicy.value, sound, { chains, vocabulary, pins: checkedPins, quotas: checkedQuotas });
  if (peopleIssues.length + policyIssues.length > 0) {
    const all = [...peopleIssues, ...form.answerIssues(problem)];
    return fail([...inInputOrder(all, readPeople.value), ...policyIssues]);
  }
  const ignored = ignoredWarnings([...readPeople.ignored, ...readPolicy.ignored]);
  return { ...problem, warnings: [...ignored, ...problem.warnings] };
}

/** People of one side in code-unit order of their ids, and where each stood in the input. */
interface Sound<Person> {
  readonly people: readonly Person[];
  readonly place: readonly number[];
  /** Whether it is everybody of the input. */
  readonly isWhole: boolean;
}

/** The people of a side of whom nothing is wrong, each id once. */
function soundPeople<Side extends "mentees" | "mentors">(
  { value, issues }: Parsed<People>,
  side: Side,
): Sound<People[Side][number]> {
  const list = listOf(value, side) as People[Side][number][];
  const unsound = new Set(issues.map(({ pointer }) => pointer.split("/").slice(0, 3).join("/")));
  if (unsound.has("") || unsound.has(`/${side}`)) return { people: [], place: [], isWhole: false };
  const seen = new Set<string>();
  const place = list.flatMap((person, index) => {
    if (unsound.has(`/${side}/${index}`) || typeof person !== "object" || seen.has(person.id)) return [];
    seen.add(person.id);
    return [index];
  });
  place.sort((a, b) => compareText(list[a].id, list[b].id));
  return { place, people: place.map((index) => list[index]), isWhole: place.length === list.length };
}

function listOf(people: People | undefined, side: "mentees" | "mentors"): readonly unknown[] {
  const list: unknown = people?.[side];
  return Array.isArray(list) ? list : [];
}

function toProblem<Criterion, Rule>(
  policy: PolicyOf<Criterion, Rule>,
  { mentees, mentors }: { readonly mentees: Sound<Mentee>; readonly mentors: Sound<Mentor> },
  checked: {
    readonly chains: Chains;
    readonly vocabulary: Vocabulary;
    readonly pins: CheckedPins;
    readonly quotas: ReturnType<typeof checkQuotas>;
  },
): Problem<Criterion, Rule> {
  const { seed = derivedSeed(policy) } = policy;
  const { pins, bans } = checked.pins;
  const { past, current } = roundsOf(policy.history);
  const problem = {
    mentees: mentees.people,
    mentors: mentors.people,
    menteePlace: mentees.place,
    mentorPlace: mentors.place,
    policy,
    ...readLoads(policy, mentees.people, mentors.people),
    quotas: checked.quotas.quotas,
    pins,
    bans,
    history: findPairs(past, mentees.people, mentors.people),
    current: findPairs(current, mentees.people, mentors.people),
    chains: checked.chains,
    vocabulary: checked.vocabulary,
    seed,
  };
  const warnings = [
    ...idWarnings(mentees.people, mentors.people),
    ...loadWarnings(policy, mentors.people),
    ...checked.quotas.warnings,
    ...stageWarnings(problem),
  ];
  return { ...problem, warnings };
}

/** Equal ids on one side. Entries that are not people are passed over: they are reported already. */
function duplicateIds(people: People | undefined): Issue[] {
  const issues: Issue[] = [];
  for (const side of ["mentors", "mentees"] as const) {
    const firstPlace = new Map<string, number>();
    listOf(people, side).forEach((person, index) => {
      const id = (person as { readonly id?: unknown } | null | undefined)?.id;
      if (typeof id !== "string") return;
      const first = firstPlace.get(id);
      if (first === undefined) firstPlace.set(id, index);
      else {
        const received = `${quote(id)}, which ${side}[${first}] has too`;
        issues.push(issue("E_DUPLICATE", [side, index, "id"], { expected: "an id of one person only", received }));
      }
    });
  }
  return issues;
}

function weightIssues(policy: PolicyOf<{ readonly weight?: number }, unknown>): Issue[] {
  if (Object.values(policy.criteria).some(({ weight = 1 }) => weight > 0)) return [];
  const expected = "at least one criterion with a weight above 0";
  return [issue("E_WEIGHTS", ["policy", "criteria"], { expected, received: "none" })];
}

/** The bounds of a mentee's factors where the policy states none. */
const USUAL_EMPHASIS = { min: 0.5, max: 2 };

/** Factors on criteria that the policy does not have, and beyond its bounds. */
function emphasisIssues(policy: PolicyOf<unknown, unknown>, { people, place }: Sound<Mentee>): Issue[] {
  const { min, max } = policy.emphasis ?? USUAL_EMPHASIS;
  const names = Object.keys(policy.criteria);
  return people.flatMap(({ requests }, index) =>
    Object.entries(requests?.emphasis ?? {}).flatMap(([name, factor]) => {
      const path = ["mentees", place[index], "requests", "emphasis", name];
      if (!Object.hasOwn(policy.criteria, name)) {
        const problem = {
          expected: "the name of a criterion of the policy",
          received: "another",
          hint: didYouMean(name, names),
        };
        return [issue("E_UNKNOWN_CRITERION", path, problem)];
      }
      if (factor >= min && factor <= max) return [];
      const expected = `a factor from ${min} to ${max}`;
      const hint = "policy.emphasis sets the bounds.";
      return [issue("E_OUT_OF_RANGE", path, { expected, received: String(factor), hint })];
    }),
  );
}

/** From what identifies the programme, never from answers: correcting a typo must not draw everyone anew. */
function derivedSeed({ name = "", date = "" }: PolicyOf<unknown, unknown>): number {
  return Number.parseInt(digest([name, date]).slice(0, 12), 16);
}

function ignoredWarnings(ignored: readonly Path[]): Warning[] {
  if (ignored.length === 0) return [];
  const message = "Named properties of lists are not read.";
  return [{ code: "W_IGNORED_PROPERTY", message, count: ignored.length }];
}

function stageWarnings(problem: Parameters<typeof vacuousStages>[0]): Warning[] {
  const warnings = vacuousStages(problem).map(({ stage, why }): Warning => {
    return { code: "W_VACUOUS_STAGE", message: `The stage ${quote(stage)} decides nothing of its own: ${why}.` };
  });
  if (!matchesNobody(problem)) return warnings;
  const message =
    'The stage "balance" comes first, and the loads that are least are none: nobody is matched whom no minimum asks for. Put "matched" before it.';
  return [...warnings, { code: "W_EMPTY_OBJECTIVE", message }];
}

function idWarnings(mentees: readonly Mentee[], mentors: readonly Mentor[]): Warning[] {
  const warnings: Warning[] = [];
  const known = new Set([...mentees, ...mentors].map(({ id }) => id));
  // a manager whose id is spelt otherwise is nobody's: their own people could be matched with them
  const managers = [...mentees, ...mentors].flatMap(({ manager, managers = [] }) => [manager ?? [], managers].flat());
  const confusable = lookAlikes(known, managers);
  if (confusable.length > 0) {
    warnings.push(warnAbout("W_CONFUSABLE", "Different people have ids that look the same.", confusable));
  }
  const strangers = (list: "avoid" | "choices") => {
    const named = [...mentees, ...mentors].flatMap(({ requests }) => requests?.[list] ?? []);
    return [...new Set(named.filter((id) => !known.has(id)))];
  };
  const [avoided, chosen] = [strangers("avoid"), strangers("choices")];
  if (avoided.length > 0) {
    warnings.push(warnAbout("W_UNKNOWN_ID", "People whom someone asked to avoid are not in the programme.", avoided));
  }
  if (chosen.length > 0) {
    warnings.push(warnAbout("W_UNKNOWN_ID", "People whom someone chose are not in the programme.", chosen));
  }
  return warnings;
}

/** Ids that differ only in case, in width, in white space or in characters that do not show, from each other or from ids that people name. */
function lookAlikes(ids: ReadonlySet<string>, named: readonly string[]): string[] {
  const byLook = new Map<string, string[]>();
  for (const id of new Set([...ids, ...named])) {
    const look = normaliseTerm(id.replace(/\p{Cf}/gu, ""));
    byLook.set(look, [...(byLook.get(look) ?? []), id]);
  }
  return [...byLook.values()].filter((alike) => alike.length > 1 && alike.some((id) => ids.has(id))).flat();
}
