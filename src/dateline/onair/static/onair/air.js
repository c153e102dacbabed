// The sound: our own segments by Media Source Extensions, placed by the station's clock, so that
// what was interrupted is only a gap. `wall` is seconds since 1970. Nothing here knows the page.
import { read } from "./lists.js";

const SOURCE = window.ManagedMediaSource ?? window.MediaSource;
const KIND = 'audio/mp4; codecs="mp4a.40.2"';
const DAYS = 14 * 86400; // of the player's own time line; it begins in its middle
const AHEAD = 20; // seconds fetched before they are heard
const BEHIND = 6.5; // of the newest segment's end: what "live" is
const KEPT = 120; // seconds of what was heard that stay in memory
const LOST = 15000; // milliseconds for a fetch

export const able = Boolean(SOURCE?.isTypeSupported?.(KIND));

const token = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const done = (target, name) => new Promise((resolve, reject) => {
  target.addEventListener(name, resolve, { once: true });
  target.addEventListener("error", reject, { once: true });
});

export class Air {
  audio = new Audio();
  lost = false; // nothing comes
  #token = token();
  #segments = new Map(); // address → segment
  #order = []; // by the clock
  #marks = new Map();
  #headers = new Map();
  #zero; // of the player's time line, by the clock
  #buffer;
  #map = "";
  #asked = 0; // when the list was read last, milliseconds
  #timer;
  #wanted; // where to be heard once it is there, by the clock
  #running = false;
  #failures = 0;
  #turn = 0;

  constructor() {
    this.audio.disableRemotePlayback = true; // ManagedMediaSource asks for it
    this.audio.addEventListener("error", () => this.#again());
  }

  get wall() {
    return this.#wanted ?? (this.#zero === undefined ? undefined : this.#zero + this.audio.currentTime);
  }

  get live() { return (this.#order.at(-1)?.end ?? 0) - BEHIND; }
  get behind() { return this.wall === undefined ? 0 : Math.max(0, this.live - this.wall + (Date.now() - this.#asked) / 1000); }
  get isLive() { return this.behind < 12; }

  // What is heard at a time: the mark before it.
  mark(wall = this.wall) {
    let found;
    for (const mark of this.#marks.values()) if (mark.at <= wall + 0.1 && !(found?.at > mark.at)) found = mark;
    return found;
  }

  async play(wall) {
    if (wall !== undefined) await this.seek(wall);
    else if (this.#zero === undefined) this.#wanted = undefined;
    if (!this.#buffer) this.#open();
    this.#run();
    await this.audio.play();
  }

  pause() { this.audio.pause(); }

  stop() {
    this.pause();
    this.#halt();
    this.audio.removeAttribute("src");
    this.audio.load();
    this.#buffer = this.#zero = this.#wanted = undefined;
  }

  // Heard from there: as near as there is sound. Negative infinity: from the first there is.
  async seek(wall) {
    if (wall < (this.#order[0]?.at ?? Infinity)) await this.#ask("rewind").catch(() => {});
    const first = this.#order[0]?.at ?? wall;
    this.#wanted = Math.min(Math.max(wall, first), Math.max(first, this.live));
    this.#place();
    this.#run();
  }

  toLive() { return this.#ask("live").catch(() => {}).then(() => this.seek(this.live)); }

  // -- the loop: while it plays, lists are read and segments fetched -----------------------------

  #run() {
    this.#running = true;
    this.#soon(0);
  }

  #halt() {
    this.#running = false;
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  #soon(wait) {
    clearTimeout(this.#timer);
    const mine = ++this.#turn;
    this.#timer = setTimeout(() => this.#step(mine), wait);
  }

  async #step(mine) {
    let wait = 400;
    try {
      const idle = this.audio.paused && this.#wanted === undefined;
      if (!idle && Date.now() - this.#asked > 2500) await this.#ask("live");
      if (mine !== this.#turn || !this.#running) return;
      if (!idle && await this.#fill(mine)) wait = 0;
      this.#failures = 0;
      this.lost = false;
    } catch {
      this.#failures += 1;
      this.lost = true;
      wait = Math.min(8000, 500 * 2 ** this.#failures);
    }
    if (mine === this.#turn && this.#running) this.#soon(wait);
  }

  async #ask(list) {
    const address = new URL(`/listen/${list}.m3u8?l=${this.#token}`, location.origin);
    const answer = await fetch(address, { signal: AbortSignal.timeout(LOST) });
    if (!answer.ok) throw new Error(answer.status);
    const { segments, marks } = read(await answer.text(), address);
    const edge = this.#order.at(-1)?.end;
    for (const each of segments) if (!this.#segments.has(each.url)) this.#segments.set(each.url, each);
    for (const mark of marks) this.#marks.set(mark.at, mark);
    this.#order = [...this.#segments.values()].sort((one, other) => one.at - other.at);
    if (list === "live") {
      this.#asked = Date.now();
      // It slept, or was cut off: what came meanwhile is in the other list.
      if (edge && segments[0]?.at > edge + 1 && this.wall < segments[0].at) await this.#ask("rewind").catch(() => {});
    }
  }

  #open() {
    const source = new SOURCE();
    this.#map = "";
    this.#buffer = undefined;
    this.audio.src = URL.createObjectURL(source);
    source.addEventListener("sourceopen", () => {
      URL.revokeObjectURL(this.audio.src);
      source.duration = DAYS;
      this.#buffer = source.addSourceBuffer(KIND);
      this.#zero = undefined;
      this.#run();
    }, { once: true });
  }

  #again() { // the browser gave up on what it got: from the same place anew
    if (!this.#buffer) return;
    this.#wanted = this.wall;
    this.#buffer = undefined;
    this.lost = true;
    setTimeout(() => {
      this.#open();
      this.audio.play().catch(() => {});
    }, 1000);
  }

  #place() {
    if (this.#wanted === undefined || !this.#buffer || !this.#order.length) return;
    if (this.#zero === undefined) {
      this.#zero = Math.floor(this.#wanted) - DAYS / 2;
      this.#buffer.timestampOffset = -this.#zero;
    }
    this.audio.currentTime = this.#wanted - this.#zero;
    this.#wanted = undefined;
  }

  #has(at) {
    const { buffered } = this.#buffer;
    for (let n = 0; n < buffered.length; n += 1) if (buffered.start(n) <= at && at < buffered.end(n)) return true;
    return false;
  }

  // Append the next segment that is wanting; whether there was one.
  async #fill(mine) {
    if (!this.#buffer || this.#buffer.updating || !this.#order.length) return false;
    if (this.#zero === undefined) this.#wanted ??= Math.max(this.#order[0].at, this.live);
    this.#place();
    const here = this.wall;
    const coming = this.#order.filter((each) => each.end > here + 0.05);
    if (!coming.length) return false;
    if (coming[0].at > here + 0.05 && !this.#has(here - this.#zero + 0.1)) {
      this.audio.currentTime = coming[0].at - this.#zero + 0.02; // over a gap
    }
    const lacks = (each) => !each.bad && !this.#has((each.at + each.end) / 2 - this.#zero);
    const until = Math.max(here, coming[0].at) + AHEAD;
    const next = coming.find((each) => each.at < until && lacks(each));
    if (!next) return false;
    await this.#append(next);
    if (lacks(next)) next.bad = true; // it cannot be played: go on after it
    return mine === this.#turn;
  }

  async #append(segment) {
    const data = await this.#get(segment);
    const buffer = this.#buffer;
    if (!buffer || !data) return;
    if (this.#map !== segment.map) {
      await this.#put(buffer, this.#headers.get(segment.map));
      this.#map = segment.map;
    }
    await this.#forget(buffer, KEPT);
    try {
      await this.#put(buffer, data);
    } catch (trouble) {
      if (trouble.name !== "QuotaExceededError") throw trouble;
      await this.#forget(buffer, 5);
      await this.#put(buffer, data);
    }
  }

  async #get(segment) {
    const load = async (url) => {
      const answer = await fetch(url, { signal: AbortSignal.timeout(LOST) });
      if (answer.status === 404) return undefined; // no longer kept
      if (!answer.ok) throw new Error(answer.status);
      return answer.arrayBuffer();
    };
    if (!this.#headers.has(segment.map)) {
      const header = await load(segment.map);
      if (header) this.#headers.set(segment.map, header);
    }
    const data = this.#headers.has(segment.map) && await load(segment.url);
    if (!data) this.#drop(segment);
    return data;
  }

  #drop(segment) {
    this.#segments.delete(segment.url);
    this.#order = this.#order.filter((each) => each !== segment);
  }

  async #put(buffer, data) {
    const ended = done(buffer, "updateend");
    buffer.appendBuffer(data);
    await ended;
  }

  async #forget(buffer, most) {
    const until = this.audio.currentTime - most;
    if (!buffer.buffered.length || buffer.buffered.start(0) > until - 30) return;
    const ended = done(buffer, "updateend");
    buffer.remove(0, until);
    await ended;
  }
}
