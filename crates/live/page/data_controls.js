// The controls of the data: how many points, how noisy, how they are split, and what chance draws: the data and the
// weights each by a seed of their own, so that one of them can be drawn anew.
'use strict';

class DataControls {
  constructor(controls) {
    this.controls = controls;
    this.data();
  }

  data() {
    const has = key => lane => lane.values[key] !== undefined;
    const drawn = lane => has('dataset.noise')(lane) || Controls.DRAWN.includes(lane.values['dataset.name']);
    const number = (label, key, attributes, shown) =>
      this.controls.add('data-fields', Fields.number(label, key, this.controls.set(key), attributes), shown);
    const noise = { min: 0, placeholder: 'standard', slider: { min: 0, max: 1, step: 0.05 } };
    number('Noise', 'dataset.noise', noise, drawn);
    number('Samples', 'dataset.samples', { min: 1, step: 1, placeholder: 200 }, drawn);
    number('Classes', 'dataset.classes', { min: 2, step: 1 }, has('dataset.classes'));
    number('Bits', 'dataset.bits', { min: 1, step: 1 }, has('dataset.bits'));
    number('Test share', 'dataset.test', { min: 0, max: 0.9, slider: { min: 0, max: 0.9, step: 0.05 } });
    this.controls.add('data-fields', Fields.choice('Scaling', 'dataset.scale', this.controls.set('dataset.scale')));
    this.isDrawn = lane => drawn(lane) || lane.values['dataset.test'] > 0;
    this.chance();
    this.runs();
  }

  /// The points or their split drawn anew, apart from the weights; or why they are not.
  chance() {
    const field = Fields.number('Data seed', 'dataset.seed', this.controls.set('dataset.seed'), {
      min: 0,
      step: 1,
      dice: { label: 'Other data, same weights', roll: () => this.otherData() },
    });
    const refresh = lane => {
      field.refresh(lane);
      field.root.querySelector('input').placeholder = lane.seed;
    };
    this.controls.add('data-fields', { root: field.root, refresh }, this.isDrawn);
    const why = element('p', { class: 'note whole', text: 'A fixed table, all of it trained on: no data are drawn.' });
    this.controls.add('data-fields', { root: why, refresh: () => {} }, lane => !this.isDrawn(lane));
  }

  /// The data of the next seed, while the weights stay those of theirs.
  otherData() {
    const next = ({ seed, values }) => Number(values['dataset.seed'] ?? seed) + 1;
    return this.controls.edit(() => [['dataset.seed', next(this.controls.lane)]]);
  }

  /// The weights drawn anew, while the data stay those of their seed.
  otherWeights() {
    const { lane } = this.controls;
    const { seed, values } = lane;
    const kept = this.isDrawn(lane) && values['dataset.seed'] === undefined ? [['dataset.seed', seed]] : [];
    const changes = [['seed', Number(seed) + 1], ...kept];
    return this.controls.edit(changes, [['seeds', null]], 'One seed takes the place of several.');
  }

  /// The choice of arm and seed where the file has several; else the seed is a key like others.
  runs() {
    const arm = element('select', { onchange: () => this.controls.pick({ arm: Number(arm.value) }) });
    const refreshArm = ({ known, arm: chosen }) => {
      DataControls.options(
        arm,
        known.arms.map((each, i) => [i, each.label || `arm ${i + 1}`]),
        chosen,
      );
    };
    this.controls.add(
      'data-fields',
      { root: Fields.labelled('Arm of the sweep', arm, null, 'field whole'), refresh: refreshArm },
      lane => lane.known.arms.length > 1,
    );
    const seed = element('select', { onchange: () => this.controls.pick({ seed: Number(seed.value) }) });
    const refreshSeed = ({ known, seed: chosen }) =>
      DataControls.options(
        seed,
        known.seeds.map(each => [each, each]),
        chosen,
      );
    const several = lane => lane.known.seeds.length > 1;
    this.controls.add('data-fields', { root: Fields.labelled('Seed', seed), refresh: refreshSeed }, several);
    const dice = { label: 'Other weights, same data', roll: () => this.otherWeights() };
    const one = Fields.number('Seed', 'seed', this.controls.set('seed', [['seeds', null]]), { min: 0, step: 1, dice });
    const refreshOne = lane => one.refresh({ values: { seed: lane.seed } });
    this.controls.add('data-fields', { root: one.root, refresh: refreshOne }, lane => !several(lane));
  }

  static options(select, pairs, chosen) {
    select.replaceChildren(...pairs.map(([value, text]) => element('option', { value, text })));
    select.value = String(chosen);
  }
}
