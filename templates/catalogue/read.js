// The reader of one EPUB. Layout, pages and contents come from foliate-js (MIT), beside this file.
import "./reader/view.js";

const find = (id) => document.getElementById(id);
const words = document.getElementById("notice").dataset;
const stored = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
const store = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* forgotten */ } };

const SIZES = [80, 90, 100, 115, 130, 150, 180];
const path = new URLSearchParams(location.search).get("book") ?? "";
const memory = `publisher:place:${path}`;

let size = stored("publisher:size") ?? 100;
let shade = stored("publisher:shade") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
let view;

function sheet() {
  const [paper, ink] = shade === "dark" ? ["#221e1b", "#e9e1d4"] : ["#fffdf8", "#221d1a"];
  return `html { color-scheme: ${shade}; font-size: ${size}%; background: ${paper}; color: ${ink}; } a { color: inherit; }`;
}

function dress() {
  document.documentElement.dataset.shade = shade;
  find("shade").setAttribute("aria-pressed", String(shade === "dark"));
  view?.renderer?.setStyles?.(sheet());
}

function list(items) {
  const lines = document.createElement("ol");
  for (const item of items) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.textContent = item.label?.trim() || "……";
    if (item.href) {
      link.href = "#";
      link.dataset.href = item.href;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        unfold(false);
        view.goTo(item.href);
      });
    }
    line.append(link);
    if (item.subitems?.length) line.append(list(item.subitems));
    lines.append(line);
  }
  return lines;
}

function unfold(open) {
  find("contents").hidden = !open;
  find("toc").setAttribute("aria-expanded", String(open));
  if (open) find("contents").querySelector("a[aria-current], a")?.focus();
}

function placed({ detail: { fraction, tocItem, cfi } }) {
  const chapter = tocItem?.label?.trim();
  find("place").textContent = [chapter, `${Math.round((fraction ?? 0) * 100)} %`].filter(Boolean).join(" · ");
  for (const link of find("contents").querySelectorAll("a")) {
    if (link.dataset.href && link.dataset.href === tocItem?.href) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  store(memory, cfi);
}

const KEYS = { ArrowLeft: "goLeft", ArrowRight: "goRight", PageUp: "prev", PageDown: "next", " ": "next" };
function turn(event) {
  if (event.key === "Escape") return unfold(false);
  const way = KEYS[event.key];
  if (!way || event.target?.closest?.("nav, button")) return undefined;
  event.preventDefault();
  return view[way]();
}

async function open() {
  if (!path || path.includes(":") || path.startsWith("/") || path.split("/").includes("..")) throw new Error(words.noSuchBook);
  const answer = await fetch(`../${path.split("/").map(encodeURIComponent).join("/")}`);
  if (!answer.ok) throw new Error(words.gone);
  const book = new File([await answer.blob()], path.split("/").at(-1), { type: "application/epub+zip" });
  view = document.createElement("foliate-view");
  find("message").hidden = true;
  find("leaf").append(view);
  await view.open(book);
  view.addEventListener("relocate", placed);
  view.addEventListener("load", ({ detail: { doc } }) => doc.addEventListener("keydown", turn));
  dress();
  const { title, language } = view.book.metadata ?? {};
  const name = typeof title === "string" ? title : Object.values(title ?? {})[0] ?? document.title;
  document.title = name;
  find("title").textContent = name;
  if (typeof language === "string") document.documentElement.lang = language;
  find("contents").append(list(view.book.toc ?? []));
  await view.init({ lastLocation: stored(memory), showTextStart: true });
}

find("previous").addEventListener("click", () => view?.prev());
find("next").addEventListener("click", () => view?.next());
find("toc").addEventListener("click", () => unfold(find("contents").hidden));
find("shade").addEventListener("click", () => {
  // the margins keep the colours with which a page was opened, so it is opened anew
  store("publisher:shade", shade === "dark" ? "light" : "dark");
  location.reload();
});
for (const [id, step] of [["smaller", -1], ["larger", 1]]) {
  find(id).addEventListener("click", () => {
    size = SIZES[Math.min(SIZES.length - 1, Math.max(0, SIZES.indexOf(size) + step))];
    store("publisher:size", size);
    dress();
  });
}
document.addEventListener("keydown", (event) => { if (view) turn(event); });

dress();
open().catch((error) => {
  find("message").hidden = false;
  find("leaf").querySelector("foliate-view")?.remove();
  find("notice").textContent = words.failed.replace("{}", () => error.message);
});
