// Data: how many points, how noisy, how they are split, and what chance draws.
import assert from 'node:assert/strict';
import { PATIENCE, drop, open, says, text } from './hands.mjs';

const has = (page, pattern) =>
  page.waitForFunction(
    source => new RegExp(source).test(document.querySelector('#editor textarea').value),
    pattern.source,
    PATIENCE,
  );
const points = page =>
  page.evaluate(() => document.querySelector('.region canvas').toDataURL());
const weights = async page => {
  await page.locator('.units .unit').nth(3).hover();
  return page.textContent('#hint');
};

export default {
  async 'a table of many columns is read in a few seconds, and meanwhile the page says so'() {
    const page = await open();
    const columns = Array.from({ length: 9999 }, (_, column) => column);
    const row = (_, i) => `${columns.map(column => (column + i * i) % 13).join()},${i % 2 ? 'a' : 'b'}`;
    const rows = Array.from({ length: 10 }, row);
    await drop(page, 'wide.csv', `${columns.map(column => `c${column}`).join()},t\n${rows.join('\n')}\n`);
    await says(page, 'Reading wide.csv …');
    await says(page, 'Ready at epoch 0');
    assert.equal(await page.textContent('#title'), 't from 9999 columns');
    assert.equal(await page.locator('.units .unit').count(), 16 + 16 + 1);
    return page;
  },

  async 'noise and test share are dragged'() {
    const page = await open('#config=first-rate');
    for (const [label, value, pattern] of [
      ['Noise, slider', '0.25', /noise\s+= 0\.25/],
      ['Test share, slider', '0.5', /test\s+= 0\.5/],
    ]) {
      await page.getByLabel(label).fill(value);
      await has(page, pattern);
    }
    assert.equal(await page.getByLabel('Noise', { exact: true }).inputValue(), '0.25');
    await page.waitForFunction(
      () => /100 training samples, 100 held out/.test(document.querySelector('.region figcaption').textContent),
      null,
      PATIENCE,
    );
    return page;
  },

  async 'the data are drawn anew apart from the weights, and the weights apart from the data'() {
    const page = await open('#config=first-rate');
    const [drawn, started] = [await points(page), await weights(page)];
    await page.getByRole('button', { name: 'Other data, same weights' }).click();
    await has(page, /\nseed = 2\n/);
    await page.waitForTimeout(500);
    assert.equal(await weights(page), started);
    assert.notEqual(await points(page), drawn);
    await page.getByRole('button', { name: 'Other weights, same data' }).click();
    await page.waitForFunction(
      () => document.querySelector('#editor textarea').value.match(/\bseed = 2$/gm)?.length === 2,
      null,
      PATIENCE,
    );
    await page.waitForTimeout(500);
    assert.notEqual(await weights(page), started);
    return page;
  },

  async 'what is being written stays while an edit before is done'() {
    const page = await open('#config=first-rate');
    const [samples, share] = ['Samples', 'Test share'].map(label => page.getByLabel(label, { exact: true }));
    await samples.fill('60');
    await samples.press('Enter');
    await share.fill('0.5');
    await has(page, /samples = 60\n/);
    await page.waitForFunction(() => /; 42 training/.test(document.querySelector('.region figcaption').textContent));
    await share.press('Enter');
    await has(page, /test\s+= 0\.5/);
    return page;
  },

  async 'axes say large numbers with their leading digit, and inputs are told apart'() {
    const page = await open('#config=mlp-iris');
    const [ticks, names] = await page.evaluate(() => [
      [0, 0.25, -3, 9999, 20000, -400000, 1e5, 3e-4, 1e-300].map(Axes.plain),
      ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'],
    ]);
    assert.deepEqual(ticks, ['0', '0.25', '−3', '9999', '2·10⁴', '−4·10⁵', '10⁵', '3·10⁻⁴', '10⁻³⁰⁰']);
    const short = list => page.evaluate(all => NetworkPlaces.short(all), list);
    assert.deepEqual(await short(names), ['sep…gth', 'sep…dth', 'pet…gth', 'pet…dth']);
    assert.deepEqual(await short(['area', 'district=north', 'district=east']), ['area', '…=north', '…t=east']);
    assert.deepEqual(await short(['temperature']), ['temper…']);
    assert.match(await page.textContent('#unit-words'), /above two inputs there is no plane/);
    assert.equal(await page.textContent('.region figcaption'), 'Predictions; 45 test samples');
    return page;
  },

  async 'points that are drawn are partly held out, a truth table never'() {
    const page = await open();
    await page.getByRole('button', { name: 'circles' }).click();
    await has(page, /test = 0\.3/);
    await page.getByRole('button', { name: 'xor' }).click();
    await has(page, /name = "xor"/);
    assert.doesNotMatch(await text(page), /test\s*=/);
    assert.match(await page.textContent('#data-fields'), /no data are drawn/);
    await page.getByLabel('All data sets').selectOption('"iris"');
    await has(page, /test = 0\.3/);
    return page;
  },

  async 'the colors have numbers, the axes names, and one sample is one'() {
    const page = await open('#config=first-rate');
    assert.match(await page.textContent('.region figcaption'), /^Output: blue 0 \(ring\) +orange 1 \(disc\);/);
    assert.match(await page.getAttribute('.region canvas', 'aria-label'), /over x1 and x2/);
    await page.getByRole('button', { name: 'sine' }).click();
    await has(page, /name\s+= "sine"/);
    await page.getByLabel('Samples', { exact: true }).fill('2');
    await page.getByLabel('Samples', { exact: true }).press('Enter');
    await has(page, /samples\s+= 2\n/);
    await page.getByLabel('Test share', { exact: true }).fill('0.5');
    await page.getByLabel('Test share', { exact: true }).press('Enter');
    await page.waitForFunction(
      () => /; 1 training sample,/.test(document.querySelector('.region figcaption').textContent),
      null,
      PATIENCE,
    );
    return page;
  },
};
