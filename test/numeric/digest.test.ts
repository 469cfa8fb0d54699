import { createHash } from "node:crypto";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { canonicalJson, digest, hashText } from "../../src/numeric/digest.js";
import { runs } from "../support/instances.js";
import { rewritten, seeded } from "../support/programmes.js";

describe("hashText()", () => {
  test("hashText(): is SHA-256 in lower-case hexadecimal (FIPS 180-4, examples)", () => {
    expect(hashText("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(hashText("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test("hashText(): is that of the text in UTF-8, whatever its alphabet", () => {
    let beyondAscii = 0;
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        expect(hashText(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
        if (Buffer.byteLength(text) > text.length) beyondAscii += 1;
      }),
      runs(300),
    );
    expect(beyondAscii).toBeGreaterThan(50);
  });
});

describe("canonicalJson()", () => {
  test("canonicalJson(): writes numbers, escapes and keys as RFC 8785 does", () => {
    const value = {
      numbers: [1e21, 4.5, 0.002, 1e-27, -0],
      string: "€$\u000f\nA'B\"\\",
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[1e+21,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'B\\"\\\\"}',
    );
  });

  test("canonicalJson(): sorts keys by code units", () => {
    expect(canonicalJson({ "\u{1F600}": 1, ｚ: 2, "10": 3, "9": 4, Z: 5, a: 6 })).toBe(
      '{"10":3,"9":4,"Z":5,"a":6,"\u{1F600}":1,"ｚ":2}',
    );
  });
});

describe("digest()", () => {
  test("digest(): the order of keys leaves no trace, that of lists does", () => {
    expect(digest({ a: 1, b: [1, 2] })).toBe(digest({ b: [1, 2], a: 1 }));
    expect(digest({ a: 1, b: [2, 1] })).not.toBe(digest({ a: 1, b: [1, 2] }));
    expect(digest(["x", ""])).not.toBe(digest(["", "x"]));
  });

  test("digest(): equal data has equal digests, other data has others", () => {
    let differ = 0;
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.integer()),
        fc.dictionary(fc.string(), fc.integer()),
        fc.nat(),
        (a, b, order) => {
          expect(digest(rewritten(a, seeded(order)))).toBe(digest(a));
          const isSame = canonicalJson(a) === canonicalJson(b);
          expect(digest(a) === digest(b)).toBe(isSame);
          if (!isSame) differ += 1;
        },
      ),
      runs(200),
    );
    expect(differ).toBeGreaterThan(100);
  });

  test("digest(): is that of the canonical text, which is never written as a whole", () => {
    let nested = 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(digest({ value, nothing: undefined })).toBe(hashText(canonicalJson({ value })));
        if (/[[{].*[[{].*[[{].*[[{]/.test(canonicalJson(value))) nested += 1;
      }),
      runs(500),
    );
    expect(nested).toBeGreaterThan(50);
    expect(digest([[], {}, undefined, [undefined]])).toBe(hashText("[[],{},null,[null]]"));
  });
});
