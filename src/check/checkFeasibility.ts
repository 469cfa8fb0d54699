import { quote } from "../errors.js";
import { type Examination, missingOf, whoOf } from "./examination.js";
import type { Violations } from "./violation.js";

/** Nobody has more than they want or can take, everybody as many as they must, and quotas are met; pins count like others. */
export function* checkFeasibility(examination: Examination): Violations {
  const { problem, load } = examination;
  for (const mentee of problem.mentees.keys()) {
    if (missingOf(examination, mentee) >= 0) continue;
    const message = `The mentee has more mentors than the ${problem.demands[mentee]} wanted.`;
    yield { check: "feasibility", message, ...whoOf(examination, mentee) };
  }
  for (const [mentor, { id }] of problem.mentors.entries()) {
    const [least, most] = [problem.minimums[mentor], problem.capacities[mentor]];
    if (load[mentor] > most) {
      yield { check: "feasibility", message: `The mentor has ${load[mentor]} mentees and ${most} seats.`, mentor: id };
    }
    if (load[mentor] < least) {
      const message = `The mentor has ${load[mentor]} mentees and has to have at least ${least}.`;
      yield { check: "feasibility", message, mentor: id };
    }
  }
  yield* checkQuotas(examination);
}

function* checkQuotas({ problem, pairs }: Examination): Violations {
  for (const { side, of, members, min, max, index } of problem.quotas) {
    const isMember = new Set(members);
    const counted = pairs.filter(({ mentee, mentor }) => isMember.has(side === "mentees" ? mentee : mentor));
    const limits = of === "perMentor" ? [...problem.mentors.keys()] : [undefined];
    for (const mentor of limits) {
      const own = mentor === undefined ? counted : counted.filter((pair) => pair.mentor === mentor);
      if (own.length >= min && own.length <= max) continue;
      const { attribute, value } = problem.policy.quotas![index];
      const bound = own.length < min ? `at least ${min}` : `at most ${max}`;
      const message = `policy.quotas[${index}] (${attribute} ${quote(String(value))}) counts ${own.length} pairs instead of ${bound}.`;
      yield { check: "feasibility", message, ...(mentor === undefined ? {} : { mentor: problem.mentors[mentor].id }) };
    }
  }
}
