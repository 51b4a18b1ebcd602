/* Words are picked from the page's text with the mouse or the keyboard; the form is filled
   with them and their place. Without this script they are typed, and the desk finds them. */
(() => {
  "use strict";
  const field = (name) => document.querySelector(`#quote-form [name="${name}"]`);
  const text = () => document.getElementById("pick-text");
  const points = (string) => Array.from(string).length;
  let anchor = -1;
  let current = -1;

  const sentences = () => [...text().querySelectorAll(".pick-sentence")];

  /* What is picked: from a place in one sentence to a place in another. */
  const pick = (from, fromOffset, to, toOffset) => {
    const all = sentences();
    const [first, last] = [all.indexOf(from), all.indexOf(to)];
    let words = "";
    for (const one of all.slice(first, last + 1)) {
      const paragraph = one.parentElement;
      if (words && one === paragraph.firstElementChild) words = words.trimEnd() + paragraph.dataset.joint;
      const end = one === to ? toOffset : one.textContent.length;
      words += one.textContent.slice(one === from ? fromOffset : 0, end);
    }
    const start = Number(from.dataset.start) + points(from.textContent.slice(0, fromOffset));
    const end = Number(to.dataset.start) + points(to.textContent.slice(0, toOffset));
    fill(words.trim(), start, end);
    for (const [at, one] of all.entries()) one.classList.toggle("is-marked", at >= first && at <= last);
  };

  const fill = (words, start, end) => {
    const exact = field("exact");
    if (!exact || !words) return;
    exact.value = words;
    field("start").value = start;
    field("end").value = end;
    const place = field("place");
    if (place && place.type === "hidden") place.value = "";
  };

  const sentenceAt = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element && element.closest(".pick-sentence");
  };

  /* A selection may begin or end between two paragraphs: then the sentence beside it. */
  const edges = (range) => {
    const within = sentences().filter((one) => range.intersectsNode(one));
    if (!within.length) return null;
    const [first, last] = [within[0], within[within.length - 1]];
    const start = sentenceAt(range.startContainer) === first && range.startContainer.nodeType === Node.TEXT_NODE
      ? range.startOffset : 0;
    const end = sentenceAt(range.endContainer) === last && range.endContainer.nodeType === Node.TEXT_NODE
      ? range.endOffset : last.textContent.length;
    return [first, start, last, end];
  };

  const marked = () => {
    const selection = window.getSelection();
    if (!text() || !selection.rangeCount || selection.isCollapsed) return false;
    const range = selection.getRangeAt(0);
    if (!text().contains(range.commonAncestorContainer)) return false;
    const found = edges(range);
    if (!found) return false;
    pick(...found);
    if (window.CSS && CSS.highlights) CSS.highlights.set("picked", new Highlight(range.cloneRange()));
    return true;
  };

  const plain = () => { if (window.CSS && CSS.highlights) CSS.highlights.delete("picked"); };

  const markSentences = () => {
    const all = sentences();
    const [low, high] = [Math.min(anchor, current), Math.max(anchor, current)];
    plain();
    pick(all[low], 0, all[high], all[high].textContent.length);
    for (const [at, one] of all.entries()) one.setAttribute("aria-selected", String(at >= low && at <= high));
  };

  const goTo = (number) => {
    const all = sentences();
    current = Math.min(Math.max(number, 0), all.length - 1);
    for (const [at, one] of all.entries()) one.classList.toggle("is-current", at === current);
    text().setAttribute("aria-activedescendant", all[current].id);
    all[current].scrollIntoView({ block: "nearest" });
  };

  const clear = () => {
    anchor = -1;
    plain();
    for (const one of sentences()) { one.classList.remove("is-marked"); one.setAttribute("aria-selected", "false"); }
    for (const name of ["exact", "start", "end"]) field(name).value = "";
  };

  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !sentences().length) return;
    if (event.key in steps) {
      if (event.shiftKey && anchor < 0) anchor = Math.max(current, 0);
      goTo(current + steps[event.key]);
      if (event.shiftKey) markSentences();
    } else if (event.key === " ") {
      if (current < 0) goTo(0);
      if (!event.shiftKey || anchor < 0) anchor = current;
      markSentences();
    } else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  };

  const onClick = (event) => {
    const one = sentenceAt(event.target);
    const isOn = event.shiftKey && anchor >= 0 && one;
    if (isOn) window.getSelection().removeAllRanges();
    if (!isOn && marked()) { anchor = -1; return; }
    if (!one) return;
    goTo(sentences().indexOf(one));
    if (!event.shiftKey || anchor < 0) anchor = current;
    markSentences();
  };

  /* Words that were trimmed by hand lose their place; the desk finds them again. */
  const onTyping = (event) => {
    if (event.target !== field("exact")) return;
    field("end").value = "";
    const place = field("place");
    if (place && place.type === "hidden") place.value = "";
  };

  /* The text as a list of sentences, for a screen reader as for the keys. */
  const dress = () => {
    const area = text();
    anchor = current = -1;
    if (!area) return;
    area.setAttribute("role", "listbox");
    area.setAttribute("aria-multiselectable", "true");
    for (const paragraph of area.querySelectorAll("p")) paragraph.setAttribute("role", "group");
    for (const one of sentences()) { one.setAttribute("role", "option"); one.setAttribute("aria-selected", "false"); }
    for (const one of document.querySelectorAll(".pick-scripted")) one.hidden = false;
    area.addEventListener("keydown", onKey);
    area.addEventListener("click", onClick);
    area.addEventListener("focus", () => { if (current < 0 && sentences().length) goTo(nearStart()); });
    remember();
  };

  const nearStart = () => {
    const start = Number(field("start") && field("start").value ? field("start").value : -1);
    const at = start < 0 ? -1 : sentences().findLastIndex((one) => Number(one.dataset.start) <= start);
    return Math.max(at, 0);
  };

  /* What was picked before the page came again is still marked. */
  const remember = () => {
    const [start, end] = ["start", "end"].map((name) => field(name) && field(name).value);
    if (!start || !end) return;
    for (const one of sentences()) {
      const at = Number(one.dataset.start);
      one.classList.toggle("is-marked", at < Number(end) && at + points(one.textContent) > Number(start));
    }
  };

  /* The same form with another text: what was typed stays, what was empty is filled. */
  const swap = async (address, { isFocused = false } = {}) => {
    const page = await window.deskWaiting.pageAt(address);
    const [old, fresh] = [document.getElementById("picker"), page && page.getElementById("picker")];
    if (!fresh) { window.location.assign(address); return; }
    const typed = new Map([...old.querySelectorAll("#quote-form [name]")]
      .filter((one) => one.type !== "hidden" && one.value)
      .map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value]));
    const places = ["start", "end"].map((name) => [name, field(name) && field(name).value]);
    old.replaceWith(fresh);
    for (const one of fresh.querySelectorAll("#quote-form [name]")) {
      if (!typed.has(one.name) || one.type === "hidden" || one.type === "radio") continue;
      if (one.type === "checkbox") one.checked = typed.get(one.name);
      else one.value = typed.get(one.name);
    }
    if (typed.get("exact")) for (const [name, value] of places) if (value) field(name).value = value;
    window.history.replaceState(null, "", address);
    dress();
    window.deskWaiting.begin(fresh);
    if (isFocused && text()) text().focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-swap]");
    if (!link) return;
    event.preventDefault();
    swap(link.href, { isFocused: true });
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.id !== "address-form") return;
    event.preventDefault();
    const address = await window.deskWaiting.send(form, event.submitter);
    if (!address) return;
    await swap(address, { isFocused: true });
    const place = document.querySelector("[data-wait]");
    if (place && !text()) document.getElementById("page-title").scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("desk:done", () => {
    const address = new URL(window.location.href);
    const isTyping = document.activeElement && document.activeElement.closest && document.activeElement.closest("#quote-form");
    swap(address.href, { isFocused: !isTyping });
  });

  document.addEventListener("input", onTyping);
  document.addEventListener("mouseup", () => setTimeout(() => {
    if (document.activeElement && document.activeElement.closest && document.activeElement.closest("#quote-form")) return;
    marked();
  }));
  dress();
  if (text() && field("exact") && !field("exact").value) text().focus();
})();
