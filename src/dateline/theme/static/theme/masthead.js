// The switch between light and dark pages, how long ago the edition was made, and the way to the
// radio's player. Without this script the system's preference stands, the edition says its time
// alone, and the radio has a page of its own.
"use strict";

{
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const key = "dateline:scheme";
  const button = () => document.querySelector("[data-switch]");
  const dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const tell = () => button()?.setAttribute("aria-pressed", String(dark()));

  const choose = (scheme) => {
    const own = (scheme === "dark") !== system.matches;
    if (own) root.dataset.scheme = scheme;
    else delete root.dataset.scheme;
    try {
      if (own) localStorage.setItem(key, scheme);
      else localStorage.removeItem(key);
    } catch {
      // It holds for this page.
    }
    tell();
  };

  system.addEventListener("change", tell);
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    if (event.newValue) root.dataset.scheme = event.newValue;
    else delete root.dataset.scheme;
    tell();
  });

  const tick = () => {
    const edition = document.querySelector(".edition time");
    const place = document.querySelector("[data-ago]");
    if (!edition || !place || !Intl.RelativeTimeFormat) return;
    const ago = place.querySelector("time") ?? place.appendChild(document.createElement("time"));
    const words = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto", style: "short" });
    ago.dateTime = edition.dateTime;
    const minutes = Math.round((new Date(ago.dateTime) - Date.now()) / 60000);
    const [size, unit] = minutes > -60 ? [1, "minute"] : minutes > -1440 ? [60, "hour"] : [1440, "day"];
    ago.textContent = words.format(Math.trunc(minutes / size), unit);
    place.hidden = minutes > 0;
  };

  const dress = () => {
    if (button()) button().hidden = false;
    tell();
    tick();
  };

  dress();
  setInterval(tick, 30000);
  document.addEventListener("dateline:live", tick);
  document.addEventListener("dateline:page", dress); // the radio has put another page in its place

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-switch]")) choose(dark() ? "light" : "dark");
    const link = event.target.closest("[data-listen][data-player]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    import(link.dataset.player).then(({ listen }) => listen(link), () => location.assign(link.href));
  });
}
