// Two configs side by side: one start, one page, and neither loses what it has learned.
import assert from 'node:assert/strict';
import { PATIENCE, linked, open, says, startText, trainToTheEnd } from './hands.mjs';

const epochs = (page, words) =>
  page.waitForFunction(part => document.getElementById('epoch').textContent.startsWith(part), words, PATIENCE);

async function compared(page) {
  await page.click('#compare');
  await page.waitForSelector('#lanes button:nth-of-type(2)[aria-pressed="true"]', PATIENCE);
  await page.locator('.region').nth(1).waitFor(PATIENCE);
}

async function set(page, label, value) {
  await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByLabel(label, { exact: true }).press('Enter');
}

export default {
  async 'buttons, pace and numbers stand beside or below one another at every width, of one config and of two'() {
    const page = await open('#config=first-rate');
    const meetings = () =>
      page.evaluate(() => {
        const box = part => document.querySelector(part).getBoundingClientRect();
        const parts = ['.buttons', '.pace .speed', '#rate', '.numbers'];
        const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        const pairs = parts.flatMap((a, i) => parts.slice(i + 1).map(b => [a, b]));
        const wide = document.documentElement.scrollWidth > innerWidth ? ['the page is too wide'] : [];
        return [...wide, ...pairs.filter(([a, b]) => meet(box(a), box(b)))];
      });
    for (const lanes of [1, 2]) {
      if (lanes === 2) await page.click('#compare');
      await trainToTheEnd(page);
      for (let width = 360; width <= 1480; width += 40) {
        await page.setViewportSize({ width, height: 844 });
        assert.deepEqual(await meetings(), [], `${lanes} at ${width}`);
      }
    }
    return page;
  },

  async 'two configs train side by side from one start, and a change begins the changed one anew'() {
    const page = await open();
    await compared(page);
    await page.getByLabel('Update rule').selectOption('"adam"');
    await page.waitForFunction(
      () => /A gradient-descent, B adam/.test(document.getElementById('lanes').textContent),
      null,
      PATIENCE,
    );
    assert.equal(await page.textContent('#net-head'), 'Network of B');
    await trainToTheEnd(page);
    assert.match(await page.textContent('#train-loss'), /^A 0\.\d+B 0\.\d+$/);
    await set(page, 'Learning rate', '0.1');
    await epochs(page, 'A 500 / 500B 0 / 500');
    assert.match(await page.textContent('#play'), /Play/);
    await page.click('#play');
    await epochs(page, 'A 500 / 500B 500 / 500');
    return page;
  },

  async 'a network that fits beside the other has no arrow'() {
    const page = await open('', { viewport: { width: 1280, height: 720 } });
    await compared(page);
    await page.waitForFunction(() => document.getElementById('net-stage').clientWidth < 400, null, PATIENCE);
    await page.waitForTimeout(200);
    assert.equal(await page.locator('.goes-right, .goes-left').count(), 0);
    return page;
  },

  async 'the one behind catches up, then both go on in step, with the numbers of the file'() {
    const page = await open();
    for (let i = 0; i < 3; i++) await page.click('#one-epoch');
    await epochs(page, '3 ');
    const digest = await page.getAttribute('#digest', 'title');
    await compared(page);
    await epochs(page, 'A 3 / 500B 0 / 500');
    for (let i = 0; i < 3; i++) await page.click('#one-epoch');
    await epochs(page, 'A 3 / 500B 3 / 500');
    await says(page, 'Paused');
    assert.equal(await page.getAttribute('#digest', 'title'), digest);
    await page.click('#one-epoch');
    await epochs(page, 'A 4 / 500B 4 / 500');
    await page.click('#lanes button:nth-of-type(1)');
    await page.click('#compare');
    await epochs(page, '4 / 500');
    return page;
  },

  async 'both networks and both pictures are seen, wide enough to be read'() {
    const page = await open('#config=first-rate', { viewport: { width: 1280, height: 720 } });
    await compared(page);
    for (const part of ['.region:visible', '.staged:visible']) {
      assert.equal(await page.locator(part).count(), 2, part);
      for (const i of [0, 1]) {
        const { width } = await page.locator(part).nth(i).boundingBox();
        assert.ok(width > 230, `${part} is ${width} px wide`);
      }
    }
    await page.locator('button.stage').click();
    await page.waitForFunction(() => document.getElementById('net-head').textContent === 'Network of A');
    return page;
  },

  async 'where both curves lie on one another both are seen'() {
    const page = await open(linked(await startText()));
    await compared(page);
    await trainToTheEnd(page);
    const colors = await page.evaluate(() => {
      const canvas = document.querySelector('.curve canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const found = new Set();
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) found.add(`${data.slice(i, i + 3)}`);
      return [...found];
    });
    assert.ok(colors.includes('0,114,178'), 'A is seen');
    assert.ok(colors.includes('213,94,0'), 'B is seen');
    return page;
  },
};
