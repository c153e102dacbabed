// Asks at a pause in typing what the newsroom offers for the text, and puts into the form what is
// taken. Nothing typed is touched: a line is added to a field, or a phrase becomes a link.
(() => {
  const PAUSE = 1200;
  const box = document.querySelector("[data-suggest]");
  const form = box && box.closest("form");
  if (!form) return;
  const found = box.querySelector("[data-suggest-found]");
  const many = box.querySelector("[data-suggest-many]");
  const said = box.querySelector("[data-suggest-said]");
  const kept = `suggest ${box.dataset.story || location.pathname}`;
  const dismissed = new Set(JSON.parse(sessionStorage.getItem(kept) || "[]"));
  const say = (words, what) => { said.textContent = words.replace("{}", what); };
  const field = (name) => form.elements.namedItem(name);
  const editors = () => [...form.querySelectorAll("input[name^='body-']")].filter((each) => each.draftailEditor);

  // -- what is typed ------------------------------------------------------------------------------

  const rich = (value) => {
    try {
      const state = JSON.parse(value);
      return state && Array.isArray(state.blocks) ? state : null;
    } catch { return null; }
  };
  const typed = () => {
    const sent = new URLSearchParams();
    for (const name of ["headline", "standfirst", "language", "dossiers", "tags", "topic_lines", "pinned_lines"]) {
      sent.set(name, field(name)?.value ?? "");
    }
    const section = field("section");
    sent.set("section", section?.value ? section.selectedOptions?.[0]?.text ?? "" : "");
    for (const part of form.querySelectorAll("[name^='body-']")) {
      if (!/^body-\d+-value/.test(part.name) || part.type === "hidden" && !part.value.startsWith("{")) continue;
      const state = rich(part.value);
      if (!state) {
        if (part.type !== "checkbox" && part.type !== "number") sent.append("text", part.value);
        continue;
      }
      for (const block of state.blocks) sent.append("text", block.text);
      for (const entity of Object.values(state.entityMap ?? {})) {
        if (entity.data?.url) sent.append("linked", entity.data.url);
      }
    }
    for (const key of dismissed) sent.append("dismissed", key);
    sent.set("story", box.dataset.story);
    return sent;
  };

  // -- asking -------------------------------------------------------------------------------------

  let last = "";
  let turn = 0;
  let waiting = 0;
  const ask = async () => {
    const sent = typed();
    if (sent.toString() === last) return;
    last = sent.toString();
    const mine = ++turn;
    try {
      const answer = await fetch(box.dataset.suggest, {
        method: "POST", body: sent, credentials: "same-origin",
        headers: {
          "X-CSRFToken": field("csrfmiddlewaretoken").value, "X-Requested-With": "XMLHttpRequest",
        },
      });
      if (!answer.ok || answer.redirected || mine !== turn) return;
      show(await answer.text(), mine);
    } catch { /* the newsroom is away: the next pause asks again */ }
  };
  const show = (html, mine) => {
    if (mine !== turn) return;
    const next = document.createElement("div");
    next.innerHTML = html;
    const before = [...found.querySelectorAll("li")].map((line) => line.dataset.key).join("\n");
    const after = [...next.querySelectorAll("li")].map((line) => line.dataset.key).join("\n");
    const held = found.contains(document.activeElement) && document.activeElement.closest("li");
    const what = document.activeElement?.matches("[data-dismiss]") ? "[data-dismiss]" : "[data-take], a";
    found.replaceChildren(...next.children);
    const told = found.querySelector("[data-told]");
    many.textContent = told && told.dataset.many !== "0" ? `(${told.dataset.many})` : "";
    if (held) {
      const same = [...found.querySelectorAll("li")].find((line) => line.dataset.key === held.dataset.key);
      (same?.querySelector(what) ?? box.querySelector("summary")).focus();
    }
    if (before !== after && told && box.open) said.textContent = told.dataset.told;
  };
  const later = (pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  };

  // -- taking -------------------------------------------------------------------------------------

  const add = (area, line) => {
    if (area.dataset.enhanced) {
      area.dispatchEvent(new CustomEvent("desk-add", { detail: line }));
      return;
    }
    area.value = [area.value.trim(), line].filter(Boolean).join("\n");
    area.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const choose = (select, name) => {
    const option = [...select.options].find((each) => each.text === name);
    if (!option) return;
    select.value = option.value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const link = (phrase, url) => {
    const { EditorState, Modifier, SelectionState } = window.DraftJS ?? {};
    for (const input of editors()) {
      const editor = input.draftailEditor;
      if (!EditorState) return false;
      const state = editor.getEditorState();
      const content = state.getCurrentContent();
      for (const block of content.getBlocksAsArray()) {
        const start = block.getText().indexOf(phrase);
        if (start < 0 || block.getEntityAt(start)) continue;
        const entity = content.createEntity("LINK", "MUTABLE", { url });
        const where = SelectionState.createEmpty(block.getKey())
          .merge({ anchorOffset: start, focusOffset: start + phrase.length });
        const linked = Modifier.applyEntity(entity, where, entity.getLastCreatedEntityKey());
        const next = EditorState.push(state, linked, "apply-entity");
        editor.onChange(EditorState.acceptSelection(next, state.getSelection()));
        return true;
      }
    }
    return false;
  };
  const take = ({ field: name, line, label, address }) => {
    if (name === "link") {
      if (!link(line, address)) return say(box.dataset.unlinked, label);
    } else if (name === "section") choose(field(name), line);
    else add(field(name), line);
    say(box.dataset.taken, label);
  };
  const leave = (line) => {
    const next = line.nextElementSibling ?? line.previousElementSibling;
    const group = line.closest("section");
    line.remove();
    (next?.querySelector("[data-take], a") ?? box.querySelector("summary")).focus();
    if (!group.querySelector("li")) group.remove();
    later(PAUSE / 2);
  };
  found.addEventListener("click", (event) => {
    const line = event.target.closest("li");
    if (!line) return;
    if (event.target.closest("[data-take]")) {
      take(line.dataset);
      leave(line);
    } else if (event.target.closest("[data-dismiss]")) {
      dismissed.add(line.dataset.key);
      sessionStorage.setItem(kept, JSON.stringify([...dismissed]));
      say(box.dataset.dismissed, line.dataset.label);
      leave(line);
    }
  });

  for (const kind of ["input", "change", "keyup"]) {
    form.addEventListener(kind, (event) => { if (!box.contains(event.target)) later(PAUSE); });
  }
  box.open = localStorage.getItem("suggest-open") === "1";
  box.addEventListener("toggle", () => localStorage.setItem("suggest-open", box.open ? "1" : "0"));
  later(300);
})();
