// What a lesson asks before one looks, and says afterwards. The site has it as HTML with formulas, made from the same
// text; a config that is not of the course is shown as it is written, paragraph by paragraph.
'use strict';

const Prose = (() => {
  const KEYS = ['predict', 'because'];
  let opened = null;
  let known = new Map();

  /// The lesson that is being opened, or null: the first text that is checked then is its own.
  function of(lesson) {
    opened = lesson;
    known = new Map();
  }

  /// The question above, and the answer folded below it.
  function lesson(check) {
    if (opened) known = new Map(KEYS.map(key => [check[key], opened[key]]));
    opened = null;
    for (const key of KEYS) show(byId(key), byId(`${key}-words`), check[key]);
  }

  function show(root, target, text) {
    root.hidden = !text;
    const html = known.get(text);
    const content = html || text || '';
    if (target.shown === content) return;
    target.shown = content;
    root.open = false;
    const nodes = html
      ? new DOMParser().parseFromString(html, 'text/html').body.childNodes
      : content.split(/\n\s*\n/).map(paragraph => element('p', { text: unbroken(paragraph.trim()) }));
    target.replaceChildren(...nodes);
  }

  return { of, lesson };
})();
