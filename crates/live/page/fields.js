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
    select.addEventListener('change', () => change(JSON.parse(select.value)));
    const root = labelled(label, select, says);
    const refresh = lane => {
      const value = read(lane.values, key);
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

  function number(label, key, change, attributes = {}) {
    const input = element('input', { type: 'number', step: 'any', inputmode: 'decimal', ...attributes });
    input.addEventListener('change', () => {
      const value = input.value.trim() === '' ? null : Number(input.value);
      if (value === null || Number.isFinite(value)) change(value);
    });
    const root = labelled(label, input);
    const refresh = lane => {
      const value = read(lane.values, key);
      if (document.activeElement !== input || !input.matches(':invalid'))
        input.value = typeof value === 'number' ? value : '';
      return value !== undefined;
    };
    return { root, refresh };
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
