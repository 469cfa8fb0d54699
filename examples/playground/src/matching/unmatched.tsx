import type { Outcome, PersonKey } from "../engine/messages.js";
import type { Names } from "../shared/people.js";
import { PersonButton } from "./personButton.js";

const SHOWN = 60;

/** Who has nobody, and whose seats are free. */
export function Unmatched(props: {
  outcome: Outcome;
  names: Names;
  onOpen: (person: PersonKey) => void;
  dragged: string | undefined;
}) {
  const { outcome, names, onOpen, dragged } = props;
  const { unmatched, seats } = outcome;
  if (unmatched.length === 0 && seats.length === 0) return null;
  return (
    <div class="leftovers">
      {unmatched.length > 0 && (
        <section class="card">
          <h2>Without a mentor</h2>
          <ul class="chips">
            {unmatched.slice(0, SHOWN).map(({ id, why }) => (
              <li key={id}>
                <PersonButton person={{ side: "mentees", id }} names={names} onOpen={onOpen} />
                <span class="why">{why}</span>
              </li>
            ))}
          </ul>
          <More count={unmatched.length} />
        </section>
      )}
      {seats.length > 0 && (
        <details class={dragged === undefined ? "card" : "card takes"}>
          <summary>
            <h2>Free seats</h2>
            <span class="why">{seats.length === 1 ? "of 1 mentor" : `of ${seats.length} mentors`}</span>
          </summary>
          <ul class="chips">
            {seats.slice(0, SHOWN).map(({ mentor, free }) => (
              <li key={mentor}>
                <PersonButton person={{ side: "mentors", id: mentor }} names={names} onOpen={onOpen} />
                <span class="why">{free === 1 ? "1 seat" : `${free} seats`}</span>
              </li>
            ))}
          </ul>
          <More count={seats.length} />
        </details>
      )}
    </div>
  );
}

function More({ count }: { count: number }) {
  return count > SHOWN ? <p class="why">and {count - SHOWN} more: all are in the downloads.</p> : null;
}
