import { issue, TelemachusError } from "../errors.js";

/** What a long run says of itself. */
export interface Progress {
  /**
   * Pairs are scored, then the assignment is solved. Where there are too many pairs to keep, those left out are priced in
   * turn, as often as it takes, and in the end every pair is checked. Where a programme is solved again and again under
   * other weights, each time is a sample.
   */
  readonly phase: "score" | "solve" | "price" | "check" | "sample";
  /** Mentees done, of `total`; samples, in the phase of that name. */
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

/** After so many calls without progress the last one is told all the same. */
const UNHEARD = 64;

/** Returns what a phase calls with the number of mentees, or samples, done. @throws E_ABORTED */
export function followPhase(control: Control, phase: Progress["phase"], total: number): (done: number) => void {
  const step = Math.max(1, Math.floor(total / 100));
  let next = step;
  let unheard = 0;
  stopIfAborted(control);
  return (done) => {
    // work that is done anew tells so now and then
    if (done < next && done !== total && ++unheard < UNHEARD) return;
    unheard = 0;
    next = Math.max(next, done + step);
    control.onProgress?.({ phase, done, total });
    stopIfAborted(control);
  };
}

/** @throws E_ABORTED */
export function stopIfAborted({ signal }: Pick<Control, "signal">): void {
  if (signal?.aborted === true) throw abortError(signal);
}

/** The error for a signal that was aborted; its cause is the signal's reason. */
export function abortError({ reason }: AbortSignal): TelemachusError {
  const found = issue("E_ABORTED", ["signal"], { expected: "not aborted", received: "an aborted one" });
  return new TelemachusError([found], { cause: reason });
}
