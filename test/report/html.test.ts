import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { html, scriptData } from "../../src/report/html.js";

describe("html", () => {
  test("escapes what is put between tags and into attributes, and leaves markup of its own as it is", () => {
    const name = `"><img src=x onerror='alert(1)'>&`;
    expect(html`<p title="${name}">${name}${html`<b>${1}</b>`}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;">&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;<b>1</b></p>',
    );
  });

  test("writes lists one after the other, and nothing for what is left out", () => {
    expect(html`${["a", html`<br>`, undefined, false, ["<", 0]]}`.text).toBe("a<br>&lt;0");
  });

  test("no text becomes a tag or ends an attribute", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe("scriptData", () => {
  test("comes back as it was, and holds nothing that a page or a script could stumble over", () => {
    const marks = fc.constantFrom("</script>", "<!--", "]]>", "&amp;", "\u2028", "\u2029", "'", '"', "\\");
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), marks)), (texts) => {
        const { text } = scriptData(texts);
        expect(text).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(text)).toEqual(texts);
      }),
    );
  });
});
