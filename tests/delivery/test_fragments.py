"""What a stored page may be made of: fragments, reported reads, the reported end of its time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.template import engines
from django.test import override_settings
from django.urls import include, path

from cast import live
from dateline.delivery.machine import shelf
from dateline.delivery.public import (
    Page,
    UnreportedRead,
    apply_ticks,
    depends_on,
    fresh,
    now,
    register_fragment,
    selector,
    stored,
    stored_page,
    touch,
    valid_until,
)
from dateline.lib import clock
from dateline.project import urls as project_urls

DRAWN = {}
DRAWINGS = []


@stored_page()
def probe(request, name):
    DRAWINGS.append(name)
    return Page(DRAWN[name]())


handler404 = project_urls.handler404
urlpatterns = [path("probe/<str:name>/", probe), path("", include(project_urls))]


@pytest.fixture
def draw(house):
    """Put a page at an address: `draw(function)` returns the address."""

    def put(function) -> str:
        DRAWN[function.__name__] = function
        return f"/probe/{function.__name__}/"

    DRAWINGS.clear()
    with override_settings(ROOT_URLCONF=__name__):
        yield put
    DRAWN.clear()


def from_template(source: str, **context) -> str:
    return engines["django"].from_string("{% load delivery %}" + source).render(context)


def sent(*keys: str) -> None:
    with transaction.atomic():
        touch(keys)


@selector
def asked(*keys: str) -> int:
    """A read that reports these keys: how many stories there are."""
    depends_on(*keys)
    with connections["reader"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_story")
        return cursor.fetchone()[0]


# -- fragments -----------------------------------------------------------------------------------


def test_an_unregistered_fragment_draws_its_fallback(draw, reader):
    def page():
        return from_template('a{% fragment "nobody" 1 %}({{ word }}){% endfragment %}z', word="<")

    assert reader.get(draw(page)).body == b"a(&lt;)z"


def test_a_fragment_is_given_its_arguments_and_stands_in_its_place(draw, reader):
    register_fragment("probe-echo", lambda *args: repr(args))

    def page():
        text = 'a{% fragment "probe-echo" n word %}no{% endfragment %}z'
        return from_template(text, n=7, word='“"\\\x00&') * 2

    one = b"a" + repr((7, '“"\\\x00&')).encode() + b"z"
    assert reader.get(draw(page)).body == one * 2
    assert reader.get(draw(page)).body == one * 2


def test_a_page_cannot_forge_a_fragment_in_its_text(draw, reader):
    forged = '\x02["count",1]\x03~fragment:["count",1]\x02'

    def page():
        return from_template('{{ text|safe }}{% fragment "nobody" %}{% endfragment %}', text=forged)

    assert b"~fragment:" in reader.get(draw(page)).body
    assert not fresh(draw(page)).fragments


def test_only_the_fragment_is_drawn_again_when_its_key_moves(draw, reader):
    count = []

    def told():
        asked("probe-count")
        count.append(1)
        return f"({len(count)})"

    register_fragment("probe-told", told)

    def page():
        asked("probe-page")
        text = '{% fragment "probe-told" %}{% endfragment %}'
        return from_template(text + " and " + text)

    address = draw(page)
    assert reader.get(address).body == b"(1) and (1)"
    sent("probe-count")
    assert reader.get(address).body == b"(2) and (2)"
    assert DRAWINGS == ["page"]
    sent("probe-page")
    assert reader.get(address).body == b"(2) and (2)"
    assert DRAWINGS == ["page", "page"]


def test_a_fragment_in_a_fragment_is_refused(draw):
    register_fragment("probe-inner", lambda: "inner")
    register_fragment(
        "probe-outer", lambda: from_template('{% fragment "probe-inner" %}{% endfragment %}')
    )

    def page():
        return from_template('{% fragment "probe-outer" %}{% endfragment %}')

    with pytest.raises(RuntimeError, match="one level deep"):
        fresh(draw(page))


def test_outside_a_stored_page_a_fragment_is_drawn_in_its_place(house):
    register_fragment("probe-inner", lambda: "<b>inner</b>")
    text = '({% fragment "probe-inner" %}{% endfragment %})'
    assert from_template(text) == "(<b>inner</b>)"


# -- reads ---------------------------------------------------------------------------------------


def test_a_query_outside_a_selector_raises(draw):
    def page():
        with connections["reader"].cursor() as cursor:
            cursor.execute("SELECT 1")
        return "read"

    with pytest.raises(UnreportedRead, match="outside a selector"):
        fresh(draw(page))


def test_a_query_past_the_snapshot_raises(draw):
    @selector
    def read():
        depends_on("probe")
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1")

    def page():
        read()
        return "read"

    with pytest.raises(UnreportedRead, match="only read from 'reader'"):
        fresh(draw(page))


def test_a_selector_that_names_no_key_raises_even_after_one_that_did(draw):
    def page():
        asked("probe")
        asked()
        return "read"

    with pytest.raises(UnreportedRead, match="asked named no key"):
        fresh(draw(page))


def test_a_fragment_is_held_to_the_same(draw):
    register_fragment("probe-bare", lambda: str(asked()))

    def page():
        return from_template('{% fragment "probe-bare" %}{% endfragment %}')

    with pytest.raises(UnreportedRead):
        fresh(draw(page))


def test_what_a_render_was_refused_is_not_stored(draw, reader):
    def page():
        return str(asked())

    address = draw(page)
    assert reader.get(address).status == 500
    assert stored(address) is None


# -- time ----------------------------------------------------------------------------------------


def test_a_render_that_asks_the_clock_must_say_until_when_it_is_right(draw):
    def page():
        return str(now())

    with pytest.raises(UnreportedRead, match="until when"):
        fresh(draw(page))


def test_a_page_of_the_clock_is_right_from_its_time_until_its_end(draw, reader, noon):
    def page():
        moment = now()
        valid_until(noon + timedelta(hours=1))
        valid_until(noon + timedelta(hours=2))
        return moment.isoformat()

    address, second = draw(page), timedelta(seconds=1)
    hour = timedelta(hours=1)
    moments = (noon, noon + hour - second, noon, noon - second, noon - second, noon + hour)
    shown = (noon, noon, noon, noon - second, noon - second, noon + hour)
    for moment, expected in zip(moments, shown, strict=True):
        with clock.at(moment):
            assert reader.get(address).text == expected.isoformat()


def test_a_clock_only_compared_leaves_the_page_right_for_good(draw, reader, noon):
    def page():
        valid_until(None)
        return now().isoformat()

    address = draw(page)
    for later in (0, 1, 900):
        with clock.at(noon + timedelta(days=later)):
            assert reader.get(address).text == noon.isoformat()


# -- what the store keeps ------------------------------------------------------------------------


def test_a_render_that_was_overtaken_is_not_taken_for_right(draw, reader):
    """A tick comes while the page is drawn: what it drew is older, and drawn again."""
    overtaken = []

    def page():
        before = asked("probe")
        if not overtaken:
            overtaken.append(1)
            _elsewhere(sent, "probe")
        return f"{before} {len(DRAWINGS)}"

    address = draw(page)
    assert reader.get(address).body == b"0 2"
    assert reader.get(address).body == b"0 2"
    assert DRAWINGS == ["page", "page"]


def _elsewhere(function, *args):
    """Call it in a thread of its own, as another request would."""
    from concurrent.futures import ThreadPoolExecutor

    def work():
        try:
            function(*args)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result(timeout=20)


def test_the_store_keeps_no_page_of_a_tick_it_cannot_vouch_for(draw, house, reader, noon):
    def page():
        return str(asked("probe"))

    address = draw(page)
    slow = fresh(address).page
    live(at=noon)
    shelf().renew()
    apply_ticks()
    assert not shelf().store().put(slow)
    assert reader.get(address).body == b"1"
