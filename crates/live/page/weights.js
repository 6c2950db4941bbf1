// A unit seen large, with the numbers that come into it, to be read and set. What is set counts at once, and training
// goes on from it; or all parameters as they are become the beginning of the file, so link and program begin there.
'use strict';

class Weights {
  /// `edit(changes, further, because)` writes to the lane.
  constructor(edit) {
    Object.assign(this, { edit, dialog: byId('weights'), fields: byId('weights-fields'), map: byId('weights-map') });
    this.setting = Promise.resolve();
    byId('weights-form').addEventListener('submit', () => this.setAll());
    byId('weights-begin').addEventListener('click', () => this.begin());
  }

  /// The numbers into a unit of a layer; `from` is the one that was pointed at.
  open(lane, named, unit, from = null) {
    if (!lane.view) return;
    Object.assign(this, { lane, unit });
    say(byId('weights-head'), named);
    // A maxout unit has several weights from each.
    const { layer } = unit;
    const isSet = layer >= 0 && lane.view.weights[layer][0].length === lane.layers[layer].units;
    this.inputs = isSet ? this.made(lane, unit) : [];
    this.fields.replaceChildren(...this.inputs.map(({ root }) => root));
    byId('weights-begin').hidden = byId('weights-words').hidden = !isSet;
    this.dialog.showModal();
    this.refresh();
    const wanted = this.inputs[from ?? 0];
    if (wanted && (from !== null || !Weights.byTouch())) wanted.input.select();
  }

  /// A finger wants to look first, without a keyboard over what it looks at.
  static byTouch = () => window.matchMedia('(pointer: coarse)').matches;

  made({ view, inputs }, { layer, unit }) {
    const weight = i => [`layers.${layer}.weight`, i, unit, ({ weights }) => weights[layer][i][unit]];
    const made = view.weights[layer].map((_, i) =>
      this.field(`Weight from ${NetworkPlaces.source(inputs, layer, i)}`, i, weight(i)),
    );
    if (!view.biases[layer]) return made;
    const column = view.biases[layer].length > 1 ? unit : 0;
    const bias = [`layers.${layer}.bias`, 0, column, ({ biases }) => biases[layer][column]];
    return [...made, this.field('Bias', 'bias', bias)];
  }

  field(label, row, [name, at, column, read]) {
    const input = element('input', { type: 'number', step: 'any', 'data-row': row });
    input.addEventListener('change', () => this.set(input, { name, row: at, column }));
    return { input, read, name, at, column, root: Fields.labelled(label, input) };
  }

  /// The map and the numbers as they are now; what is being written stays.
  refresh() {
    if (!this.dialog.open || !this.lane.view) return;
    for (const { input, read } of this.inputs) {
      const value = String(Number(Number(read(this.lane.view)).toPrecision(6)));
      if (input.value === input.defaultValue || input.value === '') input.value = value;
      input.defaultValue = value;
    }
    const side = this.map.parentElement.clientWidth;
    const ends = NetworkPaint.large(sharp(this.map, side, side), this.lane, this.unit, side);
    this.map.hidden = ends === undefined;
    const scale = byId('weights-scale');
    const shown = ends ? ends.join() : '';
    if (scale.dataset.ends === shown) return;
    scale.dataset.ends = shown;
    scale.replaceChildren(...(ends ? Scale.parts(ends, null) : []));
  }

  /// Sets one number in the network as it stands.
  set(input, place) {
    const { lane } = this;
    const value = Number(input.value);
    if (input.value.trim() === '' || !Number.isFinite(value) || input.value === input.defaultValue) return;
    input.defaultValue = input.value;
    this.setting = this.setting.then(() => lane.set({ ...place, value })).catch(problem => lane.fail(problem.message));
  }

  /// What was written and not left yet.
  setAll() {
    for (const { input, name, at, column } of this.inputs) this.set(input, { name, row: at, column });
  }

  /// All parameters as they are become the beginning of the file.
  async begin() {
    const { lane } = this;
    this.setAll();
    this.dialog.close();
    await this.setting;
    const all = await lane.engine.ask('initial', { session: lane.session });
    const changes = Object.entries(all).map(([name, rows]) => [`initial."${name}"`, rows]);
    this.edit(changes, [['seeds', null]], 'One start, so one seed.');
  }
}
