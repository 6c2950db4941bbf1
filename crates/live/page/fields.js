// One labelled control for one key of the config: it shows the key's value, and its user's choice becomes an edit.
// Under a choice stands what the schema says of it, which is its formula.
'use strict';

const Fields = (() => {
  let made = 0;

  function labelled(label, control, extra, kind = 'field') {
    control.id = control.id || `field-${++made}`;
    return element('div', { class: kind }, element('label', { for: control.id, text: label }), control, extra);
  }

  /// Choices as the schema has them; a value that is none of them (a list for each layer) is shown and kept.
  function choice(label, key, change) {
    const select = element('select');
    const says = element('p', { class: 'says' });
    let held; // by the text
    // What the text does not take, the control does not show.
    select.addEventListener('change', async () => {
      if (await change(JSON.parse(select.value))) select.value = JSON.stringify(held);
    });
    const root = labelled(label, select, says);
    const refresh = lane => {
      const value = read(lane.values, key);
      held = value;
      const choices = lane.choices[key] || [];
      fill(
        select,
        choices.map(each => each.value),
        value,
      );
      const chosen = choices.find(each => each.value === value);
      say(says, chosen ? chosen.says : '');
      return value !== undefined;
    };
    return { root, refresh };
  }

  function fill(select, values, value) {
    const wanted = [...values];
    if (value !== undefined && value !== null && !wanted.some(each => same(each, value))) wanted.push(value);
    const texts = wanted.map(each => JSON.stringify(each));
    if (texts.join() !== [...select.options].map(option => option.value).join()) {
      select.replaceChildren(...wanted.map((each, i) => element('option', { value: texts[i], text: word(each) })));
    }
    select.value = JSON.stringify(value);
  }

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const word = value => (typeof value === 'string' ? value : JSON.stringify(value));

  /// The value of a key; `loss` of `{kind: "huber", delta: 1}` is "huber".
  function read(values, key) {
    const value = values[key];
    return value === undefined ? values[`${key}.kind`] : (value && value.kind) || value;
  }

  /// A number: what the config refuses is told below it, and the text keeps the last one that it took. With `steps` the
  /// arrows go 1, 3, 10; `slider` is {min, max, step}; `dice` is {label, roll}, a button beside the number.
  function number(label, key, change, { steps = false, slider, dice, ...attributes } = {}) {
    const input = element('input', { type: 'number', step: 'any', inputmode: 'decimal', ...attributes });
    const fault = element('p', { class: 'fault', role: 'alert' });
    const tell = words => {
      say(fault, words);
      input.toggleAttribute('aria-invalid', words !== '');
    };
    // What is being written stays, though an edit before is only now done.
    let writing = false;
    input.addEventListener('input', () => (writing = true));
    input.addEventListener('blur', () => (writing = false));
    input.addEventListener('change', async () => {
      writing = false;
      const value = input.value.trim() === '' ? null : Number(input.value);
      const isNumber = !input.validity.badInput && (value === null || Number.isFinite(value));
      tell(isNumber ? (await change(value)) || '' : 'This is no number.');
    });
    if (steps) input.addEventListener('keydown', event => step(event, input));
    const root = labelled(label, input, fault);
    const slide = slider && root.insertBefore(sliding(label, input, slider), fault);
    if (dice) besideDie(input, dice);
    const refresh = lane => {
      const value = read(lane.values, key);
      if (writing) return value !== undefined;
      input.value = typeof value === 'number' ? value : '';
      if (slide) slide.value = typeof value === 'number' ? value : slider.min;
      tell('');
      return value !== undefined;
    };
    return { root, refresh };
  }

  /// The same number to be dragged; a text follows where the hand rests.
  function sliding(label, input, ends) {
    const slide = element('input', { type: 'range', 'aria-label': `${label}, slider`, ...ends });
    // Meanwhile the fields may be shown anew for an edit before.
    const follow = settled(100, value => {
      input.value = value;
      input.dispatchEvent(new Event('change'));
    });
    slide.addEventListener('input', () => {
      input.value = slide.value;
      follow(slide.value);
    });
    return slide;
  }

  function besideDie(input, { label, roll }) {
    const row = element('div', { class: 'with-dice' });
    input.before(row);
    row.append(
      input,
      element('button', { type: 'button', class: 'die', 'aria-label': label, title: label, text: '⚄', onclick: roll }),
    );
  }

  /// The next of 0.001, 0.003, 0.01, 0.03, … above or below a number.
  function step(event, input) {
    const up = { ArrowUp: true, ArrowDown: false }[event.key];
    const value = Number(input.value);
    if (up === undefined || !(value > 0)) return;
    event.preventDefault();
    const power = Math.floor(Math.log10(value));
    const rungs = [-1, 0, 1].flatMap(by => [1, 3].map(lead => Number(`${lead}e${power + by}`)));
    const next = up
      ? rungs.find(rung => rung > value * (1 + 1e-9))
      : rungs.reverse().find(rung => rung < value * (1 - 1e-9));
    input.value = String(next);
    input.dispatchEvent(new Event('change'));
  }

  function toggle(label, key, change) {
    const input = element('input', { type: 'checkbox' });
    input.addEventListener('change', () => change(input.checked));
    const root = element('div', { class: 'field tick' });
    input.id = `field-${++made}`;
    root.append(input, element('label', { for: input.id, text: label }));
    const refresh = lane => {
      const { values } = lane;
      input.checked = Boolean(values[key]) || Object.keys(values).some(each => each.startsWith(`${key}.`));
      return true;
    };
    return { root, refresh };
  }

  return { labelled, choice, fill, read, number, toggle };
})();
