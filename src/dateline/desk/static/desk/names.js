// Names for what Wagtail's editor leaves without one: fields of running text, and who else is here.
// A screen reader otherwise says no more than "edit text" and "button".
(() => {
  const FIELDS = "[contenteditable=true][role=textbox]:not([aria-labelledby])";
  const PEOPLE = "button.w-editing-sessions__session:not([aria-label])";
  const name = () => {
    for (const field of document.querySelectorAll(FIELDS)) {
      const panel = field.closest("[data-panel][aria-labelledby]");
      if (panel) field.setAttribute("aria-labelledby", panel.getAttribute("aria-labelledby"));
    }
    for (const button of document.querySelectorAll(PEOPLE)) {
      const tip = button._tippy && button._tippy.props.content;  // taken out of the button by then
      const said = tip || button.querySelector(".w-editing-sessions__popup");
      const words = String((said && said.textContent) || said || "").trim().replace(/\s+/g, " ");
      if (words) button.setAttribute("aria-label", words);
    }
  };
  new MutationObserver(name).observe(document.documentElement, { childList: true, subtree: true });
  name();
})();
