// The playground in a real browser, from a folder, offline: node browser.mjs SITE REPORTS
//
// SITE is what `longhand site` wrote, REPORTS the committed reports with the digests of the native program. CHROMIUM
// names the browser. Each check says what a reader does and what has to be there then.
import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [site, reports] = process.argv.slice(2).map(path => resolve(path));
const address = pathToFileURL(`${site}/playground/index.html`).href;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const PATIENCE = { timeout: 60000 };

/// A page at a link, whose every word on the console and every request elsewhere is a failure.
async function open(hash = '', options = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  page.faults = [];
  page.on('console', message => page.faults.push(`console: ${message.text()}`));
  page.on('pageerror', problem => page.faults.push(`error: ${problem.message}`));
  page.on(
    'request',
    request => /^(file|blob|data):/.test(request.url()) || page.faults.push(`request: ${request.url()}`),
  );
  await page.goto(address + hash);
  await page.waitForFunction(() => !/Getting/.test(document.getElementById('state').textContent), null, PATIENCE);
  return page;
}

const text = page => page.inputValue('#editor textarea');
const state = page => page.textContent('#state');
const says = (page, words) =>
  page.waitForFunction(part => document.getElementById('state').textContent.includes(part), words, PATIENCE);

async function write(page, toml) {
  await page.fill('#editor textarea', toml);
  await page.waitForTimeout(400);
}

async function trainToTheEnd(page) {
  await page.selectOption('#speed', '4');
  await page.click('#play');
  await says(page, 'Training has ended');
}

/// A link as the page itself writes it without compression.
const linked = toml => `#toml=t${Buffer.from(toml).toString('base64url')}`;

const checks = {
  async 'XOR is learned to 100 %, from epoch 0 and only when asked'() {
    const page = await open();
    assert.match(await state(page), /Nothing starts by itself/);
    assert.match(await page.textContent('#epoch'), /^0 /);
    await trainToTheEnd(page);
    assert.equal(await page.textContent('#score'), '100.0 %');
    return page;
  },

  async 'one batch is one update, one epoch is one pass'() {
    const page = await open(linked((await startText()).replace('"full"', '1')));
    await page.click('#one-batch');
    await says(page, 'Paused');
    assert.match(await page.textContent('#epoch'), /^0 /);
    for (let i = 0; i < 3; i++) await page.click('#one-batch');
    await page.waitForFunction(() => /^1 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    await page.click('#one-epoch');
    await page.waitForFunction(() => /^2 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    return page;
  },

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
    assert.equal((await page.textContent('.gutter .at-fault')).trim(), String(line));
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

  async 'a hostile link shows an error and nothing else'() {
    const script = 'title = "<img src=x onerror=alert(1)>"\nquestion = "<script>alert(1)</script>"\n';
    for (const [hash, words] of [
      ['#toml=z!!!!', /damaged/],
      ['#toml=zAAAA', /damaged/],
      [`#toml=t${'A'.repeat(30000)}`, /longer than/],
      [`#toml=${await bomb()}`, /more than/],
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

  async 'divergence is said in words'() {
    const page = await open(
      linked(
        (await startText())
          .replace('"sigmoid"', '"identity"')
          .replace('"binary-cross-entropy"', '"squared-error"')
          .replace('rate = 0.5', 'rate = 1e6'),
      ),
    );
    await page.selectOption('#speed', '4');
    await page.click('#play');
    await says(page, 'diverged');
    return page;
  },

  async 'a sample is written out, and every gradient checked'() {
    const page = await open();
    await page.click('#one-epoch');
    await page.click('#tab-write-out');
    await page.fill('#sample', '3');
    await page.press('#sample', 'Enter');
    await page.waitForSelector('.working li', PATIENCE);
    await page.click('#tab-check');
    await page.click('#certify');
    await page.waitForSelector('.verdict', PATIENCE);
    assert.match(await page.textContent('#check'), /burn/);
    return page;
  },

  async 'two configs train side by side from one start'() {
    const page = await open();
    await page.click('#compare');
    await page.waitForSelector('#lanes button:nth-of-type(2)[aria-pressed="true"]', PATIENCE);
    await page.getByLabel('Update rule').selectOption('"adam"');
    await page.waitForFunction(
      () => /A gradient-descent, B adam/.test(document.getElementById('lanes').textContent),
      null,
      PATIENCE,
    );
    await trainToTheEnd(page);
    assert.equal(await page.locator('.region:visible').count(), 2);
    return page;
  },

  async 'keys, tabs and names are there for the keyboard and a screen reader'() {
    const page = await open();
    await page.locator('h1').click();
    await page.keyboard.press('e');
    await page.waitForFunction(() => /^1 /.test(document.getElementById('epoch').textContent), null, PATIENCE);
    await page.focus('#tab-layers');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.locator('#write-out').isVisible(), true);
    await page.locator('.units .unit').nth(2).focus();
    assert.match(
      await page.locator('.units .unit').nth(2).getAttribute('aria-label'),
      /Hidden layer 1, unit 1.*weights from/s,
    );
    const nameless = await page
      .locator('button, input, select, textarea')
      .evaluateAll(all =>
        all
          .filter(
            each =>
              !each.hidden && !each.labels?.length && !each.getAttribute('aria-label') && !each.textContent.trim(),
          )
          .map(each => each.outerHTML),
      );
    assert.deepEqual(nameless, []);
    return page;
  },

  async 'a phone sees everything without scrolling sideways'() {
    const page = await open('', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390));
    return page;
  },

  async 'digests equal those of the program'() {
    for (const name of DIGESTS.filter(each => existsSync(`${reports}/${each}/digests.toml`))) {
      const page = await open(`#config=${name}`);
      await trainToTheEnd(page);
      const digest = (await page.getAttribute('#digest', 'title')).split(': ')[1];
      assert.equal(digest, firstRun(name), name);
      assert.deepEqual(page.faults, []);
      await page.close();
      console.log(`     ${name} ${digest.slice(0, 12)}`);
    }
    return null;
  },
};

const DIGESTS = [
  'mlp-xor',
  'perceptron-and',
  'mlp-circles',
  'mlp-iris',
  'descent-momentum',
  'descent-adaptive',
  'regularization-dropout',
  'batch-norm-learning-rate',
  'losses-outliers',
  'universal-approximation',
  'mlp-digits',
  'descent-lbfgs',
];

/// The digest of the parameters of the first run, as the native program wrote it.
function firstRun(name) {
  return readFileSync(`${reports}/${name}/digests.toml`, 'utf8').match(/\[\[run\]\][\s\S]*?\nparameters = "(\w+)"/)[1];
}

async function startText() {
  const page = await open();
  const start = await text(page);
  await page.close();
  return start;
}

async function drop(page, name, content) {
  const files = await page.evaluateHandle(
    ([file, words]) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([words], file, { type: 'text/csv' }));
      return dropped;
    },
    [name, content],
  );
  await page.dispatchEvent('#drop', 'drop', { dataTransfer: files });
}

/// A small link that unpacks to ten million bytes.
async function bomb() {
  const { deflateRawSync } = await import('node:zlib');
  return `z${deflateRawSync(Buffer.alloc(10_000_000)).toString('base64url')}`;
}

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
