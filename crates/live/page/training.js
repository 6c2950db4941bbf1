// Play, pause and steps: a loop that asks the engine for as many epochs as the chosen speed wants since the last
// picture, and draws once for each answer. At full speed a portion is made as large as about 60 ms allow.
'use strict';

const SPEEDS = [
  ['1 update/s', { batches: 1 }],
  ['1 epoch/s', { epochs: 1 }],
  ['10 epochs/s', { epochs: 10 }],
  ['60 epochs/s', { epochs: 60 }],
  ['full speed', {}],
];

class Training extends EventTarget {
  constructor(lanes) {
    super();
    Object.assign(this, { lanes, playing: false, speed: SPEEDS[3][1], portion: 1, busy: false });
  }

  tell() {
    this.dispatchEvent(new Event('changed'));
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.tell();
  }

  toggle() {
    if (this.playing) return this.pause();
    if (this.opened() && this.running().length === 0) return undefined;
    this.playing = true;
    this.tell();
    return this.busy ? undefined : this.loop();
  }

  running() {
    return this.lanes().filter(lane => lane.session !== null && lane.writing === 0 && !lane.ended);
  }

  /// Those that go on now: of two the one behind, until it has caught up, so that both can be read side by side.
  next() {
    const running = this.running();
    const least = Math.min(...running.map(lane => lane.epoch));
    return running.filter(lane => lane.epoch === least);
  }

  /// How many epochs the one behind may go on until it stands where the other does.
  gap() {
    const epochs = this.running().map(lane => lane.epoch);
    return Math.max(...epochs) - Math.min(...epochs) || Infinity;
  }

  /// Of a text that is being read the new one goes on, not the one before.
  async step(count) {
    this.pause();
    while (!this.opened()) await nextFrame();
    for (const lane of this.next()) await lane.advance(count).catch(problem => lane.fail(problem.message));
  }

  async loop() {
    this.busy = true;
    let last = performance.now();
    let owed = 0;
    while (this.playing) {
      const now = performance.now();
      owed = Math.min(owed + this.wanted(now - last), 60);
      last = now;
      const whole = Math.floor(owed);
      if (whole > 0) await this.portionOf(whole).catch(() => this.pause());
      owed -= whole;
      if (this.playing && this.opened() && this.running().length === 0) this.pause();
      await nextFrame();
    }
    this.busy = false;
    for (const lane of this.lanes()) await lane.advance({ epochs: 0 }).catch(problem => lane.fail(problem.message));
  }

  /// A lane whose text is being read, or that is being opened anew, goes on by itself.
  opened() {
    const settled = lane => lane.session !== null || lane.failure !== '' || lane.sound === false;
    return this.lanes().every(lane => lane.writing === 0 && settled(lane));
  }

  /// How many portions the time since the last picture is worth.
  wanted(milliseconds) {
    const rate = this.speed.epochs || this.speed.batches;
    return rate ? (rate * milliseconds) / 1000 : 1;
  }

  async portionOf(whole) {
    const free = !this.speed.epochs && !this.speed.batches;
    const count = Math.min(free ? this.portion : whole, this.gap());
    let spent = 0;
    for (const lane of this.next())
      spent += await lane.advance(this.speed.batches ? { batches: count } : { epochs: count }, { running: true });
    if (!free || spent <= 0 || count < this.portion) return;
    const factor = Math.min(2, Math.max(0.25, 60 / spent));
    this.portion = Math.max(1, Math.min(2000, Math.round(this.portion * factor)));
  }
}
