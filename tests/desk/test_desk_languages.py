"""The desk speaks a person's language, else the newsroom's; what is kept or mailed is in the
newsroom's, whoever acts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation
from wagtail.log_actions import registry
from wagtail.users.models import UserProfile

from cast import filed, live
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.desk.table import NotAllowed
from dateline.lib import clock
from dateline.lib.dates import moment_words, short_day
from dateline.people.public import invite
from dateline.record import public as record
from dateline.record.models import Entry, Version
from desking import desk_of, person
from staffing import PASSWORD, browser, link_in

ACCOUNT = "/desk/account/"


@pytest.fixture
def french(house):
    """A newsroom whose site is in French."""
    desk.configure(replace(record.site(), language="fr-CA"))


def speaks(client, address="/desk/"):
    """The language and direction of a screen."""
    page = client.get(address, follow=True).content.decode()
    tag = re.search(r"<html[^>]*>", page)[0]
    return re.search(r'lang="([^"]*)"', tag)[1], re.search(r'dir="(\w+)"', tag)[1]


def choose(user, language):
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()


def test_without_a_choice_the_desk_speaks_the_newsrooms_language(french):
    editor = person("editor")
    client = desk_of(editor)
    assert speaks(client) == ("fr", "ltr")
    assert "La rédaction en un coup d’œil" in client.get("/desk/").content.decode()
    assert speaks(browser(), f"{ACCOUNT}login/") == ("fr", "ltr")
    page = client.get(ACCOUNT).content.decode()
    assert "Langue de la rédaction\u00a0: français" in page
    offered = re.search(r'<select name="[\w-]*preferred_language".*?</select>', page, re.DOTALL)[0]
    assert re.findall(r'value="(\w*)"', offered) == ["", "en", "fr", "ar"]


def test_a_person_may_choose_another(french):
    editor = person("editor")
    choose(editor, "ar")
    assert speaks(desk_of(editor)) == ("ar", "rtl")
    assert speaks(desk_of(editor), f"{ACCOUNT}security/") == ("ar", "rtl")
    choose(editor, "de")  # a choice of an earlier release, which the desk does not speak
    assert speaks(desk_of(editor)) == ("fr", "ltr")
    assert UserProfile.get_for_user(editor).preferred_language == "de"


def test_of_a_language_without_catalogue_the_desk_speaks_english(house):
    desk.configure(replace(record.site(), language="am"))
    assert speaks(desk_of(person("editor"))) == ("en", "ltr")


def test_an_invitation_is_in_the_newsrooms_language(french, outbox):
    chief = person("administrator")
    with translation.override("ar"):  # the one who invites reads Arabic
        invite("new@example.org", "Léa", ["reporter"], by=chief)
    assert outbox[0].subject.startswith("Vous êtes invité")
    assert "Le lien fonctionne une fois, dans un délai de 7 jours." in outbox[0].body
    guest, link = browser(), link_in(outbox[0])
    assert speaks(guest, link) == ("fr", "ltr")


def test_a_new_password_is_mailed_in_the_language_of_the_account(french, outbox):
    editor = person("editor")
    editor.set_password(PASSWORD)
    editor.save()
    choose(editor, "ar")
    browser().post(f"{ACCOUNT}password/reset/", {"email": editor.email})
    assert "كلمة سر جديدة" in outbox[0].subject


def test_refusals_are_in_the_readers_language(house, noon):
    guid, _code = live("Bridge", at=noon)
    with translation.override("fr"), pytest.raises(NotAllowed) as refused:
        desk.publish(guid)
    assert str(refused.value) == (
        "«\u00a0Bridge\u00a0» (en ligne)\u00a0: acte impossible (publier)\u00a0: il est en ligne"
        "\u00a0: mettez-le à jour ou corrigez-le.")


def test_what_is_kept_is_in_no_editors_language(french, noon):
    """The section of a paste shows in public; a trouble is read by everybody at the desk."""
    with translation.override("ar"):
        assert desk.understand("Ferries\n\nThey stay in port.").copy.section == "Non classés"
        guid = filed("Bridge")
        desk.schedule(guid, clock.now() + timedelta(hours=1))
        Story.objects.filter(guid=guid).update(expire_at=noon)
        desk.release_due(at=clock.now() + timedelta(hours=2))
    assert "est passé" in Story.objects.get(guid=guid).trouble


def test_acts_keep_what_was_written_and_no_translation_of_it(house, noon):
    chief = person("chief editor")
    with translation.override("ar"):
        guid, _code = live("Bridge", at=noon)
        desk.correct(guid, {}, wrong="bridge", right="tunnel", at=noon, by=chief)
        desk.withdraw(guid, "Gone.", at=noon, by=chief)
    arabic = re.compile("[\u0600-\u06ff]")
    lines = [line for line in registry.get_logs_for_instance(Story.objects.get(guid=guid))]
    assert lines and not any(arabic.search(f"{line.action}{line.data}") for line in lines)
    public = [*Version.objects.values_list("document", flat=True),
              *Entry.objects.values_list("payload", flat=True)]
    assert len(public) > 3 and not any(arabic.search(str(said)) for said in public)


def test_a_day_stands_in_the_languages_own_order(house, noon):
    first = noon.replace(day=1)
    with translation.override("fr"):
        assert moment_words(first) == "1er mars 2026, 12:00 GMT"
        assert short_day(first) == "1er\u00a0mars\u00a02026"
    with translation.override("ar"):
        assert moment_words(first) == "1 مارس 2026، 12:00 \u2066GMT\u2069"
    assert moment_words(first, seconds=True) == "1 March 2026, 12:00:00 UTC"
