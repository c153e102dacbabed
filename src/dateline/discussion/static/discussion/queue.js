// One key a decision, on the queue of the discussion. Without this script every act is a button.
(() => {
  const items = [...document.querySelectorAll("[data-item]")];
  const on = document.getElementById("keys-on");
  const kept = "dateline-queue-keys";
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
  const press = (item, key) => item?.querySelector(`[data-key="${key}"]`);

  const byClause = (item, place) => {
    const choice = item?.querySelector("[data-clause]");
    if (!choice || place >= choice.options.length) return;
    choice.selectedIndex = place;
    press(item, "r")?.click();
  };

  document.addEventListener("keydown", event => {
    if (!on?.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) {
      if (event.key === "Escape") event.target.closest("[data-item]")?.focus();
      return;
    }
    const item = current(), {key} = event;
    if (key === "j") go(1);
    else if (key === "k") go(-1);
    else if (key === "u") document.querySelector("[data-undo] [data-key=u]")?.click();
    else if (key === "w") item?.querySelector("[data-facts]")?.focus();
    else if (/^[1-9]$/.test(key)) byClause(item, Number(key) - 1);
    else if ("arhfnxpo".includes(key)) press(item, key)?.click();
    else return;
    event.preventDefault();
  });

  document.querySelector("[data-all]")?.addEventListener("change", event => {
    for (const box of document.querySelectorAll("[name=chosen][type=checkbox]")) {
      box.checked = event.target.checked;
    }
  });

  const undo = document.querySelector("[data-undo]");
  if (undo) setTimeout(() => undo.remove(), Number(undo.dataset.undo) * 1000);
  const wanted = document.getElementById(location.hash.slice(1) || "-");
  (wanted ?? (undo ? items[0] : null))?.focus();
})();
