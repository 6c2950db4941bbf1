// The lessons of the playground: the page has their names, and the text of each comes when it is chosen.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MOST, PATIENCE, newPage, drop, open, playground, says, site, text } from './hands.mjs';

const listed = new Function(`${readFileSync(join(site, 'playground/configs.js'), 'utf8')}return LONGHAND_CONFIGS;`)();

const titled = (page, title) =>
  page.waitForFunction(words => document.getElementById('title').textContent === words, title, PATIENCE);

/// All that the title said from the first moment on.
async function saidTitles(page) {
  await page.addInitScript(() => {
    window.saidTitles = [];
    document.addEventListener('DOMContentLoaded', () => {
      const title = document.getElementById('title');
      new MutationObserver(() => window.saidTitles.push(title.textContent)).observe(title, { childList: true });
    });
  });
  return () => page.evaluate(() => window.saidTitles);
}

export default {
  async 'before a lesson is chosen the page is small beside its engine, and then it loads that lesson alone'() {
    const page = await newPage();
    const files = [];
    page.on('request', request => {
      const [address] = request.url().split('#');
      if (address.startsWith('file:')) files.push(fileURLToPath(address));
    });
    await page.goto(playground);
    await says(page, 'Ready');
    const beside = files.filter(file => !file.endsWith('engine.wasm.js'));
    const bytes = beside.reduce((sum, file) => sum + statSync(file).size, 0);
    assert.ok(beside.length > 20 && beside.every(file => !file.includes('/configs/')), String(beside));
    assert.ok(bytes < MOST, `${bytes} bytes`);
    const before = files.length;
    await page.selectOption('#lesson', 'mlp-iris');
    await titled(page, listed.find(({ name }) => name === 'mlp-iris').title);
    assert.deepEqual(files.slice(before), [join(site, 'playground/configs/mlp-iris.js')]);
    return page;
  },

  async 'every lesson of the list has its script'() {
    const scripts = readdirSync(join(site, 'playground/configs')).map(file => `configs/${file}`);
    assert.deepEqual(listed.map(({ script }) => decodeURIComponent(script)).sort(), scripts.sort());
    for (const { name, script } of listed) {
      const source = readFileSync(join(site, 'playground', decodeURIComponent(script)), 'utf8');
      let taken = null;
      new Function('LONGHAND_CONFIG', source)(config => (taken = config));
      assert.equal(taken.name, name);
      assert.match(taken.toml, /^title/m, name);
    }
  },

  async 'a link to a lesson shows it and no other before it'() {
    const page = await newPage();
    const said = await saidTitles(page);
    await page.goto(`${playground}#config=mlp-iris`);
    await says(page, 'Ready');
    const { title } = listed.find(({ name }) => name === 'mlp-iris');
    assert.deepEqual([...new Set(await said())], [title]);
    assert.equal(await page.inputValue('#lesson'), 'mlp-iris');
    assert.match(await page.getAttribute('#read', 'href'), /mlp-iris\/report\.html$/);
    return page;
  },

  async 'a lesson that is chosen while the address is being written is opened all the same'() {
    const page = await open();
    await page.waitForFunction(() => location.hash === '#config=first-xor', null, PATIENCE);
    const { title } = listed.find(({ name }) => name === 'mlp-iris');
    await page.evaluate(() => {
      // As a slow machine does: the address is written between the choice and the event of the browser.
      const { fragment } = Share;
      Share.fragment = async (...all) => {
        const made = await fragment(...all);
        location.hash = 'config=mlp-iris';
        return made;
      };
    });
    await page.fill('#editor textarea', `${await text(page)}\n# changed`);
    await titled(page, title);
    return page;
  },

  async 'what a lesson asks and says unfolds within the page, however narrow'() {
    const page = await open('#config=activations-vanishing');
    for (const width of [390, 600, 760, 900, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      for (const id of ['predict', 'because']) {
        await page.click(`#${id} summary`);
        const { left, right } = await page.evaluate(
          name => document.getElementById(`${name}-words`).getBoundingClientRect().toJSON(),
          id,
        );
        assert.ok(left >= 0 && right <= width, `${id} from ${left} to ${right} of ${width}`);
        await page.click(`#${id} summary`);
      }
    }
    return page;
  },

  async 'of two lessons that are chosen at once the last one is shown'() {
    const page = await open();
    const names = ['activations-vanishing', 'mlp-iris'];
    const [first, last] = names.map(wanted => listed.find(({ name }) => name === wanted));
    await page.evaluate(wanted => {
      for (const name of wanted) location.hash = `config=${name}`;
    }, names);
    await titled(page, last.title);
    await says(page, 'Ready');
    await page.waitForTimeout(300);
    assert.equal(await page.textContent('#title'), last.title);
    assert.equal(await page.inputValue('#lesson'), last.name);
    return page;
  },

  async 'what is done while a lesson is being loaded stays'() {
    const page = await open();
    const start = await text(page);
    await page.evaluate(() => {
      const { load } = Lessons;
      Lessons.load = async address => {
        await new Promise(go => (window.arrive = () => go(load(address))));
      };
    });
    const has = words =>
      page.waitForFunction(part => document.querySelector('textarea').value.includes(part), words, PATIENCE);
    const rate = async value => {
      await page.getByLabel('Learning rate').fill(value);
      await page.getByLabel('Learning rate').press('Enter');
    };
    const save = toml => document.dispatchEvent(new CustomEvent('longhand-config', { detail: { toml } }));
    const acts = [
      ['learning_rate = 0.25', () => rate('0.25')],
      ['learning_rate = 0.5', () => page.click('#undo')],
      ['# typed', () => page.fill('#editor textarea', `${start}# typed\n`)],
      ['# dropped', () => drop(page, 'mine.toml', `${start}# dropped\n`)],
      ['# saved', () => page.evaluate(save, `${start}# saved\n`)],
    ];
    const others = listed.filter(({ name }) => name.startsWith('doctor-'));
    for (const [i, [words, act]] of acts.entries()) {
      const { name } = others[i];
      await page.selectOption('#lesson', name);
      await page.waitForFunction(() => window.arrive, null, PATIENCE);
      await act();
      await has(words);
      await says(page, 'Ready');
      await page.evaluate(() => window.arrive());
      await page.waitForTimeout(500);
      assert.ok((await text(page)).includes(words), words);
      assert.equal(await page.inputValue('#lesson'), words === 'learning_rate = 0.5' ? 'first-xor' : '', words);
      assert.doesNotMatch(page.url(), new RegExp(name));
      await page.evaluate(() => delete window.arrive);
    }
    return page;
  },

  async 'an edit that is still being made gives way to a lesson that is chosen after it'() {
    const page = await open();
    await page.evaluate(() => {
      const { ask } = Engine.prototype;
      Engine.prototype.ask = async function (what, ...how) {
        const answer = await ask.call(this, what, ...how);
        if (what === 'set') await new Promise(go => (window.arrive = go));
        return answer;
      };
    });
    await page.getByLabel('Learning rate').fill('0.25');
    await page.getByLabel('Learning rate').press('Enter');
    await page.waitForFunction(() => window.arrive, null, PATIENCE);
    const { name, title } = listed.find(config => config.name === 'mlp-iris');
    await page.selectOption('#lesson', name);
    await titled(page, title);
    await says(page, 'Ready');
    const lesson = await text(page);
    await page.evaluate(() => window.arrive());
    await page.waitForTimeout(500);
    assert.equal(await text(page), lesson);
    assert.equal(await page.inputValue('#lesson'), name);
    return page;
  },

  async 'a lesson that cannot be loaded is said, and the page goes on with what it has'() {
    const page = await open();
    const before = await text(page);
    const lies = file =>
      page.evaluate(script => (LONGHAND_CONFIGS.find(({ name }) => name === 'mlp-iris').script = script), file);
    await lies('configs/away.js');
    await page.selectOption('#lesson', 'mlp-iris');
    await says(page, 'cannot be loaded: configs/away.js is missing beside this page');
    assert.equal(await text(page), before);
    assert.equal(await page.inputValue('#lesson'), 'first-xor');
    assert.ok(page.faults.length > 0);
    assert.ok(page.faults.every(fault => /console: Failed to load resource/.test(fault)), String(page.faults));
    page.faults = [];
    await lies('configs/mlp-iris.js');
    await page.selectOption('#lesson', 'mlp-iris');
    await titled(page, listed.find(({ name }) => name === 'mlp-iris').title);
    return page;
  },
};
