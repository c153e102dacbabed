// Keeps the list of copy true: asks each five seconds for the last number, and draws the list again
// when there is a new one. Not while nobody looks, nor while somebody is at a link in it.
(() => {
  const list = document.querySelector("[data-wire-live]");
  const said = document.querySelector("[data-wire-said]");
  if (!list || !list.dataset.wireAsk) return;
  const ask = async () => {
    if (!document.hidden && !list.contains(document.activeElement)) {
      try {
        const answer = await fetch(list.dataset.wireAsk, { credentials: "same-origin" });
        if (answer.redirected) return location.reload();
        const last = String((await answer.json()).last);
        if (answer.ok && last !== list.dataset.wireLast) await draw();
      } catch { /* the newsroom is away: ask again */ }
    }
    setTimeout(ask, 5000);
  };
  const draw = async () => {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-wire-live]");
    if (!next) return location.reload();
    list.replaceChildren(...next.childNodes);
    list.dataset.wireLast = next.dataset.wireLast;
    said.textContent = said.dataset.wireSaid;
  };
  setTimeout(ask, 5000);
})();
