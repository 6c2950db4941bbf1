// Units and weights: seen large, read and set, by mouse and by finger, on large screens and small ones.
import assert from 'node:assert/strict';
import { PATIENCE, open, says, text } from './hands.mjs';

const unit = (page, number) => page.locator('.units .unit').nth(number);
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function addLayers(page, count) {
  for (let i = 0; i < count; i++) {
    await page.getByLabel('Add a hidden layer').click();
    await page.waitForFunction(
      layers => document.querySelector('.count').textContent.startsWith(`${layers} `),
      i + 2,
      PATIENCE,
    );
  }
}

export default {
  async 'weights set by hand are the beginning of the file'() {
    const page = await open();
    await page.click('#one-epoch');
    await says(page, 'Paused');
    await unit(page, 2).click();
    await page.fill('#weights-fields [data-row="1"]', '2.5');
    await page.click('#weights-begin');
    await says(page, 'Ready');
    assert.match(await text(page), /\[initial\]\n"layers\.0\.weight" = \[\[[^\]]*\], \[2\.5, /);
    assert.match(await page.textContent('#epoch'), /^0 /);
    await unit(page, 2).hover();
    assert.match(await page.textContent('#hint'), /x2: 2\.5/);
    return page;
  },

  async 'a weight that is set counts at once, and training goes on from it'() {
    const page = await open();
    for (let i = 0; i < 3; i++) await page.click('#one-epoch');
    await page.waitForFunction(() => /^3 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    await says(page, 'Paused');
    const [before, loss] = [await text(page), await page.textContent('#train-loss')];
    await unit(page, 2).click();
    await page.fill('#weights-fields [data-row="bias"]', '-1.25');
    await page.click('#weights button[type=submit]');
    await says(page, 'not those of the file');
    assert.match(await page.textContent('#epoch'), /^3 /);
    assert.notEqual(await page.textContent('#train-loss'), loss);
    assert.equal(await text(page), before);
    await unit(page, 2).hover();
    assert.match(await page.textContent('#hint'), /bias −1\.25/);
    await page.click('#one-epoch');
    await page.waitForFunction(() => /^4 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    await page.click('#reset');
    await says(page, 'Ready at epoch 0');
    assert.equal(await page.textContent('#train-loss'), '0.7219');
    return page;
  },

  async 'what is pointed at does not hide the next layer'() {
    const page = await open();
    await unit(page, 3).hover();
    const [hint, next] = [await page.locator('#hint').boundingBox(), await unit(page, 6).boundingBox()];
    const apart = hint.x + hint.width <= next.x || hint.y >= next.y + next.height || hint.y + hint.height <= next.y;
    assert.ok(apart, JSON.stringify({ hint, next }));
    return page;
  },

  async 'a finger sees a unit large, with its weights, at the first touch'() {
    const page = await open('', PHONE);
    await unit(page, 3).tap();
    const { width } = await page.locator('#weights-map').boundingBox();
    assert.ok(width >= 180, `the map is ${width} px wide`);
    assert.equal(await page.locator('#weights-fields input').count(), 3);
    assert.match(await page.textContent('#weights-scale'), /blue −1 .*orange 1/);
    assert.equal(await page.locator('#hint').isVisible(), false);
    await page.locator('#weights button[type=submit]').tap();
    await unit(page, 0).tap();
    assert.equal(await page.locator('#weights-map').isVisible(), true);
    assert.equal(await page.locator('#weights-begin').isVisible(), false);
    return page;
  },

  async 'units stand apart on the smallest phone'() {
    const page = await open('', { ...PHONE, viewport: { width: 320, height: 640 } });
    const boxes = await Promise.all([0, 2, 6].map(number => unit(page, number).boundingBox()));
    for (const i of [1, 2]) {
      const gap = boxes[i].x - boxes[i - 1].x - boxes[i - 1].width;
      assert.ok(gap >= 12, `${gap} px between two layers`);
    }
    return page;
  },

  async 'a network wider than its card says on which side it goes on'() {
    const page = await open('', { viewport: { width: 1280, height: 720 } });
    const sides = () =>
      page.evaluate(() => ['left', 'right'].filter(side => document.querySelector(`.goes-${side}`)));
    assert.deepEqual(await sides(), []);
    await addLayers(page, 8);
    assert.deepEqual(await sides(), ['right']);
    await page.evaluate(() => document.getElementById('net-stage').scrollTo(1e4, 0));
    await page.waitForFunction(() => document.querySelector('.goes-left') && !document.querySelector('.goes-right'));
    return page;
  },

  async 'the bar of a layer is its share of the largest gradient'() {
    const page = await open();
    const [norms, shares] = await page.evaluate(() => [
      [...document.querySelectorAll('.amount')].map(each => Number(each.textContent)),
      [...document.querySelectorAll('.bar')].map(each => new DOMMatrix(getComputedStyle(each).transform).a),
    ]);
    assert.ok(norms.length === 2 && norms.every(norm => norm > 0));
    // The norms are written with three digits.
    norms.forEach((norm, i) => assert.ok(Math.abs(shares[i] - norm / Math.max(...norms)) < 0.01, `${norms} ${shares}`));
    return page;
  },
};
