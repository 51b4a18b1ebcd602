/* "Check now" waits for its answer in place: the page is refreshed when the look is done. */
(() => {
  "use strict";
  const live = () => document.getElementById("source-live");

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.id !== "check-now") return;
    event.preventDefault();
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
    });
    if (!answer.ok) { form.submit(); return; }
    await refresh((await answer.json()).location);
  });

  const refresh = async (address) => {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
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
