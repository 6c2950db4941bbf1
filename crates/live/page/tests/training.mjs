// Training: it starts when asked, goes on as asked, and says how it ended.
import assert from 'node:assert/strict';
import { PATIENCE, linked, open, says, startText, state, trainToTheEnd } from './hands.mjs';

/// Gives the page `drawing`, a network of two inputs and so many units with its places, and weights of a sign for it.
function painter() {
  window.drawing = (units, { width = 700, places } = {}) => {
    const inputs = ['a', 'b'];
    const layers = units.map(count => ({ units: count }));
    const weights = sign =>
      units.map((count, i) =>
        Array.from({ length: i === 0 ? 2 : units[i - 1] }, (_, from) =>
          Array.from({ length: count }, (__, to) => sign * Math.sin(1 + from + 3 * to + 7 * i)),
        ),
      );
    const columns = NetworkPlaces.columns({ clientWidth: width, clientHeight: 400 }, inputs, layers, places);
    return { columns, lane: sign => ({ inputs, layers, axes: 0, view: { weights: weights(sign) } }) };
  };
  window.narrow = { width: 180, places: NetworkPlaces.SMALL };
  window.pixels = canvas => canvas.toDataURL();
}

export default {
  async 'XOR is learned to 100 %, from epoch 0 and only when asked'() {
    const page = await open();
    assert.match(await state(page), /Nothing starts by itself/);
    assert.match(await page.textContent('#epoch'), /^0 /);
    await trainToTheEnd(page);
    assert.equal(await page.textContent('#score'), '100.0 %');
    return page;
  },

  async 'what is said of a training moves nothing'() {
    const page = await open('', { viewport: { width: 1280, height: 720 } });
    const places = () =>
      page.evaluate(() => {
        const left = ['play', 'one-batch', 'one-epoch', 'speed', 'rate'].map(id => document.getElementById(id));
        return [...left.map(each => each.getBoundingClientRect().x), document.querySelector('main').offsetTop];
      });
    await page.getByLabel('Remove the last hidden layer').click();
    await page.waitForFunction(() => /hidden\s+= \[\]/.test(document.querySelector('textarea').value), null, PATIENCE);
    const before = await places();
    await trainToTheEnd(page);
    assert.match(await state(page), /is chance.*The doctor says/);
    assert.deepEqual(await places(), before);
    return page;
  },

  async 'while training runs one part of the page is painted at a time'() {
    const page = await open('#config=first-rate');
    await page.click('#play');
    const most = await page.evaluate(async () => {
      const frames = new Map();
      const { clearRect } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        const part = this.canvas.closest('.stage, .regions, .curves');
        const now = document.timeline.currentTime;
        if (part) frames.set(now, (frames.get(now) || new Set()).add(part));
        return clearRect.apply(this, box);
      };
      while (frames.size < 12) await new Promise(requestAnimationFrame);
      const parts = new Set([...frames.values()].flatMap(frame => [...frame]));
      return [parts.size, Math.max(...[...frames.values()].map(frame => frame.size))];
    });
    assert.deepEqual(most, [3, 1]);
    return page;
  },

  async 'of a large network a few layers are drawn in one picture, and in the end all of them'() {
    const wide = (await startText()).replace('[4]', '[16, 16, 16, 16, 16, 16]');
    const deep = wide.replace('epochs     = 500', 'epochs     = 5000');
    const page = await open(linked(deep));
    await page.click('#play');
    const lines = await page.evaluate(async () => {
      const frames = new Map();
      const { bezierCurveTo } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.bezierCurveTo = function (...ends) {
        const now = document.timeline.currentTime;
        frames.set(now, [...(frames.get(now) || []), ends.join()]);
        return bezierCurveTo.apply(this, ends);
      };
      while (frames.size < 16) await new Promise(requestAnimationFrame);
      const all = [...frames.values()];
      return [new Set(all.flat()).size, Math.max(...all.map(frame => frame.length))];
    });
    // 2·16 + 5·16·16 + 16·1 weights; a layer of 256, and with it the 32 before or the 16 behind.
    assert.deepEqual(lines, [1328, 288]);
    return page;
  },

  async 'a network in slices looks as the whole does, on a screen of any sharpness'() {
    for (const deviceScaleFactor of [1, 1.25, 1.5]) {
      const page = await open('', { deviceScaleFactor });
      await page.evaluate(painter);
      const same = await page.evaluate(() => {
        return [drawing([16, 16, 40, 1]), drawing([20, 20, 20, 1], { width: 300 })].map(({ columns, lane }) => {
          const [whole, sliced] = [0, 1].map(() => document.createElement('canvas'));
          NetworkPaint.paint(whole, columns, lane(1));
          NetworkPaint.paint(sliced, columns, lane(-1));
          const before = pixels(whole) === pixels(sliced);
          for (const slice of NetworkPaint.slices(columns)) NetworkPaint.paint(sliced, columns, lane(1), { slice });
          return [before, NetworkPaint.slices(columns).length, pixels(whole) === pixels(sliced)];
        });
      });
      // 2·16 + 16·16, then 16·16 + 16·1 lines.
      assert.deepEqual(same, [[false, 2, true], [false, 2, true]], `${deviceScaleFactor}`);
      assert.deepEqual(page.faults, []);
      await page.close();
    }
  },

  async 'nothing of a drawing is left in the next one'() {
    const page = await open();
    await page.evaluate(painter);
    const same = await page.evaluate(() =>
      [{}, narrow].map(place => {
        const [used, fresh] = [0, 1].map(() => document.createElement('canvas'));
        const [before, now] = [drawing([20, 20, 20, 1], place), drawing([20, 20, 1], place)];
        NetworkPaint.paint(used, before.columns, before.lane(1));
        for (const canvas of [used, fresh]) NetworkPaint.paint(canvas, now.columns, now.lane(1));
        return pixels(used) === pixels(fresh);
      }),
    );
    assert.deepEqual(same, [true, true]);
    return page;
  },

  async 'how many units are not drawn is told whole of every layer, however near the layers are'() {
    const page = await open();
    await page.evaluate(painter);
    const feet = await page.evaluate(() => {
      const { columns, lane } = drawing([20, 20, 20, 1], narrow);
      const canvas = document.createElement('canvas');
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      NetworkPaint.paint(canvas, columns, lane(1));
      const { height, apart } = columns;
      // How much is painted below each layer, and halfway to the next one.
      const ink = (x, wide) => pen.getImageData(x, height - 12, wide, 12).data.reduce((sum, part) => sum + part, 0);
      const below = columns.slice(1, 4).map(({ x }) => ink(Math.floor(x - apart / 2), Math.ceil(apart)) > 0);
      const between = columns.slice(1, 3).map(({ x }) => ink(Math.round(x + apart / 2) - 1, 2));
      return [below, between];
    });
    assert.deepEqual(feet, [[true, true, true], [0, 0]]);
    return page;
  },

  async 'behind the end one trains on, to the numbers of a file with as many epochs'() {
    const page = await open();
    await trainToTheEnd(page);
    assert.match(await page.textContent('#play'), /Train on/);
    await page.click('#play');
    await page.waitForFunction(() => /^1.000 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    await says(page, 'Training has ended');
    assert.match(await page.inputValue('#editor textarea'), /epochs\s+= 1000/);
    await page.click('#one-epoch');
    await page.waitForFunction(() => /^1.001 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    const whole = await open(linked((await startText()).replace('= 500', '= 1001')));
    await trainToTheEnd(whole);
    assert.equal(await page.getAttribute('#digest', 'title'), await whole.getAttribute('#digest', 'title'));
    assert.match(await page.getAttribute('#digest', 'title'), /as longhand run writes it/);
    await whole.close();
    return page;
  },

  async 'rate, rule, batch size and penalty change while training goes on, and the digest says so'() {
    const page = await open('#config=first-rate');
    for (let i = 0; i < 3; i++) await page.click('#one-epoch');
    await page.waitForFunction(() => /^3 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    await says(page, 'Paused');
    const loss = await page.textContent('#train-loss');
    for (const [label, value] of [
      ['Learning rate', '1'],
      ['Batch size', '7'],
      ['Penalty l2', '0.01'],
    ]) {
      await page.getByLabel(label, { exact: true }).fill(value);
      await page.getByLabel(label, { exact: true }).press('Enter');
      await page.waitForTimeout(300);
      assert.match(await page.textContent('#epoch'), /^3 /, label);
      assert.equal(await page.textContent('#train-loss'), loss, label);
    }
    await page.getByLabel('Update rule').selectOption('"adam"');
    await page.waitForFunction(() => /adam/.test(document.querySelector('#editor textarea').value), null, PATIENCE);
    await page.click('#one-epoch');
    await page.waitForFunction(() => /^4 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    await says(page, 'not those of the file');
    assert.match(await page.textContent('#digest'), /not the file’s/);
    await page.click('#reset');
    await says(page, 'Ready at epoch 0');
    assert.doesNotMatch(await page.textContent('#digest'), /not/);
    return page;
  },

  async 'one batch is one update, one epoch is one pass'() {
    const page = await open(linked((await startText()).replace('"full"', '1')));
    await page.click('#one-batch');
    await says(page, 'Paused');
    assert.match(await page.textContent('#epoch'), /^0 /);
    for (let i = 0; i < 3; i++) await page.click('#one-batch');
    await page.waitForFunction(() => /^1 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    await page.click('#one-epoch');
    await page.waitForFunction(() => /^2 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    return page;
  },

  async 'where outputs lie between the classes, the accuracy is said to be chance'() {
    const page = await open();
    await page.getByLabel('Remove the last hidden layer').click();
    await page.waitForFunction(() => /hidden\s+= \[\]/.test(document.querySelector('textarea').value), null, PATIENCE);
    await trainToTheEnd(page);
    assert.equal(await page.textContent('#score'), 'undecided');
    assert.match(await state(page), /4 of 4 training outputs .* is chance.*Underfitting/);
    return page;
  },

  async 'a loss that comes to rest too early asks for another seed'() {
    const page = await open(linked((await startText()).replace('[4]', '[2]')));
    await trainToTheEnd(page);
    assert.match(await state(page), /come to rest at 0\.35.*Another seed/);
    await page.getByRole('spinbutton', { name: 'Seed' }).fill('2');
    await page.getByRole('spinbutton', { name: 'Seed' }).press('Enter');
    await says(page, 'Ready');
    await page.click('#play');
    await says(page, 'Training has ended');
    assert.equal(await page.textContent('#score'), '100.0 %');
    assert.doesNotMatch(await state(page), /seed/);
    return page;
  },

  async 'divergence is said in words'() {
    const page = await open(
      linked(
        (await startText())
          .replace('"sigmoid"', '"identity"')
          .replace('"binary-cross-entropy"', '"squared-error"')
          .replace('rate = 0.5', 'rate = 1e6'),
      ),
    );
    await page.selectOption('#speed', '4');
    await page.click('#play');
    await says(page, 'diverged');
    return page;
  },

  async 'a sample is written out, and every gradient checked'() {
    const page = await open();
    await page.click('#one-epoch');
    await page.click('#tab-write-out');
    await page.fill('#sample', '3');
    await page.press('#sample', 'Enter');
    await page.waitForSelector('.working li', PATIENCE);
    await page.click('#tab-check');
    await page.click('#certify');
    await page.waitForSelector('.verdict', PATIENCE);
    assert.match(await page.textContent('#check'), /burn/);
    return page;
  },
};
