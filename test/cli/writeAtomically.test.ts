import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkTarget, type FileSystem, writeAtomically } from "../../src/cli/writeAtomically.js";
import { TelemachusError } from "../../src/errors.js";

let folder: string;
let out: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "telemachus-"));
  out = join(folder, "out.json");
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const codeOf = (act: () => void) => {
  try {
    act();
  } catch (error) {
    if (error instanceof TelemachusError) return error.code;
    throw error;
  }
  return "written";
};
const systemError = (code: string) => Object.assign(new Error(code), { code });

describe("writeAtomically()", () => {
  test("writeAtomically(): writes a new file, and replaces a regular one with its permissions", () => {
    writeAtomically(out, "first");
    expect(fs.readFileSync(out, "utf8")).toBe("first");
    fs.chmodSync(out, 0o600);
    const before = fs.statSync(out).ino;
    writeAtomically(out, "second");
    expect(fs.readFileSync(out, "utf8")).toBe("second");
    expect(fs.statSync(out).mode & 0o777).toBe(0o600);
    expect(fs.statSync(out).ino).not.toBe(before);
    expect(fs.readdirSync(folder)).toEqual(["out.json"]);
  });

  const calls = ["openSync", "writeFileSync", "fsyncSync", "closeSync", "renameSync"] as const;
  for (const code of ["ENOSPC", "EIO", "EACCES"]) {
    for (const failing of calls) {
      test.each([undefined, "old"])(
        `writeAtomically(): after ${code} in ${failing} the file is as it was (%s)`,
        (old) => {
          if (old !== undefined) fs.writeFileSync(out, old);
          const system: FileSystem = {
            ...fs,
            [failing]: () => {
              throw systemError(code);
            },
          };
          expect(codeOf(() => writeAtomically(out, "new", system))).toBe(code === "EACCES" ? "E_PATH" : "E_IO");
          expect(fs.readdirSync(folder)).toEqual(old === undefined ? [] : ["out.json"]);
          if (old !== undefined) expect(fs.readFileSync(out, "utf8")).toBe(old);
        },
      );
    }
  }

  test("writeAtomically(): no space left after any number of bytes leaves the old file and nothing else", () => {
    fs.writeFileSync(out, "old");
    const text = "a new matching";
    for (let bytes = 0; bytes <= text.length; bytes++) {
      const writeFileSync = (descriptor: unknown) => {
        fs.writeSync(descriptor as number, text.slice(0, bytes));
        throw systemError("ENOSPC");
      };
      expect(
        codeOf(() => writeAtomically(out, text, { ...fs, writeFileSync: writeFileSync as typeof fs.writeFileSync })),
      ).toBe("E_IO");
      expect(fs.readFileSync(out, "utf8")).toBe("old");
      expect(fs.readdirSync(folder)).toEqual(["out.json"]);
    }
  });

  test("writeAtomically(): an error that is none of the system's is thrown on", () => {
    const renameSync = () => {
      throw new RangeError("a bug");
    };
    expect(() => writeAtomically(out, "new", { ...fs, renameSync })).toThrow(RangeError);
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

describe("checkTarget()", () => {
  test("checkTarget(): refuses a directory, a path in none, a link, a pipe and a file that is read", () => {
    fs.writeFileSync(join(folder, "people.csv"), "");
    fs.symlinkSync(join(folder, "people.csv"), join(folder, "link.json"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    fs.linkSync(join(folder, "people.csv"), join(folder, "same.json"));
    const received = (path: string) =>
      checkTarget(path, [join(folder, "people.csv")]).map((issue) => `${issue.code} ${issue.received}`);
    expect(received(folder)).toEqual(["E_PATH a directory"]);
    expect(received(join(folder, "none", "out.json"))).toEqual(["E_PATH a path that does not exist"]);
    expect(received(join(folder, "people.csv", "out.json"))).toEqual([
      "E_PATH a path through something that is no directory",
    ]);
    expect(received(join(folder, "link.json"))).toEqual(["E_PATH something else than a regular file"]);
    expect(received(join(folder, "pipe"))).toEqual(["E_PATH something else than a regular file"]);
    expect(received("/dev/null")).toEqual(["E_PATH something else than a regular file"]);
    expect(received(join(folder, "same.json"))).toEqual(["E_PATH one of the files to be read"]);
    expect(received(out)).toEqual([]);
  });
});
