import { useEffect, useState } from "preact/hooks";
import { type Engine, failureOf, Superseded } from "../engine/client.js";
import type { Other, Outcome, PersonKey } from "../engine/messages.js";
import { Prose } from "../shared/prose.js";
import type { Asked } from "./decisionDialog.js";

interface Props {
  readonly engine: Engine;
  readonly outcome: Outcome;
  readonly person: PersonKey;
  readonly others: readonly Other[] | undefined;
  readonly nameOf: (id: string) => string;
  readonly onDecide: (asked: Asked) => void;
}

/** Why not somebody else: chosen from all others, each with what it would cost in a few words. */
export function WhyNotSection({ engine, outcome, person, others, nameOf, onDecide }: Props) {
  const { side, id } = person;
  const [chosen, setChosen] = useState("");
  const [text, setText] = useState<string>();
  const pair = side === "mentees" ? { mentee: id, mentor: chosen } : { mentee: chosen, mentor: id };
  const { mentee, mentor } = pair;
  useEffect(() => {
    setText(undefined);
    if (chosen === "") return;
    let isCurrent = true;
    engine.latest("whyNot", "whyNot", { mentee, mentor }).then(
      (answer) => isCurrent && setText(answer),
      (error) => {
        if (isCurrent && !(error instanceof Superseded)) setText(failureOf(error).message);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [engine, outcome, chosen, mentee, mentor]);

  const noun = side === "mentees" ? "mentor" : "mentee";
  return (
    <section class="why-not">
      <h3>Why not another {noun}?</h3>
      <select
        aria-label={`Another ${noun}`}
        value={chosen}
        disabled={others === undefined}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      >
        <option value="">Choose a {noun} …</option>
        {others?.map((one) => (
          <option key={one.id} value={one.id}>
            {nameOf(one.id)}
            {one.note === "" ? "" : ` (${one.note})`}
          </option>
        ))}
      </select>
      {chosen !== "" && text !== undefined && (
        <>
          <div aria-live="polite">
            <Prose text={text} />
          </div>
          <div class="actions tight">
            <button type="button" onClick={() => onDecide({ kind: "pin", ...pair })}>
              Pin this pair
            </button>
            <button type="button" onClick={() => onDecide({ kind: "ban", ...pair })}>
              Never this pair
            </button>
          </div>
        </>
      )}
    </section>
  );
}
