/* Names of parties while somebody types, and who has spoken for the one that was chosen. */
(() => {
  "use strict";
  const pause = 150;
  let timer = 0;

  const names = async (address, key, value) => {
    const answer = await fetch(`${address}?${new URLSearchParams({ [key]: value })}`);
    return answer.ok ? (await answer.json()).names : [];
  };

  const fill = (list, found) => {
    if (!list || !found.length) return;
    list.replaceChildren(...found.map((name) => Object.assign(document.createElement("option"), { value: name })));
  };

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset || !field.dataset.suggest || field.value.trim().length < 2) return;
    clearTimeout(timer);
    timer = setTimeout(async () => fill(field.list, await names(field.dataset.suggest, "q", field.value)), pause);
  });

  document.addEventListener("change", async (event) => {
    const field = event.target;
    if (!field.dataset || !field.dataset.suggest || field.name !== "party") return;
    fill(document.getElementById("speakers"), await names(field.dataset.suggest, "by", field.value));
  });
})();
