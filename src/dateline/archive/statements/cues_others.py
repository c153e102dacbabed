"""The words that tell of speech in German, Dutch, Russian, Turkish and Arabic."""

from __future__ import annotations

from dateline.archive.statements.cues import Cues, wordset

DE = Cues(
    nouns=True, after=wordset("zufolge"),
    of=wordset("der des von vom für"), contracted={"vom": "der", "beim": "der", "zum": "der"},
    aux=wordset("hat haben so"),
    verbs=wordset(
        "sagte sagt sagten erklärte erklärt betonte betont meinte meint fügte schrieb schreibt "
        "teilte berichtete warnte forderte kritisierte antwortete ergänzte äußerte bestätigte "
        "versicherte kündigte behauptete hieß nannte bezeichnete gesagt erklärten mahnte räumte "
        "twitterte verlangte urteilte erzählte ergänzt erklären meinen klagte klagt lobte lobt "
        "kündigt rief ruft resümierte bilanzierte befand findet fand gab zeigte zeigt warf "
        "sprach spricht gestand freute freut kommentierte kommentiert begründete erläuterte "
        "versprach versichert warnt fordert kritisiert berichtet fragte fragt unterstrich "
        "bekräftigte konstatierte mahnt nennt"),
    be=wordset("die der das ein eine ist war sind wurde wurden"),
    according=("laut", "nach angaben von", "nach angaben der", "nach angaben des",
               "nach den worten von", "nach ansicht von"),
    he=wordset("er sie"),
    they=wordset("sie es"),
    the=wordset("der die das ein eine einer sein seine ihr ihre"),
    titles=wordset(
        "präsident präsidentin minister ministerin kanzler kanzlerin bundeskanzler "
        "bundeskanzlerin herr frau dr prof professor bürgermeister sprecher sprecherin richter "
        "general könig königin papst chef direktor direktorin botschafter außenminister "
        "innenminister finanzminister ministerpräsident trainer außenministerin innenministerin "
        "finanzministerin ministerpräsidentin bürgermeisterin trainerin kapitän anwalt "
        "anwältin staatsanwalt richterin generalsekretär generalsekretärin parteichef "
        "parteichefin kommissarin kommissar bischof landrat landrätin"),
    roles=wordset(
        "minister ministerin sprecher sprecherin präsident präsidentin kanzler kanzlerin "
        "politiker politikerin diplomat anwalt anwältin richter trainer direktor polizei "
        "bürgermeister bürgermeisterin forscher forscherin professor professorin zeuge zeugin "
        "regierung ministerium behörde unternehmen experte expertin ärztin arzt nachbar "
        "nachbarin spieler spielerin kapitän stürmer ökonom ökonomin historiker historikerin "
        "journalist journalistin autor autorin kandidat kandidatin staatsanwalt staatsanwältin "
        "richterin bischof landrat könig königin papst general sänger sängerin"),
    naming=wordset(
        "titel namens sogenannte sogenannten genannt film buch lied motto"),
    that=wordset("dass daß"),
    by=wordset("von"),
    stop=wordset(
        "der die das ein eine in im am an auf bei für mit nach von vor zu und aber oder als "
        "wenn montag dienstag mittwoch donnerstag freitag samstag sonntag dies dieser es er sie "
        "wir gestern heute laut seit während zur zum den dem des angaben worten ansicht"))
NL = Cues(
    of=wordset("van voor"),
    verbs=wordset(
        "zei zegt zeiden zeggen vertelde vertelt verklaarde verklaart aldus benadrukte benadrukt "
        "schreef schrijft antwoordde meldde meldt waarschuwde waarschuwt legde voegde stelde "
        "stelt vindt vond reageerde reageert gezegd liet laat noemde noemt"),
    according=("volgens",),
    he=wordset("hij zij ze"),
    they=wordset("zij ze het"),
    the=wordset("de het een zijn haar hun"),
    titles=wordset(
        "minister premier president burgemeester koning koningin prins prinses wethouder "
        "staatssecretaris minister-president professor prof dr dhr mevrouw meneer directeur "
        "woordvoerder woordvoerster voorzitter trainer advocaat generaal ambassadeur"),
    roles=wordset(
        "minister premier president burgemeester woordvoerder woordvoerster directeur trainer "
        "advocaat hoogleraar onderzoeker onderzoekster politie kabinet regering voorzitter "
        "getuige buurman buurvrouw arts"),
    naming=wordset("titel genaamd zogenaamde film boek lied getiteld"),
    that=wordset("dat"),
    by=wordset("door"),
    stop=wordset(
        "de het een in op aan van voor met na bij en maar of als wanneer maandag dinsdag "
        "woensdag donderdag vrijdag zaterdag zondag dit deze die dat er hij zij ze wij we "
        "gisteren vandaag volgens sinds"))
RU = Cues(
    dropped=True, dashed=True, genitive=True,
    verbs=wordset(
        "сказал сказала сказали заявил заявила заявили отметил отметила добавил добавила "
        "подчеркнул подчеркнула сообщил сообщила рассказал рассказала объяснил объяснила "
        "написал написала ответил ответила пояснил пояснила уточнил уточнила говорит считает "
        "сообщает заявляет отмечает добавляет подчёркивает подчеркивает подчеркнули отметили "
        "сказал говорил говорила выразил выразила рассказывает пишет писал писала отвечает "
        "возразил возразила резюмировал пообещал пообещала "
        "предупредил предупредила признал признала утверждает напомнил прокомментировал заметил "
        "заметила"),
    according=("по словам", "по мнению"),
    he=wordset("он она"),
    they=wordset("они"),
    titles=wordset(
        "президент министр премьер генерал посол губернатор мэр депутат сенатор судья король "
        "королева папа директор секретарь профессор господин госпожа глава премьер-министр "
        "представитель"),
    roles=wordset(
        "президент министр дипломат политолог эксперт глава мэр губернатор депутат тренер "
        "адвокат директор представитель профессор посол политик чиновник пресс-секретарь врач "
        "полиция министерство правительство следователь прокурор учёный ученый писатель "
        "журналист активист житель жительница очевидец свидетель аналитик"),
    naming=wordset(
        "фильм книга песня роман газета газете компания группа альбом под названием"),
    that=wordset("что"),
    stop=wordset(
        "в на по с и но или а как когда если это этот он она они мы я понедельник вторник среду "
        "четверг пятницу субботу воскресенье вчера сегодня после до из от для при об"))
TR = Cues(
    dropped=True, inverted=False, suffixed=True, after=wordset("göre"),
    verbs=wordset(
        "dedi diyor söyledi belirtti açıkladı ekledi vurguladı ifade kaydetti konuştu yazdı "
        "diyen ifadelerini ifadesini sözlerini vurgulayan belirten söyleyen ekleyen "
        "anlattı bildirdi savundu uyardı yanıtladı dediler diye şöyle kullandı"),
    according=(),
    he=wordset("o kendisi"),
    they=wordset("onlar"),
    titles=wordset(
        "cumhurbaşkanı başbakan bakan bakanı başkan başkanı sözcüsü vali genel müdür müdürü "
        "profesör prof dr sayın bay bayan general büyükelçi büyükelçisi kral milletvekili "
        "lideri"),
    roles=wordset("bakan başkan sözcü diplomat uzman avukat gazeteci öğretmen"),
    naming=wordset("adlı isimli film kitap şarkı"),
    stop=wordset(
        "bu şu o ve ama veya ile için gibi pazartesi salı çarşamba perşembe cuma cumartesi "
        "pazar dün bugün yarın sonra önce ancak her bir"))
AR = Cues(
    dropped=True, inverted=False,
    of=wordset("باسم"),
    verbs=wordset(
        "قال قالت وقال وقالت صرح صرحت وصرح أضاف أضافت وأضاف وأضافت أكد أكدت وأكد وأكدت أعلن "
        "أعلنت وأعلن ذكر ذكرت وذكر أوضح أوضحت وأوضح وأوضحت كتب كتبت وكتب أشار وأشار وتابع تابع "
        "واعتبر اعتبر شدد وشدد يقول تقول ويقول وصف ووصف كشف وكشف لفت ولفت نفى ونفى رأى ورأى "
        "وذكرت وأكدت وأعلنت وصرحت وكتب وكتبت مضيفا مؤكدا موضحا مشيرا وأشارت أشارت وتابعت تابعت"),
    according=("وفقا ل", "بحسب", "حسب"),
    titles=wordset(
        "الرئيس الوزير وزير رئيس المتحدث السيد السيدة الدكتور الدكتورة الأمين العام الملك "
        "المتحدثة الناطق الناطقة الوزيرة وزيرة الرئيسة رئيسة المديرة مديرة الخبير الخبيرة "
        "المحامي المحامية الأستاذ الأستاذة الشيخ المبعوث المستشار نائب النائبة سفيرة "
        "الأمير السفير سفير النائب القائد الجنرال اللواء المدير مدير"),
    roles=wordset("الوزير الرئيس المتحدث الدبلوماسي السفير"),
    that=wordset("إن أن بأن إنه إنها أنه أنها"),
    stop=wordset(
        "في من على إلى عن مع بعد قبل خلال يوم أمس اليوم عبر حول ضد لدى"),
    large=False)
