// The front page's form without a reload at each step: moving, taking away, dragging, searching.
// Every button works without this script as well; the order of the fields is the order sent.
"use strict";

for (const form of document.querySelectorAll(".front-form")) {
  const status = form.querySelector("[data-status]");
  const say = (item, word) => { status.textContent = `${item.dataset.headline}: ${word}`; };

  const steps = {
    first: (item) => item.parentElement.prepend(item),
    up: (item) => item.previousElementSibling?.before(item),
    down: (item) => item.nextElementSibling?.after(item),
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li");
    const step = button.dataset.step;
    if (step === "remove") {
      const next = item.nextElementSibling || item.previousElementSibling;
      const focus = next?.querySelector('[data-step="remove"]') || form.querySelector("#find-words");
      item.remove();
      focus?.focus();
      say(item, form.dataset.taken);
      return;
    }
    steps[step](item);
    button.focus();
    say(item, form.dataset.moved);
  });

  let dragged = null;
  form.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li[draggable]");
    dragged?.classList.add("front-dragged");
  });
  form.addEventListener("dragover", (event) => {
    const over = event.target.closest("li[draggable]");
    if (!dragged || !over || over === dragged || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    if (event.clientY > box.top + box.height / 2) over.after(dragged);
    else over.before(dragged);
  });
  form.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("front-dragged");
    say(dragged, form.dataset.moved);
    dragged = null;
  });

  const words = form.querySelector("#find-words");
  const found = form.querySelector("[data-found]");
  let waiting = 0;
  words?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const asked = words.value;
      const answer = await fetch(`${form.dataset.search}?words=${encodeURIComponent(asked)}`);
      if (answer.ok && asked === words.value) found.innerHTML = await answer.text();
    }, 250);
  });
}
