import fc from "fast-check";
import { explain, type Matching, match, type People, type Policy } from "telemachus";
import { describe, expect, test } from "vitest";
import { type AnyExplanation, toText } from "../../../src/explain/toText.js";
import { whyNot } from "../../../src/explain/whyNot.js";
import { whyUnmatched } from "../../../src/explain/whyUnmatched.js";
import { runs } from "../../support/instances.js";
import { type Programme, programmes, seeded } from "../../support/programmes.js";
import { refusal } from "../../support/refusal.js";
import { type Reader, SECRET, withOtherSecrets, withoutContradictions } from "../../support/secrets.js";

/** What is no participant's business. Hours, and counts of what was asked for, stand in digits above ten. */
const numbers =
  /\d(?!\d* (hours|steps|things|goals) )|%|\b(score|rank|confidence|cost|chain|price|probability|outpriced|weight|seat|pin|ban)s?\b/i;

interface Asking extends Reader {
  readonly people: People;
  /** `whyUnmatched` tries repairs, which takes its time. */
  readonly asksWhyUnmatched: boolean;
}

/** Everything that a participant may ask about a matching, with what they read. */
function viewOf(matching: Matching, { side, id, people, asksWhyUnmatched }: Asking) {
  const own = matching.pairs.filter((pair) => (side === "mentees" ? pair.mentee : pair.mentor) === id);
  const data: AnyExplanation[] = [];
  if (side === "mentees") {
    if (own.length === 0) data.push(explain(matching, { mentee: id }));
    if (own.length === 0 && asksWhyUnmatched) data.push(whyUnmatched(matching, { mentee: id }));
    for (const { mentor } of own) data.push(explain(matching, { mentee: id, mentor }));
    for (const mentor of people.mentors) data.push(whyNot(matching, { mentee: id, mentor: mentor.id }));
  } else {
    data.push(explain(matching, { mentor: id }));
    for (const { mentee } of own) data.push(explain(matching, { mentee, mentor: id }));
    const isFree = matching.unmatched.seats.some(({ mentor }) => mentor === id);
    if (isFree && asksWhyUnmatched) data.push(whyUnmatched(matching, { mentor: id }));
  }
  const audience = side === "mentees" ? "mentee" : "mentor";
  const texts = data.flatMap((one) =>
    (["text", "markdown"] as const).map((format) => toText(one, { audience, format })),
  );
  return { data, texts };
}

/** Whom somebody has, and whether pins say so. */
function pairsOf({ pairs }: Matching, { side, id }: Reader): string {
  const own = pairs.filter((pair) => (side === "mentees" ? pair.mentee : pair.mentor) === id);
  return JSON.stringify(own.map(({ mentee, mentor, pinned }) => [mentee, mentor, pinned]));
}

/** Pins of the generated policies stand against whatever rules the changed answers meet. */
function lenient(policy: Policy): Policy {
  return { ...policy, pins: policy.pins?.map((pin) => ({ ...pin, reason: `${SECRET} reason`, override: true })) };
}

/** Names without digits, which ids have. */
function named(people: People): People {
  const name = (at: number) => `Person ${String.fromCharCode(97 + at)}`;
  return {
    mentees: people.mentees.map((one, at) => ({ ...one, name: name(at) })),
    mentors: people.mentors.map((one, at) => ({ ...one, name: name(at + 10) })),
  };
}

function tryMatch({ people, policy }: Programme): Matching | undefined {
  try {
    return match(people, policy);
  } catch {
    // a changed answer can stand against a pin
    expect(refusal(() => match(people, policy)).code).not.toBe("E_CERTIFICATE");
    return undefined;
  }
}

describe("toText(): non-interference", () => {
  test.each(["mentees", "mentors"] as const)(
    "toText(): other hidden answers of others, if the match stays, leave each text of one of the %s as it is",
    (side) => {
      const seen = { stayed: 0, matched: 0, pinned: 0, dataChanged: 0, scoreChanged: 0 };
      fc.assert(
        fc.property(programmes({ mentees: 4, mentors: 4 }), fc.nat(), (given, number) => {
          const people = named(withoutContradictions(given.people));
          const policy = lenient(given.policy);
          const before = tryMatch({ people, policy });
          if (before === undefined) return;
          people[side].forEach(({ id }, at) => {
            const reader = { side, id };
            const changed = withOtherSecrets({ people, policy }, reader, seeded(number + at));
            const after = tryMatch(changed);
            if (after === undefined || pairsOf(after, reader) !== pairsOf(before, reader)) return;
            if (JSON.stringify(changed.people) === JSON.stringify(people)) return;
            const asking = { ...reader, people, asksWhyUnmatched: number % 5 === 0 };
            const [was, is] = [before, after].map((matching) => viewOf(matching, asking));
            expect(is.texts).toEqual(was.texts);
            for (const text of [...was.texts, ...is.texts]) {
              expect(text).not.toContain(SECRET);
              expect(text).not.toMatch(numbers);
            }
            seen.stayed += 1;
            const own = pairsOf(before, reader);
            if (own !== "[]") seen.matched += 1;
            if (own.includes("true")) seen.pinned += 1;
            if (JSON.stringify(is.data) !== JSON.stringify(was.data)) seen.dataChanged += 1;
            if (scoresIn(is.data) !== scoresIn(was.data)) seen.scoreChanged += 1;
          });
        }),
        runs(250),
      );
      // answers changed and the match stayed; what is behind the texts changed as well
      expect(seen.stayed).toBeGreaterThan(300);
      expect(seen.matched).toBeGreaterThan(120);
      expect(seen.pinned).toBeGreaterThan(20);
      expect(seen.dataChanged).toBeGreaterThan(120);
      expect(seen.scoreChanged).toBeGreaterThan(15);
    },
  );
});

/** The scores of the matches told. */
function scoresIn(data: readonly AnyExplanation[]): string {
  return JSON.stringify(data.map((one) => (one.kind === "match" ? one.score : null)));
}
