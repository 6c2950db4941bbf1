// Loss, rule and rate in words, each with its formula, and what one update looks at.
'use strict';

const SIGNS = { y: 'an output', t: 'the target', z: 'a weighted sum', m: 'the number of outputs' };

/// What the signs of a formula mean: "with y an output and t the target".
function signsOf(formula) {
  const letters = new Set(formula.match(/(?<!\p{L})\p{L}(?!\p{L})/gu));
  const meant = Object.entries(SIGNS).filter(([sign]) => letters.has(sign)).map(([sign, is]) => `${sign} ${is}`);
  return meant.length === 0 ? '' : `, with ${meant.join(', ').replace(/, (?!.*, )/, ' and ')}`;
}

/// "squared error", "huber loss".
const lossNamed = loss => (/error|entropy/.test(loss) ? loss : `${loss} loss`.trim());

function inWords({ values, choices }) {
  const formula = key => {
    const chosen = (choices[key] || []).find(each => each.value === Fields.read(values, key));
    return chosen ? chosen.says.split(';')[0].replace(/\.$/, '') : '';
  };
  const plain = key => String(Fields.read(values, key) || '').replace(/-/g, ' ');
  const size = values['training.batch_size'];
  const batch = typeof size === 'number' ? plural(size, 'sample') : 'all samples of the training part';
  const loss = formula('training.loss');
  const rate = values['training.optimizer.learning_rate'];
  return (
    `Training makes the ${lossNamed(plain('training.loss'))} small: ${loss}${signsOf(loss)}. ` +
    `Each update looks at ${batch} and moves every parameter θ by ${plain('training.optimizer.rule')}: ` +
    `${formula('training.optimizer.rule')}, where g is the gradient and η = ${rate}.`
  );
}
