// Buttons that copy are shown where a browser can copy; what was copied is said.
"use strict";
(() => {
  if (!navigator.clipboard) return;
  const said = document.querySelector(".finding-said");
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      said.textContent = `${said.dataset.copied} ${button.dataset.copy}`;
    });
  }
})();
