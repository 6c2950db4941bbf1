// Own data: a table that is dropped on the page or chosen. It stays in the browser. A TOML becomes the config.
'use strict';

const Files = (() => {
  function connect(page) {
    const zone = byId('drop');
    document.addEventListener('dragover', event => {
      event.preventDefault();
      zone.classList.add('over');
    });
    document.addEventListener('dragleave', event => {
      if (!event.relatedTarget) zone.classList.remove('over');
    });
    document.addEventListener('drop', event => {
      event.preventDefault();
      zone.classList.remove('over');
      take(page, event.dataTransfer.files[0]);
    });
    byId('file').addEventListener('change', ({ target }) => {
      take(page, target.files[0]);
      target.value = '';
    });
  }

  async function take(page, file) {
    if (!file) return;
    page.training.pause();
    page.note = '';
    page.refused = false;
    // From here on the lane's text is being read: who clicks meanwhile means the new one.
    const lane = page.shown;
    lane.writing += 1;
    lane.reading += 1;
    lane.doing = `Reading ${file.name} …`;
    page.state();
    try {
      if (file.size > Share.FILE)
        throw new Error(
          `${file.name} has ${counted(file.size)} bytes; this page takes up to ${counted(Share.FILE)}.`,
        );
      const wanted = wantedBy(page.shown, file.name);
      const text = decoded(await file.arrayBuffer(), wanted && page.shown.values['dataset.encoding']);
      if (/\.toml$/i.test(file.name)) await put(page, text, { arm: 0, seed: null });
      else await table(page, file.name, wanted, text);
    } catch (problem) {
      page.note = sentence(problem.message);
      page.refused = true;
    } finally {
      lane.writing -= 1;
      lane.reading -= 1;
      if (lane.reading === 0) lane.doing = '';
    }
    page.state();
  }

  /// An error of the program in one sentence: where, what, and the first remedies, but for those of the command line.
  function sentence(message) {
    const [first, ...lines] = message.split('\n');
    const [, place] = message.match(/^ *--> (.*)$/m) || [];
    const [, file, line] = (place || '').match(/^(.*):(\d+):\d+$/) || [];
    const remedies = lines.filter(each => /^ *= /.test(each) && !each.includes('--')).slice(0, 2);
    const what = [first.replace(/^error: /, ''), ...remedies.map(each => each.replace(/^ *= /, ''))].join('; ');
    const said = file ? `${file}, line ${line}: ${what}` : what;
    return /[.!?]$/.test(said) ? said : `${said}.`;
  }

  /// The path of a file of this name that the config asks for.
  function wantedBy({ known }, name) {
    const files = (known && known.summary.files) || [];
    return files.find(each => each.split('/').pop() === name);
  }

  /// In the encoding that the config names or the file begins with, else UTF-8, else that of older spreadsheets.
  function decoded(bytes, named) {
    const [first, second] = new Uint8Array(bytes.slice(0, 2));
    const marked = { 0xfffe: 'utf-16le', 0xfeff: 'utf-16be' }[first * 256 + second];
    if (named || marked) return new TextDecoder(marked || named).decode(bytes);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  }

  /// A file that the config asks for by its name is used as it is; for any other a config is written.
  async function table(page, name, wanted, text) {
    const lane = page.shown;
    if (wanted) return put(page, lane.toml, { files: { ...lane.files, [wanted]: text } });
    const { toml } = await page.engine.ask('describe', { name, text });
    return put(page, toml, { arm: 0, seed: null, files: { [name]: text } });
  }

  /// What was read, in the place of a lesson that is still being loaded too.
  function put(page, toml, how) {
    page.turn += 1;
    return page.shown.write(toml, how);
  }

  return { connect };
})();
