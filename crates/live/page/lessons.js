// The configs that the page offers: those of a first visit, and those of the course, of which the page knows name and
// title. The text of each is a script of its own beside the page, loaded when it is chosen: from a folder a page can
// load scripts alone.
'use strict';

class Lessons {
  /// `listed` has name, title and script of each; a config of that name takes the place of one of a first visit.
  constructor(listed) {
    const first = STARTERS.filter(({ name }) => listed.every(each => each.name !== name));
    this.all = [...first, ...listed];
    this.taken = new Map(first.map(config => [config.name, config]));
    window.LONGHAND_CONFIG = config => this.taken.set(config.name, config);
  }

  /// Name, title and text of a config, with what its lesson says; an error in words if it is not here.
  async get(name) {
    const listed = this.all.find(each => each.name === name);
    if (!listed) throw new Error(`There is no lesson "${name}" here.`);
    if (!this.taken.has(name)) await Lessons.load(listed.script).catch(() => {});
    if (!this.taken.has(name)) throw new Error(Lessons.missing(listed));
    return { ...listed, ...this.taken.get(name) };
  }

  static missing({ title, script }) {
    const file = decodeURIComponent(script);
    return `The lesson “${title}” cannot be loaded: ${file} is missing beside this page, or out of reach.`;
  }

  /// Runs a script of the site.
  static load(address) {
    const script = element('script', { src: address });
    return new Promise((loaded, failed) => {
      script.addEventListener('load', loaded);
      script.addEventListener('error', failed);
      document.head.append(script);
    }).finally(() => script.remove());
  }
}
