"""Water in Quessar, in English and in Arabic."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "Water Runs Short in Quessar"
_ARABIC = {"language": "ar", "credit": "هاليارد", "dossier": DOSSIER}

STORIES = (
    written(
        "canals-ar", when="5 08:10", section="Science & Environment", place="وادي تمير",
        headline="متطوعون يعيدون الحياة إلى قنوات وادي تمير القديمة", urgency=5, genre="Background",
        standfirst="أربعة كيلومترات من القنوات الحجرية نُظّفت خلال شهرين، ووصل الماء إلى بساتين لم "
        "تعرفه منذ ثلاثين عامًا.",
        by="ياسمين الطرفاوي", slug="quessar-canals", picture="canal",
        tags="subject: مياه, تراث; place: Quessar, وادي تمير; person: سلمى الدرعاني; "
        "organisation: جمعية أصدقاء القنوات; event: موسم التنظيف",
        text="""
        مع أول ضوء ينزل عشرون رجلًا وامرأة إلى مجرى القناة الكبرى في وادي تمير، يحملون المجارف
        والسلال، ولا يخرجون منها قبل أن تشتد حرارة الشمس.

        خلال شهرين رفع المتطوعون نحو ستمئة طن من الطمي والحجارة، وأعادوا فتح أربعة كيلومترات من
        القنوات التي شُقّت قبل أكثر من قرنين وهُجرت بعد وصول المضخات.

        «قالوا لنا إن القناة ماتت. لكنها كانت نائمة [تحت الطمي] فقط، وكان علينا أن نوقظها برفق» —
        سلمى الدرعاني، رئيسة جمعية أصدقاء القنوات

        ## ثلث الماء كان يضيع

        تقدّر سلطة مياه كويسار أن ثلث ما يُضخ من الآبار يتسرب قبل أن يبلغ البساتين. أما القناة
        الحجرية، إذا صينت، فلا تفقد سوى جزء من عشرين.

        ووصل الماء هذا الأسبوع إلى سبعة وثلاثين بستانًا كانت قد جفّت. ويقول أصحابها إنهم سيزرعون
        التين أولًا، لأنه يصبر على الخطأ.

        ويشارك في العمل تلاميذ المدرسة الثانوية يوم السبت، ويرسم أحدهم خريطة لكل حجر نُقشت عليه
        علامة، فقد ترك البناؤون الأوائل على كل مئة ذراع حرفًا لا يعرف أحد اليوم معناه.

        وتنوي الجمعية أن تواصل العمل في الربيع حتى تبلغ ساحة بئر حلون، أي ستة كيلومترات أخرى.
        """,
        **_ARABIC,
    ),
    written(
        "rationing", when="4 10:40", section="World", place="Al-Quessa", dossier=DOSSIER, urgency=3,
        headline="Al-Quessa Rations Water as Reservoir Falls to 31 Percent", picture="reservoir",
        standfirst="From next week the taps of the capital run for nine hours a day. Hospitals and "
        "bakeries are exempt.",
        by="Osric Castellane", slug="quessar-rationing",
        tags="subject: water, drought; place: Quessar, Al-Quessa; person: Jamila Sarhani; "
        "organisation: Quessar Water Authority; event: Third dry year",
        text="""
        Water will flow in the capital of Quessar for only nine hours a day from next week, the
        Quessar Water Authority announced. The reservoir of Dar Semal, which supplies two thirds of
        the city, has fallen to 31 percent of its capacity.

        It is the lowest level since the dam was built. In nine years it has risen twice.

        |= The reservoir of Dar Semal at the end of the dry season
        | Year | Percent full | Million cubic metres |
        | nine years ago | 81 | 486 |
        | six years ago | 70 | 420 |
        | three years ago | 55 | 330 |
        | last year | 42 | 252 |
        | now | 31 | 186 |

        The city draws 0.9 million cubic metres a day from it and is to manage with 0.6. At that
        rate what is left would last ten months, if none of it dried up; about a quarter does.

        “We could have waited for the rain. Two years ago we did,” said Jamila Sarhani, director of
        the authority. “It [the rain] came to the sea.”

        ## Who is exempt

        - Hospitals, schools and bakeries are supplied around the clock.
        - The upper districts, where pressure is low, get their nine hours at night.
        - Car washes and ornamental fountains are shut, the one before the authority’s own office
          among them.

        @picture levels
        """,
    ),
    written(
        "rationing-ar", when="3 11:30", section="World", place="الكويسة", translates="rationing",
        headline="العاصمة الكويسارية تقنّن المياه بعد تراجع الخزان إلى 31 في المئة", urgency=3,
        standfirst="تسع ساعات من الماء في اليوم ابتداءً من الأسبوع المقبل، والمستشفيات والمخابز "
        "مستثناة.",
        by="ياسمين الطرفاوي", slug="quessar-rationing-ar", picture="reservoir",
        tags="subject: مياه, جفاف; place: Quessar, الكويسة; person: جميلة السرحاني; "
        "organisation: سلطة مياه كويسار; event: السنة الجافة الثالثة",
        text="""
        أعلنت سلطة مياه كويسار أن المياه لن تصل إلى بيوت العاصمة الكويسة إلا تسع ساعات في اليوم
        ابتداءً من الأسبوع المقبل، بعد أن تراجع خزان دار سمال، الذي يزوّد المدينة بثلثي حاجتها، إلى
        31 في المئة من سعته.

        وهذا أدنى مستوى يُسجَّل منذ بناء السد.

        |= خزان دار سمال في نهاية موسم الجفاف
        | السنة | نسبة الامتلاء | مليون متر مكعب |
        | قبل تسع سنوات | 81 | 486 |
        | قبل ست سنوات | 70 | 420 |
        | قبل ثلاث سنوات | 55 | 330 |
        | العام الماضي | 42 | 252 |
        | الآن | 31 | 186 |

        وتسحب المدينة منه 0.9 مليون متر مكعب في اليوم، وعليها أن تكتفي بستمئة ألف.

        «كان بوسعنا أن ننتظر المطر كما فعلنا قبل عامين. لكنه [المطر] ذهب إلى البحر» — جميلة
        السرحاني، مديرة سلطة المياه

        وقالت السلطة إن ما في الخزان يكفي نحو عشرة أشهر لولا التبخر، الذي يأخذ منه ربعه. وستُعلن
        مواعيد كل حي على أبواب المدارس وعبر الإذاعة المحلية.

        ## من يُستثنى

        - المستشفيات والمدارس والمخابز تُزوَّد على مدار الساعة.
        - الأحياء العليا، حيث الضغط ضعيف، تحصل على ساعاتها التسع ليلًا.
        - محطات غسل السيارات ونوافير الزينة تُغلق، ومنها النافورة القائمة أمام مقر السلطة نفسها.
        """,
        **_ARABIC,
    ),
    written(
        "wells-ar", when="1 13:10", section="Science & Environment", place="بئر حلون", urgency=4,
        headline="قرى الواحات في كويسار تتقاسم مياه الآبار للمرة الأولى",
        standfirst="بعد خلاف دام جيلين، وقّعت سبع قرى ميثاقًا يحدد لكل بستان ساعات سقيه.",
        by="ياسمين الطرفاوي", slug="quessar-wells", picture="oasis", pins="canals-ar",
        tags="subject: مياه, زراعة; place: Quessar, بئر حلون; organisation: سلطة مياه كويسار; "
        "person: إدريس الحلوني; event: ميثاق بئر حلون",
        text="""
        وقّعت سبع قرى في واحات كويسار ميثاقًا لتقاسم مياه الآبار، لتنهي بذلك خلافًا امتد جيلين
        كاملين وتوقفت بسببه المضخات أكثر من مرة في ذروة الصيف.

        ويعود الخلاف إلى عام حفر البئر الثالثة، حين اختلف أهل القرى على من دفع ثمن الحبل والدلو.
        ومنذ ذلك الحين كانت كل قرية تضخ ليلًا ما تخشى أن تضخه جارتها نهارًا.

        ولم يضع الميثاق محكمون من العاصمة، بل ثلاثة معلمين من القرى نفسها، قاسوا البساتين بحبل معقود
        كما كان يفعل أجدادهم، ثم أعادوا القياس بالآلة فلم يجدوا فرقًا يُذكر.

        وينص الميثاق على أن يحصل كل بستان على تسع ساعات من السقي في الأسبوع، وأن تُقرأ عدادات المياه
        علنًا كل يوم جمعة في ساحة بئر حلون، بحضور مندوب عن كل قرية.

        «كان آباؤنا يعرفون مستوى الماء من طول الحبل. أما نحن [أبناء هذا الجيل] فلم نعد نعرف شيئًا
        حتى جفّت البئر الثالثة» — إدريس الحلوني، مزارع من بئر حلون

        وقالت سلطة مياه كويسار إن منسوب المياه الجوفية انخفض أربعة أمتار خلال عشر سنوات، وإن إصلاح
        القنوات القديمة وحده يمكن أن يوفر ثلث ما يضيع منها.

        ويبدأ العمل بالميثاق مع مطلع الشهر المقبل، على أن تُراجع حصص القرى بعد أول موسم للأمطار.
        """,
        **_ARABIC,
    ),
    written(
        "wells", when=8.6, section="Science & Environment", place="Bir Halun", dossier=DOSSIER,
        headline="Oasis Villages in Quessar Share Their Wells for the First Time", urgency=4,
        standfirst="After a quarrel of two generations seven villages have signed a pact that "
        "gives "
        "every orchard its hours.", translates="wells-ar",
        by="Yasmin al-Tarfawi", slug="quessar-wells-en", picture="oasis", pins="rationing",
        tags="subject: water, agriculture; place: Quessar, Bir Halun; person: Idris al-Haluni; "
        "organisation: Quessar Water Authority; event: Pact of Bir Halun",
        text="""
        Seven villages in the oases of Quessar have signed a pact to share the water of their wells,
        ending a quarrel that went on for two generations and more than once stopped the pumps at
        the height of summer.

        Under the pact every orchard gets nine hours of watering a week. The meters are to be read
        aloud each Friday in the square of Bir Halun, with a delegate of each village looking on.

        “Our fathers knew the level of the water by the length of the rope. We [of this generation]
        knew nothing more, until the third well ran dry.” — Idris al-Haluni, a farmer in Bir Halun

        The Quessar Water Authority said that the water table had fallen by four metres in ten
        years, and that repairing the old canals alone could save a third of what is lost in them.

        The pact takes effect at the beginning of next month. The villages’ shares will be looked at
        again after the first rainy season.
        """,
    ),
    written(
        "hydrologist", when="1 08:00", section="World", place="Dar Semal", dossier=DOSSIER,
        headline="“A Leak Is the Only New River We Can Still Find”", genre="Interview", urgency=6,
        short_headline="Interview: Two Million Leaks",
        standfirst="Samira Wadani hunts for water under the streets of Al-Quessa, with a stick "
        "and a "
        "pair of headphones.",
        by="Osric Castellane", slug="quessar-leaks", picture="levels", pins="rationing",
        tags="subject: water, towns; place: Quessar, Al-Quessa; person: Samira Wadani; "
        "organisation: Quessar Water Authority; event: Third dry year",
        text="""
        **Halyard:** You work at night. What do you hear?

        **Samira Wadani:** Between two and four nobody draws water. Whatever runs then runs away. A
        good leak sounds like somebody frying onions two streets off.

        **Halyard:** How much runs away?

        **Wadani:** Of a hundred litres that leave Dar Semal, twenty-eight never arrive. In my first
        year it was thirty-six. We are nine people with nine sticks.

        **Halyard:** Your authority wants to build a plant for sea water, for 700 million crowns.

        **Wadani:** I have nothing against the sea. But eight litres in a hundred is as much as that
        plant would make, and for these eight we needed six years and [the price of] two buses. A
        leak is the only new river we can still find.

        **Halyard:** What will rationing do to the pipes?

        **Wadani:** Break them. A pipe likes to be full. If you empty it every evening and fill it
        every morning, it moves. I have asked for nine more sticks.

        **Halyard:** What did they say?

        **Wadani:** That they had heard me.
        """,
    ),
)
