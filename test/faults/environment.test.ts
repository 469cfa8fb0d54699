import { afterEach, describe, expect, test, vi } from "vitest";
import { inOwnProcess } from "../support/inOwnProcess.js";
import { everythingSaid } from "../support/localeProgramme.js";

const here = everythingSaid();

/** What a process of its own says, and where it says that it runs. */
async function saidIn(env: { [name: string]: string }, flags: readonly string[] = []) {
  const { status, stdout, stderr } = await inOwnProcess("printMatchings.ts", { env, flags });
  expect(stderr.replaceAll(/^.*(?:ExperimentalWarning|--trace-warnings).*\n/gm, "")).toBe("");
  expect(status).toBe(0);
  const end = stdout.indexOf("\n");
  return { where: stdout.slice(0, end), said: stdout.slice(end + 1) };
}

describe("the same bytes everywhere", () => {
  test.each([
    ["tr_TR.UTF-8", "Asia/Kathmandu", /^tr-TR Asia\/Kat/],
    ["sv_SE.UTF-8", "Pacific/Apia", /^sv-SE Pacific\/Apia/],
    ["ar_EG.UTF-8", "America/St_Johns", /^ar-EG America\/St_Johns/],
    ["C", "UTC", /^en-US UTC/],
  ])("match(): with the language %s and the time zone %s", async (language, zone, where) => {
    const found = await saidIn({ LANG: language, LC_ALL: language, TZ: zone });
    expect(found.where).toMatch(where);
    expect(found.said).toBe(here);
  });

  test.each([
    "--disallow-code-generation-from-strings",
    "--disable-proto=throw",
    "--disable-proto=delete",
    "--frozen-intrinsics",
    "--max-old-space-size=64",
  ])("match(): under node %s", async (flag) => {
    expect((await saidIn({}, [flag])).said).toBe(here);
  });

  test("match(): where every prototype of the language is frozen before anything is loaded", async () => {
    const freeze =
      "data:text/javascript,for (const type of [Object, Array, Map, Set, String, Number, RegExp, Function, Promise, Date]) Object.freeze(type.prototype)";
    expect((await saidIn({}, ["--import", freeze])).said).toBe(here);
  });
});

describe("nothing but the input", () => {
  afterEach(() => vi.restoreAllMocks());

  test("match(): where Math.random, the clock and the locale's order throw", () => {
    const forbidden = () => {
      throw new Error("A result must not depend on this.");
    };
    vi.spyOn(Math, "random").mockImplementation(forbidden);
    vi.spyOn(Date, "now").mockImplementation(forbidden);
    vi.spyOn(performance, "now").mockImplementation(forbidden);
    vi.spyOn(String.prototype, "localeCompare").mockImplementation(forbidden);
    vi.spyOn(String.prototype, "toLocaleLowerCase").mockImplementation(forbidden);
    vi.spyOn(Number.prototype, "toLocaleString").mockImplementation(forbidden);
    const said = everythingSaid();
    vi.restoreAllMocks();
    expect(said).toBe(here);
  });
});
