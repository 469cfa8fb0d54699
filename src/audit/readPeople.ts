import { issue, type Path, quote, throwIssues } from "../errors.js";
import { compareText } from "../numeric/nearest.js";
import { parse } from "../problem/parse.js";
import { type Mentee, type Mentor, People } from "../problem/people.js";

/** Both sides in code-unit order of their ids, and where everybody stood in the input. */
export interface ReadPeople {
  readonly mentees: readonly Mentee[];
  readonly mentors: readonly Mentor[];
  readonly menteePlace: readonly number[];
  readonly mentorPlace: readonly number[];
  readonly path: Path;
}

/** Reads people once. @throws E_DUPLICATE, E_TYPE and the like with every problem */
export function readPeople(people: unknown, path: Path): ReadPeople {
  const { value, issues, cause } = parse(People, people, path);
  throwIssues(issues, cause);
  throwIssues([...repeatedIds(value, "mentees", path), ...repeatedIds(value, "mentors", path)]);
  const menteePlace = inIdOrder(value.mentees);
  const mentorPlace = inIdOrder(value.mentors);
  return {
    mentees: menteePlace.map((place) => value.mentees[place]),
    mentors: mentorPlace.map((place) => value.mentors[place]),
    ...{ menteePlace, mentorPlace, path },
  };
}

function inIdOrder(people: readonly { readonly id: string }[]): number[] {
  return people.map((_, place) => place).sort((a, b) => compareText(people[a].id, people[b].id));
}

function repeatedIds(people: People, side: "mentees" | "mentors", path: Path) {
  const seen = new Set<string>();
  return people[side].flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const problem = { expected: "an id of one person only", received: `${quote(id)}, which is there before` };
    return [issue("E_DUPLICATE", [...path, side, index, "id"], problem)];
  });
}
