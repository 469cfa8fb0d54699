import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { audit, match, type People, type Policy } from "telemachus";
import { renderReport } from "telemachus/report";
import { afterAll, describe, expect, test } from "vitest";
import { policy } from "../../examples/sample/policy.js";
import { findBarriers, launchBrowser, misdeeds, openWatched, type WatchedPage } from "../support/browser.js";

const browser = await launchBrowser();
const folder = mkdtempSync(join(tmpdir(), "telemachus-report-"));
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const people: People = JSON.parse(readFileSync(new URL("../../examples/sample/people.json", import.meta.url), "utf8"));
const matching = match(people, policy);
const everybody = [...people.mentees, ...people.mentors];
const groups = { region: Object.fromEntries(everybody.map(({ id }, at) => [id, at % 2 === 0 ? "north" : "south"])) };
const report = renderReport(matching, people, { audit: audit(matching, people, { groups, permutations: 100 }) });
const nameOf = new Map(everybody.map(({ id, name }) => [id, name!]));
let pages = 0;

/** Opens a report as a file, tells what goes wrong while `use` uses it, and expects that nothing does. */
async function withReport(
  text: string,
  options: Parameters<typeof openWatched>[1],
  use: (page: Page, watched: WatchedPage) => Promise<void>,
): Promise<void> {
  const path = join(folder, `${pages++}.html`);
  writeFileSync(path, text);
  const watched = await openWatched(browser!, options);
  try {
    const address = pathToFileURL(path).href;
    await watched.page.goto(address);
    await use(watched.page, watched);
    expect(misdeeds(watched, { allowed: [address] })).toEqual([]);
  } finally {
    await watched.close();
  }
}

const visibleRows = (page: Page) => page.locator("#pairs-table tbody tr:not(.opened):visible");
const firstMentees = async (page: Page, count: number) =>
  (
    await visibleRows(page)
      .locator("th > button")
      .evaluateAll((all) => all.map((one) => one.firstChild?.textContent ?? ""))
  ).slice(0, count);

/** How far a page reaches beyond the window. */
const beyond = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe.skipIf(browser === undefined)("a report in a browser", () => {
  test("shows the first pairs, and all when asked", async () => {
    await withReport(report, {}, async (page) => {
      expect(matching.pairs.length).toBeGreaterThan(30);
      expect(await visibleRows(page).count()).toBe(25);
      expect(await page.locator("#found").textContent()).toContain("the first 25 are shown");
      await page.locator("#more").click();
      expect(await visibleRows(page).count()).toBe(matching.pairs.length);
      expect(await page.locator("#more").isVisible()).toBe(false);
      // whoever reads by keyboard is where the new rows begin
      expect(await page.evaluate(() => document.activeElement?.closest("tr")?.rowIndex)).toBe(26);
    });
  });

  test("finds people and reasons, also those of rows that are not opened, and says how many", async () => {
    await withReport(report, {}, async (page) => {
      await page.getByLabel("Find a person, a skill or a reason").fill("CARDENAS andres");
      await expect.poll(() => page.locator("#found").textContent()).toBe(`1 of ${matching.pairs.length} pairs`);
      expect(await firstMentees(page, 3)).toEqual(["Andrés Cárdenas"]);
      await page.getByLabel("Find a person, a skill or a reason").fill("nobody at all");
      await expect.poll(() => page.locator("#found").textContent()).toBe(`0 of ${matching.pairs.length} pairs`);
      expect(await visibleRows(page).count()).toBe(0);
      await page.getByLabel("Find a person, a skill or a reason").fill("");
      await expect.poll(() => visibleRows(page).count()).toBe(25);
    });
  });

  test("sorts by each head, both ways, and says which", async () => {
    await withReport(report, {}, async (page) => {
      const heads = page.locator("#pairs-table thead th");
      const sorts = () => heads.evaluateAll((all) => all.map((head) => head.getAttribute("aria-sort")));
      const fits = () =>
        visibleRows(page)
          .locator("td:nth-child(3)")
          .evaluateAll((all) => all.map((cell) => Number(cell.textContent)));
      expect(await sorts()).toEqual(["ascending", null, null, null]);
      await page.getByRole("button", { name: "Fit", exact: true }).click();
      expect(await sorts()).toEqual([null, null, "descending", null]);
      const best = await fits();
      expect(best).toEqual([...best].sort((a, b) => b - a));
      await page.getByRole("button", { name: "Fit", exact: true }).click();
      expect(await sorts()).toEqual([null, null, "ascending", null]);
      const worst = await fits();
      expect(worst).toEqual([...worst].sort((a, b) => a - b));
      expect(worst[0]).toBeLessThan(best[0]);
      await page.getByRole("button", { name: "Mentee", exact: true }).click();
      expect(await firstMentees(page, 3)).toEqual(
        matching.pairs
          .map(({ mentee }) => nameOf.get(mentee)!)
          .sort(new Intl.Collator("en").compare)
          .slice(0, 3),
      );
    });
  });

  test("opens a row by mouse and by keyboard, with its reasons and the other mentors", async () => {
    await withReport(report, {}, async (page) => {
      const button = page.locator("#pairs-table tbody th button").nth(1);
      expect(await button.getAttribute("aria-expanded")).toBe("false");
      await button.click();
      expect(await button.getAttribute("aria-expanded")).toBe("true");
      const panel = page.locator(`#${await button.getAttribute("aria-controls")}`);
      const words = await panel.textContent();
      for (const word of ["Why this pair", "Skills", "counts", "Among the others", "rules allow", "rules also allow"]) {
        expect(words).toContain(word);
      }
      await button.focus();
      await page.keyboard.press("Enter");
      expect(await panel.isVisible()).toBe(false);
      await page.keyboard.press("Space");
      expect(await panel.isVisible()).toBe(true);
      // it goes where its pair goes
      await page.getByRole("button", { name: "Fit", exact: true }).click();
      const next = await panel.evaluate((row) =>
        row.previousElementSibling?.querySelector("button")?.getAttribute("aria-controls"),
      );
      expect(next).toBe(await panel.getAttribute("id"));
    });
  });

  test("is reached by keyboard from the skip link on", async () => {
    await withReport(report, {}, async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the report");
      await page.keyboard.press("Enter");
      expect(new URL(page.url()).hash).toBe("#main");
    });
  });

  test.each(["light", "dark"] as const)(
    "has no barriers that axe-core knows of, in %s colours, rows closed and opened",
    async (colorScheme) => {
      await withReport(report, { colorScheme }, async (page) => {
        expect(await findBarriers(page)).toEqual([]);
        for (const at of [0, 1, 2, 3]) await page.locator("#pairs-table tbody th button").nth(at).click();
        for (const summary of await page.locator("summary").all()) {
          if (!(await summary.evaluate((one) => one.parentElement?.hasAttribute("open")))) await summary.click();
        }
        expect(await findBarriers(page)).toEqual([]);
      });
    },
  );

  test("fits a phone: nothing reaches beyond its width, opened or not", async () => {
    for (const audience of ["committee", "administrator", "auditor"] as const) {
      await withReport(
        renderReport(matching, people, { audience }),
        { viewport: { width: 360, height: 740 } },
        async (page) => {
          await page.locator("#pairs-table tbody th button").first().click();
          await page.locator("summary").evaluateAll((all) => {
            for (const one of all) one.parentElement?.setAttribute("open", "");
          });
          expect(await beyond(page)).toBeLessThanOrEqual(0);
          expect(await findBarriers(page)).toEqual([]);
        },
      );
    }
  });

  test("can be read without its script: all rows are there, with their reasons", async () => {
    await withReport(report, { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator("#pairs-table tbody tr:visible").count()).toBe(matching.pairs.length);
      expect(await page.locator("#find").isVisible()).toBe(false);
      expect(await page.locator("main noscript").first().textContent()).toContain("Reasons stand in the last column");
    });
  });

  test("prints: every pair, no search, nothing folded that matters", async () => {
    await withReport(report, {}, async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await visibleRows(page).count()).toBe(matching.pairs.length);
      for (const hidden of ["#find", "#more", "nav", ".skip"]) {
        expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
      }
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      expect(await page.locator("#record td").first().isVisible()).toBe(true);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      expect(await page.locator("#record details").first().getAttribute("open")).toBeNull();
      expect((await page.pdf({ format: "A4" })).byteLength).toBeGreaterThan(10_000);
    });
  });

  test("its policy is in force: a script that was put in does not run, and nothing is fetched", async () => {
    const injected = report.replace(
      "</main>",
      '<script>document.title = "run"</script><img src="https://example.org/x.png" alt=""></main>',
    );
    const path = join(folder, "injected.html");
    writeFileSync(path, injected);
    const watched = await openWatched(browser!);
    await watched.page.goto(pathToFileURL(path).href);
    expect(await watched.page.title()).toBe(policy.name);
    expect(watched.complaints.join("\n")).toMatch(/Content Security Policy/);
    // the page's own script still does
    expect(await watched.page.locator("html.js").count()).toBe(1);
    await watched.close();
  });

  test("hostile names do nothing, in rows, panels and pictures", async () => {
    const names = [
      "<script>alert(1)</script>",
      '"><img src=x onerror=alert(1)>',
      "</script><script>alert(1)</script>",
      "javascript:alert(1)",
    ];
    const hostile: People = {
      mentees: names.map((name, at) => ({ id: `e${at}`, name, skills: [name] })),
      mentors: names.map((name, at) => ({ id: `m${at}`, name, skills: names })),
    };
    const skills: Policy = { name: names[2], criteria: { [names[1]]: { kind: "coverage", field: "skills" } } };
    for (const audience of ["committee", "administrator"] as const) {
      await withReport(renderReport(match(hostile, skills), hostile, { audience, notes: names }), {}, async (page) => {
        for (const button of await page.locator("#pairs-table tbody th button").all()) await button.click();
        expect(await page.locator(".opened .chip").allTextContents()).toContain(names[1]);
        expect(await page.locator("main img, main script").count()).toBe(0);
        expect(await page.locator("h1").textContent()).toBe(names[2]);
      });
    }
  });

  test("an infeasible and an empty programme are whole pages, without barriers", async () => {
    const criteria: Policy = { criteria: { skills: { kind: "coverage", field: "skills" } } };
    const programmes: People[] = [
      { mentees: [{ id: "ada" }], mentors: [{ id: "lin", capacity: { min: 2, max: 2 } }] },
      { mentees: [], mentors: [] },
    ];
    for (const given of programmes) {
      await withReport(renderReport(match(given, criteria), given), {}, async (page) => {
        expect(await page.locator("h1").count()).toBe(1);
        expect(await findBarriers(page)).toEqual([]);
      });
    }
  });
});
