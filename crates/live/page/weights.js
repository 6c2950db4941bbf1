// Weights by hand: a click on a unit or on a line opens the numbers that come into a unit. What is set becomes the
// beginning of the file: all parameters as they are stand under [initial], so link and program begin there, too.
'use strict';

class Weights {
  /// `edit(changes, further, because)` writes to the lane.
  constructor(edit) {
    Object.assign(this, { edit, dialog: byId('weights'), fields: byId('weights-fields') });
    byId('weights-form').addEventListener('submit', event => {
      event.preventDefault();
      this.dialog.close();
      this.set();
    });
    byId('weights-close').addEventListener('click', () => this.dialog.close());
  }

  /// The numbers into a unit of a layer; `from` is the one that was pointed at.
  open(lane, named, { layer, unit }, from = null) {
    const { view, inputs, layers } = lane;
    // A maxout unit has several weights from each.
    if (!view || layer < 0 || view.weights[layer][0].length !== layers[layer].units) return;
    Object.assign(this, { lane, layer, unit });
    say(byId('weights-head'), named);
    const bias = view.biases[layer];
    const rows = view.weights[layer].map((row, i) => [NetworkPlaces.source(inputs, layer, i), row[unit]]);
    this.fields.replaceChildren(
      ...rows.map(([name, value], i) => this.field(`Weight from ${name}`, value, `${i}`)),
      ...(bias ? [this.field('Bias', bias[unit] ?? bias[0], 'bias')] : []),
    );
    this.dialog.showModal();
    const wanted = this.fields.querySelector(`[data-row="${from ?? 0}"]`);
    if (wanted) wanted.select();
  }

  field(label, value, row) {
    const short = Number(Number(value).toPrecision(6));
    const input = element('input', { type: 'number', step: 'any', 'data-row': row, value: short });
    return Fields.labelled(label, input);
  }

  async set() {
    const { lane, layer, unit } = this;
    const all = await lane.engine.ask('initial', { session: lane.session });
    const [weight, bias] = ['weight', 'bias'].map(kind => all[`layers.${layer}.${kind}`]);
    for (const input of this.fields.querySelectorAll('input')) {
      const value = Number(input.value);
      // What was not touched keeps all its digits.
      const isSame = input.value === input.defaultValue;
      if (isSame || input.value.trim() === '' || !Number.isFinite(value)) continue;
      if (input.dataset.row === 'bias') bias[0][bias[0].length > 1 ? unit : 0] = value;
      else weight[Number(input.dataset.row)][unit] = value;
    }
    const changes = Object.entries(all).map(([name, rows]) => [`initial."${name}"`, rows]);
    this.edit(changes, [['seeds', null]], 'One start, so one seed.');
  }
}
