"""The words that tell of speech, by language: verbs, "according to", pronouns, titles, roles."""

from __future__ import annotations

from dataclasses import dataclass


def wordset(text: str) -> frozenset[str]:
    """The words of a text that are parted by blanks."""
    return frozenset(text.split())


@dataclass(frozen=True)
class Cues:
    """What one language has. All are lower case.

    `verbs`: forms that tell of speech; `ing`: of these, those that need the sentence's subject;
    `naming`: what stands before a name or title in quotation marks; `that`: begins what was said;
    `be`: before them they are nouns or passives.
    """

    verbs: frozenset[str]
    ing: frozenset[str] = frozenset()
    according: tuple[str, ...] = ()
    he: frozenset[str] = frozenset()
    they: frozenset[str] = frozenset()
    the: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    dropped: bool = False
    """A verb needs no subject: who spoke last is meant."""
    large: bool = True
    """Names begin with a capital; else they stand after the verb, or are those that are known."""


EN = Cues(
    verbs=wordset(
        "said says say saying told tells telling added adds adding stated states stating wrote "
        "writes writing tweeted tweets tweeting explained explains explaining noted notes "
        "noting remarked remarks warned warns warning insisted insists argued argues arguing "
        "claimed claims claiming declared declares declaring announced announces announcing "
        "replied replies answered asked asks commented comments commenting concluded concludes "
        "continued continues confirmed confirms admitted admits acknowledged stressed stresses "
        "stressing emphasised emphasized observed recalled recalls reported reports informed "
        "suggested suggests denied denies pointed quipped joked shouted shouting cried urged "
        "urges vowed promised pledged called calls calling described describes describing "
        "characterised characterized termed termed quoted proposed asserted asserts alleged "
        "alleges maintained reiterated testified recounted posted read reads spoke talked "
        "lauded praised thanked deemed deems referred responded responds labelled labeled "
        "expressed indicated countered conceded lamented opined predicted cautioned affirmed "
        "contended credits credited complained boasted exclaimed agreeing blasted slammed "
        "condemned"),
    ing=wordset(
        "saying telling adding stating writing tweeting explaining noting arguing claiming "
        "declaring announcing commenting stressing calling describing shouting warning agreeing"),
    according=("according to", "in the words of"),
    he=wordset("he she him"),
    they=wordset("they it"),
    the=wordset("the a an his her their its this that one another some"),
    titles=wordset(
        "president minister secretary sheriff captain governor mayor senator judge justice "
        "chancellor premier prince princess king queen pope archbishop bishop cardinal mr mrs "
        "ms miss dr prof professor sir lord lady dame gen general chief director spokesman "
        "spokeswoman spokesperson coach mp mep ceo congressman congresswoman rep sen "
        "representative commissioner ambassador colonel col lieutenant lt sergeant sgt major "
        "secretary-general attorney imam sheikh ayatollah rabbi reverend rev father sister "
        "brother chairman chairwoman chair chairperson deputy admiral analyst officer speaker "
        "leader taoiseach councillor superintendent inspector detective constable vice actor "
        "actress voter singer author striker midfielder goalkeeper pastor historian economist "
        "editor manager delegate envoy adviser advisor counsel marshal vice-president"),
    roles=wordset(
        "diplomat minister president spokesman spokeswoman spokesperson official officials "
        "police army ministry company party government palace king queen mother father parents "
        "woman man student witness witnesses doctor doctors professor scientist scientists "
        "researcher researchers lawyer lawyers attorney judge prosecutor prosecutors coach "
        "captain player manager director chairman chief ceo founder head leader leaders author "
        "editor reporter journalist analyst expert experts economist historian activist "
        "activists protester protesters resident residents farmer worker workers teacher "
        "teachers politician senator governor mayor deputy delegate ambassador envoy general "
        "commander officer soldier sheriff inspector agency union court church bank team club "
        "group organisation organization charity council committee commission authorities "
        "authority office bishop archbishop pope priest actor actress singer musician artist "
        "writer director filmmaker passenger survivor survivors victim victims neighbour "
        "neighbor children child son daughter wife husband brother sister secretary adviser "
        "advisor engineer operator airline firm newspaper "
        "anthropologist chancellor ecologist meteorologist ornithologist boss owner dispatcher "
        "candidate lawmaker premier attendee master pilot nurse clerk skipper driver chef "
        "surgeon mathematician veteran members member half back striker goalkeeper "
        "midfielder executive"),
    naming=wordset(
        "slogan called titled entitled named dubbed nicknamed known song songs film movie book "
        "novel album hashtag programme program codenamed so-called term phrase word words "
        "nickname title motto nickname banner category"),
    that=wordset("that"),
    by=wordset("by"),
    be=wordset(
        "is are was were be been being to the a an of his her these any no"),
    stop=wordset(
        "the a an in on at of for to from by with and but or as if when while after before "
        "since this that these those his her their its our my your he she they it we i you "
        "there here what who which whose where why how monday tuesday wednesday thursday friday "
        "saturday sunday january february march april may june july august september october "
        "november december yesterday today tomorrow meanwhile however although though also both "
        "one two three four five six some many most more all no not yes earlier later last next "
        "speaking according despite during following under over about then now still only even "
        "because so yet once until another other such per via additionally asked commenting "
        "writing testimony photo image file namely officially presently addressing other both "
        "neither either twitter fellow incumbent  each every "
        "former opposition member "
        "members late"),
)
FR = Cues(
    verbs=wordset(
        "dit déclaré déclare affirmé affirme ajouté ajoute expliqué explique précisé précise "
        "estimé estime indiqué indique souligné souligne assuré assure annoncé annonce répondu "
        "répond écrit confié confie raconté raconte lancé lance conclu conclut rappelé rappelle "
        "insisté insiste regretté regrette poursuivi poursuit reconnu martelé prévenu dénoncé "
        "dénonce commenté commente observé note noté tweeté soutenu avoué affirmait disait "
        "expliquait"),
    according=("selon", "d'après", "d’après", "pour"),
    he=wordset("il elle t-il t-elle a-t-il a-t-elle dit-il dit-elle"),
    they=wordset("ils elles t-ils t-elles ont-ils ont-elles"),
    the=wordset("le la les l un une son sa ses"),
    titles=wordset(
        "président présidente ministre premier première m mme mlle dr maire juge roi reine pape "
        "général colonel commissaire député députée sénateur sénatrice professeur directeur "
        "directrice porte-parole secrétaire chancelière chancelier ambassadeur"),
    roles=wordset(
        "président présidente ministre porte-parole maire avocat avocate juge procureur "
        "diplomate directeur directrice chercheur chercheuse professeur entraîneur député "
        "policier médecin témoin responsable chef sénateur gouvernement ministère"),
    naming=wordset(
        "intitulé intitulée nommé surnommé titre slogan film chanson livre appelé dit"),
    that=wordset("que qu"),
    by=wordset("par"),
    stop=wordset(
        "le la les un une des de du en dans sur à au aux pour par avec et mais ou où si lundi "
        "mardi mercredi jeudi vendredi samedi dimanche ce cette ces il elle ils elles selon "
        "après avant depuis pendant hier l d"))
DE = Cues(
    verbs=wordset(
        "sagte sagt sagten erklärte erklärt betonte betont meinte meint fügte schrieb schreibt "
        "teilte berichtete warnte forderte kritisierte antwortete ergänzte äußerte bestätigte "
        "versicherte kündigte behauptete hieß nannte bezeichnete gesagt erklärten mahnte räumte "
        "twitterte verlangte urteilte erzählte"),
    according=("laut", "nach angaben von", "zufolge"),
    he=wordset("er sie"),
    they=wordset("sie es"),
    the=wordset("der die das ein eine einer sein seine ihr ihre"),
    titles=wordset(
        "präsident präsidentin minister ministerin kanzler kanzlerin bundeskanzler "
        "bundeskanzlerin herr frau dr prof professor bürgermeister sprecher sprecherin richter "
        "general könig königin papst chef direktor direktorin botschafter außenminister "
        "innenminister finanzminister ministerpräsident trainer"),
    roles=wordset(
        "minister ministerin sprecher sprecherin präsident präsidentin kanzler kanzlerin "
        "politiker politikerin diplomat anwalt anwältin richter trainer direktor polizei "
        "bürgermeister forscher forscherin professor zeuge regierung ministerium"),
    naming=wordset(
        "titel namens sogenannte sogenannten genannt film buch lied motto"),
    that=wordset("dass daß"),
    by=wordset("von"),
    stop=wordset(
        "der die das ein eine in im am an auf bei für mit nach von vor zu und aber oder als "
        "wenn montag dienstag mittwoch donnerstag freitag samstag sonntag dies dieser es er sie "
        "wir gestern heute laut seit während zur zum den dem des"))
ES = Cues(
    dropped=True,
    verbs=wordset(
        "dijo dice afirmó afirma declaró declara añadió agregó explicó señaló indicó aseguró "
        "sostuvo manifestó expresó comentó escribió respondió advirtió subrayó destacó anunció "
        "concluyó recordó reconoció insistió precisó apuntó dicho afirmado tuiteó denunció "
        "confirmó relató contó"),
    according=("según", "de acuerdo con", "en palabras de"),
    he=wordset("él ella"),
    they=wordset("ellos ellas"),
    the=wordset("el la los las un una su"),
    titles=wordset(
        "presidente presidenta ministro ministra señor señora sr sra dr dra alcalde alcaldesa "
        "juez jueza general rey reina papa canciller senador senadora diputado diputada "
        "director directora portavoz secretario secretaria embajador don doña"),
    roles=wordset(
        "presidente presidenta ministro ministra portavoz alcalde alcaldesa abogado abogada "
        "juez fiscal diplomático director directora profesor entrenador diputado testigo "
        "gobierno ministerio canciller mandatario"),
    naming=wordset(
        "titulado titulada llamado llamada denominado lema película libro canción"),
    that=wordset("que"),
    by=wordset("por"),
    stop=wordset(
        "el la los las un una de del en a al por para con y pero o si cuando lunes martes "
        "miércoles jueves viernes sábado domingo este esta ese según tras desde su sus ayer"))
IT = Cues(
    dropped=True,
    verbs=wordset(
        "detto dice disse dichiarato dichiara aggiunto aggiunge spiegato spiega affermato "
        "afferma sottolineato sottolinea scritto scrive risposto risponde commentato commenta "
        "ribadito osservato annunciato ricordato concluso ha avvertito precisato sostenuto "
        "twittato raccontato") - {"ha"},
    according=("secondo", "stando a"),
    he=wordset("lui lei egli ella"),
    they=wordset("loro essi"),
    the=wordset("il lo la i gli le un una suo sua"),
    titles=wordset(
        "presidente ministro ministra signor signora dott dottor sindaco sindaca giudice "
        "generale re regina papa senatore senatrice deputato deputata direttore direttrice "
        "portavoce segretario premier ambasciatore professor professoressa"),
    roles=wordset(
        "presidente ministro ministra portavoce sindaco avvocato giudice diplomatico direttore "
        "professore allenatore deputato testimone premier governo ministero"),
    naming=wordset(
        "intitolato intitolata chiamato soprannominato film libro canzone titolo slogan"),
    that=wordset("che"),
    by=wordset("da dal"),
    stop=wordset(
        "il lo la i gli le un una di del della in nel a al per con e ma o se quando lunedì "
        "martedì mercoledì giovedì venerdì sabato domenica questo questa secondo dopo ieri"))
PT = Cues(
    dropped=True,
    verbs=wordset(
        "disse diz afirmou afirma declarou acrescentou explicou destacou ressaltou garantiu "
        "escreveu respondeu comentou contou avisou alertou anunciou concluiu lembrou reconheceu "
        "insistiu sublinhou salientou frisou adiantou referiu considerou defendeu tuitou "
        "relatou dito"),
    according=("segundo", "de acordo com", "conforme"),
    he=wordset("ele ela"),
    they=wordset("eles elas"),
    the=wordset("o a os as um uma seu sua"),
    titles=wordset(
        "presidente ministro ministra senhor senhora sr sra dr dra prefeito prefeita juiz juíza "
        "general rei rainha papa senador senadora deputado deputada diretor diretora porta-voz "
        "secretário secretária primeiro-ministro embaixador governador"),
    roles=wordset(
        "presidente ministro ministra porta-voz prefeito advogado advogada juiz diplomata "
        "diretor diretora professor treinador deputado testemunha primeiro-ministro governo "
        "ministério"),
    naming=wordset(
        "intitulado intitulada chamado chamada denominado filme livro canção lema"),
    that=wordset("que"),
    by=wordset("por pelo pela"),
    stop=wordset(
        "o a os as um uma de do da em no na por para com e mas ou se quando segunda terça "
        "quarta quinta sexta sábado domingo este esta segundo após desde seu ontem"))
RU = Cues(
    dropped=True,
    verbs=wordset(
        "сказал сказала сказали заявил заявила заявили отметил отметила добавил добавила "
        "подчеркнул подчеркнула сообщил сообщила рассказал рассказала объяснил объяснила "
        "написал написала ответил ответила пояснил пояснила уточнил уточнила говорит считает "
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
        "адвокат директор представитель профессор посол политик чиновник"),
    naming=wordset(
        "фильм книга песня роман газета газете компания группа альбом под названием"),
    that=wordset("что"),
    stop=wordset(
        "в на по с и но или а как когда если это этот он она они мы я понедельник вторник среду "
        "четверг пятницу субботу воскресенье вчера сегодня после до из от для при об"))
TR = Cues(
    dropped=True,
    verbs=wordset(
        "dedi diyor söyledi belirtti açıkladı ekledi vurguladı ifade kaydetti konuştu yazdı "
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
    dropped=True,
    verbs=wordset(
        "قال قالت وقال وقالت صرح صرحت وصرح أضاف أضافت وأضاف وأضافت أكد أكدت وأكد وأكدت أعلن "
        "أعلنت وأعلن ذكر ذكرت وذكر أوضح أوضحت وأوضح وأوضحت كتب كتبت وكتب أشار وأشار وتابع تابع "
        "واعتبر اعتبر شدد وشدد"),
    according=("وفقا ل", "بحسب", "حسب"),
    titles=wordset(
        "الرئيس الوزير وزير رئيس المتحدث السيد السيدة الدكتور الدكتورة الأمين العام الملك "
        "الأمير السفير سفير النائب القائد الجنرال اللواء المدير مدير"),
    roles=wordset("الوزير الرئيس المتحدث الدبلوماسي السفير"),
    that=wordset("إن أن بأن إنه إنها أنه أنها"),
    stop=wordset(
        "في من على إلى عن مع بعد قبل خلال يوم أمس اليوم عبر حول ضد لدى"),
    large=False)
UNSPACED = ("zh", "ja")
BY_LANGUAGE = {"en": EN, "fr": FR, "de": DE, "es": ES, "it": IT, "pt": PT, "ru": RU, "tr": TR,
               "ar": AR}
SIGNS = ("表示", "指出", "强调", "強調", "说", "說", "称", "稱", "告诉", "告訴",
         "述べ", "語っ", "話し",
         "言っ", "コメント")
"""How speech is told of in Chinese and Japanese, where no blank parts words."""
PARTICLES = wordset(
        "de la del der den van von bin ibn ben al el da dos das di du le af av ter ten y e zu "
        "abu")
ORGANISATIONS = wordset(
        "ministry department university house bank commission center centre institute court "
        "republic party council committee office agency association union federation board "
        "bureau authority college school church company corporation group society league office "
        "organisation organization foundation fund army navy force forces police service "
        "brigade press times post news guardian herald facility airport district county city "
        "state states kingdom nations hospital museum airlines airways inc ltd corp academy "
        "parliament congress senate ministère ministerio ministério ministero ministerium "
        "université partido parti partei media survey corps guard administration national")
ABBREVIATED = wordset(
        "mr mrs ms dr prof gen sen rep gov st lt col sgt jr sr no vs inc ltd co corp u.s u.k "
        "u.n a.m p.m e.g i.e m mme etc approx dept fr rev hon maj capt cmdr adm sra dra z.b bzw "
        "ca jan feb mar apr aug sept oct nov dec")


def cues_of(language: str) -> Cues:
    """Those of a primary subtag; English for a language we have none of."""
    return BY_LANGUAGE.get(language, EN)
