import * as fs from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk, story } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const mentees =
  "Email address,Full name,Skills,Grade\nada@x.org,Ada,sql;ts,A\nben@x.org,Ben,ts,B\ndora@x.org,Dora,sql,C\n";
const mentors =
  "Email address,Full name,Skills,Grade\nlin@x.org,Lin,sql;ts,C\nnoor@x.org,Noor,design,B\nsam@x.org,Sam,ts,B\n";
const files = (given = { mentees, mentors }) => [
  ...["--mentees", desk.write("mentees.csv", given.mentees)],
  ...["--mentors", desk.write("mentors.csv", given.mentors)],
];
const init = (argv: readonly string[], input?: string) =>
  desk.run(["init", ...argv, "--out", desk.path("policy.json")], { input });

describe("telemachus init", () => {
  test("telemachus init --yes: takes the proposals, says what each column was taken for, and match reads what it wrote", async () => {
    const given = files();
    const { code, stdout, stderr } = await init([...given, "--yes"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "What the columns of mentees.csv were taken for:
        "Email address": id. It holds e-mail addresses, another one in every row.
        "Full name": name. Its header asks for a name.
        "Skills": skills. It asks about skills.
        "Grade": seniority. It asks about grade or experience.

      What the columns of mentors.csv were taken for:
        "Email address": id. It holds e-mail addresses, another one in every row.
        "Full name": name. Its header asks for a name.
        "Skills": skills. It asks about skills.
        "Grade": seniority. It asks about grade or experience.

      Taken as proposed: What is the order of the grades, the lowest first? A < B < C
      Taken as proposed: Should a mentor be more senior than the mentee? Yes, at least one grade above
      Taken as proposed: How many mentees may a mentor take? 1 mentee

      Written: policy.json
      Next: telemachus check --mentees mentees.csv --mentors mentors.csv --policy policy.json
      "
    `);
    const matched = await desk.run(["match", ...given, "--policy", desk.path("policy.json")]);
    expect(matched.code).toBe(0);
  });

  test("telemachus init: asks what is open, and takes answers from a pipe", async () => {
    const { questions } = await open();
    expect(questions.length).toBeGreaterThan(0);
    const { code, stdout } = await init(files(), "\n".repeat(10));
    expect(code).toBe(0);
    expect(stdout).toContain(questions[0].text);
    expect(stdout).toContain("Written: policy.json");
    expect(stdout).not.toContain("Taken as proposed");
  });

  /** What is asked about these files. */
  async function open() {
    const { stdout } = await init([...files(), "--yes", "--json", "--force"]);
    fs.unlinkSync(desk.path("policy.json"));
    return { questions: JSON.parse(stdout).taken as { id: string; text: string; proposed: string }[] };
  }

  test("telemachus init: questions that nobody answers are listed, the code is 2, and nothing is written", async () => {
    const { questions } = await open();
    const { code, stdout, stderr } = await init(files());
    expect(code).toBe(2);
    expect(stdout).toContain(questions[0].text);
    for (const { id, text } of questions) {
      expect(stderr).toContain(text);
      expect(stderr).toMatch(new RegExp(`^  --answer "?${id}=`, "m"));
    }
    expect(fs.existsSync(desk.path("policy.json"))).toBe(false);
    const json = await init([...files(), "--json"], "\n".repeat(10));
    expect(json).toMatchObject({ code: 2, stderr: "" });
    expect(JSON.parse(json.stdout).error.message).toContain(questions[0].text);
  });

  test("telemachus init --answer: answers beforehand, so that nothing is asked", async () => {
    const { questions } = await open();
    const answers = questions.flatMap(({ id, proposed }) => ["--answer", `${id}=${proposed}`]);
    const { code, stdout } = await init([...files(), ...answers, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      answers: Object.fromEntries(questions.map(({ id, proposed }) => [id, proposed])),
      taken: [],
      written: ["policy.json"],
    });
    expect(JSON.parse(stdout).policy).toEqual(JSON.parse(desk.read("policy.json")));
  });

  test("telemachus init --answer: sets what a column holds, whatever its header", async () => {
    const given = files({ mentees: mentees.replace("Grade", "a=b"), mentors });
    const set = async (...answers: string[]) => {
      const argv = [...given, ...answers.flatMap((answer) => ["--answer", answer]), "--yes", "--json", "--force"];
      const { columns } = JSON.parse((await init(argv)).stdout);
      return columns.find((column: { header: string }) => column.header === "a=b").field;
    };
    expect(await set("column:mentees:a=b=attributes.level")).toBe("attributes.level");
    expect(await set("column:mentees:a=b=")).toBe(null);
  });

  test("telemachus init: answers to what is not asked, and columns that are none, are refused", async () => {
    const { code, stderr } = await init([...files(), "--answer", "colour=red", "--yes"]);
    expect(code).toBe(1);
    expect(stderr).toContain("colour");
    expect((await init([...files(), "--answer", "colour", "--yes"])).code).toBe(2);
    expect(fs.existsSync(desk.path("policy.json"))).toBe(false);
  });

  test("telemachus init: a policy that is there stays, unless it is told to replace it", async () => {
    desk.write("policy.json", story.policy);
    const before = desk.read("policy.json");
    expect(await init([...files(), "--yes"])).toMatchObject({ code: 1, stdout: "" });
    expect(desk.read("policy.json")).toBe(before);
    expect((await init([...files(), "--yes", "--force"])).code).toBe(0);
    expect(desk.read("policy.json")).not.toBe(before);
  });

  test("telemachus init: files that cannot be read are told with their places", async () => {
    const { code, stderr } = await init(files({ mentees: 'id,name\nada,"Ada\n', mentors }));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^telemachus: 1 problem, nothing was written\.\nmentees\.csv:2:5: /);
  });

  test("telemachus init: hostile headers are shown inertly", async () => {
    const evil = "\u001b[31mNote\u202e";
    const { stdout } = await init([...files({ mentees: mentees.replace("Grade", evil), mentors }), "--yes"]);
    expect(stdout).toContain("Note");
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });
});
