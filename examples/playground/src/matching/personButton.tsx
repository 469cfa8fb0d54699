import type { PersonKey } from "../engine/messages.js";
import type { Names } from "../shared/people.js";

/** A person to be looked at; a mentee can be dragged, and a mentor takes one. */
export function PersonButton(props: {
  person: PersonKey;
  names: Names;
  onOpen: (person: PersonKey) => void;
  isSelected?: boolean;
}) {
  const { person, names, onOpen, isSelected = false } = props;
  const { side, id } = person;
  const button = (
    <button type="button" class="person" aria-pressed={isSelected} onClick={() => onOpen(person)}>
      <bdi>{names[side].get(id) ?? id}</bdi>
    </button>
  );
  if (side === "mentors") {
    return (
      <span class="target" data-mentor={id}>
        {button}
      </span>
    );
  }
  return (
    // not every browser drags by a button: the grip beside it works in all
    <span class="draggable" draggable data-mentee={id}>
      <span class="grip" aria-hidden="true" />
      {button}
    </span>
  );
}
