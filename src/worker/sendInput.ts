import { issue, type Path, TelemachusError, throwIssues } from "../errors.js";
import { policyForm } from "../policy.js";
import { checkProblem } from "../problem/checkProblem.js";
import { snapshot } from "../problem/snapshot.js";
import type { InputMessage } from "./messages.js";
import { isPlain } from "./plain.js";

/** People sent at once, so that neither side is busy with them for long. */
const PORTION = 250;

/** What `match` is given. */
export interface Input {
  readonly people: unknown;
  readonly policy: unknown;
}

const sides = ["mentees", "mentors"] as const;

/** @throws E_WORKER with the place of every function that stands where `match` allows one; what `match` throws otherwise */
export function checkPolicyCanBeSent({ people, policy }: Input): void {
  const functions: Path[] = [];
  const { issues } = snapshot(policy, ["policy"], (path) => {
    if (policyForm.allowsFunction(path)) functions.push([...path]);
    return policyForm.allowsFunction(path);
  });
  const hint = "A function cannot be sent to a worker: use match() for a policy that has one.";
  throwIssues(
    functions.map((path) => issue("E_WORKER", path, { expected: "plain data", received: "a function", hint })),
  );
  if (issues.length > 0) refuse({ people, policy });
}

/**
 * Sends people and policy in portions, letting others have a turn after each; ends early where `isOver`.
 *
 * @throws TelemachusError as `match` does, where they are not plain data: copies in other threads would not show it
 */
export async function sendInput(
  { people, policy }: Input,
  post: (message: InputMessage) => void,
  isOver: () => boolean,
): Promise<void> {
  const portioned = sides.filter((side) => isDense(listOf(people, side)));
  const shell = portioned.reduce<unknown>((rest, side) => ({ ...(rest as object), [side]: [] }), people);
  if (!isPlain(shell)) refuse({ people, policy });
  postCopy(post, { kind: "policy", policy, people: shell });
  for (const side of portioned) {
    const list = listOf(people, side) as readonly unknown[];
    for (let from = 0; from < list.length; from += PORTION) {
      const portion = list.slice(from, from + PORTION);
      if (!isPlain(portion)) refuse({ people, policy });
      postCopy(post, { kind: "portion", side, people: portion });
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (isOver()) return;
    }
  }
  post({ kind: "run" });
}

function listOf(people: unknown, side: "mentees" | "mentors"): unknown {
  try {
    return typeof people === "object" && people !== null && Object.hasOwn(people, side)
      ? (people as Record<string, unknown>)[side]
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a list can be taken apart and put together: it has no holes, and no named properties. */
function isDense(list: unknown): boolean {
  return Array.isArray(list) && Object.keys(list).length === list.length;
}

/** Reactive objects of user interfaces are read like plain ones, but only copies of them can be sent. */
function postCopy(post: (message: InputMessage) => void, message: InputMessage): void {
  try {
    post(message);
  } catch {
    const copies = Object.entries(message).map(([key, part]) => [key, snapshot(part, []).value]);
    post(Object.fromEntries(copies));
  }
}

function refuse({ people, policy }: Input): never {
  checkProblem(people, policy, policyForm);
  const received = "data that reads differently each time";
  throw new TelemachusError([issue("E_WORKER", [], { expected: "plain data", received })]);
}
