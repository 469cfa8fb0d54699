import { describe, issue, TelemachusError } from "../errors.js";
import { matchForAdministrator, unmatchedForAdministrator } from "./administratorText.js";
import type { Explanation } from "./explain.js";
import { participantText } from "./participantText.js";
import { nameOf } from "./words.js";

/** Who reads a text. */
export type Audience = "mentee" | "mentor" | "administrator";

const audiences: readonly unknown[] = ["mentee", "mentor", "administrator"];

/**
 * Words an explanation for whoever reads it.
 *
 * A mentee or a mentor gets reasons without numbers, nothing of what others disclosed for matching only, and, where there
 * is no match, the same words whatever the reason. An administrator gets every number. Plain text: a host that puts it
 * into a page escapes it.
 *
 * @throws E_OPTION for an unknown audience, or a mentor for an explanation of someone unmatched
 */
export function toText(explanation: Explanation, options: { readonly audience: Audience }): string {
  const audience = options?.audience;
  if (!audiences.includes(audience)) refuseAudience(describe(audience));
  if (explanation?.kind !== "match" && explanation?.kind !== "unmatched") {
    const received = describe(explanation);
    throw new TelemachusError([issue("E_TYPE", ["explanation"], { expected: "what explain returned", received })]);
  }
  if (explanation.kind === "match") {
    return audience === "administrator" ? matchForAdministrator(explanation) : participantText(explanation, audience);
  }
  if (audience === "mentor") refuseAudience("a mentor, who has no part in it");
  if (audience === "administrator") return unmatchedForAdministrator(explanation);
  return unmatchedForMentee(nameOf(explanation.mentee));
}

function unmatchedForMentee(name: string): string {
  return (
    `${name}, in this round there was no free place with a mentor you could be matched with. ` +
    "This says nothing about you or your answers. The programme's team will tell you what comes next."
  );
}

function refuseAudience(received: string): never {
  const expected = 'one who may read it: "mentee", "mentor" or "administrator"';
  throw new TelemachusError([issue("E_OPTION", ["audience"], { expected, received })]);
}
