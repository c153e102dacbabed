// In a dossier: which stories are new since this browser was last here. Kept in this browser
// alone; within half an hour it is the same visit, so that a reload loses no mark.
"use strict";

const list = document.querySelector("[data-since]");
const said = document.querySelector("[data-fresh]");
const stories = [...document.querySelectorAll("[data-since] li > .when time")];

if (list && said && stories.length) {
  const key = `dateline:since:${list.dataset.since}`;
  const VISIT = 30 * 60 * 1000;
  const newest = stories.map((time) => time.dateTime).sort().at(-1);
  let held = null;
  try {
    held = JSON.parse(localStorage.getItem(key));
  } catch {
    // Nothing kept, or nothing that can be read.
  }
  const same = held && Date.now() - held.at < VISIT;
  const before = held && (same ? held.before : held.newest);
  if (before) {
    const fresh = stories.filter((time) => time.dateTime > before);
    for (const time of fresh) {
      const line = time.closest("li");
      line.classList.add("new");
      line.querySelector("h2, h3").dataset.new = list.dataset.word;
    }
    if (fresh.length) {
      said.textContent = said.dataset.fresh.replace("{count}", fresh.length.toLocaleString(document.documentElement.lang));
      said.hidden = false;
    }
  }
  try {
    localStorage.setItem(key, JSON.stringify({ newest, before: before ?? "", at: Date.now() }));
  } catch {
    // The next visit will know nothing of this one.
  }
}
