import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { match } from "telemachus";
import { afterAll, describe, expect, test } from "vitest";

import { inOwnProcess } from "../support/inOwnProcess.js";
import { people, policy } from "../support/localeProgramme.js";

const matching = match(people, policy);
const folder = mkdtempSync(join(tmpdir(), "telemachus-replay-"));
const file = join(folder, "manifest.json");
writeFileSync(file, JSON.stringify(matching.manifest));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where `npm run runtimes` puts a Node of another major version; there are none for other machines. */
function otherNode(major: number): string {
  return fileURLToPath(new URL(`../support/runtimes/node_modules/node${major}-linux-x64/bin/node`, import.meta.url));
}
const hasOthers = process.platform === "linux" && process.arch === "x64";

async function replayed(surroundings: Parameters<typeof inOwnProcess>[1]) {
  const { status, stdout, stderr } = await inOwnProcess("printReplay.ts", { ...surroundings, arguments: [file] });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const end = stdout.indexOf("\n");
  return { where: stdout.slice(0, end), said: stdout.slice(end + 1) };
}

describe("a run replayed elsewhere", () => {
  test.each([
    ["tr_TR.UTF-8", "Asia/Kathmandu", "tr-TR Asia/Kat"],
    ["ar_EG.UTF-8", "Pacific/Apia", "ar-EG Pacific/Apia"],
  ])("replay(): with the language %s and the time zone %s", async (language, zone, where) => {
    const found = await replayed({ env: { LANG: language, LC_ALL: language, TZ: zone } });
    expect(found.where).toContain(where);
    expect(found.said).toBe(`true ${JSON.stringify(matching)}`);
  });

  test.skipIf(!hasOthers).each([22, 26])("replay(): by Node %i, in Swedish and in Newfoundland", async (major) => {
    const node = otherNode(major);
    if (!existsSync(node)) throw new Error("Expected Node of other versions to be there: run npm run runtimes first.");
    const found = await replayed({ node, env: { LANG: "sv_SE.UTF-8", LC_ALL: "sv_SE.UTF-8", TZ: "America/St_Johns" } });
    expect(found.where).toMatch(new RegExp(`^v${major}\\..* sv-SE America/St_Johns$`));
    expect(found.said).toBe(`true ${JSON.stringify(matching)}`);
  });
});
