// Write it out: one training sample through the network and back, every number by hand, while training stands.
'use strict';

class WriteOut {
  /// `pause()` makes training stand; `values(numbers)` puts a sample's numbers beside the units of the drawing.
  constructor(pause, values) {
    Object.assign(this, { pause, values, lane: null, asked: 0, number: byId('sample'), work: byId('working') });
    this.number.addEventListener('change', () => this.lane && this.lane.choose(this.row()));
    byId('write').addEventListener('click', () => this.lane && this.lane.choose(this.row()));
  }

  row() {
    return Math.min(Number(this.number.max), Math.max(0, Math.round(Number(this.number.value)) || 0));
  }

  show(lane) {
    this.lane = lane;
    this.number.max = String(Math.max(0, lane.data.training.length - 1));
    this.number.value = String(lane.sample);
    this.clear();
  }

  clear() {
    this.asked += 1;
    this.work.replaceChildren();
    this.values(null);
  }

  async write() {
    const { lane } = this;
    if (!lane || lane.session === null) return;
    this.pause();
    const asked = ++this.asked;
    this.number.value = String(lane.sample);
    try {
      const { steps, values } = await lane.engine.ask('sample', { session: lane.session, row: lane.sample });
      if (asked !== this.asked) return;
      this.work.replaceChildren(...steps.map(step => WriteOut.step(step, step.title === 'Forward')));
      this.values(values || null);
    } catch (problem) {
      this.work.replaceChildren(element('p', { class: 'error', text: problem.message }));
    }
  }

  static step({ title, words, lines }, open) {
    const said = (words || []).map(text => element('p', { text }));
    const list = element('ol', {}, ...lines.map(WriteOut.line));
    return element('details', { open }, element('summary', { text: title }), ...said, list);
  }

  /// One line of working: what it is, its formula, the formula with its numbers, the result.
  static line({ symbol, formula, numbers, result, remark }) {
    const steps = Object.entries({ formula, numbers, result });
    const parts = steps.filter(([, text], i) => text && (i === 0 || text !== steps[i - 1][1]));
    return element(
      'li',
      {},
      element('b', { text: symbol }),
      ...parts.map(([kind, text]) => element('span', { class: kind, text: `= ${text}` })),
      remark ? element('span', { class: 'remark', text: remark }) : null,
    );
  }
}
