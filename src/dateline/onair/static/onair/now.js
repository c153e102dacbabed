// Keeps the screen "On air" true: asks each second while it is seen, and replaces the parts that
// have changed, but never the one somebody is at. Says aloud only what is heard and what is wrong.
(() => {
  const form = document.querySelector("[data-air]");
  const told = document.querySelector("[data-air-said]");
  if (!form) return;
  const said = (part) => [...part.querySelectorAll("[data-said]")].map((one) => one.textContent.trim()).join(". ");

  const put = (next) => {
    const now = document.getElementById(next.id);
    if (!now || now.isEqualNode(next) || now.contains(document.activeElement)) return;
    if (said(next) !== said(now)) told.textContent = said(next);
    now.replaceWith(next);
  };

  const take = (html) => {
    const made = document.createElement("template");
    made.innerHTML = html;
    const parts = [...made.content.querySelectorAll("[data-part]")];
    const ids = (list) => list.map((part) => part.id).join();
    const shown = form.querySelector(".air-parts");
    if (ids(parts) !== ids([...shown.querySelectorAll("[data-part]")])) {
      if (!shown.contains(document.activeElement)) shown.replaceWith(made.content.querySelector(".air-parts"));
    } else parts.forEach(put);
  };

  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(form.dataset.air, { credentials: "same-origin" });
        if (answer.ok && !answer.redirected) take(await answer.text());
      } catch { /* the newsroom is away: ask again */ }
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
})();
