"""Copy that is hard to write down: one story for each thing that a format could stumble over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cast import filed, live, story
from dateline.desk import public as desk
from dateline.desk.public import Block, Copy, Site, Tag
from dateline.record.public import Mark
from picturing import picture
from showcopy import ARABIC, FRENCH, FULL, LONG, LOOSE, TAGS, blocks

HOUR = timedelta(hours=1)
SIGNS = "".join(map(chr, [*range(1, 32), *range(0x7f, 0xa0), 0xad, 0x200b, 0x200f, 0x202e, 0x2028,
                          0xfdd0, 0xfeff, 0xfffc, 0xfffd, 0xfffe, 0xffff, 0x1fffe, 0x10ffff]))
"""Signs that are no text, or hardly: controls, noncharacters, marks of direction."""
MARKUP = "He wrote </b> & </script>, <n> &copy; &#x85; ]]> <!-- <![CDATA[ {% x %} \\u0000 %s"
TEXTS = {
    "signs": f"Signs {SIGNS} end", "markup": MARKUP,
    "emoji": "👩‍👩‍👧‍👦 in the 🏳️‍🌈 rain 🇮🇶 ☔️ \U0001fae8",
    "geez": "ድልድዩ ተከፈተ፦ «ዝናብ» ሲል ነበር፡፡", "hebrew": "הגשר נפתח: \"סוף סוף\" (11:30)",
    "mixed": "قال Reuters ‏(2026)‎: «X < Y & Z»", "lines": "One\nTwo\r\nThree\tFour\u2029Five\x0bSix",
    "mojibake": "La cafÃ©tÃ©ria", "zalgo": "Z̷̡̛a̶͜l̴g̵o̸ " * 20, "quotes": "“It's ‘so’”, \"she\" said",
    "cjk": "橋が開通した𠮷野家", "blank": "\u200b", "controls": "\x81\x8d",
}
LANGUAGES = ("en", "EN-gb", "zh-Hant-TW", "sr-Latn", "am", "ti", "ckb", "x-ours", "i-klingon",
             "en_US", "English (US)", "français", "", "mul", "de-1901", "art-lojban")
ODD_LINKS = ("https://x.example/a b?q=[1]&r=<2>#é", "http://[::1]:8080/", "mailto:a@b.example",
             "https://münchen.example/ü", "https://x.example/%zz")


def copies() -> list[Copy]:
    """A story for each, dated, undated, long ago and yet to come."""
    one, other = picture(800, 600), picture(60, 400, alt="", caption=MARKUP, credit=SIGNS)
    found = [
        story(f"{name}: {text}", standfirst=text, place=_name(text), credit=text, rights=text,
              slugline=text, genre=text, authors=(_name(text),), dossiers=(_name(text),),
              tags=tuple(Tag(_name(text), kind) for kind in
                         ("subject", "person", "place", "organisation", "event")),
              related=(text,), short_headline=text, section=_name(text),
              blocks=(*(Block(kind, text) for kind in ("paragraph", "heading", "notice")),
                      Block("quotation", text, text, text), Block("list", items=(text, text)),
                      Block("table", text, rows=((text, text), (text,)), header=True)))
        for name, text in TEXTS.items()
    ]
    found += [story(f"In {tag or 'no language'}", language=tag) for tag in LANGUAGES]
    found += [FULL, LONG, LOOSE, TAGS, ARABIC, FRENCH, story(
        "A headline " * 400, standfirst="A standfirst " * 400,
        blocks=(Block("paragraph", "x" * 99_999),))]
    found += [
        story("Every kind of block", picture=one, blocks=blocks(one, other)),
        story("Pictures only", picture=other, blocks=(Block("gallery", pictures=(one, other)),)),
        story("No text at all", blocks=()), story("Empty blocks", blocks=(
            Block("paragraph", ""), Block("list", items=()), Block("table"), Block("quotation"))),
        story("A working headline", headline_missing=True),
        story("Marks", blocks=(Block("paragraph", "abcdef <&> ghijkl " * 3, marks=(
            Mark(0, 9, "strong"), Mark(3, 12, "em"), *(
                Mark(12 + 2 * n, 13 + 2 * n, "link", at) for n, at in enumerate(ODD_LINKS)))),)),
        story("An embed", blocks=(Block("embed", "", url="https://www.youtube.com/watch?v=a&b=<c>"),
                                  Block("embed", MARKUP, url="https://unknown.example/x"))),
        story("Urgent", urgency=1, topics=("20000002", "04000000")), story("Last", urgency=8),
    ]
    for n, when in enumerate((None, datetime(1066, 10, 14, tzinfo=UTC), datetime(1989, 11, 9, 22, 5,
                              tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC))):
        found.append(story(f"Of {when.year if when else 'no year'}", published_at=when,
                           source=f"hard:when:{n}"))
    return found


def _name(text: str) -> str:
    return " ".join(text.split())[:200].strip()


def publish_all(at: datetime) -> dict[str, str]:
    """All of them public; then one in each state: the guids of these by the state's name."""
    desk.configure(Site(name="The <Post> & </b>", agency="Post & Co", languages=("fr", "ar"),
                        tagline="All & </more>", language="en"), at=at)
    for each in copies():
        desk.publish(desk.file_story(each), at=at)
    desk.file_batch([story(f"Vault {n}", source=f"vault:{n}", dossiers=("Vault",),
                           published_at=at - n * 24 * HOUR if n % 3 else None)
                     for n in range(40)], at=at)
    acts = {
        "corrected": lambda guid: desk.correct(guid, {}, wrong=MARKUP, right=SIGNS, at=at + HOUR),
        "updated": lambda guid: desk.update(guid, {"headline": "Later"}, note=MARKUP, at=at + HOUR),
        "killed": lambda guid: desk.kill(guid, MARKUP, reason="Wrong", at=at + HOUR),
        "withdrawn": lambda guid: desk.withdraw(guid, SIGNS + "Gone", at=at + HOUR),
        "expired": lambda guid: desk.expire(guid, at=at + HOUR),
        "resectioned": lambda guid: desk.resection(guid, "Arts & </i>", at=at + HOUR),
        "erased": lambda guid: desk.erase(guid),
    }
    guids = {}
    for name, act in acts.items():
        guids[name], _ = live(f"To be {name}", at=at, tags=(Tag("States", "subject"),))
        act(guids[name])
    live("Version française", at=at, language="fr", translation_of=guids["updated"])
    return guids | {"withheld": _withheld(), "again": _withheld(), "lifted": _withheld()}


def _withheld() -> str:
    guid = filed(f"Held {MARKUP}", standfirst=SIGNS, picture=picture(80, 60), language="en_US")
    desk.embargo(guid, datetime(2090, 1, 1, tzinfo=UTC))
    return guid
