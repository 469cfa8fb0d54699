import { compareText } from "../numeric/nearest.js";

/** A person as a reader of the output needs them: what is shown, nothing that was scored. */
export interface ShownPerson {
  readonly id: string;
  readonly name?: string;
  readonly display?: { readonly [field: string]: unknown };
}

/** The people of a matching, each side in code-unit order of the ids. */
export interface MatchedPeople {
  readonly mentees: readonly ShownPerson[];
  readonly mentors: readonly ShownPerson[];
}

/** Takes from people what is shown. */
export function matchedPeople(people: {
  mentees: readonly ShownPerson[];
  mentors: readonly ShownPerson[];
}): MatchedPeople {
  return { mentees: shown(people.mentees), mentors: shown(people.mentors) };
}

function shown(people: readonly ShownPerson[]): ShownPerson[] {
  return people
    .map(({ id, name, display }) => ({
      id,
      ...(name === undefined ? {} : { name }),
      ...(display === undefined ? {} : { display }),
    }))
    .sort((a, b) => compareText(a.id, b.id));
}
