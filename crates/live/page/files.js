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
    try {
      if (file.size > Share.FILE)
        throw new Error(
          `${file.name} has ${counted(file.size)} bytes; this page takes up to ${counted(Share.FILE)}.`,
        );
      const text = await file.text();
      if (/\.toml$/i.test(file.name)) await page.shown.write(text, { arm: 0, seed: null });
      else await table(page, file.name, text);
    } catch (problem) {
      page.note = problem.message;
    }
    page.state();
  }

  /// A file that the config asks for by its name is used as it is; for any other a config is written.
  async function table(page, name, text) {
    const lane = page.shown;
    const wanted = ((lane.check && lane.check.summary && lane.check.summary.files) || []).find(
      each => each.split('/').pop() === name,
    );
    if (wanted) return lane.write(lane.toml, { files: { ...lane.files, [wanted]: text } });
    const { toml } = await page.engine.ask('describe', { name, text });
    return lane.write(toml, { arm: 0, seed: null, files: { [name]: text } });
  }

  return { connect };
})();
