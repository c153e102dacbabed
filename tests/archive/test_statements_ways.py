"""Ways of news copy to say whose words they are, in the languages that have lists of words."""

from __future__ import annotations

import pytest

from dateline.archive.statements.extracting import said_in
from dateline.archive.statements.people import Known
from dateline.record.public import Block


def _speakers(language: str, text: str, *known: str) -> list[str]:
    blocks = [Block("paragraph", part) for part in text.split("\n")]
    names = [Known(number, name) for number, name in enumerate(known, 1)]
    return [one.speaker for one in said_in(blocks, language, names)]


ENGLISH = [
    ('"We are ready for the winter," said the minister, Jane Doe. "Nobody will freeze," he added.',
     ["Jane Doe"] * 2),
    ('"The line is open," said a spokeswoman for the ministry, Ada Lund. "We are sorry," the '
     'spokeswoman added.', ["Ada Lund"] * 2),
    ('Jane Doe: "We have to go now."', ["Jane Doe"]),
    ('Former mayor Ana Paz of Lima\'s Green Party told Agency, "We were never asked about it."',
     ["Ana Paz"]),
    ('Heavy rain made it worse, Paz said, adding it would go on. "It is a bad week for all."',
     ["Paz"]),
    ('President Abdel Karim el-Masri of Egypt said, "Our people have waited long enough."',
     ["Abdel Karim el-Masri"]),
    ('Paul Roe defended the plan. "We had no other choice in May."', ["Paul Roe"]),
    ('"We had no other choice," quips Paul Roe, who runs the harbour.', ["Paul Roe"]),
    ('Ministers met sailors. "Why did nobody call us?" one sailor asked. "We waited for hours."',
     ["one sailor"] * 2),
    ('"The lights went out at once," police said.', ["police"]),
    ('"We can see the ship," said Kew astronomer Ida Holm.', ["Ida Holm"]),
    ('According to harbour pilot Ida Holm, "The ship was lost. We saw it go."', ["Ida Holm"]),
    ('The report specifically said "the money was never counted".', ["The report"]),
    ('Steve Hall of Ohio called it "a long way home" and Ross Lund of Texas calling it "a very '
     'short way home".', ["Steve Hall", "Ross Lund"]),
    ('Ana Paz left at noon, but she said "nobody was asked about it".', ["Ana Paz"]),
    ('Ana Paz, the mayor of Lima, also said "nobody was asked about it".', ["Ana Paz"]),
    ('The mayor of Lima, Ana Paz, left. "It is late for all of us," the mayor said.', ["Ana Paz"]),
    ('Ana Paz spoke on Twitter: "I said \'We can talk about it tomorrow.\' "', ["Ana Paz"]),
]
OTHERS = [
    ("fr", "Jean Dupont dirige le port. « Nous sommes prêts à tout », explique-t-il. « Il faut "
           "partir demain », renchérit-il.", ["Jean Dupont"] * 2),
    ("fr", "« Nous ne céderons rien », s'est indigné Jean Dupont.", ["Jean Dupont"]),
    ("fr", "« C'est une honte pour le pays », juge le ministère de l'Intérieur.",
     ["le ministère de l'Intérieur"]),
    ("fr", "« La route est coupée depuis hier », a indiqué un porte-parole de la police.",
     ["un porte-parole de la police"]),
    ("fr", "Pour Anne Roux, « le chantier est un échec total ».", ["Anne Roux"]),
    ("fr", "Il a placé l'île en alerte pour « orages et fortes pluies ».", []),
    ("fr", "Selon le ministre des Finances, Pierre Loti, « il reste beaucoup à faire ».",
     ["Pierre Loti"]),
    ("fr", "L'alerte a été donnée tard. « Nous étions tous endormis », raconte une voisine.",
     ["une voisine"]),
    ("fr", "« Il faut partir demain » a expliqué à l'AFP Jean Dupont.", ["Jean Dupont"]),
    ("fr", "Une foule est venue avec Anne Roux. La procureure de la ville, Mme Marie Petit, a "
           "déclaré : « Nous avons fini avec cela. »", ["Marie Petit"]),
    ("fr", "Jean Dupont, PDG de LB France, a indiqué « vouloir partir en mai ». Marie Petit, de la "
           "CGT, a elle relevé qu'il « n'y a rien de sûr ».", ["Jean Dupont", "Marie Petit"]),
    ("fr", "Jean Dupont a dit « non et non, jamais ». Selon son voisin, « il est fou de joie ».",
     ["Jean Dupont", "son voisin"]),
    ("fr", "Le syndicat SUD estime, au contraire, que « Si cela dure, nous partons tous ».",
     ["SUD"]),
    ("de", "„Wir brauchen mehr Geld“, so Ministerin Anna Berg. „Das wird nicht reichen“, sagte "
           "die Politikerin.", ["Anna Berg"] * 2),
    ("de", "Nach Angaben von Otto Berg ist „die Lage sehr ernst“.", ["Otto Berg"]),
    ("de", "Otto Berg zufolge ist „die Lage sehr ernst geworden“.", ["Otto Berg"]),
    ("de", "„Die Straße ist gesperrt worden“, sagte eine Sprecherin der Polizei.", ["Polizei"]),
    ("nl", '"De weg is sinds gisteren dicht", zei burgemeester Jan de Vries.', ["Jan de Vries"]),
    ("es", "«Vamos a ganar este partido», apuntó el entrenador, Luis Pérez. «Estamos muy bien», "
           "ha asegurado.", ["Luis Pérez"] * 2),
    ("es", "«La carretera está cerrada», dijo una portavoz de la policía.",
     ["una portavoz de la policía"]),
    ("it", "«Non c'è più tempo», attacca Luigi Rossi. «Dobbiamo agire subito», insiste.",
     ["Luigi Rossi"] * 2),
    ("it", "«La strada è chiusa da ieri», ha riferito un portavoce della polizia.",
     ["un portavoce della polizia"]),
    ("pt", "“Não há dinheiro para isso”, lamentou a deputada Ana Costa. “É uma vergonha para "
           "todos”, disse ela.", ["Ana Costa"] * 2),
    ("ru", "«Дорога закрыта со вчерашнего дня», — сообщил представитель полиции.",
     ["представитель полиции"]),
    ("tr", 'Ayşe Demir, "Yol dünden beri kapalı" ifadelerini kullandı.', ["Ayşe Demir"]),
    ("tr", '"Yol dünden beri kapalı" diyen Ahmet Yılmaz, "Yarın açılacak diyoruz" dedi.',
     ["Ahmet Yılmaz"] * 2),
    ("tr", "Ahmet Yılmaz'a göre \"yol dünden beri kapalı\".", ["Ahmet Yılmaz"]),
    ("ar", 'قالت المتحدثة باسم الوزارة ليلى حداد إن "الطريق مغلق منذ أمس".', ["ليلى حداد"]),
    ("ar", "قال أحمد حسن: «الطريق مغلق منذ أمس». وأضاف: «سيفتح غدا صباحا».", ["أحمد حسن"] * 2),
    ("zh", "外交部发言人李明说：“道路从昨天起关闭。”", ["李明"]),
    ("zh", "李明表示，“道路从昨天起关闭”。他补充说：“明天将重新开放。”", ["李明"] * 2),
    ("zh", "“道路从昨天起关闭，”李明说。", ["李明"]),
    ("zh", "市长王芳告诉记者：“我们已经准备好了。”", ["王芳"]),
    ("zh", "他在书里写道“道路从昨天起关闭”。", []),
    ("ja", "山田太郎首相は「道路は昨日から閉鎖されている」と述べた。", ["山田太郎"]),
]


@pytest.mark.parametrize(("text", "told"), ENGLISH)
def test_english(text, told):
    assert _speakers("en", text) == told


@pytest.mark.parametrize(("language", "text", "told"), OTHERS)
def test_other_languages(language, text, told):
    assert _speakers(language, text) == told


@pytest.mark.parametrize(("language", "text", "words"), [
    ("es", "—Vamos a ganar este partido —dijo Luis Pérez—. No hay otra.",
     ["Vamos a ganar este partido", "No hay otra."]),
    ("pt", "— Não há dinheiro para isso — disse Ana Costa.", ["Não há dinheiro para isso"]),
    ("ru", "— Мы готовы ко всему, — сказал Илья Моргунов.", ["Мы готовы ко всему"]),
    ("fr", "— Nous sommes prêts à partir — a déclaré Jean Dupont.", ["Nous sommes prêts à partir"]),
    ("pt", "— Lisboa, 3 de maio — A ponte está fechada.", []),
    ("en", "— We will be there in time — said Ana Paz.", []),
])
def test_dashes_open_and_close_speech_where_a_language_has_it(language, text, words):
    told = said_in([Block("paragraph", text)], language)
    assert [one.words for one in told] == words
    assert len({one.speaker for one in told}) <= 1


@pytest.mark.parametrize(("text", "speaker", "role", "term"), [
    ('"The line is open again," a spokeswoman for the Ministry of Transport said on Monday.',
     "Ministry of Transport", "spokeswoman", 4),
    ('"The line is open again," an Interpol spokesperson said.', "Interpol", "spokesperson", 0),
    ('The Ministry of Transport was late. "We are sorry for it," said a spokesman for the '
     'ministry.', "Ministry of Transport", "spokesman", 4),
    ('"The line is open again," a spokesman for the mayor said.', "a spokesman for the mayor", "",
     0),
])
def test_who_speaks_for_a_body_without_a_name_is_that_body(text, speaker, role, term):
    (one,) = said_in([Block("paragraph", text)], "en", [Known(4, "Ministry of Transport", False)])
    assert (one.speaker, one.role, one.term) == (speaker, role, term)
