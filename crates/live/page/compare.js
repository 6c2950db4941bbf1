// Two configs side by side: a second lane that begins as a copy of the first. Both train in step; editor, controls
// and drawing belong to the lane that is chosen; what differs between the two is said in words.
'use strict';

class Compare {
  /// `choose(lane)` shows a lane in editor, controls and drawing.
  constructor(choose) {
    this.choose = choose;
    this.root = byId('lanes');
  }

  show(lanes, chosen) {
    this.root.hidden = lanes.length < 2;
    byId('compare').setAttribute('aria-pressed', String(lanes.length > 1));
    say(byId('compare'), lanes.length > 1 ? 'End comparison' : 'Compare');
    this.root.replaceChildren(
      ...lanes.map(lane =>
        element(
          'button',
          { type: 'button', 'aria-pressed': String(lane === chosen), onclick: () => this.choose(lane) },
          element('strong', { text: lane.name }),
          ` ${lane === chosen ? 'shown' : 'show'}`,
        ),
      ),
      element('p', { class: 'note', text: Compare.words(lanes) }),
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
        ? 'A and B are the same. Change one thing in B.'
        : 'A and B differ in their seed.';
    return keys
      .slice(0, 6)
      .map(key => `${key.split('.').slice(1).join('.') || key}: A ${plain(a[key])}, B ${plain(b[key])}`)
      .join(' · ');
  }
}
