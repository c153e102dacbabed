// Says what is wrong with a setting while it is filled in. Without this script, saving says it.
"use strict";

for (const form of document.querySelectorAll(".settings-form")) {
  const status = form.querySelector("[data-status]");

  const place = (field) => {
    const own = form.querySelector(`[data-field-of="${field}"]`);
    if (own) return own;
    const input = form.querySelector(`[name="${field}"]`);
    return input?.closest(".w-field__wrapper")?.querySelector("[data-field-errors]");
  };

  const show = (problems) => {
    for (const old of form.querySelectorAll(".desk-error, [data-field-errors] > *")) old.remove();
    for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
    for (const [field, text] of Object.entries(problems)) {
      const line = document.createElement("p");
      line.className = "desk-error";
      line.textContent = text;
      place(field)?.append(line);
      form.querySelector(`[name="${field}"]`)?.setAttribute("aria-invalid", "true");
    }
    status.textContent = Object.values(problems).join(" ");
  };

  form.addEventListener("change", async () => {
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
    if (answer.ok) show(await answer.json());
  });
}
