import type { Policy } from "telemachus";
import type { Answer, Ask, Failure, FromEngine, Held, Opened, Outcome, QuestionKind, ToEngine } from "./messages.js";
import EngineWorker from "./worker.ts?worker&inline";

/** What the engine says went wrong. */
export class EngineError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** What went wrong, as data. */
export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return error.failure;
  return { message: error instanceof Error ? error.message : String(error), issues: [], total: 0 };
}

/** Told to whoever waits when the engine was stopped, or when a later question took the place of theirs. */
export class Superseded extends Error {}

export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** Of questions that replace each other: whether one is asked, and the one that comes next. */
interface Lane {
  busy: boolean;
  next: (() => void) | undefined;
  drop: (() => void) | undefined;
}

/** The engine in its worker, seen from the page. */
export class Engine {
  private worker = this.start();
  private readonly waiting = new Map<number, Waiting>();
  private readonly lanes = new Map<string, Lane>();
  private count = 0;
  private held: Held | undefined;

  /** Gives it people, who stay its own through a stop. */
  open({ people }: Opened): void {
    this.held = { people };
    this.reopen();
  }

  /** Matches its people, the latest policy only. @throws as `latest` */
  async match(policy: Policy, onProgress: (progress: Progress) => void): Promise<Outcome> {
    const { held } = this;
    const outcome = await this.latest("match", "match", { policy }, onProgress);
    if (held !== undefined && held === this.held) this.held = { ...held, policy };
    return outcome;
  }

  /** Asks, and waits for the answer. @throws EngineError, Superseded where it was stopped */
  ask<Kind extends QuestionKind>(
    kind: Kind,
    ask: Ask<Kind>,
    onProgress?: (progress: Progress) => void,
  ): Promise<Answer<Kind>> {
    const id = this.count++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (answer: never) => void, reject, onProgress });
      this.worker.postMessage({ id, kind, ask } as ToEngine);
    });
  }

  /**
   * Asks as `ask` does, but one question of a lane at a time: of those that come while it is busy only the last is asked.
   * The others reject with Superseded.
   */
  async latest<Kind extends QuestionKind>(
    lane: string,
    kind: Kind,
    ask: Ask<Kind>,
    onProgress?: (progress: Progress) => void,
  ): Promise<Answer<Kind>> {
    const state: Lane = this.lanes.get(lane) ?? { busy: false, next: undefined, drop: undefined };
    this.lanes.set(lane, state);
    if (state.busy) {
      state.drop?.();
      await new Promise<void>((resolve, reject) => {
        state.next = resolve;
        state.drop = () => reject(new Superseded());
      });
    }
    state.busy = true;
    try {
      return await this.ask(kind, ask, onProgress);
    } finally {
      const { next } = state;
      state.next = undefined;
      state.drop = undefined;
      // the next one takes over without a gap in which yet another could slip in
      if (next === undefined) state.busy = false;
      else next();
    }
  }

  /** Ends whatever it is doing. It starts again with its people, and answers by the policy that was matched last. */
  stop(): void {
    this.worker.terminate();
    const abandoned = [...this.waiting.values()];
    this.waiting.clear();
    for (const state of this.lanes.values()) state.drop?.();
    this.lanes.clear();
    this.worker = this.start();
    this.reopen();
    for (const { reject } of abandoned) reject(new Superseded());
  }

  private reopen(): void {
    // only another stop can keep it from being answered
    if (this.held !== undefined) this.ask("open", this.held).catch(() => {});
  }

  private start(): Worker {
    const worker = new EngineWorker();
    worker.onmessage = ({ data }: MessageEvent<FromEngine>) => this.receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      const failure = { message: event.message || "The engine could not be started.", issues: [], total: 0 };
      for (const { reject } of this.waiting.values()) reject(new EngineError(failure));
      this.waiting.clear();
    };
    return worker;
  }

  private receive(message: FromEngine): void {
    const waiting = this.waiting.get(message.id);
    if (waiting === undefined) return;
    if ("progress" in message) {
      waiting.onProgress?.(message.progress);
      return;
    }
    this.waiting.delete(message.id);
    if ("failure" in message) waiting.reject(new EngineError(message.failure));
    else waiting.resolve(message.answer as never);
  }
}
