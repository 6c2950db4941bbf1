// Small comforts: nothing on a page needs them.
"use strict";

// The page in the list of the course is brought into view, without moving the page itself.
const here = document.querySelector("nav.course [aria-current]");
if (here) {
  const list = here.closest("nav");
  list.scrollTop = here.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 4;
}

// A link to a place within a folded section unfolds it.
const unfold = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  const place = id && document.getElementById(id);
  const folded = place && place.closest("details");
  if (folded && !folded.open) {
    folded.open = true;
    place.scrollIntoView();
  }
};
window.addEventListener("hashchange", unfold);
unfold();
