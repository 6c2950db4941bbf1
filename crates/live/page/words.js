// Loss, rule and rate in words, each with its formula, and what one update looks at.
'use strict';

function inWords({ values, choices }) {
  const formula = key => {
    const chosen = (choices[key] || []).find(each => each.value === Fields.read(values, key));
    return chosen ? chosen.says.split(';')[0].replace(/\.$/, '') : '';
  };
  const plain = key => String(Fields.read(values, key) || '').replace(/-/g, ' ');
  const size = values['training.batch_size'];
  const batch = typeof size === 'number' ? plural(size, 'sample') : 'all samples of the training part';
  const rate = values['training.optimizer.learning_rate'];
  return (
    `Training makes the ${plain('training.loss') || 'loss'} small: ${formula('training.loss')}. ` +
    `Each update looks at ${batch} and moves every parameter θ by ${plain('training.optimizer.rule')}: ` +
    `${formula('training.optimizer.rule')}, where g is the gradient and η = ${rate}.`
  );
}
