import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk, story } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

describe("telemachus replay", () => {
  test("telemachus replay: the same files give the same matching, byte for byte", async () => {
    const out = desk.path("m.json");
    await desk.run(["match", ...desk.files(), "--out", out]);
    expect(await desk.run(["replay", out, ...desk.files()])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "The same, byte for byte: version, policy, people and result.
      ",
      }
    `);
    const { stdout } = await desk.run(["replay", out, ...desk.files(), "--json"]);
    expect(JSON.parse(stdout)).toEqual({ identical: true, differences: [] });
  });

  test("telemachus replay: what differs is named, the first cause first", async () => {
    const out = desk.path("m.json");
    await desk.run(["match", ...desk.files(), "--out", out]);
    const policy = { ...story.policy, capacity: 2 };
    const { code, stdout } = await desk.run(["replay", out, ...desk.files({ policy })]);
    expect(code).toBe(1);
    expect(stdout.replace(/"[0-9a-f]{64}"/g, "DIGEST")).toMatchInlineSnapshot(`
      "Not the same. What differs first: manifest.policy

      It takes the files it was made from, with --keep where it was used, and --skip-rejected where --rejects was.

      manifest.policy: recorded DIGEST, now DIGEST
      "
    `);
  });

  test("telemachus replay: a matching that was changed is not the same", async () => {
    const out = desk.path("m.json");
    await desk.run(["match", ...desk.files(), "--out", out]);
    const changed = JSON.parse(desk.read("m.json"));
    changed.pairs[0].mentor = "sam";
    const { code, stdout } = await desk.run(["replay", desk.write("m.json", changed), ...desk.files()]);
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "Not the same. What differs first: pairs
      "
    `);
  });

  test("telemachus replay --keep and --skip-rejected: as the matching was made", async () => {
    const last = desk.path("last.json");
    await desk.run(["match", ...desk.files(), "--out", last]);
    const files = desk.files({ mentees: `${story.mentees}zoe\n` });
    const outs = ["--out", desk.path("m.json"), "--rejects", desk.path("r.csv")];
    expect((await desk.run(["match", ...files, "--keep", last, ...outs])).code).toBe(0);
    const again = ["replay", desk.path("m.json"), ...files];
    expect((await desk.run([...again, "--keep", last, "--skip-rejected"])).code).toBe(0);
    expect((await desk.run([...again, "--skip-rejected"])).code).toBe(1);
  });
});
