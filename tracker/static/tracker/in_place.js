// Shows what a link leads to in place, when its fold is opened. Without this script the
// link itself is there.
"use strict";

for (const fold of document.querySelectorAll("details[data-in-place]")) {
  fold.addEventListener("toggle", async () => {
    const place = fold.querySelector("[data-place]");
    if (!fold.open || fold.dataset.isShown) return;
    fold.dataset.isShown = "yes";
    try {
      const answer = await fetch(fold.dataset.inPlace);
      if (!answer.ok) throw new Error(answer.statusText);
      const part = document.createElement("div");
      part.innerHTML = await answer.text();
      place.before(part);
    } catch {
      // The link stays: it says itself why the page cannot be shown.
      delete fold.dataset.isShown;
    }
  });
}
