import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test, vi } from "vitest";
import { presetNames, stageNames, stagesOf } from "../src/solve/objective.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");
const folder = `${root}test/.readme/`;

/** Every block of code with the block of output that follows it. */
const blocks = [...readme.matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs)].map(([, code, output]) => ({
  code,
  output,
}));

async function run(code: string, name: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}.ts`, code);
  return printedBy(`${folder}${name}.ts`);
}

async function printedBy(file: string): Promise<string> {
  let printed = "";
  const log = vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
    printed += `${values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(" ")}\n`;
  });
  try {
    await import(/* @vite-ignore */ file);
  } finally {
    log.mockRestore();
  }
  return printed;
}

describe("README.md", () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("every block of code says what it prints", () => {
    expect(blocks.length).toBeGreaterThanOrEqual(3);
    expect(readme.match(/```ts\n/g)).toHaveLength(blocks.length);
  });

  for (const [index, { code, output }] of blocks.entries()) {
    test(`block ${index + 1} prints what it says`, async () => {
      expect(await run(code, `block${index + 1}`)).toBe(output);
    });
  }

  test("its table of presets is what the example prints", async () => {
    const table = /```text\n( +everyone +best +fairest +choices\n.*?)```/s.exec(readme)![1];
    expect(await printedBy(`${root}examples/10-what-best-means.ts`)).toContain(`\n${table}`);
  });

  test("its tables of stages and presets are complete", async () => {
    for (const stage of stageNames) expect(readme).toMatch(new RegExp(`^\\| \`${stage}\` +\\|`, "m"));
    for (const preset of presetNames) {
      const stages = stagesOf(preset)!
        .map((stage) => JSON.stringify(stage))
        .join(", ");
      expect(readme).toMatch(new RegExp(`^\\| \`"${preset}"\`.*\\| \`\\[${stages}\\]\` +\\|$`, "m"));
    }
  });

  test("the first example is at most 15 lines after its import", () => {
    const lines = blocks[0].code
      .trim()
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("import"));
    expect(lines.length).toBeLessThanOrEqual(15);
  });

  test("its commands exist", () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { scripts: Record<string, string> };
    expect(readme).toContain("npm ci && npm run demo");
    expect(readme).toContain("npm cit");
    const named = [...readme.matchAll(/npm run (\w+)/g)].map(([, script]) => script);
    expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
  });

  test("its links lead somewhere", () => {
    const targets = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(4);
    for (const target of targets) expect(() => readFileSync(`${root}${target}`), target).not.toThrow();
  });
});
