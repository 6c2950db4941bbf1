// Values that no config takes, and texts with an error: the field says so, the file keeps what it had, and every
// control goes on working.
import assert from 'node:assert/strict';
import { PATIENCE, open, says, text, write } from './hands.mjs';

const NUMBERS = [
  'Learning rate',
  'Epochs',
  'Batch size',
  'Test share',
  'Noise',
  'Samples',
  'Seed',
  'Dropout',
  'Penalty l2',
  'Penalty l1',
];
const BAD = ['-1', '0', '', '1e20', '1e400', '0.5', '1e', '--'];

/// Types what a hand can type, and leaves the field by Enter.
async function type(page, field, value) {
  await field.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
}

/// Until what a control asked for was answered.
const settle = page => page.waitForTimeout(150);

/// Whether the text is one that trains: no error is listed, and the network has its units.
async function isSound(page, told) {
  await page.waitForFunction(
    () =>
      document.querySelectorAll('.errors .error').length === 0 &&
      !/Getting/.test(document.getElementById('state').textContent),
    null,
    PATIENCE,
  );
  assert.deepEqual(page.faults, [], told);
}

/// Until the text has something like this.
const holds = (page, pattern) =>
  page.waitForFunction(
    wanted => new RegExp(wanted).test(document.querySelector('#editor textarea').value),
    pattern,
    PATIENCE,
  );

export default {
  async 'a rule of the whole training part takes it'() {
    const page = await open('#config=first-rate');
    await page.getByLabel('Update rule').selectOption('"lbfgs"');
    await says(page, 'The rule takes the whole training part at once');
    assert.match(await text(page), /batch_size\s*= "full"/);
    return page;
  },

  async 'a choice that the text does not take is not shown as taken'() {
    const page = await open('#config=universal-approximation');
    const loss = page.locator('#training-fields').getByLabel('Loss', { exact: true });
    const before = await loss.inputValue();
    await loss.selectOption('"hinge"');
    await says(page, 'The file stays as it was');
    assert.equal(await loss.inputValue(), before);
    return page;
  },

  async 'a value that no config takes is refused at its field, and the next one is taken'() {
    const page = await open('#config=first-rate');
    await page.click('.more summary');
    for (const label of NUMBERS) {
      const field = page.getByRole('spinbutton', { name: label, exact: true });
      const good = await field.inputValue();
      for (const value of BAD) {
        await type(page, field, value);
        await settle(page);
        await isSound(page, `${label} ${value}`);
      }
      await type(page, field, good === '' ? '0.1' : good);
      await settle(page);
      assert.equal(await page.locator('.fault:not(:empty)').count(), 0, label);
    }
    const rate = page.getByLabel('Learning rate');
    await type(page, rate, '-1');
    await page.waitForSelector('#rate .fault:not(:empty)', PATIENCE);
    assert.match(await page.textContent('#rate .fault'), /must be a number above 0, not -1/);
    assert.match(await text(page), /learning_rate = 0\.1 /);
    await type(page, rate, '0.3');
    await holds(page, 'learning_rate = 0\\.3');
    await page.waitForFunction(() => document.querySelector('#rate .fault').textContent === '', null, PATIENCE);
    return page;
  },

  async 'every data set can be chosen, and left again'() {
    const page = await open();
    const all = page.getByLabel('All data sets');
    const names = await all.locator('option').evaluateAll(options => options.map(option => option.value));
    assert.ok(names.length > 20 && names.includes('"csv"') && !names.includes('"idx"'));
    for (const name of names.filter(each => each !== '"csv"')) {
      await all.selectOption(name);
      await holds(page, `name\\s*= ${name}`);
      await isSound(page, name);
    }
    const chooser = page.waitForEvent('filechooser', PATIENCE);
    await all.selectOption('"csv"');
    await chooser;
    await page.locator('#datasets button').first().click();
    await holds(page, 'name\\s*= "xor"');
    await isSound(page, 'xor');
    return page;
  },

  async 'a text with an error is mended by any control, and undo brings it back'() {
    const page = await open();
    const good = await text(page);
    for (const bad of [good.replace('"tanh"', '"tanhh"'), good.replace('[network]', '[network'), 'nonsense']) {
      await write(page, bad);
      await says(page, 'In line');
      assert.equal(await page.textContent('h1'), 'XOR with one hidden layer');
      await page.getByLabel('Learning rate').fill('0.25');
      await page.getByLabel('Learning rate').press('Enter');
      await isSound(page, bad);
      await says(page, 'Undo brings it back');
      assert.equal(await text(page), good.replace('= 0.5', '= 0.25'));
      await page.click('#undo');
      await says(page, 'In line');
      assert.equal(await text(page), bad);
      await page.locator('#datasets button').nth(1).click();
      await holds(page, 'name\\s*= "circles"');
      await page.click('#undo');
      await says(page, 'In line');
      await page.click('#undo');
      await page.waitForFunction(
        before => document.querySelector('#editor textarea').value === before,
        good,
        PATIENCE,
      );
    }
    // What the control sets is all that was wrong: what else was typed stays.
    await write(page, good.replace('= 0.5', '= -1').replace('[4]', '[3]'));
    await says(page, 'In line');
    await page.getByLabel('Learning rate').fill('0.3');
    await page.getByLabel('Learning rate').press('Enter');
    await isSound(page, 'rate');
    assert.equal(await text(page), good.replace('= 0.5', '= 0.3').replace('[4]', '[3]'));
    return page;
  },

  async 'a link with an error leaves a page whose controls throw nothing'() {
    const page = await open(`#toml=t${Buffer.from('title = oops').toString('base64url')}`);
    await says(page, 'In line 1');
    await page.locator('#datasets button').nth(1).click();
    await says(page, 'mend it, or choose a lesson');
    await page.click('#reset');
    await page.click('#compare');
    await page.selectOption('#lesson', 'first-xor');
    await says(page, 'Ready at epoch 0');
    return page;
  },
};
