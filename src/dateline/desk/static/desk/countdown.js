// Lets the dashboard's countdowns tick, in the words the server wrote and no others.
// A time that has come is "due now": whether the story is out is the next look's to say.
(() => {
  const began = performance.now();
  const span = (seconds, units) => {
    const parts = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24,
      Math.floor(seconds / 60) % 60, seconds % 60];
    let first = parts.findIndex((part) => part > 0);
    if (first < 0) first = 3;
    return parts.slice(first, first + 2)
      .map((part, place) => units[first + place].replace("{}", part)).join(" ");
  };
  const tick = () => {
    for (const shown of document.querySelectorAll("[data-desk-until]")) {
      const { deskTicking, deskDue, deskUnits } = shown.closest("[data-desk-ticking]").dataset;
      const left = (Date.parse(shown.dataset.deskUntil) - Date.parse(shown.dataset.deskNow)
        - (performance.now() - began)) / 1000;
      const words = left < 0 ? deskDue
        : deskTicking.replace("{}", span(Math.floor(left), deskUnits.split("|")));
      if (shown.textContent !== words) shown.textContent = words;
    }
  };
  setInterval(tick, 1000);
})();
