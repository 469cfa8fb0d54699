import { createHmac } from "node:crypto";
import fc from "fast-check";
import {
  match,
  type Policy,
  type RunEvent,
  type RunLogEntry,
  type RunLogOptions,
  readiness,
  runLog,
  verifyLog,
  whyNot,
} from "telemachus";
import { describe, expect, test } from "vitest";
import { canonicalJson, hashText } from "../../src/numeric/digest.js";
import { runs } from "../support/instances.js";
import { problemsOf, refusal } from "../support/refusal.js";
import { clock, confirmed, events, keptLog, linesOf, matching, storyLog } from "../support/runLogs.js";
import { people, policy } from "../support/story.js";

const key = "a secret of the host's";
const { manifest } = matching;

/** The facts of an entry alone. */
function factsOf({ version: _, seq: _1, at: _2, previous: _3, hash: _4, ...facts }: RunLogEntry) {
  return facts;
}

/** The facts of one event. */
function recorded(event: RunEvent, options: Partial<RunLogOptions> = {}) {
  return factsOf(keptLog(options).log.append(event));
}

describe("append(event)", () => {
  test("writes one line of canonical JSON for each event, chained by hashes, and returns it frozen", () => {
    const { log, text } = keptLog();
    const entries = events.map((event) => log.append(event) as RunLogEntry);
    const lines = linesOf(text());
    expect(lines).toHaveLength(events.length);
    let previous = "0".repeat(64);
    for (const [index, entry] of entries.entries()) {
      expect(canonicalJson(entry)).toBe(lines[index]);
      expect(Object.isFrozen(entry)).toBe(true);
      const { hash, ...open } = entry;
      expect(hash).toBe(hashText(canonicalJson(open)));
      expect(open).toMatchObject({ version: 1, seq: index + 1, previous, event: events[index].event });
      previous = hash;
    }
    expect([log.head, log.entries]).toEqual([previous, events.length]);
    expect(entries[1].at).toBe("2026-03-02T09:30:01.000Z");
  });

  test("takes facts from the library's own objects, and nothing of anybody's answers", () => {
    expect(recorded({ event: "created", actor: "mara" })).toEqual({ event: "created", actor: "mara" });
    expect(recorded({ event: "validated", readiness: readiness(people, policy) })).toEqual({
      event: "validated",
      counts: { mentees: 5, mentors: 3, both: 0, seats: 4, pinned: 0, pairs: 15, allowedPairs: 13, canBeMatched: 4 },
      findings: [{ code: "SEATS_SHORT", count: 1 }],
      warnings: [{ code: "W_INCOMPLETE_CHAIN", count: 6 }],
    });
    const { policy: ofPolicy, input, projection, keyed, seed, status, counts, warnings, result } = manifest;
    expect(recorded({ event: "solved", matching, actor: "nightly run" })).toEqual({
      ...{ event: "solved", actor: "nightly run", engine: manifest.version, policy: ofPolicy, input, projection },
      ...{ keyed, seed, status, counts, warnings, result },
    });
    const decided = { actor: "mara", reason: "Looked through, all well", result };
    expect(recorded({ event: "confirmed", matching: confirmed })).toEqual({ event: "confirmed", ...decided });
    expect(recorded({ event: "published", matching, actor: "mara" })).toEqual({
      ...{ event: "published", actor: "mara", result },
    });
    expect(recorded({ event: "withdrawn", matching, actor: "mara", reason: "wrong list" })).toEqual({
      ...{ event: "withdrawn", actor: "mara", reason: "wrong list", result },
    });
    const seen = { event: "explanationViewed", audience: "auditor", actor: "audit" } as const;
    expect(recorded({ ...seen, matching, mentor: "lin" })).toEqual({ ...seen, result, mentor: "lin" });
    expect(recorded({ ...seen, matching })).toEqual({ ...seen, result });
  });

  test("holds no name, no answer and no pair's score", () => {
    const text = storyLog().text();
    const { mentees, mentors } = people;
    const answers = [...mentees, ...mentors].flatMap((person) => [
      person.name,
      person.team,
      ...person.goals,
      ...person.interests,
      ...person.skills.map((skill) => (typeof skill === "string" ? skill : skill.name)),
    ]);
    expect(answers.length).toBeGreaterThan(40);
    for (const answer of answers) expect(text).not.toContain(`"${answer}"`);
    for (const { score } of matching.pairs) expect(text).not.toMatch(new RegExp(`:${score}[,}]`));
  });

  test("takes a matching that was stored as well, where nothing is asked of it", () => {
    const stored = JSON.parse(JSON.stringify(matching));
    expect(recorded({ event: "solved", matching: stored })).toEqual(recorded({ event: "solved", matching }));
    const event = {
      event: "overridden",
      matching: stored,
      mentee: "ada",
      mentor: "noor",
      actor: "a",
      reason: "b",
    } as const;
    expect(problemsOf(() => recorded(event))).toEqual([["E_DETACHED", "matching", "/matching"]]);
  });

  test("refuses what is no event", () => {
    const { log, text } = keptLog();
    const actor = "mara";
    const events = [
      null,
      [],
      "solved",
      {},
      { event: 3 },
      { event: "solvd", matching },
      { event: "resumed", torn: { digest: "", length: 0 } },
      { event: "toString" },
      { event: "created" },
      { event: "created", actor: " ", programme: 1 },
      { event: "solved" },
      { event: "solved", matching: {}, actr: "x" },
      { event: "solved", matching: { ...matching, manifest: { ...manifest, result: "abc", counts: { mentees: -1 } } } },
      { event: "solved", matching: { ...matching, manifest: { ...manifest, warnings: [{ code: "Ada" }] } } },
      { event: "validated", readiness: matching },
      { event: "explanationViewed", matching, actor, audience: "everybody" },
      { event: "overridden", matching, mentee: "ada", mentor: "noor", actor, reason: "" },
      { event: "overridden", matching, mentee: "ada", mentor: "nobody", actor, reason: "why" },
      { event: "confirmed", matching },
      { event: "published", matching },
      { event: "withdrawn", matching, actor },
    ];
    expect(events.map((event) => refusal(() => log.append(event as never)).message).join("\n")).toMatchInlineSnapshot(`
      "Expected event to be an event (an object), received null.
      Expected event.event to be the name of an event (created, validated, solved, explanationViewed, overridden, confirmed, published, withdrawn), received nothing.
      Expected event to be an event (an object), received a text.
      Expected event.event to be the name of an event (created, validated, solved, explanationViewed, overridden, confirmed, published, withdrawn), received nothing.
      Expected event.event to be the name of an event (created, validated, solved, explanationViewed, overridden, confirmed, published, withdrawn), received 3.
      Expected event.event to be the name of an event (created, validated, solved, explanationViewed, overridden, confirmed, published, withdrawn), received "solvd". Did you mean "solved"?
      Expected event.event to be the name of an event (created, validated, solved, explanationViewed, overridden, confirmed, published, withdrawn), received "resumed".
      Expected event.event to be the name of an event (created, validated, solved, explanationViewed, overridden, confirmed, published, withdrawn), received "toString".
      Expected event.actor to be who did it (a text), received nothing.
      2 problems:
      - Expected event.actor to be who did it, received an empty text.
      - Expected event.programme to be the name of a programme (a text), received 1.
      Expected event.matching to be a matching (an object), received nothing.
      3 problems:
      - Expected event.matching.decision to be a decision (an object), received nothing.
      - Expected event.matching.manifest to be a manifest (an object), received nothing.
      - Expected event.actr to be a known key, received an unknown one. Did you mean "actor"?
      8 problems:
      - Expected event.matching.manifest.counts.mentees to be a whole number, not negative, received -1.
      - Expected event.matching.manifest.counts.mentors to be a whole number, not negative, received nothing.
      - Expected event.matching.manifest.counts.seats to be a whole number, not negative, received nothing.
      - Expected event.matching.manifest.counts.allowedPairs to be a whole number, not negative, received nothing.
      - Expected event.matching.manifest.counts.matched to be a whole number, not negative, received nothing.
      - Expected event.matching.manifest.counts.unmatched to be a whole number, not negative, received nothing.
      - Expected event.matching.manifest.counts.freeSeats to be a whole number, not negative, received nothing.
      - Expected event.matching.manifest.result to be a digest (64 hexadecimal digits), received a text.
      Expected event.matching.manifest.warnings[0].code to be a code, received a text.
      2 problems:
      - Expected event.readiness.counts to be counts (an object), received nothing.
      - Expected event.readiness.findings to be a list of objects with codes, received nothing.
      Expected event.audience to be "mentee", "mentor", "administrator" or "auditor", received a text.
      Expected event.reason to be a reason in words, received an empty text.
      Expected mentor to be the id of a mentor, received "nobody". Did you mean "noor"?
      Expected event.matching to be a matching that somebody confirmed, as confirm returns it, received a proposal.
      Expected event.actor to be who did it (a text), received nothing.
      Expected event.reason to be a reason in words (a text), received nothing."
    `);
    expect(text()).toBe("");
    expect(log.entries).toBe(0);
  });

  test("survives hostile objects", () => {
    const thrower = {
      event: "created" as const,
      get actor(): string {
        throw new Error("not to be read");
      },
    };
    expect(problemsOf(() => keptLog().log.append(thrower))[0][0]).toBe("E_READ");
    const polluted = JSON.parse('{"event":"created","actor":"mara","__proto__":{"programme":"x"}}');
    expect(problemsOf(() => keptLog().log.append(polluted))[0][0]).toBe("E_KEY");
    for (const actor of ["__proto__", "constructor", '\u2028\u0000\n"\\', "\ud83d\ude42", " (torn)"]) {
      const { log, text } = keptLog();
      expect(log.append({ event: "created", actor, programme: "__proto__" })).toMatchObject({ actor });
      expect(linesOf(text())).toHaveLength(1);
      expect(verifyLog(text())).toMatchObject({ intact: true, entries: 1 });
    }
  });
});

describe("an override", () => {
  const override = (mentee: string, mentor: string, of: object = {}) => {
    const made = match(people, { ...policy, ...of } as Policy);
    const event = { event: "overridden", matching: made, mentee, mentor, actor: "mara", reason: "asked for" } as const;
    return { because: keptLog().log.append(event).because, why: whyNot(made, { mentee, mentor }) };
  };

  test("is recorded with the exact price that the library finds", () => {
    const { because, why } = override("ada", "noor");
    if (why.kind !== "cost") throw new Error("Expected the pair to cost something.");
    expect(because).toEqual({ kind: "cost", cost: why.cost, profiles: why.profiles, decidedBy: "total" });
    // matching again with the pair pinned loses just that
    const pinned = match(people, {
      ...policy,
      pins: [{ mentee: "ada", mentor: "noor", reason: "asked for" }],
    } as Policy);
    expect(because).toMatchObject({ cost: { matched: 0, total: 1.95 } });
    expect(Math.round((matching.total - pinned.total) * 1e6)).toBe(1_950_000);
  });

  test("of two who are matched says so: they are to be parted", () => {
    expect(override("ada", "lin").because).toEqual({ kind: "matched" });
  });

  test("of what is forbidden names what forbids it, and nobody's reason or wish", () => {
    expect(override("dora", "lin").because).toEqual({ kind: "rule", rules: ["manager"] });
    const bans = [{ mentee: "ada", mentor: "noor", reason: "they are cousins" }];
    expect(override("ada", "noor", { bans }).because).toEqual({ kind: "banned", rules: [] });
    const strict = { rules: { ...policy.rules, atLeast: { kind: "minimumScore", score: 0.9 } } };
    expect(override("ada", "noor", strict).because).toEqual({ kind: "belowMinimum", rules: ["atLeast"] });
    const pins = [{ mentee: "ben", mentor: "sam", reason: "old friends" }];
    expect(override("elif", "sam", { pins }).because).toEqual({ kind: "pinned", full: "mentor" });
    expect(override("ada", "noor", { method: "stable" }).because).toEqual({ kind: "preference" });
  });

  test("of who asked to avoid whom is not recorded", () => {
    const mentees = people.mentees.map((one) => (one.id === "ada" ? { ...one, requests: { avoid: ["noor"] } } : one));
    const avoiding = match({ ...people, mentees }, policy);
    const event = { event: "overridden", matching: avoiding, mentee: "ada", mentor: "noor", actor: "a", reason: "b" };
    expect(keptLog().log.append(event as RunEvent)).toMatchObject({ because: { kind: "avoided" } });
    expect(Object.keys((keptLog().log.append(event as RunEvent) as { because: object }).because)).toEqual(["kind"]);
  });

  test("under leximin keeps the price and drops the scores that it is counted by", () => {
    const { because, why } = override("ada", "noor", { objective: "fairest" });
    if (why.kind !== "cost" || because.kind !== "cost") throw new Error("Expected the pair to cost something.");
    expect(Object.keys(why.profiles)).toContain("leximin");
    expect(because).toEqual({ kind: "cost", cost: why.cost, profiles: {}, decidedBy: "leximin" });
  });
});

describe("idKey", () => {
  const keyed = (id: string) => `hmac-sha256:${createHmac("sha256", key).update(id).digest("hex")}`;

  test("replaces ids of participants by what nobody without the key can link", () => {
    const text = storyLog({ idKey: key }).text();
    const [, , , viewed, overridden] = linesOf(text).map((line) => JSON.parse(line));
    expect(viewed).toMatchObject({ actor: keyed("ada"), mentee: keyed("ada"), mentor: keyed("lin") });
    expect(overridden).toMatchObject({ actor: "mara", mentee: keyed("ada"), mentor: keyed("noor") });
    for (const { id } of [...people.mentees, ...people.mentors]) expect(text).not.toContain(`"${id}"`);
    expect(verifyLog(text)).toMatchObject({ intact: true });
  });

  test("leaves who answers for a decision, and staff who read, as they are given", () => {
    const seen = { event: "explanationViewed", matching, actor: "mara", audience: "administrator" } as const;
    expect(recorded(seen, { idKey: key })).toMatchObject({ actor: "mara" });
    expect(recorded({ ...seen, audience: "mentor", actor: "lin" }, { idKey: key })).toMatchObject({
      actor: keyed("lin"),
    });
    expect(recorded({ ...seen, audience: "mentor", actor: "lin" })).toMatchObject({ actor: "lin" });
  });
});

describe("runLog(options)", () => {
  test("refuses options that are none", () => {
    const write = () => undefined;
    const now = clock();
    const wrong = [
      undefined,
      {},
      { write: "log.jsonl", now: 5, idKey: "short", afterwards: "" },
      { write, now, after: 7 },
      { write, now, after: [1] },
      { write, now, after: "not a log" },
    ];
    const messages = wrong.map((options) => refusal(() => runLog(options as never)).message);
    expect(messages.join("\n")).toMatchInlineSnapshot(`
      "Expected options to be an object of options, received nothing.
      2 problems:
      - Expected options.write to be a function, received nothing.
      - Expected options.now to be a function, received nothing.
      4 problems:
      - Expected options.write to be a function, received a text.
      - Expected options.now to be a function, received 5.
      - Expected options.idKey to be a secret text of at least 16 characters, received a text.
      - Expected options.afterwards to be a known option, received an unknown one. Did you mean "after"?
      Expected options.after to be a text or a list of lines, received 7.
      Expected options.after to be a text or a list of lines, received a list of 1.
      Expected line 1 of the log to be an entry, received what is no JSON object."
    `);
  });

  test("asks for a time in UTC that exists", () => {
    const times = [
      "",
      "2026-03-02",
      "2026-02-30T09:30:00Z",
      "2026-03-02T24:00:00Z",
      "2026-03-02T09:30:00+01:00",
      5,
      new Date(0),
    ];
    for (const time of [...times, undefined]) {
      const { log, text } = keptLog({ now: () => time as string });
      expect(problemsOf(() => log.append(events[0]))).toEqual([["E_DATE", "options.now", "/options/now"]]);
      expect(text()).toBe("");
    }
    expect(keptLog({ now: () => "2024-02-29T23:59:59.123456789Z" }).log.append(events[0]).seq).toBe(1);
  });

  test("a sink that throws leaves the chain where it was, and its error passes through", () => {
    let isFull = false;
    let stored = "";
    const full = new Error("no space left on device");
    const write = (line: string) => {
      if (isFull) throw full;
      stored += line;
    };
    const log = runLog({ write, now: clock() });
    log.append(events[0]);
    const before = [log.head, log.entries];
    isFull = true;
    expect(() => log.append(events[1])).toThrow(full);
    expect([log.head, log.entries]).toEqual(before);
    isFull = false;
    expect(log.append(events[2]).seq).toBe(2);
    expect(verifyLog(stored)).toMatchObject({ intact: true, entries: 2, head: log.head });
  });

  test("a sink that returns a promise is misuse, and what becomes of the promise does no harm", async () => {
    for (const promise of [() => Promise.reject(new Error("late")), async () => undefined]) {
      const log = runLog({ write: promise as never, now: clock() });
      expect(refusal(() => log.append(events[0])).message).toBe(
        "Expected options.write to be a function that has taken the line when it returns, received one that returns a promise. Put lines into a queue, and store them from there in their order.",
      );
      expect(log.entries).toBe(0);
      await Promise.resolve();
    }
  });

  test("a sink that appends is misuse; a clock that does gets the earlier place", () => {
    const log = runLog({ write: () => void log.append(events[0]), now: clock() });
    expect(problemsOf(() => log.append(events[0]))).toEqual([["E_OPTION", "options.write", "/options/write"]]);
    let asked = 0;
    const kept = keptLog({
      now: () => {
        if (asked++ === 0) kept.log.append({ event: "created", actor: "inner" });
        return "2026-03-02T09:30:00Z";
      },
    });
    expect(kept.log.append({ event: "created", actor: "outer" }).seq).toBe(2);
    expect(verifyLog(kept.text())).toMatchObject({ intact: true, entries: 2 });
  });

  test("goes on after a log, given as text or as lines, and gives the same as one that was never closed", () => {
    const whole = storyLog().text();
    const lines = linesOf(whole);
    for (const count of [0, 1, 4, lines.length]) {
      const before = lines
        .slice(0, count)
        .map((line) => `${line}\n`)
        .join("");
      for (const after of [before, lines.slice(0, count), lines.slice(0, count).map((line) => `${line}\n`)]) {
        const now = clock();
        for (let passed = 0; passed < count; passed++) now();
        const { log, text } = keptLog({ after, now }, before);
        expect(log.entries).toBe(count);
        for (const event of events.slice(count)) log.append(event);
        expect(text()).toBe(whole);
      }
    }
  });

  test("gives the last line its newline where a crash took nothing else", () => {
    const cut = storyLog().text().slice(0, -1);
    const { log, text } = keptLog({ after: cut }, cut);
    expect(text()).toBe(`${cut}\n`);
    log.append(events[0]);
    expect(verifyLog(text())).toMatchObject({ intact: true, entries: events.length + 1 });
  });

  test("does not go on after a log that was changed, and names the line", () => {
    const whole = storyLog().text();
    const changed = whole.replace('"audience":"mentee"', '"audience":"mentor"');
    expect(problemsOf(() => keptLog({ after: changed }))).toEqual([["E_LOG", "log:4", "/log/3"]]);
  });

  test("records how a torn line was taken up again", () => {
    const cut = storyLog().text().slice(0, -30);
    const { text, log } = keptLog({ after: cut }, cut);
    expect(text().startsWith(`${cut} (torn)\n{`)).toBe(true);
    const torn = cut.slice(cut.lastIndexOf("\n") + 1);
    expect(JSON.parse(linesOf(text()).pop()!)).toMatchObject({
      ...{ event: "resumed", seq: events.length, torn: { digest: hashText(torn), length: torn.length } },
    });
    expect(log.entries).toBe(events.length);
  });

  test("any events in any order give a log that verifies, and any change to it is named", () => {
    let changed = 0;
    const texts = fc
      .string({ unit: "binary", minLength: 1 })
      .filter((text) => text.trim() !== "" && !/\p{Cs}/u.test(text));
    const event: fc.Arbitrary<RunEvent> = fc.oneof(
      fc.record({ event: fc.constant("created" as const), actor: texts, programme: texts }),
      fc.record({
        ...{ event: fc.constant("explanationViewed" as const), matching: fc.constant(matching), actor: texts },
        ...{ audience: fc.constantFrom("mentee" as const, "auditor" as const), mentee: texts },
      }),
      fc.record({
        event: fc.constant("withdrawn" as const),
        matching: fc.constant(matching),
        actor: texts,
        reason: texts,
      }),
      fc.constantFrom(...events),
    );
    const logs = fc.record({
      list: fc.array(event, { minLength: 1, maxLength: 8 }),
      idKey: fc.constantFrom(undefined, key),
      at: fc.nat(),
      other: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    });
    fc.assert(
      fc.property(logs, ({ list, idKey, at, other }) => {
        const { log, text } = keptLog(idKey === undefined ? {} : { idKey });
        for (const one of list) log.append(one);
        const whole = text();
        expect(verifyLog(whole, { head: log.head, entries: list.length }).intact).toBe(true);
        const place = at % whole.length;
        const forged = whole.slice(0, place) + other + whole.slice(place + 1);
        if (forged === whole) return;
        changed++;
        const line = whole.slice(0, place).split("\n").length;
        const check = verifyLog(forged);
        expect(check.intact ? undefined : check.first.line).toBe(line);
      }),
      runs(300),
    );
    expect(changed).toBeGreaterThan(200);
  });
});
