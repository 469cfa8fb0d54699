import type { Policy } from "telemachus";
import { type Decision, decisionsOf } from "../policy/edits.js";
import { type Names, shorten } from "../shared/people.js";

/** All pins and bans with their reasons, each to be lifted. */
export function Decisions(props: { policy: Policy; names: Names; onLift: (decision: Decision) => void }) {
  const { policy, names, onLift } = props;
  const decisions = decisionsOf(policy);
  return (
    <section class="card">
      <h2>Set by hand</h2>
      {decisions.length === 0 && <p class="why">No pins and no bans: the policy decides alone.</p>}
      <ul class="decisions">
        {decisions.map((decision) => {
          const { kind, mentee, mentor, reason } = decision;
          const [one, other] = [names.mentees.get(mentee) ?? mentee, names.mentors.get(mentor) ?? mentor];
          return (
            <li key={`${kind} ${mentee}\n${mentor}`}>
              <span class={`badge ${kind}`}>{kind === "pin" ? "pin" : "ban"}</span>
              <span class="decision-text">
                <bdi>{one}</bdi> {kind === "pin" ? "with" : "not with"} <bdi>{other}</bdi>
                <span class="why">{shorten(reason)}</span>
              </span>
              <button
                type="button"
                class="quiet close"
                aria-label={`Lift the ${kind} of ${one} and ${other}`}
                onClick={() => onLift(decision)}
              >
                ✕
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
