// A lane: one config with its session in the engine. Everything that the page shows of a training is read from here;
// whoever shows something listens to the event that it needs:
//   checked   the text was checked: `check`, and `values` and `choices` where it has no error
//   waits     a session is being opened, and it takes a while
//   opened    a session stands at epoch 0: `data`, `layers`
//   moved     the session went on, or was looked at: `view`, `rows`, `epoch`
//   failed    the engine said no: `failure`
'use strict';

const GRID = 48; // points along a side of a unit's map
const COARSE = 22; // and while training runs
const PATIENCE = 300; // milliseconds after which a page says that it is getting ready
const UNDECIDED = 1e-3; // less than this between an output and another class

/// Whether an output lies where two classes meet: one is a share of the second class, of several the largest counts.
function undecidedOutput(output) {
  const [first, second] = output.length === 1 ? [output[0], 0.5] : [...output].sort((a, b) => b - a);
  return Math.abs(first - second) < UNDECIDED;
}

class Lane extends EventTarget {
  constructor(engine, name) {
    super();
    Object.assign(this, { engine, name, toml: '', good: '', files: {}, arm: 0, seed: null, version: 0, writing: 0 });
    this.choices = {};
    this.says = {};
    this.reading = 0; // files that are being read for it
    this.doing = ''; // what takes its time just now, in words
    this.known = null; // the check of the last text without an error
    this.clear();
  }

  clear() {
    Object.assign(this, { session: null, data: null, layers: [], view: null, columns: [], rows: [], sample: 0 });
    Object.assign(this, { epoch: 0, step: 0, updates: 0, ended: false, outcome: null, now: null });
    Object.assign(this, { digest: null, ofConfig: true, findings: [], failure: '' });
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /// Takes a text; where it has no error, training starts anew from it, or with `goesOn` goes on where it can. `from`
  /// says who wrote it.
  async write(toml, { from = 'page', arm = this.arm, seed = this.seed, files = this.files, goesOn = false } = {}) {
    const version = ++this.version;
    Object.assign(this, { toml, arm, seed, files });
    this.writing += 1;
    this.tell('text', from);
    try {
      const values = { ask: 'get', toml, arm };
      let [checked, got] = await this.engine.all([{ ask: 'check', toml, files }, values]);
      // The arm may be that of a text before, or of a link.
      const last = ((checked.ok && checked.ok.arms) || []).length - 1;
      if (last >= 0 && last < arm) [got] = await this.engine.all([{ ...values, arm: last }]);
      if (version !== this.version) return;
      this.take(checked, got);
      this.tell('checked', from);
      if (this.sound && this.check.summary.fits === false) this.fail(this.check.summary.why_not);
      else if (this.sound && !(goesOn && (await this.goOn()))) await this.open();
    } catch (problem) {
      if (version === this.version) this.fail(problem.message);
    } finally {
      this.writing -= 1;
    }
  }

  take(checked, got) {
    if (checked.error !== undefined) throw new EngineError(checked.error);
    this.check = checked.ok;
    this.sound = this.check.errors.length === 0;
    if (!this.sound) return;
    this.good = this.toml;
    this.known = this.check;
    this.inputs = this.check.summary.inputs; // names: features, where there are any
    this.arm = Math.min(this.arm, Math.max(0, this.check.arms.length - 1));
    if (!this.check.seeds.includes(this.seed)) this.seed = this.check.seeds[0];
    if (got.ok) Object.assign(this, { values: got.ok.values, choices: got.ok.choices, says: got.ok.says || {} });
  }

  /// What opens a session of the last text without an error, or lets one go on by it.
  get asked() {
    return { toml: this.good, arm: this.arm, seed: this.seed, files: this.files };
  }

  /// Goes on from the network as it stands under the last text without an error. Gives whether that can be: another
  /// network, other data or another seed begin anew, and so does what has not begun yet.
  async goOn() {
    const { session } = this;
    if (session === null || this.updates === 0 || this.openedFiles !== this.files) return false;
    const answer = await this.engine.ask('go_on', { session, ...this.asked });
    if (session !== this.session || !answer.goes_on) return false;
    Object.assign(this, { epochs: answer.epochs, batches_per_epoch: answer.batches_per_epoch });
    Object.assign(this, { ofConfig: answer.of_config, ended: false, outcome: null, failure: '' });
    await this.advance({ epochs: 0 });
    return true;
  }

  /// A new session at epoch 0 of the last text without an error.
  async open() {
    const version = ++this.version;
    const old = this.session;
    this.clear();
    const requests = old === null ? [] : [{ ask: 'close', session: old }];
    requests.push({ ask: 'open', ...this.asked });
    this.openedFiles = this.files;
    const waits = setTimeout(() => this.tell('waits'), PATIENCE);
    const answer = (await this.engine.all(requests).finally(() => clearTimeout(waits))).pop();
    if (version !== this.version) return answer.ok && this.engine.ask('close', { session: answer.ok.session });
    if (answer.error !== undefined) return this.fail(answer.error);
    const { curves, ...opened } = answer.ok;
    // Of a sample of zeros there is little to write out.
    this.sample = Math.max(0, opened.data.training.findIndex(row => row.some(value => value !== 0)));
    Object.assign(this, opened, { stride: opened.epochs, columns: curves.columns, rows: curves.rows });
    this.tell('opened');
    return this.advance({ epochs: 0 });
  }

  /// Asks for `epochs` or `batches` more and for what there is to see then, in one message. While training runs the
  /// maps are coarse, and there is neither a digest nor the doctor; where it stands or has ended there is everything.
  /// Gives the milliseconds that the training alone took.
  async advance(count, { running = false } = {}) {
    const session = this.session;
    if (session === null) return 0;
    const requests = [{ ask: 'advance', session, ...count }, this.viewRequest(running)];
    if (!running) requests.push({ ask: 'digest', session });
    const [moved, view, digest] = await this.engine.all(requests);
    if (session !== this.session) return 0;
    if (moved.error !== undefined) return this.fail(moved.error);
    const { curves, ...state } = moved.ok;
    Object.assign(this, state);
    this.columns = curves.columns;
    this.rows.push(...curves.rows);
    if (view.ok) this.view = view.ok;
    if (!running && view.ok) this.findings = view.ok.findings;
    this.digest = digest && digest.ok ? digest.ok.parameters : null;
    if (running && this.ended) return this.advance({ epochs: 0 });
    this.tell('moved');
    return moved.milliseconds;
  }

  /// Sets a parameter of the network as it stands: `{name, row, column, value}`.
  async set(parameter) {
    const { session } = this;
    const state = await this.engine.ask('set_parameter', { session, ...parameter });
    if (session === this.session) this.ofConfig = state.of_config;
    await this.advance({ epochs: 0 });
  }

  viewRequest(running) {
    const grid = running ? COARSE : GRID;
    const predictions = !running || this.data.inputs.length > 2;
    return { ask: 'view', session: this.session, grid, findings: !running, predictions };
  }

  /// Of how many outputs for a part no class can be told, and of how many it was asked: none while training runs.
  undecided(part) {
    if (!this.data || !this.data.classes || this.digest === null) return [0, 0];
    const outputs = this.view.predictions[part === 'train' ? 'training' : part];
    return [outputs.filter(undecidedOutput).length, outputs.length];
  }

  /// How many columns the maps are drawn over: 2, 1, or 0 where there are none.
  get axes() {
    return this.view && this.view.maps ? this.view.low.length : 0;
  }

  fail(message) {
    this.failure = message;
    this.ended = true;
    this.tell('failed');
    return 0;
  }

  /// The latest number of a column of the curves, such as "train-loss"; within an epoch that of this moment.
  latest(column) {
    const place = this.columns.indexOf(column);
    if (this.now && place >= 0) return this.now[place];
    for (let i = this.rows.length - 1; place >= 0 && i >= 0; i--) {
      if (this.rows[i][place] !== null) return this.rows[i][place];
    }
    return null;
  }

  choose(sample) {
    this.sample = sample;
    this.tell('chosen');
  }

  /// After the engine was started anew: a session that is lost is opened again, once.
  async revive() {
    const lost = this.session !== null;
    this.clear();
    if (lost) await this.open().catch(problem => this.fail(problem.message));
  }

  close() {
    const session = this.session;
    this.clear();
    return session === null ? null : this.engine.ask('close', { session }).catch(() => {});
  }
}
