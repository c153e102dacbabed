"""Servers under load, each pinned to core 0, and wrk on core 1: Dateline, nginx, Varnish."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
CORES = (os.cpu_count() or 1) > 1
NGINX = """worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 4096; }}
http {{ access_log off; sendfile on; tcp_nopush on; gzip_static on; etag on;
keepalive_requests 100000000; types {{ text/html html; }} default_type text/html;
client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
uwsgi_temp_path {folder}; scgi_temp_path {folder};
server {{ listen 127.0.0.1:{port} backlog=1024; root {root}; }} }}
"""
CACHE = """worker_processes 1; daemon off; pid {folder}/cache.pid; error_log {folder}/cache.log;
events {{ worker_connections 4096; }}
http {{ access_log off; proxy_cache_path {folder}/cache keys_zone=pages:10m;
client_body_temp_path {folder}; proxy_temp_path {folder}/cache-temp; fastcgi_temp_path {folder};
uwsgi_temp_path {folder}; scgi_temp_path {folder};
server {{ listen 127.0.0.1:{port} backlog=1024; location / {{
proxy_pass http://127.0.0.1:{behind}; proxy_set_header Host $http_host; proxy_cache pages;
proxy_set_header Accept-Encoding $http_accept_encoding; proxy_cache_valid any {ttl}s;
proxy_ignore_headers Cache-Control Expires; }} }} }}
"""
VARNISH_TTL = """vcl 4.1;
backend pages {{ .host = "127.0.0.1"; .port = "{behind}"; }}
sub vcl_backend_response {{
set beresp.ttl = {ttl}s; set beresp.grace = 0s; unset beresp.http.Cache-Control; return (deliver); }}
"""
VARNISH = """vcl 4.1;
backend files {{ .host = "127.0.0.1"; .port = "{behind}"; }}
sub vcl_backend_response {{ set beresp.ttl = 1h; set beresp.do_esi = true; set beresp.do_gzip = true; }}
"""


def pinned(core: int, *command: str) -> list[str]:
    """A command on one core, where there is more than one."""
    return ["taskset", "-c", str(core), *command] if CORES else list(command)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def web_alone(port: int) -> list[str]:
    """A command: the web server's process with one worker, and nothing beside it."""
    script = (
        "import django; django.setup(); from dateline.project.serving import web; "
        f"web.serve(host='127.0.0.1', port={port}, workers=1)"
    )
    return [sys.executable, "-c", script]


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += _tree(int(child))
    return found


def worked(pid: int) -> float:
    """Seconds of processor time that a process and all below it have used."""
    total = 0
    for one in _tree(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def anonymous(pid: int) -> list[float]:
    """MB of anonymous resident memory of each process of a tree."""
    lines = [Path(f"/proc/{one}/status").read_text() for one in _tree(pid)]
    return [int(re.search(r"RssAnon:\s+(\d+)", text)[1]) / 1024 for text in lines]  # type: ignore


@dataclass
class Server:
    """One running server."""

    name: str
    process: subprocess.Popen[bytes]
    port: int

    def stop(self) -> None:
        """End it and wait."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(name: str, port: int, *command: str, environment: dict[str, str] | None = None) -> Server:
    """Start a server on core 0 and wait until it listens."""
    process = subprocess.Popen(
        pinned(0, *command), env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return Server(name, process, port)
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.02)
    raise SystemExit(f"{name} did not start: {' '.join(command)}")


def nginx(folder: Path, root: Path) -> Server:
    """nginx with gzip_static on a folder."""
    port = free_port()
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, port=port, root=root))
    return start("nginx", port, "nginx", "-c", str(settings))


def nginx_cache(folder: Path, behind: int, ttl: int) -> Server:
    """nginx as a page cache before a server: what it has is fresh for `ttl` seconds."""
    port = free_port()
    settings = folder / "cache.conf"
    settings.write_text(CACHE.format(folder=folder, port=port, behind=behind, ttl=ttl))
    return start("nginx", port, "nginx", "-c", str(settings))


def varnish(folder: Path, behind: int, ttl: int = 0) -> Server:
    """Varnish before a server (its thread pools as packaged): with ESI, or fresh for `ttl` s."""
    port, place = free_port(), folder / f"varnish-{behind}"
    place.mkdir()
    settings = place.with_suffix(".vcl")
    settings.write_text((VARNISH_TTL if ttl else VARNISH).format(behind=behind, ttl=ttl))
    return start("Varnish", port, "varnishd", "-F", "-a", f"127.0.0.1:{port}", "-f", str(settings),
                 "-s", "malloc,1g", "-n", str(place))


@dataclass(frozen=True)
class Load:
    """What wrk saw in one run: requests/s, and the server's processor time for one, in µs."""

    rate: float
    busy: float
    wrong: int


def load(
    server: Server, path: str, *headers: str, seconds: float = 3, script: Path | None = None
) -> Load:
    """64 connections for some seconds, from core 1."""
    words = ["wrk", "-t1", "-c64", f"-d{seconds:g}s"]
    words += [word for header in headers for word in ("-H", header)]
    words += ["-s", str(script)] if script else []
    before = worked(server.process.pid)
    told = subprocess.run(
        pinned(1, *words, f"http://127.0.0.1:{server.port}{path}"),
        capture_output=True, text=True, check=True,
    ).stdout
    spent = worked(server.process.pid) - before
    number = int(re.search(r"(\d+) requests in", told)[1])  # type: ignore[index]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])  # type: ignore[index]
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    return Load(rate, spent / max(number, 1) * 1e6, int(wrong[1]) if wrong else 0)
