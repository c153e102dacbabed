// New comments of an open thread: the page's stream tells how many there ever were; "New comments"
// stands ready with how many came since, and brings them when it is pressed. Nothing else moves.
// Without this script they are there when the page is asked for again.
"use strict";

{
  const box = document.querySelector("[data-turns]");
  const button = box.querySelector("button");
  const said = box.querySelector("span");
  const language = document.documentElement.lang;
  let known = Number(box.dataset.turns);

  const told = () => Number(document.querySelector(".count data")?.value ?? 0);

  const tell = () => {
    const more = told() - known;
    if (more <= 0) return;
    said.textContent = `(${more.toLocaleString(language)})`;
    box.hidden = false;
  };

  const bring = async () => {
    button.disabled = true;
    try {
      const answer = await fetch(`${box.dataset.piece}${known}/`);
      if (!answer.ok) throw new Error(answer.status);
      const piece = document.createElement("template");
      piece.innerHTML = await answer.text();
      for (const each of piece.content.querySelectorAll("[id]")) {
        if (document.getElementById(each.id)) each.removeAttribute("id");
      }
      const list = piece.content.querySelector("ol");
      known = Number(list.dataset.turns);
      const first = list.querySelector("li") ?? document.querySelector("main");
      box.after(list);
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
      box.hidden = true;
      tell(); // what came while it was fetched
    } catch {
      location.assign(location.pathname); // the whole page has them
    } finally {
      button.disabled = false;
    }
  };

  button.addEventListener("click", bring);
  document.addEventListener("dateline:live", tell);
  tell();
}
