// The editor: every line is seen whole, and the caret stands where its letters are painted.
import assert from 'node:assert/strict';
import { linked, open } from './hands.mjs';

const LONG = `title = "${'a long title '.repeat(30)}"\n[dataset]\nname = "xor"\n[network]\n[training]\n`;

export default {
  async 'a long line is broken, in the text and in its colors alike'() {
    for (const viewport of [
      { width: 1280, height: 720 },
      { width: 390, height: 844 },
    ]) {
      const page = await open(linked(LONG + '# comment\n'.repeat(60)), { viewport });
      const sizes = await page.evaluate(() => {
        const [area, copy] = ['textarea', '.copy'].map(name => document.querySelector(`#editor ${name}`));
        const one = document.querySelectorAll('.line')[1].offsetHeight;
        return {
          lines: document.querySelector('.line').offsetHeight / one,
          wide: area.scrollWidth - area.clientWidth,
          high: area.scrollHeight - copy.offsetHeight,
        };
      });
      assert.ok(sizes.lines > 3, `the first line takes ${sizes.lines} rows`);
      assert.equal(sizes.wide, 0);
      assert.ok(Math.abs(sizes.high) < 2, `the text is ${sizes.high} px higher than its colors`);
      assert.deepEqual(page.faults, []);
      await page.close();
    }
  },

  async 'what is typed at the end stays in sight'() {
    const page = await open(linked(LONG + '# comment\n'.repeat(60)));
    await page.focus('#editor textarea');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('# the end');
    const { last, paper } = await page.evaluate(() => ({
      last: [...document.querySelectorAll('.line')].pop().getBoundingClientRect().bottom,
      paper: document.querySelector('.paper').getBoundingClientRect().bottom,
    }));
    assert.ok(last <= paper + 1, `the last line ends ${last - paper} px below the editor`);
    return page;
  },
};
