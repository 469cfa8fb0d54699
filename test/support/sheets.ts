import fc from "fast-check";
import type { Cell, Sheet } from "telemachus/io";
import { anyText } from "./hostileTexts.js";

const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 5, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constantFrom<Cell>(null, "", true, false, 0, -5, 2.5, 1e21, 9007199254740991) },
);

/** Tables of one to four columns whose headers differ and are not blank, as readers ask for. */
export const anySheet: fc.Arbitrary<Sheet> = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.record({
    name: anyText,
    header: fc
      .array(anyText, { minLength: columns, maxLength: columns })
      .map((names) => names.map((name, i) => `${name} ${i}`)),
    rows: fc.array(fc.array(anyCell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
  }),
);
