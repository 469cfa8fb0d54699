import { useEffect, useMemo, useState } from "preact/hooks";
import type { Policy } from "telemachus";
import type { Engine } from "../engine/client.js";
import type { Opened, PersonKey } from "../engine/messages.js";
import { toChanges } from "../engine/toChanges.js";
import { withDecision, withoutDecisions } from "../policy/edits.js";
import { PHONE, useMedia } from "../shared/media.js";
import { namesOf, shorten } from "../shared/people.js";
import { Problems } from "../shared/problems.js";
import { ProgressBar } from "../shared/progressBar.js";
import { type Asked, DecisionDialog } from "./decisionDialog.js";
import { Decisions } from "./decisions.js";
import { Downloads } from "./downloads.js";
import { DropZone, useDragging } from "./dragging.js";
import { Headline } from "./headline.js";
import { PairList } from "./pairList.js";
import { PersonPanel } from "./personPanel.js";
import { Unmatched } from "./unmatched.js";
import { useMatching } from "./useMatching.js";
import { Weights } from "./weights.js";

/** The matching, everything that decides it, and the reasons of whoever is looked at. */
export function MatchingView(props: {
  engine: Engine;
  opened: Opened;
  /** What was decided under an earlier reading of the same files, put into the policy of this one. */
  start: Policy;
  onPolicy: (policy: Policy) => void;
  isShown: boolean;
}) {
  const { engine, opened, start, onPolicy, isShown } = props;
  const names = useMemo(() => namesOf(opened.people), [opened]);
  const state = useMatching(engine, opened, start);
  const { policy, matched, failure, progress, edit } = state;
  const [person, setPerson] = useState<PersonKey>();
  const [asked, setAsked] = useState<Asked>();
  const outcome = matched?.outcome;
  const changes = useMemo(() => {
    return matched?.before === undefined ? [] : toChanges(matched.before, matched.outcome);
  }, [matched]);
  const dragging = useDragging(setAsked);
  useUndoKeys(isShown, state.undo, state.redo);
  useEffect(() => onPolicy(policy), [onPolicy, policy]);
  // on a phone the panel covers the rest
  const isCovered = useMedia(PHONE) && person !== undefined;

  const isWaiting = matched === undefined && failure === undefined && progress === undefined && !state.isStopped;
  const mentorsOf = (mentee: string) =>
    outcome?.pairs.filter((pair) => pair.mentee === mentee).map((pair) => pair.mentor) ?? [];
  return (
    <div class={person === undefined ? "workbench" : "workbench with-panel"} hidden={!isShown} {...dragging.handlers}>
      <aside class="rail" aria-label="What decides" inert={isCovered}>
        <div class="rail-actions">
          <button type="button" class="quiet" disabled={!state.canUndo} onClick={state.undo}>
            <span aria-hidden="true">↶</span> Undo
          </button>
          <button type="button" class="quiet" disabled={!state.canRedo} onClick={state.redo}>
            <span aria-hidden="true">↷</span> Redo
          </button>
        </div>
        <Weights policy={policy} edit={edit} settle={state.settle} />
        <Decisions
          policy={policy}
          names={names}
          onLift={(decision) => edit((before) => withoutDecisions(before, decision))}
        />
        <Downloads engine={engine} isReady={matched?.policy === policy && failure === undefined} />
      </aside>
      <section class="results" aria-label="Matching" inert={isCovered}>
        <h1>{shorten(policy.name ?? "") || "Your matching"}</h1>
        {failure !== undefined && (
          <div class="with-undo">
            <Problems title="This policy cannot be matched" failure={failure} />
            {state.canUndo && (
              <button type="button" onClick={state.undo}>
                Undo the last change
              </button>
            )}
          </div>
        )}
        {progress !== undefined && <ProgressBar title="Matching" progress={progress} onStop={state.stop} />}
        {state.isStopped && (
          <p class="notice" role="status">
            Stopped. Change something, or{" "}
            <button type="button" class="link" onClick={() => edit((before) => ({ ...before }))}>
              match again
            </button>
            .
          </p>
        )}
        {matched !== undefined && outcome !== undefined && (
          <>
            <Headline outcome={outcome} before={matched.before} changes={changes} />
            <Unmatched outcome={outcome} names={names} onOpen={setPerson} dragged={dragging.mentee} />
            <PairList
              outcome={outcome}
              changes={changes}
              names={names}
              selected={person}
              dragged={dragging.mentee}
              onOpen={setPerson}
            />
          </>
        )}
        {isWaiting && <p class="lead">Matching …</p>}
      </section>
      {person !== undefined && matched !== undefined && (
        <PersonPanel
          key={`${person.side} ${person.id}`}
          engine={engine}
          matched={matched}
          names={names}
          person={person}
          onOpen={setPerson}
          onClose={() => setPerson(undefined)}
          onDecide={setAsked}
        />
      )}
      {dragging.mentee !== undefined && (
        <DropZone mentee={dragging.mentee} mentors={mentorsOf(dragging.mentee)} names={names} />
      )}
      {asked !== undefined && (
        <DecisionDialog
          key={`${asked.kind} ${asked.mentee} ${asked.mentor}`}
          engine={engine}
          policy={policy}
          names={names}
          asked={asked}
          onTake={(decision) => {
            setAsked(undefined);
            edit((before) => withDecision(before, decision));
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y), but for whoever is writing. */
function useUndoKeys(isShown: boolean, undo: () => void, redo: () => void): void {
  useEffect(() => {
    if (!isShown) return;
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const isWriting =
        event.target instanceof Element && event.target.matches("textarea, input[type=text], input[type=search]");
      if (isWriting || document.querySelector("dialog[open]") !== null) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) redo();
      else undo();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isShown, undo, redo]);
}
