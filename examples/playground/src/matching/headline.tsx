import { useEffect, useState } from "preact/hooks";
import type { Change, Outcome } from "../engine/messages.js";

const SETTLED = 700;

/** The numbers that say how good it is, what changed, and what stands behind it. */
export function Headline(props: { outcome: Outcome; before: Outcome | undefined; changes: readonly Change[] }) {
  const { outcome, before, changes } = props;
  const { counts, pairs, unmatched, seats } = outcome;
  const matched = counts.mentees - unmatched.length;
  const mean = meanOf(outcome);
  const free = seats.reduce((sum, one) => sum + one.free, 0);
  const meanBefore = before === undefined ? undefined : meanOf(before);
  const summary = `${matched} of ${counts.mentees} mentees matched, average score ${mean.toFixed(2)}${
    before === undefined ? "" : `, ${changes.length} changed`
  }.`;
  return (
    <>
      <dl class="headline">
        <div>
          <dt>Matched</dt>
          <dd>
            {matched} <small>of {counts.mentees}</small>
          </dd>
        </div>
        <div>
          <dt>Average score</dt>
          <dd>
            {mean.toFixed(3)}
            {meanBefore !== undefined && Math.abs(mean - meanBefore) >= 0.0005 && (
              <small>was {meanBefore.toFixed(3)}</small>
            )}
          </dd>
        </div>
        <div>
          <dt>Free seats</dt>
          <dd>
            {free} <small>of {counts.seats}</small>
          </dd>
        </div>
        <div class={changes.length > 0 ? "changed" : ""}>
          <dt>Changed</dt>
          <dd>
            {changes.length} <small>{changes.length === 1 ? "mentee" : "mentees"}</small>
          </dd>
        </div>
      </dl>
      <p class="proof">
        {outcome.status === "optimal" && pairs.length > 0 && (
          <>
            <span class="tick" aria-hidden="true">
              ✓
            </span>{" "}
            Proven: no other assignment does better under these weights and rules.
          </>
        )}
        {outcome.status === "stable" && "Stable: no mentee and mentor would rather have each other."}
      </p>
      {outcome.infeasible !== undefined && (
        <div class="problems" role="alert">
          <h2>Nobody can be matched</h2>
          <p class="prose">{outcome.infeasible}</p>
        </div>
      )}
      {outcome.warnings.length > 0 && (
        <details class="warnings">
          <summary>
            {outcome.warnings.length} {outcome.warnings.length === 1 ? "thing" : "things"} to know
          </summary>
          <ul>
            {outcome.warnings.map(({ code, message }) => (
              <li key={code + message}>{message}</li>
            ))}
          </ul>
        </details>
      )}
      <Announcement text={summary} />
    </>
  );
}

/** Said to whoever listens, once it stays. */
function Announcement({ text }: { text: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), SETTLED);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="unseen" role="status">
      {said}
    </p>
  );
}

function meanOf({ total, pairs }: Outcome): number {
  return pairs.length === 0 ? 0 : total / pairs.length;
}
