"""`dateline station`."""

from __future__ import annotations

import argparse
import sys

from dateline.onair import public as onair
from dateline.project.arguments import Refused


def run(chosen: argparse.Namespace) -> None:
    """Say what is on, or end the radio."""
    air = onair.now_playing()
    if air is None:
        raise Refused("There is no station: set one up at the desk, under Radio.")
    if chosen.what == "status":
        _status(air)
        return
    _agree(air.station, yes=chosen.yes)
    onair.remove_station()
    print(f"{air.station} is off the air; a server that runs ends its radio within seconds.")


def _status(air: onair.Air) -> None:
    print(air.station)
    heard = air.heard
    print(f"  heard      {heard.kind if heard else 'nothing: the radio does not run'}")
    if heard:
        print(f"  title      {heard.line or '(none)'}")
        print(f"  since      {heard.since:%Y-%m-%d %H:%M:%S} UTC")
        print(f"  level      {heard.level:.1f} dBFS")
        print(f"  listeners  {heard.listeners}")
        print(f"  sources    {', '.join(sorted(heard.connected)) or '(none)'}")
    print(f"  programme  {air.programme.title if air.programme else '(none)'}")
    for alarm in air.alarms:
        print(f"  ALARM      {alarm.kind} {alarm.mount} since {alarm.began:%Y-%m-%d %H:%M:%S} UTC")


def _agree(station: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused("Say --yes: there is no terminal to ask on.")
    if input(f"{station} goes off the air. Type yes to go on: ").strip().lower() != "yes":
        raise Refused("Nothing was changed.")
