"""The way to the screens of other rooms at the desk: it begins at home and ends here, once."""

from __future__ import annotations

import pytest
from lxml import html

from dateline.onair.models import Playlist
from staffing import by_link, member

WAYS = {
    "radio/": ["On air"], "radio/listeners/": ["Listeners"], "radio/schedule/": ["Schedule"],
    "radio/station/": ["Schedule", "Station"], "radio/sound/": ["Sound"],
    "radio/playlists/": ["Sound", "Playlists"], "radio/playlists/{}/": ["Playlists", "Night"],
    "radio/episodes/": ["Episodes"], "discussion/": ["Discussion"],
    "discussion/log/": ["Discussion", "Log of decisions"], "statements/": ["Statements"],
    "search/": ["Search"],
}


@pytest.mark.parametrize(("address", "way"), WAYS.items(), ids=lambda each: str(each))
def test_the_way_begins_at_home_and_ends_here(house, address, way):
    night = Playlist.objects.create(name="Night")
    shown = by_link(member("chief editor")).get(f"/desk/{address.format(night.pk)}")
    assert shown.status_code == 200
    items = html.fromstring(shown.content).find_class("w-breadcrumbs")[0].iter("li")
    assert [" ".join(item.text_content().split()) for item in items] == ["Home", *way]
