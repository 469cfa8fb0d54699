import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Policy } from "telemachus";
import { type Engine, failureOf, type Progress, Superseded } from "../engine/client.js";
import type { Failure, Opened, Outcome } from "../engine/messages.js";
import { endGesture, type History, record, redo, startHistory, undo } from "../policy/history.js";

/** How long from a change to the list that shows it, as an entry of the browser's performance timeline. */
export const CHANGE_TO_LIST = "change to list";

/** After so long a run says how far it is. */
const PATIENCE = 400;

export interface Matched {
  readonly policy: Policy;
  readonly outcome: Outcome;
  /** The outcome of the state before, to tell what changed. */
  readonly before: Outcome | undefined;
}

/** A policy that can be changed, undone and redone, and the matching that always follows it. */
export function useMatching(engine: Engine, opened: Opened, start: Policy) {
  const [history, setHistory] = useState<History<Policy>>(() => record(startHistory(opened.policy), start));
  const [matched, setMatched] = useState<Matched>();
  const [failure, setFailure] = useState<Failure>();
  const [progress, setProgress] = useState<Progress>();
  const [isStopped, setIsStopped] = useState(false);
  const outcomes = useRef(new WeakMap<Policy, Outcome>());
  /** The policy that was left for the present one: of a gesture, the one it began with. */
  const left = useRef<Policy | undefined>(undefined);
  const changedAt = useRef<number | undefined>(undefined);
  const policy = history.present;

  useEffect(() => engine.open(opened), [engine, opened]);
  useEffect(() => {
    let isCurrent = true;
    const begun = performance.now();
    const tell = (at: Progress) => {
      if (performance.now() - begun > PATIENCE) setProgress(at);
    };
    setIsStopped(false);
    engine.match(policy, tell).then(
      (outcome) => {
        outcomes.current.set(policy, outcome);
        const before = left.current === undefined ? undefined : outcomes.current.get(left.current);
        setMatched({ policy, outcome, before });
        setProgress(undefined);
        setFailure(undefined);
      },
      (error) => {
        if (!isCurrent) return;
        setProgress(undefined);
        if (error instanceof Superseded) setIsStopped(true);
        else setFailure(failureOf(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [engine, policy]);

  // after the list is in the page, and painted
  useLayoutEffect(() => {
    const start = changedAt.current;
    if (matched === undefined || start === undefined || matched.policy !== policy) return;
    changedAt.current = undefined;
    requestAnimationFrame(() => performance.measure(CHANGE_TO_LIST, { start, end: performance.now() }));
  }, [matched, policy]);

  const move = useCallback((step: (from: History<Policy>) => History<Policy>) => {
    changedAt.current = performance.now();
    setHistory((from) => {
      const to = step(from);
      // what goes on in one gesture is compared with what was before it
      if (to.past.length !== from.past.length) left.current = from.present;
      return to;
    });
  }, []);

  return {
    policy,
    matched,
    failure,
    progress,
    isStopped,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    /** Changes the policy as it is by then: several changes may come before it is shown again. */
    edit: useCallback(
      (change: (policy: Policy) => Policy, gesture?: string) =>
        move((from) => record(from, change(from.present), gesture)),
      [move],
    ),
    settle: useCallback(() => setHistory(endGesture), []),
    undo: useCallback(() => move(undo), [move]),
    redo: useCallback(() => move(redo), [move]),
    /** Ends a run that takes too long; what was shown stays. */
    stop: useCallback(() => {
      engine.stop();
      setProgress(undefined);
    }, [engine]),
  };
}
