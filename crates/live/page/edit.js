// Edits that controls make: one or several keys of the text, by the engine's `set`, which keeps comments and order.
// Where a plain edit would make the text an error, further edits are tried, and what they did is told to the reader:
//   a key that the sweep sets      the chosen arm is kept, the sweep goes
//   what the control proposes      such as an output that follows the new loss
//   what speaks of old settings    claims, figures and given weights are left out
'use strict';

const Edit = (() => {
  const SAID = ['claim', 'expect', 'figure', 'solution', 'judge', 'initial'].map(key => [key, null]);
  const LEFT_OUT = 'Claims, figures and given weights spoke of the old settings and are left out.';

  const touches = (a, b) => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

  /// The edits that keep the chosen arm alone, where the sweep sets one of the keys.
  function armAlone(lane, changes) {
    const arms = lane.check ? lane.check.arms : [];
    const keys = arms.length > 1 ? arms[lane.arm].keys : {};
    const swept = Object.keys(keys).some(key => changes.some(([changed]) => touches(key, changed)));
    return swept ? [['sweep', null], ...SAID, ...Object.entries(keys)] : [];
  }

  async function attempt(lane, changes) {
    const { toml } = await lane.engine.ask('set', { toml: lane.good, changes });
    const { errors } = await lane.engine.ask('check', { toml, files: lane.files });
    return { toml, errors };
  }

  /// Changes keys of a lane's text: `[[key, value], …]`, null removing; `further` are tried where these alone are an
  /// error, with `because` for the reader. Gives what else was changed, in words.
  async function change(lane, changes, further = [], because = '') {
    const alone = armAlone(lane, changes);
    const kept = alone.length > 0 ? 'The sweep set this key: the chosen arm is kept, without the others.' : '';
    const tries = [
      [[], kept],
      [further, because],
      [SAID, LEFT_OUT],
      [[...further, ...SAID], `${because} ${LEFT_OUT}`],
    ];
    let first = null;
    let found = null;
    for (const [more, note] of tries) {
      if (first && more.length === 0) continue;
      const made = await attempt(lane, [...alone, ...changes, ...more]);
      first = first || { ...made, note: '' };
      if (made.errors.length === 0) {
        found = { ...made, note };
        break;
      }
    }
    const { toml, note } = found || first;
    await lane.write(toml, { from: 'controls', arm: alone.length > 0 ? 0 : lane.arm });
    return note.trim();
  }

  return { change };
})();
