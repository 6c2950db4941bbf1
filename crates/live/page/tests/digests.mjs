// The numbers of the page are those of the native program, bit by bit.
import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { open, trainToTheEnd } from './hands.mjs';

export default {
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

const reports = resolve(process.argv[3]);
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
