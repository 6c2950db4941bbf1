// What the network has learned, drawn over the samples: the decision region or the surface over two inputs, the fitted
// curve over one; of more inputs, how predictions compare with the truth. A click chooses the nearest sample.
'use strict';

class Region {
  constructor(root, label) {
    this.label = label;
    this.canvas = element('canvas', { role: 'img', 'aria-label': label, tabindex: '0' });
    this.caption = element('figcaption');
    this.figure = element('figure', { class: 'region' }, this.canvas, this.caption);
    root.append(this.figure);
    this.unit = null;
    this.show = { discrete: false, held: true };
    this.canvas.addEventListener('click', event => this.choose(event));
    this.canvas.addEventListener('keydown', event => this.go(event));
    this.canvas.addEventListener('pointermove', event => this.hover(event));
    this.canvas.addEventListener('pointerleave', () => Hint.hide());
    new ResizeObserver(() => this.lane && this.paint(this.lane, this.unit)).observe(this.canvas);
  }

  /// Paints a lane; `unit` in place of the output where one is pointed at.
  paint(lane, unit = null) {
    const { data, view } = lane;
    if (!data || !view) return;
    this.unit = unit;
    const side = this.canvas.clientWidth;
    this.pen = sharp(this.canvas, side, this.canvas.clientHeight);
    this.pen.clearRect(0, 0, side, this.canvas.clientHeight);
    this.box = { left: 46, top: 8, width: side - 56, height: this.canvas.clientHeight - 42 };
    this.lane = lane;
    this.spots = [];
    if (lane.axes === 2) this.plane(lane, unit);
    else if (lane.axes === 1) this.line(lane, unit);
    else Predictions.paint(this, lane);
    this.describe(lane, unit);
  }

  across(low, high) {
    const { left, width } = this.box;
    return { at: value => left + (width * (value - low)) / (high - low), ticks: Axes.ticks(low, high, 4) };
  }

  up(low, high) {
    const { top, height } = this.box;
    return { at: value => top + height - (height * (value - low)) / (high - low), ticks: Axes.ticks(low, high, 4) };
  }

  plane({ data, view }, unit) {
    const { pen, box } = this;
    const picture = this.picture(data, view, unit);
    pen.imageSmoothingEnabled = true;
    pen.drawImage(picture, box.left, box.top, box.width, box.height);
    const x = this.across(view.low[0], view.high[0]);
    const y = this.up(view.low[1], view.high[1]);
    this.edge();
    Axes.frame(pen, box, { ...x, name: data.inputs[0] }, { ...y, name: data.inputs[1] });
    this.samples(data, point => [x.at(point[0]), y.at(point[1])]);
  }

  picture(data, view, unit) {
    const outputs = view.maps[view.maps.length - 1];
    const hidden = unit && unit.layer < view.maps.length - 1;
    if (hidden) return this.signed(unit.layer < 0 ? view.inputs[unit.unit] : view.maps[unit.layer][unit.unit]);
    this.ends = outputs.length > 1 ? null : Points.range(data);
    return outputs.length > 1 && data.classes ? this.classes(outputs) : this.output(data, outputs[0]);
  }

  signed(map) {
    this.ends = NetworkPaint.spread(map);
    return NetworkPaint.image(map, Math.round(Math.sqrt(map.length)), 0, this.ends[1], 'soft');
  }

  output(data, map) {
    const [low, high] = Points.range(data);
    const middle = (low + high) / 2;
    if (data.classes && this.show.discrete) map = map.map(value => (value < middle ? low : high));
    return NetworkPaint.image(
      map,
      Math.round(Math.sqrt(map.length)),
      middle,
      (high - low) / 2 || 1,
      'soft',
    );
  }

  /// The tint of the class with the largest output, stronger where it leads by more.
  classes(outputs) {
    const side = Math.round(Math.sqrt(outputs[0].length));
    const made = Object.assign(element('canvas'), { width: side, height: side });
    const pen = made.getContext('2d');
    const pixels = pen.createImageData(side, side);
    const packed = new Uint32Array(pixels.data.buffer);
    const tints = outputs.map((_, i) =>
      Array.from({ length: 17 }, (__, k) => Palette.pack(Palette.tint(Palette.series(i), 1 - (0.75 * k) / 16))),
    );
    for (let place = 0; place < packed.length; place++) {
      let best = 0;
      let second = -Infinity;
      for (let i = 1; i < outputs.length; i++) {
        if (outputs[i][place] > outputs[best][place]) {
          second = outputs[best][place];
          best = i;
        } else if (outputs[i][place] > second) second = outputs[i][place];
      }
      const lead = this.show.discrete ? 1 : Math.min(1, Math.max(0, outputs[best][place] - second));
      packed[(side - 1 - Math.floor(place / side)) * side + (place % side)] = tints[best][Math.round(lead * 16)];
    }
    pen.putImageData(pixels, 0, 0);
    return made;
  }

  line({ data, view }, unit) {
    const { pen, box } = this;
    const last = view.maps.length - 1;
    const hidden = unit && unit.layer < last;
    const values = hidden
      ? unit.layer < 0
        ? view.inputs[unit.unit]
        : view.maps[unit.layer][unit.unit]
      : view.maps[last][0];
    const [least, most] = Points.range(data);
    const margin = (most - least || 1) * 0.25;
    const shown = hidden ? [...values, 0].filter(Number.isFinite) : [least - margin, most + margin];
    const x = this.across(view.low[0], view.high[0]);
    const y = this.up(Math.min(...shown), Math.max(...shown));
    const step = (view.high[0] - view.low[0]) / (values.length - 1);
    const name = hidden ? 'unit' : data.target_names[0];
    Axes.frame(pen, box, { ...x, lines: true, name: data.inputs[0] }, { ...y, lines: true, name });
    this.edge();
    pen.save();
    pen.beginPath();
    pen.rect(box.left, box.top, box.width, box.height);
    pen.clip();
    if (!hidden) this.samples(data, (point, i, part) => [x.at(point[0]), y.at(Region.target(data, part, i))]);
    pen.strokeStyle = Palette.ink();
    pen.lineWidth = 2.5;
    pen.beginPath();
    values.forEach((value, i) => !Number.isNaN(value) && pen.lineTo(x.at(view.low[0] + step * i), y.at(value)));
    pen.stroke();
    pen.restore();
  }

  /// The target as a number; a class counts as its number.
  static target(data, part, i) {
    const target = data.targets[part][i];
    return data.classes ? target : target[0];
  }

  edge() {
    const { left, top, width, height } = this.box;
    this.pen.strokeStyle = Palette.faint();
    this.pen.lineWidth = 1;
    this.pen.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
  }

  samples(data, at) {
    const many = data.training.length + data.test.length;
    const size = many > 400 ? 2.6 : many > 60 ? 3.6 : 6;
    for (const part of Points.PARTS.filter(each => each === 'training' || this.show.held)) {
      data[part].forEach((point, i) => {
        const [x, y] = at(point, i, part);
        Points.draw(this.pen, data, part, i, x, y, size);
        if (part === 'training') this.spots.push([x, y]);
      });
    }
    const chosen = this.spots[this.lane.sample];
    if (chosen && this.lane.chosen) this.ring(chosen, size);
  }

  ring([x, y], size) {
    this.pen.strokeStyle = Palette.ink();
    this.pen.lineWidth = 2;
    this.pen.beginPath();
    this.pen.arc(x, y, size + 4, 0, 7);
    this.pen.stroke();
  }

  choose({ offsetX, offsetY }) {
    if (!this.spots || this.spots.length === 0) return;
    const away = this.spots.map(([x, y]) => (x - offsetX) ** 2 + (y - offsetY) ** 2);
    this.lane.choose(away.indexOf(Math.min(...away)));
  }

  /// The sample before or after the chosen one.
  go(event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined || !this.spots || this.spots.length === 0) return;
    event.preventDefault();
    this.lane.choose((this.lane.sample + by + this.spots.length) % this.spots.length);
  }

  /// The place that is pointed at, and what the first output is there.
  hover({ offsetX, offsetY, clientX, clientY }) {
    const { lane, box } = this;
    if (!lane || lane.axes !== 2) return;
    const shares = [(offsetX - box.left) / box.width, (box.top + box.height - offsetY) / box.height];
    if (shares.some(share => share < 0 || share > 1)) return void Hint.hide();
    const { view, data } = lane;
    const map = view.maps[view.maps.length - 1][0];
    const side = Math.round(Math.sqrt(map.length));
    const [column, row] = shares.map(share => Math.round(share * (side - 1)));
    const at = shares.map((share, axis) => view.low[axis] + share * (view.high[axis] - view.low[axis]));
    const place = data.inputs.map((name, axis) => `${name} = ${written(at[axis], 3)}`).join(', ');
    Hint.show(`${place}\noutput ${written(map[row * side + column], 3)}`, new DOMRect(clientX, clientY, 1, 1));
  }

  /// Which samples are seen: those of the plane, those about the diagonal, or those that a table of classes counts.
  samplesOf({ data, axes }) {
    const test = data.test.length;
    if (axes === 0 && data.classes && test > 0) return `; ${plural(test, 'test sample')}`;
    const held = axes === 0 ? (data.classes ? 0 : test) : this.show.held ? test + data.validation.length : 0;
    const hollow = held > 0 ? `, ${counted(held)} held out (hollow)` : '';
    return `; ${plural(data.training.length, 'training sample')}${hollow}`;
  }

  /// What is drawn, in words, with what the ends of the colors are.
  describe(lane, unit) {
    const { data, name, axes } = lane;
    const hidden = unit && unit.layer < lane.layers.length - 1;
    const what = hidden ? 'One unit over the data' : ['Predictions', 'Fitted curve', 'Output'][axes];
    const samples = this.samplesOf(lane);
    const ends = axes === 2 ? this.ends : null;
    const content = [this.titled && name, what, data.inputs, ends, samples, Palette.isDark()].join();
    if (this.described === content) return;
    this.described = content;
    const own = this.titled ? [element('b', { 'data-lane': name, text: name }), ': '] : [];
    const scale = ends ? [': ', ...Scale.parts(ends, hidden ? null : data.classes)] : [];
    this.caption.replaceChildren(...own, what, ...scale, samples);
    const over = axes === 2 ? ` over ${data.inputs.join(' and ')}` : '';
    const label = this.titled ? this.label : 'What it has learned';
    this.canvas.setAttribute('aria-label', `${label}${over}; arrow keys choose a sample`);
  }
}
