import type { Issue } from "../errors.js";
import type { FileIssue } from "../io/place.js";
import { plainText } from "./plainText.js";

const LISTED = 100;

/**
 * Says all problems, one a line, in the order of the files and of their lines; `unlisted` counts those found beside them.
 */
export function problemsText(issues: readonly Issue[], unlisted: number, files: readonly string[]): string {
  const total = issues.length + unlisted;
  const lines = [...issues].sort(byPlace(files)).map(({ message }) => plainText(message));
  const rest = total - Math.min(lines.length, LISTED);
  const more = rest > 0 ? [`… and ${rest} more.`] : [];
  return `telemachus: ${total === 1 ? "1 problem" : `${total} problems`}, nothing was written.\n${[...lines.slice(0, LISTED), ...more].join("\n")}\n`;
}

function byPlace(files: readonly string[]): (a: Issue, b: Issue) => number {
  const keys = ({ place, path }: Issue & { place?: FileIssue["place"] }) => {
    const file = files.indexOf(place?.file ?? path);
    return [file === -1 ? files.length : file, place?.line ?? 0, place?.column ?? 0];
  };
  return (a, b) => {
    const [left, right] = [keys(a), keys(b)];
    const differing = left.findIndex((key, index) => key !== right[index]);
    return differing === -1 ? 0 : left[differing] - right[differing];
  };
}
