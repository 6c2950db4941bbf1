// The state in words and numbers: where training stands, how it ended, and why it cannot begin.
'use strict';

const State = (() => {
  const KEPT = 'The drawing shows the last text without an error.';

  function show(lane, training, note) {
    say(byId('epoch'), `${counted(lane.epoch)}${lane.epochs === undefined ? '' : ` / ${counted(lane.epochs)}`}`);
    say(byId('train-loss'), written(lane.latest('train-loss')));
    say(byId('test-loss'), written(lane.latest('test-loss')));
    const stem = Curves.scoreOf(lane) || 'accuracy';
    const part = lane.columns.includes(`test-${stem}`) ? 'test' : 'train';
    const score = lane.latest(`${part}-${stem}`);
    say(byId('score-name'), `${stem === 'r2' ? 'R²' : 'Accuracy'}${part === 'test' ? ', test' : ''}`);
    say(byId('score'), score === null ? '–' : stem === 'r2' ? written(score) : `${(100 * score).toFixed(1)} %`);
    say(byId('digest'), lane.digest ? `${lane.digest.slice(0, 12)}…` : '–');
    byId('digest').title = lane.digest ? `SHA-256 of the parameters, as longhand run writes it: ${lane.digest}` : '';
    say(byId('state'), [words(lane, training), note].filter(Boolean).join(' '));
    byId('state').classList.toggle(
      'alarm',
      (lane.outcome && lane.outcome.kind === 'diverged') || lane.failure !== '' || lane.sound === false,
    );
    const button = byId('play');
    button.classList.toggle('playing', training.playing);
    say(button.querySelector('span'), training.playing ? 'Pause' : lane.outcome ? 'Again' : 'Play');
    const still = lane.session === null || lane.ended;
    for (const id of ['one-batch', 'one-epoch']) byId(id).disabled = still && !training.playing;
    // A lane that is being opened anew goes on by itself: a click meanwhile is not lost.
    const opening = lane.session === null && lane.failure === '' && lane.sound !== false;
    button.disabled = still && !opening && !training.playing && !lane.outcome;
  }

  function words(lane, training) {
    if (lane.failure) return lane.failure;
    if (lane.sound === false) return faults(lane);
    if (lane.session === null) return 'Getting ready …';
    if (lane.outcome) return `Training has ended. ${lane.outcome.text}`;
    if (training.playing) return 'Training.';
    return lane.updates > 0 ? 'Paused.' : 'Ready at epoch 0. Nothing starts by itself.';
  }

  function faults({ check }) {
    const count = check.errors.length;
    const files = (check.summary && check.summary.files) || [];
    if (files.length > 0) return `The config asks for ${files.join(' and ')}: drop it on the page.`;
    const lines = check.errors.map(error => error.line).join(', ');
    return `${count} ${count === 1 ? 'error' : 'errors'} in the file, in line ${lines}. ${KEPT}`;
  }

  return { show };
})();
