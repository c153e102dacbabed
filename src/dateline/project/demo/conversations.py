"""What invented readers say of the demo's stories: short, deep, in Arabic, some of it gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from dateline.discussion.public import Said, tell
from dateline.project.demo.written import SOURCE
from dateline.record.public import whole

LAW = "Press Act of Aurelia, section 31 (defamation)"
Line = tuple[str, str, int]
"""Who, what, and the place of the comment it answers (0: none)."""
ACCORD: list[Line] = [
    ("Ottoline Varga", "My mother has not crossed that bridge since she was twenty. If the first "
     "of October holds, I will drive her over myself.", 0),
    ("Per Lindgaard", "Three of four. Which one stays shut, and who decided?", 0),
    ("Petra Vantresse", "The rail bridge at Tarn: its piers must be surveyed first. The annex "
     "gives the spring as the earliest date.", 2),
    ("Per Lindgaard", "Thank you, that was not in the first version.", 3),
    ("Sunniva Holt", "The lorry drivers on both sides have waited longest. Nobody quotes them.", 0),
    ("Ignace Belmonte", "They were at the table, through their union.", 5),
    ("Sunniva Holt", "As observers.", 6),
    ("Ignace Belmonte", "Observers who wrote article nine.", 7),
    ("Sunniva Holt", "Article nine is about axle weights.", 8),
    ("Ignace Belmonte", "Exactly. Ask a driver what matters.", 9),
    ("Ottoline Varga", "I did. It was axle weights.", 10),
    ("Sunniva Holt", "Then I stand corrected, and the headline should be theirs.", 11),
    ("Per Lindgaard", "Has anybody read all twelve articles?", 12),
    ("Ignace Belmonte", "Twice.", 13),
    ("Ottoline Varga", "Twelve replies deep about axle weights: I love this place.", 14),
    ("Ignace Belmonte", "So do I.", 15),
    ("Anselm Quarrie", "They will close again by Christmas.", 0),
    ("Sunniva Holt", "Will you come back here and say so if they do not?", 17),
    ("Bartholomew Finch", "The minister was paid for this.", 0),
    ("Per Lindgaard", "Have you anything to show for that?", 19),
    ("لينا حدّاد", "قرأت الاتفاق بالعربية على موقعكم. شكرًا للمترجم.", 0),
]
BAKERS: list[Line] = [
    ("Marguerite Osei", "What does a baker earn on a loaf of 3.60?", 0),
    ("Tobiah Wren", "Eleven cents, before rent. Flour is 1.20 of it, gas and the oven 0.70.", 1),
    ("Marguerite Osei", "And in the supermarkets, where it is half that price?", 2),
    ("Tobiah Wren", "They lose on bread and win on everything beside it.", 3),
    ("Per Lindgaard", "Will you sell half loaves?", 0),
    ("Tobiah Wren", "Since Monday. By weight, to the gram.", 5),
]
CANALS: list[Line] = [
    ("سليم الراوي", "متى تصل المياه إلى القرى العليا؟", 0),
    ("هدى المنصوري", "قالت السلطة إنها تصل بعد أسبوعين من فتح البوابات.", 1),
    ("سليم الراوي", "نرجو ذلك، فهذه السنة الثالثة.", 2),
]


def talk(guids: dict[str, str], *, at: datetime) -> None:
    """Have the readers say it, the last of it a few minutes before `at`."""
    told = {"accord": ACCORD, "bakers": BAKERS, "canals-ar": CANALS}
    versions = whole(tuple(guids[name] for name in told))
    for name, lines in told.items():
        tell(versions[guids[name]], _said(lines, at), source=SOURCE, qa=name == "bakers")


def _said(lines: list[Line], at: datetime) -> list[Said]:
    begun = at - timedelta(minutes=len(lines) + 2)
    return [
        Said(by, text, begun + timedelta(minutes=place), to,
             badge={"Petra Vantresse": "author", "Tobiah Wren": "expert"}.get(by, ""),
             likes=(7 * place) % 12, featured=text.startswith("My mother"),
             pinned=text.startswith("What does a baker"),
             then={"Anselm Quarrie": "deleted", "Bartholomew Finch": "illegal"}.get(by, ""),
             law=LAW if by == "Bartholomew Finch" else "")
        for place, (by, text, to) in enumerate(lines)
    ]
