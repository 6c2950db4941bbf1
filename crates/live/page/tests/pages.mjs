// Every page of the site, from its folder: small, without a fault, and asking for nothing from elsewhere.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MOST, newPage, site } from './hands.mjs';

const address = path => pathToFileURL(join(site, path)).href;
const pages = readdirSync(site, { recursive: true }).filter(path => path.endsWith('.html'));

/// What a page says that it needs: itself, its styles and its scripts.
function bytes(path) {
  return [path, ...needs(path)].reduce((sum, file) => sum + statSync(join(site, file)).size, 0);
}

/// The files that the tags of a page name, in whatever order their attributes stand.
function needs(path) {
  const tags = readFileSync(join(site, path), 'utf8').matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]*)"/g);
  return [...tags].map(([, named]) => join(dirname(path), named));
}

export default {
  async 'no page of the course is larger than 300 kB with its styles and scripts'() {
    const course = pages.filter(path => !path.startsWith('playground'));
    assert.ok(course.length > 50);
    for (const file of ['site.css', 'search.js', 'site.js'].map(name => join('assets', name)))
      assert.deepEqual(course.filter(path => !needs(path).includes(file)), [], file);
    assert.deepEqual(course.filter(path => bytes(path) >= MOST), []);
  },

  async 'the widths of a network stay on one line'() {
    const page = await newPage();
    await page.goto(address('worked-shapes/report.html'));
    const broken = await page.evaluate(() => {
      const title = document.querySelector('h1');
      const words = document.createTreeWalker(title, NodeFilter.SHOW_TEXT).nextNode();
      const [from, to] = [words.data.indexOf('2-'), words.data.lastIndexOf('1') + 1];
      const range = new Range();
      const lines = new Set();
      for (let width = 120; width < 420; width += 5) {
        title.style.width = `${width}px`;
        range.setStart(words, from);
        range.setEnd(words, to);
        lines.add(range.getClientRects().length);
      }
      return [words.data.slice(from, to).replace(/\u2060/g, ''), ...lines];
    });
    assert.deepEqual(broken, ['2-5-2-1', 1]);
    return page;
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

  async 'the search finds lessons before tables, and says what it has found'() {
    const page = await newPage();
    await page.goto(address('index.html'));
    for (const [words, wanted] of [
      ['learning rate', 'doctor-rate-too-high'],
      ['overfit', 'doctor-overfitting'],
      ['overfit', 'regularization-dropout'],
      ['vanishing gradient', 'activations-vanishing'],
    ]) {
      await page.fill('#search', words);
      await page.focus('#search');
      await page.waitForSelector('#found a');
      const first = await page.locator('#found a').evaluateAll(all => all.slice(0, 3).map(each => each.href));
      assert.ok(first.some(each => each.includes(`/${wanted}/`)), `${words}: ${first}`);
      assert.match(await page.locator('#found a small').first().textContent(), /^(lesson|worked example|beside)/);
    }
    return page;
  },

  async 'the search finds a lesson by a word of its idea, of an exercise, of a key, and its settings as such'() {
    const page = await newPage();
    await page.goto(address('index.html'));
    for (const [words, wanted] of [
      ['stretched fourfold', 'activations-vanishing/report.html#the-idea'],
      ['seven hundredths', 'activations-vanishing/report.html#exercises'],
      ['max_norm', 'regularization-max-norm/'],
      ['early_stopping', 'regularization-early-stopping/'],
      ['rows 90 training and 30 test', 'report.html#setup'],
    ]) {
      await page.fill('#search', words);
      await page.focus('#search');
      await page.waitForSelector('#found a');
      const first = await page.locator('#found a').first().evaluate(link => link.href);
      assert.ok(first.includes(`/${wanted}`), `${words}: ${first}`);
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector('details[open]#setup table');
    return page;
  },

  async 'an answer is folded until it is asked for, by a click, a link or on paper'() {
    const page = await newPage();
    const answer = page.locator('.answer > ul, .answer > figure').first();
    await page.goto(address('activations-vanishing/report.html'));
    assert.equal(await answer.isVisible(), false);
    await page.focus('.answer summary');
    await page.keyboard.press('Enter');
    assert.equal(await answer.isVisible(), true);
    await page.goto(address('index.html'));
    await page.goto(`${address('activations-vanishing/report.html')}#the-answer`);
    assert.equal(await answer.isVisible(), true);
    await page.goto(address('mlp-xor/report.html'));
    await page.emulateMedia({ media: 'print' });
    assert.ok((await answer.boundingBox()).height > 10);
    return page;
  },

  async 'the page before, the next one and the course are at hand, on a phone too'() {
    const page = await newPage({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await page.goto(address('activations-vanishing/report.html'));
    assert.ok((await page.locator('[rel=next]').first().boundingBox()).y < 200);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390));
    await page.locator('.to-contents').tap();
    await page.waitForFunction(() => document.getElementById('course-pages').getBoundingClientRect().top < 200);
    assert.ok(await page.locator('nav.course [aria-current]').isVisible());
    return page;
  },

  async 'in the dark a figure has a dark ground and keeps its hues'() {
    const page = await newPage({ colorScheme: 'dark' });
    await page.goto(address('mlp-xor/report.html'));
    await page.waitForFunction(() => document.querySelector('.card img').complete);
    const picture = await page.locator('.card img:visible').first().screenshot();
    const corner = await page.evaluate(async bytes => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      pen.drawImage(bitmap, 0, 0);
      return [...pen.getImageData(3, 3, 1, 1).data];
    }, [...picture]);
    assert.deepEqual(corner, [28, 31, 36, 255]);
    return page;
  },

  async 'every page opens from the folder, offline, without a fault, and is no wider than a phone'() {
    const page = await newPage({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    for (const path of pages) {
      await page.goto(pathToFileURL(join(site, path)).href);
      assert.deepEqual(page.faults, [], path);
      assert.ok((await page.textContent('h1')).trim().length > 0, path);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, path);
    }
    return page;
  },
};
