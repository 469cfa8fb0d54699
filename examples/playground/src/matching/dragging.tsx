import { useState } from "preact/hooks";
import type { Names } from "../shared/people.js";
import type { Asked } from "./decisionDialog.js";

/** A kind of its own, so that nothing dragged in from elsewhere is taken for a mentee. */
const KIND = "application/x-telemachus-mentee";

function closest(target: EventTarget | null, name: "mentee" | "mentor" | "apart"): string | undefined {
  return (target as Element | null)?.closest<HTMLElement>(`[data-${name}]`)?.dataset[name];
}

/** A mentee who is dragged onto a mentor is pinned to them; onto the zone "not with", parted from their own. */
export function useDragging(onDecide: (asked: Asked) => void) {
  const [mentee, setMentee] = useState<string>();
  const end = () => setMentee(undefined);
  const handlers = {
    onDragStart: (event: DragEvent) => {
      const dragged = closest(event.target, "mentee");
      if (dragged === undefined || event.dataTransfer === null) return;
      event.dataTransfer.setData(KIND, dragged);
      event.dataTransfer.effectAllowed = "link";
      // the page may change only once the drag has begun, or the browser ends it
      setTimeout(() => setMentee(dragged));
    },
    onDragOver: (event: DragEvent) => {
      if (mentee === undefined || event.dataTransfer === null) return;
      const takes = closest(event.target, "mentor") ?? closest(event.target, "apart");
      if (takes === undefined) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "link";
    },
    onDrop: (event: DragEvent) => {
      const dragged = event.dataTransfer?.getData(KIND) ?? "";
      end();
      if (dragged === "") return;
      event.preventDefault();
      const apart = closest(event.target, "apart");
      const mentor = closest(event.target, "mentor");
      if (apart !== undefined) onDecide({ kind: "ban", mentee: dragged, mentor: apart });
      else if (mentor !== undefined) onDecide({ kind: "pin", mentee: dragged, mentor });
    },
    onDragEnd: end,
  };
  return { mentee, handlers };
}

/** Shown while a mentee is dragged who has somebody to be parted from. */
export function DropZone({ mentee, mentors, names }: { mentee: string; mentors: readonly string[]; names: Names }) {
  return (
    <div class="drop-zones" aria-hidden="true">
      <p>
        Drop <bdi>{names.mentees.get(mentee) ?? mentee}</bdi> onto a mentor to pin them
        {mentors.length > 0 && ", or here to part them:"}
      </p>
      {mentors.map((mentor) => (
        <div key={mentor} class="drop-zone" data-apart={mentor}>
          Not with <bdi>{names.mentors.get(mentor) ?? mentor}</bdi>
        </div>
      ))}
    </div>
  );
}
