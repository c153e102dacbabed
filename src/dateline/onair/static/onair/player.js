// The radio's bar: loaded when somebody first wants to listen. It asks for its own words, so that
// they are in the page's language. Nothing plays that nobody asked to play.
import { able, Air as Own } from "./air.js";
import { Air as Native } from "./native.js";
import { follow } from "./turning.js";

const STEP = 30; // seconds
const language = document.documentElement.lang;
const air = able ? new Own() : new Native();
let bar, making, state = "", intent = false; // intent: whether it is to play

const part = (name) => bar.querySelector(`[data-${name}]`);
const act = (name) => bar.querySelector(`[data-act="${name}"]`);

const clock = (seconds) => {
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
};

const write = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

const allow = (name, may) => act(name).setAttribute("aria-disabled", String(!may));

const heard = () => {
  if (!intent) return "paused";
  if (air.lost && air.audio.readyState < 3) return "lost";
  if (air.audio.readyState < 3) return "connecting";
  return air.isLive ? "playing" : "again";
};

const told = () => {
  const mark = air.mark();
  const title = [mark?.title, mark?.artist].filter(Boolean).join(" — ");
  write(part("programme"), mark?.programme || bar.dataset.station);
  write(part("title"), title);
  return { mark, title };
};

const media = ({ mark, title }) => {
  const { mediaSession } = navigator;
  if (!mediaSession) return;
  const said = [title || mark?.programme || bar.dataset.station, mark?.programme ?? "", bar.dataset.station];
  const now = mediaSession.metadata;
  if (now?.title !== said[0] || now?.artist !== said[1]) {
    mediaSession.metadata = new MediaMetadata({ title: said[0], artist: said[1], album: said[2] });
  }
  mediaSession.playbackState = intent ? "playing" : "paused";
};

const show = () => {
  if (!bar?.isConnected) return;
  const now = told();
  media(now);
  const when = air.wall === undefined ? "" : new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: bar.dataset.zone, timeZoneName: "short" }).format(air.wall * 1000);
  const lag = air.isLive ? bar.dataset.live : bar.dataset.behind.replace("{time}", clock(air.behind));
  write(part("when"), able ? [when, air.wall === undefined ? "" : lag].filter(Boolean).join(" · ") : lag);
  write(act("toggle"), intent ? act("toggle").dataset.pause : act("toggle").dataset.play);
  allow("live", !air.isLive);
  allow("forward", !air.isLive);
  allow("start", Boolean(now.mark?.starts));
  if (heard() !== state) {
    state = heard();
    write(part("state"), bar.dataset[state]);
    bar.dataset.now = state;
  }
};

const play = async (wall) => {
  intent = true;
  show();
  try {
    await air.play(wall);
  } catch (trouble) {
    if (trouble.name === "NotAllowedError") intent = false; // the browser wants a press of its own
  }
  show();
};

const pause = () => {
  intent = false;
  air.pause();
  show();
};

const close = () => {
  pause();
  air.stop();
  bar.remove();
  navigator.mediaSession?.metadata && (navigator.mediaSession.metadata = null);
  document.getElementById("main")?.focus({ preventScroll: true });
};

const deeds = {
  toggle: () => (intent ? pause() : play()),
  back: () => air.wall !== undefined && air.seek(air.wall - STEP),
  forward: () => air.wall !== undefined && air.seek(air.wall + STEP),
  start: () => air.seek(air.mark()?.starts ?? air.wall),
  live: () => air.toLive(),
  close,
};

const pressed = async (event) => {
  const button = event.target.closest("button");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  await deeds[button.dataset.act]();
  show();
};

// A toolbar is one stop of the keyboard; arrows go through it (ARIA Authoring Practices).
const arrows = (event) => {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const place = buttons.indexOf(document.activeElement);
  const steps = { ArrowLeft: -1, ArrowRight: -1, [forward]: 1 };
  const next = { Home: 0, End: buttons.length - 1 }[event.key] ?? (event.key in steps ? (place + steps[event.key] + buttons.length) % buttons.length : undefined);
  if (next === undefined) return;
  event.preventDefault();
  buttons.forEach((button, n) => (button.tabIndex = n === next ? 0 : -1));
  buttons[next].focus();
};

const keys = () => {
  const session = navigator.mediaSession;
  if (!session) return;
  const does = { play: () => play(), pause, stop: pause, seekbackward: deeds.back, seekforward: deeds.forward };
  for (const [name, deed] of Object.entries(does)) {
    try {
      session.setActionHandler(name, deed);
    } catch {
      // This browser has no such key.
    }
  }
};

const dressed = (sheet) => new Promise((resolve) => {
  sheet.onload = sheet.onerror = resolve;
  sheet.dataset.radio = "";
  document.head.append(sheet);
});

const make = async () => {
  const ask = (of) => fetch(`/listen/bar/${of}/`);
  let answer = await ask(language);
  if (!answer.ok) answer = await ask("en");
  if (!answer.ok) throw new Error(answer.status);
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  await dressed(document.adoptNode(made.querySelector("link")));
  bar = document.adoptNode(made.querySelector(".radio"));
  bar.addEventListener("click", pressed);
  bar.querySelector("[role=toolbar]").addEventListener("keydown", arrows);
  bar.querySelector("input").addEventListener("input", ({ target }) => (air.audio.volume = target.value / 100));
  for (const name of ["playing", "waiting", "pause", "seeked"]) air.audio.addEventListener(name, show);
  air.audio.addEventListener("pause", () => {
    if (!air.lost && !air.audio.ended && !air.audio.error) intent = false; // a headset was pulled out
    show();
  });
  keys();
  setInterval(show, 500);
};

// Play what a link offers: what is on now, or from its time on.
export const listen = async (link) => {
  making ??= make();
  try {
    await making;
  } catch {
    location.assign(link.href); // the page of the radio works without this
    return;
  }
  if (!bar.isConnected) document.body.append(bar);
  follow(bar, () => bar.isConnected);
  act("toggle").focus({ preventScroll: true });
  const { at } = link.dataset;
  if (at) await play(Date.parse(at) / 1000);
  else if (!intent) await play();
  else await deeds.live();
};
