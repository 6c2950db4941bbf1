// The engine as the page sees it: requests in, promises of answers out. After a trap the worker is started anew; its
// sessions are gone then, and whoever holds one is told by `restarted`.
'use strict';

class EngineError extends Error {}

class Engine extends EventTarget {
  constructor(base64) {
    super();
    this.base64 = base64;
    this.waiting = new Map();
    this.next = 1;
    this.begin();
  }

  begin() {
    const source = new Blob([`'use strict';(${engineWorker})()`], { type: 'text/javascript' });
    const address = URL.createObjectURL(source);
    this.worker = new Worker(address);
    this.worker.onmessage = ({ data }) => this.receive(data);
    this.worker.onerror = problem => this.restart(problem.message || 'the worker ended');
    this.started = false;
    this.ready = this.post({ start: this.base64 }).then(() => {
      this.started = true;
    });
    this.ready.catch(() => {}).finally(() => URL.revokeObjectURL(address));
  }

  post(message) {
    const id = this.next++;
    return new Promise((keep, fail) => {
      this.waiting.set(id, { keep, fail });
      this.worker.postMessage({ id, ...message });
    });
  }

  receive({ id, answers, trap }) {
    const waiter = this.waiting.get(id);
    this.waiting.delete(id);
    if (trap === undefined) return waiter && waiter.keep(answers);
    if (waiter) waiter.fail(new EngineError(trap));
    return this.restart(trap);
  }

  restart(reason) {
    this.worker.terminate();
    for (const { fail } of this.waiting.values()) fail(new EngineError(reason));
    this.waiting.clear();
    if (!this.started) return; // what cannot start is not started again
    this.begin();
    this.dispatchEvent(new CustomEvent('restarted', { detail: reason }));
  }

  /// The answers to several requests, in order; each is `{ok, milliseconds}` or `{error, milliseconds}`.
  async all(requests) {
    await this.ready;
    return this.post({ requests });
  }

  /// The answer to one request: `engine.ask('get', {toml})`. Fails with the engine's own words.
  async ask(name, values = {}) {
    const [answer] = await this.all([{ ask: name, ...values }]);
    if (answer.error !== undefined) throw new EngineError(answer.error);
    return answer.ok;
  }
}
