import { setImmediate } from "node:timers/promises";
import type { SignalName, Streams } from "./streams.js";

/** Somebody asked the process to stop, and everything was left as it was before. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly signal: SignalName;

  constructor(signal: SignalName) {
    super(`Stopped by ${signal}.`);
    this.signal = signal;
  }
}

/** The exit code of a process that was stopped: 130 by Ctrl-C, 143 by SIGTERM. */
export function codeOf(signal: SignalName): 130 | 143 {
  return signal === "SIGINT" ? 130 : 143;
}

/** What a signal does to a run: the first one stops it in good order, the second ends the process at once. */
export interface Stopping {
  /** Aborted with `Interrupted` by the first signal. */
  readonly signal: AbortSignal;
  /** Awaits a whole run, but not after a signal: what it waits for may never come. @throws Interrupted */
  readonly untilStopped: <Result>(run: Promise<Result>) => Promise<Result>;
  /** Runs a part that tidies up when it is aborted, for which `untilStopped` waits. @throws Interrupted */
  readonly interruptible: <Result>(work: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;
  /**
   * Runs a part that hears nothing for long, and has nothing to tidy up: while it runs, a signal ends the process as it
   * ends any. Others wait their turn: a signal is heard behind them. @throws Interrupted
   */
  readonly deaf: <Result>(isLong: boolean, work: () => Result | Promise<Result>) => Promise<Result>;
  /** Hears no more signals. */
  readonly end: () => void;
}

/** Hears signals from now on. */
export function listenForSignals(streams: Pick<Streams, "onSignal">): Stopping {
  const controller = new AbortController();
  const { signal } = controller;
  let tidying = 0;
  let stop = () => {};
  let leave: (reason: Interrupted) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    leave = reject;
  });
  // nobody may be waiting
  stopped.catch(() => {});
  const listener = (name: SignalName) => {
    if (signal.aborted) process.exit(codeOf(name));
    controller.abort(new Interrupted(name));
    if (tidying === 0) leave(signal.reason);
  };
  const listen = () => {
    stop = streams.onSignal?.(listener) ?? (() => {});
  };
  listen();
  const heardBehind = async <Result>(work: () => Result | Promise<Result>) => {
    const result = await work();
    await breathe(signal);
    return result;
  };
  return {
    signal,
    untilStopped: (run) => Promise.race([stopped, run]),
    interruptible: async (work) => {
      signal.throwIfAborted();
      tidying++;
      try {
        const result = await work(signal);
        signal.throwIfAborted();
        return result;
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        tidying--;
      }
    },
    deaf: async (isLong, work) => {
      await breathe(signal);
      if (!isLong) return heardBehind(work);
      stop();
      try {
        return await work();
      } finally {
        listen();
      }
    },
    end: () => stop(),
  };
}

/** Lets signals be heard between two pieces of work that do not wait for anything. @throws what the signal was aborted with */
export async function breathe(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
