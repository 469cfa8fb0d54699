import { compareText } from "../numeric/nearest.js";
import { type Examination, missingOf } from "./examination.js";
import { expectSame, type MatchingCheck, type Violations, type Who } from "./violation.js";

/** Everybody is in one place, every seat and every place is taken or said to be empty, and what is counted adds up. */
export function* checkReconciliation(examination: Examination): Violations {
  const { said, problem, mentorsOf, load } = examination;
  const { mentees, mentors, capacities } = problem;
  const isMatched = (mentee: number) => mentorsOf[mentee].length > 0;

  yield* checkList("the unmatched mentees", {
    received: said.unmatched.mentees.map(({ id }) => ({ id, count: 1 })),
    expected: mentees.flatMap(({ id }, mentee) => (isMatched(mentee) ? [] : [{ id, count: 1 }])),
    whoOf: (mentee) => ({ mentee }),
  });
  yield* checkList("the free seats", {
    received: said.unmatched.seats.map(({ mentor, free }) => ({ id: mentor, count: free })),
    expected: mentors.flatMap(({ id }, mentor) => {
      const free = capacities[mentor] - load[mentor];
      return free > 0 ? [{ id, count: free }] : [];
    }),
    whoOf: (mentor) => ({ mentor }),
  });
  yield* checkList("the empty places", {
    received: said.unmatched.places.map(({ mentee, missing }) => ({ id: mentee, count: missing })),
    expected: mentees.flatMap(({ id }, mentee) => {
      const missing = missingOf(examination, mentee);
      return isMatched(mentee) && missing > 0 ? [{ id, count: missing }] : [];
    }),
    whoOf: (mentee) => ({ mentee }),
  });
  yield* checkCounts(examination);
  yield* checkExclusions(examination);
  yield* checkWarnings(examination);
}

interface Counted {
  readonly id: string;
  readonly count: number;
}

/** A list of people with counts is the one expected: who is missing, who is there too often, and the order. */
function* checkList(
  what: string,
  list: {
    readonly received: readonly Counted[];
    readonly expected: readonly Counted[];
    readonly whoOf: (id: string) => Who;
  },
  check: MatchingCheck = "reconciliation",
): Violations {
  const { received, expected, whoOf } = list;
  const wanted = new Map(expected.map(({ id, count }) => [id, count]));
  const seen = new Set<string>();
  for (const [at, { id, count }] of received.entries()) {
    if (seen.has(id)) yield { check, message: `Somebody is twice among ${what}.`, ...whoOf(id) };
    else if (!wanted.has(id))
      yield { check, message: `Somebody is among ${what} who does not belong there.`, ...whoOf(id) };
    else yield* expectSame(check, `how many there are among ${what}`, [count, wanted.get(id)], whoOf(id));
    if (at > 0 && compareText(received[at - 1].id, id) > 0) {
      yield {
        check,
        message: `Somebody is out of order among ${what}, which go by the code units of ids.`,
        ...whoOf(id),
      };
    }
    seen.add(id);
  }
  for (const { id } of expected) {
    if (!seen.has(id)) yield { check, message: `Somebody is missing among ${what}.`, ...whoOf(id) };
  }
}

function* checkCounts({ said, problem, mentorsOf, load, scored }: Examination): Violations {
  const { mentees, mentors, capacities } = problem;
  const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
  const matched = mentorsOf.filter((own) => own.length > 0).length;
  const counts = {
    mentees: mentees.length,
    mentors: mentors.length,
    seats: sum(capacities),
    allowedPairs: scored.allowed,
    matched,
    unmatched: mentees.length - matched,
    freeSeats: sum(capacities.map((seats, mentor) => seats - load[mentor])),
  };
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) {
    yield* expectSame("reconciliation", `manifest.counts.${name}`, [said.manifest.counts[name], counts[name]]);
  }
}

/** What stood in the way of pairs, over all rows. */
function* checkExclusions({ said, scorer, scored }: Examination): Violations {
  const { rules, ...counts } = scored.counts;
  const byRule = Object.fromEntries(scorer.rules.map(({ name }, index) => [name, rules[index]]));
  const { rules: saidByRule, ...saidCounts } = said.exclusions;
  yield* expectSame("reconciliation", "what stood in the way of pairs", [saidCounts, counts]);
  yield* expectSame("reconciliation", "what rules stood in the way of pairs", [saidByRule, byRule]);
}

/** Warnings stand in the order of their codes and messages, none twice; what they say is not looked into. */
function* checkWarnings({ said: { warnings } }: Examination): Violations {
  for (const [at, { code, message }] of warnings.entries()) {
    if (at === 0 || compareText(warnings[at - 1].code + warnings[at - 1].message, code + message) < 0) continue;
    yield {
      check: "reconciliation",
      message: "The warnings are not in the order of codes and messages, or one is there twice.",
    };
  }
}
