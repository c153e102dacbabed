// Asks again for a part of the page that names its source, each second, then each five; until the
// part says that it is done. Not while nobody looks, nor while somebody is at a button in it.
(() => {
  for (const part of document.querySelectorAll("[data-desk-poll]")) {
    let asked = 0;
    const done = () => part.querySelector("[data-desk-done]") !== null;
    const again = () => { if (!done()) setTimeout(ask, asked++ < 60 ? 1000 : 5000); };
    const ask = async () => {
      const busy = part.contains(document.activeElement) && document.activeElement !== part;
      if (!document.hidden && !busy) {
        try {
          const answer = await fetch(part.dataset.deskPoll, { credentials: "same-origin" });
          if (answer.ok && !answer.redirected) {
            const next = document.createElement("div");
            next.innerHTML = await answer.text();
            if (next.textContent !== part.textContent) part.replaceChildren(...next.childNodes);
          }
        } catch { /* the newsroom is away: ask again */ }
      }
      again();
    };
    again();
  }
})();
