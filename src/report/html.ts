/** Markup that was made here, and is not escaped again. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a place of a template; lists one after the other, nothing for what is left out. */
export type Content = Html | string | number | false | undefined | readonly Content[];

const entities: { readonly [mark: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Markup with everything escaped that is put into it, between tags and within attributes, unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  let text = parts[0];
  for (let at = 0; at < values.length; at++) text += written(values[at]) + parts[at + 1];
  return new Html(text);
}

function written(content: Content): string {
  if (content instanceof Html) return content.text;
  if (content === undefined || content === false) return "";
  if (typeof content === "object") return content.map(written).join("");
  return String(content).replace(/[&<>"']/g, (mark) => entities[mark]);
}

/** JSON for a script element: nothing in it ends the element, opens a comment or breaks a line of a script. */
export function scriptData(value: unknown): Html {
  const asEscape = (mark: string) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return new Html(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, asEscape));
}
