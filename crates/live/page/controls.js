// The controls: data, features, network and training, each bound to a key of the text. They follow whatever the text
// says, and whatever they are set to is written there.
'use strict';

class Controls {
  /// `edit(changes, further, because)` writes to the lane that is shown, and gives why it does not; `pick({arm, seed})`
  /// chooses among its runs.
  constructor(edit, pick) {
    this.edit = edit;
    this.pick = pick;
    this.lane = null;
    this.fields = [];
    this.gallery = new Datasets.Gallery(byId('datasets'), name => this.choose(name));
    this.features = new Features(byId('features'), edit);
    new DataControls(this);
    this.network();
    this.training();
  }

  /// Another data set; a table is asked for as a file.
  async choose(name) {
    if (name === 'csv') byId('file').click();
    else {
      const changes = () => (this.lane ? Datasets.choose(this.lane, name) : []);
      await this.edit(changes, Controls.FREE, 'Output and loss follow the new task.');
    }
    if (this.lane) this.gallery.refresh(this.lane);
  }

  set(key, further, because) {
    return value => this.edit([[key, value]], further, because);
  }

  add(root, field, shown = () => true) {
    byId(root).append(field.root);
    this.fields.push({ ...field, shown });
  }

  network() {
    const choice = (label, key, further, because, shown, root = 'net-fields') =>
      this.add(root, Fields.choice(label, key, this.set(key, further, because)), shown);
    const deep = lane => (lane.values['network.hidden'] || []).length > 0;
    choice('Activation', 'network.activation', [['network.initializer', null]], '', deep);
    choice('Output', 'network.output', [['training.loss', null]], 'The loss follows the new output.');
    // Where the file has weights of its own, they rule.
    const drawn = ({ values }) => !Object.keys(values).some(key => key.startsWith('initial.'));
    choice('Initial weights', 'network.initializer', [], '', drawn, 'net-more');
    const norm = Fields.toggle('Batch norm', 'network.batch_norm', on =>
      this.edit([['network.batch_norm', on ? {} : null]]),
    );
    this.add('net-more', norm, deep);
    this.add(
      'net-more',
      Fields.number('Dropout', 'network.dropout', this.set('network.dropout'), { min: 0, max: 0.95 }),
      deep,
    );
  }

  training() {
    const add = (field, shown) => this.add('training-fields', field, shown);
    const set = (...values) => this.set(...values);
    add(
      Fields.choice(
        'Loss',
        'training.loss',
        set('training.loss', [['network.output', null]], 'The output follows the new loss.'),
      ),
    );
    const whole = [['training.batch_size', 'full']];
    add(
      Fields.choice('Update rule', 'training.optimizer.rule', rule =>
        this.edit(this.rule(rule), whole, 'The rule takes the whole training part at once.'),
      ),
    );
    const rate = 'training.optimizer.learning_rate';
    // Where one plays: most questions ask for it.
    this.add(
      'rate',
      Fields.number('Learning rate', rate, set(rate), {
        min: 0,
        steps: true,
        title: 'The η of the update rule; the arrows go 1, 3, 10',
      }),
      lane => lane.values[rate] !== undefined,
    );
    for (const [label, key] of Controls.CONSTANTS) {
      const path = `training.optimizer.${key}`;
      add(Fields.number(label, path, set(path), { min: 0 }), lane => lane.values[path] !== undefined);
    }
    add(
      Fields.number(
        'Batch size',
        'training.batch_size',
        value => this.edit([['training.batch_size', value || 'full']]),
        { min: 1, step: 1, placeholder: 'full' },
      ),
    );
    add(Fields.number('Epochs', 'training.epochs', set('training.epochs'), { min: 0, step: 1 }));
    add(Fields.number('Penalty l2', 'training.penalty.l2', set('training.penalty.l2'), { min: 0 }));
    add(Fields.number('Penalty l1', 'training.penalty.l1', set('training.penalty.l1'), { min: 0 }));
    add(Fields.choice('Schedule of η', 'training.schedule', set('training.schedule')));
  }

  rule(rule) {
    const rate = this.lane.values['training.optimizer.learning_rate'];
    return [['training.optimizer', { rule, ...(rate === undefined ? {} : { learning_rate: rate }) }]];
  }

  /// Shows what the last text of a lane without an error says.
  refresh(lane) {
    if (lane.known === null) return;
    this.lane = lane;
    for (const { root, refresh, shown } of this.fields) {
      const visible = shown(lane);
      root.hidden = !visible;
      if (visible) refresh(lane);
    }
    this.gallery.refresh(lane);
    say(byId('in-words'), inWords(lane));
  }
}

Controls.DRAWN = [
  'circles',
  'moons',
  'blobs',
  'spirals',
  'gauss',
  'quadrants',
  'plane',
  'hills',
  'sine',
  'step',
  'polynomial',
];
Controls.FREE = [
  ['network.output', null],
  ['training.loss', null],
];
Controls.CONSTANTS = [
  ['Momentum μ', 'momentum'],
  ['Decay ρ', 'decay'],
  ['β₁', 'beta1'],
  ['β₂', 'beta2'],
  ['Weight decay', 'weight_decay'],
];
