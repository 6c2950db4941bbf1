// Links and files. A link holds the whole TOML behind its #, compressed; opening one shows the config at epoch 0 and
// starts nothing. What a link may hold is bounded before it is read, packed and unpacked. It may leave cards out, so
// that a class sees what the hour is about.
'use strict';

const Share = (() => {
  const LINK = 24000; // signs behind the #
  const TEXT = 100000; // bytes of a config
  const FILE = 5000000; // bytes of a dropped file

  const CARDS = {
    data: 'Data',
    net: 'Network',
    seen: 'What it has learned',
    training: 'Loss and rule',
    text: 'The file',
    look: 'A closer look',
  };

  const toBase64 = bytes =>
    btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');
  const fromBase64 = text =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0));

  /// Everything of a stream, or an error as soon as it is longer than `most` bytes.
  async function gather(stream, most) {
    const reader = stream.getReader();
    const parts = [];
    let length = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length;
      if (length > most) {
        await reader.cancel();
        throw new Error(`The link unpacks to more than ${counted(most)} bytes; it was not opened.`);
      }
      parts.push(next.value);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  const through = (bytes, change) => new Blob([bytes]).stream().pipeThrough(change);

  async function pack(text) {
    const bytes = new TextEncoder().encode(text);
    if (typeof CompressionStream === 'undefined') return `t${toBase64(bytes)}`;
    return `z${toBase64(await gather(through(bytes, new CompressionStream('deflate-raw')), TEXT))}`;
  }

  async function unpack(packed) {
    if (packed.length > LINK) throw new Error(`The link is longer than ${counted(LINK)} signs; it was not opened.`);
    let bytes;
    try {
      bytes = fromBase64(packed.slice(1));
    } catch {
      throw new Error('The link is damaged: it does not hold a config.');
    }
    if (packed[0] === 'z') {
      bytes = await gather(through(bytes, new DecompressionStream('deflate-raw')), TEXT).catch(problem => {
        throw problem.message.startsWith('The link')
          ? problem
          : new Error('The link is damaged: it does not unpack.');
      });
    }
    return new TextDecoder().decode(bytes.slice(0, TEXT));
  }

  const card = name => document.querySelector(`.card.${name}`);
  const hidden = () => Object.keys(CARDS).filter(name => card(name).hidden);

  /// Shows all cards but these.
  function hide(names) {
    for (const name of Object.keys(CARDS)) card(name).hidden = names.includes(name);
  }

  /// The part of a link behind the #: the name of a lesson, or the texts of one lane or two, without some cards.
  async function fragment(lanes, without, lesson = null) {
    const parts = new URLSearchParams();
    if (without.length > 0) parts.set('hide', without.join('.'));
    if (lesson !== null) {
      parts.set('config', lesson);
      return String(parts);
    }
    for (const [i, lane] of lanes.entries()) {
      const end = i === 0 ? '' : '2';
      parts.set(`toml${end}`, await pack(lane.toml));
      if (lane.arm > 0) parts.set(`arm${end}`, lane.arm);
      if (lane.seed !== null && lane.known && lane.seed !== lane.known.seeds[0]) parts.set(`seed${end}`, lane.seed);
    }
    return String(parts);
  }

  /// Whether a link asks for anything; that to a part of the page does not.
  const asks = hash => /[#&](config|toml2?)=/.test(hash);

  const natural = text => (/^\d{1,15}$/.test(text || '') ? Number(text) : null);

  /// What a link asks for: `{name}` of a lesson, or `{lanes: [{toml, arm, seed}]}`, without the cards of `hide`.
  async function read(hash) {
    const parts = new URLSearchParams(hash.replace(/^#/, '').slice(0, 3 * LINK));
    const without = (parts.get('hide') || '').split('.');
    if (parts.has('config')) return { name: parts.get('config').slice(0, 100), lanes: [], hide: without };
    const lanes = [];
    for (const end of ['', '2']) {
      const packed = parts.get(`toml${end}`);
      if (packed)
        lanes.push({
          toml: await unpack(packed),
          arm: natural(parts.get(`arm${end}`)) || 0,
          seed: natural(parts.get(`seed${end}`)),
        });
    }
    return { name: null, lanes, hide: without };
  }

  function download(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = element('a', { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  /// Opens the dialog, with the link for what is left out of the page; it is opened anew where that changes.
  async function dialog(lanes, without = hidden()) {
    const address = `${location.href.split('#')[0]}#${await fragment(lanes, without)}`;
    const long = address.length > LINK;
    const field = element('textarea', { readonly: true, rows: '4', 'aria-label': 'The link' });
    field.value = address;
    const copy = element('button', {
      type: 'button',
      class: 'main',
      text: 'Copy',
      onclick: () => copied(field, copy),
    });
    const close = element('button', { type: 'button', text: 'Close', onclick: () => byId('share-dialog').close() });
    const words = long
      ? 'This config is too long for a link. Download it in its place.'
      : `The link holds the whole config, ${counted(address.length)} signs. Opening it starts nothing.`;
    byId('share-dialog').replaceChildren(
      element('h2', { id: 'share-head', text: 'Share' }),
      element('p', { text: words + ofFiles(lanes) }),
      long ? null : field,
      long ? null : choice(without, names => dialog(lanes, names)),
      element('div', { class: 'ask' }, long ? null : copy, close),
    );
    if (!byId('share-dialog').open) byId('share-dialog').showModal();
  }

  /// Own data stay here.
  function ofFiles(lanes) {
    const files = [...new Set(lanes.flatMap(lane => Object.keys(lane.files)))];
    if (files.length === 0) return '';
    return ` It does not hold the data: who opens it is asked for ${files.join(' and ')}.`;
  }

  /// Which cards the link leaves out.
  function choice(without, changed) {
    const tick = ([name, text]) => {
      const box = element('input', { type: 'checkbox' });
      box.checked = !without.includes(name);
      box.addEventListener('change', () =>
        changed(box.checked ? without.filter(each => each !== name) : [...without, name]),
      );
      return element('label', {}, box, ` ${text}`);
    };
    const legend = element('legend', { text: 'The page behind the link shows' });
    return element('fieldset', { class: 'features' }, legend, element('div', {}, ...Object.entries(CARDS).map(tick)));
  }

  async function copied(field, button) {
    field.select();
    await navigator.clipboard.writeText(field.value).catch(() => document.execCommand('copy'));
    say(button, 'Copied');
  }

  return { FILE, LINK, asks, read, hide, hidden, fragment, dialog, download };
})();
