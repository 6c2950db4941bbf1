// The data sets as pictures, each drawn from the engine's own points, and a list of all others.
'use strict';

const Datasets = (() => {
  const PICTURED = [
    'xor',
    'circles',
    'quadrants',
    'gauss',
    'spirals',
    'moons',
    'blobs',
    'hills',
    'plane',
    'sine',
    'step',
    'and',
  ];
  const KEPT = [
    'dataset.name',
    'dataset.test',
    'dataset.validation',
    'dataset.scale',
    'dataset.seed',
    'dataset.stratify',
  ];
  const TABLES = ['and', 'or', 'not', 'nand', 'xor', 'parity', 'inline'];
  const FILES_OF_IMAGES = 'idx'; // the program's alone
  // Rows of its own: the corners of exclusive or, to begin with.
  const ROWS = [
    [
      'dataset.inputs',
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
    ],
    ['dataset.targets', [[0], [1], [1], [0]]],
    ['dataset.task', 'classification'],
  ];
  const SIDE = 44;

  const config = name => `title = "picture"\n[dataset]\nname = "${name}"\n[network]\n[training]\nepochs = 0\n`;

  /// The edits that choose another set: keys that only the old one takes are removed.
  function choose(lane, name) {
    const old = Object.keys(lane.values).filter(key => key.startsWith('dataset.') && !KEPT.includes(key));
    const tops = [...new Set(old.map(key => key.split('.').slice(0, 2).join('.')))];
    const rows = name === 'inline' ? ROWS : [];
    return [...tops.map(key => [key, null]), ['dataset.name', name], ...held(lane, name), ...rows, ...leaving(name)];
  }

  /// Some rows are held out, but for a truth table: it is whole or it is another one.
  function held(lane, name) {
    if (TABLES.includes(name)) return [['dataset.test', null], ['dataset.validation', null]];
    return lane.values['dataset.test'] ? [] : [['dataset.test', 0.3]];
  }

  /// Title, question and lesson spoke of the data before.
  const leaving = name => [
    ['title', name],
    ['question', null],
    ['lesson', null],
  ];

  async function draw(engine, name, canvas) {
    const toml = config(name);
    const opened = await engine.ask('open', { toml, arm: 0, seed: 1 });
    await engine.ask('close', { session: opened.session });
    const pen = sharp(canvas, SIDE, SIDE);
    const { data } = opened;
    const points =
      data.inputs.length > 1 ? data.training : data.training.map(([x], i) => [x, data.targets.training[i][0]]);
    const place = [0, 1].map(axis => scaleOf(points.map(point => point[axis])));
    points.forEach((point, i) => {
      pen.fillStyle = Points.color(data, 'training', i);
      pen.beginPath();
      pen.arc(place[0](point[0]), SIDE - place[1](point[1]), points.length < 20 ? 4 : 1.6, 0, 7);
      pen.fill();
    });
  }

  function scaleOf(values) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    return value => 6 + (SIDE - 12) * (high > low ? (value - low) / (high - low) : 0.5);
  }

  class Gallery {
    constructor(root, change) {
      this.buttons = new Map(PICTURED.map(name => [name, this.button(name, change)]));
      this.others = element('select', {
        'aria-label': 'All data sets',
        onchange: () => change(JSON.parse(this.others.value)),
      });
      root.append(...this.buttons.values(), this.others);
    }

    button(name, change) {
      const canvas = element('canvas', { 'aria-hidden': 'true' });
      return element(
        'button',
        { type: 'button', 'aria-pressed': 'false', onclick: () => change(name) },
        canvas,
        element('span', { text: name }),
      );
    }

    refresh(lane) {
      const name = lane.values['dataset.name'];
      for (const [each, button] of this.buttons) button.setAttribute('aria-pressed', String(each === name));
      Fields.fill(
        this.others,
        (lane.choices['dataset.name'] || []).map(each => each.value).filter(each => each !== FILES_OF_IMAGES),
        name,
      );
    }

    /// Draws the pictures one after another, so that nothing waits for them.
    async paint(engine) {
      for (const [name, button] of this.buttons) {
        await draw(engine, name, button.querySelector('canvas')).catch(() => {});
        await nextFrame();
      }
    }
  }

  return { Gallery, choose };
})();
