import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk, story } from "../../support/commandLine.js";

const { policy, mentees, mentors } = story;

let desk: Desk;
let folder: string;
beforeEach(() => {
  desk = openDesk();
  folder = desk.folder;
});
afterEach(() => desk.remove());

const write: Desk["write"] = (name, content) => desk.write(name, content);
const telemachus = (...argv: string[]) => desk.run(argv);

/** Runs `match` on the story, with the files given in place of its own. */
const matchStory = (files: Parameters<Desk["files"]>[0] = {}, ...more: string[]) =>
  desk.run(["match", ...desk.files(files), ...more]);

const refused = async (files: Parameters<Desk["files"]>[0]) => {
  const out = join(folder, "out.json");
  const { code, stdout, stderr } = await matchStory(files, "--out", out);
  expect({ code, stdout, written: fs.existsSync(out) }).toEqual({ code: 1, stdout: "", written: false });
  expect(fs.readdirSync(folder).sort()).toEqual(["mentees.csv", "mentors.csv", "policy.json"]);
  return stderr;
};

describe("telemachus match: success", () => {
  test("telemachus match: shows counts, pairs, reasons and what was carried", async () => {
    const { code, stdout, stderr } = await matchStory({
      mentees: mentees.replace("id,name,skills", "id,name,skills,Job title").replaceAll(/(?<=\n.+)$/gm, ",Clerk"),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "Mentees: 5, 4 of them matched
      Mentors: 3 with 4 seats, 0 of them free
      Total score: 4.000, proven optimal
      A proposal: nobody has confirmed it yet

      Mentee  Mentor  Score  Confidence
      Ada     Lin     1.000       1.000
      Ben     Sam     1.000       1.000
      Chidi   Noor    1.000       1.000
      Dora    Lin     1.000       1.000

      Unmatched mentees:
        1: too few seats among the mentors they could have (Elif)

      Warning W_NO_SIGNAL: These mentees answered nothing that a criterion could score: all their scores are 0. (elif)

      Columns of mentees carried to display, not scored: "Job title"
      "
    `);
  });

  test("telemachus match: names who is left to a human, and says what is no truth value", async () => {
    const marked = "id,name,skills,by hand,demand\nada,Ada,sql;ts,yes,1\nben,Ben,ts,,1\nchidi,Chidi,design,yes,2\n";
    const { stdout } = await matchStory({
      mentees: marked,
      mentors: "id,name,skills,capacity,manual\nlin,Lin,sql;ts,2,TRUE\nnoor,Noor,design,1,false\nsam,Sam,ts,1,\n",
      policy: {
        ...policy,
        columns: { mentees: { manual: { from: "by hand", values: { yes: true } } } },
        pins: [{ mentee: "chidi", mentor: "noor", reason: "known to each other" }],
      },
    });
    expect(stdout).toContain("Mentees: 3, 2 of them matched\n");
    expect(stdout).toContain(
      [
        "Unmatched mentees:",
        "  1: left to a human, and not pinned (Ada)",
        "Further mentors wanted:",
        "  1: left to a human, and not pinned (Chidi)",
        "Free seats:",
        "  2: of mentors who are left to a human, and not pinned",
      ].join("\n"),
    );
    expect(await refused({ mentors: "id,name,skills,manual\nlin,Lin,sql,perhaps\n" })).toContain(
      "mentors.csv:2:13: Expected manual to be true or false, received a text.",
    );
  });

  test("telemachus match: --out writes the matching and the people that are shown, sorted by id", async () => {
    const out = write("out.json", "old");
    const { code } = await matchStory(
      { mentees: "id,name,skills,note\nben,Ben,ts,x\nada,,sql,\nÄva,Äva,ts,\nZed,Zed,ts,\n" },
      "--out",
      out,
    );
    expect(code).toBe(0);
    const text = fs.readFileSync(out, "utf8");
    const written = JSON.parse(text);
    expect(text).toBe(`${JSON.stringify(written, undefined, 2)}\n`);
    expect(written.status).toBe("optimal");
    expect(written.pairs.length).toBe(4);
    expect(written.people.mentees).toEqual([
      { id: "Zed", name: "Zed" },
      { id: "ada" },
      { id: "ben", name: "Ben", display: { note: "x" } },
      { id: "Äva", name: "Äva" },
    ]);
    expect(written.people.mentors.map(({ id }: { id: string }) => id)).toEqual(["lin", "noor", "sam"]);
    expect(fs.readdirSync(folder).sort()).toEqual(["mentees.csv", "mentors.csv", "out.json", "policy.json"]);
  });

  test("telemachus match: reads JSON lists as it reads CSV, with the same result", async () => {
    const people = {
      mentees: [
        { id: "ada", name: "Ada", skills: ["sql", "ts"] },
        { id: "ben", name: "Ben", skills: ["ts"] },
        { id: "chidi", name: "Chidi", skills: ["design"] },
        { id: "dora", name: "Dora", skills: ["sql"] },
        { id: "elif", name: "Elif" },
      ],
      mentors: [
        { id: "lin", name: "Lin", skills: ["sql", "ts"], capacity: 2 },
        { id: "noor", name: "Noor", skills: ["design"], capacity: 1 },
        { id: "sam", name: "Sam", skills: ["ts"], capacity: 1 },
      ],
    };
    const byCsv = await matchStory({}, "--out", join(folder, "csv.json"));
    const argv = [
      "--mentees",
      write("mentees.json", people.mentees),
      "--mentors",
      write("mentors.json", people.mentors),
    ];
    const byJson = await telemachus(
      "match",
      ...argv,
      "--policy",
      join(folder, "policy.json"),
      "--out",
      join(folder, "json.json"),
    );
    expect(byJson.stdout.replace("json.json", "csv.json")).toBe(byCsv.stdout);
    expect(byJson.code).toBe(0);
    expect(fs.readFileSync(join(folder, "json.json"), "utf8")).toBe(fs.readFileSync(join(folder, "csv.json"), "utf8"));
  });

  test("telemachus match: says which field a carried column seems to mean", async () => {
    const { code, stdout } = await matchStory({ mentees: "id,Skills,Lived experiences,Capacity\nada,sql,x,1\n" });
    expect(code).toBe(0);
    expect(stdout).toContain(
      'Columns of mentees carried to display, not scored: "Skills" (the field is "skills"), "Lived experiences" (the field is "livedExperiences"), "Capacity"',
    );
  });

  test("telemachus match: lists at most 20 pairs and says how many more there are", async () => {
    const rows = Array.from({ length: 25 }, (_, index) => `m${index},sql`);
    const { stdout } = await matchStory({
      mentees: `id,skills\n${rows.join("\n")}\n`,
      mentors: "id,skills,capacity\nlin,sql,30\n",
    });
    expect(stdout.split("\n").filter((line) => /^m\d/.test(line))).toHaveLength(20);
    expect(stdout).toContain("… and 5 more");
  });

  test("telemachus match: shows scores to three decimals, rounded from whole millionths", async () => {
    const files = { mentees: "id,skills\nada,sql;ts;go\n", mentors: "id,skills\nlin,sql;ts\n" };
    const { stdout } = await matchStory(files, "--out", join(folder, "out.json"));
    expect(JSON.parse(fs.readFileSync(join(folder, "out.json"), "utf8")).total).toBe(0.666667);
    expect(stdout).toContain("Total score: 0.667, proven optimal");
    expect(stdout).toMatch(/^ada +lin +0\.667 +1\.000$/m);
  });

  test("telemachus match: strips escapes, controls and text-direction marks from everything it shows", async () => {
    const evil = "\u001b[31mAda\u001b]0;x\u0007\u202e";
    const { code, stdout } = await matchStory({
      mentees: `id,name,skills,${evil}\nada,${evil},sql,x\n`,
      policy: { ...policy, criteria: { [`skills${evil}`]: policy.criteria.skills } },
    });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(stdout).toMatch(/^Ada +/m);
  });

  test("telemachus match: a marked, semicolon-separated file with CRLF is read like any other", async () => {
    const excel = `\uFEFF${mentees.replaceAll(";", "|").replaceAll(",", ";").replaceAll("|", ",").replaceAll("\n", "\r\n")}`;
    const columns = { mentees: { skills: { from: "skills", split: "," } } };
    const { code, stdout } = await matchStory({ mentees: excel, policy: { ...policy, columns } });
    expect(code).toBe(0);
    expect(stdout).toBe((await matchStory()).stdout);
  });
});

describe("telemachus match: what the policy asks for beside a mentor for everyone", () => {
  const seats =
    "id,name,skills,capacity.min,capacity.max,team\nlin,Lin,sql;ts,,2,Apps\nnoor,Noor,design,1,1,Apps\nsam,Sam,ts,,2,Data\n";
  const wishes =
    "id,name,skills,demand,requests.choices\nada,Ada,sql;ts,2,lin\nben,Ben,ts,,sam\nchidi,Chidi,design,2,noor\n";

  test("telemachus match: several mentors for a mentee, and what each stage of the objective reached", async () => {
    const { code, stdout } = await matchStory({
      mentees: wishes,
      mentors: seats,
      policy: { ...policy, objective: ["matched", "choices", "total", "balance"] },
    });
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "Mentees: 3, 3 of them matched, in 5 pairs
      Mentors: 3 with 5 seats, 0 of them free
      Total score: 3.500
      Proven optimal: 3 mentees matched (2 with 2 mentors), then 3 first choices, then total 3.500, then sum of squared loads 9
      A proposal: nobody has confirmed it yet

      Mentee  Mentor  Score  Confidence
      Ada     Lin     1.000       1.000
      Ada     Sam     0.500       1.000
      Ben     Sam     1.000       1.000
      Chidi   Lin     0.000       1.000
      Chidi   Noor    1.000       1.000

      Warning W_WEAK_PAIR: These mentees' pairs score below 0.2: the objective prefers a weak match to none. (chidi)
      "
    `);
  });

  test("telemachus match: why mentees have fewer mentors than they want", async () => {
    const { stdout } = await matchStory({
      mentees: "id,skills,demand\nada,sql,2\nben,ts,3\n",
      mentors: "id,skills,capacity\nlin,sql,2\nsam,ts,1\n",
    });
    expect(stdout).toMatch(/^Mentees: 2, 2 of them matched, in 3 pairs$/m);
    expect(stdout).toContain(
      "Further mentors wanted:\n  1: others have the seats of those they could have (ada)\n  1: no other mentor is allowed (ben)\n",
    );
  });

  test.each<[objective: unknown, words: string]>([
    ["best", "total 3.000"],
    ["fairest", "3 mentees matched, then lowest score 1.000 and each next one"],
    [["floor", "total"], "lowest score 1.000, then total 3.000"],
    [["draw", "total"], "3 mentees as drawn, then total 3.000"],
    [["priority", "total"], "1 mentee of the highest priority, then total 3.000"],
    ["choices", "3 mentees matched, then 3 first choices, then total 3.000"],
    [["choices:generous", "continuity"], "0 pairs that nobody chose, then 1 current pair kept"],
    [["matched", "balance"], "3 mentees matched, then sum of squared loads 3"],
  ])("telemachus match: the objective %j is said in words", async (objective, words) => {
    const { code, stdout } = await matchStory({
      mentees: "id,skills,requests.choices,priority\nada,sql,lin,1\nben,ts,sam,\nchidi,design,noor,\n",
      policy: { ...policy, objective, history: { current: [{ mentee: "ben", mentor: "sam" }] } },
    });
    expect(code).toBe(0);
    const isPlain = objective === "best";
    expect(stdout).toContain(isPlain ? "Total score: 3.000, proven optimal\n" : `\nProven optimal: ${words}\n`);
  });

  test("telemachus match: where there is no seat, no score is the lowest", async () => {
    const { stdout } = await matchStory({
      mentors: "id,capacity\nlin,0\n",
      policy: { ...policy, objective: "fairest" },
    });
    expect(stdout).toContain(
      "Total score: 0.000\nProven optimal: 0 mentees matched, then no pair whose score could be raised\n",
    );
  });

  test("telemachus match: a stable matching is not called optimal", async () => {
    const { code, stdout } = await matchStory({ policy: { ...policy, method: "stable" } });
    expect(code).toBe(0);
    expect(stdout).not.toContain("optimal");
    expect(stdout).toContain(
      "Total score: 4.000\nProven stable: no mentee and mentor would rather have each other than whom they have\n",
    );
  });

  test("telemachus match: what a lottery decided is said with its seed", async () => {
    const files = {
      mentees: "id,name,skills\nada,Ada,sql\nben,Ben,sql\n",
      mentors: "id,skills\nlin,sql\n",
      policy: { ...policy, seed: 7 },
    };
    expect((await matchStory(files)).stdout).toContain(
      "Between equally good matchings, the lottery of seed 7 decided who of these 2 is matched: Ada, Ben\n",
    );
    expect((await matchStory()).stdout).not.toContain("lottery");
  });

  test("telemachus match: where nothing meets minimums and quotas the code is 1, and why is shown and written", async () => {
    const out = write("out.json", "old");
    const quota = { side: "mentors", attribute: "team", value: "Data", min: 3 };
    const { code, stdout, stderr } = await matchStory(
      { mentees: wishes, mentors: seats, policy: { ...policy, quotas: [quota] } },
      "--out",
      out,
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "Mentees: 3, 0 of them matched
      Mentors: 3 with 5 seats, 5 of them free
      No matching meets the policy's minimums and quotas, so nobody is matched:
        policy.quotas[0] (team "Data") asks for at least 3: this cannot be met, 1 short; 3 mentees could count for it.
      Any one of these would help:
        Lower the minimum of policy.quotas[0] (team "Data") from 3 to 2.
        1 more seat at sam.
      A proposal: nobody has confirmed it yet

      Written: out.json
      "
    `);
    const written = JSON.parse(fs.readFileSync(out, "utf8"));
    expect(written).toMatchObject({ status: "infeasible", pairs: [] });
    for (const { message } of [written.infeasibility.conflict, ...written.infeasibility.repairs]) {
      expect(stdout).toContain(`  ${message}\n`);
    }
  });
});

describe("telemachus match: bad files", () => {
  test("telemachus match: names every problem of both files at once, by file, line and column, and writes nothing", async () => {
    const columns = { mentees: { "attributes.grade": "grade" }, mentors: { capacity: "seats", name: "full name" } };
    const stderr = await refused({
      policy: { ...policy, columns },
      mentees: 'id,name,skills\nada,Ada,sql\n,Ben,ts\nchidi,Chidi\nada,"Dora\nD.",sql\nelif,Elif,ts,x,y\n',
      mentors: 'id,fullname,seats\nlin,Lin,-1\nnoor,Noor,"1,5"\nsam,Sam,3 mentees\nlin,Lin,0x10\n',
    });
    expect(stderr).toMatchInlineSnapshot(`
      "telemachus: 11 problems, nothing was written.
      mentees.csv:1:1: Expected the column "grade" (for attributes.grade) to be in the header, received no such column.
      mentees.csv:3:1: Expected id to be an id (a text), received nothing.
      mentees.csv:4:1: Expected the number of fields in this row to be 3, as in the header, received 2. A field that is left out still needs its delimiter.
      mentees.csv:5:1: Expected id to be an id of one person only, received "ada", which mentees.csv:2:1 has too.
      mentees.csv:7:14: Expected the number of fields in this row to be 3, as in the header, received 5. A field that holds the delimiter must stand in quotes.
      mentors.csv:1:1: Expected the column "full name" (for name) to be in the header, received no such column. Did you mean "fullname"?
      mentors.csv:2:9: Expected capacity (column "seats") to be a non-negative whole number of seats, received -1.
      mentors.csv:3:11: Expected capacity (column "seats") to be a non-negative whole number of seats, received a text.
      mentors.csv:4:9: Expected capacity (column "seats") to be a non-negative whole number of seats, received a text.
      mentors.csv:5:1: Expected id to be an id of one person only, received "lin", which mentors.csv:2:1 has too.
      mentors.csv:5:9: Expected capacity (column "seats") to be a non-negative whole number of seats, received a text.
      "
    `);
  });

  test("telemachus match: a file without ids is told once, and the rest of its problems beside it", async () => {
    const stderr = await refused({ mentors: "e-mail,skills,capacity\nlin@x,sql,-1\nnoor@x,ts,1\n" });
    expect(stderr).toMatchInlineSnapshot(`
      "telemachus: 2 problems, nothing was written.
      mentors.csv:1:1: Expected the column "id" to be in the header, received no such column. State in the policy's columns which column holds it.
      mentors.csv:2:11: Expected capacity to be a non-negative whole number of seats, received -1.
      "
    `);
  });

  test("telemachus match: a file without ids crowds out no other problem, however long it is", async () => {
    const rows = Array.from({ length: 150 }, (_, index) => `m${index}@x,${index === 149 ? -1 : 1}`);
    const stderr = await refused({ mentors: `e-mail,capacity\n${rows.join("\n")}\n` });
    expect(stderr).toMatch(/^telemachus: 2 problems,.*\nmentors\.csv:1:1: .*\nmentors\.csv:151:8: .*received -1\.\n$/);
  });

  test("telemachus match: problems of JSON people are named by line and column too", async () => {
    const files = [
      "--mentees",
      write("mentees.json", '[\n  { "id": "ada" },\n  { "skills": ["sql"] },\n  { "id": "ada", "skils": [] }\n]'),
      "--mentors",
      write("mentors.json", '[\n  { "id": "lin", "capacity": -1 }\n]'),
    ];
    const { code, stderr } = await telemachus("match", ...files, "--policy", write("policy.json", policy));
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
      "telemachus: 4 problems, nothing was written.
      mentees.json:3:3: Expected id to be an id (a text), received nothing.
      mentees.json:4:11: Expected id to be an id of one person only, received "ada", which mentees.json:2:3 has too.
      mentees.json:4:27: Expected skils to be a known key, received an unknown one. Did you mean "skills"?
      mentors.json:2:30: Expected capacity to be a non-negative whole number of seats, received -1.
      "
    `);
  });

  test("telemachus match: problems of the policy are named in its file, beside those of the files' form", async () => {
    const stderr = await refused({
      policy:
        '{\n  "criteria": {\n    "skills": { "kind": "coverage", "feild": "skills", "weight": -1 }\n  },\n  "capacitty": 2\n}',
      mentees: "id,name\nada\n",
    });
    expect(stderr).toMatchInlineSnapshot(`
      "telemachus: 5 problems, nothing was written.
      mentees.csv:2:1: Expected the number of fields in this row to be 2, as in the header, received 1. A field that is left out still needs its delimiter.
      policy.json:3:15: Expected criteria.skills.field to be the name of a field, received nothing.
      policy.json:3:46: Expected criteria.skills.feild to be a known key, received an unknown one. Did you mean "field"?
      policy.json:3:66: Expected criteria.skills.weight to be a weight of 0 or more, received -1.
      policy.json:5:16: Expected capacitty to be a known key, received an unknown one. Did you mean "capacity"?
      "
    `);
  });

  test("telemachus match: an entry of columns for a field that does not exist is a problem of the policy", async () => {
    const columns = { mentees: { "attributs.grade": "grade", skils: "skills" } };
    expect(await refused({ policy: { ...policy, columns } })).toMatchInlineSnapshot(`
      "telemachus: 2 problems, nothing was written.
      policy.json:13:26: Expected columns.mentees["attributs.grade"] to be absent, as mentees have no such field, received a column. Did you mean "attributes.grade"?
      policy.json:14:16: Expected columns.mentees.skils to be absent, as mentees have no such field, received a column. Did you mean "skills"?
      "
    `);
  });

  test("telemachus match: a pin on an unknown person is a problem of the policy, but not where that row could not be read", async () => {
    const pinned = { ...policy, pins: [{ mentee: "adda", mentor: "lin", reason: "asked for" }] };
    expect(await refused({ policy: pinned })).toMatchInlineSnapshot(`
      "telemachus: 1 problem, nothing was written.
      policy.json:13:17: Expected pins[0].mentee to be the id of a mentee, received "adda". Did you mean "ada"?
      "
    `);
    const ragged = await refused({
      policy: { ...pinned, pins: [{ ...pinned.pins[0], mentee: "zoe" }] },
      mentees: `${mentees}zoe\n`,
    });
    expect(ragged).toMatchInlineSnapshot(`
      "telemachus: 1 problem, nothing was written.
      mentees.csv:7:1: Expected the number of fields in this row to be 3, as in the header, received 1. A field that is left out still needs its delimiter.
      "
    `);
  });

  test.each<[string, Parameters<typeof matchStory>[0], RegExp]>([
    [
      "a file in an older encoding",
      { mentees: Uint8Array.from([0x69, 0x64, 0x0a, 0xe9, 0x0a]) },
      /mentees\.csv:2:1: .*UTF-8 text, .*offset 3/,
    ],
    ["a UTF-16 file without a mark", { mentors: Uint8Array.from([0x69, 0, 0x64, 0]) }, /mentors\.csv:1:2: .*UTF-16/],
    ["an empty file", { mentees: "" }, /mentees\.csv:1:1: .*an empty file/],
    ["a file with a header only", { mentees: "id,name\n" }, /mentees\.csv:1:1: .*a header line only/],
    [
      "a quote that is never closed",
      { mentees: 'id,name\nada,"Ada\nben,Ben\n' },
      /mentees\.csv:2:5: .*closed by another quote/,
    ],
    ["a header given twice", { mentees: "id,name,name\nada,A,B\n" }, /mentees\.csv:1:9: .*different from all others/],
    ["the header __proto__", { mentees: "id,__proto__\nada,A\n" }, /mentees\.csv:1:4: .*"__proto__"/],
    ["another delimiter", { mentees: "id:name\nada:Ada\n" }, /mentees\.csv:1:1: .*"id".*separated by a comma/],
    ["a policy with a trailing comma", { policy: '{"criteria": {},}' }, /policy\.json:1:17: /],
    [
      "a policy with a key given twice",
      { policy: '{"criteria": {},\n "criteria": {}}' },
      /policy\.json:2:2: .*given once/,
    ],
  ])("telemachus match: refuses %s", async (_, files, message) => {
    const stderr = await refused(files);
    expect(stderr).toMatch(/^telemachus: 1 problem, nothing was written\.\n/);
    expect(stderr).toMatch(message);
  });

  test("telemachus match: all rows being broken is told with a bound and the total", async () => {
    const rows = Array.from({ length: 300 }, (_, index) => `m${index}`);
    const lines = (await refused({ mentees: `id,skills\n${rows.join("\n")}\n` })).trimEnd().split("\n");
    expect(lines[0]).toBe("telemachus: 300 problems, nothing was written.");
    expect(lines).toHaveLength(102);
    expect(lines[101]).toBe("… and 200 more.");
    expect(await refused({ mentors: `id,capacity\n${rows.map((id) => `${id},-1`).join("\n")}\n` })).toMatch(
      /^telemachus: 300 problems.*… and 200 more\.\n$/s,
    );
  });
});

describe("telemachus match: paths", () => {
  test("telemachus match: an --out that cannot be written is told with everything else, before anything is matched", async () => {
    fs.mkdirSync(join(folder, "results.json"));
    expect(await matchStory({}, "--out", join(folder, "results.json"))).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "telemachus: 1 problem, nothing was written.
      results.json: Expected --out to be a new file, or one that can be replaced, received a directory.
      ",
        "stdout": "",
      }
    `);
    expect(await matchStory({ mentees: "id\n,x\n" }, "--out", join(folder, "none", "out.json"))).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "telemachus: 2 problems, nothing was written.
      mentees.csv:2:2: Expected the number of fields in this row to be 1, as in the header, received 2. A field that holds the delimiter must stand in quotes.
      none/out.json: Expected --out to be a new file, or one that can be replaced, received a path that does not exist.
      ",
        "stdout": "",
      }
    `);
    expect((await matchStory({}, "--out", join(folder, "mentees.csv"))).code).toBe(1);
    expect(fs.readFileSync(join(folder, "mentees.csv"), "utf8")).toBe(mentees);
    expect(fs.readdirSync(folder).sort()).toEqual(["mentees.csv", "mentors.csv", "policy.json", "results.json"]);
  });

  test("telemachus match: files that are not there, or are directories, are all named", async () => {
    const { code, stderr } = await telemachus(
      "match",
      "--mentees",
      join(folder, "a.csv"),
      "--mentors",
      join(folder, "b.json"),
      "--policy",
      folder,
    );
    expect(code).toBe(1);
    expect(stderr.replaceAll(folder, "FOLDER")).toMatchInlineSnapshot(`
      "telemachus: 3 problems, nothing was written.
      a.csv: Expected --mentees to be a file that can be read, received a path that does not exist.
      b.json: Expected --mentors to be a file that can be read, received a path that does not exist.
      FOLDER: Expected --policy to be a file that can be read, received a directory.
      "
    `);
  });

  test("telemachus match: a file too large to be read is refused before it is read", async () => {
    const large = write("large.csv", "id\n");
    fs.truncateSync(large, 2 ** 28 + 1);
    const files = [
      "--mentees",
      large,
      "--mentors",
      write("mentors.csv", mentors),
      "--policy",
      write("policy.json", policy),
    ];
    const { code, stderr } = await telemachus("match", ...files);
    expect(code).toBe(1);
    expect(stderr).toContain(
      "large.csv: Expected --mentees to be a file of at most 268435456 bytes, received 268435457.",
    );
  });

  test("match: warnings name the terms and the pairs they are about, with the nearest known term", async () => {
    const { stdout } = await matchStory({
      mentees: "id,skills,requests.choices\nada,javscript,lin;noor\nben,sql,\n",
      mentors: "id,skills,team\nlin,JavaScript,Data\nnoor,sql,Apps\n",
      policy: {
        ...policy,
        bans: [{ mentee: "ada", mentor: "lin", reason: "they are related" }],
      },
    });
    expect(stdout.split("\n").filter((line) => /W_(?:UNKNOWN_TERM|OVERRIDDEN_REQUEST)/.test(line))).toEqual([
      "Warning W_OVERRIDDEN_REQUEST: These choices give way to a ban. (ada with lin)",
      'Warning W_UNKNOWN_TERM: No mentor offers these terms of "skills", nor one that is near them. (javscript, near JavaScript)',
    ]);
  });

  test("match: long ids are cut one by one, so that both of a pair can be told", async () => {
    const [mentee, mentor] = ["a".repeat(60), "b".repeat(60)];
    const { stdout } = await matchStory({
      mentees: `id,skills,requests.choices\n${mentee},sql,${mentor}\n`,
      mentors: `id,skills\n${mentor},sql\nlin,sql\n`,
      policy: { ...policy, bans: [{ mentee, mentor, reason: "they are related" }] },
    });
    expect(stdout).toContain(`give way to a ban. (${"a".repeat(39)}… with ${"b".repeat(39)}…)\n`);
  });

  test("telemachus match: after a failure the old result is as it was", async () => {
    const out = write("out.json", "old");
    expect((await matchStory({ mentees: "id\n" }, "--out", out)).code).toBe(1);
    expect(fs.readFileSync(out, "utf8")).toBe("old");
  });
});

describe("telemachus match: capacities", () => {
  const warned = async (column: string) =>
    (
      await matchStory({
        mentors: `id,name,skills,capacity\nlin,Lin,sql,${column}\nnoor,Noor,ts,${column}\nsam,Sam,ts,${column}\n`,
      })
    ).stdout
      .split("\n")
      .filter((line) => line.startsWith("Warning W_DEFAULT_CAPACITY"));

  test("telemachus match: a column of capacities that is blank throughout is said, with what it is taken for", async () => {
    expect(await warned("")).toEqual([
      "Warning W_DEFAULT_CAPACITY: The column of capacities is blank: every mentor takes 1. (3)",
    ]);
  });

  test("telemachus match: nothing is said where capacities are given, or where there is no such column", async () => {
    expect(await warned("2")).toEqual([]);
    const without = await matchStory({ mentors: "id,name,skills\nlin,Lin,sql\n" });
    expect(without.stdout).not.toContain("W_DEFAULT_CAPACITY");
  });
});

describe("telemachus match: lists", () => {
  const notes = async (mentors: string) =>
    (await matchStory({ mentors })).stdout.split("\n").filter((line) => line.startsWith("Note:"));

  test("telemachus match: commas where semicolons would separate are pointed out, with what to state", async () => {
    expect(await notes('id,skills\nlin,"sql, ts"\nnoor,design\n')).toEqual([
      'Note: 1 answer in the column of skills holds a comma and none a semicolon. If commas separate the entries, state "split": "," for skills in the policy\'s columns.',
    ]);
  });

  test("telemachus match: nothing is said where a semicolon separates, or where the policy says what does", async () => {
    expect(await notes('id,skills\nlin,"sql; ts, 5 years"\n')).toEqual([]);
    const split = { ...policy, columns: { mentors: { skills: { from: "skills", split: "," } } } };
    const { stdout } = await matchStory({ mentors: 'id,skills\nlin,"sql, ts"\n', policy: split });
    expect(stdout).not.toContain("Note:");
  });
});
