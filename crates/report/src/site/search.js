// Search: every word of every page, with an index that is loaded when somebody begins to search.
// Its words are shown as text, never as markup.
"use strict";

(() => {
  const MOST = 12;
  const root = document.body.dataset.root;
  const input = document.getElementById("search");
  const list = document.getElementById("found");
  let pages = null;
  let chosen = -1;

  // Letters are compared without case, digits whether they stand high, low or on the line; a key of a config is its
  // words. Lengths stay as they are.
  const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉";
  const plain = (text) => text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉]/g, (digit) => digits.indexOf(digit) % 10)
    .replaceAll("_", " ")
    .replace(/\p{Lu}/gu, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter));

  const prepare = () => {
    pages = LONGHAND_INDEX.map(([title, address, about, kind, subject, sections]) => ({
      title, address, about, kind, subject, name: plain(`${title} ${subject}`), head: plain(about),
      sections: sections.map(([heading, id, words]) =>
        ({ heading, id, words, head: plain(heading), text: plain(words) })),
    }));
  };

  let asked = false;
  const load = () => {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = root + "assets/search-index.js";
    script.onload = () => { prepare(); show(); };
    document.head.append(script);
  };

  // Whether a word of the text begins with the term.
  const begins = (text, term) => {
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return at;
    }
    return -1;
  };

  // What a lesson says comes before its exercises, and these before tables, working and settings.
  const SAID = ["", "The answer", "The idea", "Why it is so", "What the doctor sees"];
  const weight = ({ heading }) => (SAID.includes(heading) ? 3 : heading === "Exercises" ? 2 : 1);

  // How well a section answers: a title or subject counts most, then what a page asks; 0 where a term is missing. Words
  // that stand together as they were asked for count as much again as a title.
  const worth = (page, section, terms, phrase) => {
    const places = [[page.name, 12], [page.head, 9], [section.head, 6], [section.text, weight(section)]];
    const each = terms.map((term) => places.find(([text]) => begins(text, term) >= 0));
    const together = terms.length > 1 && places.some(([text]) => begins(text, phrase) >= 0) ? 12 : 0;
    return each.includes(undefined) ? 0 : each.reduce((sum, [, points]) => sum + points, together);
  };

  // How often what is said of a page says just this, in tenths: who speaks of it again and again comes before who
  // mentions it.
  const often = (page, phrase) => {
    const count = (text) => text.split(phrase).length - 1;
    const said = page.sections.filter((section) => weight(section) > 1);
    return Math.min(4, said.reduce((sum, { text, head }) => sum + count(text) + count(head), 0) / 10);
  };

  const find = (terms) => {
    const found = [];
    const phrase = terms.join(" ");
    for (const page of pages) {
      let best = { worth: 0, section: null };
      for (const section of page.sections) {
        const here = worth(page, section, terms, phrase);
        const shown = terms.some((term) => begins(section.head + " " + section.text, term) >= 0) ? 0.5 : 0;
        if (here > 0 && here + shown > best.worth) best = { worth: here + shown, section };
      }
      if (best.section) found.push({ page, ...best, worth: best.worth + often(page, phrase) });
    }
    return found.sort((a, b) => b.worth - a.worth);
  };

  // The text with its terms marked, around the first of them.
  const excerpt = (text, terms, element, around) => {
    const flat = plain(text);
    const first = Math.min(...terms.map((term) => begins(flat, term)).filter((at) => at >= 0), text.length);
    const start = around && first < text.length && first > 60 ? text.lastIndexOf(" ", first - 40) + 1 : 0;
    const far = text.lastIndexOf(" ", start + 170);
    const end = around && text.length > start + 170 && far > start ? far : text.length;
    if (start > 0) element.append("… ");
    let at = start;
    while (at < end) {
      const rest = flat.slice(at, end);
      const next = terms.map((term) => [begins(rest, term), term.length]).filter(([place]) => place >= 0);
      if (next.length === 0) break;
      const [place, length] = next.sort((a, b) => a[0] - b[0])[0];
      const marked = document.createElement("mark");
      marked.textContent = text.slice(at + place, at + place + length);
      element.append(text.slice(at, at + place), marked);
      at += place + length;
    }
    element.append(text.slice(at, end), end < text.length ? " …" : "");
  };

  const item = ({ page, section }, terms, number) => {
    const link = document.createElement("a");
    link.href = root + page.address + (section.id ? "#" + section.id : "");
    link.id = "found-" + number;
    link.setAttribute("role", "option");
    link.tabIndex = -1;
    const title = document.createElement("b");
    excerpt(page.title, terms, title, false);
    link.append(title);
    if (section.heading) link.append(" · " + section.heading);
    const kind = document.createElement("small");
    kind.textContent = page.subject ? `${page.kind}: ${page.subject}` : page.kind;
    link.append(kind);
    const words = document.createElement("span");
    excerpt(section.words || page.about, terms, words, true);
    link.append(words);
    return link;
  };

  const choose = (number) => {
    const links = [...list.querySelectorAll("a")];
    chosen = links.length === 0 ? -1 : (number + links.length) % links.length;
    links.forEach((link, at) => link.setAttribute("aria-selected", at === chosen));
    if (chosen >= 0) {
      // The list alone is scrolled, never the page.
      const { offsetTop: top, offsetHeight: height } = links[chosen];
      list.scrollTop = Math.max(top + height - list.clientHeight, Math.min(list.scrollTop, top));
      input.setAttribute("aria-activedescendant", links[chosen].id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const show = () => {
    const terms = plain(input.value).split(/\s+/).filter((term) => term !== "");
    if (!pages || terms.length === 0) return close();
    const found = find(terms);
    const items = found.slice(0, MOST).map((result, number) => item(result, terms, number));
    const note = document.createElement("p");
    const more = `${found.length - MOST} more pages: a further word narrows it.`;
    note.textContent = found.length === 0 ? "Nothing found." : more;
    list.replaceChildren(...items, ...(found.length === 0 || found.length > MOST ? [note] : []));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(0);
  };

  input.addEventListener("focus", () => { load(); show(); });
  input.addEventListener("input", () => { load(); show(); });
  input.addEventListener("keydown", (event) => {
    const links = list.querySelectorAll("a");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !list.hidden && links[chosen]) {
      event.preventDefault();
      links[chosen].click();
      close();
    } else if (event.key === "Escape") {
      close();
      input.blur();
    }
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("search")) close();
  });
  input.closest("search").hidden = false;
})();
