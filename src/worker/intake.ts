import { policyForm } from "../policy.js";
import { checkProblem } from "../problem/checkProblem.js";
import { snapshot } from "../problem/snapshot.js";
import { compileScorer, type Scorer } from "../score/scorer.js";
import type { InputMessage } from "./messages.js";
import type { Input } from "./sendInput.js";

/** Puts people and policy together as they arrive. */
export interface Intake {
  readonly accept: (message: InputMessage) => void;
  /** Makes the scorer, and lets go of what arrived. @throws TelemachusError as `match` does */
  readonly compile: () => Scorer;
}

export function createIntake(): Intake {
  let input: Input = { people: undefined, policy: undefined };
  return {
    accept(message) {
      if (message.kind === "policy") input = { people: message.people, policy: message.policy };
      if (message.kind !== "portion") return;
      const list = (input.people as { [side: string]: unknown[] })[message.side];
      for (const person of copyOf(message)) list.push(person);
    },
    compile() {
      const { people, policy } = input;
      input = { people: undefined, policy: undefined };
      const scorer = compileScorer(checkProblem(people, policy, policyForm));
      pressForCollection(scorer);
      return scorer;
    },
  };
}

/** From so many people on, reading and compiling leave enough garbage behind to have it collected at once. */
const MANY_PEOPLE = 10_000;
/** As much as engines take for a reason to collect garbage. */
const PRESSURE = 2 ** 26;

/**
 * Has the engine collect garbage now, where there is much: it would wait until its heap has doubled, and what comes next
 * makes so little that this may be never. An array counts by its length, but takes no memory before it is written to.
 */
function pressForCollection({ problem: { mentees, mentors } }: Scorer): number {
  return mentees.length + mentors.length < MANY_PEOPLE ? 0 : new ArrayBuffer(PRESSURE).byteLength;
}

/** The copy that is made of all input, made early, so that what arrived is kept no longer; as it arrived where it is not plain. */
function copyOf({ side, people }: InputMessage & { readonly kind: "portion" }): readonly unknown[] {
  const { value, issues, notFinite, ignored } = snapshot({ [side]: people }, []);
  return issues.length + notFinite.length + ignored.length === 0
    ? (value as { [side: string]: unknown[] })[side]
    : people;
}
