// Single keys for what the page can do anyway. Each element that has one says so:
// data-key is the letter, data-says the words for the list. They can be switched off,
// and never act while somebody types or holds another key.
"use strict";

(() => {
  const OFF = "on-record-keys-off";
  const isOff = () => {
    try { return localStorage.getItem(OFF) === "yes"; } catch { return false; }
  };
  const keyed = () => [...document.querySelectorAll("[data-key]")];
  const isTyping = (element) =>
    element.isContentEditable ||
    (element.matches("input, textarea, select") &&
      !element.matches("[type=checkbox], [type=radio], [type=submit], [type=button]"));

  const FIELD = "select, textarea, input:not([type=hidden])";

  function act(element) {
    if (!element.matches("details")) { element.click(); return; }
    if (element.dataset.inPlace) {
      element.open = !element.open;
      element.querySelector("summary").focus();
      return;
    }
    element.open = true;
    const form = element.querySelector("form");
    (form?.querySelector(FIELD) ?? element.querySelector("summary")).focus();
  }

  function list() {
    const box = document.getElementById("keys");
    if (!box) return;
    const rows = keyed().filter((one) => one.dataset.says)
      .map((one) => [one.dataset.key, one.dataset.says]);
    rows.push(["Ctrl+Enter", "Send the form you are in"], ["?", "Show these keys"]);
    const all = document.createElement("dl");
    for (const [key, says] of rows) {
      const row = document.createElement("div");
      const [term, words, mark] = ["dt", "dd", "kbd"].map((t) => document.createElement(t));
      mark.textContent = key;
      term.append(mark);
      words.textContent = says;
      row.append(term, words);
      all.append(row);
    }
    const label = document.createElement("label");
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.checked = !isOff();
    tick.addEventListener("change", () => {
      try { localStorage.setItem(OFF, tick.checked ? "no" : "yes"); } catch { tick.checked = true; }
    });
    label.append(tick, " Single keys are on");
    box.append(all, label);
  }

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key === "Enter" && event.ctrlKey && at.form) {
      event.preventDefault();
      at.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(at) || isOff()) return;
    if (event.key === "?") {
      const box = document.getElementById("keys");
      if (box) { box.open = !box.open; box.scrollIntoView({ block: "nearest" }); }
      return;
    }
    const found = keyed().find((one) => one.dataset.key === event.key);
    if (found) {
      event.preventDefault();
      act(found);
    }
  });

  list();
})();
