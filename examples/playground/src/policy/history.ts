/** States that can be gone back to and forward again. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** The gesture that made the present state: what goes on in it replaces the state instead of following it. */
  readonly gesture: string | undefined;
}

export function startHistory<State>(present: State): History<State> {
  return { past: [], present, future: [], gesture: undefined };
}

/** A new state; one of the same gesture as the last (a slider that still moves) takes its place. */
export function record<State>(history: History<State>, state: State, gesture?: string): History<State> {
  if (state === history.present) return history;
  const isSame = gesture !== undefined && gesture === history.gesture;
  const past = isSame ? history.past : [...history.past, history.present];
  return { past, present: state, future: [], gesture };
}

export function endGesture<State>(history: History<State>): History<State> {
  return { ...history, gesture: undefined };
}

export function undo<State>({ past, present, future }: History<State>): History<State> {
  if (past.length === 0) return { past, present, future, gesture: undefined };
  return { past: past.slice(0, -1), present: past[past.length - 1], future: [present, ...future], gesture: undefined };
}

export function redo<State>({ past, present, future }: History<State>): History<State> {
  if (future.length === 0) return { past, present, future, gesture: undefined };
  return { past: [...past, present], present: future[0], future: future.slice(1), gesture: undefined };
}
