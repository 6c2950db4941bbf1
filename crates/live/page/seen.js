// How the picture of what was learned is shown: by the class alone, and with or without what is held out.
'use strict';

class Seen {
  constructor(changed) {
    this.show = { discrete: false, held: true };
    for (const key of Object.keys(this.show)) {
      byId(`seen-${key}`).addEventListener('change', ({ target }) => {
        this.show[key] = target.checked;
        changed();
      });
    }
  }

  /// Offers what means something for these data.
  offer({ data }) {
    const drawn = data.inputs.length <= 2;
    byId('seen-discrete').parentElement.hidden = !data.classes || !drawn;
    byId('seen-held').parentElement.hidden = data.test.length + data.validation.length === 0 || !drawn;
  }
}
