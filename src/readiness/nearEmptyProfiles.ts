import type { OpenProgramme } from "../matching/openProgramme.js";
import type { Policy } from "../policy.js";
import { isDrawnFirst } from "../problem/drawnFirst.js";
import { stableMethodOf } from "../problem/stableMethod.js";
import type { Finding } from "./report.js";

/** A profile is near empty where less of the criteria's weight than this share can be scored. */
const LITTLE = 0.5;

/**
 * Mentees of whom little is known and whose best score is at least the median of the others': what they do not say
 * cannot speak against them, so they gain a seat, or a better one, by saying little.
 */
export function nearEmptyProfiles(
  open: OpenProgramme,
  { isShort, policy }: { readonly isShort: boolean; readonly policy: Pick<Policy, "objective" | "method"> },
): Finding[] {
  const { scorer, mentees, bestOf } = open;
  const { criteria, cohort } = scorer;
  const weights = criteria.map(({ criterion }) => criterion.weight ?? 1);
  // against the greatest, so that sums stay finite
  const stated = weights.map((weight) => weight / Math.max(...weights));
  const all = stated.reduce((sum, weight) => sum + weight, 0);
  const known = (mentee: number) =>
    criteria.reduce((sum, { compiled }, k) => (compiled.asks(mentee) ? sum + stated[k] : sum), 0) / all;
  const profiles = mentees.map((mentee, row) => {
    return { id: cohort.mentees[mentee].id, known: known(mentee), best: Math.max(0, bestOf(row)) };
  });
  const full = profiles.filter((profile) => profile.known >= LITTLE);
  if (full.length === 0) return [];
  const median = full.map(({ best }) => best).sort((a, b) => a - b)[Math.floor((full.length - 1) / 2)];
  const gaining = profiles.filter((profile) => profile.known > 0 && profile.known < LITTLE && profile.best >= median);
  if (gaining.length === 0) return [];
  const message =
    "These mentees answered less than half of what counts, and reach scores as high as those who answered more.";
  const ask = 'Ask them for more answers, or score silence with 0.5 ("unanswered": "neutral")';
  const advice = isShort && !isDrawnFirst(policy) ? `${ask}${drawAdvice(policy)}` : `${ask}.`;
  return [{ code: "NEAR_EMPTY_PROFILE", message, advice, ids: gaining.map(({ id }) => id) }];
}

const WINS_A_SEAT = "seats are short, and their silence may win them one.";

/** A stable matching has no objective that could be another. */
function drawAdvice({ method }: Pick<Policy, "method">): string {
  if (stableMethodOf(method) !== undefined) return `: ${WINS_A_SEAT}`;
  return `, or let the lottery say who gets a seat, and scores only with whom ("objective": ["draw", "total"]): ${WINS_A_SEAT}`;
}
