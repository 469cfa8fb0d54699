/**
 * Installs Chromium for the tests in a browser where that takes nothing but a package manager: `npm run browser`.
 * Where it cannot, it says so in one line and the tests skip; a run never fails for want of a browser.
 */
import { spawnSync } from "node:child_process";
import { findChromium } from "./browser.js";

function say(line: string): void {
  console.log(`browser: ${line}`);
}

function aptGet(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", args, { env, stdio: "ignore", timeout: 300_000 }).status === 0;
}

const found = findChromium();
if (found !== undefined) say(found);
else if (process.env["CHROMIUM"]) say(`CHROMIUM names no program that runs: ${process.env["CHROMIUM"]}`);
else if (process.getuid?.() !== 0 || !aptGet("--version"))
  say("no Chromium, and it takes root and apt-get to install one; set CHROMIUM to where it stands");
else {
  aptGet("update");
  aptGet("install", "--yes", "--no-install-recommends", "chromium");
  say(findChromium() ?? "apt-get could not install chromium");
}
