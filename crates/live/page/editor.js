// The editor: the TOML with line numbers, words told apart by color, and the program's own errors beside the line.
// A text area over a copy of its text: the copy has the colors and the height, the area has the caret, and every
// browser's own editing, undo and reading aloud. Both break a long line at the same places.
'use strict';

class Editor {
  constructor(root, onType) {
    this.area = element('textarea', {
      spellcheck: 'false',
      autocapitalize: 'off',
      autocomplete: 'off',
      rows: '18',
      'aria-label': 'The config, in TOML',
      'aria-describedby': 'editor-errors',
    });
    this.copy = element('pre', { class: 'copy', 'aria-hidden': 'true' });
    this.list = element('ul', { class: 'errors', id: 'editor-errors', 'aria-live': 'polite' });
    root.append(
      element('div', { class: 'paper' }, element('div', { class: 'sheet' }, this.copy, this.area)),
      this.list,
    );
    this.area.addEventListener('input', () => {
      this.paint([]);
      onType(this.area.value);
    });
    this.area.addEventListener('keydown', event => this.tab(event));
  }

  /// Escape, then Tab leaves the editor; Tab alone writes four blanks.
  tab(event) {
    if (event.key === 'Escape') this.leaving = true;
    else if (event.key === 'Tab' && !event.shiftKey && !this.leaving) {
      event.preventDefault();
      this.area.setRangeText('    ', this.area.selectionStart, this.area.selectionEnd, 'end');
      this.area.dispatchEvent(new Event('input'));
    } else this.leaving = false;
  }

  /// Shows a text that something else wrote.
  show(text) {
    if (this.area.value !== text) this.area.value = text;
    this.paint([]);
  }

  /// Marks the errors of the check, and lists them as the program prints them.
  mark(errors, warnings) {
    this.paint(errors);
    this.area.setAttribute('aria-invalid', String(errors.length > 0));
    this.list.replaceChildren(
      ...errors.map(error => this.entry(error, 'error')),
      ...(errors.length > 0 ? [] : warnings).map(warning => this.entry(warning, 'warning')),
    );
  }

  entry(fault, kind) {
    const rendered = fault.rendered || fault.message || String(fault);
    const place = fault.line ? `line ${fault.line}` : kind;
    return element(
      'li',
      { class: kind },
      element('button', { type: 'button', onclick: () => this.goTo(fault), text: `Go to ${place}` }),
      element('pre', { text: rendered.trim() }),
    );
  }

  goTo({ line, column, length }) {
    const lines = this.area.value.split('\n');
    const start =
      lines.slice(0, (line || 1) - 1).reduce((sum, text) => sum + text.length + 1, 0) + ((column || 1) - 1);
    this.area.focus();
    this.area.setSelectionRange(start, start + (length || 0));
    const row = this.copy.children[(line || 1) - 1];
    const paper = this.copy.closest('.paper');
    if (row) paper.scrollTop = Math.max(0, row.offsetTop - paper.clientHeight / 3);
  }

  paint(errors) {
    const lines = this.area.value.split('\n');
    const byLine = new Map(errors.map(error => [error.line, error]));
    const long = Editor.inLongStrings(lines);
    this.copy.replaceChildren(...lines.map((line, i) => Editor.line(line, i + 1, byLine.get(i + 1), long[i])));
  }

  /// Which lines lie in a string of several lines.
  static inLongStrings(lines) {
    let open = false;
    return lines.map(line => {
      const before = open;
      for (const _ of line.matchAll(/'''|"""/g)) open = !open;
      return before;
    });
  }

  static line(text, number, error, inString) {
    const made = element('span', { class: error ? 'line at-fault' : 'line', 'data-number': number });
    const from = error ? error.column - 1 : -1;
    const to = error ? from + Math.max(1, error.length) : -1;
    let place = 0;
    for (const [piece, kind] of inString ? [[text, 'string']] : Editor.pieces(text)) {
      const end = place + piece.length;
      const inner = [from, to].filter(cut => cut > place && cut < end);
      const cuts = [place, ...inner, end];
      for (let i = 1; i < cuts.length; i++) {
        const wrong = error && cuts[i - 1] >= from && cuts[i] <= to;
        made.append(
          element('span', { class: wrong ? `${kind} wrong` : kind, text: text.slice(cuts[i - 1], cuts[i]) }),
        );
      }
      place = end;
    }
    return made;
  }

  /// A line of TOML cut into comments, headers, keys, strings, numbers and the rest; no reading, only looks.
  static pieces(text) {
    if (/^\s*\[/.test(text) && /^\s*\[{1,2}[\w."-]+\]{1,2}/.test(text)) return [[text, 'header']];
    const found = text.matchAll(
      /#.*$|"(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z_][\w.-]*(?=\s*=)|[-+]?\d[\w.+-]*|\w+|[^\w"'#]+|["']/g,
    );
    return [...found].map(([piece]) => [piece, Editor.kind(piece, text)]);
  }

  static kind(piece, text) {
    if (piece.startsWith('#')) return 'comment';
    if (/^["']/.test(piece)) return 'string';
    if (/^[-+]?\d/.test(piece)) return 'number';
    return /^[A-Za-z_]/.test(piece) && text.includes('=') ? 'key' : 'plain';
  }
}
