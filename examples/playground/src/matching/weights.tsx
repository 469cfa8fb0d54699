import { useState } from "preact/hooks";
import type { Policy } from "telemachus";
import { withObjective, withWeight } from "../policy/edits.js";
import { PHONE } from "../shared/media.js";
import { shorten } from "../shared/people.js";

const STEP = 0.5;
const USUAL_MOST = 10;

const OBJECTIVES = [
  { value: "everyone", label: "Most people, then scores" },
  { value: "best", label: "Best scores, even if fewer" },
  { value: "fairest", label: "Most people, then fairest" },
  { value: "choices", label: "Most people, then choices" },
];

/** How much each criterion counts, as a slider and as a number, and what "best" means. */
export function Weights(props: {
  policy: Policy;
  edit: (change: (policy: Policy) => Policy, gesture?: string) => void;
  settle: () => void;
}) {
  const { policy, edit, settle } = props;
  // on a phone the pairs come first
  const [isOpen, setIsOpen] = useState(() => !matchMedia(PHONE).matches);
  const criteria = Object.entries(policy.criteria);
  const sum = criteria.reduce((total, [, { weight = 1 }]) => total + weight, 0);
  const isPreset = policy.objective === undefined || typeof policy.objective === "string";
  return (
    <details class="card what-counts" open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <h2>What counts</h2>
      </summary>
      {criteria.length === 0 && <p class="why">This policy has no criteria: every pair is as good as any.</p>}
      {criteria.map(([name, { weight = 1 }]) => {
        const most = Math.max(USUAL_MOST, Math.ceil(weight));
        const change = (text: string) => {
          const value = Number(text);
          if (text.trim() !== "" && Number.isFinite(value)) {
            edit((before) => withWeight(before, name, value), `weight of ${name}`);
          }
        };
        const label = humanise(name);
        return (
          <div class="weight" key={name}>
            <label class="weight-name" for={`slider-${name}`}>
              <bdi>{label}</bdi>
            </label>
            <span class="weight-share">{sum > 0 ? `${Math.round((100 * weight) / sum)} %` : ""}</span>
            <input
              id={`slider-${name}`}
              type="range"
              min={0}
              max={most}
              step={STEP}
              value={weight}
              onInput={({ currentTarget }) => change(currentTarget.value)}
              onChange={settle}
            />
            <input
              type="number"
              min={0}
              step={STEP}
              value={weight}
              aria-label={`Weight of ${label}`}
              onInput={({ currentTarget }) => change(currentTarget.value)}
              onChange={settle}
            />
          </div>
        );
      })}
      {isPreset && (
        <label class="choice">
          <span>What “best” means</span>
          <select
            value={(policy.objective as string | undefined) ?? "everyone"}
            onChange={({ currentTarget: { value } }) => edit((before) => withObjective(before, value))}
          >
            {OBJECTIVES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
    </details>
  );
}

/** `livedExperience` as "Lived experience". */
export function humanise(name: string): string {
  const words = shorten(name)
    .replace(/(\p{Ll})(\p{Lu})/gu, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
