import type { Progress as MatchProgress } from "../matching/progress.js";
import type { Output } from "./streams.js";

/** What a run is at, whether or not anybody sees it. */
export interface Progress {
  /** A piece of work is so far; it is shown once the run takes longer than half a second. */
  readonly at: (phase: string, done: number, total: number) => void;
  /** A long piece of work begins that tells nothing until it is done: it is shown at once. */
  readonly long: (phase: string) => void;
  /** Takes what is shown off the terminal. */
  readonly end: () => void;
}

const PATIENCE = 500;
const CLEARED = "\r\u001b[2K";

const phases: { readonly [Phase in MatchProgress["phase"]]: string } = {
  score: "Scoring mentees",
  solve: "Matching mentees",
  price: "Proving, mentees",
  check: "Checking mentees",
  sample: "Sampling",
};

/** Tells of a matching's progress. */
export function followMatching(progress: Progress): (at: MatchProgress) => void {
  return ({ phase, done, total }) => progress.at(phases[phase], done, total);
}

interface Bar {
  start(total: number, done: number, payload: object): void;
  update(done: number, payload: object): void;
  stop(): void;
}

/** Shows progress on a terminal, and nothing where nobody looks. */
export function createProgress(stderr: Output): Progress {
  if (stderr.isTTY !== true) return { at: () => {}, long: () => {}, end: () => {} };
  const started = performance.now();
  let latest = { phase: "", done: 0, total: 0 };
  let bar: Bar | undefined;
  let state: "none" | "loading" | "bar" | "text" | "ended" = "none";

  // the library that draws bars is loaded when there is something to draw
  const load = async () => {
    state = "loading";
    bar ??= await loadBar(stderr);
    if (state === "loading") draw();
  };
  const draw = () => {
    bar!.start(Math.max(1, latest.total), latest.done, { phase: latest.phase });
    state = "bar";
  };
  const clear = () => {
    if (state === "bar") bar!.stop();
    if (state === "text") stderr.write(CLEARED);
  };
  return {
    at: (phase, done, total) => {
      if (state === "ended" || performance.now() - started <= PATIENCE) return;
      const isNew = phase !== latest.phase || total !== latest.total;
      latest = { phase, done, total };
      if (state === "none" || state === "text") {
        clear();
        void load();
      } else if (state === "bar") {
        // a new phase starts anew, so that the time left is its own
        if (isNew) draw();
        else bar!.update(done, { phase });
      }
    },
    long: (phase) => {
      if (state === "ended") return;
      clear();
      stderr.write(`${CLEARED}${phase} …`);
      state = "text";
    },
    end: () => {
      clear();
      state = "ended";
    },
  };
}

async function loadBar(stderr: Output): Promise<Bar> {
  const { SingleBar } = (await import("cli-progress")).default;
  return new SingleBar({
    stream: stderr as unknown as NodeJS.WritableStream,
    format: "{phase} {bar} {value}/{total}, {eta_formatted} left",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 30,
    clearOnComplete: true,
    // signals are heard elsewhere, and where they end the process the cursor must be there
    gracefulExit: false,
    hideCursor: false,
    linewrap: true,
  }) as Bar;
}
