/** A backslash before every mark: what is left is text to any reader of markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
