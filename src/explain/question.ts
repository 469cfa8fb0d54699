import { describe, issue, TelemachusError } from "../errors.js";

/**
 * Checks that a question names these keys and no others, whatever their values.
 *
 * @throws E_TYPE
 */
export function checkQuestion(of: unknown, forms: readonly (readonly string[])[]): void {
  if (typeof of === "object" && of !== null) {
    const keys = Object.keys(of).filter((key) => (of as Record<string, unknown>)[key] !== undefined);
    if (forms.some((form) => form.length === keys.length && form.every((key) => keys.includes(key)))) return;
  }
  const expected = forms.map((form) => `{ ${form.map((key) => `${key}: id`).join(", ")} }`).join(" or ");
  throw new TelemachusError([issue("E_TYPE", ["of"], { expected, received: describe(of) })]);
}
