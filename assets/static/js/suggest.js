// Typing help below a search field: a listbox of titles. Without it the form works as it is.
for (const field of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${field.id}-suggesties`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Titels");
  list.hidden = true;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  field.parentElement.classList.add("suggesting");
  field.parentElement.append(list, said);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let waiting = 0;
  let asked = 0;
  let at = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  const close = () => {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const go = (to) => {
    const all = options();
    if (!all.length) return;
    at = (to + all.length) % all.length;
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    field.setAttribute("aria-activedescendant", all[at].id);
  };

  const ask = async () => {
    const words = field.value.trim();
    const turn = ++asked;
    if (words.length < 2) return close();
    try {
      const answer = await fetch(`${field.dataset.suggest}?deel=1&q=${encodeURIComponent(words)}`);
      if (!answer.ok || turn !== asked) return;
      list.innerHTML = await answer.text();
    } catch {
      return close();
    }
    const found = options().length;
    said.textContent = found ? `${found} titels. Kies met de pijltjes.` : "";
    at = -1;
    list.hidden = !found;
    field.setAttribute("aria-expanded", String(found > 0));
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 180);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      go(at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1));
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      options()[at].querySelector("a").click();
    }
  });
  field.addEventListener("blur", () => setTimeout(close, 200));
}
