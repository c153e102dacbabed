"""The ways in: a feed that is asked, a folder that is looked into, a sender, a command."""

from __future__ import annotations

import os
import threading
import time
from datetime import timedelta
from io import BytesIO
from ipaddress import ip_network

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client

from agency import copy, only, rss, rss_item, serving_feed, source
from dateline.lib import clock
from dateline.people.models import SecurityEntry
from dateline.wire.models import Incoming, Reject, Source, SourceKey
from dateline.wire.public import watch
from dateline.wire.sources.entrance import entrance
from dateline.wire.sources.folders import STEADY, NotFolder, checked_folder
from dateline.wire.sources.leasing import claim, due
from dateline.wire.sources.permitted import MayNot
from dateline.wire.sources.pushing import make_key, revoke_key
from dateline.wire.sources.receiving import MOST
from dateline.wire.sources.watching import look, look_now
from desking import person


@pytest.fixture
def loopback(monkeypatch):
    """This newsroom allows feeds on its own machine."""
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (ip_network("127.0.0.0/8"),), raising=False)


@pytest.fixture
def strict(monkeypatch):
    """It allows none, as it is by itself."""
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (), raising=False)


def feed(address, **fields):
    return source("Harbour News", kind="feed", address=address, **fields)


def stand(agency):
    return Source.objects.get(pk=agency.pk)


# -- feeds ---------------------------------------------------------------------------------------


def test_a_feed_is_asked_with_what_we_know_of_it(house, loopback):
    with serving_feed() as server:
        server.answer(200, rss(rss_item()), ETag='"a"',
                      Last_Modified="Mon, 02 Mar 2026 11:00:00 GMT")
        server.answer(304)
        agency = feed(server.address)
        assert look_now(agency.pk).failures == 0
        assert only().headline == "Crane falls"
        look_now(agency.pk)
    first, second = server.asked
    assert "if-none-match" not in first and "atom" in first["accept"]
    assert (second["if-none-match"], second["if-modified-since"]) == (
        '"a"', "Mon, 02 Mar 2026 11:00:00 GMT")
    now = stand(agency)
    assert (now.hub, now.topic) == ("https://hub.example/", "https://harbour.example/rss.xml")
    assert now.backlog_over and not now.lease


def test_a_feed_that_fails_is_asked_less_often_and_says_why(house, loopback, noon):
    with serving_feed() as server, clock.at(noon):
        server.answer(500)
        agency, waits = feed(server.address, interval=100), []
        for _ in range(9):
            found = look_now(agency.pk)
            waits.append((found.next_look - noon).total_seconds())
        assert found.failures == 9 and found.last_error == "it answered 500"
        assert 150 <= waits[0] <= 250 and 300 <= waits[1] <= 500
        assert 4.5 * 3600 <= waits[8] <= 7.5 * 3600 and len(set(waits)) == 9
        server.answers[:] = [(200, {}, rss(rss_item()))]
        assert (look_now(agency.pk).failures, stand(agency).last_error) == (0, "")


@pytest.mark.parametrize(("said", "least"), [("7200", 7200), (
    "Mon, 02 Mar 2026 15:00:00 GMT", 3 * 3600), ("99999999", 86400), ("soon", 0)])
def test_a_server_that_asks_us_to_wait_is_heard(house, loopback, noon, said, least):
    with serving_feed() as server, clock.at(noon):
        server.answer(429, Retry_After=said)
        found = look_now(feed(server.address, interval=10).pk)
    assert least <= (found.next_look - noon).total_seconds() <= 86400
    assert found.last_error == "it answered 429: come back later"


def test_a_feed_that_is_none_is_kept_and_said(house, loopback):
    with serving_feed() as server:
        server.answer(200, b"<html><body>Log in</body></html>")
        found = look_now(feed(server.address).pk)
    assert found.last_error.startswith("its answer is kept among the rejects: this is a web page")
    assert Reject.objects.get().name == server.address


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "http://[::1]/x", "http://10.0.0.8/",
                                     "http://169.254.169.254/latest", "file:///etc/passwd"])
def test_no_feed_leads_into_private_networks(house, strict, address):
    found = look_now(feed(address).pk)
    assert found.failures == 1 and found.last_error
    assert not Incoming.objects.exists()


def test_nor_does_a_redirect(house, monkeypatch):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (ip_network("127.0.0.1/32"),), raising=False)
    with serving_feed() as server:
        server.answer(302, Location="http://127.0.0.2/inside")
        found = look_now(feed(server.address).pk)
    assert "127.0.0.2" in found.last_error


def test_one_process_looks_at_a_source(house, noon):
    with clock.at(noon):
        agency = feed("https://harbour.example/rss.xml")
        assert claim().pk == agency.pk and claim() is None and claim(agency.pk) is None
    with clock.at(noon + timedelta(minutes=3)):  # whoever had it has died
        assert claim().pk == agency.pk


def test_a_paused_source_is_not_looked_at(house, noon):
    feed("https://harbour.example/rss.xml", active=False)
    assert not due(noon).exists()


def test_a_slow_source_delays_no_other(house, loopback, tmp_path):
    """One that never answers is being looked at; the folder's file comes in meanwhile."""
    begun, end = threading.Event(), threading.Event()
    import socketserver

    class Hanging(socketserver.BaseRequestHandler):
        def handle(self):
            begun.set()
            end.wait(60)

    folder = tmp_path / "drop"
    folder.mkdir()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Hanging) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.02,))
        serving.start()
        feed(f"http://127.0.0.1:{server.server_address[1]}/")
        stop = threading.Event()
        watching = threading.Thread(target=watch, args=(stop,))
        watching.start()
        assert begun.wait(60)
        dropped(folder, "a.json", copy())
        source(kind="folder", address=str(folder))
        until = time.monotonic() + 60
        while not Incoming.objects.exists() and time.monotonic() < until:
            time.sleep(0.05)
        came = not end.is_set() and Incoming.objects.exists()
        stop.set()
        end.set()
        watching.join(60)
        server.shutdown()
        serving.join()
    assert came


# -- folders -------------------------------------------------------------------------------------


def dropped(folder, name, raw, *, age=STEADY + 60):
    path = folder / name
    path.write_bytes(raw)
    os.utime(path, (time.time() - age,) * 2)
    return path


def folder_source(path, **fields):
    return source(kind="folder", address=str(path), **fields)


def test_complete_files_are_read_and_put_into_done(house, tmp_path):
    dropped(tmp_path, "a.json", copy())
    dropped(tmp_path, "b.eml", b"From: Ida <ida@north.example>\nSubject: Fog\nMessage-ID: <1@n>\n"
                               b"Date: Mon, 02 Mar 2026 11:00:00 +0000\n\nFog over the harbour.\n")
    dropped(tmp_path, "c.json", b"nothing")
    kept = {".hidden.json", "d.json.tmp", "e.part"}
    for name in kept:
        dropped(tmp_path, name, copy("Unfinished"))
    dropped(tmp_path, "f.json", copy("Still written"), age=0)
    (tmp_path / "g.json").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "h.json")
    agency = folder_source(tmp_path)
    assert look_now(agency.pk).failures == 0
    assert set(Incoming.objects.values_list("headline", "format")) == {
        ("Ferry runs again", "ninjs"), ("Fog", "eml")}
    assert Reject.objects.get().name == "c.json"
    assert {path.name for path in tmp_path.iterdir()} == {
        *kept, "f.json", "g.json", "h.json", "done"}
    assert {path.name for path in (tmp_path / "done").glob("*/*")} == {
        "a.json", "b.eml", "c.json"}


def test_two_files_of_one_name_both_stay(house, tmp_path):
    agency = folder_source(tmp_path)
    for headline in ("One", "Two"):
        dropped(tmp_path, "a.json", copy(headline, id=f"tag:{headline}"))
        look_now(agency.pk)
    assert Incoming.objects.count() == 2 == len(list((tmp_path / "done").glob("*/*")))


def test_a_folder_that_is_gone_fails_and_says_so(house, tmp_path):
    agency = folder_source(tmp_path / "gone")
    assert look_now(agency.pk).last_error == "there is no such folder on this machine"


def test_only_whole_paths_outside_the_data_folder(house, tmp_path):
    inside = house.data / "drop"
    inside.mkdir()
    link = tmp_path / "link"
    link.symlink_to(inside)
    for wrong in ("drop", "./drop", str(inside), str(link), str(house.data), "/", str(
            house.data.parent), str(tmp_path / "none"), __file__, ""):
        with pytest.raises(NotFolder):
            checked_folder(wrong)
    assert checked_folder(str(tmp_path)) == tmp_path.resolve()


def test_a_surprise_is_one_source_s_trouble(house, tmp_path):
    agency = folder_source(tmp_path)
    Source.objects.filter(pk=agency.pk).update(kind="push")
    held = claim(agency.pk)
    look(held)
    assert stand(agency).last_error == (
        "It ended with KeyError; the log says more.")


# -- sent to us ----------------------------------------------------------------------------------


class Sender:
    """A sender with a key."""

    def __init__(self, key, slug="northern-wire"):
        self.client, self.key = Client(headers={"host": "localhost:8000"}), key
        self.where = f"/wire/v1/in/{slug}"

    def send(self, raw, **headers):
        return self.client.post(self.where, raw, content_type="application/json", headers={
            "authorization": f"Bearer {self.key}"} | headers)


@pytest.fixture
def sender(house):
    return Sender(make_key(source(kind="push"), by=person("chief editor")))


def test_what_is_sent_is_kept_before_it_is_acknowledged(sender):
    answer = sender.send(copy())
    assert answer.status_code == 201 and answer["Cache-Control"] == "no-store"
    said = answer.json()
    assert (said["format"], said["items"][0]["id"], said["items"][0]["outcome"]) == (
        "ninjs", "tag:north.example,2026:1", "new")
    assert said["sha256"] == only().raw
    again = sender.send(copy())
    assert (again.status_code, again.json()["items"][0]["outcome"]) == (200, "same")
    assert SourceKey.objects.get().used_at is not None


def test_what_cannot_be_read_is_said_and_kept(sender):
    answer = sender.send(b"nothing")
    assert answer.status_code == 422
    assert answer.json() == {"refused": Reject.objects.get().reason, "kept": True,
                             "sha256": Reject.objects.get().digest}


def test_a_key_opens_its_own_source_only_and_can_be_revoked(sender):
    agency, chief = Source.objects.get(), person("chief editor", name="other")
    source("Southern Wire", kind="push")
    assert Sender(sender.key, "southern-wire").send(copy()).status_code == 401
    for wrong in ("", "x", sender.key + "x", "Basic"):
        assert Sender(wrong).send(copy()).status_code == 401
    refused = Sender("x").send(copy())
    assert refused["WWW-Authenticate"].startswith("Bearer") and not refused.json()["kept"]
    revoke_key(agency, agency.keys.get().pk, by=chief)
    assert sender.send(copy()).status_code == 401 and not Incoming.objects.exists()


def test_keys_are_made_by_who_manages_and_kept_as_digests(house):
    agency = source(kind="push")
    for role in ("reporter", "editor"):
        with pytest.raises(MayNot):
            make_key(agency, by=person(role))
    make_key(agency, by=person("wire manager"))
    key = make_key(agency, by=person("administrator"))
    row = agency.keys.last()
    assert key not in (row.digest, row.begins) and key.startswith(row.begins)
    assert len(key) > 40 and len(row.digest) == 64


def test_the_security_log_has_who_made_and_revoked_a_key(house):
    agency, chief = source(kind="push"), person("chief editor")
    key = make_key(agency, by=chief)
    number = agency.keys.get().pk
    revoke_key(agency, number, by=chief)
    revoke_key(agency, number, by=chief)
    noted = list(SecurityEntry.objects.order_by("pk").values_list("act", "who", "detail"))
    said = {"source": "Northern Wire", "begins": key[:10]}
    assert noted == [("source-key-made", chief.pk, said), ("source-key-withdrawn", chief.pk, said)]


def test_a_source_that_rests_takes_nothing(sender):
    Source.objects.update(active=False)
    assert sender.send(copy()).status_code == 401


@pytest.mark.parametrize("length", [str(MOST + 1), "200000000"])
def test_too_much_is_refused_before_it_is_read(sender, length):
    answer = sender.client.generic(
        "POST", sender.where, b"{}", content_type="application/json",
        headers={"authorization": f"Bearer {sender.key}"}, CONTENT_LENGTH=length)
    assert answer.status_code == 413 and not Reject.objects.exists()


def test_other_methods_and_broken_lengths_are_refused(sender):
    assert sender.client.get(sender.where).status_code == 405
    for length, status in (("5000", 400), ("", 411), ("many", 411)):
        environ = {
            "REQUEST_METHOD": "POST", "PATH_INFO": sender.where, "wsgi.input": BytesIO(copy()),
            "CONTENT_LENGTH": length, "HTTP_AUTHORIZATION": f"Bearer {sender.key}",
            "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "wsgi.url_scheme": "http",
        }
        if status == 411:
            assert entrance(_Bare(environ), "northern-wire").status_code == status
        else:
            assert entrance(WSGIRequest(environ), "northern-wire").status_code == status
    assert not Incoming.objects.exists() and not Reject.objects.exists()


class _Bare(WSGIRequest):
    """A request whose Content-Length reaches the view as it was said."""

    def __init__(self, environ):
        said = environ.pop("CONTENT_LENGTH")
        super().__init__(environ)
        self.META["CONTENT_LENGTH"] = said


# -- the command ---------------------------------------------------------------------------------


def test_the_command_reads_files_and_folders(house, tmp_path):
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "a.json").write_bytes(copy())
    (tmp_path / "deep" / "b.xml").write_bytes(rss(rss_item(), rss_item(2)))
    (tmp_path / "deep" / "deeper" / "c.txt").write_bytes(b"nothing")
    dry = house.run("import", "wire", str(tmp_path), "--dry-run")
    assert dry.returncode == 1
    assert dry.stdout.strip().endswith(
        "3 files: 3 new, 0 updated, 0 same, 0 older, 0 killed; 1 refused. Nothing was changed.")
    assert not Source.objects.exists() and not Incoming.objects.exists()
    done = house.run("import", "wire", str(tmp_path))
    assert "3 files: 3 new, 0 updated, 0 same, 0 older, 0 killed; 1 refused." in done.stdout
    assert f"refused  {tmp_path}/deep/deeper/c.txt: this is in no format" in done.stderr
    again = house.run("import", "wire", str(tmp_path / "a.json"), str(tmp_path / "deep" / "b.xml"))
    assert again.returncode == 0 and "2 files: 0 new, 0 updated, 3 same" in again.stdout
    assert Incoming.objects.count() == 3 and Reject.objects.count() == 1
    assert Source.objects.get().name == "Imported files"


def test_the_command_knows_sources_by_name(house, tmp_path):
    source("Northern Wire")
    (tmp_path / "a.json").write_bytes(copy())
    refused = house.run("import", "wire", str(tmp_path), "--source", "Nobody")
    assert refused.returncode == 2 and "There are: Northern Wire." in refused.stderr
    assert house.run("import", "wire", str(tmp_path), "--source", "Northern Wire").returncode == 0
    assert only().source.name == "Northern Wire"
    gone = house.run("import", "wire", str(tmp_path / "none"))
    assert gone.returncode == 2 and "there is no such file or folder" in gone.stderr
