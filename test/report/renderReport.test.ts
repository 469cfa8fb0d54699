import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { audit, confirm, match, type People, type Policy, readiness } from "telemachus";
import { type ReportAudience, renderReport } from "telemachus/report";
import { describe, expect, test } from "vitest";
import { crowd } from "../support/crowd.js";
import { loadedProgrammes, seeded, shuffle, stableProgrammes } from "../support/programmes.js";
import { messageOf, problemsOf } from "../support/refusal.js";
import { people, policy } from "../support/story.js";
import { dataOf, pairCells, sectionOf, textOf } from "./pageParts.js";

const audiences = ["committee", "administrator", "auditor"] as const;
const story = match(people, policy);
const skills: Policy = { criteria: { skills: { kind: "coverage", field: "skills" } } };

/** What the element with this id leads to has to be there, once. */
function brokenReferences(page: string): string[] {
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  const named = [...page.matchAll(/ (?:aria-labelledby|aria-controls|for|href)="#?([^"]*)"/g)].flatMap(([, list]) =>
    list.split(" "),
  );
  return [...ids.filter((id, at) => ids.indexOf(id) !== at), ...named.filter((id) => !ids.includes(id))];
}

describe("renderReport(matching, people)", () => {
  const page = renderReport(story, people, { title: "Spring & autumn" });
  const text = textOf(page);

  test("says what it is, and that it is a proposal", () => {
    expect(page).toContain("<title>Spring &amp; autumn</title>");
    expect(text).toContain("Spring & autumn Proposal. Nobody has confirmed this matching yet");
    expect(text).toContain("For the committee");
  });

  test("says who confirmed it, and why", () => {
    const confirmed = confirm(story, { actor: "the <b>board</b>", reason: "looked at every pair" });
    expect(textOf(renderReport(confirmed, people))).toContain("Confirmed by the <b>board</b>: looked at every pair");
    expect(textOf(renderReport(confirmed, people))).not.toContain("Nobody has confirmed");
  });

  test("begins with the numbers that everybody asks for, and with what is proven", () => {
    const { matched, mentees, seats } = story.manifest.counts;
    expect(text).toContain(`Mentees matched ${matched} of ${mentees}`);
    expect(text).toContain(`Seats used ${story.pairs.length} of ${seats}`);
    expect(text).toContain("Proven: no other assignment does better under the rules and weights this programme chose.");
  });

  test("has a row for each pair, by name, with its fit and what speaks for it", () => {
    const nameOf = new Map<string, string>([...people.mentees, ...people.mentors].map(({ id, name }) => [id, name]));
    const cells = pairCells(page);
    expect(cells.map(([mentee, mentor]) => [mentee, mentor])).toEqual(
      story.pairs.map(({ mentee, mentor }) => [nameOf.get(mentee), nameOf.get(mentor)]).sort(),
    );
    for (const [, , fit, why] of cells) {
      expect(fit).toMatch(/^(0\.\d\d|1\.00)$/);
      expect(why).toMatch(/^[A-Z].*\.$/);
    }
  });

  test("has all reasons and alternatives for the rows that its script opens", () => {
    const { texts, rows } = dataOf(page);
    expect(rows).toHaveLength(story.pairs.length);
    for (const [, criteria, standing, others] of rows) {
      expect(criteria.length).toBeGreaterThan(0);
      expect(texts[standing]).toMatch(/rules allow/);
      for (const [mentor, score] of others) {
        expect(people.mentors.map(({ name }) => name)).toContain(texts[mentor]);
        expect(texts[score]).toMatch(/^\d\.\d\d$/);
      }
    }
  });

  test("names everybody without a mentor", () => {
    const names = story.unmatched.mentees.map(({ id }) => people.mentees.find((one) => one.id === id)!.name);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(sectionOf(page, "unmatched")).toContain(`<h3>${name}</h3>`);
  });

  test("has the digest of its pairs, which whoever has the pairs can work out", () => {
    const pairs = JSON.stringify(story.pairs.map(({ mentee, mentor }) => ({ mentee, mentor })));
    const digest = createHash("sha256").update(pairs).digest("hex");
    for (const audience of audiences) {
      expect(sectionOf(renderReport(story, people, { audience }), "record")).toContain(digest);
    }
  });

  test("is the same, byte for byte, in whatever order people, criteria and rules are given", () => {
    const below = seeded(7);
    const shuffled = { mentees: shuffle(people.mentees, below), mentors: shuffle(people.mentors, below) };
    const turned = <Part>(parts: { readonly [name: string]: Part }) =>
      Object.fromEntries(Object.entries(parts).reverse());
    const other: Policy = { ...policy, criteria: turned(policy.criteria), rules: turned(policy.rules ?? {}) };
    for (const audience of audiences) {
      expect(renderReport(match(shuffled, other), shuffled, { audience })).toBe(
        renderReport(story, people, { audience }),
      );
    }
  });
});

describe("what a page holds", () => {
  test("is one file: its policy names the digests of its styles and its script, and nothing else may load or run", () => {
    const page = renderReport(story, people);
    const [, stated] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)!;
    const sourceOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => sourceOf(text));
    const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => sourceOf(text));
    expect([styles.length, scripts.length]).toEqual([1, 1]);
    expect(stated).toBe(
      `default-src 'none'; style-src ${styles[0]}; script-src ${scripts[0]}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/<[^>]+\s(on\w+|style)=/);
    expect(page).not.toMatch(/(src|href)="(?!#)/);
    expect(page).not.toMatch(/@import|url\(/);
  });

  test("is escaped, whatever people are called", () => {
    const hostile = [
      "<script>alert(1)</script>",
      '"><img src=x onerror=alert(1)>',
      "</script>",
      "a\u2028b",
      '=HYPERLINK("http://x")',
      "\u001b[31mred",
      "a|b",
      "\u202eabc",
      "__proto__",
      "x".repeat(100_000),
    ];
    const one = (name: string, at: number) => ({ id: `p${at}`, name, skills: [name, "Rust"] });
    const named = {
      mentees: hostile.map(one),
      mentors: hostile.map((name, at) => ({ ...one(name, at), id: `m${at}` })),
    };
    const matching = match(named, { ...skills, name: hostile[1] });
    for (const audience of audiences) {
      const page = renderReport(matching, named, { audience, notes: hostile });
      expect([...page.matchAll(/<script/g)]).toHaveLength(2);
      for (const mark of ["<img", "\u2028", "\u001b", "\u202e"]) expect(page).not.toContain(mark);
      expect(page.length).toBeLessThan(200_000);
    }
    expect(pairCells(renderReport(matching, named)).map(([mentee]) => mentee)).toContain("<script>alert(1)</script>");
  });

  test("holds together, for any programme and any reader", { timeout: 120_000 }, () => {
    const seen = { pairs: 0, unmatched: 0, infeasible: 0, stable: 0, places: 0 };
    const drawn = fc.oneof(
      loadedProgrammes({ mentees: 6, mentors: 4, demand: 2 }),
      stableProgrammes({ mentees: 5, mentors: 4, demand: 2 }),
    );
    fc.assert(
      fc.property(drawn, fc.constantFrom<ReportAudience>(...audiences), (programme, audience) => {
        const matching = match(programme.people, programme.policy);
        const page = renderReport(matching, programme.people, { audience, policy: programme.policy });
        expect(textOf(page)).not.toMatch(/\b(NaN|undefined|Infinity|null)\b|\[object|−0(?![.\d])/);
        expect(brokenReferences(page)).toEqual([]);
        expect(pairCells(page)).toHaveLength(matching.pairs.length);
        expect(dataOf(page).rows).toHaveLength(matching.pairs.length);
        expect(sectionOf(page, "why") !== "").toBe(matching.status === "infeasible");
        if (matching.pairs.length > 0) seen.pairs++;
        if (matching.unmatched.mentees.length > 0) seen.unmatched++;
        if (matching.unmatched.places.length > 0) seen.places++;
        if (matching.status === "infeasible") seen.infeasible++;
        if (matching.status === "stable") seen.stable++;
      }),
      { numRuns: 250 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });

  test("has the numbers that anybody works out from the matching", () => {
    let counted = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          loadedProgrammes({ mentees: 6, mentors: 4, demand: 2 }),
          stableProgrammes({ mentees: 5, mentors: 4, demand: 2 }),
        ),
        ({ people: given, policy: said }) => {
          const matching = match(given, said);
          const page = renderReport(matching, given, { audience: "administrator" });
          const matched = new Set(matching.pairs.map(({ mentee }) => mentee)).size;
          expect(textOf(page)).toContain(`Mentees matched ${matched} of ${given.mentees.length}`);
          expect(textOf(page)).toContain(`Seats used ${matching.pairs.length} of ${matching.manifest.counts.seats}`);
          const scores = matching.pairs.map(({ score }) => score).sort((a, b) => a - b);
          expect(pairCells(page).map(([, , score]) => Number(score.replace("–", "0")))).toHaveLength(scores.length);
          if (sectionOf(page, "scores") === "") return;
          const figures = [...sectionOf(page, "scores").matchAll(/<th scope="row">[^<]*<\/th><td>([^<]*)<\/td>/g)]
            .slice(0, 5)
            .map(([, here]) => Number(here));
          const sum = scores.reduce((total, score) => total + score, 0);
          const middle = (scores[Math.floor((scores.length - 1) / 2)] + scores[Math.floor(scores.length / 2)]) / 2;
          [matched, sum / scores.length, middle, scores[0], sum].forEach((figure, at) => {
            expect(Math.abs(figures[at] - figure)).toBeLessThan(1e-6);
          });
          counted++;
        },
      ),
      { numRuns: 120 },
    );
    expect(counted).toBeGreaterThan(40);
  });

  test("adds up to the last digit for an administrator", () => {
    const { people: many, policy: said } = crowd(30, 12);
    const { texts, rows } = dataOf(renderReport(match(many, said), many, { audience: "administrator" }));
    expect(rows.length).toBeGreaterThan(10);
    for (const [score, criteria] of rows) {
      const parts = criteria.map(([, , numbers]) => {
        const [, contribution, weight, share] = /(\d\.\d{6}) = (\d\.\d{6}) × ([\d.]+)/.exec(texts[numbers]) ?? [];
        expect(Math.round(Number(weight ?? 0) * Number(share ?? 0) * 1e6)).toBeCloseTo(
          Number(contribution ?? 0) * 1e6,
          -1,
        );
        return Math.round(Number(contribution ?? 0) * 1e6);
      });
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(score);
    }
  });

  test("heads say who reads", () => {
    expect(textOf(renderReport(story, people, { audience: "administrator" }))).toContain("For the programme's team");
    expect(textOf(renderReport(story, people, { audience: "auditor" }))).toContain("For the auditor");
  });
});

describe("a programme of any kind has a whole page", () => {
  test("nobody at all", () => {
    const none = { mentees: [], mentors: [] };
    const text = textOf(renderReport(match(none, skills), none));
    expect(text).toContain("Mentees matched 0 of 0 nobody takes part");
    expect(text).not.toContain("Who is matched with whom");
    expect(text).toContain("What the programme chose");
  });

  test("one mentee and no mentor", () => {
    const one = { mentees: [{ id: "ada" }], mentors: [] };
    const page = renderReport(match(one, skills), one);
    expect(textOf(sectionOf(page, "unmatched"))).toContain("There are 0 seats for 1 mentee");
    expect(textOf(sectionOf(page, "unmatched"))).toContain("There is no mentor in this round.");
    expect(textOf(page)).toContain("0 of 0 there is no mentor");
  });

  test("several mentors for one mentee, and places that stay empty", () => {
    const two: People = {
      mentees: [{ id: "ada", demand: 3, skills: ["Rust"] }],
      mentors: [{ id: "lin", skills: ["Rust"] }, { id: "noor" }],
    };
    const page = renderReport(match(two, skills), two);
    expect(pairCells(page).map(([mentee, mentor]) => [mentee, mentor])).toEqual([
      ["ada", "lin"],
      ["ada", "noor"],
    ]);
    expect(textOf(sectionOf(page, "unmatched"))).toContain("ada: 1 more mentor wanted");
    // the other mentor whom she has counts as well
    const { texts, rows } = dataOf(page);
    expect(rows.map(([, , standing]) => texts[standing])).toEqual([
      "The best fit of the 2 mentors whom the rules allow.",
      "The second-best fit of the 2 mentors whom the rules allow.",
    ]);
  });

  test("whoever is left to a human and pinned has no place among others, as nobody else was compared", () => {
    const left: People = { mentees: [{ id: "ada", manual: true }], mentors: [{ id: "lin" }, { id: "noor" }] };
    const pins = [{ mentee: "ada", mentor: "lin", reason: "as agreed" }];
    const { texts, rows } = dataOf(renderReport(match(left, { ...skills, pins }), left));
    expect(rows.map(([, , standing, others]) => [texts[standing], others])).toEqual([["", []]]);
  });

  test("without any field to ask in: what one more mentor would gain is told all the same", () => {
    const given: People = {
      mentees: [
        { id: "ada", languages: ["en"] },
        { id: "ben", languages: ["en"] },
      ],
      mentors: [{ id: "lin", languages: ["en"] }],
    };
    const page = renderReport(match(given, { criteria: { tongue: { kind: "language" } } }), given, {
      audience: "administrator",
    });
    expect(textOf(sectionOf(page, "supply"))).toContain("What one more mentor would gain");
  });

  test("a group with one mentor", () => {
    const group: People = {
      mentees: ["ada", "ben", "chidi"].map((id) => ({ id, skills: ["Rust"] })),
      mentors: [{ id: "lin", capacity: 4, skills: ["Rust"] }],
    };
    const page = renderReport(match(group, skills), group);
    expect(pairCells(page)).toHaveLength(3);
    expect(textOf(sectionOf(page, "mentors"))).toContain("3 of 4 seats are used");
  });

  test("people who are left to a human, and pairs that the programme fixed", () => {
    const given: People = {
      mentees: [{ id: "ada" }, { id: "ben", manual: true }, { id: "chidi" }],
      mentors: [{ id: "lin" }, { id: "noor" }],
    };
    const matching = match(given, {
      ...skills,
      pins: [{ mentee: "ada", mentor: "lin", reason: "they know each other" }],
    });
    const page = renderReport(matching, given);
    expect(textOf(sectionOf(page, "unmatched"))).toContain(
      "ben The programme's team decides itself whom to match with this mentee.",
    );
    expect(textOf(sectionOf(page, "pairs"))).toContain("Fixed by the programme.");
    expect(page).not.toContain("they know each other");
    expect(renderReport(matching, given, { audience: "administrator" })).toContain("they know each other");
  });

  test("nothing but answers that are not shown: no fit is shown either", () => {
    const given: People = {
      mentees: [{ id: "ada", requests: { livedExperiences: ["carer"] } }],
      mentors: [{ id: "lin", livedExperiences: ["carer"] }],
    };
    const page = renderReport(match(given, { criteria: { lived: { kind: "experience" } } }), given);
    expect(pairCells(page)).toEqual([["ada", "lin", "–", "No reasons that this page may tell."]]);
    expect(sectionOf(page, "scores")).toBe("");
  });

  test("nothing feasible: why, and what would help", () => {
    const given: People = {
      mentees: [{ id: "ada" }],
      mentors: [{ id: "lin", name: "Lin", capacity: { min: 2, max: 2 } }],
    };
    const page = renderReport(match(given, skills), given);
    const text = textOf(page);
    expect(text).toContain("Proven: no assignment meets the minimums and quotas this programme chose");
    expect(textOf(sectionOf(page, "why"))).toContain("Matches with Lin: at least 2");
    expect(textOf(sectionOf(page, "why"))).toContain("to 1.");
    expect(text).toContain("What mentors take on");
  });
});

describe("options", () => {
  test("audit: groups with their rates; what it hides stays hidden, and is said to be", () => {
    const { people: many, policy: said } = crowd(40, 20);
    const matching = match(many, said);
    const everybody = [...many.mentees, ...many.mentors];
    const regions = {
      region: Object.fromEntries(
        everybody.map(({ id }, at) => [id, at % 20 === 0 ? "islands" : at % 2 === 0 ? "north" : "south"]),
      ),
    };
    const made = audit(matching, many, { groups: regions, audience: "auditor" });
    const open = renderReport(matching, many, { audit: made });
    const section = sectionOf(open, "groups");
    expect(textOf(section)).toMatch(/islands hidden: too few people, or would tell of too few/);
    expect(textOf(section)).toContain("Groups of fewer than 5 people are hidden");
    expect(textOf(section)).toMatch(/islands hidden hidden hidden hidden hidden hidden/);
    // one person's score, and what was chosen in confidence
    expect(textOf(open)).not.toMatch(/Lowest score|First-choice/);
    expect(textOf(renderReport(matching, many, { audit: made, audience: "auditor" }))).toContain("Lowest score");
  });

  test("notes for everybody, findings of readiness for whoever runs the programme", () => {
    const found = readiness(people, policy);
    const given = { notes: ["Two rows were left out."], readiness: found };
    expect(found.findings.length).toBeGreaterThan(0);
    const { advice } = found.findings[0];
    expect(textOf(renderReport(story, people, given))).toContain("Two rows were left out.");
    expect(textOf(renderReport(story, people, given))).not.toContain(advice);
    expect(textOf(renderReport(story, people, { ...given, audience: "administrator" }))).toContain(advice);
  });

  test("what is no option is refused, all at once", () => {
    const wrong = { audience: "everybody", title: " ", audit: {}, policy: [], readiness: 1, notes: [1], titel: "x" };
    expect(messageOf(() => renderReport(story, people, wrong as never))).toMatchInlineSnapshot(`
      "7 problems:
      - Expected options.audience to be "committee", "administrator" or "auditor", received a text.
      - Expected options.title to be a text that is not blank, received an empty text.
      - Expected options.audit to be an audit, received an object.
      - Expected options.policy to be a policy, received a list of 0.
      - Expected options.readiness to be what readiness returned, received 1.
      - Expected options.notes to be a list of texts, received a list of 1.
      - Expected options.titel to be a known option, received an unknown one. Did you mean "title"?"
    `);
    expect(problemsOf(() => renderReport(story, people, null as never))[0][0]).toBe("E_OPTION");
  });

  test("a stored matching is refused", () => {
    expect(problemsOf(() => renderReport(JSON.parse(JSON.stringify(story)), people))[0][0]).toBe("E_DETACHED");
  });

  test("people and policy of another run are refused; those of this one are taken, keyed or not", () => {
    const others = { ...people, mentees: people.mentees.slice(1) };
    const changed = { ...people, mentees: people.mentees.map((one, at) => (at === 0 ? { ...one, goals: [] } : one)) };
    for (const wrong of [others, changed]) {
      expect(problemsOf(() => renderReport(story, wrong))).toEqual([["E_MANIFEST", "people", "/people"]]);
    }
    expect(problemsOf(() => renderReport(story, people, { policy: skills }))).toEqual([
      ["E_MANIFEST", "policy", "/policy"],
    ]);
    expect(problemsOf(() => renderReport(story, { mentees: 1 } as never))[0][1]).toBe("people.mentors");
    const keyed = match(people, policy, { digestKey: "a secret of the host's own" });
    expect(textOf(renderReport(keyed, people, { policy, audience: "auditor" }))).toContain("(keyed)");
    expect(problemsOf(() => renderReport(keyed, changed))).toEqual([["E_MANIFEST", "people", "/people"]]);
  });
});

describe("a large programme", () => {
  test("stays small: the page of 2000 pairs is under a megabyte, and says what it leaves to the script", () => {
    const { people: many, policy: said } = crowd(2000, 1200);
    const page = renderReport(match(many, said), many);
    expect(page.length).toBeLessThan(1_000_000);
    expect(page).toContain("The main reasons stand in the last column");
  });

  test("says so where what one more mentor would gain is not worked out", () => {
    const { people: many, policy: said } = crowd(300, 210);
    const page = renderReport(match(many, said), many, { audience: "administrator" });
    expect(textOf(sectionOf(page, "supply"))).toContain("With so many people this is not worked out here");
  });
});

test("the sample programme has every part", () => {
  const sample: People = JSON.parse(
    readFileSync(new URL("../../examples/sample/people.json", import.meta.url), "utf8"),
  );
  const page = renderReport(match(sample, policy), sample);
  const ids = ["pairs", "unmatched", "scores", "mentors", "supply", "remarks", "programme", "record"];
  for (const id of ids) expect(sectionOf(page, id), id).not.toBe("");
});
