// Where the units of the drawing stand, and how maps and weights are painted. A weight's width grows with its size;
// above zero it is a whole orange line, below zero a dashed blue one, so color is not the only difference.
'use strict';

const NetworkPlaces = (() => {
  const MOST = 16; // units drawn of one layer
  const LEFT = 68; // for the names of the inputs
  const NAME = 7; // signs of such a name
  const RIGHT = 48;
  // What stands above the units, and how near two layers may come: of hidden ones, whose heads have buttons, less near.
  const EDITED = { head: 58, near: 72, hidden: 88 };
  const SMALL = { head: 58, near: 30, hidden: 30 };

  /// The place nearest to one where a pixel of the drawing begins.
  const onPixel = (place, round = Math.round) => round(place * sharpness()) / sharpness();

  function columns(stage, inputs, layers, { head, near, hidden } = EDITED) {
    const counts = [inputs.length, ...layers.map(layer => layer.units)];
    const height = stage.clientHeight;
    const gaps = Math.max(1, counts.length - 1);
    const width = Math.max(stage.clientWidth, LEFT + RIGHT + gaps * (gaps > 2 ? hidden : near));
    const apart = (width - LEFT - RIGHT) / gaps;
    const tallest = Math.min(MOST, Math.max(...counts));
    const pitch = Math.min(74, (height - head - 12) / tallest);
    // Squares begin and end with whole pixels, so that what lies between them is painted by itself.
    const size = onPixel(Math.min(54, Math.max(8, pitch - 8), 0.72 * apart), Math.floor);
    const made = counts.map((count, i) => {
      const x = LEFT + apart * i;
      const shown = Math.min(count, MOST);
      const top = head + (height - head - 12 - shown * pitch) / 2 + (pitch - size) / 2;
      const own = i === counts.length - 1 && shown === 1 ? onPixel(Math.min(68, pitch, 0.8 * apart), Math.floor) : size;
      const units = Array.from({ length: shown }, (_, unit) => ({
        layer: i - 1,
        unit,
        x: onPixel(x - own / 2),
        y: top + unit * pitch - (own - size) / 2,
        size: own,
      }));
      return { x, count, units, hiddenUnits: count - shown };
    });
    return Object.assign(made, { width, height, apart });
  }

  /// Names of inputs that fit beside their squares: their beginnings, or their ends where these tell them apart.
  function short(names) {
    const ways = [
      name => `${name.slice(0, NAME - 1)}…`,
      name => `…${name.slice(1 - NAME)}`,
      name => `${name.slice(0, 3)}…${name.slice(-3)}`,
    ].map(cut => names.map(name => (name.length <= NAME ? name : cut(name))));
    const tells = (way, i) => way.indexOf(way[i]) === way.lastIndexOf(way[i]);
    return names.map((_, i) => (ways.find(way => tells(way, i)) || ways[0])[i]);
  }

  const source = (inputs, layer, i) => (layer === 0 ? inputs[i] : `unit ${i + 1}`);

  function value(values, layer, unit) {
    if (layer < 0) return values.inputs[unit];
    return layer < values.layers.length ? values.layers[layer][unit] : values.output[unit];
  }

  /// The line from unit `from` to unit `to`: two ends with level tangents.
  function ends(columns, layer, from, to) {
    const a = columns[layer].units[from];
    const b = columns[layer + 1].units[to];
    return { x1: a.x + a.size, y1: a.y + a.size / 2, x2: b.x, y2: b.y + b.size / 2 };
  }

  /// The weight whose line passes within so many pixels of a place.
  function nearest(columns, x, y, within) {
    const layer = columns.findIndex((column, i) => i + 1 < columns.length && x > column.x && x < columns[i + 1].x);
    if (layer < 0) return null;
    let best = null;
    let least = within;
    columns[layer].units.forEach((_, from) =>
      columns[layer + 1].units.forEach((__, to) => {
        const { x1, y1, x2, y2 } = ends(columns, layer, from, to);
        const share = Math.min(1, Math.max(0, (x - x1) / (x2 - x1)));
        const at = y1 + (y2 - y1) * share * share * (3 - 2 * share);
        const away = Math.abs(at - y);
        if (away < least) {
          least = away;
          best = { layer, from, to };
        }
      }),
    );
    return best;
  }

  return { SMALL, onPixel, columns, short, source, value, ends, nearest };
})();

const NetworkPaint = (() => {
  const LINES = 300; // drawn in one go: a browser without a graphics card takes some 20 µs for each
  let scratch = null;

  /// Columns that are drawn together, with the lines that lead to them: `[first, end]`, one behind the other.
  function slices(columns) {
    const made = [];
    let lines = Infinity;
    columns.forEach(({ units }, i) => {
      const own = i === 0 ? 0 : columns[i - 1].units.length * units.length;
      lines += own;
      if (lines <= LINES) made[made.length - 1][1] = i + 1;
      else {
        made.push([i, i + 1]);
        lines = own;
      }
    });
    return made;
  }

  /// The whole drawing, or the columns of a slice with the lines to them.
  function paint(canvas, columns, lane, { over = null, values = null, slice = [0, columns.length] } = {}) {
    const [first, end] = slice;
    const { apart, height } = columns;
    canvas.style.setProperty('width', `${columns.width}px`);
    canvas.style.setProperty('height', `${columns.height}px`);
    const pen = sharp(canvas, columns.width, columns.height);
    clear(pen, columns, slice);
    for (let i = Math.max(1, first); i < end; i++) weights(pen, columns, lane.view.weights[i - 1], i - 1, over);
    const names = first === 0 ? NetworkPlaces.short(lane.inputs.slice(0, columns[0].units.length)) : [];
    columns.slice(first, end).forEach(column => {
      for (const unit of column.units) {
        square(pen, unit, mapOf(lane, unit));
        if (unit.layer < 0) name(pen, unit, names[unit.unit]);
        if (values) number(pen, unit, NetworkPlaces.value(values, unit.layer, unit.unit));
      }
      more(pen, column, height, Math.min(apart, MORE));
    });
  }

  /// Where a slice paints: from the squares before it to its last ones, and below them half the way to its neighbors.
  function clear(pen, columns, [first, end]) {
    const foot = NetworkPlaces.onPixel(columns.height - BELOW);
    const half = i => NetworkPlaces.onPixel((columns[i - 1].x + columns[i].x) / 2);
    const [from, to] = [first === 0 ? 0 : edge(columns, first - 1), edge(columns, end - 1)];
    pen.clearRect(from, 0, to - from, foot);
    const [left, right] = [first === 0 ? 0 : half(first), end === columns.length ? columns.width : half(end)];
    pen.clearRect(left, foot, right - left, columns.height - foot);
  }

  /// Where the squares of a column end; behind the last one the drawing ends.
  function edge(columns, i) {
    const [{ x, size }] = columns[i].units;
    return i === columns.length - 1 ? columns.width : x + size;
  }

  function weights(pen, columns, matrix, layer, over) {
    const from = columns[layer].units.length;
    const to = columns[layer + 1].units.length;
    let largest = 1;
    for (let i = 0; i < from; i++)
      for (let j = 0; j < to; j++) largest = Math.max(largest, Math.abs(matrix[i][j] || 0));
    for (let i = 0; i < from; i++)
      for (let j = 0; j < to; j++) {
        const weight = matrix[i][j];
        const lit = over && (over.weight ? same(over.weight, layer, i, j) : meets(over.unit, layer, i, j));
        const width = 0.4 + 5 * Math.sqrt(Math.abs(weight || 0) / largest);
        pen.globalAlpha = lit ? 1 : over ? 0.18 : 0.3 + 0.6 * Math.min(1, Math.abs(weight || 0) / largest);
        pen.strokeStyle = weight < 0 ? Palette.negative() : Palette.positive();
        pen.setLineDash(weight < 0 ? [6, 3] : []);
        pen.lineWidth = lit ? width + 1 : width;
        curve(pen, NetworkPlaces.ends(columns, layer, i, j));
      }
    pen.globalAlpha = 1;
    pen.setLineDash([]);
  }

  const same = (weight, layer, from, to) => weight.layer === layer && weight.from === from && weight.to === to;
  const meets = (unit, layer, from, to) =>
    (unit.layer === layer && unit.unit === to) || (unit.layer === layer - 1 && unit.unit === from);

  function curve(pen, { x1, y1, x2, y2 }) {
    const middle = (x1 + x2) / 2;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.bezierCurveTo(middle, y1, middle, y2, x2, y2);
    pen.stroke();
  }

  /// What a unit shows: a map of the plane, a curve over one input, or nothing of the kind.
  function mapOf({ view, axes, data }, { layer, unit }) {
    const values = layer < 0 ? view.inputs && view.inputs[unit] : view.maps && view.maps[layer][unit];
    if (!values || axes === 0) return {};
    if (axes === 1) return { curve: values };
    const [low, high] = layer === view.maps.length - 1 ? Points.range(data) : spread(values);
    return { map: values, middle: (low + high) / 2, half: (high - low) / 2 || 1 };
  }

  function square(pen, { x, y, size }, { map, middle, half, curve: line }) {
    pen.fillStyle = Palette.css(Palette.paper());
    pen.fillRect(x, y, size, size);
    if (map) pen.drawImage(image(map, Math.round(Math.sqrt(map.length)), middle, half, 'full'), x, y, size, size);
    if (line) trace(pen, line, x, y, size);
    pen.strokeStyle = Palette.faint();
    pen.lineWidth = 1;
    pen.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
  }

  /// One unit as large as a side: the ends of its colors, null where it is a curve, undefined where nothing is drawn.
  function large(pen, lane, unit, side) {
    const drawn = mapOf(lane, unit);
    square(pen, { x: 0, y: 0, size: side }, drawn);
    if (drawn.map) return [drawn.middle - drawn.half, drawn.middle + drawn.half];
    return drawn.curve ? null : undefined;
  }

  /// The ends of a unit's colors: −1 blue and 1 orange; larger numbers stretch them.
  function spread(values) {
    let most = 1;
    for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
    return [-most, most];
  }

  /// Numbers on a square grid, lowest row first, as a canvas: `middle` is neutral, `middle ± half` are the ends.
  function image(map, side, middle, half, kind) {
    if (!scratch || scratch.width !== side) scratch = Object.assign(element('canvas'), { width: side, height: side });
    const pen = scratch.getContext('2d');
    const pixels = pen.createImageData(side, side);
    const packed = new Uint32Array(pixels.data.buffer);
    const colors = Palette.diverging(kind);
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++) {
        const share = (map[row * side + column] - middle) / half;
        const place = Number.isNaN(share)
          ? Palette.STEPS / 2
          : (Math.min(1, Math.max(-1, share)) * Palette.STEPS) / 2 + Palette.STEPS / 2;
        packed[(side - 1 - row) * side + column] = colors[place | 0];
      }
    pen.putImageData(pixels, 0, 0);
    return scratch;
  }

  function trace(pen, values, x, y, size) {
    const half = spread(values)[1] * 1.15;
    pen.strokeStyle = Palette.grid();
    Axes.line(pen, x, y + size / 2, x + size, y + size / 2);
    pen.strokeStyle = Palette.ink();
    pen.lineWidth = 1.5;
    pen.beginPath();
    values.forEach((value, i) =>
      pen.lineTo(x + (size * i) / (values.length - 1), y + size / 2 - ((size / 2) * value) / half),
    );
    pen.stroke();
  }

  /// The name of an input, on the left of its square.
  function name(pen, { x, y, size }, text) {
    pen.font = '11px system-ui, sans-serif';
    pen.fillStyle = Palette.faint();
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    pen.fillText(text, x - 4, y + size / 2);
  }

  const BELOW = 12; // pixels below all units, for how many are not drawn
  const MORE = 88; // the most that this takes of them, from side to side

  /// How many units are not drawn, within the place that the column has; in short where that is narrow.
  function more(pen, column, height, room) {
    if (column.hiddenUnits === 0) return;
    pen.fillStyle = Palette.faint();
    pen.font = '11px system-ui, sans-serif';
    pen.textAlign = 'center';
    pen.textBaseline = 'bottom';
    const words = `and ${column.hiddenUnits} more`;
    const fits = pen.measureText(words).width < room;
    pen.fillText(fits ? words : `+${column.hiddenUnits}`, column.x, height - 1, room - 2);
  }

  /// A value in the middle of its square; of an input it does not hide the name on the left.
  function number(pen, { layer, x, y, size }, value) {
    if (value === undefined || size < 14) return;
    const text = written(value, 3);
    pen.font = '600 11px system-ui, sans-serif';
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    const wide = pen.measureText(text).width + 6;
    const middle = x + Math.max(size, layer < 0 ? wide : 0) / 2;
    pen.fillStyle = Palette.css(Palette.paper());
    pen.fillRect(middle - wide / 2, y + size / 2 - 8, wide, 16);
    pen.fillStyle = Palette.ink();
    pen.fillText(text, middle, y + size / 2 + 0.5);
  }

  return { paint, slices, image, large, spread };
})();
