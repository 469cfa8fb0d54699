import { issue, TelemachusError } from "../errors.js";

/** What a long run says of itself. */
export interface Progress {
  readonly phase: "score" | "solve";
  /** Mentees done, of `total`. */
  readonly done: number;
  readonly total: number;
}

/** How a caller follows and stops a run. */
export interface Control {
  /** Called about a hundred times in each phase. */
  readonly onProgress?: (progress: Progress) => void;
  /** Where it is aborted, before or from within `onProgress`, the run ends with E_ABORTED and leaves nothing behind. */
  readonly signal?: AbortSignal;
}

/** Returns what a phase calls with the number of mentees done. @throws E_ABORTED */
export function followPhase(control: Control, phase: Progress["phase"], total: number): (done: number) => void {
  const step = Math.max(1, Math.floor(total / 100));
  stopIfAborted(control);
  return (done) => {
    if (done % step !== 0 && done !== total) return;
    control.onProgress?.({ phase, done, total });
    stopIfAborted(control);
  };
}

/** @throws E_ABORTED */
export function stopIfAborted({ signal }: Pick<Control, "signal">): void {
  if (signal?.aborted !== true) return;
  const found = issue("E_ABORTED", ["signal"], { expected: "not aborted", received: "an aborted one" });
  throw new TelemachusError([found], { cause: signal.reason });
}
