import type { Exact } from "../exact.js";
import type { Coverage } from "./criteria/coverage.js";
import type { Experience } from "./criteria/experience.js";
import type { Overlap } from "./criteria/overlap.js";
import type { Proximity } from "./criteria/proximity.js";

/** How much of what the mentee wants to learn the mentor can teach. */
export function skills<const Options extends Partial<Omit<Coverage, "kind">> = object>(
  options?: Exact<Options, Coverage>,
) {
  return { kind: "coverage", field: "skills", ...(options as Options) } as const;
}

/** How many of the mentee's goals the mentor can help with. */
export function goals<const Options extends Partial<Omit<Coverage, "kind">> = object>(
  options?: Exact<Options, Coverage>,
) {
  return { kind: "coverage", field: "goals", ...(options as Options) } as const;
}

/** Interests in common. */
export function interests<const Options extends Partial<Omit<Overlap, "kind">> = object>(
  options?: Exact<Options, Overlap>,
) {
  return { kind: "overlap", field: "interests", ...(options as Options) } as const;
}

/** Lived experience that the mentee asked for and the mentor disclosed. */
export function livedExperience<const Options extends Partial<Omit<Experience, "kind">> = object>(
  options?: Exact<Options, Experience>,
) {
  return { kind: "experience", ...(options as Options) } as const;
}

/** How near the mentor's seniority is to `ideal` above the mentee's (2), worth nothing at `tolerance` from it (3). */
export function seniority<const Options extends Partial<Omit<Proximity, "kind">> = object>(
  options?: Exact<Options, Proximity>,
) {
  return { kind: "proximity", field: "seniority", ideal: 2, tolerance: 3, ...(options as Options) } as const;
}
