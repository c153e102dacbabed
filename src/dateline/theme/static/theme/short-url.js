// "Get short URL": copies the address when the box is opened or "Copy" is pressed, and says so;
// hands it to the system's share sheet where there is one.
// Without this script the address stays a selectable field, a link and a QR picture.
"use strict";

for (const box of document.querySelectorAll("details[data-short-url]")) {
  const field = box.querySelector("input");
  const [copies, shares] = box.querySelectorAll("button");
  const status = box.querySelector("[role=status]");

  const copy = async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = box.dataset.copied;
    } catch {
      status.textContent = box.dataset.failed;
    }
  };

  copies.hidden = false;
  copies.addEventListener("click", copy);
  box.addEventListener("toggle", () => {
    if (box.open) copy();
    else status.textContent = "";
  });

  if (navigator.share) {
    shares.hidden = false;
    shares.addEventListener("click", () => {
      navigator.share({ title: box.dataset.title, url: field.value }).catch(() => {});
    });
  }
}
