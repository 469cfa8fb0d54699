import { useEffect, useRef, useState } from "preact/hooks";
import { type Engine, failureOf, Superseded } from "../engine/client.js";
import type { Explained, Failure, Other, PersonKey } from "../engine/messages.js";
import { decisionAbout } from "../policy/edits.js";
import type { Names } from "../shared/people.js";
import { Problems } from "../shared/problems.js";
import { Prose } from "../shared/prose.js";
import { Tabs } from "../shared/tabs.js";
import type { Asked } from "./decisionDialog.js";
import type { Matched } from "./useMatching.js";
import { humanise } from "./weights.js";
import { WhyNotSection } from "./whyNotSection.js";

interface Props {
  readonly engine: Engine;
  readonly matched: Matched;
  readonly names: Names;
  readonly person: PersonKey;
  readonly onOpen: (person: PersonKey) => void;
  readonly onClose: () => void;
  readonly onDecide: (asked: Asked) => void;
}

const STILL = 200;

/** Why somebody has whom they have, why not another, and what an administrator may decide about it. */
export function PersonPanel({ engine, matched, names, person, onOpen, onClose, onDecide }: Props) {
  const { side, id } = person;
  const other = side === "mentees" ? "mentors" : "mentees";
  const name = names[side].get(id) ?? id;
  const heading = useRef<HTMLHeadingElement>(null);
  const [explained, setExplained] = useState<Explained>();
  const [others, setOthers] = useState<readonly Other[]>();
  const [failure, setFailure] = useState<Failure>();

  // whoever opened the panel is taken into it, and back again when it closes
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    heading.current?.focus({ preventScroll: false });
    return () => opener?.isConnected && opener.focus({ preventScroll: true });
  }, []);

  const { outcome } = matched;
  useEffect(() => {
    let isCurrent = true;
    const fail = (error: unknown) => {
      if (isCurrent && !(error instanceof Superseded)) setFailure(failureOf(error));
    };
    const take =
      <Answer,>(set: (answer: Answer) => void) =>
      (answer: Answer) => {
        if (isCurrent) set(answer);
      };
    setFailure(undefined);
    const asking = { person: { side, id } };
    engine.latest("explain", "explain", asking).then(take(setExplained), fail);
    // what takes longer waits until nothing moves any more
    const timer = setTimeout(() => engine.latest("others", "others", asking).then(take(setOthers), fail), STILL);
    return () => {
      clearTimeout(timer);
      isCurrent = false;
    };
  }, [engine, outcome, side, id]);

  const partners = outcome.pairs
    .filter((pair) => (side === "mentees" ? pair.mentee : pair.mentor) === id)
    .map((pair) => (side === "mentees" ? pair.mentor : pair.mentee));
  const pairWith = (partner: string) =>
    side === "mentees" ? { mentee: id, mentor: partner } : { mentee: partner, mentor: id };
  return (
    <aside
      class="panel"
      aria-labelledby="panel-title"
      onKeyDown={(event) => {
        if (event.key === "Escape" && document.querySelector("dialog[open]") === null) onClose();
      }}
    >
      <div class="panel-head">
        <div>
          <p class="eyebrow">{side === "mentees" ? "Mentee" : "Mentor"}</p>
          <h2 id="panel-title" tabIndex={-1} ref={heading}>
            <bdi>{name}</bdi>
          </h2>
        </div>
        <button type="button" class="quiet close" aria-label="Close the panel" onClick={onClose}>
          ✕
        </button>
      </div>
      {failure !== undefined && <Problems title="This did not work" failure={failure} />}
      {partners.map((partner) => {
        const pair = pairWith(partner);
        const decision = decisionAbout(matched.policy, pair);
        return (
          <div class="partner" key={partner}>
            <p>
              {side === "mentees" ? "Has " : "Takes "}
              <button type="button" class="link" onClick={() => onOpen({ side: other, id: partner })}>
                <bdi>{names[other].get(partner) ?? partner}</bdi>
              </button>
              {decision?.kind === "pin" && <span class="badge pin">pinned</span>}
            </p>
            <Parts explained={explained} partner={partner} />
            <div class="actions tight">
              {decision?.kind !== "pin" && (
                <button type="button" onClick={() => onDecide({ kind: "pin", ...pair })}>
                  Keep this pair
                </button>
              )}
              <button type="button" onClick={() => onDecide({ kind: "ban", ...pair })}>
                Not with each other
              </button>
            </div>
          </div>
        );
      })}
      {partners.length === 0 && (
        <p class="lead">{side === "mentees" ? "Has no mentor in this matching." : "Takes nobody in this matching."}</p>
      )}
      {explained !== undefined && (
        <Tabs
          label="Who reads it"
          tabs={explained.texts.map(({ audience, text }) => ({
            id: audience,
            label: audience === "administrator" ? "For you" : audience === "mentee" ? "Mentee reads" : "Mentor reads",
            content: <Prose text={text} />,
          }))}
        />
      )}
      <WhyNotSection
        engine={engine}
        outcome={outcome}
        person={person}
        others={others}
        nameOf={(one) => names[other].get(one) ?? one}
        onDecide={onDecide}
      />
    </aside>
  );
}

/** What each criterion gives to the score of a pair. */
function Parts({ explained, partner }: { explained: Explained | undefined; partner: string }) {
  const parts = explained?.parts.find((one) => one.partner === partner);
  if (parts === undefined) return null;
  const counted = parts.criteria.filter(({ weight }) => weight > 0);
  return (
    <dl class="parts">
      {counted.map(({ name, contribution, weight }) => (
        <div key={name}>
          <dt>
            <bdi>{humanise(name)}</bdi>
          </dt>
          <dd>
            <meter
              min={0}
              max={weight}
              value={contribution}
              aria-label={`${contribution.toFixed(3)} of ${weight.toFixed(3)}`}
            />
            <span>{contribution.toFixed(3)}</span>
          </dd>
        </div>
      ))}
      <div class="sum">
        <dt>Score</dt>
        <dd>
          <span>{parts.score.toFixed(3)}</span>
        </dd>
      </div>
    </dl>
  );
}
