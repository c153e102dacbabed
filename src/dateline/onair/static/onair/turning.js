// While the radio plays, a link to another page of this site changes what is shown and not the
// document, so that it plays on. Whatever is not quite as expected is loaded as a whole.

const STANDING = ["masthead.js", "live.js", "scheme.js"]; // they go on, and hear "dateline:page"
const APART = /^\/(desk|static|-)\/|^\/discussion\/account\/|\/(write|reply|report|like|delete|edit)\/$/;
const LONGEST = 10000;

let kept, active, shown, turns = 0;

const name = (script) => new URL(script.src, location.href).pathname.split("/").at(-1);
const page = (url) => url.pathname + url.search;
const sheets = (doc) => [...doc.querySelectorAll("link[rel=stylesheet]")];
const sources = (doc) => [...doc.querySelectorAll("script[src]")];

// Made in the same frame: its words read the same way, its standing scripts are those that run.
const fits = (doc) => {
  const [mine, its] = [document.documentElement, doc.documentElement];
  const frame = (of) => sources(of).filter((each) => name(each) === "masthead.js").map((each) => each.getAttribute("src")).join();
  return doc.getElementById("main") && mine.lang === its.lang && mine.dir === its.dir && frame(doc) && frame(doc) === frame(document);
};

const fetched = async (url) => {
  const answer = await fetch(url, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(LONGEST) });
  const to = new URL(answer.url);
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/html") || to.origin !== location.origin || APART.test(to.pathname)) throw new Error(answer.status);
  const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!fits(doc)) throw new Error("another frame");
  to.hash = url.hash;
  return { doc, to };
};

const dressed = async (doc) => {
  const wanted = new Set(sheets(doc).map((sheet) => sheet.getAttribute("href")));
  const here = new Set(sheets(document).map((sheet) => sheet.getAttribute("href")));
  const fresh = sheets(doc).filter((sheet) => !here.has(sheet.getAttribute("href")));
  await Promise.all(fresh.map((sheet) => new Promise((resolve, reject) => {
    const link = document.importNode(sheet);
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  })));
  return () => sheets(document).filter((sheet) => !wanted.has(sheet.getAttribute("href")) && !("radio" in sheet.dataset)).forEach((sheet) => sheet.remove());
};

const attributes = (from, to) => {
  for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
  for (const { name, value } of from.attributes) to.setAttribute(name, value);
};

const swap = (doc) => {
  const head = "meta, link:not([rel=stylesheet]), script:not([src])";
  for (const old of document.head.querySelectorAll(head)) old.remove();
  document.head.append(...doc.head.querySelectorAll(head));
  document.title = doc.title;
  attributes(doc.body, document.body);
  const scripts = sources(doc);
  const running = sources(document).map(name);
  for (const script of scripts) script.remove();
  for (const node of [...document.body.childNodes]) if (node !== kept && node.nodeName !== "SCRIPT") node.remove();
  kept.before(...doc.body.childNodes);
  document.dispatchEvent(new Event("dateline:page"));
  for (const script of scripts) {
    // A module of the same address runs once in a document; with another fragment it is another.
    if (!STANDING.includes(name(script))) import(`${script.src}#${turns}`).catch(() => {});
    else if (!running.includes(name(script))) {
      const made = document.createElement("script");
      made.src = script.src;
      document.body.append(made);
    }
  }
};

const settle = (hash, y) => {
  const aim = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
  const main = document.getElementById("main");
  main.focus({ preventScroll: true });
  if (aim) aim.scrollIntoView();
  else scrollTo({ top: y, behavior: "instant" });
};

const turn = async (url, y, push) => {
  const mine = ++turns;
  try {
    const { doc, to } = await fetched(url);
    const strip = await dressed(doc);
    if (mine !== turns) return;
    if (push) history.pushState({}, "", to);
    shown = page(to);
    swap(doc);
    strip();
    settle(to.hash, y);
  } catch {
    if (mine !== turns) return;
    if (push) location.assign(url);
    else location.reload();
  }
};

const clicked = (event) => {
  if (!active?.() || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("a[href]");
  if (!link || link.hasAttribute("download") || (link.target && link.target !== "_self") || "listen" in link.dataset) return;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || APART.test(url.pathname) || (page(url) === page(location) && url.hash)) return;
  event.preventDefault();
  turn(url, 0, true);
};

const popped = (event) => {
  if (page(location) === shown) return; // only the fragment is another
  turn(new URL(location.href), event.state?.y ?? 0, false);
};

let timer;
const remember = () => {
  clearTimeout(timer);
  timer = setTimeout(() => page(location) === shown && history.replaceState({ ...history.state, y: scrollY }, ""), 150);
};

export const follow = (bar, whether) => {
  kept = bar;
  active = whether;
  if (shown) return;
  shown = page(location);
  history.scrollRestoration = "manual";
  document.addEventListener("click", clicked);
  addEventListener("popstate", popped);
  addEventListener("scroll", remember, { passive: true });
};
