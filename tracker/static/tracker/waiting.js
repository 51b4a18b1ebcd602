/* A look that a person waits for: asks how far it is and says so in place.
   An element with data-wait is told; when the look is done it sends "desk:done".
   What the pages that wait share: a form is sent without leaving, a page is read. */
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

  /* A page of the desk to take parts from; null where it does not answer. */
  const pageAt = async (address) => {
    const answer = await fetch(address);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  };

  /* Where the form leads; a form that is refused is sent as without a script. */
  const send = async (form, submitter) => {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form, submitter), headers: { Accept: "application/json" },
    });
    if (answer.ok) return (await answer.json()).location;
    form.submit();
    return null;
  };

  window.deskWaiting = { begin, pageAt, send };
  begin(document);
})();
