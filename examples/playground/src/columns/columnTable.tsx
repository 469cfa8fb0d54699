import type { ColumnGuess, Proposal } from "telemachus/io";
import type { Side } from "../engine/messages.js";
import { shorten } from "../shared/people.js";
import { choicesFor } from "./fieldChoices.js";

/** Every column of a file with what it was taken for, and why. */
export function ColumnTable(props: {
  side: Side;
  file: string;
  proposal: Proposal;
  onAnswer: (id: string, value: string) => void;
}) {
  const { side, file, proposal, onAnswer } = props;
  const columns = proposal.columns.filter((one) => one.side === side);
  const title = side === "mentees" ? "Mentees" : "Mentors";
  return (
    <section class="card">
      <h2>
        {title} <bdi class="of">{shorten(file)}</bdi>
      </h2>
      <table class="columns-table">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Taken for</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((guess) => (
            <ColumnRow key={guess.header} guess={guess} onAnswer={onAnswer} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ColumnRow({ guess, onAnswer }: { guess: ColumnGuess; onAnswer: (id: string, value: string) => void }) {
  const { side, header, field, sure, why } = guess;
  const name = shorten(header) || "(no header)";
  return (
    <tr class={sure ? "" : "unsure"}>
      <th scope="row">
        <bdi>{name}</bdi>
        {!sure && <span class="badge">unsure</span>}
      </th>
      <td>
        <select
          aria-label={`What ${name} of ${side} is`}
          value={field ?? ""}
          onChange={({ currentTarget }) => onAnswer(`column:${side}:${header}`, currentTarget.value)}
        >
          {choicesFor(guess).map(({ label, options }) => (
            <optgroup key={label} label={label}>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <span class="why">{why}</span>
      </td>
    </tr>
  );
}
