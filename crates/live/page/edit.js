// Edits that controls make: one or several keys of the text, by the engine's `set`, which keeps comments and order.
// Where a plain edit would make the text an error, further edits are tried, and what they did is told to the reader:
//   a key that the sweep sets      the chosen arm is kept, the sweep goes
//   what the control proposes      such as an output that follows the new loss
//   what speaks of old settings    claims, figures and given weights are left out
// Where none helps, the text stays as it is, and the reader is told why. A text with an error is mended by the edit, or
// gives way to the last one without.
'use strict';

class Refused extends Error {}

const Edit = (() => {
  const SAID = ['claim', 'expect', 'figure', 'solution', 'judge', 'initial'].map(key => [key, null]);
  const LEFT_OUT = 'Claims, figures and given weights spoke of the old settings and are left out.';
  const GAVE_WAY = 'The text had an error and gave way to the last one without; Undo brings it back.';

  const touches = (a, b) => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

  /// The edits that keep the chosen arm alone, where the sweep sets one of the keys.
  function armAlone({ known, arm }, changes) {
    const keys = known.arms.length > 1 ? known.arms[arm].keys : {};
    const swept = Object.keys(keys).some(key => changes.some(([changed]) => touches(key, changed)));
    return swept ? [['sweep', null], ...SAID, ...Object.entries(keys)] : [];
  }

  /// The changed text, and why it cannot be trained, if it cannot.
  async function attempt({ engine, files }, base, changes) {
    try {
      const { toml } = await engine.ask('set', { toml: base, changes });
      const { errors, summary } = await engine.ask('check', { toml, files });
      if (errors.length > 0) return { why: errors[0].message };
      const tooMuch = !summary.fits && summary.files.length === 0;
      return { toml, why: tooMuch ? summary.why_not : '' };
    } catch (problem) {
      return { why: problem.message };
    }
  }

  /// The first of several lists of changes with which a text is in order, or why the first is not.
  async function firstOf(lane, base, tries) {
    let why = '';
    for (const [changes, note] of tries) {
      const made = await attempt(lane, base, changes);
      if (made.why === '') return { ...made, note };
      why = why || made.why;
    }
    return { why };
  }

  /// Changes keys of a lane's text: `[[key, value], …]`, null removing; `further` are tried where these alone are an
  /// error, with `because` for the reader. Gives what else was changed, in words.
  async function change(lane, changes, { further = [], because = '', goesOn = false } = {}) {
    if (lane.known === null) throw new Refused('There is no text without an error yet: mend it, or choose a lesson.');
    const before = lane.toml;
    const alone = armAlone(lane, changes);
    const kept = alone.length > 0 ? 'The sweep set this key: the chosen arm is kept, without the others.' : '';
    const plain = [...alone, ...changes];
    const tries = [
      [plain, kept],
      ...(further.length > 0 ? [[[...plain, ...further], because]] : []),
      [[...plain, ...SAID], LEFT_OUT],
      ...(further.length > 0 ? [[[...plain, ...further, ...SAID], `${because} ${LEFT_OUT}`]] : []),
    ];
    let found = await firstOf(lane, lane.toml, tries);
    if (found.why && lane.toml !== lane.good) {
      found = await firstOf(lane, lane.good, tries);
      found.note = `${found.note} ${GAVE_WAY}`;
    }
    if (lane.toml !== before) return ''; // another text stands there by now, as of a lesson that was chosen
    if (found.why) throw new Refused(found.why);
    await lane.write(found.toml, { from: 'controls', arm: alone.length > 0 ? 0 : lane.arm, goesOn });
    return found.note.trim();
  }

  return { change };
})();
