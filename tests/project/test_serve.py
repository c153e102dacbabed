"""`dateline serve`, as a person and as a machine meet it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import processes
from cast import story
from dateline.desk import public as desk
from serving import Served, free_port, serving


def test_it_says_where_it_is_serves_and_ends_cleanly(house):
    with serving(house, "--no-demo") as served:
        printed = "".join(served.lines)
        assert f"Site     {served.base}/" in printed
        assert f"Desk     {served.base}/desk/" in printed
        assert re.search(rf"Sign in  {served.base}/desk/sign-in/[\w-]{{20,}}/", printed)
        assert served.get("/healthz") == (200, "ok\n")
        status, home = served.get("/")
        assert status == 200
        sheet = re.search(r'href="(/static/theme/site.css\?v=\w+)"', home)
        assert served.get(sheet[1])[0] == 200
        assert served.get("/static/wagtailadmin/css/core.css")[0] == 200
        assert served.get("/nothing-here")[0] == 404
        assert served.stop(signal.SIGINT) == 0
        assert served.lines[-1] == "Dateline has stopped.\n"
        assert "Traceback" not in "".join(served.lines)
    again = Served(house, free_port(), "--no-demo")
    again.await_line("Ctrl-C")
    assert again.stop(signal.SIGTERM) == 0


def test_a_second_one_on_the_folder_and_a_taken_port_are_refused_in_one_line(house, make_house):
    with serving(house, "--no-demo") as served:
        second = house.run("serve", "--port", str(free_port()))
        assert second.returncode == 2
        assert second.stderr.count("\n") == 1
        assert "running on" in second.stderr and served.base in second.stderr
        other = make_house()
        taken = other.run("serve", "--port", str(served.port))
        assert taken.returncode == 2
        assert taken.stderr.count("\n") == 1
        assert f"Port {served.port}" in taken.stderr


def test_the_sign_in_link_opens_the_desk_once(house):
    with serving(house, "--no-demo") as served:
        link = re.search(r"Sign in  http://[^/]+(\S+)", "".join(served.lines))[1]
        session = Session(served)
        assert "Sign in" in session.get(link)
        desk_home = session.post(link)
        assert "Stories" in desk_home and "Traceback" not in desk_home
        desk.file_story(story("A draft nobody else sees"))
        assert "A draft nobody else sees" in session.get("/desk/snippets/desk/story/")
        assert "A draft nobody else sees" not in served.get("/desk/snippets/desk/story/")[1]
        assert served.get(link)[0] == 410
        assert served.get("/desk/")[0] == 200  # the log-in page


class Session:
    """A browser's cookies and a form, by hand."""

    def __init__(self, served: Served) -> None:
        import http.cookiejar
        import urllib.request

        self.base = served.base
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.page = ""

    def get(self, path: str) -> str:
        with self.opener.open(self.base + path, timeout=20) as response:
            self.page = response.read().decode()
        return self.page

    def post(self, path: str) -> str:
        from urllib.parse import urlencode

        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page)[1]
        body = urlencode({"csrfmiddlewaretoken": token}).encode()
        with self.opener.open(self.base + path, body, timeout=20) as response:
            return response.read().decode()


def test_what_a_command_publishes_is_there_at_the_next_request(house):
    with serving(house, "--no-demo") as served:
        assert "A bridge opens" not in served.get("/")[1]
        done = desk.publish(desk.file_story(story("A bridge opens")))
        assert "A bridge opens" in served.get("/")[1]
        assert served.get(done.address)[0] == 200


def test_an_embargo_lifts_on_its_second(house):
    with serving(house, "--no-demo") as served:
        guid = desk.file_story(story("Budget is out"))
        until = datetime.now(UTC) + timedelta(seconds=2)
        desk.embargo(guid, until)
        while datetime.now(UTC) < until:
            assert "Budget is out" not in served.get("/")[1]
            time.sleep(0.1)
        last = time.monotonic() + 10
        while "Budget is out" not in served.get("/")[1]:
            assert time.monotonic() < last
            time.sleep(0.05)
        found = desk.find(guid=guid)
        assert until <= found.published_at


def test_processes_end_with_a_killed_supervisor(house):
    with serving(house, "--no-demo") as served:
        children = processes.descendants(served.process.pid)
        assert len(children) >= 3  # the server, its worker, the scheduler
        # a fork takes one thread along: another's lock would never be free again
        assert len(list(Path(f"/proc/{served.process.pid}/task").iterdir())) == 1
        served.stop(signal.SIGKILL)
        until = time.monotonic() + 15
        while any(processes.alive(pid) for pid in children):
            assert time.monotonic() < until
            time.sleep(0.05)


def test_a_killed_web_process_is_started_again(house):
    with serving(house, "--no-demo") as served:
        for pid in processes.descendants(served.process.pid):
            if processes.name(pid) == "dateline web":
                os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + 30
        while True:
            try:
                assert served.get("/healthz")[0] == 200
                return
            except OSError:
                assert time.monotonic() < until
                time.sleep(0.1)


def test_two_commands_at_once_make_an_empty_folder_ready(tmp_path, house):
    environment = {n: v for n, v in house.environment.items() if n != "DATELINE_DATABASE"}
    environment["DATELINE_DATA"] = str(tmp_path / "new")
    program = str(Path(sys.executable).parent / "dateline")
    both = [
        subprocess.Popen([program, "signin"], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0 and "/desk/sign-in/" in out


def test_the_port_is_probed_on_the_address_that_will_be_used(house):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = house.run("serve", "--port", str(other.getsockname()[1]), "--no-demo")
    assert taken.returncode == 2 and "cannot be used" in taken.stderr


def test_a_store_cut_in_half_while_serving_costs_a_moment_and_no_wrong_page(house):
    with serving(house, "--no-demo") as served:
        done = [desk.publish(desk.file_story(story(f"Bridge {n}"))) for n in range(40)]
        for one in done:
            assert served.get(one.address)[0] == 200
        store = house.data / "store" / "pages.mdb"
        os.truncate(store, store.stat().st_size // 2 // 4096 * 4096)
        until = time.monotonic() + 60
        for one in done:
            while True:
                try:
                    status, text = served.get(one.address)
                    break
                except OSError:  # the server is being started again
                    assert time.monotonic() < until, "".join(served.lines)
                    time.sleep(0.1)
            assert status == 200 and f"<h1>Bridge {done.index(one)}" in text
        assert served.process.poll() is None
