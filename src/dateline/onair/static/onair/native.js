// Where the browser plays HLS by itself and has no Media Source Extensions (older iPhones): the
// same doors as the sound of our own, on its own player.

const WHERE = "/listen/rewind.m3u8";

export class Air {
  audio = new Audio();
  lost = false;
  #live = 0;

  constructor() {
    this.audio.addEventListener("error", () => (this.lost = Boolean(this.audio.src)));
    this.audio.addEventListener("playing", () => (this.lost = false));
  }

  get #zero() { return this.audio.getStartDate?.()?.getTime() / 1000; }
  get wall() { return Number.isNaN(this.#zero) ? undefined : this.#zero + this.audio.currentTime; }
  get live() { return this.#end() - 9; }
  get behind() { return Math.max(0, this.#end() - 9 - this.audio.currentTime); }
  get isLive() { return this.behind < 15; }

  mark() { return undefined; }

  async play(wall) {
    if (wall !== undefined) await this.seek(wall);
    else if (!this.audio.src) this.audio.src = "/listen/live.m3u8";
    await this.audio.play();
  }

  pause() { this.audio.pause(); }

  stop() {
    this.pause();
    this.audio.removeAttribute("src");
    this.audio.load();
  }

  async seek(wall) {
    const own = this.wall === undefined ? -1 : wall - this.#zero;
    const { seekable } = this.audio;
    if (seekable.length && own >= seekable.start(0)) {
      this.audio.currentTime = Math.min(own, Math.max(seekable.start(0), this.live));
      return;
    }
    this.audio.src = Number.isFinite(wall) ? `${WHERE}?t=${new Date(wall * 1000).toISOString()}` : WHERE;
    await this.audio.play();
  }

  async toLive() {
    this.audio.src = "/listen/live.m3u8";
    await this.audio.play();
  }

  #end() {
    const { seekable } = this.audio;
    return (this.#live = seekable.length ? seekable.end(seekable.length - 1) : this.#live);
  }
}
