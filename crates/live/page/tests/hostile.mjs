// Links and tables that mean harm: an error, and nothing else.
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { drop, linked, open, state } from './hands.mjs';

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
    await drop(page, 'bad.csv', 'a,b\n"unclosed');
    await page.waitForTimeout(1000);
    assert.doesNotMatch(await state(page), /unreachable|undefined/);
    return page;
  },
};

/// A small link that unpacks to ten million bytes.
function bomb() {
  return `z${deflateRawSync(Buffer.alloc(10_000_000)).toString('base64url')}`;
}
