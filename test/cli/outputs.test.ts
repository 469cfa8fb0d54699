import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkTargets, type FileSystem, writeTogether } from "../../src/cli/outputs.js";
import { TelemachusError } from "../../src/errors.js";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "telemachus-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const real: FileSystem = fs;
const path = (name: string) => join(folder, name);
const file = (name: string, content: string | Uint8Array = "new") => ({ path: path(name), option: "--out", content });
const contents = () =>
  Object.fromEntries(
    fs
      .readdirSync(folder)
      .sort()
      .map((name) => [name, fs.readFileSync(path(name), "utf8")]),
  );

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof TelemachusError) return error.code;
    throw error;
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: it failed`), { code });
}

describe("writeTogether()", () => {
  test("writeTogether(): writes new files, and replaces regular ones with their permissions", async () => {
    fs.writeFileSync(path("b.json"), "old", { mode: 0o600 });
    const before = fs.statSync(path("b.json")).ino;
    await writeTogether([file("a.json"), file("b.json", new TextEncoder().encode("bytes"))]);
    expect(contents()).toEqual({ "a.json": "new", "b.json": "bytes" });
    expect(fs.statSync(path("b.json")).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path("b.json")).ino).not.toBe(before);
  });

  const calls = ["openSync", "writeSync", "fsyncSync", "closeSync", "renameSync"] as const;
  for (const code of ["ENOSPC", "EIO", "EACCES"]) {
    for (const failing of calls) {
      test.each([1, 2, 3])(
        `writeTogether(): after ${code} in ${failing} at file %i of three, all are as they were`,
        async (which) => {
          fs.writeFileSync(path("a.json"), "old a");
          fs.writeFileSync(path("c.json"), "old c");
          let count = 0;
          const system: FileSystem = {
            ...fs,
            [failing]: (...given: unknown[]) => {
              if (++count === which) throw systemError(code);
              return (real[failing] as (...args: unknown[]) => unknown)(...given);
            },
          };
          const work = writeTogether([file("a.json"), file("b.json"), file("c.json")], { system });
          expect(await codeOf(work)).toBe(code === "EACCES" ? "E_PATH" : "E_IO");
          expect(count).toBe(which);
          expect(contents()).toEqual({ "a.json": "old a", "c.json": "old c" });
        },
      );
    }
  }

  test("writeTogether(): where no file can have two names, old files still come back", async () => {
    fs.writeFileSync(path("a.json"), "old a");
    let renames = 0;
    const system: FileSystem = {
      ...fs,
      linkSync: () => {
        throw systemError("EPERM");
      },
      renameSync: (from, to) => {
        if (++renames === 2) throw systemError("EIO");
        fs.renameSync(from, to);
      },
    };
    expect(await codeOf(writeTogether([file("a.json"), file("b.json")], { system }))).toBe("E_IO");
    expect(contents()).toEqual({ "a.json": "old a" });
  });

  test("writeTogether(): no space left after any number of bytes leaves the old file and nothing else", async () => {
    fs.writeFileSync(path("out.json"), "old");
    const text = "a new matching";
    for (let bytes = 0; bytes < text.length; bytes++) {
      let calls = 0;
      const writeSync = (descriptor: number, from: Uint8Array) => {
        if (++calls > 1 || bytes === 0) throw systemError("ENOSPC");
        return fs.writeSync(descriptor, from, 0, bytes);
      };
      const system = { ...fs, writeSync: writeSync as typeof fs.writeSync };
      expect(await codeOf(writeTogether([file("out.json", text)], { system }))).toBe("E_IO");
      expect(contents()).toEqual({ "out.json": "old" });
    }
  });

  test("writeTogether(): what is written in pieces is written whole", async () => {
    const writeSync = (descriptor: number, from: Uint8Array, at: number, length: number) =>
      fs.writeSync(descriptor, from, at, Math.min(3, length));
    await writeTogether([file("out.json", "0123456789é")], {
      system: { ...fs, writeSync: writeSync as typeof fs.writeSync },
    });
    expect(contents()).toEqual({ "out.json": "0123456789é" });
  });

  test("writeTogether(): an abort at any piece leaves everything as it was", async () => {
    fs.writeFileSync(path("a.json"), "old");
    const reason = new Error("stopped");
    for (const at of [1, 2]) {
      const controller = new AbortController();
      let pieces = 0;
      const writeSync = (...given: Parameters<typeof fs.writeSync>) => {
        if (++pieces === at) controller.abort(reason);
        return fs.writeSync(...given);
      };
      const system = { ...fs, writeSync: writeSync as typeof fs.writeSync };
      const work = writeTogether([file("a.json"), file("b.json")], { system, signal: controller.signal });
      await expect(work).rejects.toBe(reason);
      expect(contents()).toEqual({ "a.json": "old" });
    }
  });

  test("writeTogether(): an error that is none of the system's is thrown on", async () => {
    const renameSync = () => {
      throw new RangeError("a bug");
    };
    await expect(writeTogether([file("out.json")], { system: { ...fs, renameSync } })).rejects.toThrow(RangeError);
    expect(contents()).toEqual({});
  });

  test("writeTogether(): a process that is killed in mid-write leaves the old file, and what it left is not read", async () => {
    fs.writeFileSync(path("out.json"), "old");
    const source = fileURLToPath(new URL("../../src/cli/outputs.ts", import.meta.url));
    const script = `
      const { writeTogether } = await import(${JSON.stringify(source)});
      const content = new Uint8Array(400 * 2 ** 20).fill(32);
      await writeTogether([{ path: ${JSON.stringify(path("out.json"))}, option: "--out", content }]);`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on("exit", (_, signal) => resolve(signal)));
    const temporary = () => fs.readdirSync(folder).find((name) => name !== "out.json");
    while (child.exitCode === null && (temporary() === undefined || fs.statSync(path(temporary()!)).size === 0)) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    expect(fs.readFileSync(path("out.json"), "utf8")).toBe("old");
    expect(fs.readdirSync(folder).filter((name) => name !== "out.json")).toEqual([
      expect.stringMatching(/^\.telemachus-[0-9a-f]{12}\.tmp$/),
    ]);
  });
});

describe("checkTargets()", () => {
  const received = (...names: string[]) =>
    checkTargets(
      names.map((name) => ({ path: path(name), option: "--out" })),
      [path("people.csv")],
    ).map(({ code, received: what }) => `${code} ${what}`);

  test("checkTargets(): refuses a directory, a path in none, a link, a pipe, a device and a file that is read", () => {
    fs.writeFileSync(path("people.csv"), "");
    fs.mkdirSync(path("results"));
    fs.symlinkSync(path("people.csv"), path("link.json"));
    execFileSync("mkfifo", [path("pipe")]);
    fs.linkSync(path("people.csv"), path("same.json"));
    expect(received("results")).toEqual(["E_PATH a directory"]);
    expect(received("none/out.json")).toEqual(["E_PATH a path that does not exist"]);
    expect(received("people.csv/out.json")).toEqual(["E_PATH a path in no directory"]);
    expect(received("link.json")).toEqual(["E_PATH something else than a regular file"]);
    expect(received("pipe")).toEqual(["E_PATH something else than a regular file"]);
    expect(checkTargets([{ path: "/dev/null", option: "--out" }])).toMatchObject([{ code: "E_PATH" }]);
    expect(received("same.json")).toEqual(["E_PATH one of the files to be read"]);
    expect(received("out.json")).toEqual([]);
  });

  test("checkTargets(): refuses two names of one file, however they are spelt", () => {
    fs.writeFileSync(path("a.json"), "");
    fs.linkSync(path("a.json"), path("b.json"));
    fs.symlinkSync(folder, path("here"));
    const twice = ["E_PATH one that another option names too"];
    expect(received("out.json", "out.json")).toEqual(twice);
    expect(received("out.json", "./x/../out.json")).toEqual(twice);
    expect(received("out.json", "here/out.json")).toEqual(twice);
    expect(received("a.json", "b.json")).toEqual(twice);
    expect(received("a.json", "out.json")).toEqual([]);
  });
});
