// The one small box of words below whatever is pointed at, or above it where there is no room: what lies to the right,
// the next layer, stays in sight.
'use strict';

const Hint = {
  show(text, place) {
    const box = byId('hint');
    say(box, text);
    box.hidden = false;
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.min(place.left, clientWidth - box.offsetWidth - 8);
    const isBelow = place.bottom + 10 + box.offsetHeight < clientHeight;
    const top = isBelow ? place.bottom + 10 : place.top - 10 - box.offsetHeight;
    box.style.setProperty('left', `${Math.max(8, left)}px`);
    box.style.setProperty('top', `${Math.max(8, top)}px`);
  },
  hide() {
    byId('hint').hidden = true;
  },
};
