// How predictions compare with the truth where there is no plane to look at: a table of classes, or points about the
// diagonal of true against predicted numbers.
'use strict';

const Predictions = (() => {
  function paint(region, lane) {
    const { data, view } = lane;
    if (!view.predictions) return;
    if (data.classes) table(region, data, view.predictions);
    else scatter(region, data, view.predictions);
  }

  const largest = row => row.indexOf(Math.max(...row));
  const classOf = row => (row.length > 1 ? largest(row) : Number(row[0] >= 0.5));

  function table({ pen, box }, data, predictions) {
    const part = data.test.length > 0 ? 'test' : 'training';
    const size = data.classes.length;
    const counts = Array.from({ length: size }, () => new Array(size).fill(0));
    predictions[part].forEach((row, i) => {
      counts[data.targets[part][i]][classOf(row)] += 1;
    });
    const [wide, high] = [box.width / size, (box.height - 20) / size];
    const most = Math.max(1, ...counts.flat());
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.font = `${size > 6 ? 11 : 14}px system-ui, sans-serif`;
    counts.forEach((row, i) =>
      row.forEach((count, j) => {
        pen.fillStyle = Palette.css(Palette.tint(Palette.series(i === j ? 0 : 4), 1 - 0.8 * Math.sqrt(count / most)));
        pen.fillRect(box.left + j * wide + 1, box.top + i * high + 1, wide - 2, high - 2);
        pen.fillStyle = Palette.ink();
        if (count > 0) pen.fillText(String(count), box.left + (j + 0.5) * wide, box.top + (i + 0.5) * high);
      }),
    );
    names(pen, box, data, part, wide, high);
  }

  function names(pen, box, data, part, wide, high) {
    pen.font = '11px system-ui, sans-serif';
    pen.fillStyle = Palette.faint();
    data.classes.forEach((name, j) =>
      pen.fillText(Axes.shortened(String(name), wide), box.left + (j + 0.5) * wide, box.top + box.height - 12),
    );
    pen.textAlign = 'right';
    data.classes.forEach((name, i) =>
      pen.fillText(Axes.shortened(String(name), 36), box.left - 4, box.top + (i + 0.5) * high),
    );
    pen.textAlign = 'center';
    pen.fillText(
      `rows: true class, columns: predicted, ${part} part`,
      box.left + box.width / 2,
      box.top + box.height + 14,
    );
  }

  function scatter(region, data, predictions) {
    const { pen, box } = region;
    const [low, high] = Points.range(data);
    const margin = (high - low || 1) * 0.1;
    const x = region.across(low - margin, high + margin);
    const y = region.up(low - margin, high + margin);
    Axes.frame(pen, box, { ...x, lines: true, name: 'true' }, { ...y, lines: true, name: 'predicted' });
    region.edge();
    pen.strokeStyle = Palette.faint();
    pen.setLineDash([5, 4]);
    Axes.line(pen, x.at(low - margin), y.at(low - margin), x.at(high + margin), y.at(high + margin));
    pen.setLineDash([]);
    const clamp = value => Math.min(high + margin, Math.max(low - margin, value ?? low));
    for (const part of ['training', 'test']) {
      predictions[part].forEach((row, i) =>
        Points.draw(pen, data, part, i, x.at(data.targets[part][i][0]), y.at(clamp(row[0])), 2.6),
      );
    }
  }

  return { paint };
})();
