// One key a decision on the screens of statements. Without this script every act is a button.
(() => {
  const items = [...document.querySelectorAll("[data-item]")];
  const on = document.getElementById("keys-on");
  const kept = "dateline-statement-keys";
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
  document.addEventListener("keydown", event => {
    if (!on?.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) {
      if (event.key === "Escape") event.target.closest("[data-item]")?.focus();
      return;
    }
    const found = current()?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (found?.matches("input")) found.focus();
    else if (found) found.click();
    else return;
    event.preventDefault();
  });
  document.getElementById(location.hash.slice(1) || "-")?.focus();
})();
