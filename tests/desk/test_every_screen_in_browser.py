"""Every screen of the desk in Chromium: axe, the console, the width; at a desk and on a tablet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from browsing import CALM, chromium, signed_in_page
from cast import filed, live
from dateline.desk import public as desk
from dateline.desk.models import Story, Term
from dateline.desk.screens.acting import DO
from dateline.desk.screens.buttons import BY_NAME
from dateline.lib import clock
from desking import Writing, body, desk_of, person
from picturing import kept_picture
from serving import serving

pytestmark = pytest.mark.browser
STORIES = "/desk/snippets/desk/story/"
LOOKS = [(1280, "light"), (820, "dark")]
"""What is half faded in has no contrast yet."""


def newsroom(noon, chief, picture):
    """A story in every standing; returns the number of each, and of one compared with another."""
    soon = clock.now() + timedelta(hours=3)
    guids = {name: filed(f"Bridge, {name}", dossiers=("Bridges",)) for name in (
        "draft", "in review", "scheduled", "embargoed")}
    guids |= {name: live(f"Bridge, {name}", at=noon, dossiers=("Bridges",))[0] for name in (
        "live", "with a draft", "withdrawn", "expired", "killed", "behind")}
    desk.submit(guids["in review"])
    desk.schedule(guids["scheduled"], soon)
    desk.embargo(guids["embargoed"], soon)
    desk.save_draft(guids["with a draft"], {"standfirst": "Tomorrow."})
    desk.withdraw(guids["withdrawn"], "Withdrawn.", at=noon)
    desk.expire(guids["expired"], at=noon)
    desk.kill(guids["killed"], "Killed.", reason="Forged.", at=noon)
    desk.save_draft(guids["behind"], {"standfirst": "Mine."})
    desk.correct(guids["behind"], {"headline": "Tunnel"}, wrong="bridge", right="tunnel", at=noon)
    desk.notify(guids["draft"], "picture", "The picture has come.", to=chief)
    numbers = dict(Story.objects.values_list("guid", "pk"))
    return {name: numbers[type(next(iter(numbers)))(guid)] for name, guid in guids.items()}


def conflict(pk):
    """The page where two people's texts meet."""
    ann = Writing(person("editor", name="ann"), pk)
    ann.save(**body("One.\n\nTwo."))
    ann.open()
    ben = Writing(person("editor", name="ben"), pk)
    ann.save(headline="Bridge, says Ann", **body("One, says Ann.\n\nTwo."))
    return ben.save(headline="Bridge, says Ben", **body("One.\n\nTwo, says Ben."))["Location"]


def addresses(stories):
    """Every screen, and the page of every act on a story in every standing that has one."""
    term = Term.objects.get(kind="dossier").pk
    yield from ("/desk/", STORIES, f"{STORIES}add/", "/desk/front/", "/desk/front/history/",
                "/desk/site/", "/desk/paste/", "/desk/images/",
                "/desk/images/add/", "/desk/topics/", "/desk/staff/", "/desk/staff/invite/",
                "/desk/staff/log/", "/desk/search/", "/desk/search/?q=bridge",
                "/desk/terms/section/order/", "/desk/terms/section/add/")
    yield from (f"/desk/terms/{kind}/" for kind in ("section", "dossier", "tag", "place", "author"))
    yield f"/desk/terms/dossier/{term}/"
    yield from (f"/desk/terms/dossier/{term}/{act}/"
                for act in ("rename", "merge", "split", "describe", "note"))
    yield from (f"{STORIES}edit/{number}/" for number in stories.values())
    yield f"{STORIES}history/{stories['behind']}/"
    yield f"/desk/stories/{stories['behind']}/compare/"
    yield conflict(stories["draft"])
    for number in (stories["draft"], stories["live"], stories["embargoed"]):
        yield from (f"/desk/stories/{number}/act/{act}/" for act in DO.keys() & BY_NAME)


def test_every_screen_can_be_read_and_used(house, noon, outbox):
    chief = person("chief editor", "administrator", name="chief")
    kept_picture()
    where = list(dict.fromkeys(addresses(newsroom(noon, chief, None))))
    assert len(where) > 80
    session = desk_of(chief).cookies["sessionid"].value
    amiss: dict[str, list[str]] = {}
    with serving(house, "--no-demo") as served, chromium() as browser:
        for width, scheme in LOOKS:
            page, said = signed_in_page(
                browser, served.base, session, width=width, scheme=scheme)
            page.on("console", lambda line, said=said: said.append(line.text)
                    if line.type == "error" else None)
            for address in where if scheme == "light" else filter(not_again, where):
                answer = page.goto(served.base + address)
                page.add_style_tag(content=CALM)
                said += seen(page, width)
                if answer.status != 200:
                    said.append(f"status {answer.status}")
                if said:
                    amiss[f"{width} {scheme} {address}"] = list(said)
                    said.clear()
    assert not amiss, "\n".join(f"{name}: {said}" for name, said in amiss.items())


def not_again(address):
    """Half of the screens differ only in words: seeing each once in the dark is enough."""
    return "/act/" not in address or "/act/kill/" in address or "/act/embargo/" in address


def seen(page, width):
    """What is wrong with a screen, in words."""
    found = Axe().run(page).response["violations"]
    yield from (f"{fault['id']}: {node['html'][:160]}" for fault in found
                if fault["impact"] in ("serious", "critical") for node in fault["nodes"][:3])
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{wide} pixels wide"
