// Links and tables that mean harm: an error, and nothing else.
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { PATIENCE, drop, linked, open, startText, state } from './hands.mjs';

export default {
  async 'a hostile link shows an error and nothing else'() {
    const script = 'title = "<img src=x onerror=alert(1)>"\nquestion = "<script>alert(1)</script>"\n';
    for (const [hash, words] of [
      ['#toml=z!!!!', /damaged/],
      ['#toml=zAAAA', /damaged/],
      [`#toml=t${'A'.repeat(30000)}`, /longer than/],
      [`#toml=${bomb()}`, /more than/],
      ['#config=nothing', /no lesson/],
      [linked(script), /error/],
      [linked('\0\0'), /error/],
    ]) {
      const page = await open(hash);
      assert.match(await state(page), words, hash.slice(0, 40));
      assert.equal(await page.locator('img, body script').count(), 0);
      assert.deepEqual(page.faults, []);
      await page.close();
    }
    return null;
  },

  async 'a hostile table shows an error'() {
    const page = await open();
    const columns = Array.from({ length: 2000 }, (_, i) => `c${i}`).join(',');
    for (const [table, words] of [
      ['a,b\n"unclosed', /^bad\.csv, line 2: .*quot/],
      ['a,b,c\n1,2,3\n1,2\n', /^bad\.csv, line 3: this line has 2 cells, the header names 3; write every cell/],
      [`${columns}\n${`${'0,'.repeat(1999)}0\n`.repeat(3)}`, /no column can be predicted/],
      ['__proto__,constructor,t\n1,2,a\n3,4,b\n5,7,a\n2,2,b\n', /Ready/],
    ]) {
      const before = await state(page);
      await drop(page, 'bad.csv', table);
      await page.waitForFunction(
        said => ![said, 'Reading bad.csv …'].includes(document.getElementById('state').textContent),
        before,
        PATIENCE,
      );
      assert.match(await state(page), words);
      assert.ok((await state(page)).length < 400, await state(page));
    }
    return page;
  },

  async 'signs that turn the direction of a text are shown and turn nothing'() {
    const title = '"safe \u202etxet neddih"';
    const page = await open(linked((await startText()).replace(/title .*/, `title = ${title}`)));
    assert.equal(await page.textContent('#title'), 'safe \ufffdtxet neddih');
    const named = i => (i % 2 ? '\u202eevil' : '\u2067good');
    const rows = Array.from({ length: 30 }, (_, i) => `${(7 * i) % 11},${(5 * i) % 13},${named(i)}`);
    await drop(page, '\u202egnp.csv', `\u202ea,b\u2066,class\n${rows.join('\n')}\n`);
    const caption = () => /evil/.test(document.querySelector('.region figcaption').textContent);
    await page.waitForFunction(caption, null, PATIENCE);
    await page.locator('.units .unit').nth(0).hover();
    assert.doesNotMatch(await page.evaluate(() => document.body.innerText + document.title), /\p{Bidi_Control}/u);
    return page;
  },

  async 'an arm that there is not is the last one'() {
    const page = await open(`${linked(await startText())}&arm=999999999999999`);
    assert.match(await state(page), /Ready/);
    assert.equal(await page.getByLabel('Epochs').inputValue(), '500');
    return page;
  },
};

/// A small link that unpacks to ten million bytes.
function bomb() {
  return `z${deflateRawSync(Buffer.alloc(10_000_000)).toString('base64url')}`;
}
