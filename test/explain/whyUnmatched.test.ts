import fc from "fast-check";
import {
  type Matching,
  match,
  type People,
  type Pin,
  type Policy,
  type UnmatchedRepair,
  whyUnmatched,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { loadedProgrammes, programmes, scorerOf, stableProgrammes } from "../support/programmes.js";

/** People and policy with a repair for someone carried out, once for each way it names. */
function repaired(
  { people, policy }: { readonly people: People; readonly policy: Policy },
  repair: UnmatchedRepair,
  of: { readonly mentee: string } | { readonly mentor: string },
): { readonly people: People; readonly policy: Policy }[] {
  switch (repair.kind) {
    case "seats":
      return repair.mentors.map(({ id }) => ({ people: withSeats({ people, policy }, id, repair.seats), policy }));
    case "rule": {
      const { [repair.rule]: gone, ...rules } = policy.rules ?? {};
      expect(gone).toBeDefined();
      return [{ people, policy: { ...policy, rules } }];
    }
    case "ban":
      return repair.with.map(({ id: mentor }) => {
        const bans = (policy.bans ?? []).filter(
          (ban) => !("mentee" in of && ban.mentee === of.mentee && ban.mentor === mentor),
        );
        expect(bans.length).toBeLessThan(policy.bans?.length ?? 0);
        return { people, policy: { ...policy, bans } };
      });
    case "pin": {
      const pair =
        "mentee" in of ? { mentee: of.mentee, mentor: repair.with.id } : { mentee: repair.with.id, mentor: of.mentor };
      const pin: Pin = { ...pair, reason: "repair", ...(repair.override.length > 0 && { override: true }) };
      return [{ people, policy: { ...policy, pins: [...(policy.pins ?? []), pin] } }];
    }
  }
}

function withSeats(
  { people, policy }: { readonly people: People; readonly policy: Policy },
  id: string,
  seats: number,
): People {
  const mentors = people.mentors.map((mentor) => {
    if (mentor.id !== id) return mentor;
    const stated = mentor.capacity ?? policy.capacity ?? 1;
    const capacity = typeof stated === "number" ? stated + seats : { ...stated, max: stated.max + seats };
    return { ...mentor, capacity };
  });
  return { ...people, mentors };
}

const placesOf = ({ pairs }: Matching, of: { readonly mentee: string } | { readonly mentor: string }) =>
  pairs.filter((pair) => ("mentee" in of ? pair.mentee === of.mentee : pair.mentor === of.mentor)).length;

describe("whyUnmatched()", () => {
  test("whyUnmatched(): every repair, carried out, matches the person; the reasons are those of the matching", () => {
    const seen: Record<string, number> = {};
    const count = (name: string) => {
      seen[name] = (seen[name] ?? 0) + 1;
    };
    fc.assert(
      fc.property(
        fc.oneof(
          programmes({ mentees: 6, mentors: 3 }),
          loadedProgrammes({ mentees: 5, mentors: 3, demand: 2 }),
          stableProgrammes({ mentees: 5, mentors: 3, demand: 2 }),
        ),
        (programme) => {
          const matching = match(programme.people, programme.policy);
          const { stages } = matching.objective;
          const { demands, quotas, minimums } = scorerOf(programme.people, programme.policy).problem;
          const isPlain =
            quotas.length === 0 && minimums.every((min) => min === 0) && demands.every((one) => one === 1);
          const isTotal = isPlain && stages.length === 1 && stages[0].stage === "total";
          const everyone = [
            ...matching.unmatched.mentees.map(({ id }) => ({ mentee: id })),
            ...matching.unmatched.seats.map(({ mentor }) => ({ mentor })),
          ];
          for (const of of everyone) {
            const answer = "mentee" in of ? whyUnmatched(matching, of) : whyUnmatched(matching, of);
            expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer);
            count(answer.why.reason);
            if (answer.repairs.length === 0) count(`no repair of ${answer.why.reason}`);
            if (answer.kind === "unmatchedMentee") {
              expect(matching.unmatched.mentees).toContainEqual(answer.why);
              expect(answer.withFreeSeats).toBeLessThanOrEqual(answer.allowed);
              expect(answer.best.length).toBe(Math.min(3, answer.allowed));
              if (answer.why.reason === "OUTPRICED" && matching.status === "optimal" && isTotal) {
                // by the certificate no seat is worth less to others than to this mentee
                for (const { score, price } of answer.best) expect(price).toBeGreaterThanOrEqual(score);
                count("priced");
              }
              if ("excluded" in answer.why) expect(answer.excluded).toEqual(answer.why.excluded);
            } else expect(matching.unmatched.seats).toContainEqual(answer.why);
            for (const repair of answer.repairs) {
              for (const changed of repaired(programme, repair, of)) {
                const after = match(changed.people, changed.policy);
                expect(placesOf(after, of)).toBeGreaterThan(placesOf(matching, of));
                count(repair.kind);
              }
              if (repair.kind !== "pin" || repair.cost === null) continue;
              const [changed] = repaired(programme, repair, of);
              const after = match(changed.people, changed.policy);
              const lost = Math.round(matching.total * 1e6) - Math.round(after.total * 1e6);
              if (repair.cost.total !== undefined) expect(Math.round(repair.cost.total * 1e6)).toBe(lost);
              count("cost");
            }
          }
        },
      ),
      runs(500),
    );
    for (const kind of ["seats", "pin", "cost"]) expect(seen[kind]).toBeGreaterThan(200);
    expect(seen.priced).toBeGreaterThan(20);
    for (const kind of ["ban", "rule"]) expect(seen[kind]).toBeGreaterThan(50);
  });
});
