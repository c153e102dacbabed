"""The standards that a newsroom begins with, in other languages: the same clauses by number.

The English ones are version 1. While nobody has accepted it and no other was adopted, one click
makes these the version that holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dateline.discussion.models import Acceptance, Standards
from dateline.discussion.standards import ClauseText, adopt
from dateline.people.public import NotAllowed, User


@dataclass(frozen=True)
class First:
    """Their opening and clauses, in one language."""

    opening: str
    clauses: tuple[ClauseText, ...]


def _first(opening: str, *clauses: tuple[str, str, str]) -> First:
    return First(opening, tuple(ClauseText(*clause) for clause in clauses))


FIRST: Mapping[str, First] = {
    "fr": _first(
        "Cette charte vaut pour toutes les personnes qui écrivent ici : lectrices et lecteurs, "
        "invités, et la rédaction elle-même. Chaque restriction d’un commentaire ou d’une personne "
        "cite l’article sur lequel elle repose.\n\n"
        "Contestez les idées aussi durement que vous voulez. Laissez les personnes entières.",
        ("1", "Qui parle",
         "Les commentaires sont signés, et l’on sait avec qui l’on parle."),
        ("1.1", "Une personne, un compte",
         "Personne n’écrit sous plusieurs noms, ni ne prête un compte à autrui."),
        ("1.2", "Un nom à soi",
         "Un nom ne doit pas passer pour celui d’une autre personne qui écrit ici, d’une "
         "personnalité publique ou de cette rédaction."),
        ("2", "Comment nous parlons",
         "Un commentaire porte sur le sujet et sur ce que d’autres en ont dit."),
        ("2.1", "Pas d’insultes",
         "Critiquez ce que quelqu’un dit ou fait ; n’injuriez personne."),
        ("2.2", "Pas de haine",
         "Nul n’est rabaissé pour son origine, sa peau, sa foi, son sexe, les personnes qu’il "
         "aime, son âge, une maladie ou un handicap."),
        ("2.3", "Pas de menaces",
         "Aucune violence n’est annoncée, souhaitée ou louée."),
        ("2.4", "Le privé reste privé",
         "Pas d’adresses, de numéros de téléphone, d’images ni d’affaires de personnes qui ne les "
         "ont pas rendus publics."),
        ("3", "Au sujet",
         "Une discussion est là pour celles et ceux qui la lisent."),
        ("3.1", "Le dire une fois",
         "Le même texte n’est pas envoyé sans cesse, ici ou sous d’autres articles."),
        ("3.2", "Pas de publicité",
         "Les liens touchent à ce dont on parle ; rien n’est vendu, personne n’est recruté."),
        ("3.3", "Laisser de la place",
         "Personne ne noie une discussion sous ses commentaires."),
        ("3.4", "Rester au sujet",
         "Ce qui n’a rien à voir avec l’article a sa place ailleurs."),
        ("4", "Ce que demande la loi",
         "Il est des choses qu’aucune rédaction ne peut publier."),
        ("4.1", "Rien d’illégal",
         "Aucun commentaire n’enfreint la loi, ni n’invite à l’enfreindre."),
        ("4.2", "Tribunaux et enfants",
         "Aucun commentaire ne préjuge d’un procès en cours, ni ne nomme une personne mineure qui "
         "figure dans un article."),
        ("5", "Comment nous décidons",
         "Des personnes décident ; ce qu’un programme décide, des personnes le revoient quand on "
         "le leur demande."),
        ("5.1", "Des raisons",
         "Qui subit une restriction apprend laquelle, pourquoi, pour combien de temps et selon "
         "quel article."),
        ("5.2", "Recours",
         "Qui subit une restriction peut la contester pendant 184 jours ; décide alors une "
         "personne qui n’a pas décidé la première fois."),
    ),
    "ar": _first(
        "تسري هذه المعايير على كل من يكتب هنا: القرّاء والضيوف والعاملين في غرفة الأخبار أنفسهم. "
        "ويذكر كلُّ تقييد لتعليق أو لشخص البندَ الذي يستند إليه.\n\n"
        "خالف الأفكار بما شئت من الشدة، ودع الناس سالمين.",
        ("1", "من يتكلم", "التعليقات موقّعة، ويعرف القرّاء مع من يتحدثون."),
        ("1.1", "شخص واحد وحساب واحد", "لا يكتب أحد بأسماء عدة، ولا يعير حسابه لغيره."),
        ("1.2", "اسم يخصّك",
         "لا يجوز أن يوهم الاسم بأنه لقارئ آخر أو لشخصية عامة أو لغرفة الأخبار هذه."),
        ("2", "كيف نتكلم", "يتناول التعليق الموضوع وما قاله الآخرون فيه."),
        ("2.1", "لا إهانات", "انتقد ما يقوله المرء أو يفعله، ولا تشتم أحدًا."),
        ("2.2", "لا كراهية",
         "لا يُحطّ من قدر أحد لأصله أو لونه أو دينه أو جنسه أو من يحب أو سنّه أو مرضه أو إعاقته."),
        ("2.3", "لا تهديد", "لا يُهدَّد بعنف ولا يُتمنّى ولا يُمجَّد."),
        ("2.4", "الخاص يبقى خاصًا",
         "لا عناوين ولا أرقام هاتف ولا صور ولا شؤون لأناس لم يعلنوها بأنفسهم."),
        ("3", "في صلب الموضوع", "النقاش لمن يقرؤه."),
        ("3.1", "قلها مرة واحدة", "لا يُرسل النص نفسه مرارًا، لا هنا ولا تحت أخبار أخرى."),
        ("3.2", "لا إعلانات", "الروابط لما يُناقَش؛ لا يُباع شيء ولا يُجنَّد أحد."),
        ("3.3", "اترك متسعًا", "لا يُغرق أحد نقاشًا بتعليقاته."),
        ("3.4", "التزم الموضوع", "ما لا صلة له بالخبر مكانه في غير هذا."),
        ("4", "ما يطلبه القانون", "ثمة أشياء لا يجوز لأي غرفة أخبار نشرها."),
        ("4.1", "لا مخالفة للقانون", "لا يخالف تعليقٌ القانون، ولا يدعو غيره إلى مخالفته."),
        ("4.2", "المحاكم والأطفال",
         "لا يستبق تعليقٌ الحكم في قضية منظورة، ولا يسمّي قاصرًا ورد في خبر."),
        ("5", "كيف نقرر", "يقرر الناس؛ وما يقرره برنامج ينظر فيه الناس متى طُلب منهم."),
        ("5.1", "الأسباب", "من يُقيَّد يُبلَّغ بماذا ولماذا وإلى متى وبأي بند."),
        ("5.2", "الاعتراض",
         "لمن يُقيَّد أن يعترض خلال 184 يومًا؛ ويقرر عندئذ شخص لم يقرر أول مرة."),
    ),
}


def offered() -> dict[str, str]:
    """The languages that they can be begun in, by their own names; none once a version was adopted
    or accepted."""
    if not _untouched():
        return {}
    return {code: name for code, name in settings.LANGUAGES if code in FIRST}


def _untouched() -> bool:
    versions = list(Standards.objects.values_list("version", "by")[:2])
    return versions == [(1, None)] and not Acceptance.objects.exists()


@transaction.atomic
def begin_in(language: str, *, by: User, at: datetime) -> Standards:
    """Adopt them in this language. Raises NotAllowed where they are not offered (any more)."""
    list(Standards.objects.select_for_update())
    if language not in FIRST or not _untouched():
        raise NotAllowed(_("These are only there while nobody has accepted or changed the first "
                           "standards."))
    first = FIRST[language]
    return adopt(first.opening, first.clauses, by=by, at=at)
