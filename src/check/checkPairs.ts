import type { Matching } from "../matching/matching.js";
import { compareText } from "../numeric/nearest.js";
import type { Ground } from "./ground.js";
import { expectSame, type Violations } from "./violation.js";

/** The status is one that the policy's method leads to; pairs are of people who are there. */
export function* checkPeople({ menteeOf, mentorOf, stable }: Ground, { status, pairs }: Matching): Violations {
  const usual = status === "infeasible" ? "infeasible" : "optimal";
  yield* expectSame("pairs", "the status", [status, stable === undefined ? usual : "stable"]);
  for (const { mentee, mentor } of pairs) {
    const who = { mentee, mentor };
    if (!menteeOf.has(mentee)) yield { check: "pairs", message: "A pair's mentee is none of the people's.", ...who };
    if (!mentorOf.has(mentor)) yield { check: "pairs", message: "A pair's mentor is none of the people's.", ...who };
  }
}

/** Pairs stand in the code-unit order of their ids, none twice, and nobody is matched with themselves. */
export function* checkPairs({ pairs }: Matching): Violations {
  for (const [index, { mentee, mentor }] of pairs.entries()) {
    const who = { mentee, mentor };
    if (mentee === mentor) yield { check: "pairs", message: "Somebody is matched with themselves.", ...who };
    if (index === 0) continue;
    const before = pairs[index - 1];
    const order = compareText(before.mentee, mentee) || compareText(before.mentor, mentor);
    if (order === 0) yield { check: "pairs", message: "A pair is there twice.", ...who };
    if (order > 0)
      yield { check: "pairs", message: "A pair is out of order: pairs go by the code units of ids.", ...who };
  }
}
