// The bookshelf: search, filters, order, what is new since the last visit, light and dark.
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const shelf = find("volumes");
  const volumes = [...shelf.children].map((element, place) => ({ element, place, ...element.dataset }));
  const tools = document.querySelector(".tools");
  const inputs = ["search", "letter", "month", "order", "news"].map(find).filter(Boolean);

  // A browser may forbid storage, from file:// above all; the shelf then forgets.
  const stored = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const store = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* forgotten */ } };

  // ---- what is new since the last visit ----

  const shelfName = `publisher:${location.pathname}`;
  const seen = stored(shelfName);
  if (seen) {
    for (const volume of volumes) {
      const before = seen[volume.id];
      if (before === volume.version) continue;
      volume.isNew = true;
      volume.element.classList.add("new");
      volume.element.querySelector("h2").dataset.news = before ? shelf.dataset.updated : shelf.dataset.new;
    }
    const news = volumes.filter((volume) => volume.isNew).length;
    document.querySelector(".field.news").hidden = news === 0;
  }
  store(shelfName, Object.fromEntries(volumes.map((volume) => [volume.id, volume.version])));

  // ---- search ----

  const folded = (text) => text.normalize("NFKC").toLowerCase();

  function show() {
    const words = folded(find("search").value).split(/\s+/).filter(Boolean);
    const letter = find("letter")?.value ?? "";
    const month = find("month")?.value ?? "";
    const onlyNew = find("news").checked;
    let count = 0;
    for (const volume of volumes) {
      const hidden = !(words.every((word) => volume.key.includes(word)) &&
        (!letter || volume.letter === letter) && (!month || volume.month === month) && (!onlyNew || volume.isNew));
      if (volume.element.hidden !== hidden) volume.element.hidden = hidden;
      if (!hidden) count += 1;
    }
    const all = count === volumes.length;
    find("count").textContent = all ? "" : (find("count").dataset.found ?? "{}").replace("{}", count);
    document.querySelector(".nothing").hidden = count > 0;
    store(`${shelfName}:order`, find("order").value);
  }

  function arrange() {
    const byTitle = find("order").value === "title";
    const ordered = [...volumes].sort((one, other) =>
      byTitle ? (one.order < other.order ? -1 : one.order > other.order ? 1 : one.place - other.place) : one.place - other.place);
    shelf.append(...ordered.map((volume) => volume.element));
    show();
  }

  // ---- light and dark ----

  const shade = find("shade");
  function paint(wanted) {
    if (wanted) document.documentElement.dataset.shade = wanted;
    const dark = wanted ? wanted === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    shade.setAttribute("aria-pressed", String(dark));
    return dark;
  }
  let dark = paint(stored("publisher:shade"));
  shade.addEventListener("click", () => {
    const wanted = dark ? "light" : "dark";
    dark = paint(wanted);
    store("publisher:shade", wanted);
  });

  // ---- hands ----

  for (const input of inputs) input.addEventListener(input.id === "order" ? "change" : "input", input.id === "order" ? arrange : show);
  tools.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const search = find("search");
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(event.target.tagName)) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && (search.value || event.target === search)) {
      search.value = "";
      show();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.closest("#volumes, #search")) {
      const links = [...shelf.querySelectorAll(".volume:not([hidden]) h2 a")];
      const here = links.indexOf(event.target.closest(".volume")?.querySelector("h2 a"));
      const next = links[here + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });

  tools.hidden = false;
  find("order").value = stored(`${shelfName}:order`) ?? "";
  arrange();

  // Served by `publisher serve --watch`, the shelf reloads itself when it has changed.
  if (document.documentElement.dataset.watched !== undefined) {
    new EventSource(".events").addEventListener("changed", () => location.reload());
  }
})();
