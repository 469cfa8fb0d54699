// @ts-check
// What the page does beside being read: search, sorting, and rows that open. All texts become text nodes, never markup.

(() => {
  /** @param {string} id */
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  root.classList.add("js");

  // folded parts that matter are open on paper
  const kept = [...document.querySelectorAll("details.kept")];
  /** @type {Element[]} */
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = kept.filter((part) => !part.hasAttribute("open"));
    for (const part of unfolded) part.setAttribute("open", "");
  });
  addEventListener("afterprint", () => {
    for (const part of unfolded) part.removeAttribute("open");
  });

  const table = /** @type {HTMLTableElement | null} */ (byId("pairs-table"));
  const source = byId("rows");
  if (table === null || source === null) return;

  /**
   * As `ClientData` says.
   * @type {{ texts: string[], name: number, rows: [number, [number, number, number, [number, ...number[]][]][], number, [number, number, 0 | 1][], number[]][] }}
   */
  const data = JSON.parse(source.textContent ?? "");
  const text = data.texts;
  const body = table.tBodies[0];
  const tones = ["yes", "partly", "no", "plain"];

  /**
   * @param {string} tag
   * @param {string} kind
   * @param {(Node | string)[]} content
   */
  const make = (tag, kind, ...content) => {
    const element = document.createElement(tag);
    if (kind !== "") element.className = kind;
    element.append(...content);
    return element;
  };

  /** Letters without marks, small: what is searched and sorted by. @param {string} words */
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /**
   * @typedef {object} Row
   * @property {HTMLTableRowElement} row
   * @property {number} index
   * @property {HTMLElement} button
   * @property {HTMLTableRowElement} [opened]
   * @property {string} words
   * @property {(string | number)[]} keys
   */
  const rows = [...body.rows].map((row, index) => {
    const [mentee, mentor] = [row.cells[0].textContent ?? "", row.cells[1].textContent ?? ""];
    const button = make("button", "", mentee, make("span", "away", ` with ${mentor}: reasons`));
    button.setAttribute("type", "button");
    button.setAttribute("aria-expanded", "false");
    row.cells[0].replaceChildren(button);
    /** @type {Row} */
    const one = { row, index, button, words: "", keys: [mentee, mentor, data.rows[index][0]] };
    return one;
  });
  const byButton = new Map(rows.map((one) => [one.button, one]));

  /** What is found of a row: everything that it says, opened or not. @param {Row} one */
  const wordsOf = (one) => {
    if (one.words === "") {
      const said = data.rows[one.index][1].flatMap(([, , , facts]) =>
        facts.flatMap(([, ...words]) => words.map((at) => text[at])),
      );
      one.words = plain([one.row.textContent, ...said].join(" "));
    }
    return one.words;
  };

  /** @param {[number, ...number[]]} fact */
  const factOf = ([tone, label, ...terms]) => {
    const line = make("p", "", text[label], terms.length > 0 ? ": " : "");
    for (const term of terms) line.append(make("span", `chip ${tones[tone]}`, text[term]), " ");
    return line;
  };

  /** @param {number} index */
  const panelOf = (index) => {
    const [, criteria, standing, others, notes] = data.rows[index];
    const why = make("ul", "");
    for (const [name, bar, numbers, facts] of criteria) {
      const head = make("p", "", make("b", "", text[name]), " ", make("span", "numbers", text[numbers]));
      why.append(make("li", "", head, make("i", "bar", make("i", `w${bar}`)), ...facts.map(factOf)));
    }
    const left = make("div", "", make("p", "title", "Why this pair"), why);
    const right = make("div", "");
    if (text[standing] !== "") right.append(make("p", "title", "Among the others"), make("p", "", text[standing]));
    if (others.length > 0) {
      const list = make("ul", "");
      for (const [mentor, score, isFree] of others) {
        const seat = isFree === 1 ? "a seat is free" : "all seats are taken";
        list.append(make("li", "", make("b", "", text[mentor]), ` ${text[score]}, ${seat}`));
      }
      right.append(make("p", "", "The rules also allow, in the order of ", text[data.name].toLowerCase(), ":"), list);
    }
    for (const note of notes) right.append(make("p", "numbers", text[note]));
    return make("div", "panel", left, ...(right.childNodes.length > 0 ? [right] : []));
  };

  /** @param {Row} one */
  const toggle = (one) => {
    const willOpen = one.button.getAttribute("aria-expanded") !== "true";
    if (one.opened === undefined) {
      const cell = document.createElement("td");
      cell.colSpan = 4;
      cell.append(panelOf(one.index));
      const row = document.createElement("tr");
      row.className = "opened";
      row.id = `reasons-${one.index}`;
      row.append(cell);
      one.opened = row;
      one.button.setAttribute("aria-controls", row.id);
      one.row.after(row);
    }
    one.opened.hidden = !willOpen;
    one.button.setAttribute("aria-expanded", String(willOpen));
  };
  body.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const one = button === null ? undefined : byButton.get(button);
    if (one !== undefined) toggle(one);
  });

  const find = /** @type {HTMLInputElement} */ (byId("find"));
  const found = /** @type {HTMLElement} */ (byId("found"));
  const more = /** @type {HTMLButtonElement} */ (byId("more"));
  const all = found.textContent ?? "";
  /** Rows that are shown before somebody asks for all. */
  const FEW = 25;
  let inOrder = rows;

  /** Shows the rows that are found, the first few of them until all are asked for. */
  const show = () => {
    const wanted = plain(find.value)
      .split(/\s+/)
      .filter((word) => word !== "");
    let count = 0;
    for (const one of inOrder) {
      const words = wanted.length === 0 ? "" : wordsOf(one);
      const isFound = wanted.every((word) => words.includes(word));
      if (isFound) count++;
      const isBeyond = isFound && count > FEW;
      one.row.hidden = !isFound;
      one.row.classList.toggle("beyond", isBeyond);
      if (one.opened === undefined) continue;
      one.opened.hidden = !isFound || one.button.getAttribute("aria-expanded") !== "true";
      one.opened.classList.toggle("beyond", isBeyond);
    }
    const isShort = count > FEW && table.classList.contains("short");
    more.hidden = !isShort;
    more.textContent = `Show all ${count}`;
    found.textContent = `${wanted.length === 0 ? "" : `${count} of `}${all}${isShort ? `, the first ${FEW} are shown` : ""}`;
  };
  let waiting = 0;
  find.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  more.addEventListener("click", () => {
    table.classList.remove("short");
    show();
    // the button is gone: whoever reads by keyboard goes on where the new rows begin
    inOrder.filter((one) => !one.row.hidden)[FEW]?.button.focus();
  });

  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const heads = [.../** @type {HTMLTableSectionElement} */ (table.tHead).rows[0].cells].slice(0, 3);
  heads.forEach((head, column) => {
    const button = make("button", "", head.textContent ?? "");
    button.setAttribute("type", "button");
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      // scores are looked at from the best on
      const sort =
        before === null
          ? column === 2
            ? "descending"
            : "ascending"
          : before === "ascending"
            ? "descending"
            : "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", sort);
      const sign = sort === "ascending" ? 1 : -1;
      const ordered = [...rows].sort((a, b) => {
        const [x, y] = [a.keys[column], b.keys[column]];
        const order = typeof x === "number" && typeof y === "number" ? x - y : compare(String(x), String(y));
        return sign * order || a.index - b.index;
      });
      inOrder = ordered;
      const parts = document.createDocumentFragment();
      for (const one of ordered) {
        parts.append(one.row);
        if (one.opened !== undefined) parts.append(one.opened);
      }
      body.append(parts);
      show();
    });
  });
  table.classList.add("short");
  show();
})();
