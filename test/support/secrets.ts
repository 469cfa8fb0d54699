import type { Disclosure, LivedExperienceRequest, Mentee, Mentor, People, Requests } from "telemachus";
import type { Programme } from "./programmes.js";

/** Who reads: their own requests are no secret to them. */
export interface Reader {
  readonly side: "mentees" | "mentors";
  readonly id: string;
}

/** Whatever starts so is somebody's secret, and must reach no participant. */
export const SECRET = "zzsecret";

const experiences = ["carer", "migrated", "first in family", "left-handed", `${SECRET} one`, `${SECRET} two`];

/**
 * The same programme with other hidden answers of some people: what they disclosed for matching only, what they ask for
 * and from whom, whom they avoid, and what nothing may read.
 */
export function withOtherSecrets(
  { people, policy }: Programme,
  { side, id }: Reader,
  below: (limit: number) => number,
): Programme {
  const drawn = <Item>(items: readonly Item[]) => items.filter(() => below(2) === 0);
  const ids = [...new Set([...people.mentees, ...people.mentors].map((one) => one.id))];
  const names = Object.keys(policy.criteria);
  const requestsOf = (own: "mentees" | "mentors"): Requests => ({
    avoid: below(3) === 0 ? drawn(ids) : [`${SECRET} avoided`],
    livedExperiences: drawn(experiences).map((name) =>
      below(4) === 0 ? { name, importance: 1 + below(5), strength: below(2) === 0 ? "require" : "prefer" } : name,
    ),
    ...(below(2) === 0 ? { choices: [...drawn(ids), `${SECRET} chosen`] } : {}),
    ...(own === "mentees"
      ? { emphasis: Object.fromEntries(drawn(names).map((name) => [name, [0.5, 1, 2][below(3)]])) }
      : {}),
  });
  const change = <Someone extends Mentee>(person: Someone, own: "mentees" | "mentors"): Someone => {
    if (below(2) === 0) return person;
    const shown = (person.livedExperiences ?? []).filter(isShown);
    const open = new Set(shown.map(keyOf));
    const hidden = drawn(experiences).filter((name) => !open.has(name));
    const isReader = own === side && person.id === id;
    return {
      ...person,
      livedExperiences: shown.length + hidden.length === 0 && below(2) === 0 ? undefined : [...shown, ...hidden],
      ...(isReader ? {} : { requests: requestsOf(own) }),
      auditOnly: { gender: `${SECRET} ${below(9)}` },
      display: { photo: `${SECRET} ${below(9)}` },
    };
  };
  return {
    people: {
      mentees: people.mentees.map((one) => change(one, "mentees")),
      mentors: people.mentors.map((one) => change(one, "mentors")),
    },
    policy,
  };
}

function isShown(item: Disclosure): boolean {
  return typeof item !== "string" && item.show === "toMyMatch";
}

function keyOf(item: Disclosure | LivedExperienceRequest): string {
  return (typeof item === "string" ? item : item.name).toLowerCase();
}

/** Nothing hidden repeats what is shown: a disclosure told twice is shown only if both times it may be. */
export function withoutContradictions(people: People): People {
  const clean = <Someone extends Mentee | Mentor>(one: Someone): Someone => {
    const list = one.livedExperiences ?? [];
    const shown = new Set(list.filter(isShown).map(keyOf));
    const kept = list.filter((item) => isShown(item) || !shown.has(keyOf(item)));
    return one.livedExperiences === undefined ? one : { ...one, livedExperiences: kept };
  };
  return { mentees: people.mentees.map(clean), mentors: people.mentors.map(clean) };
}
