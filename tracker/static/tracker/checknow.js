/* "Check now" waits for its answer in place: the page is refreshed when the look is done. */
(() => {
  "use strict";
  const live = () => document.getElementById("source-live");

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.id !== "check-now") return;
    event.preventDefault();
    const address = await window.deskWaiting.send(form);
    if (address) await refresh(address);
  });

  const refresh = async (address) => {
    const page = await window.deskWaiting.pageAt(address);
    if (!page) { window.location.assign(address); return; }
    const hadFocus = live().contains(document.activeElement);
    live().replaceWith(page.getElementById("source-live"));
    const snapshots = page.querySelector("[aria-labelledby=snapshots]");
    document.querySelector("[aria-labelledby=snapshots]").replaceWith(snapshots);
    window.history.replaceState(null, "", address);
    window.deskWaiting.begin(live());
    if (hadFocus) document.querySelector("#check-now button").focus();
  };

  document.addEventListener("desk:done", () => refresh(window.location.href));
})();
