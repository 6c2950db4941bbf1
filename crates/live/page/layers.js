// Layer by layer, live: the norm of the gradient, how many units are dead or saturated, and what the doctor says.
'use strict';

class Layers {
  constructor() {
    Object.assign(this, { body: byId('layer-rows'), found: byId('findings'), shown: '' });
  }

  show(lane) {
    this.lane = lane;
    this.rows = lane.layers.map((layer, i) => this.row(layer, i));
    this.body.replaceChildren(...this.rows.map(row => row.root));
    this.refresh(lane);
  }

  row(layer, i) {
    const last = i === this.lane.layers.length - 1;
    const name = element('th', {
      scope: 'row',
      text: `${last ? 'Output' : `Hidden ${i + 1}`} · ${layer.activation}`,
    });
    const bar = element('span', { class: 'bar' });
    const norm = element('span', { class: 'amount' });
    const dead = element('td');
    const saturated = element('td');
    const root = element(
      'tr',
      {},
      name,
      element('td', { class: 'norm' }, norm, element('span', { class: 'track' }, bar)),
      dead,
      saturated,
    );
    return { root, bar, norm, dead, saturated };
  }

  /// A bar is full for the largest norm and half as long for half of it, as the head of its column says.
  refresh({ view, findings }) {
    if (!view || !this.rows) return;
    const largest = Math.max(...view.gradient_norms);
    this.rows.forEach((row, i) => {
      const norm = view.gradient_norms[i];
      say(row.norm, written(norm, 3));
      const share = norm > 0 ? norm / largest : 0;
      row.bar.style.setProperty('transform', `scaleX(${share.toFixed(3)})`);
      say(row.dead, Layers.amount(view.dead && view.dead[i]));
      say(row.saturated, Layers.amount(view.saturated && view.saturated[i]));
    });
    this.findings(findings);
  }

  static amount(value) {
    return value === null || value === undefined
      ? '–'
      : Number.isInteger(value) && value > 1
        ? String(value)
        : `${Math.round(value * 100)} %`;
  }

  /// What the doctor found when training last stood.
  findings(findings) {
    const content = JSON.stringify(findings);
    if (content === this.shown) return;
    this.shown = content;
    this.found.replaceChildren(...findings.map(Layers.finding));
  }

  static finding({ title, text, why, try: advice }) {
    return element(
      'li',
      {},
      element('strong', { text: title }),
      ...[text, why].filter(Boolean).map(words => element('p', { text: words })),
      advice ? element('p', { class: 'try', text: `Try: ${advice}` }) : null,
    );
  }
}
