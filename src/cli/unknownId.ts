import { type Issue, quote } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import type { People } from "../problem/people.js";

export type Side = "mentees" | "mentors";

/** What somebody typed where an id is expected. */
interface Typed {
  readonly id: string;
  /** Where it stands on the command line. */
  readonly place: string;
  /** The sides that are meant. */
  readonly sides: readonly Side[];
}

/** The problem of an id on the command line that nobody has; names are looked up, as that is what people know. */
export function unknownId({ id, place, sides }: Typed, people: People): Issue {
  const expected = `the id of ${sides.map((side) => (side === "mentees" ? "a mentee" : "a mentor")).join(" or ")}`;
  const received = quote(id);
  const hint = hintFor(id, sides, people);
  const sentence = `Expected ${place} to be ${expected}, received ${received}.`;
  const message = hint === undefined ? sentence : `${sentence} ${hint}`;
  return { code: "E_UNKNOWN_ID", path: place, pointer: "", expected, received, hint, message };
}

function hintFor(id: string, sides: readonly Side[], people: People): string | undefined {
  const other = (["mentees", "mentors"] as const).find((side) => !sides.includes(side));
  if (other !== undefined && people[other].some((person) => person.id === id))
    return `It is the id of a ${other === "mentees" ? "mentee" : "mentor"}.`;
  const known = sides.flatMap((side) => people[side]);
  const wanted = plain(id);
  const namesakes = known.filter(({ name }) => wanted !== "" && name !== undefined && plain(name) === wanted);
  const ids = [...new Set(namesakes.map((person) => person.id))];
  if (ids.length === 0)
    return didYouMean(
      id,
      known.map((person) => person.id),
    );
  return ids.length === 1
    ? `That is a name: its id is ${ids[0]}.`
    : `That is the name of ${ids.length}: ${ids.join(", ")}.`;
}

function plain(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}
