// Says in words when a passkey could not be made or used (allauth only tells the console).
document.addEventListener("allauth.error", (event) => {
  const place = document.querySelector("[data-passkey-trouble]");
  if (place) {
    event.preventDefault();
    place.textContent = "";
    requestAnimationFrame(() => { place.textContent = place.dataset.passkeyTrouble; });
  }
});
