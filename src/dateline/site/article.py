"""A story as schema.org has it: NewsArticle or the kind of it that its genre is."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from dateline.record.public import Item, Notice, Picture, Site, Term, Version
from dateline.site.cards import HEIGHT, WIDTH, card_address
from dateline.site.figures import fallback, picture_address
from dateline.site.structured import (
    CONTEXT,
    Data,
    absolute,
    image_object,
    known,
    named,
    publisher,
)
from dateline.site.text import dateline, iso

KINDS = {
    "analysis": "AnalysisNewsArticle", "background": "BackgroundNewsArticle",
    "backgrounder": "BackgroundNewsArticle", "explainer": "BackgroundNewsArticle",
    "opinion": "OpinionNewsArticle", "commentary": "OpinionNewsArticle",
    "comment": "OpinionNewsArticle", "column": "OpinionNewsArticle",
    "editorial": "OpinionNewsArticle", "report": "ReportageNewsArticle",
    "reportage": "ReportageNewsArticle", "review": "ReviewNewsArticle",
}
"""Which kind of NewsArticle a genre is, by the last word of its name in English (IPTC's genres)."""
TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
"""IPTC's vocabulary of media topics; a topic's address is this and its number."""


def news_article(
    version: Version, site: Site, translations: Sequence[Item] = (), original: Item | None = None
) -> Data:
    """The story; what is not known (such as the date of an undated one) is left out.

    Addresses are absolute, times RFC 3339 in UTC.
    """
    url, agency = absolute(site, version.address), publisher(site)
    told = {
        "@type": kind_of(version),
        "identifier": UUID(version.guid).urn,
        "url": url,
        "mainEntityOfPage": url,
        "headline": version.headline,
        "alternativeHeadline": version.short_headline,
        "description": version.standfirst,
        "dateline": dateline(version),
        "datePublished": iso(version.published_at) if version.published_at else "",
        "dateModified": iso(version.modified_at) if version.modified_at else "",
        "expires": iso(version.expires_at) if version.expires_at else "",
        "inLanguage": version.language,
        "articleSection": version.section.name if version.section else "",
        "genre": version.genre,
        "isPartOf": [named(term, site) for term in version.dossiers],
        "keywords": [term.name for term in version.tags],
        "author": _authors(version, agency, site),
        "publisher": agency,
        "creditText": version.credit,
        "copyrightNotice": version.rights,
        "isAccessibleForFree": True,
        "correction": [_correction(n) for n in version.notices if n.kind == "correction"],
        "image": list(_images(version, site)),
    }
    spoken_of = _spoken_of(version, site) | _translated(version, translations, original, site)
    return {"@context": CONTEXT} | known(told | spoken_of)


def kind_of(version: Version) -> str:
    """The type of the article."""
    words = version.genre.casefold().split()
    return KINDS.get(words[-1], "NewsArticle") if words else "NewsArticle"


def _spoken_of(version: Version, site: Site) -> Data:
    """What it is about (subjects and events), and who and what else is named in it."""
    about, mentions = _parted(version.tags)
    topics = [
        {"@type": "DefinedTerm", "termCode": number, "inDefinedTermSet": TOPICS,
         "url": f"{TOPICS}{number}"}
        for number in version.topics
    ]
    return {
        "about": [*(named(term, site) for term in about), *topics],
        "mentions": [named(term, site) for term in mentions],
        "contentLocation": named(version.place, site) if version.place else {},
    }


def _parted(tags: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    about = [term for term in tags if term.kind in ("subject", "event")]
    return about, [term for term in tags if term not in about]


def _translated(
    version: Version, translations: Sequence[Item], original: Item | None, site: Site
) -> Data:
    """The original of a translation, or the translations of an original."""
    if version.translation_of:
        return {"translationOfWork": [_work(original, site)] if original else []}
    return {"workTranslation": [_work(other, site) for other in translations]}


def _work(item: Item, site: Site) -> Data:
    return {"@type": "NewsArticle", "url": absolute(site, item.address),
            "headline": item.headline, "inLanguage": item.language}


def pictures_of(version: Version) -> tuple[Picture, ...]:
    """Every picture of the story, the lead picture first, each once."""
    lead = (version.picture,) if version.picture else ()
    inside = (picture for block in version.blocks for picture in block.pictures)
    return tuple(dict.fromkeys((*lead, *inside)))


def _images(version: Version, site: Site) -> Iterator[Data]:
    found = [(picture, fallback(picture)) for picture in pictures_of(version)]
    shown = [(picture, file) for picture, file in found if file]
    for picture, file in shown:
        yield image_object(absolute(site, picture_address(file)), file.width, file.height,
                           caption=picture.caption, credit=picture.credit)
    if not shown:
        yield image_object(absolute(site, card_address(site, version)), WIDTH, HEIGHT)


def _authors(version: Version, agency: Data, site: Site) -> list[Data]:
    people = [named(author, site) for author in version.authors]
    if people:
        return people
    if version.credit and version.credit != site.agency:
        return [{"@type": "Organization", "name": version.credit}]
    return [agency]


def _correction(notice: Notice) -> Data:
    said = (notice.text, notice.wrong, notice.right)
    return {
        "@type": "CorrectionComment",
        "text": " — ".join(part for part in said if part),
        "datePublished": iso(notice.at),
    }
