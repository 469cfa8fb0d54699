// Gives `match` one input that could exhaust a process, and prints what became of it.
import { custom, match, notInManagementChain, type People, type Policy, TelemachusError } from "telemachus";
import * as story from "./story.js";
import { skillsOnly } from "./storyWith.js";

const outcomeOf = (people: unknown, policy: Policy = skillsOnly): string => {
  try {
    return match(people as People, policy).status;
  } catch (error) {
    if (!(error instanceof TelemachusError)) throw error;
    return `${error.code} ${error.issues[0].pointer}`;
  }
};

/** Two references to the same object at each of 25 levels: a few objects, and 2^25 of them to whoever copies them one by one. */
function sharedObjects(): object {
  let shared: object = {};
  for (let level = 0; level < 25; level++) shared = { left: shared, right: shared };
  return shared;
}

/** Everybody is managed by the next. */
function lineOfManagers(length: number): People {
  const mentees = Array.from({ length }, (_, index) => ({ id: `m${index}`, manager: `m${index + 1}` }));
  return { mentees, mentors: [{ id: "lin" }] };
}

/** Bytes of the heap that a hundred further calls leave behind. */
function leftBehind(): number {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (collect === undefined) throw new Error("Run with --expose-gc.");
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const call = () => {
    match(story.people, story.policy);
    outcomeOf(null);
  };
  for (let warmUp = 0; warmUp < 100; warmUp++) call();
  const before = used();
  for (let more = 0; more < 100; more++) call();
  return used() - before;
}

const rejecting = custom({
  name: "rejecting",
  version: "1",
  score: (async () => {
    throw new Error("A promise of the caller's that is rejected.");
  }) as unknown as () => number,
});

const cases: Record<string, () => string | number> = {
  holes: () => outcomeOf({ mentees: new Array(2 ** 32 - 1), mentors: [] }),
  sharedObjects: () => outcomeOf({ mentees: [{ id: "ada", display: sharedObjects() }], mentors: [] }),
  lineOfManagers: () =>
    outcomeOf(lineOfManagers(10_000), { ...skillsOnly, rules: { manager: notInManagementChain() } }),
  misspelt: () =>
    outcomeOf({ mentees: Array.from({ length: 200_000 }, (_, index) => ({ id: `m${index}`, nme: 1 })), mentors: [] }),
  rejectedPromise: () => outcomeOf(story.people, { criteria: { rejecting } }),
  leftBehind,
};

process.stdout.write(String(cases[process.argv[2]]()));
