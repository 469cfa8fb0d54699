import type { Location } from "../problem/people.js";
import type { Cohort } from "./cohort.js";
import { type Groups, groupBy } from "./groups.js";

/** The earth's mean radius. */
const RADIUS_IN_METRES = 6_371_008.8;
const RADIANS = Math.PI / 180;

/**
 * The great-circle distance of two places, the same both ways, on a sphere of the earth's mean radius.
 *
 * Shape: kilometres in whole metres, so that the last bit of a sine decides nothing.
 * Source: R. W. Sinnott, "Virtues of the haversine", Sky and Telescope 68(2):159, 1984; the haversine of the way on to
 * the antipode stands in for 1 − h, which loses its digits where h is nearly 1.
 */
export function kilometres(from: Location, to: Location): number {
  const parallels = Math.cos(from.latitude * RADIANS) * Math.cos(to.latitude * RADIANS);
  const apart = Math.abs(from.longitude - to.longitude);
  const way = haversine(from.latitude - to.latitude) + parallels * haversine(apart);
  const wayOn = haversine(from.latitude + to.latitude) + parallels * haversine(180 - apart);
  return Math.round(2 * RADIUS_IN_METRES * Math.atan2(Math.sqrt(way), Math.sqrt(wayOn))) / 1000;
}

/** sin²(angle / 2). */
function haversine(degrees: number): number {
  const sine = Math.sin((degrees * RADIANS) / 2);
  return sine * sine;
}

/** Where both sides are. */
export interface Places {
  /** Whether the mentee stated a place. */
  readonly isKnown: (mentee: number) => boolean;
  /** NaN where a place is missing. */
  readonly between: (mentee: number, mentor: number) => number;
  /** Mentors at the same place. */
  readonly groups: Groups;
}

/** Reads the places of both sides. */
export function readPlaces(cohort: Cohort): Places {
  const mentees = cohort.mentees.map(({ location }) => location);
  const mentors = cohort.mentors.map(({ location }) => location);
  return {
    isKnown: (mentee) => mentees[mentee] !== undefined,
    between(mentee, mentor) {
      const [from, to] = [mentees[mentee], mentors[mentor]];
      return from === undefined || to === undefined ? Number.NaN : kilometres(from, to);
    },
    groups: groupBy(mentors.map((place) => (place === undefined ? "" : `${place.latitude} ${place.longitude}`))),
  };
}
