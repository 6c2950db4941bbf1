// Colors of the drawings: those of the reports, which readers with any color vision can tell apart, and the
// same hues on a dark page. Blue is below, orange above; color is never the only difference.
'use strict';

const Palette = (() => {
  const SERIES = [
    [0, 114, 178],
    [230, 159, 0],
    [0, 158, 115],
    [204, 121, 167],
    [213, 94, 0],
    [86, 180, 233],
    [110, 110, 110],
  ];
  const NIGHT = { 0: [75, 165, 225], 5: [0, 114, 178], 6: [170, 170, 170] };
  const LIGHT = [
    [48, 135, 189],
    [158, 202, 225],
    [247, 247, 244],
    [250, 209, 140],
    [226, 146, 20],
  ];
  const SOFT = [
    [140, 195, 223],
    [199, 223, 236],
    [252, 252, 250],
    [250, 227, 187],
    [244, 201, 128],
  ];
  const SOFT_DARK = [
    [32, 84, 120],
    [30, 60, 84],
    [30, 33, 38],
    [84, 62, 26],
    [126, 88, 26],
  ];
  const DARK = [
    [70, 160, 220],
    [34, 84, 118],
    [28, 31, 36],
    [116, 80, 22],
    [236, 164, 44],
  ];
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const STEPS = 512;
  let tables = {};

  const mix = (a, b, share) => a.map((value, i) => Math.round(value + (b[i] - value) * share));
  const css = color => `rgb(${color[0]},${color[1]},${color[2]})`;

  function along(stops, share) {
    const place = Math.min(1, Math.max(0, share)) * (stops.length - 1);
    const left = Math.min(Math.floor(place), stops.length - 2);
    return mix(stops[left], stops[left + 1], place - left);
  }

  /// Packed little-endian RGBA of a diverging map at STEPS + 1 places, made once for each color scheme: `full` for
  /// the maps of units, `soft` for what lies behind the samples.
  function diverging(kind) {
    const stops = { full: dark.matches ? DARK : LIGHT, soft: dark.matches ? SOFT_DARK : SOFT }[kind];
    tables[kind] = tables[kind] || Uint32Array.from({ length: STEPS + 1 }, (_, i) => pack(along(stops, i / STEPS)));
    return tables[kind];
  }

  const pack = color => (255 << 24) | (color[2] << 16) | (color[1] << 8) | color[0];

  /// The color of the `index`-th class or series: that of the reports, on a dark page with a lighter blue and grey.
  function series(index) {
    const place = index % SERIES.length;
    return (dark.matches && NIGHT[place]) || SERIES[place];
  }

  return {
    STEPS,
    pack,
    diverging,
    css,
    isDark: () => dark.matches,
    onChange: listener =>
      dark.addEventListener('change', () => {
        tables = {};
        listener();
      }),
    paper: () => (dark.matches ? [28, 31, 36] : [255, 255, 255]),
    ink: () => (dark.matches ? '#e6e6e6' : '#222222'),
    /// The thin edge of a full sample.
    rim: () => (dark.matches ? '#f2f2f2' : '#333333'),
    faint: () => (dark.matches ? '#9aa0a6' : '#6e6e6e'),
    grid: () => (dark.matches ? '#34383e' : '#e6e6e6'),
    series,
    tint: (color, share) => mix(color, dark.matches ? [28, 31, 36] : [255, 255, 255], share),
    /// The diverging color of `value` in [−1, 1].
    signed: value => along(dark.matches ? DARK : LIGHT, (value + 1) / 2),
    negative: () => css(series(0)),
    positive: () => css(series(1)),
  };
})();
