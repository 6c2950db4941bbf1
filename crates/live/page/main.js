// The page: it makes the engine, one lane or two, and everything that shows them, and connects them.
'use strict';

class Page {
  constructor() {
    this.engine = new Engine(LONGHAND_ENGINE);
    this.lessons = new Lessons(typeof LONGHAND_CONFIGS === 'undefined' ? [] : LONGHAND_CONFIGS);
    this.lanes = [this.lane('A')];
    this.shown = this.lanes[0];
    this.training = new Training(() => this.lanes);
    this.unit = null;
    this.turn = 0; // of links and changes: a link that is still being read gives way to what was done after it
    this.note = '';
    this.edited = Promise.resolve('');
    this.refused = false; // whether the note says what could not be done
    this.due = new Set(); // what is painted next, in this order
    this.place = new Place(() => this.lanes);
    this.steps = new Steps(({ lane, ...before }) => this.step(lane, before));
    this.parts();
    this.listen();
  }

  parts() {
    const edit = (changes, further, because) => this.edit(changes, further, because);
    const typed = settled(250, text => this.typed(text));
    this.editor = new Editor(byId('editor'), text => {
      this.turn += 1;
      typed(text);
    });
    this.controls = new Controls(edit, choice => this.pick(choice));
    this.network = new Network(edit, unit => {
      this.unit = unit;
      this.draw();
    });
    this.seen = new Seen(() => this.draw());
    this.regions = ['A', 'B'].map(name => new Region(byId('regions'), `What ${name} has learned`));
    this.plots = [
      new Curves.Plot(byId('curves'), 'Loss', 'loss'),
      new Curves.Plot(byId('curves'), 'Score', 'accuracy'),
    ];
    this.layers = new Layers();
    const pause = () => this.training.pause();
    this.writeOut = new WriteOut(pause, values => this.network.showValues(values));
    this.check = new Check(pause);
    this.compare = new Compare(lane => this.show(lane));
    this.beside = new Beside(lane => this.show(lane));
  }

  lane(name) {
    const lane = new Lane(this.engine, name);
    lane.addEventListener('text', ({ detail }) => {
      this.steps.took(lane, detail);
      if (lane === this.shown && detail !== 'editor') this.editor.show(lane.toml);
    });
    lane.addEventListener('checked', () => this.checked(lane));
    lane.addEventListener('opened', () => lane === this.shown && this.opened());
    lane.addEventListener('moved', () => this.moved(lane));
    for (const each of ['waits', 'failed']) lane.addEventListener(each, () => this.state());
    lane.addEventListener('chosen', () => this.chosen(lane));
    return lane;
  }

  listen() {
    this.training.addEventListener('changed', () => this.state());
    this.engine.addEventListener('restarted', () => {
      this.training.pause();
      this.refused = true;
      this.note = 'The engine stopped and was started anew; training begins at epoch 0.';
      for (const lane of this.lanes) lane.revive();
    });
    Palette.onChange(() => {
      this.controls.gallery.paint(this.engine);
      this.draw();
    });
    window.addEventListener(
      'resize',
      settled(100, () => this.draw()),
    );
    window.addEventListener('hashchange', () => openLink(this));
    // `longhand play --watch` tells of each save.
    document.addEventListener('longhand-config', ({ detail }) => {
      this.turn += 1;
      load(this, [{ toml: detail.toml }]);
    });
    Buttons.connect(this);
    Files.connect(this);
  }

  /// Changes keys of the text that is shown, one edit after another. Gives why it cannot be, in words, or ''.
  edit(changes, further, because) {
    if (this.shown.known !== null) this.turn += 1;
    this.edited = this.edited.then(() => this.editNow(changes, further, because));
    return this.edited;
  }

  /// `changes` is a list, or a function that makes it from what the edits before have left.
  async editNow(changes, further, because) {
    while (this.shown.writing > 0) await nextFrame();
    Object.assign(this, { note: '', refused: false });
    let why = '';
    try {
      const made = typeof changes === 'function' ? changes() : changes;
      this.note = await Edit.change(this.shown, made, { further, because, goesOn: this.lanes.length === 1 });
    } catch (problem) {
      why = problem.message;
      this.refused = true;
      this.note = `${why}${/[.!?]$/.test(why) ? '' : '.'} The file stays as it was.`;
    }
    if (this.refused) this.stay();
    else this.state();
    return why;
  }

  /// A text of before, or the one after it.
  async step(lane, { toml, ...how }) {
    this.turn += 1;
    Object.assign(this, { note: '', refused: false });
    if (lane !== this.shown && this.lanes.includes(lane)) this.show(lane);
    await this.shown.write(toml, { ...how, from: 'steps', goesOn: this.lanes.length === 1 });
  }

  /// Another arm or seed of the last text without an error.
  pick(choice) {
    this.turn += 1;
    Object.assign(this, { note: '', refused: false });
    const { good, arm, seed } = this.shown;
    return this.shown.write(good, { from: 'controls', arm: choice.arm ?? arm, seed: choice.seed ?? seed });
  }

  /// What was typed, unless another text was shown before the typing came to rest.
  typed(text) {
    if (this.editor.area.value !== text) return undefined;
    Object.assign(this, { note: '', refused: false });
    return this.shown.write(text, { from: 'editor', goesOn: this.lanes.length === 1 });
  }

  checked(lane) {
    if (lane === this.shown) {
      this.editor.mark(lane.check.errors, lane.check.warnings);
      if (lane.sound) this.headed(lane);
    }
    if (lane === this.lanes[0]) this.place.follow(lane);
    this.compare.show(this.lanes, this.shown);
    this.state();
  }

  /// What a text without an error says of itself.
  headed(lane) {
    const { title, question } = lane.known;
    this.controls.refresh(lane);
    Prose.lesson(lane.known);
    say(byId('title'), unbroken(title || 'Playground'));
    say(byId('question'), unbroken(question));
    document.title = `${standing(title) || 'Playground'} – Longhand playground`;
  }

  opened() {
    this.unit = null;
    this.controls.features.refresh(this.shown);
    this.seen.offer(this.shown);
    for (const part of [this.network, this.layers, this.writeOut, this.check]) part.show(this.shown);
  }

  show(lane) {
    this.shown = lane;
    this.editor.show(lane.toml);
    if (lane.check) this.checked(lane);
    if (lane.session !== null) this.opened();
    this.draw();
  }

  moved(lane) {
    if (lane === this.shown) {
      if (this.writeOut.work.hasChildNodes()) this.writeOut.clear();
      this.layers.refresh(lane);
    }
    this.draw();
    this.state();
  }

  chosen(lane) {
    lane.chosen = true;
    if (lane !== this.shown) this.show(lane);
    this.writeOut.number.value = String(lane.sample);
    this.draw();
    if (!this.training.playing) this.writeOut.write();
  }

  /// Paints what there is to see with the next pictures of the browser.
  draw() {
    if (this.due.size === 0) requestAnimationFrame(() => this.paint());
    for (const part of ['paintNetwork', 'paintBeside', 'paintSeen', 'paintCurves']) this.due.add(part);
  }

  /// While training runs, one part for each picture of the browser, so that none takes long; else all at once.
  paint() {
    const parts = [...this.due].slice(0, this.training.playing ? 1 : undefined);
    for (const part of parts) this.due.delete(part);
    try {
      for (const part of parts) if (this[part]()) this.due = new Set([part, ...this.due]);
    } finally {
      if (this.due.size > 0) requestAnimationFrame(() => this.paint());
    }
  }

  /// Goes on with what there is: the choice of lessons and the address say so again.
  stay() {
    this.place.follow(this.lanes[0]);
    this.state();
    return this.place.write();
  }

  /// Gives whether there is more of it to paint.
  paintNetwork() {
    if (!this.shown.view) return false;
    return this.training.playing ? this.network.paintSlice() : this.network.paint();
  }

  paintBeside() {
    this.beside.paint(this.lanes, this.shown);
  }

  paintSeen() {
    this.regions.forEach((region, i) => {
      const lane = this.lanes[i];
      region.figure.hidden = !lane;
      region.show = this.seen.show;
      region.titled = this.lanes.length > 1;
      if (lane) region.paint(lane, lane === this.shown ? this.unit : null);
    });
  }

  paintCurves() {
    const stem = Curves.scoreOf(this.shown) || 'accuracy';
    Object.assign(this.plots[1], { stem, title: stem === 'r2' ? 'R²' : 'Accuracy' });
    for (const plot of this.plots) plot.paint(this.lanes);
  }

  state() {
    State.show(this.lanes, this.shown, this.training, { note: this.note, refused: this.refused });
  }
}

window.addEventListener('DOMContentLoaded', async () => {
  if (typeof LONGHAND_ENGINE === 'undefined')
    return say(
      byId('state'),
      'The engine (engine.wasm.js) is missing beside this page: write the site anew with longhand site.',
    );
  const page = new Page();
  Buttons.lessons(page);
  try {
    await page.engine.ready;
    await openLink(page);
    await page.controls.gallery.paint(page.engine);
  } catch (problem) {
    say(byId('state'), `The engine cannot start here: ${problem.message}`);
  }
  return undefined;
});
