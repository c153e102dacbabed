"""Chinese and Japanese, where no blank parts words: who stands right beside the word of speech."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from dateline.archive.statements.people import People, Somebody
from dateline.archive.statements.quoting import Span
from dateline.archive.statements.sentences import hidden, sentences

UNSPACED = ("zh", "ja")
NEAR = 40
LEAST = 4
SIGNS = ("表示", "指出", "强调", "強調", "认为", "認為", "透露", "宣布", "解释", "解釋",
         "回应", "回應", "介绍", "介紹", "坦言", "写道", "寫道", "说", "說", "称", "稱",
         "告诉", "告訴", "问", "問",
         "述べ", "語っ", "話し", "言っ", "コメント", "明らかにし", "強調し", "訴え")
"""How speech is told of."""
_SIGN = re.compile("|".join(SIGNS))
_ROLE = re.compile(
    "発言人|发言人|發言人|部长|部長|市长|市長|省长|省長|校长|校長|局长|局長|院长|院長|总理|總理|总统|總統|"
    "主席|主任|书记|書記|教授|博士|先生|女士|小姐|专家|專家|经理|經理|董事长|董事長|总裁|總裁|大使|议员|議員|"
    "外长|外長|秘书长|秘書長|首相|大統領|大臣|知事|社長|会長|長官|監督|选手|選手|律师|律師|医生|醫生|记者|記者|"
    "居民|司机|司機|村民|官员|官員|负责人|負責人|代表|氏|さん")
_FAMILY = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董"
    "袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦付方白邹鄒孟熊秦邱江尹薛闫"
    "段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯习習温溫")
_ADVERBS = re.compile(
    "(?:进一步|進一步|接着|接著|随后|隨後|同时|同時|此外|还|還|又|也|则|則|均|就此|对此|對此|今天|昨天|"
    "補充|补充|继续|繼續|明确|明確|在.{1,12}(?:上|中|时|時|后|後)|[12]?[0-9]月[0-9]{1,2}日|[0-9]{1,2}日|当天|當天)+$")
_CUT = re.compile(r"[\s，。：；、,.:;！？!?（）()“”「」\ue000]")
_HE = frozenset(("他", "她", "彼", "彼女"))
_FOREIGN = re.compile(r"^[\u4e00-\u9fff]{1,6}(?:[·・][\u4e00-\u9fff]{1,8})+$")
_KANA = re.compile(r"^[\u30a0-\u30ff·・=＝ー]{3,20}$")
_KANJI = re.compile(r"^[\u4e00-\u9fff々]{2,6}$")


def attributed_unspaced(
    text: str, found: Sequence[Span], people: People, before: Somebody | None = None
) -> dict[Span, Somebody]:
    """The quotations beside which somebody is said to speak; `before`: who spoke last."""
    shown = hidden(text, found)
    told: dict[Span, Somebody] = {}
    places = deque(found)
    for start, end in sentences(text, shown, found):
        while places and places[0].start < end:
            span = places.popleft()
            who = _speaker(shown, start, end, span, people, before)
            if who is not None and len(span.words(text)) >= LEAST:
                told[span] = before = who
    return told


def _speaker(
    shown: str, start: int, end: int, span: Span, people: People, last: Somebody | None
) -> Somebody | None:
    begin = max(start, span.start - NEAR)
    before, after = shown[begin : span.start], shown[span.end : min(end, span.end + NEAR)]
    for side in (before, after):
        signs = list(_SIGN.finditer(side))
        if not signs:
            continue
        sign = signs[-1] if side is before else signs[0]
        if who := _named(_CUT.split(side[: sign.start()])[-1], people, last):
            return who
    if _SIGN.search(after) and (topic := re.search(r"([^、。，\s\ue000]{2,20})[はが]、?$", before)):
        return _named(topic[1], people, last, japanese=True)
    if not (_SIGN.search(before) or _SIGN.search(after)):
        return None
    known = [(place, one) for one in people.known
             if (place := shown.rfind(one.name, start, span.start)) >= 0
             or (place := shown.find(one.name, span.end, end)) >= 0]
    return max(known, key=lambda pair: (pair[0] < span.start, pair[0]))[1] if known else None


def _named(
    said: str, people: People, last: Somebody | None, *, japanese: bool = False
) -> Somebody | None:
    """Who is meant by the signs right before the word of speech."""
    said = _ADVERBS.sub("", said[-30:])
    for one in sorted(people.known, key=lambda one: -len(one.name)):
        if said.endswith(one.name) or (japanese and one.name in said):
            return one
    if said in _HE:
        return last
    role = next(iter(reversed(list(_ROLE.finditer(said)))), None)
    if role is None:
        return people.met(said) if _is_name(said, japanese=japanese) else None
    name, what = said[role.end() :], said[: role.end()]
    if not name:
        name, what = _split(said[: role.start()], japanese=japanese), role.group()
        if not name:
            return Somebody(said, said)
    return people.met(name, what) if _is_name(name, japanese=japanese) else None


def _split(said: str, *, japanese: bool) -> str:
    """The name before a title: all of it where it is one, else the last signs that are."""
    if _is_name(said, japanese=japanese):
        return said
    return next((said[-many:] for many in (3, 2) if _is_name(said[-many:], japanese=False)), "")


def _is_name(said: str, *, japanese: bool) -> bool:
    if _FOREIGN.match(said) or _KANA.match(said):
        return True
    if japanese:
        return bool(_KANJI.match(said))
    return 2 <= len(said) <= 4 and said[0] in _FAMILY and bool(_KANJI.match(said))
