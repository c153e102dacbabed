// Takes the formatted text of a paste along with the plain one.
// Without this script the text area alone is sent.
(() => {
  const MOST = 1500000; // signs; more of it would not fit into one request
  const area = document.querySelector("textarea[data-paste]");
  if (!area) return;
  const held = document.getElementById("id_html");
  const said = document.getElementById("paste-said");
  const plain = document.getElementById("paste-plain");
  let taking = false;

  const tell = (words) => {
    said.textContent = words;
    plain.hidden = held.value === "";
  };
  const forget = () => {
    if (held.value === "") return;
    held.value = "";
    tell(area.dataset.plain);
  };
  const words = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.trim();

  area.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const whole = area.selectionStart === 0 && area.selectionEnd === area.value.length;
    if (!whole || !html.trim()) return;
    if (html.length > MOST) {
      held.value = "";
      return tell(area.dataset.large);
    }
    const text = event.clipboardData.getData("text/plain") || words(html);
    held.value = html;
    taking = true;
    tell(area.dataset.taken);
    setTimeout(() => {
      taking = false;
      if (!area.value) area.value = text;
    });
  });
  area.addEventListener("input", () => {
    if (!taking) forget();
  });
  plain.addEventListener("click", () => {
    forget();
    area.focus();
  });
  tell(held.value ? area.dataset.taken : "");
})();
