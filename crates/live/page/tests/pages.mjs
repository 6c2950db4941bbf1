// Every page of the site, from its folder: small, without a fault, and asking for nothing from elsewhere.
import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newPage, site } from './hands.mjs';

const MOST = 300_000; // bytes of a page without its figures

const pages = readdirSync(site, { recursive: true }).filter(path => path.endsWith('.html'));

export default {
  async 'no page is larger than 300 kB'() {
    const large = pages.filter(path => statSync(join(site, path)).size >= MOST);
    assert.ok(pages.length > 50);
    assert.deepEqual(large, []);
  },

  async 'a key in the search does not scroll the page'() {
    const page = await newPage({ reducedMotion: 'reduce' });
    await page.goto(pathToFileURL(join(site, 'index.html')).href);
    await page.focus('#search');
    await page.evaluate(() => scrollTo(0, 5000));
    const before = await page.evaluate(() => scrollY);
    await page.keyboard.type('momentum', { delay: 50 });
    await page.waitForSelector('#found a');
    assert.ok(before > 1000);
    assert.equal(await page.evaluate(() => scrollY), before);
    return page;
  },

  async 'every page opens from the folder, offline, without a fault'() {
    const page = await newPage();
    for (const path of pages) {
      await page.goto(pathToFileURL(join(site, path)).href);
      assert.deepEqual(page.faults, [], path);
      assert.ok((await page.textContent('h1')).trim().length > 0, path);
    }
    return page;
  },
};
