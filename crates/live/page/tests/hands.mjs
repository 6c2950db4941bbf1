// What a reader's hands do with the playground, and what they wait for.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/// Bytes of a page with its styles and scripts, without its figures, the engine of the playground and the index of the
/// search: a second of a phone with three megabits a second, with room for the way there.
export const MOST = 300_000;

export const site = resolve(process.argv[2]);
export const playground = pathToFileURL(`${site}/playground/index.html`).href;
export const browser = await chromium.launch({
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
export const PATIENCE = { timeout: 60000 };

/// An empty page, whose every word on the console and every request elsewhere is a failure.
export async function newPage(options = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  page.faults = [];
  page.on('console', message => page.faults.push(`console: ${message.text()}`));
  page.on('pageerror', problem => page.faults.push(`error: ${problem.message}`));
  page.on(
    'request',
    request => /^(file|blob|data):/.test(request.url()) || page.faults.push(`request: ${request.url()}`),
  );
  return page;
}

/// The playground at a link.
export async function open(hash = '', options = {}) {
  const page = await newPage(options);
  await page.goto(playground + hash);
  await page.waitForFunction(() => !/Getting/.test(document.getElementById('state').textContent), null, PATIENCE);
  return page;
}

export const text = page => page.inputValue('#editor textarea');
export const state = page => page.textContent('#state');
export const says = (page, words) =>
  page.waitForFunction(part => document.getElementById('state').textContent.includes(part), words, PATIENCE);

export async function write(page, toml) {
  await page.fill('#editor textarea', toml);
  await page.waitForTimeout(400);
}

export async function trainToTheEnd(page) {
  await page.selectOption('#speed', '4');
  await page.click('#play');
  await says(page, 'Training has ended');
}

/// A link as the page itself writes it without compression.
export const linked = toml => `#toml=t${Buffer.from(toml).toString('base64url')}`;

export async function startText() {
  const page = await open();
  const start = await text(page);
  await page.close();
  return start;
}

/// Drops a file on the page.
export async function drop(page, name, content) {
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
