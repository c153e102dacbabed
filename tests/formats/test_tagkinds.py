"""A tag's kind is guessed from its spelling, the world's territories and the story's body."""

import pytest

from dateline.formats.tagkinds import TagGuesser

BODY = """
Minister for the Sea Rolf Brandt was at the Old Harbour of the town.
The Northern Ferry Union said no. Omar al-Hadi also told us so, said Maria de la Torre.
The Grey Gulls stated it. Captain Eva Lind sailed. Kestle slept in Harbour Street.
"""


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("small boats", "subject"),
        ("9/11 inquiry", "subject"),
        ("iceland", "place"),
        ("U.S.", "place"),
        ("Great Britain", "place"),
        ("Bosnia and Herzegovina", "place"),
        ("Côte d'Ivoire", "place"),
        ("Port Ellis", "place"),
        ("United Nations", "organisation"),
        ("EU", "organisation"),
        ("Kestrel", "organisation"),
        ("Northern Ferry Union", "organisation"),
        ("Grey Gulls", "organisation"),
        ("Old Harbour", "organisation"),
        ("al-Marsa", "organisation"),
        ("Nobody Mentioned", "organisation"),
        ("Rolf Brandt", "person"),
        ("Maria de la Torre", "person"),
        ("Omar al-Hadi", "person"),
        ("John Kestle", "person"),
        ("Eva Lind", "person"),
    ],
)
def test_the_kind_of_a_tag_is_guessed_from_the_body(tag: str, kind: str) -> None:
    assert TagGuesser(BODY, "PORT ELLIS").kind(tag) == kind


def test_without_its_dateline_and_body_a_name_is_an_organisation() -> None:
    guesser = TagGuesser("", "")
    assert guesser.kind("Port Ellis") == guesser.kind("Rolf Brandt") == "organisation"
