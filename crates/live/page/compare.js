// Two configs side by side: a second lane that begins as a copy of the first. Both train in step from epoch 0; file,
// controls and network are those of the lane that is chosen, and say so. What differs is said in words.
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
    byId('compare').setAttribute('aria-pressed', String(several));
    say(byId('compare'), several ? 'End comparison' : 'Compare');
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
