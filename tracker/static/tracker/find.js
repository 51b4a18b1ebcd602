// Shows the claims that fit while their words are typed. Without it, the form's button
// does the same.
"use strict";

const form = document.querySelector("[data-find]");
const found = document.getElementById("found");
const PAUSE = 250;
let timer = 0;
let asked = 0;

async function look() {
  const mine = ++asked;
  const query = new URLSearchParams(new FormData(form));
  query.set("part", "1");
  const answer = await fetch(`${form.action.split("?")[0]}?${query}`);
  const text = await answer.text();
  if (answer.ok && mine === asked) found.innerHTML = text;
}

if (form && found) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  // Words typed before this file had arrived are looked up, too.
  const words = form.elements.q;
  if (words.value !== words.defaultValue) look();
}
