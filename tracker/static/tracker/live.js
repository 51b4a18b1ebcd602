/* Shows beside a form, while it is filled in, what the server makes of it so far.

   A part with `data-live` names the address that is asked with the form's fields and
   answers with the part's content; `data-live-fields` the beginnings of the names of the
   fields that matter. Without this file the form's own buttons show the same. */
"use strict";

const PAUSE = 300;

function concerns(part, name) {
  return part.dataset.liveFields.split(" ").some((start) => name.startsWith(start));
}

function listen(part) {
  const form = part.closest("form");
  let timer = 0;
  let asked = null;

  async function ask() {
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(part.dataset.live, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        signal: asked.signal,
        credentials: "same-origin",
      });
      if (answer.ok) show(part, form, await answer.text());
    } catch (error) {
      if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error;
    }
  }

  function soon(event) {
    if (!concerns(part, event.target.name || "")) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  if ("liveAtOnce" in part.dataset) ask();
}

function show(part, form, html) {
  const ticked = part.querySelector("input:checked") !== null;
  const focused = part.contains(document.activeElement) && document.activeElement.name;
  part.innerHTML = html;
  const box = part.querySelector("input[type=checkbox]");
  if (box) box.checked = ticked;
  if (box && focused === box.name) box.focus();
  suggestSlug(part, form);
  labelReason(part, form);
}

function suggestSlug(part, form) {
  const field = form.elements.namedItem("slug");
  const found = part.querySelector("[data-slug]");
  if (!field || !found || field.dataset.typed) return;
  field.value = found.dataset.slug;
}

function labelReason(part, form) {
  const found = part.querySelector("[data-reason-label]");
  const field = form.elements.namedItem("reason");
  if (!found || !field || !field.labels.length) return;
  field.labels[0].textContent = found.dataset.reasonLabel;
}

for (const part of document.querySelectorAll("[data-live]")) listen(part);
for (const field of document.querySelectorAll("input[name=slug]")) {
  if (field.value) field.dataset.typed = "1";
  field.addEventListener("input", () => {
    if (field.value) field.dataset.typed = "1";
    else delete field.dataset.typed;
  });
}
