import { useMemo, useState } from "preact/hooks";
import type { Change, Outcome, PersonKey, ShownPair } from "../engine/messages.js";
import { PHONE } from "../shared/media.js";
import type { Names } from "../shared/people.js";
import { PersonButton } from "./personButton.js";

/** Rows that are in the page at first; each further click brings as many. */
const PAGE = 300;
const PHONE_PAGE = 30;

const ORDERS = [
  { value: "name", label: "by name" },
  { value: "changed", label: "changes first" },
  { value: "lowest", label: "lowest score first" },
  { value: "highest", label: "highest score first" },
] as const;
type Order = (typeof ORDERS)[number]["value"];

interface Props {
  readonly outcome: Outcome;
  readonly changes: readonly Change[];
  readonly names: Names;
  readonly selected: PersonKey | undefined;
  readonly dragged: string | undefined;
  readonly onOpen: (person: PersonKey) => void;
}

/** Every pair; what is new since the state before stands out. */
export function PairList({ outcome, changes, names, selected, dragged, onOpen }: Props) {
  const [search, setSearch] = useState("");
  const [order, setOrder] = useState<Order>("name");
  const [shown, setShown] = useState(() => (matchMedia(PHONE).matches ? PHONE_PAGE : PAGE));
  const changeOf = useMemo(() => new Map(changes.map((change) => [change.mentee, change])), [changes]);
  const pairs = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    const name = (pair: ShownPair) => names.mentees.get(pair.mentee) ?? pair.mentee;
    const holds = (text: string | undefined) => text?.toLowerCase().includes(wanted) === true;
    const found =
      wanted === ""
        ? [...outcome.pairs]
        : outcome.pairs.filter((pair) => holds(name(pair)) || holds(names.mentors.get(pair.mentor)));
    const sorted = found.map((pair) => ({ pair, key: name(pair) }));
    const rank = (pair: ShownPair) => {
      if (order === "changed") return changeOf.has(pair.mentee) ? 0 : 1;
      return order === "lowest" ? pair.score : order === "highest" ? -pair.score : 0;
    };
    return sorted.sort((a, b) => rank(a.pair) - rank(b.pair) || collator.compare(a.key, b.key)).map(({ pair }) => pair);
  }, [outcome, search, order, names, changeOf]);

  return (
    <section class="card pairs-card">
      <div class="pairs-head">
        <h2>Pairs</h2>
        <label class="search">
          <span class="unseen">Search for a name</span>
          <input
            type="search"
            placeholder="Search for a name"
            value={search}
            onInput={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        </label>
        <label class="order">
          <span class="unseen">Order of the pairs</span>
          <select value={order} onChange={({ currentTarget }) => setOrder(currentTarget.value as Order)}>
            {ORDERS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="why tip">
        Open a person for the reasons. Drag a mentee onto a mentor to pin the two, or use the buttons in their panel.
      </p>
      <table class={dragged === undefined ? "pairs" : "pairs takes"}>
        <thead>
          <tr>
            <th scope="col">Mentee</th>
            <th scope="col">Mentor</th>
            <th scope="col" class="number">
              Score
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.slice(0, shown).map((pair) => (
            <PairRow
              key={`${pair.mentee}\n${pair.mentor}`}
              pair={pair}
              change={changeOf.get(pair.mentee)}
              names={names}
              selected={selected}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
      {pairs.length === 0 && <p class="why">{search === "" ? "Nobody is matched." : "No pair has such a name."}</p>}
      {pairs.length > shown && (
        <button type="button" class="quiet" onClick={() => setShown(shown + PAGE)}>
          Show {Math.min(PAGE, pairs.length - shown)} more of {pairs.length}
        </button>
      )}
    </section>
  );
}

const collator = new Intl.Collator("en");

function PairRow(props: {
  pair: ShownPair;
  change: Change | undefined;
  names: Names;
  selected: PersonKey | undefined;
  onOpen: (person: PersonKey) => void;
}) {
  const { pair, change, names, selected, onOpen } = props;
  const { mentee, mentor, score, confidence, pinned, tied } = pair;
  const isNew = change !== undefined && !change.from.includes(mentor);
  const before = change?.from.map((id) => names.mentors.get(id) ?? id).join(", ");
  const is = (side: PersonKey["side"], id: string) => selected?.side === side && selected.id === id;
  return (
    <tr class={isNew ? "changed" : ""}>
      <td>
        <PersonButton
          person={{ side: "mentees", id: mentee }}
          names={names}
          onOpen={onOpen}
          isSelected={is("mentees", mentee)}
        />
      </td>
      <td>
        <PersonButton
          person={{ side: "mentors", id: mentor }}
          names={names}
          onOpen={onOpen}
          isSelected={is("mentors", mentor)}
        />
        <span class="marks">
          {isNew && (
            <span class="badge new">
              {before ? (
                <>
                  was <bdi>{before}</bdi>
                </>
              ) : (
                "new"
              )}
            </span>
          )}
          {pinned && <span class="badge pin">pinned</span>}
          {tied && !pinned && (
            <span class="badge" title="Other matchings are exactly as good: the lottery decided">
              by lottery
            </span>
          )}
          {confidence < 0.5 && (
            <span class="badge" title="Less than half of the score rests on answers of both">
              few answers
            </span>
          )}
        </span>
      </td>
      <td class="number">
        <span class="score">
          <meter min={0} max={1} value={score} aria-label={`Score ${score.toFixed(2)} of 1`} />
          <span aria-hidden="true">{score.toFixed(2)}</span>
        </span>
      </td>
    </tr>
  );
}
