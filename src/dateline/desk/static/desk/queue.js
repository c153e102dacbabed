// One key a decision, on the desk's queues. Without this script every act is a button.
//
// What waits is a [data-item]; [data-key] in it is what a key does there, and in a [data-page] what
// it does anywhere: a field gets the focus, anything else is pressed. The figures take the options
// of a [data-choice], and press the key that it names.
(() => {
  const items = [...document.querySelectorAll("[data-item]")];
  const boxes = [...document.querySelectorAll("[name=chosen][type=checkbox]")];
  const on = document.getElementById("keys-on"), kept = on?.dataset.kept;
  try { on.checked = localStorage.getItem(kept) !== "off"; } catch { /* no storage: on */ }
  on?.addEventListener("change", () => {
    try { localStorage.setItem(kept, on.checked ? "on" : "off"); } catch { /* not kept */ }
  });

  const current = () => document.activeElement?.closest("[data-item]")
    ?? items.find(item => item.getBoundingClientRect().bottom > 100);
  const go = step => {
    const next = items[items.indexOf(current()) + step];
    next?.focus();
    next?.scrollIntoView({block: "start"});
  };
  const meant = (item, key) => item?.querySelector(`[data-key="${CSS.escape(key)}"]`)
    ?? document.querySelector(`[data-page] [data-key="${CSS.escape(key)}"]`);
  const choose = (item, place) => {
    const choice = item?.querySelector("[data-choice]");
    if (!choice || place >= choice.options.length) return;
    choice.selectedIndex = place;
    meant(item, choice.dataset.choice)?.click();
  };

  document.addEventListener("keydown", event => {
    if (!on?.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) {
      if (event.key === "Escape") event.target.closest("[data-item]")?.focus();
      return;
    }
    const item = current(), found = meant(item, event.key);
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (/^[1-9]$/.test(event.key)) choose(item, Number(event.key) - 1);
    else if (found?.matches("input:not([type=checkbox]), textarea")) found.focus();
    else if (found) found.click();
    else return;
    event.preventDefault();
  });

  const all = document.querySelector("[data-all]"), count = document.querySelector("[data-count]");
  document.addEventListener("change", event => {
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    else if (!boxes.includes(event.target)) return;
    else if (all) all.checked = boxes.every(box => box.checked);
    const chosen = boxes.filter(box => box.checked).length;
    if (count) count.textContent = `${count.dataset.count} ${chosen.toLocaleString(document.documentElement.lang)}`;
  });

  const undo = document.querySelector("[data-undo]");
  if (undo) setTimeout(() => undo.remove(), Number(undo.dataset.undo) * 1000);
  const wanted = document.getElementById(location.hash.slice(1) || "-");
  (wanted ?? (undo ? items[0] : null))?.focus();
})();
