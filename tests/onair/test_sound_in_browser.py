"""The screens of sound in Chromium: axe, a telephone's width, a file heard; without a script."""

from __future__ import annotations

import io

import pytest
from axe_playwright_python.sync_playwright import Axe

from browsing import CALM, chromium, signed_in_page
from dateline.lib import clock
from dateline.onair.sound.playlists import add_to_playlist, create_playlist
from dateline.onair.sound.tracks import add_track
from desking import desk_of, person
from onair_sounding import encoded, tone
from serving import serving

pytestmark = pytest.mark.browser
PLAYED = """async () => {
  const audio = document.querySelector("audio"); audio.muted = true; await audio.play();
  await new Promise(done => { audio.ontimeupdate = () => audio.currentTime > 0.3 && done(); });
  audio.pause(); return audio.currentTime;
}"""


def test_the_screens_can_be_read_and_used(house):
    editor = person("editor")
    track = add_track(None, io.BytesIO(encoded(tone(440, 3), "mp3")), clock.now(), name="One.mp3")
    listed = create_playlist(editor, "A playlist")
    add_to_playlist(editor, listed.pk, [track.pk, track.pk])
    session = desk_of(editor).cookies["sessionid"].value
    screens = ("sound/", "playlists/", f"playlists/{listed.pk}/")
    amiss = []
    with serving(house, "--no-demo") as served, chromium() as browser:
        for width, scheme in ((1280, "light"), (320, "dark")):
            page, failed = signed_in_page(browser, served.base, session, width=width, scheme=scheme)
            for name in screens:
                assert page.goto(f"{served.base}/desk/radio/{name}").status == 200
                page.add_style_tag(content=CALM)
                for details in page.locator("summary").all():
                    details.press("Enter")
                amiss += failed + [
                    f"{name} {width}: {found['id']} {found['nodes'][0]['html']}" for found in
                    Axe().run(page, context="main").response["violations"]]
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    amiss.append(f"{name} is wider than {width}")
        page.goto(f"{served.base}/desk/radio/sound/")
        assert page.evaluate(PLAYED) > 0.3
        bare = browser.new_context(java_script_enabled=False)
        bare.add_cookies([{"name": "sessionid", "value": session, "url": served.base}])
        page = bare.new_page()
        page.goto(f"{served.base}/desk/radio/playlists/")
        page.fill("#name", "Made without a script")
        page.press("#name", "Enter")
        assert "Made without a script" in page.content() and "/playlists/2/" in page.url
    assert not amiss, "\n".join(amiss)
