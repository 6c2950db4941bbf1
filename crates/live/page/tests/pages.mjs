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
