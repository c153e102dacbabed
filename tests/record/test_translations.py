"""Stories and their translations, both ways, now and as they stood."""

from __future__ import annotations

from cast import all_checked, live
from dateline.delivery.public import depends_on, selector, snapshot
from dateline.delivery.rendering import rendering
from dateline.desk import public as desk
from dateline.record import public as record


def shown(code, as_of=None):
    version = record.story(code, as_of=as_of)
    lines = record.translations(version, as_of=as_of)
    return {line.language: line.headline for line in lines}


def test_each_of_a_group_leads_to_the_others(house, noon):
    guid, english = live("A bridge opens", at=noon)
    _, french = live("Un pont ouvre", at=noon, language="fr", translation_of=guid)
    _, arabic = live("جسر", at=noon, language="ar", translation_of=guid)
    assert shown(english.code) == {"ar": "جسر", "fr": "Un pont ouvre"}
    assert shown(french.code) == {"ar": "جسر", "en": "A bridge opens"}
    assert shown(arabic.code) == {"en": "A bridge opens", "fr": "Un pont ouvre"}
    assert shown(english.code, as_of=1) == {}
    assert shown(english.code, as_of=2) == {"fr": "Un pont ouvre"}
    all_checked()


def test_only_live_ones_and_one_of_each_other_language(house, noon):
    guid, english = live("A bridge opens", at=noon)
    live("The same", at=noon, translation_of=guid)
    live("Un pont", at=noon, language="fr", translation_of=guid)
    second, french = live("Un pont ouvre", at=noon, language="fr", translation_of=guid)
    assert shown(english.code) == {"fr": "Un pont ouvre"}
    desk.withdraw(second, "Withdrawn.", at=noon)
    assert shown(english.code) == {"fr": "Un pont"}
    desk.publish(second, at=noon)
    assert shown(english.code) == {"fr": "Un pont ouvre"}
    desk.kill(second, "Killed.", reason="Wrong.", at=noon)
    assert shown(english.code, as_of=4) == {"fr": "Un pont"}
    desk.erase(guid, "Erased.", at=noon)
    assert record.translations(record.story(french.code)) == ()
    all_checked()


def keys_of(code):
    @selector
    def asked():
        depends_on("asked")
        return record.translations(version)

    version = record.story(code)
    with snapshot() as held, rendering(held.moment) as seen:
        asked()
    return set(seen.keys)


def test_every_act_on_a_translation_touches_what_the_others_pages_read(house, noon):
    from dateline.delivery.models import Tick

    def last():
        return set(Tick.objects.order_by("-n").first().keys)

    guid, english = live("A bridge opens", at=noon)
    second, _ = live("Un pont ouvre", at=noon, language="fr", translation_of=guid)
    assert last() & keys_of(english.code)
    for act in (lambda: desk.update(second, {"headline": "Le pont"}, at=noon),
                lambda: desk.withdraw(second, "Withdrawn.", at=noon),
                lambda: desk.publish(second, at=noon),
                lambda: desk.update(second, {"translation_of": ""}, at=noon)):
        read = keys_of(english.code)
        act()
        assert last() & read
    assert shown(english.code) == {}
