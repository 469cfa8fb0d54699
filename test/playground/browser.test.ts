import { afterAll, describe, expect, it } from "vitest";
import { findBarriers, launchBrowser, misdeeds, openWatched } from "../support/browser.js";

const browser = await launchBrowser();
afterAll(() => browser?.close());

/** A page whose policy allows no script but its own, and that does everything a page should not. */
const NAUGHTY = `<!doctype html><html lang="en"><head><title>T</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src http://127.0.0.1:9; script-src 'nonce-a'">
</head><body><main><h1>T</h1><img src="http://127.0.0.1:9/pixel.png"><script>alert(1)</script>
<script nonce="a">console.log("fine"); alert(2); throw new Error("thrown");</script></main></body></html>`;
const GOOD = `<!doctype html><html lang="en"><head><title>T</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head><body><main><h1>T</h1></main></body></html>`;

describe.skipIf(browser === undefined)("a watched page", () => {
  it("tells complaints, errors, dialogs, requests and barriers", async () => {
    const watched = await openWatched(browser!);
    await watched.page.setContent(NAUGHTY);
    await expect.poll(() => watched.complaints.length).toBeGreaterThan(1);
    expect(watched.errors).toEqual(["Error: thrown"]);
    expect(watched.dialogs).toEqual(["alert(2)"]);
    expect(watched.requests).toContain("http://127.0.0.1:9/pixel.png");
    expect(watched.complaints.some((text) => text.includes("Content Security Policy"))).toBe(true);
    expect(misdeeds(watched, { allowed: [] })).toContain("requested http://127.0.0.1:9/pixel.png");
    expect(misdeeds(watched, { allowed: ["http://127.0.0.1:9/"] })).not.toContain(
      "requested http://127.0.0.1:9/pixel.png",
    );
    expect((await findBarriers(watched.page)).some((line) => line.startsWith("image-alt at img"))).toBe(true);
    await watched.close();
  });

  it("tells nothing of a page that is in order, under a policy that allows no script", async () => {
    const watched = await openWatched(browser!);
    await watched.page.setContent(GOOD);
    expect(await findBarriers(watched.page)).toEqual([]);
    expect(misdeeds(watched, { allowed: [] })).toEqual([]);
    await watched.close();
  });
});
