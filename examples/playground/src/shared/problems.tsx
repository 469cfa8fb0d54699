import type { Issue } from "telemachus";
import type { Failure } from "../engine/messages.js";

const SHOWN = 50;

/** Problems in the library's words, each with its place. */
export function Problems({ title, failure }: { title: string; failure: Failure }) {
  const { issues, total, message } = failure;
  const left = Math.max(total, issues.length) - Math.min(issues.length, SHOWN);
  return (
    <section class="problems" role="alert">
      <h2>{title}</h2>
      {issues.length === 0 ? (
        <p>{message}</p>
      ) : (
        <ul>
          {issues.slice(0, SHOWN).map((issue) => (
            <Problem key={issue.message} issue={issue} />
          ))}
        </ul>
      )}
      {issues.length > 0 && left > 0 && <p>and {left} more.</p>}
    </section>
  );
}

/** The place stands out; the sentence names it first where it is one of a file. */
function Problem({ issue }: { issue: Issue }) {
  const { path, message } = issue;
  const start = `${path}: `;
  const sentence = path !== "" && message.startsWith(start) ? message.slice(start.length) : message;
  return (
    <li>
      {sentence !== message && <code>{path}</code>} <span>{sentence}</span>
    </li>
  );
}
