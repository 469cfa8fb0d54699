import type { Progress } from "../engine/client.js";

const phaseWords: { readonly [phase: string]: string } = {
  score: "scoring pairs",
  solve: "finding the best matching",
  price: "pricing pairs",
  check: "checking the proof",
};

/** What takes a while, how far it is, and a way to stop it. */
export function ProgressBar(props: { title: string; progress?: Progress | undefined; onStop: () => void }) {
  const { title, progress, onStop } = props;
  const phase = progress && (phaseWords[progress.phase] ?? progress.phase);
  return (
    <div class="working" role="status">
      <span>
        {title}
        {phase === undefined ? " …" : `: ${phase} …`}
      </span>
      <progress aria-label={title} {...(progress && { value: progress.done, max: Math.max(1, progress.total) })} />
      <button type="button" class="quiet" onClick={onStop}>
        Stop
      </button>
    </div>
  );
}
