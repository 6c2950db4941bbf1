// The features: which inputs the network is given, computed from the columns of the data. At least one stays.
'use strict';

class Features {
  constructor(root, edit) {
    Object.assign(this, { root, edit });
  }

  refresh(lane) {
    const given = lane.values['dataset.features'];
    const columns = lane.data.inputs;
    this.columns = columns;
    const plane = columns.length === 2;
    const offered = plane
      ? ['x1', 'x2', 'x1^2', 'x2^2', 'x1*x2', 'sin(x1)', 'sin(x2)']
      : ['x1', 'x1^2', 'x1^3', 'sin(x1)'];
    this.plain = offered.slice(0, plane ? 2 : 1);
    this.root.parentElement.hidden = columns.length > 2;
    const used = given || this.plain;
    const all = [...new Set([...offered, ...used])];
    this.root.replaceChildren(...all.map(name => this.chip(name, all, used)));
  }

  chip(name, all, used) {
    const chosen = () => all.filter(each => (each === name) !== used.includes(each));
    return element('button', {
      type: 'button',
      class: 'chip',
      'aria-pressed': String(used.includes(name)),
      disabled: used.length === 1 && used[0] === name,
      title: used.length === 1 && used[0] === name ? 'One feature stays: choose another first.' : null,
      text: this.named(name),
      onclick: () => this.set(chosen()),
    });
  }

  /// A formula of the file, whose columns are x1 and x2, with the names that they have.
  named(name) {
    const column = (own, number) => this.columns[Number(number) - 1] || own;
    return name.replace('^2', '²').replace('^3', '³').replace('*', '·').replace(/x(\d)/g, column);
  }

  set(features) {
    const usual = features.join() === this.plain.join();
    this.edit([['dataset.features', usual ? null : features]]);
  }
}
