// The page by keyboard, for a screen reader, and on a phone.
import assert from 'node:assert/strict';
import { PATIENCE, open, text } from './hands.mjs';

export default {
  async 'keys, tabs and names are there for the keyboard and a screen reader'() {
    const page = await open();
    await page.locator('h1').click();
    await page.keyboard.press('e');
    await page.waitForFunction(() => /^1 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    await page.focus('#tab-layers');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.locator('#write-out').isVisible(), true);
    await page.locator('.units .unit').nth(2).focus();
    assert.match(
      await page.locator('.units .unit').nth(2).getAttribute('aria-label'),
      /Hidden layer 1, unit 1.*weights from/s,
    );
    const picture = page.locator('.region:visible canvas').first();
    assert.match(await picture.getAttribute('aria-label'), /^What it has learned over x1 and x2/);
    await page.click('#compare');
    await page.locator('.region').nth(1).waitFor(PATIENCE);
    await page.waitForFunction(
      () => /^What A has learned/.test(document.querySelector('.region canvas').getAttribute('aria-label')),
      null,
      PATIENCE,
    );
    const nameless = await page
      .locator('button, input, select, textarea')
      .evaluateAll(all =>
        all
          .filter(
            each =>
              !each.hidden && !each.labels?.length && !each.getAttribute('aria-label') && !each.textContent.trim(),
          )
          .map(each => each.outerHTML),
      );
    assert.deepEqual(nameless, []);
    return page;
  },

  async 'the link past the head leads to the network, and what was written stays'() {
    const page = await open();
    await page.getByLabel('Add a unit to hidden layer 1').click();
    await page.waitForFunction(() => /#toml=/.test(location.hash), null, PATIENCE);
    const [before, address] = [await text(page), page.url()];
    await page.focus('.skip');
    await page.keyboard.press('Enter');
    await page.waitForFunction(wanted => location.href === wanted, address, PATIENCE);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.card, header')?.id), 'network');
    await page.evaluate(() => (location.hash = 'elsewhere'));
    await page.waitForFunction(wanted => location.href === wanted, address, PATIENCE);
    await page.waitForTimeout(300);
    assert.equal(await text(page), before);
    assert.match(before, /hidden\s+= \[5\]/);
    assert.equal(await page.locator('#undo').isDisabled(), false);
    return page;
  },

  async 'a menu closes by Escape and by a click beside it'() {
    const page = await open();
    const isOpen = () => page.evaluate(() => document.getElementById('downloads').open);
    for (const close of [() => page.keyboard.press('Escape'), () => page.locator('h1').click()]) {
      await page.click('#downloads summary');
      assert.equal(await isOpen(), true);
      await close();
      assert.equal(await isOpen(), false);
    }
    return page;
  },

  async 'network, region and curve are seen together on a small screen'() {
    const page = await open('', { viewport: { width: 1280, height: 720 } });
    for (const part of ['#net-stage', '.region canvas', '.curve canvas']) {
      const { y, height } = await page.locator(part).first().boundingBox();
      assert.ok(y + height <= 720, `${part} ends at ${y + height}`);
    }
    return page;
  },

  async 'a phone sees everything without scrolling sideways'() {
    const page = await open('', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390));
    return page;
  },

  async 'on paper drawings keep their shape, and what is to be clicked is left out'() {
    const page = await open('#config=first-rate', { viewport: { width: 794, height: 1123 } });
    await page.emulateMedia({ media: 'print' });
    const shapes = await page
      .locator('.region canvas, .curve > canvas')
      .evaluateAll(all =>
        all
          .filter(({ className, clientWidth }) => className === '' && clientWidth > 0)
          .map(each => [each.width / each.height, each.clientWidth / each.clientHeight]),
      );
    assert.ok(shapes.length >= 3);
    for (const [drawn, shown] of shapes) assert.ok(Math.abs(drawn / shown - 1) < 0.02, `${drawn} is shown as ${shown}`);
    for (const part of ['#play', '.die', 'input[type=range]', '.step', '#lesson', '#undo', '#editor textarea'])
      assert.equal(await page.locator(part).first().isVisible(), false, part);
    assert.equal(await page.locator('.copy').isVisible(), true);
    return page;
  },
};
