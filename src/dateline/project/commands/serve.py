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
from pathlib import Path

from django.conf import settings
from django.db import connections

from dateline import __version__
from dateline.delivery.public import StoreTrouble, follow_once
from dateline.jobs.public import mail_folder
from dateline.lib import clock
from dateline.people.public import make_link
from dateline.project.arguments import Refused
from dateline.project.demo import newsroom
from dateline.project.serving.supervisor import Child, Supervisor
from dateline.record import public as record


def run(chosen: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    folder: Path = chosen.folder
    with sole(folder):
        web = chosen.only != "worker"
        if web:
            _free(chosen.host, settings.PORT)
            (folder / "served-at").write_text(settings.BASE_URL)
        _begin_newsroom(chosen)
        link = make_link() if web else ""
        with suppress(StoreTrouble):
            follow_once()
        for alias in connections:
            connections[alias].close()
        supervisor = Supervisor(_children(chosen))
        supervisor.begin()
        if web:
            _await(supervisor, chosen.host)
        if not supervisor.stopping.is_set():
            _greet(folder, link)
        supervisor.watch()
        print("Dateline has stopped.")
    return 0


def _begin_newsroom(chosen: argparse.Namespace) -> None:
    """The demo, in a newsroom that has nothing; one machine of several does not begin it."""
    if not chosen.no_demo and not chosen.only and record.total() == 0 and record.head() == 0:
        newsroom.load(at=clock.now(), say=lambda line: print(line, file=sys.stderr))


def _children(chosen: argparse.Namespace) -> list[Child]:
    """The processes; a tailer of its own only where there is no worker."""
    words = ["--host", chosen.host, "--port", str(settings.PORT), "--workers", str(chosen.workers)]
    web = Child("dateline.project.serving.web", words)
    if chosen.only == "web":
        return [web, Child("dateline.project.serving.tailer", [])]
    if chosen.only == "worker":
        return [Child("dateline.project.serving.worker", ["--alone"])]
    return [web, Child("dateline.project.serving.worker", [])]


@contextmanager
def sole(folder: Path) -> Iterator[None]:
    """Hold the folder; refuse if another `serve` does."""
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
        yield


def _free(host: str, port: int) -> None:
    """Refuse a taken port before anything starts; the server itself would share it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                f"Port {port} on {host} cannot be used ({error.strerror}): "
                "give another with PORT= or --port."
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


def _greet(folder: Path, link: str) -> None:
    if not link:
        print(f"Dateline {__version__}, worker, data in {folder}\nCtrl-C stops it.", flush=True)
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
