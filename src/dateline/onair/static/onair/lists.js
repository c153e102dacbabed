// What a playlist says (RFC 8216): segments by the clock, and what is heard from when on.

const said = (rest) => Object.fromEntries(
  [...rest.matchAll(/([A-Z0-9-]+)=(?:"([^"]*)"|([^,]*))/g)].map(([, name, quoted, bare]) => [name, quoted ?? bare]));

const seconds = (instant) => Date.parse(instant) / 1000;

export const read = (text, where) => {
  const segments = [], marks = [];
  let at, map, length;
  for (const line of text.split("\n")) {
    const [, tag, rest] = /^#(EXT[A-Z0-9-]*):?(.*)$/.exec(line) ?? [];
    if (tag === "EXT-X-PROGRAM-DATE-TIME") at = seconds(rest);
    else if (tag === "EXT-X-MAP") map = new URL(said(rest).URI, where).href;
    else if (tag === "EXTINF") length = parseFloat(rest);
    else if (tag === "EXT-X-DATERANGE") {
      const of = said(rest);
      marks.push({
        at: seconds(of["START-DATE"]), title: of["X-TITLE"], artist: of["X-ARTIST"],
        programme: of["X-PROGRAMME"], starts: of["X-PROGRAMME-START"] && seconds(of["X-PROGRAMME-START"]),
      });
    } else if (line && !line.startsWith("#")) {
      segments.push({ at, end: at + length, map, url: new URL(line, where).href });
      at += length;
    }
  }
  return { segments, marks };
};
