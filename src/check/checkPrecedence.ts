import { quote } from "../errors.js";
import { blocksOf, contributionsOf } from "../score/scorer.js";
import { type Examination, type KnownPair, whoOf } from "./examination.js";
import { expectSame, type Violations } from "./violation.js";

/**
 * Pins, then bans, then what is left to a human, then requests to avoid, then rules: what is higher holds, and what gave way
 * did so rightly and is said.
 */
export function* checkPrecedence(examination: Examination): Violations {
  yield* checkPins(examination);
  for (const pair of examination.pairs) {
    yield* checkPeopleOf(examination, pair);
    yield* checkRules(examination, pair);
  }
}

function* checkPins(examination: Examination): Violations {
  for (const { mentee, mentor } of examination.problem.pins) {
    if (examination.mentorsOf[mentee].includes(mentor)) continue;
    const who = whoOf(examination, mentee, mentor);
    yield { check: "precedence", message: "A pin of the policy is not kept.", ...who };
  }
}

/**
 * A pair is called pinned where it is; a ban holds always; without a pin there is nobody who is left to a human, and a request
 * to avoid holds.
 */
function* checkPeopleOf(examination: Examination, { mentee, mentor, said }: KnownPair): Violations {
  const { problem, scorer, pinsOf } = examination;
  const who = whoOf(examination, mentee, mentor);
  const isPinned = pinsOf[mentee].has(mentor);
  yield* expectSame("precedence", "pinned", [said.pinned, isPinned], who);
  if (isPinned && said.tied) yield { check: "precedence", message: "A pinned pair is called tied.", ...who };
  if (problem.bans.get(mentee)?.has(mentor)) yield { check: "precedence", message: "The pair is banned.", ...who };
  if (isPinned) return;
  if (problem.mentees[mentee].manual === true || problem.mentors[mentor].manual === true) {
    yield { check: "precedence", message: "One of the two is left to a human, and no pin says so.", ...who };
  }
  if (scorer.avoids(mentee, mentor)) {
    yield { check: "precedence", message: "One of the two asked to avoid the other.", ...who };
  }
}

/**
 * The rules that a pair breaks are listed. They may give way to a pin that overrides them, or, where every one of them may
 * be relaxed, to a mentee for whom bans, requests and rules would have left nobody.
 */
function* checkRules(examination: Examination, { mentee, mentor, said }: KnownPair): Violations {
  const { scorer, problem, pinsOf } = examination;
  const who = whoOf(examination, mentee, mentor);
  const broken = rulesBroken(examination, mentee, mentor);
  const names = broken.map(({ name }) => name);
  yield* expectSame("precedence", "gaveWay", [said.gaveWay, names], who);
  if (broken.length === 0) return;
  const list = names.map((name) => quote(name)).join(", ");
  if (pinsOf[mentee].has(mentor)) {
    const { override } = problem.pins.find((pin) => pin.mentee === mentee && pin.mentor === mentor)!;
    if (override) return;
    yield { check: "precedence", message: `The pin breaks rules (${list}) and does not override them.`, ...who };
    return;
  }
  const firm = broken.filter(({ rule }) => rule.otherwise !== "relax").map(({ name }) => quote(name));
  if (firm.length > 0) yield { check: "precedence", message: `The pair breaks rules: ${firm.join(", ")}.`, ...who };
  else if (problem.mentors.some((_, other) => blocksOf(scorer, mentee, other).length === 0)) {
    const message = `Rules gave way (${list}) to a mentee who may have somebody with all rules kept.`;
    yield { check: "precedence", message, ...who };
  }
}

function rulesBroken({ scorer }: Examination, mentee: number, mentor: number) {
  const score = contributionsOf(scorer, mentee, mentor).reduce((sum, { contribution }) => sum + contribution, 0);
  return scorer.rules.filter(({ rule, compiled }) => {
    // what cannot be decided follows the rule's own `unknown`
    const holds = compiled.holds(mentee, mentor) ?? rule.unknown !== "forbid";
    return !holds || score < (compiled.minimum ?? 0);
  });
}
