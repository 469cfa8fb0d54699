import type { Exact } from "../exact.js";
import type { Coverage } from "./criteria/coverage.js";
import type { Equality } from "./criteria/equality.js";
import type { Experience } from "./criteria/experience.js";
import type { Overlap } from "./criteria/overlap.js";
import type { Proximity } from "./criteria/proximity.js";
import type { Quality } from "./criteria/quality.js";
import type { Schedule } from "./criteria/schedule.js";
import type { Similarity } from "./criteria/similarity.js";
import type { TextSimilarity } from "./criteria/text.js";

/** A builder of a criterion of which some options are stated, and may be stated otherwise. */
interface Preset<Wanted, Stated> {
  (): Stated;
  <const Options extends Partial<Omit<Wanted, "kind">>>(
    options: Exact<Options, Omit<Wanted, "kind">>,
  ): Merged<Stated, Options>;
}

/** What is stated, but for what the options state. */
type Merged<Stated, Options> = {
  readonly [Key in keyof Stated | keyof Options]: Key extends keyof Options
    ? Options[Key]
    : Key extends keyof Stated
      ? Stated[Key]
      : never;
};

function preset<Wanted>() {
  return <const Stated extends Partial<Wanted>>(stated: Stated): Preset<Wanted, Stated> => {
    const build = (options?: object) => ({ ...stated, ...options });
    return build as Preset<Wanted, Stated>;
  };
}

/** How much of what the mentee wants to learn the mentor can teach. */
export const skills = preset<Coverage>()({ kind: "coverage", field: "skills" });

/** How many of the mentee's goals the mentor can help with. */
export const goals = preset<Coverage>()({ kind: "coverage", field: "goals" });

/** How much of the way a mentee wants to be mentored (as a listener, an adviser, a sponsor) is the mentor's: the attribute `mentoringStyle`. */
export const mentoringStyle = preset<Coverage>()({ kind: "coverage", field: "mentoringStyle" });

/** How many of the mentee's access needs the mentor can meet: the attribute `accessibility`. Where all must be met, use the rule `sameAttribute` with `share: "all"`. */
export const accessibility = preset<Coverage>()({ kind: "coverage", field: "accessibility" });

/** Interests in common. */
export const interests = preset<Overlap>()({ kind: "overlap", field: "interests" });

/** Lived experience that the mentee asked for and the mentor disclosed. */
export const livedExperience = preset<Experience>()({ kind: "experience" });

/** How near the mentor's seniority is to `ideal` above the mentee's (2), worth nothing at `tolerance` from it (3). */
export const seniority = preset<Proximity>()({ kind: "proximity", field: "seniority", ideal: 2, tolerance: 3 });

/** How much of an hour a week both are free at the same time. */
export const availability = preset<Schedule>()({ kind: "schedule" });

/** Another team. */
export const crossDepartment = preset<Equality>()({ kind: "equality", field: "team", prefer: "different" });

/** The same place of work: the attribute `site`. */
export const sameSite = preset<Equality>()({ kind: "equality", field: "site" });

/** A way to meet in common, in person or by video: the attribute `meetingMode`. */
export const meetingMode = preset<Equality>()({ kind: "equality", field: "meetingMode" });

/** The same idea of how often to meet: the attribute `meetingCadence`. */
export const meetingCadence = preset<Equality>()({ kind: "equality", field: "meetingCadence" });

/** How well the mentor works across cultures: the attribute `culturalAwareness`, from 1 to 5. */
export const culturalAwareness = preset<Quality>()({ kind: "quality", field: "culturalAwareness", from: 1, to: 5 });

/** How well the mentor's earlier matches went: the attribute `trackRecord`, from 0 to 1. */
export const trackRecord = preset<Quality>()({ kind: "quality", field: "trackRecord", from: 0, to: 1 });

/** Alike answers on scales of personality: the attribute `personality`, a list of numbers from 1 to 5. */
export const personality = preset<Similarity>()({ kind: "similarity", field: "personality", centre: 3 });

/** Alike vectors of a language model: see `fillEmbeddings`. */
export const embedding = preset<Similarity>()({ kind: "similarity", field: "embedding" });

/** Alike words in what people write of themselves: the attribute `biography`. */
export const biography = preset<TextSimilarity>()({ kind: "text", field: "biography" });
