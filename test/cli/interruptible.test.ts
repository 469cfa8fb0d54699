import * as fs from "node:fs";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Interrupted, listenForSignals } from "../../src/cli/interruptible.js";
import type { SignalName } from "../../src/cli/streams.js";
import type { Work } from "../../src/cli/work.js";
import { abortError } from "../../src/matching/progress.js";
import { type Desk, openDesk } from "../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

/** A signal that comes while threads are at work, which end with an abort as the library's do. */
function signalled(name: SignalName) {
  let listener: ((name: SignalName) => void) | undefined;
  let listening = 0;
  const onSignal = (heard: (name: SignalName) => void) => {
    listener = heard;
    listening++;
    return () => {
      listening--;
    };
  };
  const matchInWorker: Work["matchInWorker"] = (_, __, { signal }) =>
    new Promise((_resolve, reject) => {
      signal!.addEventListener("abort", () => reject(abortError(signal!)));
      listener!(name);
    });
  return { how: { onSignal, work: { matchInWorker } }, listening: () => listening };
}

const large = () => {
  const rows = (prefix: string) => Array.from({ length: 250 }, (_, at) => `${prefix}${at},sql`).join("\n");
  return desk.files({ mentees: `id,skills\n${rows("a")}\n`, mentors: `id,skills\n${rows("b")}\n` });
};

describe("telemachus: signals", () => {
  test.each<[SignalName, number]>([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("telemachus match: %s in mid-match ends it with %i, and files are as they were", async (name, code) => {
    const out = desk.write("out.json", "old");
    const { how, listening } = signalled(name);
    const files = large();
    const before = fs.readdirSync(desk.folder);
    expect(await desk.run(["match", ...files, "--out", out], how)).toEqual({
      code,
      stdout: "",
      stderr: "telemachus: Stopped: files are as they were before.\n",
    });
    expect(desk.read("out.json")).toBe("old");
    expect(fs.readdirSync(desk.folder)).toEqual(before);
    expect(listening()).toBe(0);
  });

  test("telemachus --json: a signal is one JSON document too", async () => {
    const { code, stdout, stderr } = await desk.run(["match", ...large(), "--json"], signalled("SIGINT").how);
    expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
    expect(JSON.parse(stdout).error).toMatchObject({ exitCode: 130, code: "E_ABORTED" });
  });
});

/** Signals that are heard, and how many listeners there are. */
function hearing() {
  const listeners = new Set<(name: SignalName) => void>();
  const onSignal = (listener: (name: SignalName) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const send = (name: SignalName) => {
    for (const listener of listeners) listener(name);
  };
  return { stopping: listenForSignals({ onSignal }), listeners, send };
}

describe("listenForSignals()", () => {
  test("interruptible(): a second signal ends the process at once", async () => {
    const exit = vi.spyOn(process, "exit").mockImplementation((() => {}) as never);
    const { stopping, send } = hearing();
    const work = stopping.interruptible(async (aborted) => {
      send("SIGINT");
      expect(aborted.aborted).toBe(true);
      expect(exit).not.toHaveBeenCalled();
      send("SIGTERM");
    });
    await expect(work).rejects.toBeInstanceOf(Interrupted);
    expect(exit.mock.calls).toEqual([[143]]);
    exit.mockRestore();
  });

  test("interruptible(): what the work throws is thrown, unless a signal stopped it", async () => {
    const { stopping } = hearing();
    const fail = async () => {
      throw new RangeError("a bug");
    };
    await expect(stopping.interruptible(fail)).rejects.toBeInstanceOf(RangeError);
    expect(await stopping.interruptible(async () => 7)).toBe(7);
  });

  test("untilStopped(): waits for nothing that may never come, but for whatever tidies up", async () => {
    const idle = hearing();
    const never = idle.stopping.untilStopped(new Promise(() => {}));
    idle.send("SIGINT");
    await expect(never).rejects.toBeInstanceOf(Interrupted);
    await expect(idle.stopping.interruptible(async () => "written")).rejects.toBeInstanceOf(Interrupted);

    const busy = hearing();
    let isTidy = false;
    const run = busy.stopping.untilStopped(
      busy.stopping.interruptible(async () => {
        busy.send("SIGTERM");
        await setImmediate();
        isTidy = true;
      }),
    );
    await expect(run).rejects.toMatchObject({ signal: "SIGTERM" });
    expect(isTidy).toBe(true);
  });

  test("deaf(): a signal is heard behind work that is short, and ends the process in work that is long", async () => {
    const { stopping, listeners, send } = hearing();
    const long = stopping.deaf(true, () => {
      expect(listeners.size).toBe(0);
      throw new RangeError("a bug");
    });
    await expect(long).rejects.toBeInstanceOf(RangeError);
    expect(listeners.size).toBe(1);
    await expect(stopping.deaf(false, () => send("SIGINT"))).rejects.toBeInstanceOf(Interrupted);
    stopping.end();
    expect(listeners.size).toBe(0);
  });
});
