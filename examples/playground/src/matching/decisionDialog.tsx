import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Policy } from "telemachus";
import { type Engine, failureOf } from "../engine/client.js";
import type { Change, Failure, Preview } from "../engine/messages.js";
import { type Decision, decisionAbout, withDecision } from "../policy/edits.js";
import type { Names } from "../shared/people.js";
import { Problems } from "../shared/problems.js";
import { Prose } from "../shared/prose.js";

/** A pair about which an administrator wants to decide. */
export interface Asked {
  readonly kind: Decision["kind"];
  readonly mentee: string;
  readonly mentor: string;
}

interface Props {
  readonly engine: Engine;
  readonly policy: Policy;
  readonly names: Names;
  readonly asked: Asked;
  readonly onTake: (decision: Decision) => void;
  readonly onClose: () => void;
}

const USUAL_REASON = "Set by hand";
const SHOWN_CHANGES = 8;

/** What a pin or a ban would cost, before it is taken; and why it is. */
export function DecisionDialog({ engine, policy, names, asked, onTake, onClose }: Props) {
  const { kind, mentee, mentor } = asked;
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState(USUAL_REASON);
  const [override, setOverride] = useState(false);
  const [preview, setPreview] = useState<Preview>();
  const [failure, setFailure] = useState<Failure>();

  // before anything of it is painted: until it is open, keys would go elsewhere
  useLayoutEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => opener?.isConnected && opener.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    let isCurrent = true;
    const next = withDecision(policy, { kind, mentee, mentor, reason: USUAL_REASON, override });
    const about = kind === "pin" ? { mentee, mentor } : undefined;
    setPreview(undefined);
    setFailure(undefined);
    engine.ask("preview", { policy: next, asked: about }).then(
      (answer) => isCurrent && setPreview(answer),
      (error) => isCurrent && setFailure(failureOf(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [engine, policy, kind, mentee, mentor, override]);

  const before = decisionAbout(policy, asked);
  const [one, other] = [names.mentees.get(mentee) ?? mentee, names.mentors.get(mentor) ?? mentor];
  return (
    <dialog ref={dialog} class="decision" aria-labelledby="decision-title" onClose={onClose}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          onTake({ kind, mentee, mentor, reason, ...(override ? { override } : {}) });
        }}
      >
        <h2 id="decision-title">
          {kind === "pin" ? "Pin " : "Part "}
          <bdi>{one}</bdi> {kind === "pin" ? "to" : "from"} <bdi>{other}</bdi>?
        </h2>
        {before !== undefined && before.kind !== kind && (
          <p class="notice">
            This takes the place of your {before.kind}: {before.reason}
          </p>
        )}
        <div class="cost" aria-live="polite">
          {preview === undefined && failure === undefined && <p>Working out what it costs …</p>}
          {failure !== undefined && <Problems title="This cannot be" failure={failure} />}
          {preview !== undefined && <Cost preview={preview} names={names} />}
        </div>
        {kind === "pin" && (
          <label class="check">
            <input
              type="checkbox"
              checked={override}
              onChange={({ currentTarget }) => setOverride(currentTarget.checked)}
            />
            <span>Even where a rule forbids it</span>
          </label>
        )}
        <label class="reason">
          <span>Reason (kept with the decision)</span>
          <input
            type="text"
            required
            pattern=".*\S.*"
            value={reason}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </label>
        <div class="actions">
          <button type="submit" class="primary" disabled={failure !== undefined || reason.trim() === ""}>
            {kind === "pin" ? "Pin them" : "Part them"}
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Cost({ preview, names }: { preview: Preview; names: Names }) {
  const { changes, matched, total, status, whyNot } = preview;
  if (status === "infeasible") return <p class="cost-line">With this decision nobody could be matched.</p>;
  return (
    <>
      <p class="cost-line">{costSentence(matched, total)}</p>
      {changes.length > 0 && (
        <ul class="changes">
          {changes.slice(0, SHOWN_CHANGES).map((change) => (
            <ChangeLine key={change.mentee} change={change} names={names} />
          ))}
          {changes.length > SHOWN_CHANGES && <li>and {changes.length - SHOWN_CHANGES} more change</li>}
        </ul>
      )}
      {whyNot !== undefined && (
        <details>
          <summary>Why they are not matched now</summary>
          <Prose text={whyNot} />
        </details>
      )}
    </>
  );
}

/** By how many mentees and by how much total score the programme would do worse, or better. */
function costSentence(matched: number, total: number): string {
  const parts = [
    ...(matched === 0
      ? []
      : [
          `${Math.abs(matched)} ${Math.abs(matched) === 1 ? "mentee" : "mentees"} ${matched < 0 ? "fewer" : "more"} with a mentor`,
        ]),
    ...(Math.abs(total) < 5e-7 ? [] : [`${Math.abs(total).toFixed(3)} ${total < 0 ? "less" : "more"} in total score`]),
  ];
  return parts.length === 0 ? "It costs nothing." : `It costs: ${parts.join(", ")}.`;
}

function ChangeLine({ change, names }: { change: Change; names: Names }) {
  const { mentee, from, to } = change;
  const list = (ids: readonly string[]) => ids.map((id) => names.mentors.get(id) ?? id).join(", ") || "nobody";
  return (
    <li>
      <bdi>{names.mentees.get(mentee) ?? mentee}</bdi>: <bdi>{list(from)}</bdi> → <bdi>{list(to)}</bdi>
    </li>
  );
}
