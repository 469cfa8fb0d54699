import { match, type Progress, skills } from "telemachus";
import { describe, expect, test } from "vitest";

import * as story from "../support/story.js";

const criteria = { skills: skills({ weight: 1 }) };

function crowd(size: number) {
  const mentees = Array.from({ length: size }, (_, at) => ({ id: `mentee ${at}`, skills: [`skill ${at % 7}`] }));
  return {
    mentees,
    mentors: [
      { id: "lin", capacity: size, skills: ["skill 1"] },
      { id: "sam", capacity: size },
    ],
  };
}

function progressOf(size: number): Progress[] {
  const heard: Progress[] = [];
  match(crowd(size), { criteria }, { onProgress: (progress) => heard.push(progress) });
  return heard;
}

describe("match(): progress", () => {
  test("match(): scores, then solves, and says so about a hundred times each", () => {
    for (const size of [1, 5, 100, 950]) {
      const heard = progressOf(size);
      const phases = heard.map(({ phase }) => phase);
      expect(phases).toEqual([...phases].sort());
      for (const phase of ["score", "solve"] as const) {
        const dones = heard.filter((one) => one.phase === phase).map(({ done }) => done);
        expect(dones, phase).toEqual(dones.toSorted((a, b) => a - b));
        expect(dones.length, phase).toBeLessThanOrEqual(120);
        expect(dones.at(-1), phase).toBe(size);
        if (phase === "score") expect(dones.length).toBeGreaterThanOrEqual(Math.min(size, 90));
      }
      expect(heard.every(({ total }) => total === size)).toBe(true);
    }
  });

  test("match(): listening changes nothing", () => {
    const quiet = match(story.people, story.policy);
    expect(match(story.people, story.policy, { onProgress: () => undefined })).toEqual(quiet);
  });

  test("match(): an aborted signal ends the run before it starts, with the reason as the cause", () => {
    const reason = new Error("the page was closed");
    let caught: unknown;
    try {
      match(story.people, story.policy, { signal: AbortSignal.abort(reason) });
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ code: "E_ABORTED", cause: reason });
  });

  test("match(): aborting at any call of the listener ends the run there, and the next run is whole", () => {
    const calls = progressOf(5).length;
    const whole = JSON.stringify(match(crowd(5), { criteria }));
    expect(calls).toBeGreaterThan(4);
    for (let last = 1; last <= calls; last++) {
      const controller = new AbortController();
      let heard = 0;
      const onProgress = () => {
        heard += 1;
        if (heard === last) controller.abort();
      };
      const run = () => match(crowd(5), { criteria }, { onProgress, signal: controller.signal });
      expect(run).toThrow(expect.objectContaining({ code: "E_ABORTED" }));
      expect(heard).toBe(last);
      expect(JSON.stringify(match(crowd(5), { criteria }))).toBe(whole);
    }
  });

  test("match(): what a listener throws reaches the caller as it is", () => {
    const mistake = new Error("no such element");
    const run = () =>
      match(story.people, story.policy, {
        onProgress: () => {
          throw mistake;
        },
      });
    expect(run).toThrow(mistake);
  });

  test("match(): a run within a listener does not disturb the one around it", () => {
    const inner: string[] = [];
    const outer = match(story.people, story.policy, {
      onProgress: () => inner.push(JSON.stringify(match(crowd(3), { criteria }))),
    });
    expect(JSON.stringify(outer)).toBe(JSON.stringify(match(story.people, story.policy)));
    expect(new Set(inner).size).toBe(1);
  });
});
