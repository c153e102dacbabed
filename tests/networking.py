"""Hosts of their own in Linux network namespaces, joined by cables that can be cut or go deaf."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from conftest import House
from machining import Asked
from postgresql import Cluster


def run(*words: str) -> None:
    """A command that must succeed."""
    subprocess.run(words, check=True, capture_output=True)


def why_not() -> str:
    """Why this machine can make no namespaces; empty if it can."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        return "network namespaces need root and iproute2"
    name = f"dateline-probe-{os.getpid()}"
    tried = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True)
    if tried.returncode:
        return f"no network namespaces here: {tried.stderr.strip()}"
    run("ip", "netns", "del", name)
    return ""


class Host:
    """A namespace with a cable to us; `number` makes its addresses."""

    def __init__(self, name: str, number: int) -> None:
        self.name, self.number = f"dl-{os.getpid()}-{name}", number
        self.address = f"10.77.{100 + number}.2"
        run("ip", "netns", "add", self.name)
        self.inside("ip", "link", "set", "lo", "up")
        ours = f"dl{os.getpid() % 100000}o{number}"
        run("ip", "link", "add", ours, "type", "veth", "peer", "name", "us", "netns", self.name)
        run("ip", "address", "add", f"10.77.{100 + number}.1/24", "dev", ours)
        run("ip", "link", "set", ours, "up")
        self.inside("ip", "address", "add", f"{self.address}/24", "dev", "us")
        self.inside("ip", "link", "set", "us", "up")

    def inside(self, *words: str) -> None:
        """Run a command in it."""
        run("ip", "netns", "exec", self.name, *words)

    def end(self) -> None:
        """Take it away, with its cables."""
        run("ip", "netns", "del", self.name)


class Cable:
    """Between a machine and the primary."""

    def __init__(self, machine: Host, primary: Host) -> None:
        self.machine, self.primary = machine, primary
        self.far = f"m{machine.number}"
        self.ends = (f"10.77.{machine.number}.2", f"10.77.{machine.number}.1")
        machine.inside("ip", "link", "add", "db", "type", "veth", "peer", "name", self.far,
                       "netns", primary.name)
        for host, device, address in ((machine, "db", self.ends[0]),
                                      (primary, self.far, self.ends[1])):
            host.inside("ip", "address", "add", f"{address}/24", "dev", device)
            host.inside("ip", "link", "set", device, "up")

    def down(self) -> None:
        """Pulled out."""
        self.machine.inside("ip", "link", "set", "db", "down")

    def up(self) -> None:
        """Put in again."""
        self.machine.inside("ip", "link", "set", "db", "up")

    def deaf(self) -> None:
        """Every packet is lost without a word: it is sent to a hardware address nobody has."""
        nobody = ("lladdr", "02:00:00:00:00:99", "nud", "permanent")
        self.machine.inside("ip", "neigh", "replace", self.ends[1], *nobody, "dev", "db")
        self.primary.inside("ip", "neigh", "replace", self.ends[0], *nobody, "dev", self.far)

    def hears(self) -> None:
        """As before."""
        self.machine.inside("ip", "neigh", "del", self.ends[1], "dev", "db")
        self.primary.inside("ip", "neigh", "del", self.ends[0], "dev", self.far)


class Primary(Cluster):
    """A copy of the tests' cluster, running on a host of its own."""

    def __init__(self, like: Cluster, host: Host) -> None:
        self.folder = like.folder.parent / host.name
        self.bin, self.user = like.bin, like.user
        self.folder.mkdir()
        self.folder.chmod(0o755)
        shutil.chown(self.folder, "postgres")
        self._run("pg_basebackup", "-h", str(like.folder), "-U", self.user, "-X", "stream",
                  "-c", "fast", "--no-sync", "-D", f"{self.folder}/data")
        with (self.folder / "data/pg_hba.conf").open("a") as rules:
            rules.write("host all all 10.77.0.0/16 trust\n")
        options = f"-k {self.folder} -c listen_addresses=* -c fsync=off -c max_connections=200"
        host.inside("runuser", "-u", "postgres", "--", str(self.bin / "pg_ctl"), "-D",
                    f"{self.folder}/data", "-w", "-o", options, "-l", f"{self.folder}/log", "start")

    def stop(self) -> None:
        """Stop it, and keep nothing."""
        super().stop()
        shutil.rmtree(self.folder)


class Served(Asked):
    """A web machine on a host of its own."""

    port = 8000

    def __init__(self, house: House, host: Host) -> None:
        self.house, self.host = house, host.address
        self.log = (house.data / "served.log").open("w")
        command = ["ip", "netns", "exec", host.name, str(Path(sys.executable).parent / "dateline"),
                   "serve", "--only", "web", "--no-demo", "--host", host.address]
        self.process = subprocess.Popen(command, env=house.environment, stdout=self.log,
                                        stderr=subprocess.STDOUT, start_new_session=True)

    def await_start(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + 120
        while time.monotonic() < until:
            with suppress(OSError):
                self.ask("/healthz")
                return
            assert self.process.poll() is None, (self.house.data / "served.log").read_text()
            time.sleep(0.2)
        raise AssertionError((self.house.data / "served.log").read_text())

    def stop(self) -> None:
        """End it."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.log.close()
