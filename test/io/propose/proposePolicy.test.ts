import * as fs from "node:fs";
import { fileURLToPath } from "node:url";
import { TelemachusError } from "telemachus";
import { type Answers, proposePolicy, writeXlsx } from "telemachus/io";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../../src/io/parseCsv.js";
import { drawFormsExport } from "../../support/formsExport.js";
import { filesOf, proposed, type Texts } from "../../support/proposals.js";

const textOf = (path: string) => fs.readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
const forms: Texts = { mentees: textOf("fixtures/forms/mentees.csv"), mentors: textOf("fixtures/forms/mentors.csv") };
const data = "../../../shared/data/ukcs-mentor-match";
const absent = !fs.existsSync(fileURLToPath(new URL(`../../${data.slice(3)}`, import.meta.url)));

const table = (header: readonly string[], ...rows: readonly (readonly string[])[]) =>
  [header, ...rows].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n");

async function refusal(texts: Texts, answers: unknown): Promise<string[]> {
  const error = await proposePolicy(filesOf(texts), answers as Answers).catch((reason: unknown) => reason);
  if (!(error instanceof TelemachusError)) throw new Error("Expected the call to be refused.");
  return error.issues.map(({ code, message }) => `${code} ${message}`);
}

describe("proposePolicy() on a form's export", () => {
  test("the fixtures are what the generator draws", () => {
    expect(drawFormsExport()).toEqual(forms);
  });

  test("takes every column for what it asks, and asks four questions", async () => {
    const { columns, policy, questions, matching } = await proposed(forms);
    expect(
      columns.filter(({ side }) => side === "mentees").map(({ header, field }) => [header, field]),
    ).toMatchInlineSnapshot(`
      [
        [
          "Timestamp",
          null,
        ],
        [
          "Email Address",
          "id",
        ],
        [
          "What is your full name?",
          "name",
        ],
        [
          "Which team are you in?",
          "team",
        ],
        [
          "What is your grade?",
          "seniority",
        ],
        [
          "Who is your line manager? (email)",
          "manager",
        ],
        [
          "Which skills would you like to learn? (tick all that apply)",
          "skills",
        ],
        [
          "What would you like to get out of the programme? (choose up to three)",
          "goals",
        ],
        [
          "What do you enjoy outside of work?",
          "interests",
        ],
        [
          "Which languages do you speak?",
          "languages",
        ],
        [
          "What is your time zone?",
          "timeZone",
        ],
        [
          "When could you usually meet?",
          "availability",
        ],
        [
          "First choice mentor",
          "requests.choices",
        ],
        [
          "Second choice mentor",
          "requests.choices",
        ],
        [
          "Would you like a mentor who shares a lived experience with you?",
          "requests.livedExperiences",
        ],
        [
          "If so, which lived experience?",
          "requests.livedExperiences",
        ],
        [
          "Gender",
          "auditOnly.gender",
        ],
        [
          "Which age group are you in?",
          "auditOnly.ageGroup",
        ],
        [
          "Is there anything else we should know?",
          null,
        ],
      ]
    `);
    const mentors = columns.filter(({ side, field }) => side === "mentors" && field !== "skills");
    expect(mentors.map(({ header, field }) => [header, field])).toMatchInlineSnapshot(`
      [
        [
          "Timestamp",
          null,
        ],
        [
          "Email Address",
          "id",
        ],
        [
          "First name",
          "name",
        ],
        [
          "Last name",
          "name",
        ],
        [
          "Which team are you in?",
          "team",
        ],
        [
          "What is your grade?",
          "seniority",
        ],
        [
          "Who is your line manager? (email)",
          "manager",
        ],
        [
          "Which goals could you help a mentee with?",
          "goals",
        ],
        [
          "What do you enjoy outside of work?",
          "interests",
        ],
        [
          "Which languages do you speak?",
          "languages",
        ],
        [
          "What is your time zone?",
          "timeZone",
        ],
        [
          "When could you usually meet?",
          "availability",
        ],
        [
          "How many mentees can you take on?",
          "capacity",
        ],
        [
          "Is there anyone you should not be matched with?",
          "requests.avoid",
        ],
        [
          "May we use lived experience of yours for matching?",
          "livedExperiences",
        ],
        [
          "If so, which lived experience?",
          "livedExperiences",
        ],
        [
          "Gender",
          "auditOnly.gender",
        ],
        [
          "Have you been a mentor before?",
          null,
        ],
        [
          "Is there anything else we should know?",
          null,
        ],
      ]
    `);
    expect(policy.criteria).toMatchInlineSnapshot(`
      {
        "availability": {
          "kind": "schedule",
          "weight": 1,
        },
        "choices": {
          "kind": "choices",
          "weight": 2,
        },
        "experience": {
          "kind": "experience",
          "weight": 2,
        },
        "goals": {
          "field": "goals",
          "kind": "coverage",
          "weight": 3,
        },
        "interests": {
          "field": "interests",
          "kind": "overlap",
          "weight": 1,
        },
        "skills": {
          "field": "skills",
          "kind": "coverage",
          "weight": 4,
        },
        "team": {
          "field": "team",
          "kind": "equality",
          "prefer": "different",
          "weight": 1,
        },
      }
    `);
    expect(policy.rules).toMatchInlineSnapshot(`
      {
        "language": {
          "kind": "sharedLanguage",
        },
        "manager": {
          "kind": "notInManagementChain",
        },
        "seniority": {
          "field": "seniority",
          "kind": "gap",
          "min": 1,
          "otherwise": "relax",
        },
      }
    `);
    expect(questions.map(({ id, text, proposed }) => [id, text, proposed])).toMatchInlineSnapshot(`
      [
        [
          "gap",
          "Should a mentor be more senior than the mentee?",
          "above",
        ],
        [
          "team",
          "Should a mentor be from another team than the mentee?",
          "prefer",
        ],
        [
          "maybe:mentees",
          "Some people answered "Maybe" to "Would you like a mentor who shares a lived experience with you?". Does that count as a yes?",
          "no",
        ],
        [
          "date",
          "On which day does the programme start (YYYY-MM-DD)?",
          "2026-02-27",
        ],
      ]
    `);
    expect(matching.pairs.length).toBeGreaterThan(35);
  });

  test("the people are those who answered: levels of the grid, choices by name, only clear yeses, nothing sensitive scored", async () => {
    const { people, policy } = await proposed(forms);
    const [adaeze] = people.mentees;
    const row = parseCsv(forms.mentees, "m.csv").table!.rows[0];
    expect(adaeze.id).toBe(row[1]);
    expect(adaeze.skills).toEqual(row[6].split(", "));
    expect(adaeze.requests?.choices?.every((id) => people.mentors.some((mentor) => mentor.id === id))).toBe(true);
    const asking = people.mentees.filter(({ requests }) => requests?.livedExperiences !== undefined);
    const yes = parseCsv(forms.mentees, "m.csv").table!.rows.filter((cells) => cells[14] === "Yes" && cells[15] !== "");
    expect(asking.map(({ id }) => id)).toEqual(yes.map((cells) => cells[1]));
    const levels = people.mentors.flatMap(({ skills = [] }) =>
      skills.map((term) => (typeof term === "string" ? 0 : term.level)),
    );
    expect(new Set(levels)).toEqual(new Set([1, 3, 4, 5]));
    const scored = JSON.stringify([policy.criteria, policy.rules]);
    for (const word of ["gender", "ageGroup", "auditOnly", "Timestamp"]) expect(scored).not.toContain(word);
    expect(people.mentees.every(({ attributes }) => attributes === undefined)).toBe(true);
  });

  test("answers change the proposal, and what is answered is not asked again", async () => {
    const answers = { gap: "near", team: "different", "maybe:mentees": "yes", date: "2026-09-01" };
    const { policy, questions, people } = await proposed(forms, answers);
    expect(questions).toEqual([]);
    expect(policy.date).toBe("2026-09-01");
    expect(policy.rules).toMatchObject({ seniority: { kind: "gap", max: 2 }, team: { kind: "differentAttribute" } });
    const before = (await proposed(forms)).people.mentees.filter(({ requests }) => requests?.livedExperiences).length;
    expect(people.mentees.filter(({ requests }) => requests?.livedExperiences).length).toBeGreaterThan(before);
    const open = await proposed(forms, { gap: "any", team: "any" });
    expect(open.policy.rules).not.toHaveProperty("seniority");
    expect(open.policy.criteria).not.toHaveProperty("team");
    expect((await proposed(forms, { gap: "prefer", team: "same" })).policy).toMatchObject({
      criteria: { seniority: { kind: "proximity" } },
      rules: { team: { kind: "sameAttribute" } },
    });
  });

  test("an answer about a column comes before every guess", async () => {
    const { policy, fieldOf } = await proposed(forms, {
      "column:mentees:What do you enjoy outside of work?": "",
      "column:mentees:Which team are you in?": "organisation",
      "column:mentors:Which team are you in?": "organisation",
    });
    expect(fieldOf("mentees", "What do you enjoy outside of work?")).toBeNull();
    expect(policy.criteria).not.toHaveProperty("interests");
    expect(policy.criteria).toHaveProperty("organisation");
  });

  test("refuses answers to nothing, and answers that are none", async () => {
    expect(
      await refusal(forms, {
        "column:mentees:Nothing": "team",
        "column:mentors:Gender": "gender",
        "column:mentees:Gender": "",
      }),
    ).toMatchInlineSnapshot(`
      [
        "E_UNKNOWN_KEY Expected answers["column:mentees:Nothing"] to be a column of the mentees' file, received "Nothing".",
        "E_OPTION Expected answers["column:mentors:Gender"] to be a field of mentors such as attributes.grade, or an empty text, received "gender".",
      ]
    `);
    expect(
      await refusal(forms, { gap: "up", team: "other", date: "2026-02-30", colour: "red" }),
    ).toMatchInlineSnapshot(`
      [
        "E_OPTION Expected answers.gap to be one of "above", "near", "prefer", "any", received "up".",
        "E_OPTION Expected answers.team to be one of "prefer", "different", "same", "any", received "other".",
        "E_OPTION Expected answers.date to be a day such as 2026-03-02, received "2026-02-30".",
        "E_UNKNOWN_KEY Expected answers.colour to be the id of a question, received an unknown one.",
      ]
    `);
    expect(await refusal(forms, { gap: 1 })).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected answers.gap to be a text, received 1.",
      ]
    `);
    expect(await refusal(forms, null)).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected answers to be an object of answers, received null.",
      ]
    `);
  });

  test("proposes the same for a workbook of the same cells, and the same twice", async () => {
    const sheetOf = (text: string) => {
      const { header, rows } = parseCsv(text, "t.csv").table!;
      return writeXlsx([{ name: "Responses", header, rows }]);
    };
    const files = {
      mentees: { name: "mentees.xlsx", bytes: await sheetOf(forms.mentees) },
      mentors: { name: "mentors.xlsx", bytes: await sheetOf(forms.mentors) },
    };
    const fromCsv = await proposePolicy(filesOf(forms));
    expect(await proposePolicy(files)).toEqual(fromCsv);
    expect(await proposePolicy(filesOf(forms))).toEqual(fromCsv);
  });
});

if (absent) console.log("proposePolicy.test.ts: ../shared/data/ukcs-mentor-match is absent; its cases are left out.");

describe.skipIf(absent).each(["small", "large"])("proposePolicy() on a civil-service programme (%s)", (size) => {
  const texts = () => ({
    mentees: textOf(`${data}/${size}-mentees.csv`.slice(3)),
    mentors: textOf(`${data}/${size}-mentors.csv`.slice(3)),
  });

  test("knows the grades, reads identity on request only, and asks four questions", async () => {
    const { policy, questions, fieldOf } = await proposed(texts());
    expect(policy.scales).toEqual({
      seniority: ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"],
    });
    expect(policy.columns?.mentees?.["requests.livedExperiences"]).toEqual({
      from: "identity to match",
      when: { column: "match with similar identity", is: ["yes"] },
    });
    expect(policy.columns?.mentors?.["livedExperiences"]).toEqual({ from: "characteristics", split: "," });
    expect(Object.keys(policy.criteria)).toEqual(["experience", "profession", "organisation"]);
    expect(questions.map(({ id }) => id)).toEqual(["gap", "organisation", "capacity", "text:biography"]);
    for (const header of ["biography", "job title", "both mentor and mentee"])
      expect(fieldOf("mentors", header)).toBeNull();
  });

  test("can be answered as that programme is run", async () => {
    const answers = { gap: "near", organisation: "different", capacity: "2", "text:biography": "yes" };
    const { policy, questions } = await proposePolicy(filesOf(texts()), answers);
    expect(questions).toEqual([]);
    expect(policy.capacity).toBe(2);
    expect(policy.criteria["biography"]).toEqual({ kind: "text", field: "biography", weight: 1 });
  });
});

describe("proposePolicy() on other files", () => {
  test("a Microsoft form: its own columns are no answers, and several ticks end in semicolons", async () => {
    const own = ["ID", "Start time", "Completion time", "Email", "Name"];
    const row = (i: number, name: string, ...cells: string[]) => [
      `${i}`,
      "2/3/26 9:14:22",
      "2/3/26 9:20:01",
      "anonymous",
      name,
      ...cells,
    ];
    const { policy, questions, fieldOf, people } = await proposed({
      mentees: table(
        [...own, "Which topics would you like to learn about?", "Preferred way to meet"],
        row(1, "Ada Obi", "Rust;SQL;", "Online"),
        row(2, "Ben Kowalczyk", "SQL;Budgeting;", "In person"),
        row(3, "Chidi Nwosu", "Rust;", "Online"),
      ),
      mentors: table(
        [...own, "Your areas of expertise", "Preferred way to meet"],
        row(1, "Lin Zhao", "Rust;Public speaking;", "Online"),
        row(2, "Sam Owusu", "SQL;Budgeting;", "In person"),
      ),
    });
    expect(fieldOf("mentees", "Start time")).toBeNull();
    expect(fieldOf("mentees", "Which topics would you like to learn about?")).toBe("skills");
    expect(fieldOf("mentors", "Preferred way to meet")).toMatch(/^attributes\./);
    expect(people.mentees[0]).toMatchObject({ id: "Ada Obi", name: "Ada Obi", skills: ["Rust", "SQL"] });
    expect(questions.map(({ id }) => id)).toEqual(["id:mentees", "id:mentors", "capacity"]);
    expect(policy.capacity).toBe(2);
  });

  test("files whose headers are fields already", async () => {
    const { policy, columns, questions } = await proposed({
      mentees: table(
        ["id", "name", "skills", "goals", "seniority", "team", "attributes.site"],
        ["ada", "Ada Obi", "Rust; SQL", "growth", "1", "Apps", "Bristol"],
        ["ben", "Ben K", "SQL", "growth", "2", "Data", "Porto"],
      ),
      mentors: table(
        ["id", "name", "skills", "goals", "seniority", "team", "attributes.site", "capacity"],
        ["lin", "Lin Zhao", "Rust", "growth", "5", "Apps", "Porto", "2"],
      ),
    });
    expect(columns.every(({ header, field, sure }) => header === field && sure)).toBe(true);
    expect(Object.keys(policy.criteria).sort()).toEqual(["goals", "site", "skills", "team"]);
    expect(questions.map(({ id }) => id)).toEqual(["gap", "team"]);
  });

  const basics = [
    [
      "German",
      [
        "E-Mail-Adresse",
        "Vorname",
        "Nachname",
        "Abteilung",
        "Karrierestufe",
        "Was möchten Sie lernen?",
        "Ziele",
        "Interessen",
        "Sprachen",
        "Geschlecht",
      ],
    ],
    [
      "French",
      [
        "Adresse e-mail",
        "Prénom",
        "Nom",
        "Département",
        "Niveau",
        "Quelles compétences ?",
        "Objectifs",
        "Centres d'intérêt",
        "Langues",
        "Sexe",
      ],
    ],
    [
      "Spanish",
      [
        "Correo electrónico",
        "Nombre",
        "Apellidos",
        "Departamento",
        "Nivel",
        "¿Qué te gustaría aprender?",
        "Objetivos",
        "Intereses",
        "Idiomas",
        "Género",
      ],
    ],
    [
      "Portuguese",
      [
        "E-mail",
        "Nome",
        "Sobrenome",
        "Departamento",
        "Nível",
        "Competências",
        "Objetivos",
        "Interesses",
        "Línguas",
        "Sexo",
      ],
    ],
  ] as const;

  test.each(basics)("headers in %s", async (_, headers) => {
    const rows = ["ada", "ben", "chi"].map((id, i) => [
      `${id}@x.example`,
      id,
      `N${i}`,
      "Apps",
      ["Junior", "Senior", "Lead"][i],
      "Rust, SQL",
      "growth, network",
      "chess, film",
      "English, Igbo",
      "w",
    ]);
    const text = table(headers, ...rows);
    const { columns } = await proposed({ mentees: text, mentors: text.replaceAll("@x", "@y") });
    const fields = ["id", "name", "name", "team", "seniority", "skills", "goals", "interests", "languages"];
    expect(columns.slice(0, 9).map(({ field }) => field)).toEqual(fields);
    expect(columns[9].field).toMatch(/^auditOnly\./);
  });

  test("asks for the order of grades that it does not know, and takes the answer", async () => {
    const side = (name: string, grade: string) => [`${name}@x.example`, grade];
    const texts = {
      mentees: table(["Email", "Grade"], side("ada", "Blue"), side("ben", "Red"), side("chi", "Senior")),
      mentors: table(["Email", "Grade"], side("lin", "Green"), side("sam", "Red")),
    };
    const first = await proposed(texts);
    expect(first.questions.find(({ id }) => id === "order:seniority")).toMatchInlineSnapshot(`
      {
        "choices": [],
        "id": "order:seniority",
        "proposed": "Senior < Blue < Green < Red",
        "text": "What is the order of the grades, the lowest first?",
        "why": "The grades of these files are not all known, so their order is a guess. Put < between them.",
      }
    `);
    const order = "Blue < red < Green < Senior";
    const settled = await proposed(texts, { "order:seniority": order });
    expect(settled.policy.scales).toEqual({ seniority: ["Blue", "red", "Green", "Senior"] });
    expect(await refusal(texts, { "order:seniority": "Blue < Red" })).toMatchInlineSnapshot(`
      [
        "E_OPTION Expected answers["order:seniority"] to be each grade once with < between them, such as "Senior < Blue < Green < Red", received "Blue < Red".",
      ]
    `);
  });

  test("hostile headers and cells change nothing but themselves", async () => {
    const names = [
      "<script>alert(1)</script>",
      "__proto__",
      "constructor",
      "=cmd",
      "'",
      "name\u202e",
      "a|b",
      "x".repeat(5000),
    ];
    const header = ["Email", ...names, "Skills"];
    const row = (id: string) => [
      `${id}@x.example`,
      ...names.map((_, i) => (i % 2 === 0 ? "=1+1" : `</script>${id}`)),
      "SQL; Rust",
    ];
    const { fieldOf, people } = await proposed({
      mentees: table(header, row("ada"), row("ben")),
      mentors: table(header, row("lin")),
    });
    expect(fieldOf("mentees", "__proto__")).toBeNull();
    expect(fieldOf("mentees", "Skills")).toBe("skills");
    expect(people.mentees.map(({ id }) => id)).toEqual(["ada@x.example", "ben@x.example"]);
    expect(people.mentees.some(({ attributes }) => attributes !== undefined)).toBe(false);
  });

  test("files that cannot be read are issues, and nothing is guessed", async () => {
    const { issues, columns, questions } = await proposePolicy(filesOf({ mentees: "", mentors: "id\nlin" }));
    expect(issues.map(({ code }) => code)).toEqual(["E_CSV"]);
    expect([columns, questions]).toEqual([[], []]);
  });

  test("special answers are kept for an audit and never scored, whatever else the files ask", async () => {
    const header = [
      "Email",
      "Age",
      "Gender",
      "Ethnicity",
      "Religion",
      "Do you have a disability?",
      "Sexual orientation",
      "Region",
    ];
    const row = (id: string, i: number) => [
      `${id}@x.example`,
      "25-34",
      "Woman",
      "Asian",
      "None",
      "No",
      "Gay",
      ["North", "South"][i % 2],
    ];
    const text = (ids: string[]) => table(header, ...ids.map(row));
    const { columns, policy } = await proposed({ mentees: text(["a", "b", "c", "d"]), mentors: text(["e", "f", "g"]) });
    for (const { header: name, field } of columns) {
      if (name === "Email" || name === "Region") continue;
      expect(field).toMatch(/^auditOnly\./);
    }
    expect(Object.keys(policy.criteria)).toEqual(["region"]);
  });
});
