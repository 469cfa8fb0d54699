import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

test("the page's script is sound by its own comments", () => {
  const path = fileURLToPath(new URL("../../src/report/page/page.js", import.meta.url));
  const program = ts.createProgram([path], {
    ...{ allowJs: true, checkJs: true, noEmit: true, strict: true, skipLibCheck: true, types: [] },
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  });
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  expect(problems).toEqual([]);
});
