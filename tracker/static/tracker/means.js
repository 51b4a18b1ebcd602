// Escape hides the definition that is shown beside a word, until the pointer or the focus
// has left it. Without this script the definitions show and go by themselves.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const term of document.querySelectorAll(".term:hover, .term:focus-within")) {
    term.classList.add("hushed");
    const wake = () => term.classList.remove("hushed");
    term.addEventListener("pointerleave", wake, { once: true });
    term.addEventListener("focusout", wake, { once: true });
  }
});
