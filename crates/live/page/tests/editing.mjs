// The text of a config, the controls beside it, files and links: one config, whichever way it is changed.
import assert from 'node:assert/strict';
import { PATIENCE, drop, linked, open, says, startText, text, write } from './hands.mjs';

export default {
  async 'text and controls follow each other'() {
    const page = await open();
    await page.getByLabel('Learning rate').fill('0.25');
    await page.getByLabel('Learning rate').press('Enter');
    await page.waitForFunction(
      () => /learning_rate = 0\.25/.test(document.querySelector('#editor textarea').value),
      null,
      PATIENCE,
    );
    await page.click('[aria-label="Add a unit to hidden layer 1"]');
    await page.waitForFunction(
      () => /hidden\s+= \[5\]/.test(document.querySelector('#editor textarea').value),
      null,
      PATIENCE,
    );
    await page.getByLabel('Add a hidden layer').click();
    await page.waitForFunction(
      () => /hidden\s+= \[5, ?5\]/.test(document.querySelector('#editor textarea').value),
      null,
      PATIENCE,
    );
    await write(page, (await text(page)).replace('"tanh"', '"relu"').replace('0.25', '0.125'));
    await page.waitForFunction(
      () => [...document.querySelectorAll('select')].some(each => each.value === '"relu"'),
      null,
      PATIENCE,
    );
    assert.equal(await page.getByLabel('Learning rate').inputValue(), '0.125');
    assert.equal(await page.locator('.units .unit').count(), 2 + 5 + 5 + 1);
    return page;
  },

  async 'comments and order survive an edit by a control'() {
    const toml = `# first\n${await startText()}# last\n`;
    const page = await open(linked(toml));
    await page.getByLabel('Epochs', { exact: true }).fill('40');
    await page.getByLabel('Epochs', { exact: true }).press('Enter');
    await page.waitForFunction(() => /= 40/.test(document.querySelector('#editor textarea').value), null, PATIENCE);
    assert.equal(await text(page), toml.replace('= 500', '= 40'));
    return page;
  },

  async 'a bad config is marked at its line, and the last good one stays'() {
    const page = await open();
    const bad = (await text(page)).replace('"tanh"', '"tanhh"');
    const line = bad.split('\n').findIndex(each => each.includes('tanhh')) + 1;
    await write(page, bad);
    await says(page, `line ${line}`);
    assert.equal(await page.getAttribute('.line.at-fault', 'data-number'), String(line));
    assert.match(await page.textContent('.errors'), /did you mean "tanh"/);
    assert.equal(await page.textContent('.copy .wrong'), '"tanhh"');
    assert.equal(await page.locator('.units .unit').count(), 2 + 4 + 1);
    await page.click('.errors button');
    assert.equal(
      await page.evaluate(() =>
        document.activeElement.value.slice(
          document.activeElement.selectionStart,
          document.activeElement.selectionEnd,
        ),
      ),
      '"tanhh"',
    );
    return page;
  },

  async 'a value that is not allowed is told with what is, where one looks'() {
    const page = await open('', { viewport: { width: 1280, height: 720 } });
    const rate = page.getByLabel('Learning rate');
    const { y, height } = await rate.boundingBox();
    assert.ok(y + height < 400, 'the learning rate is where one plays');
    await rate.fill('-1');
    await rate.press('Enter');
    await says(page, 'learning_rate must be a number above 0, not -1');
    return page;
  },

  async 'a lesson of the course comes with what to notice, folded, and its formulas set'() {
    const page = await open('#config=activations-vanishing');
    assert.equal(await page.locator('#because-words').isVisible(), false);
    await page.click('#because summary');
    assert.ok((await page.locator('#because-words math').count()) > 0);
    return page;
  },

  async 'a save that `play --watch` tells of is shown, and one with an error keeps the drawing'() {
    const page = await open();
    const tell = toml =>
      page.evaluate(
        words => document.dispatchEvent(new CustomEvent('longhand-config', { detail: { toml: words } })),
        toml,
      );
    const good = await text(page);
    await tell('title = oops');
    await says(page, 'In line 1');
    assert.equal(await page.locator('.units .unit').count(), 2 + 4 + 1);
    await tell(good.replace('[4]', '[3]'));
    await says(page, 'Ready');
    // The drawing follows the word at the next frame.
    await page.waitForFunction(() => document.querySelectorAll('.units .unit').length === 2 + 3 + 1, null, PATIENCE);
    return page;
  },

  async 'a dropped table is trained on'() {
    const page = await open();
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i % 10},${Math.floor(i / 10)},${(i % 10) + Math.floor(i / 10) > 7 ? 'high' : 'low'}`,
    );
    await drop(page, 'mine.csv', ['width,height,size', ...rows].join('\n'));
    await page.waitForFunction(
      () => /mine\.csv/.test(document.querySelector('#editor textarea').value),
      null,
      PATIENCE,
    );
    await says(page, 'Ready');
    await page.click('#one-epoch');
    await page.waitForFunction(() => /^1 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    return page;
  },

  async 'of two files that are dropped at once the page says what it still reads, without an alarm'() {
    const page = await open();
    await write(page, 'title = oops');
    await says(page, 'In line 1');
    await page.evaluate(() => {
      const { arrayBuffer } = File.prototype;
      File.prototype.arrayBuffer = async function () {
        if (this.name === 'slow.toml') await new Promise(go => (window.arrive = go));
        return (arrayBuffer || Blob.prototype.arrayBuffer).call(this);
      };
    });
    await drop(page, 'quick.csv', 'a,b\n');
    await drop(page, 'slow.toml', await startText());
    await page.waitForTimeout(400);
    assert.match(await page.textContent('#state'), /Reading slow\.toml …/);
    await page.evaluate(() => window.arrive());
    await says(page, 'Ready');
    assert.equal(await page.getAttribute('#state', 'class').then(names => /alarm/.test(names)), false);
    return page;
  },

  async 'a page that is loaded anew has what was set, and says that it left its lesson'() {
    const page = await open();
    assert.equal(await page.inputValue('#lesson'), 'first-xor');
    await page.getByLabel('Learning rate').fill('0.77');
    await page.getByLabel('Learning rate').press('Enter');
    await page.waitForFunction(() => /#toml=/.test(location.hash), null, PATIENCE);
    assert.equal(await page.inputValue('#lesson'), '');
    assert.match(await page.locator('#lesson option').first().textContent(), /own config, from “First: why XOR/);
    const edited = await text(page);
    await page.reload();
    await says(page, 'Ready');
    assert.equal(await text(page), edited);
    await page.getByRole('button', { name: 'hills' }).click();
    await page.waitForFunction(() => document.querySelector('h1').textContent === 'hills', null, PATIENCE);
    assert.equal(await page.textContent('#question'), '');
    assert.equal(await page.locator('#because').isVisible(), false);
    return page;
  },

  async 'the plane stays whatever is made of it'() {
    const page = await open();
    const names = () => page.locator('#features button').allTextContents();
    const before = await names();
    const caption = () => page.getAttribute('.region canvas', 'aria-label');
    for (const chip of ['x1·x2', 'x1', 'x2']) {
      await page.getByRole('button', { name: chip, exact: true }).click();
      await page.waitForTimeout(400);
      assert.deepEqual(await names(), before);
      assert.match(await caption(), /over x1 and x2/);
    }
    assert.equal(await page.getByRole('button', { name: 'x1·x2', exact: true }).isDisabled(), true);
    await write(page, (await text(page)).replace('[4]', '[4, 3, 3, 500]'));
    const units = 1 + 4 + 3 + 3 + 16 + 1;
    await page.waitForFunction(
      count => document.querySelectorAll('.units .unit').length === count,
      units,
      PATIENCE,
    );
    assert.match(await caption(), /over x1 and x2/);
    return page;
  },

  async 'a link holds the whole text and starts nothing'() {
    const page = await open();
    await page.getByLabel('Epochs', { exact: true }).fill('77');
    await page.getByLabel('Epochs', { exact: true }).press('Enter');
    await page.waitForFunction(() => /= 77/.test(document.querySelector('#editor textarea').value), null, PATIENCE);
    await page.click('#share');
    const link = await page.inputValue('#share-dialog textarea');
    const again = await open(link.slice(link.indexOf('#')));
    assert.equal(await text(again), await text(page));
    assert.match(await again.textContent('#epoch'), /^0 /);
    assert.deepEqual(again.faults, []);
    await again.close();
    return page;
  },

  async 'a link may leave cards out'() {
    const page = await open();
    await page.click('#share');
    await page.getByRole('checkbox', { name: 'The file' }).uncheck();
    await page.waitForFunction(
      () => /hide=text&/.test(document.querySelector('#share-dialog textarea').value),
      null,
      PATIENCE,
    );
    const link = await page.inputValue('#share-dialog textarea');
    const less = await open(link.slice(link.indexOf('#')));
    assert.equal(await less.locator('#editor').isVisible(), false);
    assert.equal(await less.locator('#network').isVisible(), true);
    assert.deepEqual(less.faults, []);
    await less.close();
    return page;
  },
};
