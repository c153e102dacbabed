"""A way between a machine and its database that can be cut, or swallow everything in silence."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from pathlib import Path


class Relay:
    """Takes connections on a port of this host and leads them to a PostgreSQL socket."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.open, self.ended = threading.Event(), threading.Event()
        self.open.set()
        self.refuses = False
        self.pairs: list[tuple[socket.socket, socket.socket]] = []
        self.door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self.door.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, user: str, name: str) -> str:
        """The database's address by this way."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{name}"

    def _accept(self) -> None:
        while not self.ended.is_set():
            with suppress(OSError):
                near, _ = self.door.accept()
                if self.refuses:
                    near.close()
                    continue
                threading.Thread(target=self._lead, args=(near,), daemon=True).start()

    def _lead(self, near: socket.socket) -> None:
        self.open.wait()
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(str(self.target))
        except OSError:
            near.close()
            return
        self.pairs.append((near, far))
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                self.open.wait()
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        """Break what there is and refuse what comes."""
        self.refuses = True
        for pair in self.pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def freeze(self) -> None:
        """Take everything and carry nothing: TCP notices nothing."""
        self.open.clear()

    def join(self) -> None:
        """As before."""
        self.refuses = False
        self.open.set()

    def end(self) -> None:
        """Close everything."""
        self.ended.set()
        self.cut()
        self.join()
        with suppress(OSError):
            self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()
        for pair in self.pairs:
            for end in pair:
                end.close()
