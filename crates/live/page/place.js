// Where the reader is: the lesson that the text is of, the address that holds the text, and the steps back. What is
// typed or set is in the address a moment later, so the page can be loaded anew, and every text can be undone.
'use strict';

/// The lesson that was opened, and what has become of it.
class Place {
  constructor(lanes) {
    Object.assign(this, { lanes, lesson: null, title: null, hash: '' });
    this.settle = settled(400, () => this.write());
  }

  begin(lesson) {
    Object.assign(this, { lesson, title: null });
    this.show(lesson === null ? '' : lesson.toml, null);
  }

  /// After a text was checked: whether it is still that of the lesson, or of its subject.
  follow(lane) {
    const title = lane.known && lane.known.title;
    if (this.lesson !== null && lane.toml === this.lesson.toml) this.title = title;
    this.show(lane.toml, title);
    this.settle();
  }

  show(toml, title) {
    const { lesson } = this;
    const kept = lesson !== null && lesson.toml === toml;
    const about = lesson !== null && this.title !== null && this.title === title;
    const select = byId('lesson');
    say(select.options[0], about && !kept ? `own config, from “${lesson.title}”` : 'own config');
    select.value = kept ? lesson.name : '';
    const page = about && lesson.report;
    byId('read').hidden = !page;
    if (page) byId('read').href = `../${page}`;
  }

  /// The lesson's name, or the text itself where it fits.
  async write() {
    const lanes = this.lanes();
    const first = lanes[0];
    if (first.toml === '') return;
    const named = lanes.length === 1 && this.lesson && first.toml === this.lesson.toml && first.arm === 0;
    const fragment = await Share.fragment(lanes, Share.hidden(), named ? this.lesson.name : null);
    // Where another link was chosen meanwhile, that one is being opened.
    if (fragment.length > Share.LINK || location.hash !== this.hash) return;
    history.replaceState(null, '', `#${fragment}`);
    this.hash = location.hash;
  }
}

/// The texts before, of every lane, to go back to and forth.
class Steps {
  constructor(go) {
    Object.assign(this, { go, now: new Map() });
    byId('undo').addEventListener('click', () => this.back());
    byId('redo').addEventListener('click', () => this.forth());
    this.clear();
  }

  clear() {
    Object.assign(this, { past: [], future: [] });
    this.now.clear();
    this.show();
  }

  /// A lane has another text.
  took(lane, from) {
    const { toml, arm, seed, files } = lane;
    const before = this.now.get(lane);
    this.now.set(lane, { lane, toml, arm, seed, files });
    if (from === 'steps' || !before || before.toml === toml) return;
    this.past.push(before);
    this.future = [];
    this.show();
  }

  back() {
    this.step(this.past, this.future);
  }

  forth() {
    this.step(this.future, this.past);
  }

  step(from, to) {
    const entry = from.pop();
    if (!entry) return;
    to.push(this.now.get(entry.lane));
    this.show();
    this.go(entry);
  }

  show() {
    byId('undo').disabled = this.past.length === 0;
    byId('redo').disabled = this.future.length === 0;
  }
}
