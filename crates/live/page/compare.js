// Two configs side by side: a second lane that begins as a copy of the first. The one behind trains until it has caught
// up, then both go on in step; file and controls are those of the lane that is chosen, and say so. What differs is said
// in words.
'use strict';

class Compare {
  /// `choose(lane)` shows a lane in editor, controls and drawing.
  constructor(choose) {
    this.choose = choose;
    this.root = byId('lanes');
    this.heads = [...document.querySelectorAll('h2[data-of-lane]')].map(head => [head, head.textContent]);
  }

  show(lanes, chosen) {
    const several = lanes.length > 1;
    this.root.hidden = !several;
    document.querySelector('main').classList.toggle('several', several);
    byId('compare').setAttribute('aria-pressed', String(several));
    say(byId('compare'), several ? `End, keep ${chosen.name}` : 'Compare');
    for (const [head, text] of this.heads) say(head, several ? `${text} of ${chosen.name}` : text);
    this.root.replaceChildren(
      ...lanes.map(lane => this.button(lane, lane === chosen)),
      element('p', { class: 'note', text: Compare.words(lanes) }),
    );
  }

  button(lane, chosen) {
    return element(
      'button',
      { type: 'button', 'aria-pressed': String(chosen), onclick: () => this.choose(lane) },
      chosen ? 'Editing ' : 'Edit ',
      element('strong', { 'data-lane': lane.name, text: lane.name }),
    );
  }

  /// The keys in which two lanes differ: "optimizer.rule: A momentum, B adam".
  static words(lanes) {
    if (lanes.length < 2) return '';
    const [a, b] = lanes.map(lane => lane.values || {});
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
      key => JSON.stringify(a[key]) !== JSON.stringify(b[key]),
    );
    const plain = value => (value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value));
    if (keys.length === 0)
      return lanes[0].seed === lanes[1].seed
        ? 'A and B are the same. Change one thing in B, then play both.'
        : `seed: A ${lanes[0].seed}, B ${lanes[1].seed}`;
    return keys
      .slice(0, 6)
      .map(key => `${key.split('.').slice(1).join('.') || key}: A ${plain(a[key])}, B ${plain(b[key])}`)
      .join(' · ');
  }
}

/// The network of the lane that is not chosen, beside that which is; a click chooses it.
class Beside {
  constructor(choose) {
    this.canvas = element('canvas', { 'aria-hidden': 'true' });
    const edit = { 'aria-label': 'The other network: edit it', onclick: () => choose(this.lane) };
    this.stage = element('button', { type: 'button', class: 'stage', ...edit }, this.canvas);
    this.name = element('b', { class: 'lane-name' });
    this.root = element('div', { class: 'staged', hidden: true }, this.name, this.stage);
    this.own = element('b', { class: 'lane-name' });
    byId('net-stage').before(this.own);
    byId('net-stage').parentElement.after(this.root);
  }

  paint(lanes, chosen) {
    const lane = lanes.find(each => each !== chosen);
    this.root.hidden = this.own.hidden = !lane;
    if (!lane) return;
    this.lane = lane;
    this.root.classList.toggle('first', lane === lanes[0]);
    this.stage.setAttribute('aria-label', `The network of ${lane.name}: edit ${lane.name}`);
    Beside.title(this.name, lane);
    Beside.title(this.own, chosen);
    if (!lane.view) return;
    const columns = NetworkPlaces.columns(this.stage, lane.inputs, lane.layers, NetworkPlaces.SMALL);
    NetworkPaint.paint(this.canvas, columns, lane);
  }

  static title(target, { name }) {
    say(target, name);
    target.dataset.lane = name;
  }
}
