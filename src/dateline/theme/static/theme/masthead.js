// The switch between light and dark pages, and how long ago the edition was made.
// Without this script the system's preference stands, and the edition says its time alone.
"use strict";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const key = "dateline:scheme";
const button = document.querySelector("[data-switch]");

if (button) {
  const dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const tell = () => button.setAttribute("aria-pressed", String(dark()));

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

  button.hidden = false;
  button.addEventListener("click", () => choose(dark() ? "light" : "dark"));
  system.addEventListener("change", tell);
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    if (event.newValue) root.dataset.scheme = event.newValue;
    else delete root.dataset.scheme;
    tell();
  });
  tell();
}

const edition = () => document.querySelector(".edition time");
const place = document.querySelector("[data-ago]");

if (edition() && place && Intl.RelativeTimeFormat) {
  const ago = document.createElement("time");
  place.append(ago);
  const words = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto", style: "short" });
  const tick = () => {
    ago.dateTime = edition().dateTime;
    const minutes = Math.round((new Date(ago.dateTime) - Date.now()) / 60000);
    const [size, unit] = minutes > -60 ? [1, "minute"] : minutes > -1440 ? [60, "hour"] : [1440, "day"];
    ago.textContent = words.format(Math.trunc(minutes / size), unit);
    place.hidden = minutes > 0;
  };
  tick();
  setInterval(tick, 30000);
  document.addEventListener("dateline:live", tick);
}
