import { expect, test } from "vitest";

import { escapeMarkdown } from "../../src/numeric/escapeMarkdown.js";

test("escapeMarkdown(): a backslash before every mark, and nothing else changed", () => {
  expect(escapeMarkdown("a|b <i> *c* [d](e) `f` \\ 1. Zoë")).toBe(
    "a\\|b \\<i\\> \\*c\\* \\[d\\]\\(e\\) \\`f\\` \\\\ 1\\. Zoë",
  );
});
