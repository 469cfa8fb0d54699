import { type Checks, checkOptions } from "../matching/checkMatchOptions.js";
import { isCount } from "../numeric/isCount.js";
import type { Policy } from "../policy.js";
import type { People } from "../problem/people.js";
import { drawPeople } from "./drawPeople.js";
import { samplePolicy, usualDecisions } from "./policy.js";

export interface SampleOptions {
  /** How many; 120 where it is not given, 100 000 at most. */
  readonly mentees?: number;
  /** How many; 50 where it is not given, 100 000 at most. */
  readonly mentors?: number;
  /** A whole number from 0 to 4294967295; 1755 where it is not given. */
  readonly seed?: number;
}

const USUAL: Required<SampleOptions> = { mentees: 120, mentors: 50, seed: 1755 };
const MOST_PEOPLE = 100_000;
const MOST_SEED = 0xffffffff;

const size = {
  expected: `a whole number from 0 to ${MOST_PEOPLE}`,
  holds: (value: unknown) => isCount(value) && value <= MOST_PEOPLE,
};

const checks: Checks<SampleOptions> = {
  mentees: size,
  mentors: size,
  seed: {
    expected: `a whole number from 0 to ${MOST_SEED}`,
    holds: (value) => isCount(value) && value <= MOST_SEED,
  },
};

/**
 * Draws a programme to try things with: people of Harbourline, a company that runs ferries, and what it decided. Nobody
 * in it is real.
 *
 * The same options give the same people. Ids are unique over both sides; teams, grades, seats and requests keep their
 * proportions in any size. The policy's pin and ban are about people of the usual sample, and are left out of any other.
 * Time O(people), space O(people).
 * @throws E_OPTION, E_UNKNOWN_KEY
 * @example const { people, policy } = sampleProgramme({ mentees: 400, mentors: 150, seed: 7 });
 */
export function sampleProgramme(options: SampleOptions = {}): { people: People; policy: Policy } {
  checkOptions(options, checks);
  const { mentees = USUAL.mentees, mentors = USUAL.mentors, seed = USUAL.seed } = options;
  const isUsual = mentees === USUAL.mentees && mentors === USUAL.mentors && seed === USUAL.seed;
  return {
    people: drawPeople({ mentees, mentors, seed }),
    policy: isUsual ? { ...samplePolicy, ...usualDecisions } : samplePolicy,
  };
}
