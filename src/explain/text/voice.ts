import type { Matching } from "../../matching/matching.js";
import type { Named } from "../named.js";
import type { Phrase, Say } from "./say.js";
import { nameOf } from "./words.js";

/** How whoever sees every number is spoken to: an administrator in names and ids, an auditor in ids alone. */
export interface Voice {
  readonly say: Say;
  /** A person where they are first spoken of. */
  readonly called: (person: Named) => string | Phrase;
  /** The same person later in the text. */
  readonly again: (person: Named) => string;
  /** The last sentence of every text about a matching: what is proven of it. */
  readonly proof: (status: Matching["status"]) => readonly Phrase[];
}

export function createVoice(audience: "administrator" | "auditor", say: Say): Voice {
  if (audience === "auditor") {
    const id = (person: Named) => person.id;
    return { say, called: id, again: id, proof: (status) => [say("proof", { status })] };
  }
  const called = (person: Named) => {
    const name = nameOf(person);
    return name === nameOf({ id: person.id }) ? name : say("called", { name, id: person.id });
  };
  return { say, called, again: nameOf, proof: () => [] };
}
