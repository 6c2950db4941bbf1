// Loss and score over the epochs: training whole, validation dash-dotted, test dashed; of two lanes each in its color,
// the first one broader. Loss has a logarithmic axis where it spans more than a factor of thirty.
'use strict';

const Curves = (() => {
  const PARTS = [
    ['train', []],
    ['validation', [8, 3, 2, 3]],
    ['test', [5, 4]],
  ];

  const HOW = { train: 'training', validation: 'validation (dash-dotted)', test: 'test (dashed)' };

  class Plot {
    constructor(root, title, stem) {
      Object.assign(this, { title, stem });
      this.canvas = element('canvas', { role: 'img', 'aria-label': title });
      this.caption = element('figcaption');
      root.append(element('figure', { class: 'curve' }, this.canvas, this.caption));
    }

    paint(lanes) {
      const width = this.canvas.clientWidth;
      const height = this.canvas.clientHeight;
      const pen = sharp(this.canvas, width, height);
      pen.clearRect(0, 0, width, height);
      const series = lanes.flatMap((lane, i) => seriesOf(lane, i, this.stem, width, lanes.length > 1));
      const box = { left: 52, top: 10, width: width - 62, height: height - 44 };
      const scales = this.scales(series, lanes, box);
      const unit = this.stem === 'loss' ? 'loss' : this.title;
      Axes.frame(pen, box, { ...scales.x, lines: true, name: 'epoch' }, { ...scales.y, lines: true, name: unit });
      pen.save();
      pen.beginPath();
      pen.rect(box.left, box.top - 2, box.width + 2, box.height + 4);
      pen.clip();
      for (const each of series) trace(pen, each, scales);
      pen.restore();
      this.logarithmic = scales.logarithmic;
      this.describe(series, lanes.length > 1);
    }

    scales(series, lanes, box) {
      const values = series.flatMap(each => each.points.map(point => point[1])).filter(Number.isFinite);
      const last = Math.max(10, ...lanes.map(lane => Math.min(lane.epochs || 10, Math.max(10, reached(lane) * 1.05))));
      const x = { at: epoch => box.left + (box.width * epoch) / last, ticks: Axes.ticks(0, last, 4) };
      const least = Math.min(...values);
      const most = Math.max(...values);
      if (this.stem === 'loss' && least > 0 && most / least > 30)
        return { x, y: logarithmic(least, most, box), logarithmic: true };
      const [low, high] =
        values.length === 0
          ? [0, 1]
          : this.stem === 'accuracy'
            ? [Math.min(0.5, least), 1]
            : [Math.max(-1, Math.min(0, least)), most * 1.05 || 1];
      const at = value => box.top + box.height - (box.height * (value - low)) / (high - low);
      return { x, y: { at, ticks: Axes.ticks(low, high, 3) } };
    }

    /// What is drawn, each with a piece of its line.
    describe(series, several) {
      const shown = series.filter(each => each.points.length > 0);
      const head = `${this.title}${this.logarithmic ? ', logarithmic axis' : ''}: `;
      const content = [head, Palette.isDark(), ...shown.map(each => each.lane + each.part), several].join();
      if (this.described === content) return;
      this.described = content;
      const part = each => [piece(each), several ? ` ${each.lane} ` : ' ', `${HOW[each.part]} `];
      this.caption.replaceChildren(head, ...(shown.length > 0 ? shown.flatMap(part) : ['nothing yet']));
    }
  }

  /// A piece of a line, as it is drawn.
  function piece({ color, dash, width }) {
    const canvas = element('canvas', { class: 'piece', 'aria-hidden': 'true' });
    const pen = sharp(canvas, 26, 8);
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    Axes.line(pen, 0, 4, 26, 4);
    return canvas;
  }

  /// The latest epoch of the curves; the network may be that of an earlier one.
  const reached = lane => (lane.rows.length > 0 ? lane.rows[lane.rows.length - 1][lane.columns.indexOf('epoch')] : 0);

  function logarithmic(least, most, box) {
    const low = Math.log10(least) - 0.05;
    const high = Math.log10(most) + 0.05;
    const at = value =>
      box.top + box.height - (box.height * (Math.log10(Math.max(value, 1e-300)) - low)) / (high - low);
    return { at, ticks: Axes.decades(10 ** low, 10 ** high, 4) };
  }

  /// The columns of one lane that belong to a plot, thinned to about one point for each pixel.
  function seriesOf(lane, i, stem, width, several) {
    const epoch = lane.columns.indexOf('epoch');
    const every = Math.max(1, Math.floor(lane.rows.length / width));
    return PARTS.flatMap(([part, dash]) => {
      const place = lane.columns.indexOf(`${part}-${stem}`);
      if (place < 0) return [];
      const points = [];
      lane.rows.forEach((row, k) => {
        if ((k % every === 0 || k === lane.rows.length - 1) && row[place] !== null)
          points.push([row[epoch], row[place]]);
      });
      return [
        {
          lane: lane.name,
          part,
          dash,
          points,
          color: Palette.css(Palette.series(i === 0 ? 0 : 4)),
          // Where B lies upon A, A is seen on both sides of it.
          width: (part === 'train' ? 2 : 1.6) + (several && i === 0 ? 2.4 : 0),
        },
      ];
    });
  }

  function trace(pen, { points, color, dash, width }, { x, y }) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.lineJoin = 'round';
    pen.setLineDash(dash);
    pen.beginPath();
    for (const [epoch, value] of points) pen.lineTo(x.at(epoch), y.at(value));
    pen.stroke();
    pen.setLineDash([]);
    if (points.length !== 1) return;
    pen.fillStyle = color;
    const side = 2 * width;
    pen.fillRect(x.at(points[0][0]) - side / 2, y.at(points[0][1]) - side / 2, side, side);
  }

  /// The score that a lane's curves have: accuracy of classes, R² of numbers.
  const scoreOf = lane => ['accuracy', 'r2'].find(stem => lane.columns.includes(`train-${stem}`));

  return { Plot, scoreOf };
})();
