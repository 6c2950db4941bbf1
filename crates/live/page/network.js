// The network as a drawing that can be pointed at: a column for each layer, a square for each unit with its map over
// the plane, lines for weights. Squares are buttons, so the keyboard and a screen reader reach every unit. What is
// painted, and how, stands in network_paint.js.
'use strict';

/// What a square shows over no plane, one input, and a plane.
const SQUARES = [
  'Each square is a unit; above two inputs there is no plane to draw it over.',
  'Each square shows its unit as a curve over the input.',
  'Each square shows its unit over the data: blue is −1 and orange 1, or farther where a unit goes farther.',
];

class Network {
  /// `edit(changes, further)` changes the text; `point(unit)` is told which unit is pointed at, or null.
  constructor(edit, point) {
    Object.assign(this, { edit, point, lane: null, over: null, values: null, weights: new Weights(edit) });
    this.left = []; // slices that are still to be painted
    this.canvas = element('canvas', { 'aria-hidden': 'true' });
    this.units = element('div', { class: 'units' });
    this.heads = element('div', { class: 'heads' });
    this.inner = element('div', { class: 'inner' }, this.canvas, this.heads, this.units);
    byId('net-stage').append(this.inner);
    byId('net-stage').addEventListener('scroll', () => this.sign());
    this.count = element('span', { class: 'count' });
    byId('net-tools').append(
      this.step('−', 'Remove the last hidden layer', () => this.layers(-1)),
      this.count,
      this.step('+', 'Add a hidden layer', () => this.layers(1)),
    );
    this.inner.addEventListener('pointermove', event => this.hover(event));
    this.inner.addEventListener('pointerleave', () => this.hover(null));
    this.canvas.addEventListener('click', event => {
      const weight = this.weightAt(event);
      if (weight) this.change({ layer: weight.layer, unit: weight.to }, weight.from);
    });
    new ResizeObserver(() => this.lane && this.lane.session !== null && this.arrange()).observe(byId('net-stage'));
  }

  step(text, label, action) {
    return element('button', {
      type: 'button',
      class: 'step',
      'aria-label': label,
      title: label,
      text,
      onclick: action,
    });
  }

  hidden() {
    return this.lane.values['network.hidden'] || [];
  }

  layers(by) {
    this.resize(old => (by > 0 ? [...old, old.length > 0 ? old[old.length - 1] : 4] : old.slice(0, -1)));
  }

  widen(layer, by) {
    this.resize(old => old.map((width, i) => Math.max(1, width + (i === layer ? by : 0))));
  }

  /// A list with one activation or dropout for each layer does not fit another depth; its first value does.
  resize(change) {
    if (this.lane === null) return;
    const further = ['network.activation', 'network.dropout']
      .filter(key => Array.isArray(this.lane.values[key]))
      .map(key => [key, this.lane.values[key][0]]);
    this.edit(() => [['network.hidden', change(this.hidden())]], further, 'One value holds for all layers.');
  }

  /// Columns of places for a lane whose session was opened.
  show(lane) {
    this.lane = lane;
    this.over = null;
    this.values = null;
    this.arrange();
  }

  arrange() {
    const { inputs, layers } = this.lane;
    this.columns = NetworkPlaces.columns(byId('net-stage'), inputs, layers);
    this.inner.style.setProperty('width', `${this.columns.width}px`);
    this.inner.style.setProperty('height', `${this.columns.height}px`);
    this.headers();
    this.units.replaceChildren(...this.columns.flatMap(column => column.units.map(unit => this.button(unit))));
    say(this.count, plural(this.hidden().length, 'hidden layer'));
    this.paint();
    this.sign();
  }

  /// An arrow at each side on which the drawing goes on.
  sign() {
    const { scrollLeft, scrollWidth, clientWidth, parentElement } = byId('net-stage');
    parentElement.classList.toggle('goes-left', scrollLeft > 2);
    parentElement.classList.toggle('goes-right', scrollLeft + clientWidth < scrollWidth - 2);
  }

  headers() {
    const { layers } = this.lane;
    this.heads.replaceChildren(
      ...this.columns.map((column, i) => {
        const own = i > 0 && i < this.columns.length - 1;
        const text = i === 0 ? 'inputs' : own ? layers[i - 1].activation : `output: ${layers[i - 1].activation}`;
        const head = element('div', { class: 'column' }, element('span', { class: 'kind', text }));
        if (own) {
          head.prepend(
            element(
              'div',
              { class: 'steps' },
              this.step('−', `Remove a unit of hidden layer ${i}`, () => this.widen(i - 1, -1)),
              element('span', { text: String(column.count) }),
              this.step('+', `Add a unit to hidden layer ${i}`, () => this.widen(i - 1, 1)),
            ),
          );
        }
        head.style.setProperty('left', `${column.x}px`);
        return head;
      }),
    );
  }

  button(unit) {
    const made = element('button', {
      type: 'button',
      class: 'unit',
      'aria-label': this.named(unit),
      onclick: () => this.change(unit),
    });
    for (const [key, value] of [
      ['left', unit.x],
      ['top', unit.y],
      ['width', unit.size],
      ['height', unit.size],
    ]) {
      made.style.setProperty(key, `${value}px`);
    }
    // A finger opens the numbers themselves.
    made.addEventListener('focus', () => made.matches(':focus-visible') && this.enter(unit, made));
    made.addEventListener('blur', () => this.leave());
    made.addEventListener('pointerenter', ({ pointerType }) => pointerType !== 'touch' && this.enter(unit, made));
    made.addEventListener('pointerleave', () => this.leave());
    return made;
  }

  named({ layer, unit }) {
    if (layer < 0) return `Input ${this.lane.inputs[unit]}`;
    const last = layer === this.lane.layers.length - 1;
    return last ? `Output unit ${unit + 1}` : `Hidden layer ${layer + 1}, unit ${unit + 1}`;
  }

  enter(unit, button) {
    this.over = { unit };
    button.setAttribute('aria-label', `${this.named(unit)}. ${this.described(unit)}`);
    Hint.show(`${this.named(unit)}\n${this.described(unit)}`, button.getBoundingClientRect());
    this.point(unit);
    this.paint();
  }

  leave() {
    this.over = null;
    Hint.hide();
    this.point(null);
    this.paint();
  }

  /// A unit seen large, with the numbers into it, to be set by hand.
  change(unit, from) {
    Hint.hide();
    this.weights.open(this.lane, this.named(unit), unit, from);
  }

  /// Bias, incoming weights and, with a chosen sample, the value of a unit, in words.
  described({ layer, unit }) {
    const { view, inputs } = this.lane;
    const value = this.values ? NetworkPlaces.value(this.values, layer, unit) : undefined;
    const now = value === undefined ? [] : [`value for sample ${this.lane.sample}: ${written(value)}`];
    if (layer < 0 || !view) return now.join('\n') || 'as the data have it';
    const weights = view.weights[layer].map(
      (row, i) => `${NetworkPlaces.source(inputs, layer, i)}: ${written(row[unit])}`,
    );
    const shown = weights.length > 12 ? [...weights.slice(0, 12), `… and ${weights.length - 12} more`] : weights;
    const bias = view.biases[layer] ? [`bias ${written(view.biases[layer][unit] ?? view.biases[layer][0])}`] : [];
    return [...now, ...bias, `weights from ${shown.join(', ')}`].join('\n');
  }

  /// Pointing at a line shows its weight.
  hover(event) {
    if (event && event.pointerType === 'touch') return;
    if (!event || event.target !== this.canvas) {
      if (this.over && this.over.weight) this.leave();
      return;
    }
    const weight = this.weightAt(event);
    if (!weight) {
      if (this.over) this.leave();
      return;
    }
    this.over = { weight };
    const { layer, from, to } = weight;
    const text =
      `${NetworkPlaces.source(this.lane.inputs, layer, from)} → ${this.named({ layer, unit: to }).toLowerCase()}\n` +
      `weight ${written(this.lane.view.weights[layer][from][to], 5)}`;
    Hint.show(text, new DOMRect(event.clientX, event.clientY, 1, 1));
    this.paint();
  }

  /// The weight whose line is meant; a finger is less exact.
  weightAt({ clientX, clientY, pointerType }) {
    const { left, top } = this.canvas.getBoundingClientRect();
    return NetworkPlaces.nearest(this.columns, clientX - left, clientY - top, pointerType === 'touch' ? 16 : 6);
  }

  paint() {
    this.left = [];
    if (!this.columns || !this.lane.view) return;
    NetworkPaint.paint(this.canvas, this.columns, this.lane, { over: this.over, values: this.values });
    this.painted();
  }

  /// A slice of the drawing, so that a large network does not keep the page waiting; gives whether there are more. All
  /// slices show one and the same moment of the training.
  paintSlice() {
    if (!this.columns || !this.lane.view) return false;
    if (this.left.length === 0) {
      this.left = NetworkPaint.slices(this.columns);
      this.moment = Object.create(this.lane, { view: { value: this.lane.view } });
    }
    const { over, values } = this;
    NetworkPaint.paint(this.canvas, this.columns, this.moment, { over, values, slice: this.left.shift() });
    if (this.left.length > 0) return true;
    this.painted();
    return false;
  }

  painted() {
    this.weights.refresh();
    say(byId('unit-words'), SQUARES[this.lane.axes]);
  }

  /// The numbers of a chosen sample, written beside the units while training stands.
  showValues(values) {
    this.values = values;
    this.paint();
  }
}
