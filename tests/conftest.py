"""A data folder of its own for each test, on SQLite or PostgreSQL, with nothing mocked.

`DATELINE_TEST_DATABASE=postgresql` runs the same suite on a throw-away PostgreSQL cluster.
"""

from __future__ import annotations

import gc
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from postgresql import Cluster, quick_folder

_SESSION = quick_folder()
POSTGRESQL = os.environ.get("DATELINE_TEST_DATABASE") == "postgresql"
for _name in list(os.environ):
    if _name.startswith("DATELINE_") and _name != "DATELINE_NIGHTLY":
        del os.environ[_name]
os.environ.pop("PORT", None)
os.environ["DATELINE_RADIO_PORT"] = "off"  # who wants the radio asks for it: `serving(radio=True)`
os.environ["DATELINE_DATA"] = str(_SESSION / "template")
os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.project.settings"

if POSTGRESQL:
    CLUSTER = Cluster(quick_folder() / "cluster")
    os.environ["DATELINE_DATABASE"] = CLUSTER.create("template_dateline")

import django  # noqa: E402

from cataloguing import script  # noqa: E402

script().compile_all()
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402
from django.core import mail  # noqa: E402
from django.core.signals import setting_changed  # noqa: E402
from django.db import connections  # noqa: E402

from mailing import Outbox  # noqa: E402
from postoffice import post_office, use  # noqa: E402

PBKDF2PasswordHasher.iterations = 1  # a million take a third of a second; servers have them still
gc.freeze()  # what is loaded stays
gc.set_threshold(50_000, 20, 20)  # and the rest is looked through less often: a tenth of the time


def pytest_sessionfinish() -> None:
    """Stop the cluster and remove everything the session wrote."""
    _disconnect()
    if POSTGRESQL:
        CLUSTER.stop()
        shutil.rmtree(CLUSTER.folder.parent, ignore_errors=True)
    shutil.rmtree(_SESSION, ignore_errors=True)


_MIGRATE = """
import gc, warnings, django
gc.disable()  # half of the time: 18,000 classes are made and thrown away, in a process that ends
django.setup()
warnings.simplefilter("error")
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
"""


@pytest.fixture(scope="session")
def migrated() -> Path:
    """The template every test's folder is a copy of."""
    _disconnect()
    subprocess.run([sys.executable, "-c", _MIGRATE], check=True)
    return _SESSION / "template"


def _disconnect() -> None:
    for alias in connections:
        connections[alias].close()


_NUMBERS = count()


@dataclass(frozen=True)
class House:
    """One test's installation: its data folder and the environment its commands run in."""

    data: Path
    environment: dict[str, str]

    def run(self, *words: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run `dateline …` on this folder, as a person would."""
        command = [str(Path(sys.executable).parent / "dateline"), *words]
        kept = {"capture_output": True, "text": True, "timeout": 120} | options
        return subprocess.run(command, env=self.environment, check=False, **kept)

    def python(self, script: str, *words: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a script in a process of its own, with Django ready."""
        ready = "import django; django.setup()\n" + script
        kept = {"capture_output": True, "text": True, "timeout": 120} | options
        return subprocess.run(
            [sys.executable, "-c", ready, *words], env=self.environment, check=False, **kept
        )


def keep(house: House) -> House:
    """A copy of an installation that outlasts its test, to be `like` for others."""
    _disconnect()
    data = _SESSION / f"kept{next(_NUMBERS)}" / "data"
    shutil.copytree(house.data, data, ignore=shutil.ignore_patterns("store"))
    return House(data, house.environment | {"DATELINE_DATA": str(data)})


@pytest.fixture
def make_house(
    migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., House]]:
    """As `houses`, for one test."""
    yield from houses(migrated, monkeypatch)


def houses(
    migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., House]]:
    """Make installations; the last one made or entered is the one this process works in."""
    made: list[House] = []

    def make(like: House | None = None) -> House:
        _disconnect()
        data = _SESSION / f"house{next(_NUMBERS)}" / "data"
        source = like.data if like else migrated
        shutil.copytree(source, data, ignore=shutil.ignore_patterns("store"))
        environment = os.environ | {"DATELINE_DATA": str(data)}
        if POSTGRESQL:
            template = Path(like.environment["DATELINE_DATABASE"]).name if like else None
            name = f"house_{os.getpid()}_{data.parent.name}"
            environment["DATELINE_DATABASE"] = CLUSTER.create(name, template or "template_dateline")
        house = House(data, environment)
        made.append(house)
        enter(house)
        return house

    def enter(house: House) -> None:
        _disconnect()
        monkeypatch.setattr(settings, "DATA", house.data)
        monkeypatch.setattr(settings, "STORE", house.data / "store")
        monkeypatch.setattr(settings, "MEDIA_ROOT", str(house.data / "originals"))
        setting_changed.send(sender=House, setting="MEDIA_ROOT", value=None, enter=True)
        name = house.data / "dateline.sqlite3"
        if POSTGRESQL:
            name = Path(house.environment["DATELINE_DATABASE"]).name
        for alias in connections:
            connections.settings[alias]["NAME"] = str(name)
            connections[alias].settings_dict["NAME"] = str(name)

    make.enter = enter  # type: ignore[attr-defined]
    yield make
    _disconnect()
    for house in made:
        shutil.rmtree(house.data.parent, ignore_errors=True)
        if POSTGRESQL:
            CLUSTER.drop(Path(house.environment["DATELINE_DATABASE"]).name)


@pytest.fixture
def house(make_house: Callable[..., House]) -> House:
    """A fresh, migrated installation that this process works in."""
    return make_house()


@dataclass(frozen=True)
class Answer:
    """What a reader was sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Reader:
    """A reader at the real WSGI application: the front, and Django behind it."""

    def __init__(self) -> None:
        from dateline.project.wsgi import application

        self.application = application

    def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for an address; headers as keyword arguments: `if_none_match='…'`."""
        path, _, query = address.partition("?")
        sent: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            sent["status"], sent["headers"] = int(status.split()[0]), dict(headers)

        from urllib.parse import unquote_to_bytes

        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query, "SERVER_NAME": "localhost", "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost:8000",
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(), "wsgi.multithread": True, "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        answered = self.application(environ, start)
        body = b"".join(answered)
        if hasattr(answered, "close"):
            answered.close()
        return Answer(sent["status"], sent["headers"], body)


@pytest.fixture
def reader(house: House) -> Reader:
    """A reader of this test's installation."""
    return Reader()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture
def noon() -> datetime:
    """A fixed time to begin at."""
    return _moment("2026-03-02T12:00:00+00:00")


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch, house: House) -> list[Any]:
    """What was mailed: by this process through Django, or as files of this house."""
    backend = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(settings, "EMAIL_BACKEND", backend)
    monkeypatch.setattr(mail, "outbox", Outbox(), raising=False)
    return mail.outbox


@pytest.fixture
def office(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The newsroom's mail server."""
    with post_office() as server:
        use(monkeypatch, f"smtp://127.0.0.1:{server.port}")
        yield server
