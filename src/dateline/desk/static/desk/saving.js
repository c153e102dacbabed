// A button pressed while the editor is saving by itself waits until that has ended: the form would
// otherwise be sent as one that has not seen its own last save.
(() => {
  let saving = false;
  let pressed = null;
  const form = () => document.querySelector("form[data-edit-form]");

  document.addEventListener("w-autosave:save", () => { saving = true; });
  for (const end of ["success", "error"]) {
    document.addEventListener(`w-autosave:${end}`, () => {
      saving = false;
      const button = pressed;
      pressed = null;
      if (button) form().requestSubmit(button.form ? button : undefined);
    });
  }
  document.addEventListener("submit", (event) => {
    if (!saving || event.target !== form()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter || form();
  }, true);
})();
