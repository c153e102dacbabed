"""The desk's screens of copy out in Chromium: axe, the console, the width, and without a script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from browsing import CALM, chromium, signed_in_page
from cast import live
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.lib import clock
from dateline.wire import public as wire
from dateline.wire.models import Product, Way
from dateline.wire.subscribers.handing import Wanted, after, hand, receive
from dateline.wire.subscribers.writing import Writer
from desking import desk_of, person
from serving import serving

pytestmark = pytest.mark.browser
LOOKS = [(1280, "light"), (320, "dark")]
ALL = "/desk/subscribers/"


def newsroom(noon) -> list[str]:
    """Two subscribers, one in trouble, a story killed; returns every screen's address."""
    product = wire.save_product(Product(name="Floods in French", languages=["fr"], urgency=3))
    every = wire.save_product(Product(name="Everything"))
    globe = wire.subscribe("The Globe", [every, product])
    mail = wire.subscribe("The Mail", [every], embargo_right=True)
    wire.add_way(globe, "push", address="https://globe.example/a/very/long/address/to/push/to")
    wire.add_way(mail, "drop", address="mail")
    guid, _ = live("A bridge opens", at=noon, dossiers=("Floods",), language="fr")
    other, _ = live("Another story", at=noon)
    wire.distribute()
    for each in (globe, mail):
        hand([Wanted(each.pk, "push", "ninjs", after(each.pk, 0, 9))], Writer(), at=noon)
    receive(globe.pk, "push", 1, at=noon)
    desk.kill(other, reason="Wrong", notice="Killed.", at=noon)
    wire.distribute()
    Way.objects.filter(kind="drop").update(
        failing_since=clock.now() - timedelta(days=2), last_error="No such folder")
    wire.new_key(globe, label="desk")
    own = f"/desk/stories/{Story.objects.get(guid=guid).pk}/delivery/"
    return ["/desk/", ALL, f"{ALL}add/", f"{ALL}{globe.pk}/", f"{ALL}{mail.pk}/",
            f"{ALL}{globe.pk}/sequence/", f"{ALL}products/", f"{ALL}products/add/",
            f"{ALL}products/{product.pk}/", f"{ALL}stories/{guid}/", f"{ALL}stories/{other}/", own]


def test_every_screen_can_be_read_and_used(house, noon):
    where = newsroom(noon)
    session = desk_of(person("chief editor", "administrator", name="chief"))
    amiss: dict[str, list[str]] = {}
    with serving(house, "--no-demo") as served, chromium() as browser:
        for width, scheme in LOOKS:
            page, said = signed_in_page(browser, served.base, session.cookies["sessionid"].value,
                                        width=width, scheme=scheme)
            for address in where:
                answer = page.goto(served.base + address)
                page.add_style_tag(content=CALM)
                said += seen(page, width)
                if answer.status != 200:
                    said.append(f"status {answer.status}")
                if said:
                    amiss[f"{width} {scheme} {address}"] = list(said)
                    said.clear()
    assert not amiss, "\n".join(f"{name}: {said}" for name, said in amiss.items())


def seen(page, width):
    """What is wrong with a screen, in words."""
    found = Axe().run(page).response["violations"]
    yield from (f"{fault['id']}: {node['html'][:160]}" for fault in found
                if fault["impact"] in ("serious", "critical") for node in fault["nodes"][:3])
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{wide} pixels wide"
