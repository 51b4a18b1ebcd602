/* A look that a person waits for: asks how far it is and says so in place.
   An element with data-wait is told; when the look is done it sends "desk:done". */
(() => {
  "use strict";
  const soon = 400;
  const later = 2500;

  const ask = async (place) => {
    const answer = await fetch(place.dataset.wait, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
    return answer.json();
  };

  const watch = async (place) => {
    while (place.isConnected) {
      let told;
      try {
        told = await ask(place);
      } catch {
        place.textContent = "The desk does not answer. Reload the page.";
        return;
      }
      if (place.textContent !== told.words) place.textContent = told.words;
      if (told.done) {
        place.dispatchEvent(new CustomEvent("desk:done", { bubbles: true, detail: told }));
        return;
      }
      await new Promise((next) => { setTimeout(next, told.held ? later : soon); });
    }
  };

  const begin = (within) => {
    for (const place of within.querySelectorAll("[data-wait]")) watch(place);
  };

  window.deskWaiting = { begin };
  begin(document);
})();
