import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { type LogCheck, runLog, verifyLog } from "telemachus";
import { describe, expect, test } from "vitest";
import { canonicalJson, hashText } from "../../src/numeric/digest.js";
import { runs } from "../support/instances.js";
import { problemsOf, refusal } from "../support/refusal.js";
import { clock, keptLog, linesOf, storyLog } from "../support/runLogs.js";

const story = storyLog().text();
const lines = linesOf(story);
const toText = (list: readonly string[]) => list.map((line) => `${line}\n`).join("");
const toBytes = (text: string) => new TextEncoder().encode(text);
/** As Node reads a file: whatever is no UTF-8 becomes U+FFFD. */
const toRead = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

/** The line that is named, with the sentence; a log that is found intact fails. */
function firstOf(log: string | readonly string[], options?: Parameters<typeof verifyLog>[1]) {
  const check = verifyLog(log, options);
  if (check.intact) throw new Error("Expected the log not to be intact.");
  return check.first;
}

/** An entry with other data, whose hash is right again. */
function resealed(line: string, change: object): string {
  const { hash: _, ...open } = { ...JSON.parse(line), ...change };
  return canonicalJson({ ...open, hash: hashText(canonicalJson(open)) });
}

describe("verifyLog(log)", () => {
  test("finds a log intact that nobody touched, as text and as lines", () => {
    const { hash: head } = JSON.parse(lines[lines.length - 1]);
    const sound: LogCheck = { intact: true, entries: lines.length, head };
    expect(verifyLog(story)).toEqual(sound);
    expect(verifyLog(lines)).toEqual(sound);
    expect(verifyLog(lines.map((line) => `${line}\n`))).toEqual(sound);
    expect(verifyLog(story.slice(0, -1))).toEqual(sound);
    expect(verifyLog("")).toEqual({ intact: true, entries: 0, head: "0".repeat(64) });
    expect(verifyLog([])).toEqual(verifyLog(""));
  });

  test("names the line of every byte that is changed, wherever it is", () => {
    const bytes = toBytes(story);
    let line = 1;
    let changes = 0;
    for (const [at, byte] of bytes.entries()) {
      for (const other of [byte ^ 1, 0x20, 0x22, 0x0a, 0x2c]) {
        if (other === byte) continue;
        changes++;
        const changed = Uint8Array.from(bytes);
        changed[at] = other;
        const check = verifyLog(toRead(changed));
        const found = check.intact ? undefined : [check.first.line, check.entries];
        if (found?.[0] !== line || found[1] !== line - 1) expect([at, other, check]).toEqual(line);
      }
      if (byte === 0x0a) line++;
    }
    expect(changes).toBeGreaterThan(4 * bytes.length);
  });

  test("names the line that follows a removed one, and is silent on those that are cut off at the end", () => {
    for (const at of lines.keys()) {
      const left = toText(lines.filter((_, index) => index !== at));
      if (at === lines.length - 1) expect(verifyLog(left).intact).toBe(true);
      else expect(firstOf(left)).toMatchObject({ code: "E_LOG", line: at + 1, path: `log:${at + 1}` });
    }
  });

  test("sees by the head, or by the number of entries, that lines are missing at the end", () => {
    const { head, entries } = storyLog().log;
    expect(verifyLog(story, { head, entries }).intact).toBe(true);
    for (const count of lines.keys()) {
      const cut = toText(lines.slice(0, count));
      expect(firstOf(cut, { head }).line).toBe(Math.max(1, count));
      expect(firstOf(cut, { entries }).line).toBe(count + 1);
      expect(firstOf(story, { entries: count }).line).toBe(count + 1);
    }
  });

  test("names the first of two lines that changed places", () => {
    for (const one of lines.keys()) {
      for (const other of lines.keys()) {
        if (one >= other) continue;
        const swapped = lines.map((line, at) => (at === one ? lines[other] : at === other ? lines[one] : line));
        expect(firstOf(toText(swapped)).line).toBe(one + 1);
      }
    }
  });

  test("names a line that was repeated, inserted or left empty", () => {
    for (const at of lines.keys()) {
      const withLine = (line: string) => toText([...lines.slice(0, at + 1), line, ...lines.slice(at + 1)]);
      expect(firstOf(withLine(lines[at])).line).toBe(at + 2);
      expect(firstOf(withLine("")).line).toBe(at + 2);
      expect(firstOf(withLine(linesOf(keptLogOf("other"))[0])).line).toBe(at + 2);
    }
  });

  test("names the line after one that was changed and sealed again", () => {
    for (const at of lines.keys()) {
      const forged = lines.map((line, index) => (index === at ? resealed(line, { actor: "nobody" }) : line));
      if (at < lines.length - 1) expect(firstOf(toText(forged)).line).toBe(at + 2);
      else expect(firstOf(toText(forged), { head: storyLog().log.head }).line).toBe(at + 1);
    }
  });

  test("says what is wrong", () => {
    const [first, second, third] = lines;
    const faults = [
      [first.replace('"created"', '"cracked"')],
      [first.replaceAll(":", ": ")],
      [`${first}\r`],
      [""],
      ["no JSON at all"],
      ["[1, 2]"],
      [resealed(first, { version: 2 })],
      [canonicalJson({ hash: "0".repeat(64) })],
      [resealed(first, { event: "toString" })],
      [resealed(first, { at: "yesterday" })],
      [resealed(first, { seq: "1" })],
      [first, third],
      [first, resealed(second, { previous: "f".repeat(64) })],
      [first, resealed(second, { previous: "<script>" })],
      [first, resealed(second, { event: "resumed", torn: { digest: "0".repeat(64), length: 3 } })],
      [first, `${second.slice(0, 50)} (torn)`, second],
      [first, `${second.slice(0, 50)} (torn)`, resealed(second, { event: "resumed", torn: { digest: 1, length: 50 } })],
    ];
    const cut = verifyLog(toText([first]), { entries: 2 });
    const other = verifyLog(toText([first]), { head: "f".repeat(64) });
    const more = verifyLog(toText([first, second]), { entries: 1 });
    const messages = [
      ...faults.map((log) => firstOf(toText(log)).message),
      ...[cut, other, more].map((check) => (check.intact ? "intact" : check.first.message)),
    ];
    expect(messages.join("\n")).toMatchInlineSnapshot(`
      "Expected line 1 of the log to be an entry with the SHA-256 of its data as hash, received another hash or other data. It was changed.
      Expected line 1 of the log to be canonical JSON (RFC 8785), received the same data written otherwise.
      Expected line 1 of the log to be an entry that ends at the newline, received one with a carriage return. Something rewrote the line ends.
      Expected line 1 of the log to be an entry, received an empty line.
      Expected line 1 of the log to be an entry, received what is no JSON object.
      Expected line 1 of the log to be an entry, received what is no JSON object.
      Expected line 1 of the log to be an entry of version 1, received version 2.
      Expected line 1 of the log to be an entry of version 1, received one that states none.
      Expected line 1 of the log to be an entry, received an object that is none.
      Expected line 1 of the log to be an entry, received an object that is none.
      Expected line 1 of the log to be an entry, received an object that is none.
      Expected line 2 of the log to be entry number 2, received entry number 3.
      Expected line 2 of the log to be an entry that follows c922c52171235fcd41b86889536e57e7949be44716f3890602dcbff331766d9c, received one that follows ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff. Another entry stood before it.
      Expected line 2 of the log to be an entry that follows c922c52171235fcd41b86889536e57e7949be44716f3890602dcbff331766d9c, received one that follows no hash. Another entry stood before it.
      Expected line 2 of the log to be an entry that follows what it resumes, received one that follows no torn text.
      Expected line 2 of the log to be an entry, or torn text that an entry resumed follows, received torn text that no entry accounts for.
      Expected line 2 of the log to be the torn text that was resumed after, received other text.
      Expected line 2 of the log to be entry number 2 of 2, received the end.
      Expected line 1 of the log to be the last entry, ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, received c922c52171235fcd41b86889536e57e7949be44716f3890602dcbff331766d9c. Lines are missing at the end, or there are more than were known, or the log was written anew.
      Expected line 2 of the log to be absent, where entries is 1, received entry number 2."
    `);
  });

  test("reads whatever it is given, and never throws anything of its own", () => {
    const hostile = [
      "[".repeat(100_000),
      `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)},"version":1}\n`,
      '{"__proto__":{"version":1},"version":1}\n',
      '{"constructor":1,"toJSON":"x","version":1}\n',
      '{"version":1e999}\n',
      '{"version":1,"version":1}\n',
      `{"version":1,"x":"${"y".repeat(5_000_000)}"}\n`,
      "\ud800\n",
      "\ufeff{}\n",
      "null\n",
      "\0\0\0\0",
      "{}\n",
      "{}",
    ];
    for (const text of hostile) {
      if (text.startsWith("{") || !text.endsWith("[")) expect(firstOf(text).line).toBe(1);
      else expect(verifyLog(text).intact).toBe(false);
      expect(firstOf(story + text).line).toBe(lines.length + 1);
    }
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
        const check = verifyLog(`${text}\n`);
        expect(check.intact).toBe(false);
      }),
      runs(200),
    );
  });

  test("refuses what is no log, and options that are none", () => {
    for (const log of [undefined, null, 7, {}, [1], [lines[0], null], new Uint8Array(3)]) {
      expect(problemsOf(() => verifyLog(log as never))).toEqual([["E_TYPE", "log", "/log"]]);
    }
    const options = { head: "abc", entries: -1, tail: 1 };
    expect(refusal(() => verifyLog(story, options as never)).message).toMatchInlineSnapshot(`
      "3 problems:
      - Expected options.head to be a hash (64 hexadecimal digits), received a text.
      - Expected options.entries to be a number of entries, received -1.
      - Expected options.tail to be a known option, received an unknown one."
    `);
  });
});

function keptLogOf(...actors: readonly string[]): string {
  const { log, text } = keptLog();
  for (const actor of actors) log.append({ event: "created", actor });
  return text();
}

/** A log opened again, whose sink goes on with the same text. */
function continued(text: string) {
  return keptLog({ after: text }, text);
}

/** A log that was torn twice, the second time while it was being resumed. */
function tornTwice(): string {
  const once = continued(keptLogOf("Zoë", "Jürgen").slice(0, -20)).text();
  const { log, text } = continued(once.slice(0, -30));
  log.append({ event: "created", actor: "Noël" });
  return text();
}

describe("a crash in mid write", () => {
  test.each([
    ["of any log", keptLogOf("Zoë", "Jürgen", "Noël 🙂")],
    ["of a log that was torn before", tornTwice()],
  ])("%s leaves it sound up to the last full entry, and it goes on from there", (_, whole) => {
    expect(verifyLog(whole)).toMatchObject({ intact: true });
    const bytes = toBytes(whole);
    const ends = [...bytes.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at] : []));
    const isTorn = (line: string) => line.endsWith(" (torn)");
    let torn = 0;
    for (let length = 0; length <= bytes.length; length++) {
      const left = toRead(bytes.subarray(0, length));
      const check = verifyLog(left);
      const full = ends.filter((end) => end <= length);
      const entries = linesOf(`${left}\n`)
        .slice(0, full.length)
        .filter((line) => !isTorn(line)).length;
      expect([length, check.intact, check.entries]).toEqual([length, true, entries]);
      if (!check.intact) continue;

      let stored = Uint8Array.from(bytes.subarray(0, length));
      const write = (line: string) => {
        stored = Uint8Array.from([...stored, ...toBytes(line)]);
      };
      const log = runLog({ write, now: clock(), after: left });
      const resumed = check.torn === undefined ? 0 : 1;
      torn += resumed;
      expect(log.append({ event: "created", actor: "after" }).seq).toBe(entries + resumed + 1);
      const after = verifyLog(toRead(stored));
      expect(after).toEqual({ intact: true, entries: entries + resumed + 1, head: log.head });
      expect(toRead(stored).startsWith(left.replace(/\ufffd$/, ""))).toBe(true);
    }
    expect(torn).toBeGreaterThan(bytes.length / 2);
  });

  test("is told: where the torn text begins, and how long it is", () => {
    const log = keptLogOf("one", "two");
    const at = log.indexOf("\n") + 1;
    expect(verifyLog(log.slice(0, at + 25))).toMatchObject({ entries: 1, torn: { line: 2, length: 25 } });
    expect(verifyLog(log)).not.toHaveProperty("torn");
  });

  test("leaves torn text that cannot be changed either, once the log went on", () => {
    const kept = continued(keptLogOf("one", "two").slice(0, -20));
    const [one, torn, resumed] = linesOf(kept.text());
    expect(torn).toMatch(/ \(torn\)$/);
    expect(JSON.parse(resumed)).toMatchObject({ event: "resumed", seq: 2, torn: { length: torn.length - 7 } });
    expect(verifyLog(kept.text())).toMatchObject({ intact: true, entries: 2 });
    for (const at of torn.slice(0, -7).split("").keys()) {
      const other = torn[at] === "x" ? "y" : "x";
      const changed = torn.slice(0, at) + other + torn.slice(at + 1);
      expect(firstOf(toText([one, changed, resumed])).line).toBe(2);
    }
    expect(firstOf(toText([one, resumed])).line).toBe(2);
    expect(firstOf(toText([one, torn.slice(0, -7), resumed])).line).toBe(2);
  });

  test("by kill −9 leaves a file that verifies, and that the next process continues", async () => {
    const folder = mkdtempSync(join(tmpdir(), "telemachus-"));
    const file = join(folder, "run.jsonl");
    const script = fileURLToPath(new URL("../support/appendForever.ts", import.meta.url));
    try {
      let before = 0;
      for (let round = 0; round < 2; round++) {
        const child = spawn(process.execPath, ["--import", "tsx", script, file], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        const ended = new Promise((resolve) => child.on("exit", (_, signal) => resolve(signal)));
        await new Promise((resolve) => child.stdout.once("data", resolve));
        const linesSoFar = () => readFileSync(file, "utf8").split("\n").length - 1;
        while (linesSoFar() < before + 3) await sleep(10);
        child.kill("SIGKILL");
        expect(await ended).toBe("SIGKILL");
        const check = verifyLog(readFileSync(file, "utf8"));
        expect(check.intact).toBe(true);
        expect(check.entries).toBeGreaterThan(before);
        before = check.entries;
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
