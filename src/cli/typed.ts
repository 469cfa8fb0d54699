import type { Issue } from "../errors.js";

/** A problem of an option of the library, in the words of the command line: `options.minimumCell` as `--minimum-cell`. */
export function asTyped(found: Issue): Issue {
  const path = found.path
    .replace(
      /^options\.([a-zA-Z]+)/,
      (_, name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    )
    .replace(/^answers(?:\.|(?=\[))/, "--answer ");
  return path === found.path ? found : { ...found, path, message: found.message.replace(found.path, () => path) };
}

/** A path as it can be typed into a shell. */
export function shellWord(path: string): string {
  if (/^[\p{L}\p{N}_./\\:@%+,=~-]+$/u.test(path) && !path.startsWith("-")) return path;
  const word = path.startsWith("-") ? `./${path}` : path;
  return /["$`!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
