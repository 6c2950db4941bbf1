// What every plot needs: ticks at round numbers, a frame with its labels, and the samples as points.
'use strict';

const Axes = (() => {
  /// Round numbers between two ends, about `count` of them.
  function ticks(low, high, count) {
    const raw = (high - low) / count;
    if (!(raw > 0) || !Number.isFinite(raw)) return [low];
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map(factor => factor * power).find(each => each >= raw);
    const made = [];
    for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) {
      made.push(Math.abs(value) < step * 1e-9 ? 0 : value);
    }
    return made;
  }

  /// Powers of ten between two positive ends, at most `count` of them.
  function decades(low, high, count) {
    const from = Math.ceil(Math.log10(low) - 1e-9);
    const to = Math.floor(Math.log10(high) + 1e-9);
    const every = Math.max(1, Math.ceil((to - from + 1) / count));
    const made = [];
    for (let power = from; power <= to; power += every) made.push(10 ** power);
    return made;
  }

  /// A round number, that of a tick: 0.25, −3, 10⁻⁴, 2·10⁵.
  function plain(value) {
    const size = Math.abs(value);
    if (value === 0 || (size >= 1e-3 && size < 1e4)) return String(Number(value.toPrecision(4))).replace('-', '−');
    const [mantissa, exponent] = size.toExponential(3).split('e');
    const factor = Number(mantissa) === 1 ? '' : `${Number(mantissa)}·`;
    return `${value < 0 ? '−' : ''}${factor}10${raised(Number(exponent))}`;
  }

  /// Frame, grid and labels; `box` is {left, top, width, height}, `x` and `y` are {ticks, at, name}, where `at` gives
  /// pixels.
  function frame(pen, box, x, y) {
    pen.font = '11px system-ui, sans-serif';
    pen.lineWidth = 1;
    pen.fillStyle = Palette.faint();
    pen.strokeStyle = Palette.grid();
    pen.textAlign = 'center';
    pen.textBaseline = 'top';
    for (const tick of x.ticks) {
      if (x.lines) line(pen, x.at(tick), box.top, x.at(tick), box.top + box.height);
      pen.fillText(plain(tick), x.at(tick), box.top + box.height + 5);
    }
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    for (const tick of y.ticks) {
      if (y.lines) line(pen, box.left, y.at(tick), box.left + box.width, y.at(tick));
      pen.fillText(plain(tick), box.left - 6, y.at(tick));
    }
    names(pen, box, x.name, y.name);
  }

  /// The names of the axes: one below the ticks, one beside them and upright.
  function names(pen, { left, top, width, height }, x, y) {
    pen.textAlign = 'center';
    pen.textBaseline = 'bottom';
    if (x) pen.fillText(shortened(x, width), left + width / 2, top + height + 31);
    if (!y) return;
    pen.save();
    pen.translate(left - 34, top + height / 2);
    pen.rotate(-Math.PI / 2);
    pen.fillText(shortened(y, height), 0, 0);
    pen.restore();
  }

  /// A name that fits into so many pixels.
  const shortened = (name, pixels) => {
    const most = Math.max(4, Math.floor(pixels / 6));
    return name.length > most ? `${name.slice(0, most - 1)}…` : name;
  };

  function line(pen, x1, y1, x2, y2) {
    pen.beginPath();
    pen.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
    pen.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
    pen.stroke();
  }

  return { ticks, decades, plain, shortened, frame, line };
})();

/// The samples: a class has a color and a shape, a number has a color of the diverging map; held out is hollow.
const Points = (() => {
  const PARTS = ['training', 'validation', 'test'];

  function color(data, part, i) {
    const target = data.targets[part][i];
    if (data.classes) return Palette.css(Palette.series(target));
    const [low, high] = range(data);
    return Palette.css(Palette.signed(high > low ? (2 * (target[0] - low)) / (high - low) - 1 : 0));
  }

  /// The least and the largest target of all parts; the one output of two classes is a share.
  function range(data) {
    if (data.classes) return [0, 1];
    if (!data.range) {
      const all = PARTS.flatMap(part => data.targets[part].map(target => target[0]));
      data.range = [Math.min(...all), Math.max(...all)];
    }
    return data.range;
  }

  function shape(pen, kind, x, y, size) {
    pen.beginPath();
    if (kind === 1) {
      pen.moveTo(x, y - size * 1.15);
      pen.lineTo(x + size * 1.1, y + size * 0.8);
      pen.lineTo(x - size * 1.1, y + size * 0.8);
      pen.closePath();
    } else if (kind === 2) pen.rect(x - size * 0.85, y - size * 0.85, size * 1.7, size * 1.7);
    else if (kind === 3) {
      pen.moveTo(x, y - size * 1.2);
      pen.lineTo(x + size * 1.2, y);
      pen.lineTo(x, y + size * 1.2);
      pen.lineTo(x - size * 1.2, y);
      pen.closePath();
    } else pen.arc(x, y, size, 0, 7);
  }

  /// Draws one sample; a hollow one has its color as its rim.
  function draw(pen, data, part, i, x, y, size) {
    const held = part !== 'training';
    const own = color(data, part, i);
    shape(pen, data.classes ? data.targets[part][i] % 4 : 0, x, y, size);
    pen.fillStyle = held ? Palette.css(Palette.paper()) : own;
    pen.strokeStyle = held ? own : Palette.rim();
    pen.lineWidth = held ? 1.6 : 0.8;
    pen.fill();
    pen.stroke();
  }

  return { PARTS, color, range, draw };
})();
