// What Django's own scripts make, said to those who listen to the page, too.
"use strict";

window.addEventListener("load", () => {
  for (const hint of document.querySelectorAll(".help-tooltip[aria-label]")) {
    hint.setAttribute("role", "img");
  }
  // A table that scrolls can be reached and scrolled with the keys.
  for (const wide of document.querySelectorAll(".results, #change-history")) {
    wide.tabIndex = 0;
    wide.setAttribute("role", "region");
    wide.setAttribute("aria-label", "Rows");
  }
});
