// Small helpers: elements from values (text only, never markup), numbers as words, one thing after another.
'use strict';

const byId = id => document.getElementById(id);

/// A text as it stands: signs that turn the direction of what follows are shown, and turn nothing.
const standing = text => String(text ?? '').replace(/\p{Bidi_Control}/gu, '\ufffd');

/// A text whose numbers with hyphens between them, as 2-5-2-1, stay on one line.
const unbroken = text => String(text ?? '').replace(/(\d)-(?=\d)/g, '$1-\u2060');

/// An element: attributes by name (`on…` are listeners, `text` is its text), then children.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'text') made.textContent = standing(value);
    else if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  const there = children.filter(child => child !== null && child !== undefined);
  made.append(...there.map(child => (child instanceof Node ? child : standing(child))));
  return made;
}

/// Sets a text only where it differs, so that nothing is laid out anew for nothing.
function say(target, text) {
  const said = standing(text);
  if (target.textContent !== said) target.textContent = said;
}

/// A number with `digits` significant digits, as a person would write it.
function written(value, digits = 4) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) {
    const [mantissa, exponent] = value.toExponential(digits - 2).split('e');
    return `${mantissa}·10${raised(Number(exponent))}`.replace(/-/g, '−');
  }
  const places = size >= 1 ? Math.max(0, digits - 1 - Math.floor(Math.log10(size))) : digits;
  return value.toFixed(Math.min(places, 6)).replace('-', '−');
}

const raised = number => String(number).replace(/[-0-9]/g, sign => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)]);

/// 1 234: thin spaces between groups of three.
const counted = count => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');

/// "1 sample", "2 samples".
const plural = (count, noun) => `${counted(count)} ${noun}${count === 1 ? '' : 's'}`;

/// Calls `action` when nothing was asked for `milliseconds`.
function settled(milliseconds, action) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
}

/// The next moment in which the browser paints; with a hidden page a timer takes its place.
const nextFrame = () => new Promise(go => (document.hidden ? setTimeout(go, 50) : requestAnimationFrame(go)));

/// Pixels of a drawing for one of the page.
const sharpness = () => Math.min(window.devicePixelRatio || 1, 2);

/// A canvas of the size that its element has on the screen, and its pen in CSS pixels.
function sharp(canvas, width, height) {
  const ratio = sharpness();
  const wide = Math.round(width * ratio);
  const high = Math.round(height * ratio);
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}
