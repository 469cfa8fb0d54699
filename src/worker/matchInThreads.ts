import { attachLater } from "../matching/context.js";
import { deepFreeze } from "../matching/deepFreeze.js";
import type { Matching } from "../matching/matching.js";
import { stopIfAborted } from "../matching/progress.js";
import { policyForm } from "../policy.js";
import { checkProblem } from "../problem/checkProblem.js";
import { compileScorer } from "../score/scorer.js";
import { checkWorkerOptions, type WorkerOptions } from "./options.js";
import { runInThreads, type Threading } from "./runInThreads.js";
import { checkPolicyCanBeSent, type Input } from "./sendInput.js";

/** Checks what can be checked in no time, has the matching made, and opens it. */
export async function matchInThreads(input: Input, options: WorkerOptions, threading: Threading): Promise<Matching> {
  checkWorkerOptions(options);
  stopIfAborted(options);
  checkPolicyCanBeSent(input);
  const matching = deepFreeze(await runInThreads(input, options, threading));
  const compile = () => compileScorer(checkProblem(input.people, input.policy, policyForm));
  return attachLater(matching, { compile, digestKey: options.digestKey });
}
