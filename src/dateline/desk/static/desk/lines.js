// Turns a text area with one entry a line into chips with a field that suggests entries.
// Without this script the text area itself is the field.
(() => {

  const fetchFound = async (area, words) => {
    const address = new URL(area.dataset.find, location.href);
    address.searchParams.set("q", words);
    if (area.dataset.kind) address.searchParams.set("kind", area.dataset.kind);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return [];
    const given = await answer.json();
    return Array.isArray(given) ? given : given.found ?? [];
  };

  const label = (area, line) => {
    const words = line.split(/\s+/);
    const refers = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(words[0]);
    return refers && words.length > 1 ? words.slice(1).join(" ") : line;
  };

  const enhance = (area) => {
    if (area.dataset.enhanced || !area.dataset.find) return;
    area.dataset.enhanced = "1";
    const single = "single" in area.dataset;
    const box = document.createElement("div");
    const chips = document.createElement("ul");
    const input = document.createElement("input");
    const list = document.createElement("ul");
    const status = document.createElement("span");
    box.className = "desk-lines";
    chips.className = "desk-chips";
    Object.assign(input, { type: "text", id: `${area.id}-entry`, autocomplete: "off", dir: "auto" });
    list.id = `${area.id}-found`;
    list.className = "desk-found";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    status.className = "w-sr-only";
    status.setAttribute("role", "status");
    const own = document.querySelector(`label[for="${area.id}"]`);
    if (own) {
      own.htmlFor = input.id;
      list.setAttribute("aria-label", own.textContent.trim());
    }
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": list.id,
      "aria-autocomplete": "list",
    })) input.setAttribute(name, value);
    if (area.getAttribute("aria-describedby")) {
      input.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
    }
    let lines = area.value.split("\n").map((line) => line.trim()).filter(Boolean);
    let found = [];
    let active = -1;
    let asked = 0;

    const write = () => {
      area.value = lines.join("\n");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.dispatchEvent(new Event("change", { bubbles: true }));
      draw();
    };
    const draw = () => {
      chips.replaceChildren(...lines.map((line, at) => {
        const chip = document.createElement("li");
        const text = document.createElement("bdi");
        text.textContent = label(area, line);
        chip.append(text);
        const button = (sign, name, act) => {
          const made = document.createElement("button");
          made.type = "button";
          made.textContent = sign;
          made.setAttribute("aria-label", `${name}: ${label(area, line)}`);
          made.addEventListener("click", act);
          chip.append(made);
        };
        if (at > 0 && !single) button("↑", area.dataset.earlier, () => {
          [lines[at - 1], lines[at]] = [lines[at], lines[at - 1]];
          write();
        });
        if (/^\w+\?:/.test(line)) button("✓", area.dataset.confirm, () => {
          lines[at] = line.replace("?:", ":");
          write();
        });
        button("×", area.dataset.remove, () => {
          lines.splice(at, 1);
          write();
          input.focus();
        });
        return chip;
      }));
      input.hidden = single && lines.length > 0;
    };
    const close = () => {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const take = (line) => {
      const clean = line.replace(/\s+/g, " ").trim();
      if (clean && !lines.includes(clean)) lines = single ? [clean] : [...lines, clean];
      input.value = "";
      close();
      write();
    };
    const show = () => {
      list.replaceChildren(...found.map((one, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", String(at === active));
        const text = document.createElement("bdi");
        text.textContent = one.label ?? one.line;
        option.append(text);
        if (one.about) {
          const about = document.createElement("small");
          about.textContent = ` ${one.about}`;
          option.append(about);
        }
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(one.line);
        });
        return option;
      }));
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      status.textContent = found.length ? area.dataset.found.replace("{}", found.length) : "";
      if (active >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    };
    const reads = (one) => {
      if (one.line) return one;
      if (one.number) return { line: `${one.number} ${one.name ?? ""}`.trim(), label: one.name, about: one.path };
      const line = area.dataset.kind === "tag" ? `${one.kind}: ${one.name}` : one.name;
      return { line, label: line, about: one.count ? `${one.count}` : "" };
    };
    input.addEventListener("input", async () => {
      const words = input.value.trim();
      const turn = ++asked;
      if (words.length < 2) return close();
      const answer = await fetchFound(area, words).catch(() => []);
      if (turn !== asked) return;
      found = answer.map(reads);
      active = -1;
      show();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!found.length || list.hidden) return;
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        active = (active + step + found.length) % found.length;
        show();
      } else if (event.key === "Enter") {
        if (!input.value.trim() && active < 0) return;
        event.preventDefault();
        const refers = area.dataset.find.includes("/stories/") || area.dataset.find.includes("/topics/");
        if (active >= 0) take(found[active].line);
        else if (!refers) take(input.value);
        else if (found.length === 1) take(found[0].line);
      } else if (event.key === "Escape") close();
      else if (event.key === "Backspace" && !input.value && lines.length) {
        lines = lines.slice(0, -1);
        write();
      }
    });
    input.addEventListener("blur", () => {
      const refers = area.dataset.find.includes("/stories/") || area.dataset.find.includes("/topics/");
      if (input.value.trim() && !refers) take(input.value);
      close();
    });
    area.addEventListener("desk-add", (event) => take(event.detail));
    area.hidden = true;
    area.tabIndex = -1;
    area.after(box);
    box.append(chips, input, list, status);
    draw();
  };

  const all = () => document.querySelectorAll("textarea[data-find]").forEach(enhance);
  document.addEventListener("DOMContentLoaded", all);
  if (document.readyState !== "loading") all();
})();
