import { solveSteps } from "../matching/matchSteps.js";
import type { Progress } from "../matching/progress.js";
import { createRowWorker, type RowWorker } from "../matching/rowWork.js";
import { toMatching } from "../matching/toMatching.js";
import { createCrew, runWith } from "./crew.js";
import { createIntake } from "./intake.js";
import {
  type HelperInput,
  type HelperMessage,
  type InputMessage,
  type LeaderMessage,
  type Role,
  toMessage,
} from "./messages.js";
import { nodeModule } from "./nodeModule.js";

/** The file that a thread runs. Its first message says whether it leads or helps. */
const caller: MessagePort = nodeModule("node:worker_threads")?.parentPort ?? (self as unknown as MessagePort);

caller.onmessage = ({ data }: MessageEvent<Role>) => {
  if (data.kind === "leader") lead(data);
  else help(data.leader);
};

/** Makes the matching, with the help of others, and sends it to the caller. */
function lead({ helpers, memoryLimit, digestKey }: Role & { readonly kind: "leader" }): void {
  const crew = createCrew(helpers);
  const intake = createIntake();
  const say = (message: LeaderMessage) => caller.postMessage(message);
  const run = async () => {
    const scorer = intake.compile();
    // one thread after the other, as each needs most memory while it compiles
    crew.send({ kind: "run" });
    const onProgress = (progress: Progress) => say({ kind: "progress", progress });
    const solving = solveSteps(scorer, { onProgress, memoryLimit });
    const solved = await runWith(crew, solving, { scorer, onProgress });
    say({ kind: "solved" });
    say({ kind: "matching", matching: toMatching(solved, digestKey) });
  };
  caller.onmessage = ({ data }: MessageEvent<InputMessage>) => {
    if (data.kind === "run") run().catch((error) => say(toMessage(error)));
    else {
      crew.send(data);
      intake.accept(data);
    }
  };
}

/** Does blocks of rows for a leader. */
function help(leader: MessagePort): void {
  const intake = createIntake();
  let work: RowWorker | undefined;
  const answer = (message: HelperInput): void => {
    if (message.kind === "task") {
      const result = work!(message.work, message.task);
      leader.postMessage({ kind: "result", result, at: message.at }, buffersOf(result));
      return;
    }
    intake.accept(message);
    if (message.kind !== "run") return;
    work = createRowWorker(intake.compile());
    leader.postMessage({ kind: "ready" });
  };
  leader.onmessage = ({ data }: MessageEvent<HelperInput>) => {
    try {
      answer(data);
    } catch (error) {
      leader.postMessage(toMessage(error) satisfies HelperMessage);
    }
  };
}

/** The memory of the arrays of a result, which can be handed over without a copy. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  if (typeof value !== "object" || value === null || value instanceof Set) return [];
  return [...new Set(Object.values(value).flatMap(buffersOf))];
}
