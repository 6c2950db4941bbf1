// What the colors of a picture mean in numbers.
'use strict';

/// The colors of the plane from their lower to their upper end, with the numbers there.
const Scale = (() => {
  const WIDE = 72;
  const HIGH = 10;

  /// "blue 0 ▭ orange 1", with the colors between the two; two classes are named.
  function parts([low, high], classes) {
    const end = (color, value, i) => `${color} ${short(value)}${classes ? named(classes[i], value) : ''}`;
    return [`${end('blue', low, 0)} `, bar(), ` ${end('orange', high, 1)}`];
  }

  const short = value => String(Number(value.toPrecision(3))).replace('-', '−');
  const named = (name, value) => (name === undefined || Number(name) === value ? '' : ` (${standing(name)})`);

  function bar() {
    const canvas = element('canvas', { class: 'scale', 'aria-hidden': 'true' });
    const pen = sharp(canvas, WIDE, HIGH);
    for (let x = 0; x < WIDE; x++) {
      pen.fillStyle = Palette.css(Palette.signed((2 * x) / (WIDE - 1) - 1));
      pen.fillRect(x, 0, 1, HIGH);
    }
    return canvas;
  }

  return { parts };
})();
