// Copies the short address when "Get short URL" is opened or "Copy" is pressed, and says so.
// Without this script the address stays a selectable field, a link and a QR picture.
"use strict";

for (const box of document.querySelectorAll("details[data-short-url]")) {
  const field = box.querySelector("input");
  const button = box.querySelector("button");
  const status = box.querySelector("[aria-live]");

  const copy = async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = box.dataset.copied;
    } catch {
      status.textContent = box.dataset.failed;
    }
  };

  button.hidden = false;
  button.addEventListener("click", copy);
  box.addEventListener("toggle", () => {
    if (box.open) copy();
    else status.textContent = "";
  });
}
