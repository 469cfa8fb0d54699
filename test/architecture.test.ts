import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const sourceFolder = join(root, "src");

/** Every source file with the modules it imports, relative ones as paths below src. */
const imports = new Map(
  readdirSync(sourceFolder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => [path.split(sep).join("/"), importsOf(path)]),
);

function importsOf(path: string): string[] {
  const text = readFileSync(join(sourceFolder, path), "utf8");
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\s[^"']*?from\s+["']([^"']+)["']|^import\s+["']([^"']+)["']/gms),
  ];
  return specifiers.map(([, from, bare]) => {
    const specifier = from ?? bare;
    if (!specifier.startsWith(".")) return specifier;
    return normalize(join(dirname(path), specifier))
      .split(sep)
      .join("/")
      .replace(/\.js$/, ".ts");
  });
}

/** The first folder below src, or the file's own name. */
function roomOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : path.replace(/\.ts$/, "");
}

/** The table of ARCHITECTURE.md. */
function readTable(): Map<string, string[]> {
  const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const rows = text.split("\n").filter((line) => /^\|\s*`/.test(line));
  return new Map(
    rows.map((row) => {
      const [room, allowed] = row.split("|").slice(1, 3);
      const names = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
      return [names(room)[0], names(allowed)];
    }),
  );
}

describe("src", () => {
  const table = readTable();

  test("the table of ARCHITECTURE.md names every room, and no other", () => {
    const rooms = new Set([...imports.keys()].map(roomOf));
    expect([...table.keys()].sort()).toEqual([...rooms].sort());
  });

  test("every import is one that the table allows, and every allowance is used", () => {
    const used = new Map([...table.keys()].map((room) => [room, new Set<string>()]));
    for (const [path, targets] of imports) {
      for (const target of targets.filter((one) => imports.has(one))) {
        if (roomOf(path) !== roomOf(target)) used.get(roomOf(path))?.add(roomOf(target));
      }
    }
    expect(Object.fromEntries([...used].map(([room, targets]) => [room, [...targets].sort()]))).toEqual(
      Object.fromEntries([...table].map(([room, allowed]) => [room, [...allowed].sort()])),
    );
  });

  test("every relative import exists", () => {
    const missing = [...imports].flatMap(([path, targets]) =>
      targets.filter((target) => target.endsWith(".ts") && !imports.has(target)).map((target) => `${path}: ${target}`),
    );
    expect(missing).toEqual([]);
  });

  test("no file imports itself through others", () => {
    const done = new Set<string>();
    const visit = (path: string, above: readonly string[]): string[] => {
      if (above.includes(path)) return [[...above.slice(above.indexOf(path)), path].join(" → ")];
      if (done.has(path)) return [];
      const cycles = (imports.get(path) ?? []).flatMap((target) => visit(target, [...above, path]));
      done.add(path);
      return cycles;
    };
    expect([...imports.keys()].flatMap((path) => visit(path, []))).toEqual([]);
  });

  test("only the command line imports anything of Node's", () => {
    const users = [...imports].filter(([, targets]) => targets.some((target) => target.startsWith("node:")));
    expect(users.length).toBeGreaterThan(0);
    expect([...new Set(users.map(([path]) => roomOf(path)))]).toEqual(["cli"]);
  });

  test("no folder has an index file", () => {
    expect([...imports.keys()].filter((path) => /\/index\.ts$/.test(path))).toEqual([]);
  });

  test("the package's version is the one the library states", async () => {
    const { version } = await import("../src/version.js");
    expect(version).toBe(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
  });
});

describe("test", () => {
  test("every folder of test mirrors one of src, or is shared", () => {
    const shared = ["support", "fixtures", "faults", "playground"];
    const folders = readdirSync(join(root, "test"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const rooms = new Set([...imports.keys()].filter((path) => path.includes("/")).map(roomOf));
    const strangers = folders.map(({ name }) => name).filter((name) => !rooms.has(name) && !shared.includes(name));
    expect(strangers.map((name) => relative(root, join(root, "test", name)))).toEqual([]);
  });
});
