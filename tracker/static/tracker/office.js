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
  // Django makes these fields some time after the page is there.
  new MutationObserver(nameSearches).observe(document.body, {
    childList: true,
    subtree: true,
  });
  nameSearches();
});

// A field that is searched in is called as the list that it stands for.
function nameSearches() {
  const made = ".select2-selection[role=combobox]:not([aria-label])";
  for (const box of document.querySelectorAll(made)) {
    const list = box.closest(".select2")?.previousElementSibling;
    const name = list?.labels?.[0]?.textContent.replace(/:\s*$/, "").trim();
    if (name) {
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-label", name);
      box.querySelector("[role=textbox]")?.setAttribute("aria-label", name);
    }
  }
}
