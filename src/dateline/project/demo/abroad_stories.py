"""The demo's stories from abroad and from the sea."""

from __future__ import annotations

from dateline.desk.public import Tag
from dateline.project.demo.written import written

_TALKS = "The Belorin Conference"
_VOYAGE = "Voyage of the Aurelia"

ACCORD = written(
    "accord", hours=0.7, section="World", place="Belorin", dossiers=(_TALKS,), urgency=2,
    headline="River Border Talks in Belorin End With Accord on Three Bridges",
    standfirst="Tavrenia and Drevany will open three bridges to traffic before the winter. What "
    "happens to the fourth, nobody would say.",
    authors=("Petra Vantresse", "Osric Castellane"), slugline="border-talks-accord",
    tags=(
        Tag("diplomacy", "subject"), Tag("borders", "subject"),
        Tag("Council of the Twelve", "organisation"), Tag("Hesper Lorimond", "person"),
        Tag("Tavrenia", "place"), Tag("Drevany", "place"), Tag("Belorin Conference", "event"),
    ),
    related=(
        "Delegations in Belorin Agree on a Map After Nine Hours",
        "Envoys Reach Belorin for First Talks in Three Years",
        "Ferrymen of the Upper River Wait for Customers",
    ),
    text="""
    Tavrenia and Drevany have agreed to open three of the four bridges over their border river
    before the first frost, the Council of the Twelve announced in Belorin after four days of talks.

    The accord covers the bridges at Tolvenz, Old Kresk and Zhelovo. Lorries may cross from the
    first day, and people on foot may cross without a visa if they live within thirty kilometres of
    the water. Customs houses that have stood empty for three years are to be staffed by both sides
    together.

    “We did not come here to like each other. We came to let a baker in Tolvenz sell bread [on the
    other bank], and from next month that will be possible,” said Hesper Lorimond, who led the talks
    for the Council of the Twelve.

    ## The fourth bridge

    The bridge at Karst Vale is not mentioned in the eleven pages that were signed. Both delegations
    claim the island on which its middle pier stands, and neither would say whether it had been
    discussed at all.

    “It [the island] is forty metres long, and there is nothing on it but a hut and a pear tree. It
    took up more time than the other three bridges together.” — Goran Nostrevic, who took the
    minutes

    An observer mission of sixty people will watch the first crossings and report once a week. A
    second round of talks, on fishing and on the old railway line, has been set for the spring.
    """,
)

MAP = written(
    "map", hours=21, section="World", place="Belorin", dossiers=(_TALKS,),
    headline="Delegations in Belorin Agree on a Map After Nine Hours",
    standfirst="The sheet was drawn in 1911 and has two coffee stains on it. It is now the only "
    "map that both sides accept.",
    authors=("Petra Vantresse",), slugline="border-talks-map", urgency=4,
    tags=(
        Tag("borders", "subject"), Tag("Hesper Lorimond", "person"), Tag("Drevany", "place"),
        Tag("Survey Office of Drevna", "organisation"), Tag("Belorin Conference", "event"),
    ),
    related=("Envoys Reach Belorin for First Talks in Three Years",),
    text="""
    Negotiators from Tavrenia and Drevany have settled on a map to work from, clearing what
    officials on both sides had called the largest obstacle to an agreement on the border river.

    The sheet, printed in 1911, comes from the archive of the Survey Office of Drevna. It shows
    every pier, ford and landing on the upper river, and it is older than the border itself.

    “Every newer map was drawn by somebody who wanted something,” said Hesper Lorimond, who chairs
    the talks. “This one was drawn by people who wanted to know how deep [the water] was.”

    Nine hours went by before both delegations had put their initials on it. According to two
    people who were in the room, six of them were spent on a single bend below Karst Vale.

    The talks are to continue tomorrow with the question of who keeps the bridges in repair.
    """,
)

ENVOYS = written(
    "envoys", hours=74, section="World", place="Belorin", dossiers=(_TALKS,),
    headline="Envoys Reach Belorin for First Talks in Three Years",
    standfirst="They came by train, on the same train, and did not speak to each other.",
    authors=("Osric Castellane",), slugline="border-talks-opening",
    tags=(
        Tag("diplomacy", "subject"), Tag("Council of the Twelve", "organisation"),
        Tag("Belorin Conference", "event"), Tag("Tavrenia", "place", guessed=True),
    ),
    related=("Ferrymen of the Upper River Wait for Customers",),
    text="""
    The envoys of Tavrenia and Drevany arrived in Belorin on the same morning train for the first
    talks between the two countries since the bridges over the border river were closed.

    They had boarded in different towns and sat in different carriages. On the platform they shook
    hands for the photographers, for about as long as it takes to read this sentence.

    “The agenda has four points, and each of them is a bridge,” a spokesperson for the Council of
    the Twelve told Halyard. “If we open one [of them], the week was worth it.”

    Some 14,000 people live on the wrong side of the river from their work, their school or their
    doctor, according to the Council's own count. Most of them now use two small ferries, which do
    not run in fog.
    """,
)

SPRINGS = written(
    "springs", hours=9, section="Science & Environment", place="Skaldvik", dossiers=(_VOYAGE,),
    headline="Research Ship Aurelia Finds Warm Springs Under the Northern Ice",
    standfirst="At a depth of 2,100 metres the water is as warm as a bath. Around it live animals "
    "for which there is no name yet.",
    authors=("Jorunn Dellacroft",), slugline="aurelia-springs", genre="Background",
    tags=(
        Tag("oceans", "subject"), Tag("marine biology", "subject"), Tag("Norlund", "place"),
        Tag("Oceanographic Institute of Skaldvik", "organisation"), Tag("Liora Eskilund", "person"),
    ),
    related=(
        "Aurelia Sails From Skaldvik for the Winter Ice",
        "What the Ice Remembers: a Visit to the Core Store",
    ),
    text="""
    Scientists aboard the research ship Aurelia have found a field of warm springs under the
    northern ice, in a place where charts show nothing but a flat and silent sea floor.

    The springs lie 2,100 metres down and about three days' sail north of Skaldvik. A camera lowered
    on a cable showed white chimneys as tall as a house and, between them, crabs, worms and a pale
    fish that swims on its side.

    “We had set the winch to stop at the bottom, and it did not stop, because the bottom was not
    where it should have been,” said Liora Eskilund, who leads the expedition. “Then the
    thermometer went up to 38 degrees. I thought it [the instrument] was broken.”

    “We counted nineteen species in the first hour. Of seven of them we can say what they are
    related to. Of the others we can say that they are alive.” — Stellan Rosvall, a marine biologist
    on board

    Such springs are known from warmer seas, but none had been seen so far north. The heat rises
    from a crack in the sea floor that the institute now wants to follow to its end.

    The ship will stay for eleven days, as long as the ice allows, and will be back in Skaldvik at
    the end of the month with its samples.
    """,
)

SAILING = written(
    "sailing", hours=100, section="Science & Environment", place="Skaldvik", dossiers=(_VOYAGE,),
    headline="Aurelia Sails From Skaldvik for the Winter Ice",
    standfirst="For seven weeks the ship will be further from land than any other in the north.",
    authors=("Jorunn Dellacroft",), slugline="aurelia-sailing",
    tags=(
        Tag("oceans", "subject"), Tag("polar research", "subject"), Tag("Norlund", "place"),
        Tag("Oceanographic Institute of Skaldvik", "organisation"),
    ),
    text="""
    The research ship Aurelia left Skaldvik on the morning tide with forty-one scientists aboard,
    bound for the winter ice and for a part of the sea that has been measured only from above.

    The ship carries two winches, a camera that can dive to 4,000 metres and food for seven weeks.
    It is the first voyage into the ice at this time of the year since 1998.

    “In summer everybody goes. In summer you see what is left over [from the winter],” said Liora
    Eskilund of the Oceanographic Institute of Skaldvik, who leads the expedition. “We want to see
    how it begins.”

    The institute will publish the positions of the ship each day at noon. Weather reports from the
    voyage will also go to the fishing fleet of Norlund, which has asked for them for years.
    """,
)
MISCOUNTED = ("forty-one scientists", "thirty-four scientists")

WELLS = written(
    "wells", hours=27, section="Science & Environment", place="بئر حلون", credit="هاليارد",
    language="ar", headline="قرى الواحات في كويسار تتقاسم مياه الآبار للمرة الأولى",
    standfirst="بعد خلاف دام جيلين، وقّعت سبع قرى ميثاقًا يحدد لكل بستان ساعات سقيه.",
    authors=("ياسمين الطرفاوي",), slugline="quessar-wells",
    dossiers=("Water Runs Short in Quessar",),
    tags=(
        Tag("مياه", "subject"), Tag("زراعة", "subject"), Tag("Quessar", "place"),
        Tag("سلطة مياه كويسار", "organisation"), Tag("إدريس الحلوني", "person"),
    ),
    related=("River Border Talks in Belorin End With Accord on Three Bridges",),
    text="""
    وقّعت سبع قرى في واحات كويسار ميثاقًا لتقاسم مياه الآبار، لتنهي بذلك خلافًا امتد جيلين كاملين
    وتوقفت بسببه المضخات أكثر من مرة في ذروة الصيف.

    وينص الميثاق على أن يحصل كل بستان على تسع ساعات من السقي في الأسبوع، وأن تُقرأ عدادات المياه
    علنًا كل يوم جمعة في ساحة بئر حلون، بحضور مندوب عن كل قرية.

    «كان آباؤنا يعرفون مستوى الماء من طول الحبل. أما نحن [أبناء هذا الجيل] فلم نعد نعرف شيئًا حتى
    جفّت البئر الثالثة» — إدريس الحلوني، مزارع من بئر حلون

    وقالت سلطة مياه كويسار إن منسوب المياه الجوفية انخفض أربعة أمتار خلال عشر سنوات، وإن إصلاح
    القنوات القديمة وحده يمكن أن يوفر ثلث ما يضيع منها.

    ويبدأ العمل بالميثاق مع مطلع الشهر المقبل، على أن تُراجع حصص القرى بعد أول موسم للأمطار.
    """,
)
