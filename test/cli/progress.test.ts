import { setTimeout } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { createProgress, followMatching } from "../../src/cli/progress.js";

/** What is seen of a run of this many steps, each after so many milliseconds. */
async function seen({ isTTY, steps, pause }: { isTTY: boolean; steps: number; pause: number }) {
  let written = "";
  const stderr = { isTTY, columns: 100, write: (text: string) => (written += text) };
  const progress = createProgress(stderr);
  const follow = followMatching(progress);
  for (let done = 1; done <= steps; done++) {
    await setTimeout(pause);
    follow({ phase: done * 2 <= steps ? "score" : "solve", done, total: steps });
  }
  const before = written;
  progress.end();
  const text = stripVTControlCharacters(before);
  progress.at("Anything", 1, 2);
  await setTimeout(pause);
  return { text, after: written.slice(before.length) };
}

describe("createProgress()", () => {
  test("createProgress(): on a terminal shows phase, count and time left once it takes long, and takes it away", async () => {
    const { text, after } = await seen({ isTTY: true, steps: 12, pause: 100 });
    expect(text).toMatch(/Matching mentees [█░]{30} \d+\/12, .* left/);
    expect(text).not.toMatch(/ [1-4]\/12/);
    // the line is cleared, and nothing follows
    expect(stripVTControlCharacters(after)).toMatch(/^Matching mentees █{30} 12\/12, .* left$/);
    expect(after.endsWith("\u001b[2K")).toBe(true);
  });

  test("createProgress(): work that tells nothing is shown at once, and gives way to what comes next", async () => {
    let written = "";
    const progress = createProgress({ isTTY: true, columns: 100, write: (text: string) => (written += text) });
    progress.long("Reading people");
    expect(stripVTControlCharacters(written)).toBe("\rReading people …");
    await setTimeout(600);
    progress.at("Matching mentees", 1, 2);
    await setTimeout(300);
    expect(stripVTControlCharacters(written)).toMatch(/Reading people …\rMatching mentees [█░]{30} 1\/2/);
    progress.long("Writing files");
    progress.end();
    expect(written.endsWith("Writing files …\r\u001b[2K")).toBe(true);
    const before = written;
    progress.long("Anything");
    expect(written).toBe(before);
  });

  test("createProgress(): shows nothing of work that is soon done", async () => {
    expect(await seen({ isTTY: true, steps: 4, pause: 10 })).toEqual({ text: "", after: "" });
  });

  test("createProgress(): shows nothing where nobody looks", async () => {
    expect(await seen({ isTTY: false, steps: 8, pause: 100 })).toEqual({ text: "", after: "" });
  });
});
