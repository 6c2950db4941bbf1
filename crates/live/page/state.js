// The state in words and numbers: where training stands, how it ended, what is noticed about it, and why it cannot
// begin. Of two configs side by side every number is given twice.
'use strict';

const State = (() => {
  const KEPT = 'The drawing shows the last text without an error.';

  function show(lanes, lane, training, { note, refused }) {
    const stem = Curves.scoreOf(lane) || 'accuracy';
    figure('epoch', lanes, epoch);
    figure('train-loss', lanes, each => written(each.latest('train-loss')));
    figure('test-loss', lanes, each => written(each.latest('test-loss')));
    say(byId('score-name'), `${stem === 'r2' ? 'R²' : 'Accuracy'}${scored(lane) === 'test' ? ', test' : ''}`);
    figure('score', lanes, score);
    const several = lanes.length > 1;
    const foreign = lane.ofConfig ? '' : ' not the file’s';
    say(byId('digest'), lane.digest ? `${several ? `${lane.name} ` : ''}${lane.digest.slice(0, 12)}…${foreign}` : '–');
    const as = lane.ofConfig ? 'as longhand run writes it' : 'which longhand run does not write for this file';
    byId('digest').title = lane.digest ? `SHA-256 of the parameters, ${as}: ${lane.digest}` : '';
    const sentences = lanes.map(each => (several ? `${each.name}: ` : '') + words(each, training));
    const said = refused ? [note, ...new Set(sentences)] : [...new Set(sentences), note];
    say(byId('state'), said.filter(Boolean).join(' '));
    byId('state').classList.toggle('alarm', refused || lanes.some(alarming));
    buttons(lanes, training);
  }

  /// What is being done now may mend what is wrong.
  function alarming(lane) {
    if (lane.doing) return false;
    return (lane.outcome && lane.outcome.kind === 'diverged') || lane.failure !== '' || lane.sound === false;
  }

  /// Behind its last epoch a training can go on; one that ended before begins again.
  const goesOn = (lane, several) => !several && Boolean(lane.outcome) && lane.outcome.kind === 'finished';

  function buttons(lanes, training) {
    const button = byId('play');
    const on = goesOn(lanes[0], lanes.length > 1);
    const still = !on && lanes.every(lane => lane.session === null || lane.ended);
    const again = still && lanes.some(lane => lane.outcome);
    button.classList.toggle('playing', training.playing);
    say(button.querySelector('span'), training.playing ? 'Pause' : on ? 'Train on' : again ? 'Again' : 'Play');
    for (const id of ['one-batch', 'one-epoch']) byId(id).disabled = still && !training.playing;
    // A lane that is being opened anew goes on by itself: a click meanwhile is not lost.
    const opening = lanes.some(lane => lane.session === null && lane.failure === '' && lane.sound !== false);
    button.disabled = still && !opening && !training.playing && !again;
  }

  /// One number, or one for each lane behind its name.
  function figure(id, lanes, text) {
    const target = byId(id);
    if (lanes.length === 1) return say(target, text(lanes[0]));
    const texts = lanes.map(text);
    if (target.textContent === lanes.map((lane, i) => `${lane.name} ${texts[i]}`).join('')) return undefined;
    const part = (lane, i) =>
      element('span', { class: 'of-lane' }, element('b', { 'data-lane': lane.name, text: lane.name }), ` ${texts[i]}`);
    return target.replaceChildren(...lanes.map(part));
  }

  /// Epochs, and within one the updates.
  function epoch(lane) {
    const of = lane.epochs === undefined ? '' : ` / ${counted(lane.epochs)}`;
    const within = lane.step > 0 ? ` + ${counted(lane.step)} of ${counted(lane.batches_per_epoch)}` : '';
    return `${counted(lane.epoch)}${within}${of}`;
  }
  /// The part that is scored: what is held out, if anything is.
  const scored = lane => (lane.columns.includes(`test-${Curves.scoreOf(lane)}`) ? 'test' : 'train');

  function score(lane) {
    const stem = Curves.scoreOf(lane);
    const value = lane.latest(`${scored(lane)}-${stem}`);
    if (value === null) return '–';
    if (stem === 'r2') return written(value);
    const [undecided, of] = lane.undecided(scored(lane));
    return undecided === of && of > 0 ? 'undecided' : `${(100 * value).toFixed(1)} %`;
  }

  function words(lane, training) {
    if (lane.doing) return lane.doing;
    if (lane.failure) return lane.failure;
    if (lane.sound === false) return faults(lane);
    if (lane.session === null) return 'Getting ready …';
    const seen = training.playing ? '' : [Noticed.words(lane, scored(lane)), foreign(lane)].filter(Boolean).join(' ');
    if (lane.outcome) return ['Training has ended.', reason(lane.outcome), seen].filter(Boolean).join(' ');
    if (training.playing) return 'Training.';
    return lane.updates > 0 ? `Paused. ${seen}`.trim() : 'Ready at epoch 0. Nothing starts by itself.';
  }

  /// Why it has ended, where the epochs do not say so.
  const reason = ({ kind, text }) => (kind === 'finished' ? '' : text);

  const FOREIGN =
    'Settings or weights were changed on the way, so the numbers are not those of the file; ' +
    'Reset, then Play trains it.';
  const foreign = lane => (lane.ofConfig ? '' : FOREIGN);

  function faults({ check }) {
    const count = check.errors.length;
    const files = (check.summary && check.summary.files) || [];
    if (files.length > 0) return `The config asks for ${files.join(' and ')}: drop it on the page.`;
    const [{ line, message, help }] = check.errors;
    const lines = [...new Set(check.errors.map(error => error.line))];
    const where = `${lines.length > 1 ? 'lines' : 'line'} ${lines.join(', ')}`;
    const more = count > 1 ? ` ${count} errors in all, in ${where}.` : '';
    const hint = (help || '').split('\n').find(words => words.includes('did you mean'));
    return `In line ${line}: ${message}${hint ? `; ${hint.replace(/[.?]*$/, '?')}` : '.'}${more} ${KEPT}`;
  }

  return { show, goesOn };
})();

/// What a reader should not overlook while training stands: outputs that decide nothing, what the doctor found, and a
/// loss that has come to rest too early.
const Noticed = (() => {
  const REST = 0.02; // of the loss, over the last tenth of the epochs

  function words(lane, part) {
    const all = [undecided(lane, part), finding(lane) || atRest(lane)];
    return all.filter(Boolean).join(' ');
  }

  function undecided(lane, part) {
    const [count, of] = lane.undecided(part);
    if (count === 0) return '';
    const where = part === 'test' ? 'test' : 'training';
    return (
      `${counted(count)} of ${plural(of, `${where} output`)} ${count === 1 ? 'lies' : 'lie'} within 0.001 of the ` +
      `border between two classes: which one counts is chance${count === of ? ', and so is the accuracy' : ''}.`
    );
  }

  function finding({ findings }) {
    if (findings.length === 0) return '';
    const [{ title, try: advice }] = findings;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    return `The doctor says: ${title}${more}; try ${advice}. Layers, below, says why.`;
  }

  /// A hidden layer that another start would use better.
  function atRest(lane) {
    const epochs = lane.rows.length - 1;
    const column = lane.columns.indexOf('train-loss');
    const score = lane.latest(`train-${Curves.scoreOf(lane)}`);
    if (!lane.outcome || epochs < 20 || lane.layers.length < 2 || score === null || score > 0.9) return '';
    const [before, now] = [Math.floor(0.9 * epochs), epochs].map(row => lane.rows[row][column]);
    if (!(Math.abs(before - now) <= REST * now)) return '';
    return (
      `The loss has come to rest at ${written(now, 3)}, and not all is learned. ` +
      'Another seed is another start; more units are another network.'
    );
  }

  return { words };
})();
