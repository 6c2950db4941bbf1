// The playground in a real browser, from a folder, offline: node browser.mjs SITE REPORTS
//
// SITE is what `longhand site` wrote, REPORTS the committed reports with the digests of the native program. CHROMIUM
// names the browser, ONLY a part of the names of the checks to make. Each check says what a reader does and what has
// to be there then.
import assert from 'node:assert/strict';
import { browser } from './hands.mjs';
import access from './access.mjs';
import compare from './compare.mjs';
import data from './data.mjs';
import digests from './digests.mjs';
import editing from './editing.mjs';
import editor from './editor.mjs';
import hostile from './hostile.mjs';
import lessons from './lessons.mjs';
import pages from './pages.mjs';
import refusals from './refusals.mjs';
import training from './training.mjs';
import units from './units.mjs';

const parts = [
  ...[training, compare, units, data, editing, editor],
  ...[refusals, hostile, lessons, access, digests, pages],
];
const checks = Object.assign({}, ...parts);

let failed = 0;
const wanted = process.env.ONLY;
for (const [name, check] of Object.entries(checks).filter(([name]) => !wanted || name.includes(wanted))) {
  try {
    const page = await check();
    if (page) {
      assert.deepEqual(page.faults, []);
      await page.close();
    }
    console.log(`ok   ${name}`);
  } catch (problem) {
    failed += 1;
    console.log(`FAIL ${name}\n     ${problem.message}`);
  }
}
await browser.close();
process.exitCode = failed > 0 ? 1 : 0;
