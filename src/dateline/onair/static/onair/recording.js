// Takes the place where one listens into a field. Without this script it is typed.
(() => {
  const audio = document.querySelector("[data-listen-to]");
  if (!audio) return;
  for (const button of document.querySelectorAll("[data-take]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.take);
      field.value = audio.currentTime.toFixed(1);
      field.focus();
    });
  }
})();
