import { TelemachusError } from "../errors.js";

/** Throws rather than let an answer out that does not prove itself. */
export function withhold(method: string, violations: readonly [{ readonly message: string }]): never;
export function withhold(method: string, violations: readonly { readonly message: string }[]): void;
export function withhold(method: string, violations: readonly { readonly message: string }[]): void {
  if (violations.length === 0) return;
  const [{ message: received }] = violations;
  const expected = `an answer of the kernel "${method}" that proves itself`;
  const message = `Expected ${expected}. ${received}`;
  throw new TelemachusError([{ code: "E_CERTIFICATE", path: "", pointer: "", expected, received, message }]);
}
