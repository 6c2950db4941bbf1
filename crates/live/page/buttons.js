// Buttons, keys, tabs and the list of lessons.
'use strict';

const Buttons = (() => {
  function connect(page) {
    const { training } = page;
    byId('play').addEventListener('click', () => play(page));
    byId('one-batch').addEventListener('click', () => step(page, { batches: 1 }));
    byId('one-epoch').addEventListener('click', () => step(page, { epochs: 1 }));
    byId('reset').addEventListener('click', () => reset(page));
    byId('speed').append(...SPEEDS.map(([text], i) => element('option', { value: i, text })));
    byId('speed').value = '3';
    byId('speed').addEventListener('change', ({ target }) => {
      training.speed = SPEEDS[target.value][1];
    });
    byId('share').addEventListener('click', () => Share.dialog(page.lanes));
    byId('compare').addEventListener('click', () => compare(page));
    byId('digest').addEventListener('click', () => copyDigest(page));
    for (const button of byId('downloads').querySelectorAll('button')) {
      button.addEventListener('click', () => download(page, button.dataset.file));
    }
    document.addEventListener('keydown', event => key(event, page));
    document.addEventListener('pointerdown', ({ target }) => closeMenus(target));
    tabs();
  }

  const goesOn = page => State.goesOn(page.shown, page.lanes.length > 1);

  /// Behind the last epoch, to play is to train on, for as many epochs as the file had; a training that ended before
  /// its last epoch begins anew.
  async function play(page) {
    if (goesOn(page)) await more(page, page.shown.stride || 1);
    else if (page.training.running().length === 0 && page.lanes.some(lane => lane.outcome)) await reset(page);
    page.training.toggle();
  }

  async function step(page, count) {
    if (goesOn(page)) await more(page, 1);
    await page.training.step(count);
  }

  /// More epochs in the file, and so in the training.
  const more = (page, count) => page.edit([['training.epochs', page.shown.epochs + count]]);

  async function reset(page) {
    page.training.pause();
    Object.assign(page, { note: '', refused: false });
    for (const lane of page.lanes) if (lane.good) await lane.open();
  }

  /// P, B, E and R, and undo and redo, wherever nothing is being written.
  function key(event, page) {
    if (event.key === 'Escape') closeMenus();
    if (event.altKey || event.target.closest('input, textarea, select, dialog')) return;
    const pressed = `${event.ctrlKey || event.metaKey ? '^' : ''}${event.key.toLowerCase()}`;
    const action = {
      p: () => play(page),
      b: () => step(page, { batches: 1 }),
      e: () => step(page, { epochs: 1 }),
      r: () => reset(page),
      '^z': () => (event.shiftKey ? page.steps.forth() : page.steps.back()),
      '^y': () => page.steps.forth(),
    }[pressed];
    if (action) action();
  }

  /// Closes what opens over the page, but for the one that is pointed at.
  function closeMenus(target = null) {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (!menu.contains(target)) menu.open = false;
    }
  }

  async function compare(page) {
    page.training.pause();
    if (page.lanes.length > 1) return alone(page);
    const [a] = page.lanes;
    // From one start: numbers that are not the file's cannot be caught up with.
    if (!a.ofConfig) await a.open();
    const b = page.lane('B');
    page.lanes.push(b);
    await b.write(a.good || a.toml, { arm: a.arm, seed: a.seed, files: a.files });
    if (page.lanes.includes(b)) page.show(b);
    else b.close();
    return undefined;
  }

  /// The lane that is shown stays as it stands.
  function alone(page) {
    for (const lane of page.lanes.filter(each => each !== page.shown)) lane.close();
    page.lanes.splice(0, page.lanes.length, page.shown);
    page.shown.name = 'A';
    page.show(page.shown);
  }

  async function download(page, name) {
    const lane = page.shown;
    byId('downloads').open = false;
    if (name === 'config.toml') return Share.download(name, lane.toml);
    if (lane.session === null) return undefined;
    const files = await lane.engine.ask('files', { session: lane.session });
    return Share.download(name, files[name]);
  }

  async function copyDigest({ shown, state }) {
    if (!shown.digest) return;
    await navigator.clipboard.writeText(shown.digest).catch(() => {});
  }

  /// Arrow keys go from tab to tab, as readers of screens expect.
  function tabs() {
    const all = [...document.querySelectorAll('[role=tab]')];
    const choose = chosen =>
      all.forEach(tab => {
        tab.setAttribute('aria-selected', String(tab === chosen));
        tab.tabIndex = tab === chosen ? 0 : -1;
        byId(tab.getAttribute('aria-controls')).hidden = tab !== chosen;
      });
    all.forEach((tab, i) => {
      tab.addEventListener('click', () => choose(tab));
      tab.addEventListener('keydown', ({ key: pressed }) => {
        const next = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: all.length - 1 }[pressed];
        if (next === undefined) return;
        const tabThere = all[(next + all.length) % all.length];
        choose(tabThere);
        tabThere.focus();
      });
    });
  }

  function lessons(page) {
    const select = byId('lesson');
    const options = page.lessons.all.map(({ name, title }) => element('option', { value: name, text: title }));
    select.replaceChildren(element('option', { value: '', text: 'own config' }), ...options);
    select.addEventListener('change', () => {
      if (select.value) location.hash = `config=${encodeURIComponent(select.value)}`;
    });
  }

  return { connect, lessons };
})();
