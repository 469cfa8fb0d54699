import { type Issue, issue, TelemachusError } from "../errors.js";
import type { Matching } from "../matching/matching.js";
import type { Progress } from "../matching/progress.js";
import type { RowKind, RowWork } from "../matching/rowWork.js";

/** What the caller says to a thread before anything else: what it is to be. */
export type Role =
  | {
      readonly kind: "leader";
      readonly helpers: readonly MessagePort[];
      readonly memoryLimit: number | undefined;
      readonly digestKey: string | undefined;
    }
  | { readonly kind: "helper"; readonly leader: MessagePort };

/** People and policy, in portions, from the caller to the leader, who passes them on to its helpers. */
export type InputMessage =
  | { readonly kind: "policy"; readonly policy: unknown; readonly people: unknown }
  | { readonly kind: "portion"; readonly side: "mentees" | "mentors"; readonly people: readonly unknown[] }
  | { readonly kind: "run" };

/** What the leader says to the caller. */
export type LeaderMessage =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "solved" }
  | { readonly kind: "matching"; readonly matching: Matching }
  | Refusal
  | Failure;

/** What the leader says to a helper. */
export type HelperInput = InputMessage | TaskMessage;

export interface TaskMessage<Kind extends RowKind = RowKind> {
  readonly kind: "task";
  readonly work: Kind;
  readonly task: RowWork[Kind]["task"];
  readonly at: number;
}

/** What a helper says to the leader. */
export type HelperMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "result"; readonly result: RowWork[RowKind]["result"]; readonly at: number }
  | Refusal
  | Failure;

/** A `TelemachusError`, taken apart. */
export interface Refusal {
  readonly kind: "refused";
  readonly issues: readonly Issue[];
  readonly total: number;
}

/** Any other error. */
export interface Failure {
  readonly kind: "failed";
  readonly what: string;
}

/** Takes an error apart, so that it can be sent. */
export function toMessage(error: unknown): Refusal | Failure {
  if (error instanceof TelemachusError) return { kind: "refused", issues: error.issues, total: error.total };
  return { kind: "failed", what: String(error) };
}

/** Puts an error together again. */
export function toError(message: Refusal | Failure): TelemachusError {
  if (message.kind === "failed") return workerError(`one that failed: ${message.what}`);
  return new TelemachusError(message.issues, { total: message.total });
}

/** The error for a thread that did not do its work. */
export function workerError(received: string, cause?: unknown): TelemachusError {
  const found = issue("E_WORKER", ["worker"], { expected: "one that answers", received });
  return new TelemachusError([found], cause === undefined ? undefined : { cause });
}
