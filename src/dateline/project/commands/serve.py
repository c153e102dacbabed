"""`dateline serve`."""

from __future__ import annotations

import argparse
import fcntl
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connections

from dateline import __version__
from dateline.delivery.public import StoreTrouble, close_store, follow_once
from dateline.jobs.public import mail_folder
from dateline.lib import clock
from dateline.onair.public import has_station
from dateline.people.public import make_link
from dateline.project.arguments import Refused
from dateline.project.demo import newsroom
from dateline.project.environment import WrongSetting
from dateline.project.radio_settings import context
from dateline.project.serving import radio, tailer, web, worker
from dateline.project.serving.supervisor import Child, Supervisor
from dateline.record import public as record


def run(chosen: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    folder: Path = chosen.folder
    with sole(folder) as held:
        pages = chosen.only in ("", "web")
        if pages:
            _free(chosen.host, settings.PORT, "PORT= or --port")
            (folder / "served-at").write_text(settings.BASE_URL)
        _begin_newsroom(chosen)
        _look_at_radio(chosen)
        link = make_link() if pages else ""
        with suppress(StoreTrouble):
            follow_once()
        connections.close_all()
        close_store()
        supervisor = Supervisor(_children(chosen), held)
        supervisor.begin()
        if pages:
            _await(supervisor, chosen.host)
        if not supervisor.stopping.is_set():
            _greet(chosen, link)
        supervisor.watch()
        print("Dateline has stopped.")
    return 0


def _begin_newsroom(chosen: argparse.Namespace) -> None:
    """The demo, in a newsroom that has nothing; one machine of several does not begin it."""
    if not chosen.no_demo and not chosen.only and record.total() == 0 and record.head() == 0:
        newsroom.load(at=clock.now(), say=lambda line: print(line, file=sys.stderr))


def _children(chosen: argparse.Namespace) -> list[Child]:
    """The processes; a tailer of its own only where there is no worker."""
    serving = Child("web", partial(
        web.serve, host=chosen.host, port=settings.PORT, workers=chosen.workers))
    on_air = [Child("radio", partial(radio.run, host=chosen.host), needed=radio.Needed())]
    on_air = on_air if _on_air(chosen) else []
    if chosen.only == "web":
        return [serving, Child("tailer", tailer.run)]
    if chosen.only == "worker":
        return [Child("worker", partial(worker.run, alone=True))]
    if chosen.only == "radio":
        return on_air
    return [serving, Child("worker", partial(worker.run, alone=False)), *on_air]


@contextmanager
def sole(folder: Path) -> Iterator[int]:
    """Hold the folder, by the open file that is yielded; refuse if another `serve` does."""
    with (folder / "serve.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Refused(
                f"Dateline is running on {folder} already ({file.read().strip() or 'starting'}): "
                "stop it first, or give another folder with DATA= or --data."
            ) from None
        file.truncate(0)
        file.write(f"process {os.getpid()}, {settings.BASE_URL}")
        file.flush()
        yield file.fileno()


def _on_air(chosen: argparse.Namespace) -> bool:
    """Whether the radio is a part of this; it is on air only while there is a station."""
    return bool(settings.RADIO_PORT) and chosen.only in ("", "radio")


def _look_at_radio(chosen: argparse.Namespace) -> None:
    """What would keep the radio from starting is said before anything starts."""
    if chosen.only == "radio" and not settings.RADIO_PORT:
        raise Refused("--only radio takes a port: DATELINE_RADIO_PORT or --radio-port, not off.")
    if not _on_air(chosen):
        return
    try:
        context(settings.RADIO_TLS)
    except WrongSetting as wrong:
        raise Refused(str(wrong)) from None
    if has_station():
        _free(chosen.host, settings.RADIO_PORT,
              "DATELINE_RADIO_PORT= or --radio-port, or off for no radio")
        if settings.RADIO_TLS:
            _free(chosen.host, settings.RADIO_TLS_PORT, "DATELINE_RADIO_TLS_PORT=")


def _free(host: str, port: int, another: str) -> None:
    """Refuse a taken port before anything starts; the server itself would share it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                f"Port {port} on {host} cannot be used ({error.strerror}): "
                f"give another with {another}."
            ) from None


def _await(supervisor: Supervisor, host: str) -> None:
    """Wait until the site answers."""
    until = time.monotonic() + 60
    while not supervisor.stopping.wait(0.05) and time.monotonic() < until:
        try:
            socket.create_connection((host, settings.PORT), 1).close()
            return
        except OSError:
            continue


def _greet(chosen: argparse.Namespace, link: str) -> None:
    folder: Path = chosen.folder
    if not link:
        what = chosen.only
        print(f"Dateline {__version__}, {what}, data in {folder}\nCtrl-C stops it.", flush=True)
        return
    kept = f"  Mail     kept in {mail_folder()}; set DATELINE_MAIL to send it\n"
    print(
        f"Dateline {__version__}, data in {folder}\n"
        f"  Site     {settings.BASE_URL}/\n"
        f"  Desk     {settings.BASE_URL}/desk/\n"
        f"  Sign in  {settings.BASE_URL}{link}  (once, within an hour)\n"
        f"{'' if settings.EMAIL_HOST else kept}"
        "Ctrl-C stops it.",
        flush=True,
    )
