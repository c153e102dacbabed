"""What machines read of the schedule: schema.org's BroadcastService and BroadcastEvent, and JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from django.utils.encoding import iri_to_uri

from dateline.onair.schedule.reading import ProgrammeShown, StationShown
from dateline.onair.shapes import OnNow
from dateline.record.public import Site

Data = dict[str, Any]


def service(site: Site, held: StationShown) -> Data:
    """The station as a BroadcastService."""
    said: Data = {
        "@context": "https://schema.org", "@type": "BroadcastService", "@id": _id(site),
        "name": held.name, "broadcastDisplayName": held.name, "inLanguage": held.language,
        "broadcastTimezone": held.zone_name, "url": f"{site.base_url}/schedule/",
        "broadcaster": {"@type": "NewsMediaOrganization", "name": site.agency,
                        "url": f"{site.base_url}/"},
    }
    if held.description:
        said["description"] = "\n\n".join(held.description)
    return said


def events(site: Site, held: StationShown, shown: Iterable[OnNow]) -> Data:
    """What is on as BroadcastEvents of the service."""
    return {"@context": "https://schema.org",
            "@graph": [_event(site, held.zone, one) for one in shown]}


def series(site: Site, held: StationShown, about: ProgrammeShown) -> Data:
    """A programme as a RadioSeries."""
    url = f"{site.base_url}{iri_to_uri(about.address)}"
    said: Data = {"@context": "https://schema.org", "@type": "RadioSeries", "@id": url, "url": url,
                  "name": about.name, "inLanguage": about.language or held.language}
    if about.description:
        said["description"] = "\n\n".join(about.description)
    return said


def _event(site: Site, zone: tzinfo, one: OnNow) -> Data:
    url = f"{site.base_url}{iri_to_uri(f'/programmes/{one.slug}/')}"
    return {
        "@type": "BroadcastEvent", "name": one.title, "url": url,
        "startDate": one.starts.astimezone(zone).isoformat(),
        "endDate": one.ends.astimezone(zone).isoformat(),
        "publishedOn": {"@id": _id(site)},
        "workPerformed": {"@type": "RadioSeries", "@id": url, "name": one.title},
    }


def _id(site: Site) -> str:
    return f"{site.base_url}/schedule/#station"


def as_json(site: Site, held: StationShown, shown: Iterable[OnNow]) -> Data:
    """`/schedule.json`: the station, and each programme with its times in the station's zone."""
    return {
        "station": held.name, "language": held.language, "zone": held.zone_name,
        "address": f"{site.base_url}/schedule/",
        "programmes": [{
            "title": one.title,
            "address": f"{site.base_url}{iri_to_uri(f'/programmes/{one.slug}/')}",
            "starts": one.starts.astimezone(held.zone).isoformat(),
            "ends": one.ends.astimezone(held.zone).isoformat(),
            "rewind": one.rewind, "podcast": one.podcast,
        } for one in shown],
    }
